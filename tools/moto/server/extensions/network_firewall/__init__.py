"""AWS Network Firewall: firewalls with an endpoint in each zone, policies, rule groups, TLS inspection, logs, tags.

moto creates, describes and lists firewalls, without endpoints; nothing else exists there, so that all of the
service is made anew here.
API: https://docs.aws.amazon.com/network-firewall/latest/APIReference/Welcome.html
"""

from moto.networkfirewall.responses import NetworkFirewallResponse

from . import firewalls, logs, policies, protections, rule_groups, tags, tls_inspection

ACTIONS = (rule_groups, tls_inspection, policies, firewalls, protections, logs, tags)


def install() -> None:
    for actions in ACTIONS:
        for action in actions.ACTIONS:
            setattr(NetworkFirewallResponse, action.__name__, action)
