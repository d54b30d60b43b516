"""Instances of a group: the version of the launch template that each was launched from, and one in the place of another.

moto tells the version that is the default of the template now.
"""

from moto.autoscaling.models import FakeAutoScalingGroup, InstanceState

from ..overriding import override


def install() -> None:
    told_by_moto = InstanceState.launch_template

    def launch_template(self):
        told = told_by_moto.fget(self)
        return told and {**told, "Version": str(self.launched_from)}

    InstanceState.launch_template = property(launch_template)

    @override(InstanceState)
    def __init__(self, was, *args, **kwargs):
        was(*args, **kwargs)
        self.launched_from = version_of(self.auto_scaling_group)

    @override(FakeAutoScalingGroup)
    def update(self, was, *args, **kwargs):
        """https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html: subnets that are taken
        away lose their instances, and others get as many."""
        was(*args, **kwargs)
        subnets = (self.vpc_zone_identifier or "").split(",")
        for state in [one for one in self.instance_states if self.vpc_zone_identifier]:
            if state.instance.subnet_id not in subnets:
                replace(self, state)


def version_of(group):
    """The number of the version that the group launches; none without a template."""
    template = group.ec2_launch_template
    return template and template.get_version(group.launch_template_version).number


def replace(group, state):
    """Launches an instance in the place of another, of the version that the group launches now."""
    backend, instance = group.autoscaling_backend, state.instance
    for target_group in group.target_group_arns:
        backend.elbv2_backend.deregister_targets(target_group, [{"Id": instance.id}])
    backend.terminate_instance(instance.id, should_decrement=False)
