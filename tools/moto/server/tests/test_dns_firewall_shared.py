from .world import ACCOUNT, World, client

CONSUMER = "444455556666"
STRANGER = "777788889999"
GONE = "ResourceNotFoundException"
DENIED = "AccessDeniedException"


class SharedRuleGroups(World):
    """The rule group of ACCOUNT, and a VPC of another account."""

    def setUp(self):
        super().setUp()
        self.resolver, self.theirs = client("route53resolver"), client("route53resolver", CONSUMER)
        made = self.resolver.create_firewall_domain_list(CreatorRequestId="1", Name="allowed")
        self.domains = made["FirewallDomainList"]["Id"]
        made = self.resolver.create_firewall_rule_group(CreatorRequestId="1", Name="egress")["FirewallRuleGroup"]
        self.group, self.arn = {"FirewallRuleGroupId": made["Id"]}, made["Arn"]
        self.rule = {"FirewallDomainListId": self.domains, **self.group}
        self.resolver.create_firewall_rule(
            **self.rule, CreatorRequestId="1", Priority=100, Action="ALLOW", Name="allowed"
        )
        self.their_vpc = client("ec2", CONSUMER).create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]

    def let_in(self, *principals):
        share = client("ram").create_resource_share(name="dns", principals=list(principals), resourceArns=[self.arn])
        return share["resourceShare"]["resourceShareArn"]

    def asked(self):
        return {"CreatorRequestId": "1", "VpcId": self.their_vpc, "Priority": 101, "Name": "theirs", **self.group}

    def associated(self, resolver=None):
        listed = (resolver or self.theirs).list_firewall_rule_group_associations()
        return [one["FirewallRuleGroupId"] for one in listed["FirewallRuleGroupAssociations"]]

    def status(self, resolver):
        return resolver.get_firewall_rule_group(**self.group)["FirewallRuleGroup"]["ShareStatus"]

    def test_an_account_that_is_let_in_associates_the_group_with_its_vpc(self):
        self.let_in(CONSUMER)
        made = self.theirs.associate_firewall_rule_group(**self.asked())["FirewallRuleGroupAssociation"]
        self.assertEqual(made["Arn"].split(":")[4], CONSUMER)
        self.assertEqual(self.associated(), [self.group["FirewallRuleGroupId"]])
        self.assertEqual(self.associated(self.resolver), [])

    def test_what_is_shared_with_nobody_or_with_another_is_not_there(self):
        for principals in ((), (STRANGER,)):
            if principals:
                self.let_in(*principals)
            self.assertEqual(self.refusal(self.theirs.associate_firewall_rule_group, **self.asked()), GONE)
            self.assertEqual(self.refusal(self.theirs.get_firewall_rule_group, **self.group), GONE)
            self.assertEqual(self.refusal(self.theirs.list_firewall_rules, **self.group), GONE)
            self.assertEqual(self.theirs.list_firewall_rule_groups()["FirewallRuleGroups"], [])
        self.assertEqual(self.associated(), [])

    def test_each_side_is_told_who_shares_the_group(self):
        self.assertEqual(self.status(self.resolver), "NOT_SHARED")
        share = self.let_in(CONSUMER)
        self.assertEqual(self.status(self.resolver), "SHARED_BY_ME")
        self.assertEqual(self.status(self.theirs), "SHARED_WITH_ME")
        (listed,) = self.theirs.list_firewall_rule_groups()["FirewallRuleGroups"]
        self.assertEqual((listed["OwnerId"], listed["Arn"]), (ACCOUNT, self.arn))
        client("ram").delete_resource_share(resourceShareArn=share)
        self.assertEqual(self.status(self.resolver), "NOT_SHARED")

    def test_the_rules_are_told_and_are_changed_by_the_owner_alone(self):
        self.let_in(CONSUMER)
        (rule,) = self.theirs.list_firewall_rules(**self.group)["FirewallRules"]
        self.assertEqual((rule["Action"], rule["FirewallDomainListId"]), ("ALLOW", self.domains))
        self.assertEqual(self.refusal(self.theirs.update_firewall_rule, **self.rule, Action="ALERT"), DENIED)
        self.assertEqual(self.refusal(self.theirs.delete_firewall_rule, **self.rule), DENIED)
        self.assertEqual(self.refusal(self.theirs.delete_firewall_rule_group, **self.group), DENIED)
        own = self.theirs.create_firewall_domain_list(CreatorRequestId="1", Name="own")["FirewallDomainList"]["Id"]
        more = {"CreatorRequestId": "2", "Priority": 200, "Action": "ALLOW", "Name": "more"}
        added = {**self.group, **more, "FirewallDomainListId": own}
        self.assertEqual(self.refusal(self.theirs.create_firewall_rule, **added), DENIED)
        # The list is another resource, and nobody shared it.
        which = {"FirewallDomainListId": self.domains}
        self.assertEqual(self.refusal(self.theirs.get_firewall_domain_list, **which), GONE)

    def test_associations_end_with_the_share(self):
        ram = client("ram")
        share = self.let_in(CONSUMER, STRANGER)
        self.theirs.associate_firewall_rule_group(**self.asked())
        ram.disassociate_resource_share(resourceShareArn=share, principals=[STRANGER])
        self.assertEqual(self.associated(), [self.group["FirewallRuleGroupId"]])
        for unshare in (
            lambda: ram.disassociate_resource_share(resourceShareArn=share, principals=[CONSUMER]),
            lambda: ram.disassociate_resource_share(resourceShareArn=share, resourceArns=[self.arn]),
            lambda: ram.delete_resource_share(resourceShareArn=share),
        ):
            unshare()
            self.assertEqual(self.associated(), [])
            share = self.let_in(CONSUMER)
            self.theirs.associate_firewall_rule_group(**self.asked())

    def test_associations_of_others_end_with_the_group_and_keep_nobody_from_deleting_it(self):
        self.let_in(CONSUMER)
        self.theirs.associate_firewall_rule_group(**self.asked())
        delete = self.resolver.delete_firewall_rule_group
        self.assertEqual(self.refusal(delete, **self.group), "ConflictException")
        self.resolver.delete_firewall_rule(**self.rule)
        delete(**self.group)
        self.assertEqual(self.associated(), [])
