"""Instances: groups of the first interface are those of the instance, and a launch template says more than moto reads."""

from moto.ec2.models.instances import Instance, InstanceBackend
from moto.ssm.models import ssm_backends

from ..overriding import override

IMAGE_GIGABYTES = 8  # of Amazon Linux 2023
BY_PARAMETER = "resolve:ssm:"


def install() -> None:
    @override(Instance)
    def __init__(self, was, ec2_backend, image_id, *args, **kwargs):
        was(ec2_backend, image_id, *args, **kwargs)
        if str(self.user_data or "") == "":
            self.user_data = None
        if (self.image_id or "").startswith(BY_PARAMETER):
            self.image_id = image_of(ec2_backend, self.image_id.removeprefix(BY_PARAMETER))
        for interface in self.nics.values():
            if interface.id not in {nic.get("NetworkInterfaceId") for nic in kwargs.get("nics") or []}:
                interface.delete_on_termination = True
        if not self.security_groups and 0 in self.nics:
            self.security_groups = list(self.nics[0].group_set)

    @override(InstanceBackend)
    def run_instances(self, was, *args, **kwargs):
        if kwargs.get("launch_template"):
            template = self._get_template_from_args(kwargs["launch_template"]).data
            kwargs["metadata_options"] = kwargs.get("metadata_options") or template.get("MetadataOptions", {})
        reservation = was(*args, **kwargs)
        if kwargs.get("launch_template") and not named_profile(kwargs):
            for instance in reservation.instances:
                give_profile(self, instance, template.get("IamInstanceProfile") or {})
        return reservation

    @override(Instance)
    def add_block_device(self, was, size, device_path, snapshot_id, *args, **kwargs):
        """The image's own volume: its settings replace those that moto gave it before."""
        if size is None and snapshot_id is None:
            self.teardown_defaults()
            size = IMAGE_GIGABYTES
            self.root_device_name = device_path
        was(size, device_path, snapshot_id, *args, **kwargs)


def image_of(ec2, parameter):
    """https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html"""
    ssm = ssm_backends[ec2.account_id][ec2.region_name]
    return ssm.get_parameter(parameter).value


def named_profile(request):
    return request.get("iam_instance_profile_arn") or request.get("iam_instance_profile_name")


def give_profile(ec2, instance, profile):
    if profile:
        ec2.associate_iam_instance_profile(
            instance_id=instance.id,
            iam_instance_profile_arn=profile.get("Arn"),
            iam_instance_profile_name=profile.get("Name"),
        )
