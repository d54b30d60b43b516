"""What moto 5.2.1 lacks, one module for each AWS service or resource."""

import importlib

EXTENSIONS = (
    "accounts",
    "autoscaling",
    "network_firewall",
    "dns_firewall",
    "load_balancers",
    "one_at_a_time",
    "ram",
    "ec2.dhcp_options",
    "ec2.endpoint_services",
    "ec2.flow_logs",
    "ec2.instances",
    "ec2.launch_templates",
    "ec2.nat_gateways",
    "ec2.network_interfaces",
    "ec2.routes",
    "ec2.subnets",
    "ec2.transit_gateway_targets",
    "ec2.transit_gateways",
    "ec2.transit_gateways_shared",
    "ec2.vpc_endpoints",
    "ec2.vpcs",
)


def install() -> None:
    """Extends the moto of this process. Call it once, before the server starts."""
    for extension in EXTENSIONS:
        importlib.import_module(f"{__name__}.{extension}").install()
