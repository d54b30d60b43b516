"""Prints what exists, as a JSON list of `kind id`, so that a test can see what a destroyed stack left behind.

    python3 inventory.py URL ACCOUNT [REGION]

What AWS shows for a while after its end (terminated instances, deleted NAT gateways, keys that wait for deletion) is gone.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import boto3

# client, call, list in the answer, id in the list, and where it says that the thing is gone: field, values
KINDS = (
    ("ec2", "describe_vpcs", "Vpcs", "VpcId", None),
    ("ec2", "describe_subnets", "Subnets", "SubnetId", None),
    ("ec2", "describe_route_tables", "RouteTables", "RouteTableId", None),
    ("ec2", "describe_internet_gateways", "InternetGateways", "InternetGatewayId", None),
    ("ec2", "describe_egress_only_internet_gateways", "EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId", None),
    ("ec2", "describe_nat_gateways", "NatGateways", "NatGatewayId", ("State", {"deleted"})),
    ("ec2", "describe_addresses", "Addresses", "AllocationId", None),
    ("ec2", "describe_network_interfaces", "NetworkInterfaces", "NetworkInterfaceId", None),
    ("ec2", "describe_security_groups", "SecurityGroups", "GroupId", None),
    ("ec2", "describe_network_acls", "NetworkAcls", "NetworkAclId", None),
    ("ec2", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId", ("State", {"deleted"})),
    ("ec2", "describe_vpc_endpoint_service_configurations", "ServiceConfigurations", "ServiceId", None),
    ("ec2", "describe_flow_logs", "FlowLogs", "FlowLogId", None),
    ("ec2", "describe_launch_templates", "LaunchTemplates", "LaunchTemplateId", None),
    ("ec2", "describe_managed_prefix_lists", "PrefixLists", "PrefixListId", None),
    ("ec2", "describe_dhcp_options", "DhcpOptions", "DhcpOptionsId", None),
    ("ec2", "describe_volumes", "Volumes", "VolumeId", None),
    ("ec2", "describe_transit_gateways", "TransitGateways", "TransitGatewayId", ("State", {"deleted"})),
    (
        "ec2",
        "describe_transit_gateway_attachments",
        "TransitGatewayAttachments",
        "TransitGatewayAttachmentId",
        ("State", {"deleted"}),
    ),
    ("network-firewall", "list_firewalls", "Firewalls", "FirewallArn", None),
    ("network-firewall", "list_firewall_policies", "FirewallPolicies", "Arn", None),
    ("network-firewall", "list_rule_groups", "RuleGroups", "Arn", None),
    ("route53resolver", "list_firewall_rule_groups", "FirewallRuleGroups", "Id", None),
    ("route53resolver", "list_firewall_domain_lists", "FirewallDomainLists", "Id", None),
    ("route53resolver", "list_firewall_rule_group_associations", "FirewallRuleGroupAssociations", "Id", None),
    ("route53resolver", "list_resolver_query_log_configs", "ResolverQueryLogConfigs", "Id", None),
    ("elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerArn", None),
    ("elbv2", "describe_target_groups", "TargetGroups", "TargetGroupArn", None),
    ("autoscaling", "describe_auto_scaling_groups", "AutoScalingGroups", "AutoScalingGroupName", None),
    ("logs", "describe_log_groups", "logGroups", "logGroupName", None),
    ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName", None),
    ("iam", "list_roles", "Roles", "RoleName", None),
    ("iam", "list_instance_profiles", "InstanceProfiles", "InstanceProfileName", None),
    ("kms", "list_aliases", "Aliases", "AliasName", None),
    ("s3", "list_buckets", "Buckets", "Name", None),
    ("sns", "list_topics", "Topics", "TopicArn", None),
)

# The account's own key of Amazon EBS, made with the first encrypted volume; it cannot be deleted.
OF_AWS = "Default master key that protects my EBS volumes"


def inventory(url: str, account: str, region: str = "us-east-1") -> Iterator[str]:
    session = boto3.Session(f"AKIA{account}MOTO", "moto", region_name=region)
    clients = {name: session.client(name, endpoint_url=url) for name in {kind[0] for kind in KINDS} | {"ram"}}
    for service, call, items, identifier, gone in KINDS:
        for item in every(clients[service], call, items):
            if gone is None or item[gone[0]] not in gone[1]:
                yield f"{service} {items} {item[identifier]}"
    for reservation in every(clients["ec2"], "describe_instances", "Reservations"):
        for instance in reservation["Instances"]:
            if instance["State"]["Name"] != "terminated":
                yield f"ec2 Instances {instance['InstanceId']}"
    for share in clients["ram"].get_resource_shares(resourceOwner="SELF")["resourceShares"]:
        if share["status"] != "DELETED":
            yield f"ram resourceShares {share['resourceShareArn']}"
    for key in every(clients["kms"], "list_keys", "Keys"):
        metadata = clients["kms"].describe_key(KeyId=key["KeyId"])["KeyMetadata"]
        if metadata["KeyState"] != "PendingDeletion" and not metadata["Description"].startswith(OF_AWS):
            yield f"kms Keys {key['KeyId']}"


def every(client: Any, call: str, items: str) -> Iterator[dict[str, Any]]:
    """All pages of a list."""
    if client.can_paginate(call):
        for page in client.get_paginator(call).paginate():
            yield from page[items]
    else:
        yield from getattr(client, call)()[items]


if __name__ == "__main__":
    print(json.dumps(sorted(inventory(*sys.argv[1:]))))
