"""Route 53 Resolver DNS Firewall: domain lists, rule groups, rules, VPC associations, settings of a VPC; and the deletion
of query log configurations, which moto can only create.

API: https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Resolver.html
"""

from moto.route53resolver.responses import Route53ResolverResponse

from ..overriding import add
from . import associations, configs, domain_lists, query_logs, rule_groups, rules, shares, tags

ACTIONS = (domain_lists, rule_groups, rules, associations, configs, query_logs)


def install() -> None:
    for actions in ACTIONS:
        for action in actions.ACTIONS:
            add(Route53ResolverResponse)(action)
    tags.install()
    shares.install()
