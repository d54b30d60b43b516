from .world import ACCOUNT, World, client


class Forgotten(World):
    """What moto forgets, and the extensions keep."""

    def test_names_of_instances_and_dns64_of_a_subnet(self):
        modify = self.ec2.modify_subnet_attribute
        modify(SubnetId=self.subnets[0], PrivateDnsHostnameTypeOnLaunch="resource-name")
        modify(SubnetId=self.subnets[0], EnableResourceNameDnsAAAARecordOnLaunch={"Value": True})
        modify(SubnetId=self.subnets[0], EnableDns64={"Value": True})
        subnet, other = self.ec2.describe_subnets(SubnetIds=self.subnets)["Subnets"]
        self.assertEqual(
            subnet["PrivateDnsNameOptionsOnLaunch"],
            {
                "HostnameType": "resource-name",
                "EnableResourceNameDnsARecord": False,
                "EnableResourceNameDnsAAAARecord": True,
            },
        )
        self.assertEqual((subnet["EnableDns64"], other["EnableDns64"]), (True, False))

    def test_address_type_and_dns_options_of_an_endpoint(self):
        made = self.ec2.create_vpc_endpoint(
            VpcId=self.vpc,
            VpcEndpointType="Interface",
            ServiceName="com.amazonaws.us-east-1.ssm",
            SubnetIds=self.subnets,
            IpAddressType="dualstack",
            DnsOptions={"DnsRecordIpType": "dualstack"},
        )["VpcEndpoint"]
        (endpoint,) = self.ec2.describe_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])["VpcEndpoints"]
        self.assertEqual(endpoint["IpAddressType"], "dualstack")
        self.assertEqual(endpoint["DnsOptions"]["DnsRecordIpType"], "dualstack")

    def test_tags_of_dhcp_options(self):
        self.ec2.create_dhcp_options(
            DhcpConfigurations=[{"Key": "domain-name-servers", "Values": ["AmazonProvidedDNS"]}],
            TagSpecifications=[{"ResourceType": "dhcp-options", "Tags": [{"Key": "Name", "Value": "dev"}]}],
        )
        (options,) = self.ec2.describe_dhcp_options(Filters=[{"Name": "tag:Name", "Values": ["dev"]}])["DhcpOptions"]
        self.assertEqual(options["Tags"], [{"Key": "Name", "Value": "dev"}])

    def test_options_of_flow_log_files_in_a_folder_of_a_bucket(self):
        client("s3").create_bucket(Bucket="flow-logs")
        made = self.ec2.create_flow_logs(
            ResourceIds=[self.vpc],
            ResourceType="VPC",
            TrafficType="ALL",
            LogDestinationType="s3",
            LogDestination="arn:aws:s3:::flow-logs/dev/",
            DestinationOptions={"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": False},
        )
        self.assertEqual(made["Unsuccessful"], [])
        (log,) = self.ec2.describe_flow_logs()["FlowLogs"]
        self.assertEqual(
            log["DestinationOptions"],
            {"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": False},
        )

    def test_a_bucket_that_is_not_there_is_still_refused(self):
        made = self.ec2.create_flow_logs(
            ResourceIds=[self.vpc],
            ResourceType="VPC",
            TrafficType="ALL",
            LogDestinationType="s3",
            LogDestination="arn:aws:s3:::nobodys/dev/",
        )
        self.assertEqual([one["ResourceId"] for one in made["Unsuccessful"]], [self.vpc])

    def test_tags_of_a_launch_template_are_its_own(self):
        self.ec2.create_launch_template(
            LaunchTemplateName="app",
            LaunchTemplateData={"InstanceType": "t3.micro"},
            TagSpecifications=[{"ResourceType": "launch-template", "Tags": [{"Key": "Name", "Value": "app"}]}],
        )
        (version,) = self.ec2.describe_launch_template_versions(LaunchTemplateName="app", Versions=["$Latest"])[
            "LaunchTemplateVersions"
        ]
        self.assertEqual(version["LaunchTemplateData"].get("TagSpecifications", []), [])
        self.assertNotIn("UserData", version["LaunchTemplateData"])
        (template,) = self.ec2.describe_launch_templates()["LaunchTemplates"]
        self.assertEqual(template["Tags"], [{"Key": "Name", "Value": "app"}])


class Instances(World):
    def launch(self):
        iam = client("iam")
        iam.create_instance_profile(InstanceProfileName="app")
        group = self.ec2.create_security_group(GroupName="app", Description="app", VpcId=self.vpc)["GroupId"]
        self.ec2.create_launch_template(
            LaunchTemplateName="app",
            LaunchTemplateData={
                "ImageId": "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
                "InstanceType": "t3.micro",
                "IamInstanceProfile": {"Name": "app"},
                "MetadataOptions": {"HttpTokens": "required"},
                "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"Encrypted": True, "VolumeType": "gp3"}}],
            },
        )
        interface = {"DeviceIndex": 0, "SubnetId": self.subnets[0], "Groups": [group]}
        made = self.ec2.run_instances(
            MinCount=1,
            MaxCount=1,
            LaunchTemplate={"LaunchTemplateName": "app"},
            NetworkInterfaces=[{**interface, "AssociatePublicIpAddress": False}],
        )["Instances"][0]
        (reservation,) = self.ec2.describe_instances(InstanceIds=[made["InstanceId"]])["Reservations"]
        return reservation["Instances"][0], group

    def test_what_a_launch_template_says_holds(self):
        instance, group = self.launch()
        self.assertRegex(instance["ImageId"], r"^ami-[0-9a-f]+$")
        self.assertEqual([one["GroupId"] for one in instance["SecurityGroups"]], [group])
        self.assertEqual(instance["MetadataOptions"]["HttpTokens"], "required")
        self.assertRegex(instance["IamInstanceProfile"]["Arn"], "instance-profile/app$")
        (device,) = instance["BlockDeviceMappings"]
        (volume,) = self.ec2.describe_volumes(VolumeIds=[device["Ebs"]["VolumeId"]])["Volumes"]
        self.assertEqual((device["DeviceName"], volume["Size"], volume["Encrypted"]), ("/dev/xvda", 8, True))

    def test_an_instance_has_no_public_address_and_no_user_data_unless_given(self):
        instance, _ = self.launch()
        self.assertNotIn("PublicIpAddress", instance)
        self.assertNotIn("Association", instance["NetworkInterfaces"][0])
        data = self.ec2.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="userData")
        self.assertNotIn("Value", data.get("UserData") or {})

    def test_a_terminated_instance_leaves_no_interface(self):
        instance, _ = self.launch()
        self.ec2.terminate_instances(InstanceIds=[instance["InstanceId"]])
        self.assertEqual(self.ec2.describe_network_interfaces()["NetworkInterfaces"], [])


