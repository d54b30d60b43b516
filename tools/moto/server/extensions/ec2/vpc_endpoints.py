"""VPC endpoints: address type and DNS options, which moto forgets."""

from moto.ec2.models.vpcs import VPCEndPoint
from moto.ec2.responses.vpcs import VPCs

from ..overriding import override


def install() -> None:
    @override(VPCs)
    def create_vpc_endpoint(self, was):
        answer = was()
        remember(self, answer.result["VpcEndpoint"])
        return answer

    @override(VPCs)
    def modify_vpc_endpoint(self, was):
        answer = was()
        remember(self, self.ec2_backend.vpc_end_points[self._get_param("VpcEndpointId")])
        return answer

    VPCEndPoint.ip_address_type = "ipv4"


def remember(response, endpoint):
    for parameter, attribute in (("IpAddressType", "ip_address_type"), ("DnsOptions", "dns_options")):
        value = response._get_param(parameter)
        if value is not None:
            setattr(endpoint, attribute, value)
