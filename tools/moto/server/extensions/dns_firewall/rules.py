"""Rules of a group, each known by its domain list (or its kind of threat) and query type."""

import uuid
from typing import Any

from ..json_api import answer, present, refusal, request_of
from . import domain_lists, rule_groups, shares, store

KIND = "firewall rule"
SETTINGS = (
    "Action",
    "BlockOverrideDnsType",
    "BlockOverrideDomain",
    "BlockOverrideTtl",
    "BlockResponse",
    "ConfidenceThreshold",
    "FirewallDomainRedirectionAction",
    "Name",
    "Priority",
)


def create_firewall_rule(self: Any) -> str:
    asked = request_of(self)
    group = rule_groups.own(self)
    if "FirewallDomainListId" in asked and not domain_lists.exists(self, asked["FirewallDomainListId"]):
        raise store.not_found(f"there is no firewall domain list {asked['FirewallDomainListId']}")
    refuse_taken_priority(self, group, asked["Priority"], None)
    threat = {"FirewallThreatProtectionId": f"rslvr-ftp-{uuid.uuid4().hex[:16]}"} if "DnsThreatProtection" in asked else {}
    names = ("FirewallRuleGroupId", "FirewallDomainListId", "DnsThreatProtection", "Qtype", "CreatorRequestId")
    defaults = {} if threat else {"FirewallDomainRedirectionAction": "INSPECT_REDIRECTION_DOMAIN"}
    record = present(
        {**defaults, **{name: asked.get(name) for name in names}, **given_settings(asked), **threat}
    )
    records = store.records(self, KIND)
    if key_of(record) in records:
        raise refusal("ValidationException", "the rule group has a rule for this domain list")
    record.update({"CreationTime": store.NOW, "ModificationTime": store.NOW})
    records[key_of(record)] = record
    group["RuleCount"] += 1
    return answer(FirewallRule=record)


def update_firewall_rule(self: Any) -> str:
    asked = request_of(self)
    group, record = rule_groups.own(self), found(self)
    if "Priority" in asked:
        refuse_taken_priority(self, group, asked["Priority"], record)
    record.update(given_settings(asked))
    return answer(FirewallRule=record)


def delete_firewall_rule(self: Any) -> str:
    group, record = rule_groups.own(self), found(self)
    del store.records(self, KIND)[key_of(record)]
    group["RuleCount"] -= 1
    return answer(FirewallRule=record)


def list_firewall_rules(self: Any) -> str:
    group = rule_groups.found(self)
    rules, token = store.page_of(rules_of(self, group), request_of(self))
    return answer(FirewallRules=rules, NextToken=token)


ACTIONS = (create_firewall_rule, update_firewall_rule, delete_firewall_rule, list_firewall_rules)


def given_settings(asked: store.Record) -> store.Record:
    return {name: asked[name] for name in SETTINGS if asked.get(name) is not None}


def rules_of(self: Any, group: store.Record) -> list[store.Record]:
    rules = shares.of_all_accounts(self.region, KIND)
    of_group = [rule for rule in rules if rule["FirewallRuleGroupId"] == group["Id"]]
    return sorted(of_group, key=lambda rule: rule["Priority"])


def refuse_taken_priority(self: Any, group: store.Record, priority: int, own: store.Record | None) -> None:
    if any(rule["Priority"] == priority and rule is not own for rule in rules_of(self, group)):
        raise store.conflict(f"priority {priority} is taken in {group['Id']}")


def key_of(rule: store.Record) -> str:
    what = rule.get("FirewallDomainListId") or rule.get("FirewallThreatProtectionId")
    return f"{rule['FirewallRuleGroupId']} {what} {rule.get('Qtype')}"


def found(self: Any) -> store.Record:
    asked = request_of(self)
    record = store.records(self, KIND).get(key_of(asked))
    if record is None:
        raise store.not_found(f"{asked['FirewallRuleGroupId']} has no such rule")
    return record
