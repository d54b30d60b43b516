"""Firewall policies."""

from typing import Any

from ..json_api import answer, present, refusal, request_of
from . import rule_groups, shares, store

KIND = shares.KIND


def create_firewall_policy(self: Any) -> str:
    asked = request_of(self)
    check_references(self, asked)
    record = store.create(self, KIND, "firewall-policy", asked["FirewallPolicyName"], asked)
    return answer(UpdateToken=record.token, FirewallPolicyResponse=described(self, record))


def describe_firewall_policy(self: Any) -> str:
    record = found(self, "DescribeFirewallPolicy")
    return answer(
        UpdateToken=record.token,
        FirewallPolicy=record.fields["FirewallPolicy"],
        FirewallPolicyResponse=described(self, record),
    )


def update_firewall_policy(self: Any) -> str:
    asked = request_of(self)
    record = found(self, "UpdateFirewallPolicy")
    record.check_token(asked.get("UpdateToken"))
    check_references(self, asked)
    settings = ("FirewallPolicy", "Description", "EncryptionConfiguration")
    record.fields = {**record.fields, **{name: asked.get(name) for name in settings}}
    record.renew_token()
    return answer(UpdateToken=record.token, FirewallPolicyResponse=described(self, record))


def delete_firewall_policy(self: Any) -> str:
    record = found(self, "DeleteFirewallPolicy")
    store.refuse_while_used(self, record, "firewall", lambda fields, arn: fields["FirewallPolicyArn"] == arn)
    del store.records(self)[record.arn]
    return answer(FirewallPolicyResponse={**described(self, record), "FirewallPolicyStatus": "DELETING"})


def list_firewall_policies(self: Any) -> str:
    own = [record for record in store.records(self).values() if record.kind == KIND]
    policies = [*own, *shares.shared_policies(self)]
    return answer(FirewallPolicies=[{"Name": record.name, "Arn": record.arn} for record in policies])


ACTIONS = (
    create_firewall_policy,
    describe_firewall_policy,
    update_firewall_policy,
    delete_firewall_policy,
    list_firewall_policies,
)


def check_references(self: Any, asked: dict[str, Any]) -> None:
    """A policy names rule groups that exist, or those that AWS manages."""
    for arn in rule_groups.references(asked):
        if ":aws-managed:" not in arn and arn not in store.records(self):
            raise refusal("InvalidRequestException", f"rule group is not found: {arn}")
    arn = asked["FirewallPolicy"].get("TLSInspectionConfigurationArn")
    if arn is not None and arn not in store.records(self):
        raise refusal("InvalidRequestException", f"TLS inspection configuration is not found: {arn}")


def found(self: Any, action: str) -> store.Record:
    asked = request_of(self)
    shares.refuse_foreign(self, asked.get("FirewallPolicyArn"), action)
    return store.find(self, KIND, asked.get("FirewallPolicyArn"), asked.get("FirewallPolicyName"))


def described(self: Any, record: store.Record) -> dict[str, Any]:
    firewalls = [other for other in store.of_all_accounts(self) if other.kind == "firewall"]
    return present(
        {
            "FirewallPolicyArn": record.arn,
            "FirewallPolicyName": record.name,
            "FirewallPolicyId": record.id,
            "Description": record.fields.get("Description"),
            "FirewallPolicyStatus": "ACTIVE",
            "Tags": record.tag_list,
            "NumberOfAssociations": sum(
                firewall.fields["FirewallPolicyArn"] == record.arn for firewall in firewalls
            ),
            "EncryptionConfiguration": record.encryption,
        }
    )
