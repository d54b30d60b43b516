"""Amazon EC2 Auto Scaling: what moto says wrongly of policies, hooks and instances, and the refreshes that it has not."""

from . import instance_refreshes, instances, policies


def install() -> None:
    for part in (policies, instances, instance_refreshes):
        part.install()
