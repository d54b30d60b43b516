"""Rule groups of other accounts, which one may read and associate with VPCs of its own while they are shared with it.

"If you share a rule group with other accounts and then delete or unshare it, DNS Firewall removes all associations that the
other accounts created between the rule group and their VPCs."
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-group-sharing.html
"""

from collections.abc import Iterator
from typing import Any

from moto.ram.models import ram_backends
from moto.route53resolver.models import route53resolver_backends

from .. import ram
from ..json_api import refusal
from . import store

GROUP = "firewall rule group"
ASSOCIATION = "firewall rule group association"


def install() -> None:
    ram.AFTER_UNSHARING.append(end_associations)


def shared_groups(response: Any) -> list[store.Record]:
    """Those that other accounts let the caller use, as the caller sees them."""
    return [
        {**group, "ShareStatus": "SHARED_WITH_ME"}
        for group in of_all_accounts(response.region, GROUP)
        if may_use(response.current_account, group) and group["OwnerId"] != response.current_account
    ]


def refuse_foreign(response: Any, group: store.Record) -> None:
    """Whoever may use a group of another account may not change it."""
    if group["OwnerId"] != response.current_account:
        raise refusal("AccessDeniedException", f"{group['Id']} is of another account")


def share_status(group: store.Record) -> str:
    """As its owner sees it."""
    shares = ram_backends[group["OwnerId"]][group["Arn"].split(":")[3]].resource_shares
    is_shared = any(group["Arn"] in share.resource_arns and share.principals for share in shares)
    return "SHARED_BY_ME" if is_shared else "NOT_SHARED"


def end_associations(region: str) -> None:
    """Takes away what accounts associated that may no longer do so, or whose group is gone."""
    groups = {group["Id"]: group for group in of_all_accounts(region, GROUP)}
    for account, backends in list(route53resolver_backends.items()):
        associations = store.kept_by(backends[region], ASSOCIATION)
        for association in list(associations.values()):
            group = groups.get(association["FirewallRuleGroupId"])
            if group is None or not may_use(account, group):
                del associations[association["Id"]]


def may_use(account: str, group: store.Record) -> bool:
    return group["OwnerId"] == account or ram.is_shared_with(account, group["Arn"])


def of_all_accounts(region: str, kind: str) -> Iterator[store.Record]:
    for account in list(route53resolver_backends.values()):
        yield from store.kept_by(account[region], kind).values()
