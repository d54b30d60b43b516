"""Whether queries pass when DNS Firewall does not answer. Every VPC has this setting, set or not."""

import uuid
from typing import Any

from moto.ec2.models import ec2_backends

from ..json_api import answer, request_of
from . import store

KIND = "firewall config"


def get_firewall_config(self: Any) -> str:
    return answer(FirewallConfig=config_of(self))


def update_firewall_config(self: Any) -> str:
    record = config_of(self)
    record["FirewallFailOpen"] = request_of(self)["FirewallFailOpen"]
    return answer(FirewallConfig=record)


def list_firewall_configs(self: Any) -> str:
    configs, token = store.page_of(list(store.records(self, KIND).values()), request_of(self))
    return answer(FirewallConfigs=configs, NextToken=token)


ACTIONS = (get_firewall_config, update_firewall_config, list_firewall_configs)


def config_of(self: Any) -> store.Record:
    vpc = request_of(self)["ResourceId"]
    ec2_backends[self.current_account][self.region].get_vpc(vpc)
    return store.records(self, KIND).setdefault(
        vpc,
        {
            "Id": f"rslvr-fc-{uuid.uuid4().hex[:16]}",
            "ResourceId": vpc,
            "OwnerId": self.current_account,
            "FirewallFailOpen": "DISABLED",
        },
    )
