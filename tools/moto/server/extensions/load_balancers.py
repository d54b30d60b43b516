"""Elastic Load Balancing: the ARN says which kind a load balancer is.

moto calls all of them application load balancers; the provider then gives the listener of a gateway a protocol, which is
refused. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
"""

from contextvars import ContextVar

from moto.elbv2 import models

from .overriding import override

KINDS = {"application": "app", "network": "net", "gateway": "gwy"}
_kind: ContextVar[str] = ContextVar("kind of the load balancer in the making", default="app")


def install() -> None:
    arn_of_application = models.make_arn_for_load_balancer

    def arn_of_any(*args, **kwargs):
        return arn_of_application(*args, **kwargs).replace("loadbalancer/app/", f"loadbalancer/{_kind.get()}/")

    models.make_arn_for_load_balancer = arn_of_any

    @override(models.ELBv2Backend)
    def create_load_balancer(self, was, *args, loadbalancer_type=None, **kwargs):
        token = _kind.set(KINDS[loadbalancer_type or "application"])
        try:
            return was(*args, loadbalancer_type=loadbalancer_type, **kwargs)
        finally:
            _kind.reset(token)
