"""Instance refreshes: another configuration of a group rolls through its instances.

A refresh moves on whenever it is described: it waits, is in progress, replaces as many instances at once as its percentages
let it, and is done when none is left of those that were there at its beginning. Nothing here takes time, so warm-up, checkpoints
and baking are only kept; nothing fails, so nothing is rolled back.
https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StartInstanceRefresh.html
"""

import math
import uuid

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

from ..overriding import add
from . import instances
from .refresh_preferences import refuse_preferences, with_defaults

PAGE = 50
ACTIVE = ("Pending", "InProgress", "Cancelling")


def install() -> None:
    for action in (start_instance_refresh, describe_instance_refreshes, cancel_instance_refresh):
        add(AutoScalingResponse)(action)


class InstanceRefresh:
    def __init__(self, group, strategy, desired, preferences):
        self.group = group
        self.status = "Pending"
        self.preferences = preferences
        self.to_update = [state.instance_id for state in group.instance_states]
        self.count = len(self.to_update)
        self.told = {
            "InstanceRefreshId": str(uuid.uuid4()),
            "AutoScalingGroupName": group.name,
            "Strategy": strategy,
            "Preferences": preferences,
        }
        if desired:
            self.told["DesiredConfiguration"] = desired
            group._set_launch_configuration("", desired["LaunchTemplate"], None)

    def described(self):
        done = 100 if self.status == "Successful" else int(100 * (1 - len(self.to_update) / (self.count or 1)))
        began = {} if self.status == "Pending" else {"PercentageComplete": done, "InstancesToUpdate": len(self.to_update)}
        return {**self.told, "Status": self.status, **began}

    def move_on(self):
        if self.status == "Pending":
            self.status = "InProgress"
            self.told["StartTime"] = utcnow()
        elif self.status == "InProgress":
            self.replace_some()
            if not self.to_update:
                self.end("Successful")
        elif self.status == "Cancelling":
            self.end("Cancelled")

    def end(self, status):
        self.status = status
        self.told["EndTime"] = utcnow()

    def replace_some(self):
        states = {state.instance_id: state for state in self.group.instance_states}
        wanted = instances.version_of(self.group)
        left = [states[one] for one in self.to_update if one in states]
        if self.preferences["SkipMatching"]:
            left = [state for state in left if state.launched_from != wanted]
        now = left[: at_once(self.preferences, self.group.desired_capacity)]
        for state in now:
            instances.replace(self.group, state)
        self.to_update = [state.instance_id for state in left[len(now) :]]


def at_once(preferences, desired):
    """How many instances may be missing, and how many too many; one at least, so that a refresh ends."""
    missing = desired - math.ceil(desired * preferences["MinHealthyPercentage"] / 100)
    surplus = math.floor(desired * (preferences["MaxHealthyPercentage"] - 100) / 100)
    return max(1, missing + surplus)


def start_instance_refresh(self):
    group, asked = group_of(self), self._get_params()
    desired, preferences = asked.get("DesiredConfiguration") or {}, asked.get("Preferences") or {}
    strategy = asked.get("Strategy") or "Rolling"
    if strategy != "Rolling" or (desired and "LaunchTemplate" not in desired):
        raise ValidationError(f"not known to this server: {strategy}, {sorted(desired)}")
    refuse_preferences(preferences, desired)
    if active(group):
        raise AutoscalingClientError(
            "InstanceRefreshInProgress",
            "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.",
        )
    refresh = InstanceRefresh(group, strategy, desired, with_defaults(preferences, group))
    refreshes_of(group).insert(0, refresh)
    return ActionResult({"InstanceRefreshId": refresh.told["InstanceRefreshId"]})


def describe_instance_refreshes(self):
    """The latest first."""
    asked = self._get_params()
    wanted = asked.get("InstanceRefreshIds") or []
    found = [one for one in refreshes_of(group_of(self)) if not wanted or one.told["InstanceRefreshId"] in wanted]
    start = int(asked.get("NextToken") or 0)
    end = start + int(asked.get("MaxRecords") or PAGE)
    page = found[start:end]
    answer = {"InstanceRefreshes": [one.described() for one in page]}
    for refresh in page:
        refresh.move_on()
    return ActionResult({**answer, "NextToken": str(end) if end < len(found) else None})


def cancel_instance_refresh(self):
    """What is replaced stays replaced."""
    group = group_of(self)
    for refresh in active(group):
        if refresh.status != "Cancelling":
            refresh.status = "Cancelling"
            return ActionResult({"InstanceRefreshId": refresh.told["InstanceRefreshId"]})
    raise AutoscalingClientError(
        "ActiveInstanceRefreshNotFound",
        f"No in progress or pending Instance Refresh found for Auto Scaling group {group.name}",
    )


def group_of(self):
    name = self._get_param("AutoScalingGroupName")
    group = self.autoscaling_backend.autoscaling_groups.get(name)
    if group is None:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup {name} not found")
    return group


def refreshes_of(group):
    # kept by the group, so that they are forgotten with it
    return vars(group).setdefault("instance_refreshes", [])


def active(group):
    return [one for one in refreshes_of(group) if one.status in ACTIVE]
