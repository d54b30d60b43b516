"""Rule groups."""

from typing import Any

from ..json_api import answer, request_of
from . import shares, store

KIND = shares.GROUP


def create_firewall_rule_group(self: Any) -> str:
    asked = request_of(self)
    owner = {"OwnerId": self.current_account}
    record = store.create(
        self, KIND, "rslvr-frg", "firewall-rule-group", {"Name": asked["Name"], "RuleCount": 0, **owner}
    )
    self.route53resolver_backend.tagger.tag_resource(record["Arn"], asked.get("Tags") or [])
    return answer(FirewallRuleGroup=described(record))


def get_firewall_rule_group(self: Any) -> str:
    return answer(FirewallRuleGroup=described(found(self)))


def delete_firewall_rule_group(self: Any) -> str:
    record = own(self)
    users = {
        "rules": store.records(self, "firewall rule"),
        "VPC associations": store.records(self, "firewall rule group association"),
    }
    for what, using in users.items():
        if any(user["FirewallRuleGroupId"] == record["Id"] for user in using.values()):
            raise store.conflict(f"{record['Id']} has {what}")
    del store.records(self, KIND)[record["Id"]]
    shares.end_associations(self.region)
    return answer(FirewallRuleGroup={**described(record), "Status": "DELETING"})


def list_firewall_rule_groups(self: Any) -> str:
    groups = [described(record) for record in store.records(self, KIND).values()]
    groups, token = store.page_of([*groups, *shares.shared_groups(self)], request_of(self))
    return answer(FirewallRuleGroups=groups, NextToken=token)


ACTIONS = (
    create_firewall_rule_group,
    get_firewall_rule_group,
    delete_firewall_rule_group,
    list_firewall_rule_groups,
)


def found(self: Any) -> store.Record:
    """Of this account, or shared with it: what another account keeps for itself is not there."""
    identifier = request_of(self)["FirewallRuleGroupId"]
    for group in shares.shared_groups(self):
        if group["Id"] == identifier:
            return group
    return store.find(self, KIND, identifier)


def own(self: Any) -> store.Record:
    """The group that a request changes."""
    group = found(self)
    shares.refuse_foreign(self, group)
    return group


def described(group: store.Record) -> store.Record:
    """What is shared with the caller says so already."""
    return {"ShareStatus": shares.share_status(group), **group}
