"""Tags of the resources made here, and of query log configurations: moto tags only endpoints and rules of resolvers."""

from moto.route53resolver.models import Route53ResolverBackend

from ..overriding import override


def install() -> None:
    @override(Route53ResolverBackend, "_matched_arn")
    def matched_arn(self, was, resource_arn):
        # What has no tags is not told from what is not there; neither is told apart by the provider.
        if "firewall-" not in resource_arn and "resolver-query-log-config" not in resource_arn:
            was(resource_arn)
