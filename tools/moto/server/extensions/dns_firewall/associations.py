"""Associations of rule groups with VPCs."""

from typing import Any

from moto.ec2.models import ec2_backends

from ..json_api import answer, refusal, request_of
from . import rule_groups, shares, store

KIND = shares.ASSOCIATION


def associate_firewall_rule_group(self: Any) -> str:
    asked = request_of(self)
    group = rule_groups.found(self)
    ec2_backends[self.current_account][self.region].get_vpc(asked["VpcId"])
    refuse_taken(self, asked["VpcId"], asked["Priority"], None)
    record = store.create(
        self,
        KIND,
        "rslvr-frgassoc",
        "firewall-rule-group-association",
        {
            "FirewallRuleGroupId": group["Id"],
            "VpcId": asked["VpcId"],
            "Name": asked["Name"],
            "Priority": asked["Priority"],
            "MutationProtection": asked.get("MutationProtection") or "DISABLED",
        },
    )
    self.route53resolver_backend.tagger.tag_resource(record["Arn"], asked.get("Tags") or [])
    return answer(FirewallRuleGroupAssociation=record)


def get_firewall_rule_group_association(self: Any) -> str:
    return answer(FirewallRuleGroupAssociation=found(self))


def update_firewall_rule_group_association(self: Any) -> str:
    asked, record = request_of(self), found(self)
    if asked.get("Priority") is not None:
        refuse_taken(self, record["VpcId"], asked["Priority"], record)
    changes = {name: asked.get(name) for name in ("Name", "Priority", "MutationProtection")}
    changes = {name: value for name, value in changes.items() if value not in (None, record[name])}
    # "If enabled, this setting disallows modification or removal of the association."
    if record["MutationProtection"] == "ENABLED" and changes and changes.get("MutationProtection") != "DISABLED":
        raise refusal("ValidationException", f"mutation protection of {record['Id']} is on")
    record.update(changes)
    return answer(FirewallRuleGroupAssociation=record)


def disassociate_firewall_rule_group(self: Any) -> str:
    record = found(self)
    if record["MutationProtection"] == "ENABLED":
        raise refusal("ValidationException", f"mutation protection of {record['Id']} is on")
    del store.records(self, KIND)[record["Id"]]
    return answer(FirewallRuleGroupAssociation={**record, "Status": "DELETING"})


def list_firewall_rule_group_associations(self: Any) -> str:
    asked = request_of(self)
    wanted = {name: asked[name] for name in ("VpcId", "FirewallRuleGroupId") if name in asked}
    found_ones = [
        record
        for record in store.records(self, KIND).values()
        if all(record[name] == value for name, value in wanted.items())
    ]
    associations, token = store.page_of(found_ones, asked)
    return answer(FirewallRuleGroupAssociations=associations, NextToken=token)


ACTIONS = (
    associate_firewall_rule_group,
    get_firewall_rule_group_association,
    update_firewall_rule_group_association,
    disassociate_firewall_rule_group,
    list_firewall_rule_group_associations,
)


def refuse_taken(self: Any, vpc: str, priority: int, own: store.Record | None) -> None:
    for record in store.records(self, KIND).values():
        if record is not own and (record["VpcId"], record["Priority"]) == (vpc, priority):
            raise store.conflict(f"priority {priority} is taken in {vpc}")


def found(self: Any) -> store.Record:
    return store.find(self, KIND, request_of(self)["FirewallRuleGroupAssociationId"])
