from .world import ACCOUNT, World, client

CONSUMER = "444455556666"


class GatewayLoadBalancer(World):
    def setUp(self):
        super().setUp()
        self.elb = client("elbv2")
        self.balancer = self.elb.create_load_balancer(Name="fleet", Type="gateway", Subnets=self.subnets)[
            "LoadBalancers"
        ][0]["LoadBalancerArn"]

    def service(self, acceptance, principals=()):
        service = self.ec2.create_vpc_endpoint_service_configuration(
            GatewayLoadBalancerArns=[self.balancer], AcceptanceRequired=acceptance
        )["ServiceConfiguration"]
        if principals:
            self.ec2.modify_vpc_endpoint_service_permissions(
                ServiceId=service["ServiceId"], AddAllowedPrincipals=list(principals)
            )
        return service

    def endpoint(self, service, account=ACCOUNT):
        ec2 = client("ec2", account)
        vpc = ec2.create_vpc(CidrBlock="10.5.0.0/16")["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.5.0.0/24")["Subnet"]["SubnetId"]
        return ec2.create_vpc_endpoint(
            VpcId=vpc, VpcEndpointType="GatewayLoadBalancer", ServiceName=service, SubnetIds=[subnet]
        )["VpcEndpoint"]

    def test_arns_say_which_kind_a_load_balancer_is(self):
        self.assertRegex(self.balancer, r":loadbalancer/gwy/fleet/[0-9a-f]{16}$")
        network = self.elb.create_load_balancer(Name="proxy", Type="network", Subnets=self.subnets)["LoadBalancers"][0]
        self.assertRegex(network["LoadBalancerArn"], r":loadbalancer/net/proxy/")
        application = self.elb.create_load_balancer(Name="web", Subnets=self.subnets)["LoadBalancers"][0]
        self.assertRegex(application["LoadBalancerArn"], r":loadbalancer/app/web/")

    def test_the_listener_of_a_gateway_has_its_arn(self):
        group = self.elb.create_target_group(
            Name="fleet", Protocol="GENEVE", Port=6081, VpcId=self.vpc, HealthCheckProtocol="HTTP", HealthCheckPort="80"
        )["TargetGroups"][0]["TargetGroupArn"]
        listener = self.elb.create_listener(
            LoadBalancerArn=self.balancer, DefaultActions=[{"Type": "forward", "TargetGroupArn": group}]
        )["Listeners"][0]
        self.assertRegex(listener["ListenerArn"], r":listener/gwy/fleet/")

    def test_the_service_of_a_gateway_is_of_its_type_and_zones(self):
        service = self.service(False)
        self.assertEqual(service["ServiceType"], [{"ServiceType": "GatewayLoadBalancer"}])
        self.assertEqual(service["AvailabilityZones"], ["us-east-1a", "us-east-1b"])

    def test_a_service_is_of_the_address_types_that_it_was_asked_for(self):
        service = self.service(False)
        self.assertEqual(service["SupportedIpAddressTypes"], ["ipv4"])
        self.ec2.modify_vpc_endpoint_service_configuration(
            ServiceId=service["ServiceId"], AddSupportedIpAddressTypes=["ipv6"]
        )
        (changed,) = self.ec2.describe_vpc_endpoint_service_configurations()["ServiceConfigurations"]
        self.assertEqual(changed["SupportedIpAddressTypes"], ["ipv4", "ipv6"])
        other = self.ec2.create_vpc_endpoint_service_configuration(
            GatewayLoadBalancerArns=[self.balancer], SupportedIpAddressTypes=["ipv4", "ipv6"]
        )["ServiceConfiguration"]
        self.assertEqual(other["SupportedIpAddressTypes"], ["ipv4", "ipv6"])

    def test_an_endpoint_to_a_service_that_is_not_there_is_refused(self):
        name = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
        self.assertEqual(self.refusal(lambda: self.endpoint(name)), "InvalidServiceName")

    def test_another_account_is_admitted_by_name(self):
        closed = self.service(False)["ServiceName"]
        self.assertEqual(self.refusal(lambda: self.endpoint(closed, CONSUMER)), "InvalidServiceName")
        opened = self.service(False, [f"arn:aws:iam::{CONSUMER}:root"])["ServiceName"]
        self.assertEqual(self.endpoint(opened, CONSUMER)["State"], "available")

    def test_an_endpoint_waits_for_acceptance_where_the_service_asks_for_it(self):
        service = self.service(True, [f"arn:aws:iam::{CONSUMER}:root"])
        endpoint = self.endpoint(service["ServiceName"], CONSUMER)["VpcEndpointId"]
        state = lambda: client("ec2", CONSUMER).describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0][
            "State"
        ]
        self.assertEqual(state(), "pendingAcceptance")
        (waiting,) = self.ec2.describe_vpc_endpoint_connections()["VpcEndpointConnections"]
        self.assertEqual((waiting["VpcEndpointId"], waiting["VpcEndpointOwner"]), (endpoint, CONSUMER))
        self.ec2.accept_vpc_endpoint_connections(ServiceId=service["ServiceId"], VpcEndpointIds=[endpoint])
        self.assertEqual(state(), "available")

    def test_a_service_with_connections_stays(self):
        service = self.service(False)
        self.endpoint(service["ServiceName"])
        delete = self.ec2.delete_vpc_endpoint_service_configurations
        (refused,) = delete(ServiceIds=[service["ServiceId"]])["Unsuccessful"]
        self.assertEqual(refused["Error"]["Code"], "ExistingVpcEndpointConnections")
