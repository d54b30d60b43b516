"""Scaling policies: whether one is enabled, and no empty settings of a kind that it is not. Lifecycle hooks that tell nobody
whom they were not told to.
"""

from moto.autoscaling.models import FakeScalingPolicy, LifecycleHook
from moto.autoscaling.responses import AutoScalingResponse

from ..overriding import override


def install() -> None:
    @override(FakeScalingPolicy)
    def __init__(self, was, *args, **kwargs):
        was(*args, **kwargs)
        self.predictive_scaling_configuration = self.predictive_scaling_configuration or None

    @override(LifecycleHook, "__init__")
    def hook(self, was, *args, **kwargs):
        """https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LifecycleHook.html"""
        was(*args, **kwargs)
        self.role_arn = self.notification_target_arn = None

    @override(AutoScalingResponse)
    def put_scaling_policy(self, was):
        """https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html"""
        answer = was()
        self.autoscaling_backend.policies[self._get_param("PolicyName")].enabled = self._get_bool_param("Enabled", True)
        return answer
