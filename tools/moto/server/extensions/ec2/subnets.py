"""Subnets: how names are given to instances, DNS64, and the state of IPv6 blocks."""

from moto.ec2.models.subnets import Subnet
from moto.ec2.responses.subnets import Subnets

from ..overriding import override


def install() -> None:
    Subnet.ipv6_cidr_block_association_set = property(ipv6_blocks)
    Subnet.enable_dns64 = False

    @override(Subnets)
    def modify_subnet_attribute(self, was):
        subnet = self.ec2_backend.get_subnet(self._get_param("SubnetId"))
        names = subnet.private_dns_name_options_on_launch
        hostname_type = self._get_param("PrivateDnsHostnameTypeOnLaunch")
        if hostname_type is not None:
            names["HostnameType"] = hostname_type
        aaaa = self._get_param("EnableResourceNameDnsAAAARecordOnLaunch.Value")
        if aaaa is not None:
            names["EnableResourceNameDnsAAAARecord"] = aaaa
        dns64 = self._get_param("EnableDns64.Value")
        if dns64 is not None:
            subnet.enable_dns64 = dns64
        return was()


def ipv6_blocks(subnet):
    """As EC2 answers; moto puts a whole state where the name of a state belongs."""
    return [
        {
            "ipv6CidrBlock": block["ipv6CidrBlock"],
            "associationId": block["associationId"],
            "ipv6CidrBlockState": {"state": block["ipv6CidrBlockState"]["State"]},
        }
        for block in subnet.ipv6_cidr_block_associations.values()
        if block["ipv6CidrBlockState"]["State"] == "associated"
    ]
