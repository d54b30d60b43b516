"""The endpoint of each mapped subnet: a Gateway Load Balancer endpoint in the caller's VPC, as in AWS."""

import hashlib
from typing import Any

from moto.ec2.models import ec2_backends

from ..json_api import refusal


def create_endpoint(response: Any, firewall_arn: str, vpc_id: str, mapping: dict[str, str]) -> tuple[str, str]:
    """The zone of a mapped subnet, and the id of the endpoint that now stands in it."""
    ec2 = ec2_backends[response.current_account][response.region]
    subnet = ec2.get_subnet(mapping["SubnetId"])
    if subnet.vpc_id != vpc_id:
        raise refusal("InvalidRequestException", f"subnet {subnet.id} is not in {vpc_id}")
    service = hashlib.sha1(firewall_arn.encode()).hexdigest()[:17]
    endpoint = ec2.create_vpc_endpoint(
        vpc_id,
        f"com.amazonaws.vpce.{response.region}.vpce-svc-{service}",
        "GatewayLoadBalancer",
        None,
        [],
        subnet_ids=[subnet.id],
        tags={"AWSNetworkFirewallManaged": "true", "Firewall": firewall_arn},
    )
    return subnet.availability_zone, endpoint.id


def delete_endpoint(response: Any, endpoint_id: str) -> None:
    """AWS refuses to take away an endpoint that a route table still names."""
    ec2 = ec2_backends[response.current_account][response.region]
    for table in ec2.route_tables.values():
        if any(endpoint_id in (route.vpc_endpoint_id, route.gateway_id) for route in table.routes):
            message = f"{endpoint_id} is still in use by route table {table.id}"
            raise refusal("InvalidOperationException", message)
    ec2.vpc_end_points.pop(endpoint_id, None)
