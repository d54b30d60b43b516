from .world import ACCOUNT, World, client

SPOKE = "444455556666"


class SharedTransitGateways(World):
    """The transit gateway of ACCOUNT, and a VPC of another account."""

    def setUp(self):
        super().setUp()
        self.share = None
        self.gateway, self.table = self.new_gateway("disable")
        self.theirs = client("ec2", SPOKE)
        self.their_vpc = self.theirs.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
        self.their_subnet = self.theirs.create_subnet(
            VpcId=self.their_vpc, CidrBlock="10.7.0.0/24", AvailabilityZone="us-east-1a"
        )["Subnet"]["SubnetId"]

    def new_gateway(self, default, **options):
        given = {"DefaultRouteTableAssociation": default, "DefaultRouteTablePropagation": default, **options}
        gateway = self.ec2.create_transit_gateway(Options=given)["TransitGateway"]
        table = self.ec2.create_transit_gateway_route_table(TransitGatewayId=gateway["TransitGatewayId"])
        return gateway, table["TransitGatewayRouteTable"]["TransitGatewayRouteTableId"]

    def let_in(self, gateway):
        share = client("ram").create_resource_share(
            name="network", principals=[SPOKE], resourceArns=[gateway["TransitGatewayArn"]]
        )
        self.share = share["resourceShare"]["resourceShareArn"]

    def attach(self, gateway=None):
        tags = [{"ResourceType": "transit-gateway-attachment", "Tags": [{"Key": "Side", "Value": "theirs"}]}]
        return self.theirs.create_transit_gateway_vpc_attachment(**self.asked(gateway), TagSpecifications=tags)[
            "TransitGatewayVpcAttachment"
        ]

    def asked(self, gateway=None):
        identifier = (gateway or self.gateway)["TransitGatewayId"]
        return {"TransitGatewayId": identifier, "VpcId": self.their_vpc, "SubnetIds": [self.their_subnet]}

    def told(self, ec2, attachment):
        (told,) = ec2.describe_transit_gateway_vpc_attachments(
            TransitGatewayAttachmentIds=[attachment["TransitGatewayAttachmentId"]]
        )["TransitGatewayVpcAttachments"]
        return told

    def in_table(self, attachment, table=None):
        return {
            "TransitGatewayAttachmentId": attachment["TransitGatewayAttachmentId"],
            "TransitGatewayRouteTableId": table or self.table,
        }

    def members(self, table):
        asked = {"TransitGatewayRouteTableId": table}
        found = self.ec2.get_transit_gateway_route_table_associations(**asked)["Associations"]
        told = self.ec2.get_transit_gateway_route_table_propagations(**asked)["TransitGatewayRouteTablePropagations"]
        return [one["TransitGatewayAttachmentId"] for one in [*found, *told]]

    def accept(self, attachment, ec2=None):
        identifier = attachment["TransitGatewayAttachmentId"]
        return (ec2 or self.ec2).accept_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=identifier)

    def test_an_account_sees_and_attaches_to_what_is_shared_with_it_alone(self):
        describe = self.theirs.describe_transit_gateways
        self.assertEqual(describe()["TransitGateways"], [])
        code = self.refusal(self.theirs.create_transit_gateway_vpc_attachment, **self.asked())
        self.assertEqual(code, "InvalidTransitGatewayID.NotFound")
        self.let_in(self.gateway)
        (seen,) = describe(TransitGatewayIds=[self.gateway["TransitGatewayId"]])["TransitGateways"]
        self.assertEqual(seen["OwnerId"], ACCOUNT)
        attached = self.attach()
        self.assertEqual((attached["State"], attached["VpcOwnerId"]), ("pendingAcceptance", SPOKE))
        client("ram").delete_resource_share(resourceShareArn=self.share)
        self.assertEqual(describe()["TransitGateways"], [])

    def test_an_attachment_is_of_no_table_until_the_owner_accepts_it(self):
        self.let_in(self.gateway)
        attachment = self.attach()
        both = self.in_table(attachment)
        self.assertEqual(self.refusal(self.ec2.associate_transit_gateway_route_table, **both), "IncorrectState")
        identifier = {"TransitGatewayAttachmentId": attachment["TransitGatewayAttachmentId"]}
        own = self.refusal(self.theirs.accept_transit_gateway_vpc_attachment, **identifier)
        self.assertEqual(own, "InvalidTransitGatewayAttachmentID.NotFound")
        self.accept(attachment)
        self.assertEqual([self.told(ec2, attachment)["State"] for ec2 in (self.ec2, self.theirs)], ["available"] * 2)
        again = self.refusal(self.ec2.accept_transit_gateway_vpc_attachment, **identifier)
        self.assertEqual(again, "IncorrectState")
        self.ec2.associate_transit_gateway_route_table(**both)
        self.ec2.enable_transit_gateway_route_table_propagation(**both)
        self.assertEqual(self.members(self.table), [attachment["TransitGatewayAttachmentId"]] * 2)
        asked = {"TransitGatewayRouteTableId": self.table, "Filters": [{"Name": "state", "Values": ["active"]}]}
        (route,) = self.ec2.search_transit_gateway_routes(**asked)["Routes"]
        self.assertEqual(route["DestinationCidrBlock"], "10.7.0.0/16")

    def test_the_owner_alone_is_told_its_table(self):
        self.let_in(self.gateway)
        attachment = self.attach()
        self.accept(attachment)
        self.ec2.associate_transit_gateway_route_table(**self.in_table(attachment))
        tables = [self.table_told(ec2, attachment) for ec2 in (self.ec2, self.theirs)]
        self.assertEqual(tables, [self.table, None])

    def table_told(self, ec2, attachment):
        (told,) = ec2.describe_transit_gateway_attachments(
            TransitGatewayAttachmentIds=[attachment["TransitGatewayAttachmentId"]]
        )["TransitGatewayAttachments"]
        return told.get("Association", {}).get("TransitGatewayRouteTableId")

    def test_default_tables_take_it_when_it_is_accepted(self):
        gateway, _ = self.new_gateway("enable")
        default = gateway["Options"]["AssociationDefaultRouteTableId"]
        self.let_in(gateway)
        attachment = self.attach(gateway)
        self.assertEqual(self.members(default), [])
        self.accept(attachment)
        self.assertEqual(self.members(default), [attachment["TransitGatewayAttachmentId"]] * 2)

    def test_a_transit_gateway_that_accepts_by_itself_waits_for_nobody(self):
        gateway, _ = self.new_gateway("disable", AutoAcceptSharedAttachments="enable")
        self.let_in(gateway)
        self.assertEqual(self.attach(gateway)["State"], "available")

    def test_each_side_has_tags_of_its_own(self):
        self.let_in(self.gateway)
        attachment = self.attach()
        self.ec2.create_tags(
            Resources=[attachment["TransitGatewayAttachmentId"]], Tags=[{"Key": "Side", "Value": "ours"}]
        )
        tags = [self.told(ec2, attachment)["Tags"] for ec2 in (self.ec2, self.theirs)]
        self.assertEqual(tags, [[{"Key": "Side", "Value": "ours"}], [{"Key": "Side", "Value": "theirs"}]])

    def test_no_route_leads_there_before_the_attachment_is_accepted_and_after_it_is_gone(self):
        self.let_in(self.gateway)
        attachment = self.attach()
        table = self.theirs.create_route_table(VpcId=self.their_vpc)["RouteTable"]["RouteTableId"]
        route = {
            "RouteTableId": table,
            "DestinationCidrBlock": "0.0.0.0/0",
            "TransitGatewayId": self.gateway["TransitGatewayId"],
        }
        self.assertEqual(self.refusal(self.theirs.create_route, **route), "InvalidTransitGatewayID.NotFound")
        self.accept(attachment)
        self.theirs.create_route(**route)
        self.assertEqual(self.route_of(table), (self.gateway["TransitGatewayId"], "active"))
        self.ec2.delete_transit_gateway_vpc_attachment(
            TransitGatewayAttachmentId=attachment["TransitGatewayAttachmentId"]
        )
        self.assertEqual(self.route_of(table), (self.gateway["TransitGatewayId"], "blackhole"))

    def route_of(self, table):
        (told,) = self.theirs.describe_route_tables(RouteTableIds=[table])["RouteTables"]
        route = told["Routes"][-1]
        return route["TransitGatewayId"], route["State"]

    def test_whoever_deletes_an_attachment_deletes_it_for_both_and_for_every_table(self):
        self.let_in(self.gateway)
        for deleting in (self.ec2, self.theirs):
            attachment = self.attach()
            self.accept(attachment)
            self.ec2.associate_transit_gateway_route_table(**self.in_table(attachment))
            self.ec2.enable_transit_gateway_route_table_propagation(**self.in_table(attachment))
            identifier = {"TransitGatewayAttachmentId": attachment["TransitGatewayAttachmentId"]}
            deleting.delete_transit_gateway_vpc_attachment(**identifier)
            states = [self.told(ec2, attachment)["State"] for ec2 in (self.ec2, self.theirs)]
            self.assertEqual(states, ["deleted"] * 2)
            self.assertEqual(self.members(self.table), [])
            again = self.refusal(self.theirs.delete_transit_gateway_vpc_attachment, **identifier)
            self.assertEqual(again, "IncorrectState")

    def test_a_transit_gateway_stays_while_somebody_is_attached(self):
        self.let_in(self.gateway)
        attachment = self.attach()
        identifier = {"TransitGatewayId": self.gateway["TransitGatewayId"]}
        self.assertEqual(self.refusal(self.ec2.delete_transit_gateway, **identifier), "IncorrectState")
        self.theirs.delete_transit_gateway_vpc_attachment(
            TransitGatewayAttachmentId=attachment["TransitGatewayAttachmentId"]
        )
        self.ec2.delete_transit_gateway(**identifier)
