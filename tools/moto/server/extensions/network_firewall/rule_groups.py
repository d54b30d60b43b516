"""Rule groups, stateful and stateless."""

from typing import Any

from ..json_api import answer, present, refusal, request_of
from . import store

KIND = "rule group"
SETTINGS = ("RuleGroup", "Description", "EncryptionConfiguration", "SourceMetadata", "SummaryConfiguration")


def create_rule_group(self: Any) -> str:
    asked = request_of(self)
    path = "stateless-rulegroup" if asked["Type"] == "STATELESS" else "stateful-rulegroup"
    record = store.create(self, KIND, path, asked["RuleGroupName"], with_rules(asked))
    return answer(UpdateToken=record.token, RuleGroupResponse=described(self, record))


def describe_rule_group(self: Any) -> str:
    record = found(self)
    return answer(
        UpdateToken=record.token,
        RuleGroup=record.fields["RuleGroup"],
        RuleGroupResponse=described(self, record),
    )


def describe_rule_group_metadata(self: Any) -> str:
    record = found(self)
    fields = record.fields
    return answer(
        RuleGroupArn=record.arn,
        RuleGroupName=record.name,
        Description=fields.get("Description"),
        Type=fields["Type"],
        Capacity=fields["Capacity"],
        StatefulRuleOptions=fields["RuleGroup"].get("StatefulRuleOptions"),
    )


def update_rule_group(self: Any) -> str:
    asked = request_of(self)
    record = found(self)
    record.check_token(asked.get("UpdateToken"))
    changed = with_rules(asked)
    record.fields = {**record.fields, **{name: changed.get(name) for name in SETTINGS}}
    record.renew_token()
    return answer(UpdateToken=record.token, RuleGroupResponse=described(self, record))


def delete_rule_group(self: Any) -> str:
    record = found(self)
    store.refuse_while_used(self, record, "policy", lambda fields, arn: arn in references(fields))
    del store.records(self)[record.arn]
    return answer(RuleGroupResponse={**described(self, record), "RuleGroupStatus": "DELETING"})


def list_rule_groups(self: Any) -> str:
    groups = [record for record in store.records(self).values() if record.kind == KIND]
    return answer(RuleGroups=[{"Name": record.name, "Arn": record.arn} for record in groups])


ACTIONS = (
    create_rule_group,
    describe_rule_group,
    describe_rule_group_metadata,
    update_rule_group,
    delete_rule_group,
    list_rule_groups,
)


def references(policy_fields: dict[str, Any]) -> list[str]:
    """The ARNs of the rule groups that a policy names."""
    policy = policy_fields["FirewallPolicy"]
    both = policy.get("StatefulRuleGroupReferences", []) + policy.get("StatelessRuleGroupReferences", [])
    return [reference["ResourceArn"] for reference in both]


def with_rules(asked: dict[str, Any]) -> dict[str, Any]:
    """Rules given as text are described as those of the group, as AWS does."""
    rules = asked.get("Rules")
    if rules is not None and asked.get("RuleGroup") is not None:
        raise refusal("InvalidRequestException", "You must provide either Rules or RuleGroup, not both")
    if rules is None:
        return asked
    return {**asked, "RuleGroup": {"RulesSource": {"RulesString": rules}}}


def found(self: Any) -> store.Record:
    asked = request_of(self)
    return store.find(self, KIND, asked.get("RuleGroupArn"), asked.get("RuleGroupName"))


def described(self: Any, record: store.Record) -> dict[str, Any]:
    fields = record.fields
    policies = [other for other in store.records(self).values() if other.kind == "policy"]
    return present(
        {
            "RuleGroupArn": record.arn,
            "RuleGroupName": record.name,
            "RuleGroupId": record.id,
            "Description": fields.get("Description"),
            "Type": fields["Type"],
            "Capacity": fields["Capacity"],
            "RuleGroupStatus": "ACTIVE",
            "Tags": record.tag_list,
            "NumberOfAssociations": sum(record.arn in references(policy.fields) for policy in policies),
            "EncryptionConfiguration": record.encryption,
            "SourceMetadata": fields.get("SourceMetadata"),
            "SummaryConfiguration": fields.get("SummaryConfiguration"),
        }
    )
