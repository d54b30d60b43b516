"""Lists of domains. Lists that AWS manages are there under ids of their own."""

from typing import Any

from ..json_api import answer, refusal, request_of
from . import store

KIND = "firewall domain list"
# Names and ids of the lists that AWS manages; ids differ from Region to Region, and these are of no Region.
MANAGED = {
    "AWSManagedDomainsMalwareDomainList": "rslvr-fdl-0123456789abcdef",
    "AWSManagedDomainsBotnetCommandandControl": "rslvr-fdl-1123456789abcdef",
    "AWSManagedDomainsAggregateThreatList": "rslvr-fdl-2123456789abcdef",
    "AWSManagedDomainsAmazonGuardDutyThreatList": "rslvr-fdl-3123456789abcdef",
}


def create_firewall_domain_list(self: Any) -> str:
    asked = request_of(self)
    record = store.create(
        self, KIND, "rslvr-fdl", "firewall-domain-list", {"Name": asked["Name"], "DomainCount": 0, "Domains": []}
    )
    self.route53resolver_backend.tagger.tag_resource(record["Arn"], asked.get("Tags") or [])
    return answer(FirewallDomainList=described(record))


def get_firewall_domain_list(self: Any) -> str:
    return answer(FirewallDomainList=described(found(self)))


def list_firewall_domains(self: Any) -> str:
    domains, token = store.page_of(found(self)["Domains"], request_of(self))
    return answer(Domains=domains, NextToken=token)


def update_firewall_domains(self: Any) -> str:
    record, asked = found(self), request_of(self)
    given = [canonical(domain) for domain in asked["Domains"]]
    operation = asked["Operation"]
    if operation == "REPLACE":
        domains = given
    elif operation == "ADD":
        domains = [*record["Domains"], *given]
    else:
        domains = [domain for domain in record["Domains"] if domain not in given]
    record["Domains"] = sorted(set(domains))
    record["DomainCount"] = len(record["Domains"])
    return answer(Id=record["Id"], Name=record["Name"], Status="COMPLETE", StatusMessage="")


def delete_firewall_domain_list(self: Any) -> str:
    record = found(self)
    for rule in store.records(self, "firewall rule").values():
        if rule.get("FirewallDomainListId") == record["Id"]:
            raise store.conflict(f"{record['Id']} is in use by rule group {rule['FirewallRuleGroupId']}")
    del store.records(self, KIND)[record["Id"]]
    return answer(FirewallDomainList={**described(record), "Status": "DELETING"})


def list_firewall_domain_lists(self: Any) -> str:
    own = [described(record) for record in store.records(self, KIND).values()]
    managed = [
        {"Id": identifier, "Name": name, "ManagedOwnerName": "Route 53 Resolver DNS Firewall"}
        for name, identifier in MANAGED.items()
    ]
    lists, token = store.page_of([*managed, *own], request_of(self))
    return answer(FirewallDomainLists=lists, NextToken=token)


ACTIONS = (
    create_firewall_domain_list,
    get_firewall_domain_list,
    list_firewall_domains,
    update_firewall_domains,
    delete_firewall_domain_list,
    list_firewall_domain_lists,
)


def exists(response: Any, identifier: str) -> bool:
    return identifier in store.records(response, KIND) or identifier in MANAGED.values()


def found(self: Any) -> store.Record:
    return store.find(self, KIND, request_of(self)["FirewallDomainListId"])


def described(record: store.Record) -> store.Record:
    return {name: value for name, value in record.items() if name != "Domains"}


def canonical(domain: str) -> str:
    """AWS stores names in lower case and with the dot at the end."""
    if domain.rstrip(".") == "" or len(domain) > 255:
        raise refusal("ValidationException", f"not a domain: {domain!r}")
    return domain.lower().rstrip(".") + "."
