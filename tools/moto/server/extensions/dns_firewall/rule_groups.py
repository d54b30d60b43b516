"""Rule groups."""

from typing import Any

from ..json_api import answer, request_of
from . import store

KIND = "firewall rule group"


def create_firewall_rule_group(self: Any) -> str:
    asked = request_of(self)
    owner = {"OwnerId": self.current_account, "ShareStatus": "NOT_SHARED"}
    record = store.create(
        self, KIND, "rslvr-frg", "firewall-rule-group", {"Name": asked["Name"], "RuleCount": 0, **owner}
    )
    self.route53resolver_backend.tagger.tag_resource(record["Arn"], asked.get("Tags") or [])
    return answer(FirewallRuleGroup=record)


def get_firewall_rule_group(self: Any) -> str:
    return answer(FirewallRuleGroup=found(self))


def delete_firewall_rule_group(self: Any) -> str:
    record = found(self)
    users = {
        "rules": store.records(self, "firewall rule"),
        "VPC associations": store.records(self, "firewall rule group association"),
    }
    for what, using in users.items():
        if any(user["FirewallRuleGroupId"] == record["Id"] for user in using.values()):
            raise store.conflict(f"{record['Id']} has {what}")
    del store.records(self, KIND)[record["Id"]]
    return answer(FirewallRuleGroup={**record, "Status": "DELETING"})


def list_firewall_rule_groups(self: Any) -> str:
    groups, token = store.page_of(list(store.records(self, KIND).values()), request_of(self))
    return answer(FirewallRuleGroups=groups, NextToken=token)


ACTIONS = (
    create_firewall_rule_group,
    get_firewall_rule_group,
    delete_firewall_rule_group,
    list_firewall_rule_groups,
)


def found(self: Any) -> store.Record:
    return store.find(self, KIND, request_of(self)["FirewallRuleGroupId"])
