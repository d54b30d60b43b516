"""Transit gateways of other accounts: an account that one is shared with sees it and attaches VPCs to it, and each attachment
waits until the owner accepts it. Both see the attachment, each with tags of his own; whoever deletes it deletes it for both.

https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AcceptTransitGatewayVpcAttachment.html
"""

import copy

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends
from moto.ec2.models.transit_gateway import TransitGatewayBackend
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachment, TransitGatewayAttachmentBackend
from moto.ec2.models.transit_gateway_route_tables import TransitGatewayRouteTableBackend
from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment as Attachments

from ..overriding import add, override
from ..ram import is_shared_with
from .transit_gateways import leave, settle


def install() -> None:
    TransitGatewayAttachment.transit_gateway_owner_id = property(lambda self: owner_of(self).account_id)

    @override(TransitGatewayBackend)
    def describe_transit_gateways(self, was, filters, transit_gateway_ids):
        own = self.transit_gateways
        self.transit_gateways = {**own, **shared_with(self)}
        try:
            return was(filters, transit_gateway_ids)
        finally:
            self.transit_gateways = own

    @override(TransitGatewayBackend)
    def delete_transit_gateway(self, was, transit_gateway_id):
        if any(
            one.transit_gateway_id == transit_gateway_id and one.state != "deleted"
            for one in self.transit_gateway_attachments.values()
        ):
            raise EC2ClientError("IncorrectState", f"{transit_gateway_id} has non-deleted VPC Attachments")
        return was(transit_gateway_id)

    @override(TransitGatewayAttachmentBackend)
    def create_transit_gateway_vpc_attachment(self, was, transit_gateway_id, *args, **asked):
        gateway = shared_with(self).get(transit_gateway_id)
        if gateway is None:
            return was(transit_gateway_id, *args, **asked)
        attachment = gateway.ec2_backend.create_transit_gateway_vpc_attachment(transit_gateway_id, *args, **asked)
        attachment.ec2_backend = self
        attachment.owner_id = attachment.resource_owner_id = self.account_id
        self.transit_gateway_attachments[attachment.id] = attachment
        if gateway.options["AutoAcceptSharedAttachments"] == "disable":
            leave(attachment)
            attachment.state = "pendingAcceptance"
        return attachment

    @override(TransitGatewayRouteTableBackend)
    def associate_transit_gateway_route_table(self, was, transit_gateway_attachment_id, transit_gateway_route_table_id):
        attachment = self.transit_gateway_attachments[transit_gateway_attachment_id]
        if attachment.state != "available":
            raise EC2ClientError("IncorrectState", f"{attachment.id} is in invalid state")
        return was(transit_gateway_attachment_id, transit_gateway_route_table_id)

    @add(Attachments)
    def accept_transit_gateway_vpc_attachment(self):
        identifier = self._get_param("TransitGatewayAttachmentId")
        attachment = self.ec2_backend.transit_gateway_attachments.get(identifier)
        if attachment is None or owner_of(attachment) is not self.ec2_backend:
            raise EC2ClientError("InvalidTransitGatewayAttachmentID.NotFound", f"{identifier} does not exist")
        if attachment.state != "pendingAcceptance":
            raise EC2ClientError("IncorrectState", f"{identifier} is in invalid state")
        attachment.state = "available"
        settle(attachment)
        return ActionResult({"TransitGatewayVpcAttachment": seen_by(self.ec2_backend, attachment)})

    for name in ("describe_transit_gateway_attachments", "describe_transit_gateway_vpc_attachments"):
        override(TransitGatewayAttachmentBackend, name)(
            lambda self, was, *args, **asked: [seen_by(self, one) for one in was(*args, **asked)]
        )


def shared_with(ec2):
    """The transit gateways of other accounts that an account may use, by their ids."""
    return {
        gateway.id: gateway
        for owner, account in ec2_backends.items()
        if owner != ec2.account_id
        for gateway in account[ec2.region_name].transit_gateways.values()
        if is_shared_with(ec2.account_id, gateway.arn)
    }


def owner_of(attachment):
    """The EC2 of the account that has the transit gateway."""
    return attachment.transit_gateway.ec2_backend


def seen_by(ec2, attachment):
    """Tags are of the account that gave them, and route tables of the owner of the transit gateway."""
    seen = copy.copy(attachment)
    seen.ec2_backend = ec2
    if owner_of(attachment) is not ec2:
        seen.transit_gateway_route_table = None
    return seen
