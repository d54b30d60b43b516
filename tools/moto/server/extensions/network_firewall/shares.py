"""Firewall policies of other accounts, which one may use in firewalls of its own while they are shared with it.

What a share permits is AssociateFirewallPolicy and ListFirewallPolicies: whoever uses a policy is not told what it says.
What becomes of a firewall whose policy is shared no more is not told by AWS; here it keeps the policy.
https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_PutResourcePolicy.html
"""

from typing import Any

from ..json_api import refusal
from ..ram import is_shared_with
from . import store

KIND = "policy"


def usable_policy(response: Any, arn: str) -> store.Record:
    """The policy that a firewall of the caller may name: its own, or one that is shared with it."""
    refuse_foreign(response, arn, "AssociateFirewallPolicy", is_shared_with(response.current_account, arn))
    for record in store.of_all_accounts(response):
        if record.kind == KIND and record.arn == arn:
            return record
    raise refusal("ResourceNotFoundException", f"Unable to find the specified {KIND}: {arn}")


def refuse_foreign(response: Any, arn: str | None, action: str, is_permitted: bool = False) -> None:
    """Refuses what another account owns and does not permit, in the words of IAM, whether there is such a thing or not.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
    """
    if arn is None or is_permitted or owner_of(arn) == response.current_account:
        return
    user = f"arn:{response.partition}:iam::{response.current_account}:user/moto"
    does = f"network-firewall:{action}"
    raise refusal(
        "AccessDeniedException",
        f"User: {user} is not authorized to perform: {does} on resource: {arn} "
        f"because no resource-based policy allows the {does} action",
    )


def shared_policies(response: Any) -> list[store.Record]:
    """Those that other accounts let the caller use."""
    return [
        record
        for record in store.of_all_accounts(response)
        if record.kind == KIND
        and owner_of(record.arn) != response.current_account
        and is_shared_with(response.current_account, record.arn)
    ]


def owner_of(arn: str) -> str:
    return arn.split(":")[4]
