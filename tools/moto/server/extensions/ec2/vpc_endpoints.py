"""VPC endpoints: address type and DNS options, which moto forgets; one that a route leads to stays."""

from moto.core.responses import ActionResult
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

    @override(VPCs)
    def delete_vpc_endpoints(self, was):
        asked = self._get_param("VpcEndpointIds", [])
        kept = [one for one in asked if is_routed_to(self.ec2_backend, one)]
        self.ec2_backend.delete_vpc_endpoints(vpce_ids=[one for one in asked if one not in kept])
        error = {"Code": "InvalidRequest", "Message": "Endpoint must be removed from route table before deletion"}
        return ActionResult({"Unsuccessful": [{"ResourceId": one, "Error": error} for one in kept]})

    VPCEndPoint.ip_address_type = "ipv4"


def is_routed_to(ec2, endpoint):
    """Routes of a gateway endpoint are its own, and go with it."""
    known = ec2.vpc_end_points.get(endpoint)
    if known is None or known.vpc_endpoint_type != "GatewayLoadBalancer":
        return False
    return any(route.vpc_endpoint_id == endpoint for table in ec2.route_tables.values() for route in table.routes)


def remember(response, endpoint):
    for parameter, attribute in (("IpAddressType", "ip_address_type"), ("DnsOptions", "dns_options")):
        value = response._get_param(parameter)
        if value is not None:
            setattr(endpoint, attribute, value)
