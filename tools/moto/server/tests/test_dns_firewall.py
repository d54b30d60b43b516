from .world import World, client


class DnsFirewall(World):
    def setUp(self):
        super().setUp()
        self.resolver = client("route53resolver")
        self.domains = self.resolver.create_firewall_domain_list(CreatorRequestId="1", Name="allowed")[
            "FirewallDomainList"
        ]["Id"]
        self.group = self.resolver.create_firewall_rule_group(CreatorRequestId="1", Name="egress")[
            "FirewallRuleGroup"
        ]["Id"]

    def rule(self, **more):
        return self.resolver.create_firewall_rule(
            **{
                "CreatorRequestId": "1",
                "FirewallRuleGroupId": self.group,
                "FirewallDomainListId": self.domains,
                "Priority": 100,
                "Action": "ALLOW",
                "Name": "allowed",
                **more,
            }
        )["FirewallRule"]

    def associate(self, **more):
        return self.resolver.associate_firewall_rule_group(
            **{
                "CreatorRequestId": "1",
                "FirewallRuleGroupId": self.group,
                "VpcId": self.vpc,
                "Priority": 101,
                "Name": "egress",
                **more,
            }
        )["FirewallRuleGroupAssociation"]["Id"]

    def test_domains_are_kept_in_lower_case_with_the_dot_at_the_end(self):
        update = {"FirewallDomainListId": self.domains}
        self.resolver.update_firewall_domains(**update, Operation="ADD", Domains=["Example.com", "*.example.org."])
        self.resolver.update_firewall_domains(**update, Operation="ADD", Domains=["example.com."])
        listed = self.resolver.list_firewall_domains(**update)["Domains"]
        self.assertEqual(listed, ["*.example.org.", "example.com."])
        self.assertEqual(self.resolver.get_firewall_domain_list(**update)["FirewallDomainList"]["DomainCount"], 2)
        self.resolver.update_firewall_domains(**update, Operation="REMOVE", Domains=["example.com"])
        self.assertEqual(self.resolver.list_firewall_domains(**update)["Domains"], ["*.example.org."])

    def test_long_lists_come_in_pages(self):
        names = [f"host-{number:03}.example.com." for number in range(250)]
        update = {"FirewallDomainListId": self.domains}
        self.resolver.update_firewall_domains(**update, Operation="REPLACE", Domains=names)
        pages = self.resolver.get_paginator("list_firewall_domains").paginate(**update)
        self.assertEqual([len(page["Domains"]) for page in pages], [100, 100, 50])

    def test_rules_are_listed_by_priority_and_changed_in_place(self):
        block = self.resolver.create_firewall_domain_list(CreatorRequestId="2", Name="all")["FirewallDomainList"]["Id"]
        self.rule(FirewallDomainListId=block, Priority=200, Action="BLOCK", BlockResponse="NXDOMAIN", Name="rest")
        self.rule()
        listed = self.resolver.list_firewall_rules(FirewallRuleGroupId=self.group)["FirewallRules"]
        self.assertEqual([rule["Name"] for rule in listed], ["allowed", "rest"])
        which = {"FirewallRuleGroupId": self.group, "FirewallDomainListId": block}
        self.resolver.update_firewall_rule(**which, BlockResponse="NODATA")
        listed = self.resolver.list_firewall_rules(FirewallRuleGroupId=self.group)["FirewallRules"]
        self.assertEqual(listed[1]["BlockResponse"], "NODATA")
        self.assertEqual(self.refusal(self.resolver.update_firewall_rule, **which, Priority=100), "ConflictException")
        group = self.resolver.get_firewall_rule_group(FirewallRuleGroupId=self.group)["FirewallRuleGroup"]
        self.assertEqual(group["RuleCount"], 2)

    def test_what_is_in_use_is_not_deleted(self):
        self.rule()
        association = self.associate()
        lists, groups = self.resolver.delete_firewall_domain_list, self.resolver.delete_firewall_rule_group
        self.assertEqual(self.refusal(lists, FirewallDomainListId=self.domains), "ConflictException")
        self.assertEqual(self.refusal(groups, FirewallRuleGroupId=self.group), "ConflictException")
        self.resolver.delete_firewall_rule(FirewallRuleGroupId=self.group, FirewallDomainListId=self.domains)
        self.assertEqual(self.refusal(groups, FirewallRuleGroupId=self.group), "ConflictException")
        self.resolver.disassociate_firewall_rule_group(FirewallRuleGroupAssociationId=association)
        groups(FirewallRuleGroupId=self.group)
        lists(FirewallDomainListId=self.domains)
        get = self.resolver.get_firewall_rule_group
        self.assertEqual(self.refusal(get, FirewallRuleGroupId=self.group), "ResourceNotFoundException")

    def test_mutation_protection_holds_until_it_is_taken_away(self):
        association = {"FirewallRuleGroupAssociationId": self.associate(MutationProtection="ENABLED")}
        leave = self.resolver.disassociate_firewall_rule_group
        self.assertEqual(self.refusal(leave, **association), "ValidationException")
        change = self.resolver.update_firewall_rule_group_association
        self.assertEqual(self.refusal(change, **association, Name="other"), "ValidationException")
        self.resolver.update_firewall_rule_group_association(**association, MutationProtection="DISABLED")
        leave(**association)
        self.assertEqual(
            self.resolver.list_firewall_rule_group_associations(VpcId=self.vpc)["FirewallRuleGroupAssociations"], []
        )

    def test_one_priority_is_given_once_in_a_vpc(self):
        self.associate()
        other = self.resolver.create_firewall_rule_group(CreatorRequestId="2", Name="other")["FirewallRuleGroup"]["Id"]
        self.assertEqual(self.refusal(lambda: self.associate(FirewallRuleGroupId=other)), "ConflictException")

    def test_every_vpc_has_a_fail_mode(self):
        get = lambda: self.resolver.get_firewall_config(ResourceId=self.vpc)["FirewallConfig"]["FirewallFailOpen"]
        self.assertEqual(get(), "DISABLED")
        self.resolver.update_firewall_config(ResourceId=self.vpc, FirewallFailOpen="ENABLED")
        self.assertEqual(get(), "ENABLED")

    def test_lists_that_aws_manages_can_be_used(self):
        lists = self.resolver.list_firewall_domain_lists()["FirewallDomainLists"]
        managed = next(one for one in lists if one["Name"] == "AWSManagedDomainsMalwareDomainList")
        self.assertEqual(self.rule(FirewallDomainListId=managed["Id"])["FirewallDomainListId"], managed["Id"])
        self.assertEqual(
            self.refusal(lambda: self.rule(FirewallDomainListId="rslvr-fdl-0")), "ResourceNotFoundException"
        )

    def test_query_log_configurations_end(self):
        client("logs").create_log_group(logGroupName="/dns/queries")
        config = self.resolver.create_resolver_query_log_config(
            CreatorRequestId="1",
            Name="queries",
            DestinationArn="arn:aws:logs:us-east-1:111122223333:log-group:/dns/queries:*",
        )["ResolverQueryLogConfig"]["Id"]
        which = {"ResolverQueryLogConfigId": config}
        self.resolver.associate_resolver_query_log_config(**which, ResourceId=self.vpc)
        delete = self.resolver.delete_resolver_query_log_config
        self.assertEqual(self.refusal(delete, **which), "ConflictException")
        self.resolver.disassociate_resolver_query_log_config(**which, ResourceId=self.vpc)
        delete(**which)
        self.assertEqual(self.resolver.list_resolver_query_log_configs()["ResolverQueryLogConfigs"], [])

    def test_tags_are_listed(self):
        made = self.resolver.create_firewall_rule_group(
            CreatorRequestId="3", Name="tagged", Tags=[{"Key": "team", "Value": "network"}]
        )["FirewallRuleGroup"]
        tags = self.resolver.list_tags_for_resource(ResourceArn=made["Arn"])["Tags"]
        self.assertEqual(tags, [{"Key": "team", "Value": "network"}])
