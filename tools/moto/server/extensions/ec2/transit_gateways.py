"""Transit gateways: an attachment is associated with the route table that somebody chose, and with the default one only where
the gateway has one; its tags are its own; it is told as deleted after its end, and no table knows it then; a route tells its
attachment; what a VPC propagates is among the routes.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html
"""

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends
from moto.ec2.models.transit_gateway import TransitGateway
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachment, TransitGatewayAttachmentBackend
from moto.ec2.models.transit_gateway_route_tables import TransitGatewayRouteTableBackend
from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment as Attachments

from ..overriding import override


def install() -> None:
    @override(TransitGateway)
    def __init__(self, was, *args, **kwargs):
        was(*args, **kwargs)
        for kind in ("Association", "Propagation"):
            if self.options[f"DefaultRouteTable{kind}"] == "disable":
                self.options.pop(f"{kind}DefaultRouteTableId")

    @override(TransitGatewayAttachment)
    def __init__(self, was, backend, *args, transit_gateway, **kwargs):  # noqa: F811
        was(backend, *args, transit_gateway=transit_gateway, **kwargs)
        self.transit_gateway = transit_gateway

    @override(TransitGatewayAttachmentBackend)
    def create_transit_gateway_vpc_attachment(self, was, *args, **kwargs):
        attachment = was(*args, **kwargs)
        leave(attachment)
        settle(attachment)
        return attachment

    @override(TransitGatewayAttachmentBackend)
    def describe_transit_gateway_vpc_attachments(self, was, transit_gateways_attachment_ids=None, filters=None):
        """One that is deleted is told to who asks for it by its id."""
        told = was(transit_gateways_attachment_ids, filters)
        return told if transit_gateways_attachment_ids else [one for one in told if one.state != "deleted"]

    @override(TransitGatewayAttachmentBackend)
    def delete_transit_gateway_vpc_attachment(self, was, transit_gateway_attachment_id):
        attachment = self.transit_gateway_attachments.get(transit_gateway_attachment_id)
        if attachment is not None and attachment.state == "deleted":
            raise EC2ClientError("IncorrectState", f"{attachment.id} is in invalid state")
        attachment = was(transit_gateway_attachment_id)
        leave(attachment)
        self.transit_gateway_attachments[transit_gateway_attachment_id] = attachment
        return attachment

    @override(TransitGatewayAttachmentBackend)
    def set_attachment_association(self, was, transit_gateway_attachment_id, transit_gateway_route_table_id):
        was(transit_gateway_attachment_id, transit_gateway_route_table_id)
        attachment = self.transit_gateway_attachments[transit_gateway_attachment_id]
        attachment.transit_gateway_route_table = self.transit_gateways_route_tables[transit_gateway_route_table_id]

    @override(TransitGatewayAttachmentBackend)
    def unset_attachment_association(self, was, tgw_attach_id):
        was(tgw_attach_id)
        self.transit_gateway_attachments[tgw_attach_id].transit_gateway_route_table = None

    @override(Attachments)
    def create_transit_gateway_vpc_attachment(self, was):
        """moto looks for tags of a route table."""
        answer = was()
        tags = self._parse_tag_specification().get("transit-gateway-attachment", {})
        answer.result["TransitGatewayVpcAttachment"].add_tags(tags)
        return answer

    @override(TransitGatewayRouteTableBackend)
    def create_transit_gateway_route(self, was, *args, **kwargs):
        """moto tells one attachment where EC2 tells a list."""
        route = was(*args, **kwargs)
        attachment = route.get("transitGatewayAttachments")
        if attachment is not None:
            route["transitGatewayAttachments"] = [attachment]
        return route

    @override(TransitGatewayRouteTableBackend)
    def search_transit_gateway_routes(self, was, transit_gateway_route_table_id, filters, max_results=None):
        """moto tells static routes alone. A static one to the same destination takes the place of a propagated one."""
        found = was(transit_gateway_route_table_id, filters, max_results)
        table = self.transit_gateways_route_tables.get(transit_gateway_route_table_id)
        propagated = [route for one in table.route_table_propagation for route in propagated_by(self, one)] if table else []
        static = table.routes if table else {}
        types, states = filters.get("type", ["propagated"]), filters.get("state", ["active"])
        is_asked = "propagated" in types and "active" in states
        return found + [one for one in propagated if is_asked and one["destinationCidrBlock"] not in static]


def settle(attachment):
    """A new attachment looks in the default table and tells it of its VPC, where the transit gateway has one."""
    gateway = attachment.transit_gateway
    both = (attachment.id, gateway.default_route_table.id)
    if gateway.options["DefaultRouteTableAssociation"] == "enable":
        gateway.ec2_backend.associate_transit_gateway_route_table(*both)
    if gateway.options["DefaultRouteTablePropagation"] == "enable":
        gateway.ec2_backend.enable_transit_gateway_route_table_propagation(*both)


def leave(attachment):
    """No table of the transit gateway knows it any more."""
    ec2 = attachment.transit_gateway.ec2_backend
    attachment.transit_gateway_route_table = None
    for known in (ec2.transit_gateway_associations, ec2.transit_gateway_propagations):
        known.pop(attachment.id, None)
    for table in ec2.transit_gateways_route_tables.values():
        table.route_table_associations.pop(attachment.id, None)
        ec2.disable_route_table_propagation(attachment.id, table.id)


def propagated_by(backend, propagation):
    """A route to every IPv4 block of the VPC, whichever account it is in."""
    attachment = backend.transit_gateway_attachments[propagation.transitGatewayAttachmentId]
    vpc = ec2_backends[attachment.owner_id][backend.region_name].vpcs.get(propagation.resourceId)
    told = {
        "resourceId": propagation.resourceId,
        "resourceType": propagation.resourceType,
        "transitGatewayAttachmentId": propagation.transitGatewayAttachmentId,
    }
    return [
        {
            "destinationCidrBlock": association["cidr_block"],
            "prefixListId": None,
            "state": "active",
            "type": "propagated",
            "transitGatewayAttachments": [told],
        }
        for association in (vpc.cidr_block_association_set if vpc else [])
    ]
