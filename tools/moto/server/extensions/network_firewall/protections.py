"""Settings of a firewall that are changed one by one."""

from collections.abc import Callable
from typing import Any

from ..json_api import answer, request_of
from .firewalls import for_update

SETTINGS = {
    "update_firewall_delete_protection": "DeleteProtection",
    "update_subnet_change_protection": "SubnetChangeProtection",
    "update_firewall_policy_change_protection": "FirewallPolicyChangeProtection",
    "update_firewall_description": "Description",
    "update_firewall_encryption_configuration": "EncryptionConfiguration",
    "update_firewall_analysis_settings": "EnabledAnalysisTypes",
}


def changing(action: str, setting: str) -> Callable[[Any], str]:
    """An action that takes one setting of a firewall from the request, and answers with what is now in force."""

    def change(self: Any) -> str:
        record = for_update(self)
        value = request_of(self).get(setting)
        record.fields[setting] = value
        names = {"FirewallArn": record.arn, "FirewallName": record.name, "UpdateToken": record.token}
        return answer(**names, **{setting: value})

    change.__name__ = action
    return change


ACTIONS = tuple(changing(action, setting) for action, setting in SETTINGS.items())
