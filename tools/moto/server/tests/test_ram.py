import unittest

from botocore.exceptions import ClientError
from moto import mock_aws

from extensions.ram import is_shared_with

from .world import ACCOUNT, client

OTHER = "444455556666"
GATEWAY = f"arn:aws:ec2:us-east-1:{ACCOUNT}:transit-gateway/tgw-0123456789abcdef0"


class ResourceShares(unittest.TestCase):
    def setUp(self):
        self.aws = mock_aws()
        self.aws.start()
        self.ram = client("ram")
        self.share = self.create("network")

    def tearDown(self):
        self.aws.stop()

    def create(self, name):
        tags = [{"key": "Name", "value": name}]
        share = self.ram.create_resource_share(name=name, allowExternalPrincipals=False, tags=tags)
        return share["resourceShare"]["resourceShareArn"]

    def told(self, share):
        (told,) = self.ram.get_resource_shares(resourceOwner="SELF", resourceShareArns=[share])["resourceShares"]
        return told

    def entities(self, kind):
        found = self.ram.get_resource_share_associations(associationType=kind, resourceShareArns=[self.share])
        return [one["associatedEntity"] for one in found["resourceShareAssociations"]]

    def test_a_share_is_told_by_its_arn_with_its_tags(self):
        self.assertEqual(self.told(self.create("other"))["name"], "other")
        self.assertEqual(self.told(self.share)["tags"], [{"key": "Name", "value": "network"}])
        self.ram.tag_resource(resourceShareArn=self.share, tags=[{"key": "Team", "value": "b"}])
        self.ram.untag_resource(resourceShareArn=self.share, tagKeys=["Name"])
        self.assertEqual(self.told(self.share)["tags"], [{"key": "Team", "value": "b"}])
        self.assertEqual(self.ram.list_resource_share_permissions(resourceShareArn=self.share)["permissions"], [])

    def test_an_account_is_let_in_while_it_and_the_resource_are_in_one_share(self):
        self.assertFalse(is_shared_with(OTHER, GATEWAY))
        self.ram.associate_resource_share(resourceShareArn=self.share, principals=[OTHER])
        self.assertFalse(is_shared_with(OTHER, GATEWAY))
        self.ram.associate_resource_share(resourceShareArn=self.share, resourceArns=[GATEWAY])
        self.assertEqual((self.entities("PRINCIPAL"), self.entities("RESOURCE")), ([OTHER], [GATEWAY]))
        self.assertTrue(is_shared_with(OTHER, GATEWAY))
        self.assertFalse(is_shared_with("777788889999", GATEWAY))
        self.ram.disassociate_resource_share(resourceShareArn=self.share, principals=[OTHER])
        self.assertEqual(self.entities("PRINCIPAL"), [])
        self.assertFalse(is_shared_with(OTHER, GATEWAY))

    def test_a_share_that_is_deleted_lets_nobody_in_and_takes_nothing(self):
        for added in ({"principals": [OTHER]}, {"resourceArns": [GATEWAY]}):
            self.ram.associate_resource_share(resourceShareArn=self.share, **added)
        self.ram.delete_resource_share(resourceShareArn=self.share)
        self.assertEqual(self.told(self.share)["status"], "DELETED")
        self.assertFalse(is_shared_with(OTHER, GATEWAY))
        with self.assertRaises(ClientError) as caught:
            self.ram.associate_resource_share(resourceShareArn=self.share, principals=[OTHER])
        self.assertEqual(caught.exception.response["Error"]["Code"], "UnknownResourceException")

    def test_firewall_policies_and_rule_groups_can_be_shared(self):
        arns = [
            f"arn:aws:network-firewall:us-east-1:{ACCOUNT}:firewall-policy/egress",
            f"arn:aws:route53resolver:us-east-1:{ACCOUNT}:firewall-rule-group/rslvr-frg-0123456789abcdef",
        ]
        self.ram.associate_resource_share(resourceShareArn=self.share, resourceArns=arns)
        self.assertEqual(self.entities("RESOURCE"), arns)
