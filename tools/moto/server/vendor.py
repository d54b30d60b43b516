"""A partner who manages firewall endpoints in the subnets of a customer, as firewall services do.

    python3 vendor.py URL CUSTOMER serve                 prints the name of a service that admits the customer's own endpoints
    python3 vendor.py URL CUSTOMER create SUBNET …       prints the id of the endpoint in each subnet
    python3 vendor.py URL CUSTOMER remove ENDPOINT …     prints the endpoints that are gone

The partner's load balancer and endpoint service are in an account of its own.
"""

import json
import sys
from typing import Any

import boto3

VENDOR = "999988887777"
REGION = "us-east-1"


def client(url: str, service: str, account: str) -> Any:
    return boto3.client(
        service, REGION, endpoint_url=url, aws_access_key_id=f"AKIA{account}MOTO", aws_secret_access_key="moto"
    )


def service_for(url: str, customer: str) -> str:
    """The name of the vendor's one endpoint service, which admits the customer from now on."""
    ec2 = client(url, "ec2", VENDOR)
    services = ec2.describe_vpc_endpoint_service_configurations()["ServiceConfigurations"]
    service = services[0] if services else new_service(url)
    ec2.modify_vpc_endpoint_service_permissions(
        ServiceId=service["ServiceId"], AddAllowedPrincipals=[f"arn:aws:iam::{customer}:root"]
    )
    return service["ServiceName"]


def new_service(url: str) -> dict[str, Any]:
    ec2, elb = client(url, "ec2", VENDOR), client(url, "elbv2", VENDOR)
    vpc = ec2.create_vpc(CidrBlock="10.200.0.0/24")["Vpc"]["VpcId"]
    zones = ("us-east-1a", "us-east-1b", "us-east-1c")
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.200.0.{16 * index}/28", AvailabilityZone=zone)["Subnet"]["SubnetId"]
        for index, zone in enumerate(zones)
    ]
    balancer = elb.create_load_balancer(Name="fleet", Type="gateway", Subnets=subnets)["LoadBalancers"][0]
    return ec2.create_vpc_endpoint_service_configuration(
        GatewayLoadBalancerArns=[balancer["LoadBalancerArn"]], AcceptanceRequired=False
    )["ServiceConfiguration"]


def create(url: str, customer: str, *subnets: str) -> dict[str, str]:
    service, ec2 = service_for(url, customer), client(url, "ec2", customer)
    described = ec2.describe_subnets(SubnetIds=list(subnets))["Subnets"]
    return {
        one["SubnetId"]: ec2.create_vpc_endpoint(
            VpcId=one["VpcId"],
            VpcEndpointType="GatewayLoadBalancer",
            ServiceName=service,
            SubnetIds=[one["SubnetId"]],
        )["VpcEndpoint"]["VpcEndpointId"]
        for one in described
    }


def remove(url: str, customer: str, *endpoints: str) -> list[str]:
    ec2 = client(url, "ec2", customer)
    ec2.delete_vpc_endpoints(VpcEndpointIds=list(endpoints))
    left = {one["VpcEndpointId"] for one in ec2.describe_vpc_endpoints()["VpcEndpoints"] if one["State"] != "deleted"}
    return [endpoint for endpoint in endpoints if endpoint not in left]


if __name__ == "__main__":
    url, customer, verb, *ids = sys.argv[1:]
    print(json.dumps({"serve": service_for, "create": create, "remove": remove}[verb](url, customer, *ids)))
