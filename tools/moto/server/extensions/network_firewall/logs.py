"""Where a firewall writes its logs."""

from typing import Any

from ..json_api import answer, refusal, request_of
from .firewalls import found


def describe_logging_configuration(self: Any) -> str:
    record = found(self)
    return answer(FirewallArn=record.arn, LoggingConfiguration=record.fields.get("LoggingConfiguration"))


def update_logging_configuration(self: Any) -> str:
    """AWS takes one change at a time: one destination more, one less, or another place for one."""
    record = found(self)
    before = destinations(record.fields.get("LoggingConfiguration"))
    after_json = request_of(self).get("LoggingConfiguration")
    after = destinations(after_json)
    if len(set(before.items()) ^ set(after.items())) > 2 or abs(len(before) - len(after)) > 1:
        raise refusal("InvalidRequestException", "You can change one log destination at a time")
    record.fields["LoggingConfiguration"] = after_json if after else None
    return answer(FirewallArn=record.arn, FirewallName=record.name, LoggingConfiguration=after_json)


ACTIONS = (describe_logging_configuration, update_logging_configuration)


def destinations(configuration: dict[str, Any] | None) -> dict[str, str]:
    """The place of each type of log: ALERT, FLOW, TLS."""
    configs = (configuration or {}).get("LogDestinationConfigs", [])
    return {
        config["LogType"]: f"{config['LogDestinationType']} {sorted(config['LogDestination'].items())}"
        for config in configs
    }
