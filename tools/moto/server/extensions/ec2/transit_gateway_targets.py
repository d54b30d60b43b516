"""Routes to a transit gateway, of this account or another: there are none before the VPC is attached to it and its owner has
accepted that.

EC2 says that the transit gateway does not exist, whichever of the two is missing:
https://github.com/hashicorp/terraform-provider-aws/issues/10025
"""

from moto.ec2.exceptions import InvalidTransitGatewayID
from moto.ec2.models.route_tables import RouteBackend

from ..overriding import override


def install() -> None:
    for name in ("create_route", "replace_route"):

        @override(RouteBackend, name)
        def lead(self, was, route_table_id, *args, transit_gateway_id=None, **kwargs):
            if transit_gateway_id is None:
                return was(route_table_id, *args, **kwargs)
            vpc_id = self.get_route_table(route_table_id).vpc_id
            attachment = attachment_of(self, vpc_id, transit_gateway_id)
            if attachment is None:
                raise InvalidTransitGatewayID(transit_gateway_id)
            route = was(route_table_id, *args, transit_gateway_id=transit_gateway_id, **kwargs)
            route.transit_gateway = attachment.transit_gateway
            return route


def attachment_of(ec2, vpc_id, transit_gateway_id):
    """The one by which packets of a VPC get to a transit gateway; None when there is none."""
    for one in ec2.transit_gateway_attachments.values():
        if (one.resource_id, one.transit_gateway_id, one.state) == (vpc_id, transit_gateway_id, "available"):
            return one
    return None