class Routes(World):
    def setUp(self):
        super().setUp()
        service = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
        from moto.ec2.models import ec2_backends

        backend = ec2_backends[ACCOUNT]["us-east-1"]
        self.endpoints = [
            backend.create_vpc_endpoint(self.vpc, service, "GatewayLoadBalancer", None, [], [subnet]).id
            for subnet in self.subnets
        ]
        table = self.ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"]
        self.route = {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0/0"}

    def default_route(self):
        (table,) = self.ec2.describe_route_tables(RouteTableIds=[self.route["RouteTableId"]])["RouteTables"]
        return next(one for one in table["Routes"] if one["DestinationCidrBlock"] == "0.0.0.0/0")

    def test_a_route_is_turned_to_another_endpoint_and_away_from_it(self):
        self.ec2.create_route(**self.route, VpcEndpointId=self.endpoints[0])
        self.ec2.replace_route(**self.route, VpcEndpointId=self.endpoints[1])
        self.assertEqual(self.default_route()["GatewayId"], self.endpoints[1])
        gateway = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=self.vpc)
        self.ec2.replace_route(**self.route, GatewayId=gateway)
        self.assertEqual(self.default_route()["GatewayId"], gateway)

    def test_an_endpoint_that_a_route_names_is_not_deleted(self):
        delete = lambda: self.ec2.delete_vpc_endpoints(VpcEndpointIds=self.endpoints)["Unsuccessful"]
        self.ec2.create_route(**self.route, VpcEndpointId=self.endpoints[0])
        self.assertEqual([one["ResourceId"] for one in delete()], self.endpoints[:1])
        self.ec2.delete_route(**self.route)
        self.assertEqual(delete(), [])

    def test_a_route_to_a_nat_gateway_that_is_gone_is_a_blackhole(self):
        allocation = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
        nat = self.ec2.create_nat_gateway(SubnetId=self.subnets[0], AllocationId=allocation)["NatGateway"]
        self.ec2.create_route(**self.route, NatGatewayId=nat["NatGatewayId"])
        self.assertEqual(self.default_route()["State"], "active")
        self.ec2.delete_nat_gateway(NatGatewayId=nat["NatGatewayId"])
        self.assertEqual(self.default_route()["State"], "blackhole")

    def test_a_nat_gateway_has_an_address_of_its_subnet_and_takes_its_interface_along(self):
        allocation = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
        nat = self.ec2.create_nat_gateway(SubnetId=self.subnets[1], AllocationId=allocation)["NatGateway"]
        (described,) = self.ec2.describe_nat_gateways(NatGatewayIds=[nat["NatGatewayId"]])["NatGateways"]
        (address,) = described["NatGatewayAddresses"]
        self.assertRegex(address["PrivateIp"], r"^10\.1\.1\.\d+$")
        self.ec2.delete_nat_gateway(NatGatewayId=nat["NatGatewayId"])
        self.assertEqual(self.ec2.describe_network_interfaces()["NetworkInterfaces"], [])


class Vpcs(World):
    def test_a_deleted_vpc_leaves_no_network_acl(self):
        before = {one["NetworkAclId"] for one in self.ec2.describe_network_acls()["NetworkAcls"]}
        vpc = self.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
        self.ec2.delete_vpc(VpcId=vpc)
        after = {one["NetworkAclId"] for one in self.ec2.describe_network_acls()["NetworkAcls"]}
        self.assertEqual(after, before)

    def test_ipv6_blocks_and_addresses_of_a_dual_stack_subnet(self):
        vpc = self.ec2.create_vpc(CidrBlock="10.8.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]["VpcId"]
        (described,) = self.ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"]
        block = described["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"].replace("/56", "/64")
        subnet = self.ec2.create_subnet(VpcId=vpc, CidrBlock="10.8.0.0/24", Ipv6CidrBlock=block)["Subnet"]["SubnetId"]
        self.ec2.modify_subnet_attribute(SubnetId=subnet, AssignIpv6AddressOnCreation={"Value": True})
        (described,) = self.ec2.describe_subnets(SubnetIds=[subnet])["Subnets"]
        self.assertEqual(described["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlockState"], {"State": "associated"})
        interface = self.ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
        (described,) = self.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"]
        self.assertEqual(len(described["Ipv6Addresses"]), 1)


class Accounts(World):
    def test_a_key_says_which_account_it_is_of(self):
        for account in ("111122223333", "444455556666"):
            self.assertEqual(client("sts", account).get_caller_identity()["Account"], account)
        self.assertNotIn(self.vpc, [one["VpcId"] for one in client("ec2", "444455556666").describe_vpcs()["Vpcs"]])
