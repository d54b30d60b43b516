"""Firewalls and their endpoints."""

from typing import Any

from ..json_api import answer, present, refusal, request_of
from . import shares, store
from .endpoints import create_endpoint, delete_endpoint

KIND = "firewall"


def create_firewall(self: Any) -> str:
    asked = request_of(self)
    shares.usable_policy(self, asked["FirewallPolicyArn"])
    record = store.create(self, KIND, "firewall", asked["FirewallName"], {**asked, "Endpoints": {}})
    add_endpoints(self, record, asked.get("SubnetMappings") or [])
    return answer(Firewall=described(record), FirewallStatus=status(record))


def describe_firewall(self: Any) -> str:
    record = found(self)
    return answer(UpdateToken=record.token, Firewall=described(record), FirewallStatus=status(record))


def delete_firewall(self: Any) -> str:
    record = found(self)
    refuse_protected(record, "DeleteProtection")
    if record.fields.get("LoggingConfiguration"):
        raise refusal("InvalidOperationException", f"{record.arn} has a logging configuration")
    remove_endpoints(self, record, [mapping["SubnetId"] for mapping in record.fields["SubnetMappings"]])
    del store.records(self)[record.arn]
    return answer(Firewall=described(record), FirewallStatus={**status(record), "Status": "DELETING"})


def associate_subnets(self: Any) -> str:
    record = for_update(self)
    refuse_protected(record, "SubnetChangeProtection")
    added = request_of(self)["SubnetMappings"]
    record.fields["SubnetMappings"] = [*record.fields["SubnetMappings"], *added]
    add_endpoints(self, record, added)
    return subnets_answer(record)


def disassociate_subnets(self: Any) -> str:
    record = for_update(self)
    refuse_protected(record, "SubnetChangeProtection")
    remove_endpoints(self, record, request_of(self)["SubnetIds"])
    return subnets_answer(record)


def associate_firewall_policy(self: Any) -> str:
    record = for_update(self)
    refuse_protected(record, "FirewallPolicyChangeProtection")
    arn = request_of(self)["FirewallPolicyArn"]
    shares.usable_policy(self, arn)
    record.fields["FirewallPolicyArn"] = arn
    return answer(FirewallArn=record.arn, FirewallName=record.name, FirewallPolicyArn=arn, UpdateToken=record.token)


def list_firewalls(self: Any) -> str:
    vpcs = request_of(self).get("VpcIds")
    firewalls = [
        record
        for record in store.records(self).values()
        if record.kind == KIND and (not vpcs or record.fields["VpcId"] in vpcs)
    ]
    return answer(Firewalls=[{"FirewallName": record.name, "FirewallArn": record.arn} for record in firewalls])


ACTIONS = (
    create_firewall,
    describe_firewall,
    delete_firewall,
    associate_subnets,
    disassociate_subnets,
    associate_firewall_policy,
    list_firewalls,
)


def found(self: Any) -> store.Record:
    asked = request_of(self)
    return store.find(self, KIND, asked.get("FirewallArn"), asked.get("FirewallName"))


def for_update(self: Any) -> store.Record:
    """The firewall that a request changes, with the token of the change."""
    record = found(self)
    record.check_token(request_of(self).get("UpdateToken"))
    record.renew_token()
    return record


def refuse_protected(record: store.Record, protection: str) -> None:
    if record.fields.get(protection):
        raise refusal("InvalidOperationException", f"{protection} of {record.arn} is on")


def add_endpoints(self: Any, record: store.Record, mappings: list[dict[str, str]]) -> None:
    for mapping in mappings:
        zone, endpoint = create_endpoint(self, record.arn, record.fields["VpcId"], mapping)
        if zone in record.fields["Endpoints"]:
            raise refusal("InvalidRequestException", f"{record.arn} has two subnets in {zone}")
        record.fields["Endpoints"][zone] = {**mapping, "EndpointId": endpoint}


def remove_endpoints(self: Any, record: store.Record, subnets: list[str]) -> None:
    for zone, endpoint in list(record.fields["Endpoints"].items()):
        if endpoint["SubnetId"] in subnets:
            delete_endpoint(self, endpoint["EndpointId"])
            del record.fields["Endpoints"][zone]
    kept = [mapping for mapping in record.fields["SubnetMappings"] if mapping["SubnetId"] not in subnets]
    record.fields["SubnetMappings"] = kept


def subnets_answer(record: store.Record) -> str:
    mappings = record.fields["SubnetMappings"]
    return answer(FirewallArn=record.arn, FirewallName=record.name, SubnetMappings=mappings, UpdateToken=record.token)


def described(record: store.Record) -> dict[str, Any]:
    fields = record.fields
    return present(
        {
            "FirewallName": record.name,
            "FirewallArn": record.arn,
            "FirewallId": record.id,
            "FirewallPolicyArn": fields["FirewallPolicyArn"],
            "VpcId": fields["VpcId"],
            "SubnetMappings": fields["SubnetMappings"],
            "DeleteProtection": bool(fields.get("DeleteProtection")),
            "SubnetChangeProtection": bool(fields.get("SubnetChangeProtection")),
            "FirewallPolicyChangeProtection": bool(fields.get("FirewallPolicyChangeProtection")),
            "Description": fields.get("Description"),
            "Tags": record.tag_list,
            "EncryptionConfiguration": record.encryption,
            "EnabledAnalysisTypes": fields.get("EnabledAnalysisTypes"),
        }
    )


def status(record: store.Record) -> dict[str, Any]:
    """In the reverse of the order in which zones were mapped: AWS promises no order."""
    zones = reversed(record.fields["Endpoints"].items())
    return {
        "Status": "READY",
        "ConfigurationSyncStateSummary": "IN_SYNC",
        "SyncStates": {
            zone: {
                "Attachment": {
                    "SubnetId": endpoint["SubnetId"],
                    "EndpointId": endpoint["EndpointId"],
                    "Status": "READY",
                },
                "Config": {record.fields["FirewallPolicyArn"]: {"SyncStatus": "IN_SYNC"}},
            }
            for zone, endpoint in zones
        },
    }
