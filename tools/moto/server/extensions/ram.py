"""AWS Resource Access Manager: resources and principals that come to a share and go one by one, its tags, and what it lets
into which account.

All accounts of a server are of one organization in which sharing is on, so nobody has an invitation to accept. Which
permissions a share grants is not told. https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html
"""

import json
from collections.abc import Callable

from moto.ram import urls
from moto.ram.exceptions import UnknownResourceException
from moto.ram.models import ResourceShare, ram_backends
from moto.ram.responses import ResourceAccessManagerResponse

from .json_api import answer, request_of
from .overriding import add, override

# https://docs.aws.amazon.com/ram/latest/userguide/shareable.html
SHAREABLE = ("firewall-policy", "stateful-rulegroup", "stateless-rulegroup", "firewall-rule-group")
# What services do when something is shared with fewer, told the Region.
AFTER_UNSHARING: list[Callable[[str], None]] = []
ACTIONS = (
    "associate_resource_share",
    "disassociate_resource_share",
    "list_resource_share_permissions",
    "tag_resource",
    "untag_resource",
)


def install() -> None:
    ResourceShare.SHAREABLE_RESOURCES.extend(SHAREABLE)
    for action in ACTIONS:
        urls.url_paths[f"{{0}}/{action.replace('_', '')}$"] = ResourceAccessManagerResponse.dispatch
        add(ResourceAccessManagerResponse)(globals()[action])

    @override(ResourceShare)
    def __init__(self, was, account_id, region, **asked):
        was(account_id, region, **asked)
        self.tags = {tag["key"]: tag["value"] for tag in asked.get("tags", [])}

    @override(ResourceShare)
    def describe(self, was):
        return {**was(), "tags": [{"key": key, "value": value} for key, value in self.tags.items()]}

    @override(ResourceShare)
    def delete(self, was):
        was()
        self.principals, self.resource_arns = [], []
        tell_of_unsharing(self)

    @override(ResourceAccessManagerResponse)
    def get_resource_shares(self, was):
        """moto tells all of them, whichever are asked for."""
        told, asked = json.loads(was())["resourceShares"], self._get_param("resourceShareArns", [])
        return answer(resourceShares=[share for share in told if not asked or share["resourceShareArn"] in asked])


def associate_resource_share(self):
    share, request = share_of(self), request_of(self)
    share.add_principals(request.get("principals", []))
    share.add_resources(request.get("resourceArns", []))
    return answer(resourceShareAssociations=associations(share, request, "ASSOCIATED"))


def disassociate_resource_share(self):
    share, request = share_of(self), request_of(self)
    share.principals = [one for one in share.principals if one not in request.get("principals", [])]
    share.resource_arns = [one for one in share.resource_arns if one not in request.get("resourceArns", [])]
    tell_of_unsharing(share)
    return answer(resourceShareAssociations=associations(share, request, "DISASSOCIATED"))


def list_resource_share_permissions(self):
    share_of(self)
    return answer(permissions=[])


def tag_resource(self):
    share_of(self).tags.update({tag["key"]: tag["value"] for tag in request_of(self)["tags"]})
    return answer()


def untag_resource(self):
    share = share_of(self)
    share.tags = {key: value for key, value in share.tags.items() if key not in request_of(self)["tagKeys"]}
    return answer()


def tell_of_unsharing(share):
    for react in AFTER_UNSHARING:
        react(share.region)


def share_of(self):
    arn = request_of(self)["resourceShareArn"]
    for share in self.ram_backend.resource_shares:
        if share.arn == arn and share.status == "ACTIVE":
            return share
    raise UnknownResourceException(f"ResourceShare {arn} could not be found.")


def associations(share, request, status):
    kinds = (("PRINCIPAL", "principals"), ("RESOURCE", "resourceArns"))
    return [
        {"resourceShareArn": share.arn, "associatedEntity": entity, "associationType": kind, "status": status}
        for kind, name in kinds
        for entity in request.get(name, [])
    ]


def is_shared_with(account, arn):
    """Whether the owner of a resource has let another account in, or the whole organization."""
    region, owner = arn.split(":")[3:5]
    return any(
        arn in share.resource_arns and any(one == account or ":organization/" in one for one in share.principals)
        for share in ram_backends[owner][region].resource_shares
    )
