from .world import World, client

RULES = 'pass tls any any -> any any (tls.sni; content:"example.com"; sid:1;)\n'


class NetworkFirewall(World):
    def setUp(self):
        super().setUp()
        self.nfw = client("network-firewall")
        self.group = self.nfw.create_rule_group(
            RuleGroupName="names",
            Type="STATEFUL",
            Capacity=100,
            RuleGroup={
                "RulesSource": {"RulesString": RULES},
                "StatefulRuleOptions": {"RuleOrder": "STRICT_ORDER"},
            },
            Tags=[{"Key": "team", "Value": "network"}],
        )
        self.group_arn = self.group["RuleGroupResponse"]["RuleGroupArn"]
        self.policy_arn = self.policy("egress", self.group_arn)

    def policy(self, name, *groups):
        policy = {
            "StatelessDefaultActions": ["aws:forward_to_sfe"],
            "StatelessFragmentDefaultActions": ["aws:forward_to_sfe"],
            "StatefulEngineOptions": {"RuleOrder": "STRICT_ORDER"},
            "StatefulRuleGroupReferences": [{"ResourceArn": arn, "Priority": 1} for arn in groups],
        }
        created = self.nfw.create_firewall_policy(FirewallPolicyName=name, FirewallPolicy=policy)
        return created["FirewallPolicyResponse"]["FirewallPolicyArn"]

    def firewall(self, **more):
        return self.nfw.create_firewall(
            FirewallName="egress",
            FirewallPolicyArn=self.policy_arn,
            VpcId=self.vpc,
            SubnetMappings=[{"SubnetId": subnet} for subnet in self.subnets],
            **more,
        )["Firewall"]["FirewallArn"]

    def test_a_rule_group_is_described_as_it_was_made(self):
        described = self.nfw.describe_rule_group(RuleGroupName="names")
        self.assertEqual(self.group_arn, "arn:aws:network-firewall:us-east-1:111122223333:stateful-rulegroup/names")
        self.assertEqual(described["RuleGroup"]["RulesSource"]["RulesString"], RULES)
        response = described["RuleGroupResponse"]
        self.assertEqual(response["Tags"], [{"Key": "team", "Value": "network"}])
        self.assertEqual(response["NumberOfAssociations"], 1)
        metadata = self.nfw.describe_rule_group_metadata(RuleGroupArn=self.group_arn)
        self.assertEqual(
            (metadata["Capacity"], metadata["StatefulRuleOptions"]), (100, {"RuleOrder": "STRICT_ORDER"})
        )

    def test_rules_given_as_text_are_those_of_the_group(self):
        made = self.nfw.create_rule_group(RuleGroupName="text", Type="STATEFUL", Capacity=1, Rules=RULES)
        arn = made["RuleGroupResponse"]["RuleGroupArn"]
        source = self.nfw.describe_rule_group(RuleGroupArn=arn)["RuleGroup"]["RulesSource"]
        self.assertEqual(source, {"RulesString": RULES})

    def test_an_update_needs_the_token_of_the_last_description(self):
        group = {"RulesSource": {"RulesString": RULES.replace("pass", "drop")}}
        update = {"RuleGroupArn": self.group_arn, "UpdateToken": self.group["UpdateToken"], "RuleGroup": group}
        self.nfw.update_rule_group(**update)
        self.assertEqual(self.nfw.describe_rule_group(RuleGroupArn=self.group_arn)["RuleGroup"], group)
        self.assertEqual(self.refusal(self.nfw.update_rule_group, **update), "InvalidTokenException")

    def test_a_policy_takes_other_groups_and_settings_in_place(self):
        before = self.nfw.describe_firewall_policy(FirewallPolicyArn=self.policy_arn)
        policy = {**before["FirewallPolicy"], "StatefulRuleGroupReferences": []}
        self.nfw.update_firewall_policy(
            FirewallPolicyArn=self.policy_arn, FirewallPolicy=policy, UpdateToken=before["UpdateToken"]
        )
        after = self.nfw.describe_firewall_policy(FirewallPolicyArn=self.policy_arn)
        self.assertEqual(after["FirewallPolicy"], policy)

    def test_what_is_in_use_is_not_deleted(self):
        self.firewall()
        self.assertEqual(
            self.refusal(self.nfw.delete_rule_group, RuleGroupArn=self.group_arn), "InvalidOperationException"
        )
        self.assertEqual(
            self.refusal(self.nfw.delete_firewall_policy, FirewallPolicyArn=self.policy_arn),
            "InvalidOperationException",
        )

    def test_what_does_not_exist_is_not_referred_to(self):
        self.assertEqual(
            self.refusal(lambda: self.policy("other", self.group_arn + "x")), "InvalidRequestException"
        )
        self.policy("managed", "arn:aws:network-firewall:us-east-1:aws-managed:stateful-rulegroup/BotNetStrictOrder")
        self.policy_arn += "x"
        self.assertEqual(self.refusal(self.firewall), "ResourceNotFoundException")

    def test_a_firewall_has_an_endpoint_in_the_zone_of_each_subnet(self):
        status = self.nfw.describe_firewall(FirewallArn=self.firewall())["FirewallStatus"]
        self.assertEqual(status["Status"], "READY")
        subnets = {zone: state["Attachment"]["SubnetId"] for zone, state in status["SyncStates"].items()}
        self.assertEqual(subnets, dict(zip(("us-east-1a", "us-east-1b"), self.subnets)))
        ids = [state["Attachment"]["EndpointId"] for state in status["SyncStates"].values()]
        endpoints = self.ec2.describe_vpc_endpoints(VpcEndpointIds=ids)["VpcEndpoints"]
        self.assertEqual({one["VpcEndpointType"] for one in endpoints}, {"GatewayLoadBalancer"})
        self.assertEqual([one["VpcId"] for one in endpoints], [self.vpc, self.vpc])

    def test_an_endpoint_that_a_route_names_stays(self):
        arn = self.firewall()
        states = self.nfw.describe_firewall(FirewallArn=arn)["FirewallStatus"]["SyncStates"]
        table = self.ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"]
        route = {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0/0"}
        self.ec2.create_route(**route, VpcEndpointId=states["us-east-1a"]["Attachment"]["EndpointId"])
        self.assertEqual(self.refusal(self.nfw.delete_firewall, FirewallArn=arn), "InvalidOperationException")
        self.ec2.delete_route(**route)
        self.nfw.delete_firewall(FirewallArn=arn)
        self.assertEqual(self.refusal(self.nfw.describe_firewall, FirewallArn=arn), "ResourceNotFoundException")
        self.assertEqual(self.ec2.describe_vpc_endpoints()["VpcEndpoints"], [])

    def test_protections_hold_until_they_are_taken_away(self):
        arn = self.firewall(DeleteProtection=True, SubnetChangeProtection=True, FirewallPolicyChangeProtection=True)
        other = self.policy("other")
        for call, parameters in (
            (self.nfw.delete_firewall, {}),
            (self.nfw.disassociate_subnets, {"SubnetIds": self.subnets[:1]}),
            (self.nfw.associate_firewall_policy, {"FirewallPolicyArn": other}),
        ):
            self.assertEqual(self.refusal(call, FirewallArn=arn, **parameters), "InvalidOperationException")
        self.nfw.update_firewall_delete_protection(FirewallArn=arn, DeleteProtection=False)
        self.nfw.update_subnet_change_protection(FirewallArn=arn, SubnetChangeProtection=False)
        self.nfw.update_firewall_policy_change_protection(FirewallArn=arn, FirewallPolicyChangeProtection=False)
        self.nfw.associate_firewall_policy(FirewallArn=arn, FirewallPolicyArn=other)
        self.nfw.disassociate_subnets(FirewallArn=arn, SubnetIds=self.subnets[:1])
        described = self.nfw.describe_firewall(FirewallArn=arn)
        self.assertEqual(described["Firewall"]["FirewallPolicyArn"], other)
        self.assertEqual(list(described["FirewallStatus"]["SyncStates"]), ["us-east-1b"])
        self.nfw.delete_firewall(FirewallArn=arn)

    def test_two_subnets_of_one_zone_are_refused(self):
        arn = self.firewall()
        third = self.ec2.create_subnet(VpcId=self.vpc, CidrBlock="10.1.2.0/24", AvailabilityZone="us-east-1a")
        mappings = [{"SubnetId": third["Subnet"]["SubnetId"]}]
        self.assertEqual(
            self.refusal(self.nfw.associate_subnets, FirewallArn=arn, SubnetMappings=mappings),
            "InvalidRequestException",
        )

    def test_log_destinations_are_added_one_at_a_time(self):
        arn = self.firewall()
        alert, flow = (
            {
                "LogType": kind,
                "LogDestinationType": "CloudWatchLogs",
                "LogDestination": {"logGroup": f"/firewall/{kind}"},
            }
            for kind in ("ALERT", "FLOW")
        )
        write = self.nfw.update_logging_configuration
        both = {"LogDestinationConfigs": [alert, flow]}
        self.assertEqual(
            self.refusal(write, FirewallArn=arn, LoggingConfiguration=both), "InvalidRequestException"
        )
        write(FirewallArn=arn, LoggingConfiguration={"LogDestinationConfigs": [alert]})
        write(FirewallArn=arn, LoggingConfiguration=both)
        self.assertEqual(
            self.nfw.describe_logging_configuration(FirewallArn=arn)["LoggingConfiguration"], both
        )

    def test_tags_change(self):
        self.nfw.tag_resource(ResourceArn=self.group_arn, Tags=[{"Key": "env", "Value": "dev"}])
        self.nfw.untag_resource(ResourceArn=self.group_arn, TagKeys=["team"])
        tags = self.nfw.list_tags_for_resource(ResourceArn=self.group_arn)["Tags"]
        self.assertEqual(tags, [{"Key": "env", "Value": "dev"}])

    def test_a_tls_inspection_configuration_is_held_by_the_policy_that_names_it(self):
        configuration = {"ServerCertificateConfigurations": [{"Scopes": [{"Protocols": [6]}]}]}
        made = self.nfw.create_tls_inspection_configuration(
            TLSInspectionConfigurationName="tls", TLSInspectionConfiguration=configuration
        )
        arn = made["TLSInspectionConfigurationResponse"]["TLSInspectionConfigurationArn"]
        described = self.nfw.describe_tls_inspection_configuration(TLSInspectionConfigurationArn=arn)
        self.assertEqual(described["TLSInspectionConfiguration"], configuration)
        actions = {f"Stateless{name}DefaultActions": ["aws:forward_to_sfe"] for name in ("", "Fragment")}
        self.nfw.create_firewall_policy(
            FirewallPolicyName="inspecting", FirewallPolicy={**actions, "TLSInspectionConfigurationArn": arn}
        )
        delete = self.nfw.delete_tls_inspection_configuration
        self.assertEqual(self.refusal(delete, TLSInspectionConfigurationArn=arn), "InvalidOperationException")

    def test_accounts_do_not_see_each_other(self):
        self.assertEqual(client("network-firewall", "444455556666").list_rule_groups()["RuleGroups"], [])
