"""Tags of DHCP option sets, which moto drops when the set is created."""

from moto.ec2.responses.dhcp_options import DHCPOptions

from ..overriding import override


def install() -> None:
    @override(DHCPOptions)
    def create_dhcp_options(self, was):
        answer = was()
        answer.result["DhcpOptions"].add_tags(self._parse_tag_specification().get("dhcp-options", {}))
        return answer
