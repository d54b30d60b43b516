"""How a refresh is to go: what AWS takes, and what it takes when nothing is said.

https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html
"""

from moto.autoscaling.exceptions import ValidationError

RANGES = {
    "MinHealthyPercentage": (0, 100),
    "MaxHealthyPercentage": (100, 200),
    "CheckpointDelay": (0, 172_800),
    "BakeTime": (0, 172_800),
}
FLOATING = ("$Latest", "$Default")


def refuse_preferences(preferences, desired):
    """@raise ValidationError: for what AWS refuses"""
    for name, (least, most) in RANGES.items():
        value = preferences.get(name)
        if value is not None and not least <= value <= most:
            raise ValidationError(f"{name} has to be between {least} and {most}, not {value}")
    refuse_percentages(preferences.get("MinHealthyPercentage"), preferences.get("MaxHealthyPercentage"))
    checkpoints = preferences.get("CheckpointPercentages") or []
    if checkpoints != sorted(set(checkpoints)) or any(not 1 <= one <= 100 for one in checkpoints):
        raise ValidationError(f"CheckpointPercentages have to ascend from 1 to 100: {checkpoints}")
    if "CheckpointDelay" in preferences and not checkpoints:
        raise ValidationError("CheckpointDelay needs CheckpointPercentages")
    if preferences.get("AutoRollback") is True:
        refuse_rollback(desired)


def refuse_percentages(least, most):
    if most is None:
        return
    if least is None:
        raise ValidationError("MaxHealthyPercentage needs MinHealthyPercentage")
    if most - least > 100:
        raise ValidationError(f"between {least} and {most} percent are more than 100")


def refuse_rollback(desired):
    if not desired:
        raise ValidationError(
            "The AutoRollback parameter cannot be set to true when the DesiredConfiguration parameter is empty."
        )
    if desired["LaunchTemplate"].get("Version") in FLOATING:
        raise ValidationError("AutoRollback needs a numbered version of the launch template")


def with_defaults(preferences, group):
    return {
        "MinHealthyPercentage": 90,
        "MaxHealthyPercentage": 100,
        "InstanceWarmup": int(group.health_check_grace_period),
        "SkipMatching": False,
        "AutoRollback": False,
        "ScaleInProtectedInstances": "Wait",
        "StandbyInstances": "Wait",
        **preferences,
    }
