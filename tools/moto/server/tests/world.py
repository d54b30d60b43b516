"""A VPC to call things in."""

import unittest
from functools import cache

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws

ACCOUNT = "111122223333"


@cache  # botocore takes a third of a second to make one
def client(service: str, account: str = ACCOUNT):
    return boto3.client(service, "us-east-1", aws_access_key_id=f"AKIA{account}MOTO", aws_secret_access_key="moto")


class World(unittest.TestCase):
    """Every test has an AWS of its own, with a VPC of two subnets in two zones."""

    def setUp(self) -> None:
        self.aws = mock_aws()
        self.aws.start()
        self.ec2 = client("ec2")
        self.vpc = self.ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
        self.subnets = [
            self.ec2.create_subnet(VpcId=self.vpc, CidrBlock=block, AvailabilityZone=zone)["Subnet"]["SubnetId"]
            for block, zone in (("10.1.0.0/24", "us-east-1a"), ("10.1.1.0/24", "us-east-1b"))
        ]

    def tearDown(self) -> None:
        self.aws.stop()

    def refusal(self, call, **parameters) -> str:
        """The code of the error that a call ends with."""
        with self.assertRaises(ClientError) as caught:
            call(**parameters)
        return caught.exception.response["Error"]["Code"]
