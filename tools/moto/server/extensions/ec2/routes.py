"""Routes: replacing a target by a Gateway Load Balancer endpoint, and one whose target is gone is a blackhole."""

from moto.ec2.models.route_tables import Route
from moto.ec2.responses.route_tables import RouteTables

from ..overriding import override
from .transit_gateway_targets import attachment_of

DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")


def install() -> None:
    @override(RouteTables)
    def replace_route(self, was):
        """moto forgets the endpoint that is to come, and keeps the one that was there."""
        table = self.ec2_backend.get_route_table(self._get_param("RouteTableId"))
        destinations = [self._get_param(name) for name in DESTINATIONS]
        answer = was()
        for route in table.routes:
            own = (
                route.destination_cidr_block,
                route.destination_ipv6_cidr_block,
                route.destination_prefix_list_id,
            )
            if list(own) == destinations:
                route.vpc_endpoint_id = self._get_param("VpcEndpointId")
        return answer

    Route.state = property(state_of)


def state_of(route):
    """https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html: a target that is gone is a blackhole."""
    ec2 = route.route_table.ec2_backend
    endpoint = ec2.vpc_end_points.get(route.vpc_endpoint_id)
    if route.vpc_endpoint_id is not None and (endpoint is None or endpoint.state == "deleted"):
        return "blackhole"
    if route.nat_gateway is not None and route.nat_gateway.state == "deleted":
        return "blackhole"
    gateway = route.transit_gateway
    if gateway is not None and attachment_of(ec2, route.route_table.vpc_id, gateway.id) is None:
        return "blackhole"
    return "active"
