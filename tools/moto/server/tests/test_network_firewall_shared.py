from .world import ACCOUNT, World, client

CONSUMER = "444455556666"
STRANGER = "777788889999"
DENIED = "AccessDeniedException"


class SharedFirewallPolicies(World):
    """The policy of ACCOUNT, and a VPC of another account that may use it."""

    def setUp(self):
        super().setUp()
        self.nfw = client("network-firewall")
        actions = {f"Stateless{name}DefaultActions": ["aws:forward_to_sfe"] for name in ("", "Fragment")}
        made = self.nfw.create_firewall_policy(FirewallPolicyName="egress", FirewallPolicy=actions)
        self.policy = made["FirewallPolicyResponse"]["FirewallPolicyArn"]
        self.own = self.nfw.create_firewall_policy(FirewallPolicyName="own", FirewallPolicy=actions)
        self.theirs = client("network-firewall", CONSUMER)
        ec2 = client("ec2", CONSUMER)
        vpc = ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.7.0.0/24", AvailabilityZone="us-east-1a")
        self.place = {"VpcId": vpc, "SubnetMappings": [{"SubnetId": subnet["Subnet"]["SubnetId"]}]}

    def let_in(self, *principals):
        share = client("ram").create_resource_share(
            name="policy", principals=list(principals), resourceArns=[self.policy]
        )
        return share["resourceShare"]["resourceShareArn"]

    def asked(self, **more):
        return {"FirewallName": "theirs", "FirewallPolicyArn": self.policy, **self.place, **more}

    def test_a_firewall_of_an_account_that_is_let_in_names_the_policy(self):
        self.let_in(CONSUMER)
        made = self.theirs.create_firewall(**self.asked())["Firewall"]
        self.assertEqual(made["FirewallPolicyArn"], self.policy)
        self.assertEqual(made["FirewallArn"].split(":")[4], CONSUMER)
        described = self.nfw.describe_firewall_policy(FirewallPolicyArn=self.policy)
        self.assertEqual(described["FirewallPolicyResponse"]["NumberOfAssociations"], 1)
        self.assertEqual(self.nfw.list_firewalls()["Firewalls"], [])

    def test_an_account_is_refused_what_is_shared_with_nobody_or_with_another(self):
        self.assertEqual(self.refusal(self.theirs.create_firewall, **self.asked()), DENIED)
        self.let_in(STRANGER)
        self.assertEqual(self.refusal(self.theirs.create_firewall, **self.asked()), DENIED)
        self.assertEqual(self.theirs.list_firewalls()["Firewalls"], [])

    def test_the_refusal_says_which_permission_the_policy_does_not_give(self):
        with self.assertRaises(self.theirs.exceptions.ClientError) as caught:
            self.theirs.create_firewall(**self.asked())
        said = caught.exception.response["Error"]["Message"]
        self.assertIn(f"network-firewall:AssociateFirewallPolicy on resource: {self.policy}", said)
        self.assertIn("no resource-based policy allows", said)

    def test_a_firewall_changes_to_a_policy_that_is_shared_and_to_no_other(self):
        actions = {f"Stateless{name}DefaultActions": ["aws:drop"] for name in ("", "Fragment")}
        made = self.theirs.create_firewall_policy(FirewallPolicyName="before", FirewallPolicy=actions)
        before = made["FirewallPolicyResponse"]["FirewallPolicyArn"]
        firewall = self.theirs.create_firewall(**self.asked(FirewallPolicyArn=before))["Firewall"]["FirewallArn"]
        change = {"FirewallArn": firewall, "FirewallPolicyArn": self.policy}
        self.assertEqual(self.refusal(self.theirs.associate_firewall_policy, **change), DENIED)
        described = self.theirs.describe_firewall(FirewallArn=firewall)
        self.assertEqual(described["Firewall"]["FirewallPolicyArn"], before)
        self.let_in(CONSUMER)
        self.theirs.associate_firewall_policy(**change)
        described = self.theirs.describe_firewall(FirewallArn=firewall)
        self.assertEqual(described["Firewall"]["FirewallPolicyArn"], self.policy)

    def test_a_policy_that_is_shared_is_listed_but_neither_told_nor_changed(self):
        self.assertEqual(self.theirs.list_firewall_policies()["FirewallPolicies"], [])
        self.let_in(CONSUMER)
        listed = self.theirs.list_firewall_policies()["FirewallPolicies"]
        self.assertEqual(listed, [{"Name": "egress", "Arn": self.policy}])
        which = {"FirewallPolicyArn": self.policy}
        for call in (self.theirs.describe_firewall_policy, self.theirs.delete_firewall_policy):
            self.assertEqual(self.refusal(call, **which), DENIED)
        described = self.nfw.describe_firewall_policy(**which)
        change = {"UpdateToken": described["UpdateToken"], "FirewallPolicy": described["FirewallPolicy"]}
        self.assertEqual(self.refusal(self.theirs.update_firewall_policy, **which, **change), DENIED)

    def test_a_policy_stays_while_another_account_uses_it_and_use_outlives_the_share(self):
        share = self.let_in(CONSUMER)
        firewall = self.theirs.create_firewall(**self.asked())["Firewall"]["FirewallArn"]
        client("ram").delete_resource_share(resourceShareArn=share)
        delete, which = self.nfw.delete_firewall_policy, {"FirewallPolicyArn": self.policy}
        self.assertEqual(self.refusal(delete, **which), "InvalidOperationException")
        self.assertEqual(self.refusal(self.theirs.create_firewall, **self.asked(FirewallName="next")), DENIED)
        self.theirs.delete_firewall(FirewallArn=firewall)
        delete(**which)

    def test_an_account_uses_policies_of_its_own_without_a_share(self):
        arn = self.own["FirewallPolicyResponse"]["FirewallPolicyArn"]
        place = {"VpcId": self.vpc, "SubnetMappings": [{"SubnetId": self.subnets[0]}]}
        made = self.nfw.create_firewall(FirewallName="ours", FirewallPolicyArn=arn, **place)
        self.assertEqual(made["Firewall"]["FirewallArn"].split(":")[4], ACCOUNT)
        gone = {"FirewallName": "other", "FirewallPolicyArn": f"{arn}x", **place}
        self.assertEqual(self.refusal(self.nfw.create_firewall, **gone), "ResourceNotFoundException")
