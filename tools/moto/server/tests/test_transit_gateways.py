from .world import World


class TransitGateways(World):
    def setUp(self):
        super().setUp()
        self.gateway = self.ec2.create_transit_gateway(
            Options={"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}
        )["TransitGateway"]
        self.table = self.ec2.create_transit_gateway_route_table(TransitGatewayId=self.gateway["TransitGatewayId"])[
            "TransitGatewayRouteTable"
        ]["TransitGatewayRouteTableId"]
        self.attachment = self.attach(self.gateway)

    def attach(self, gateway):
        tags = [{"ResourceType": "transit-gateway-attachment", "Tags": [{"Key": "Name", "Value": "spoke"}]}]
        return self.ec2.create_transit_gateway_vpc_attachment(
            TransitGatewayId=gateway["TransitGatewayId"],
            VpcId=self.vpc,
            SubnetIds=self.subnets[:1],
            TagSpecifications=tags,
        )["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]

    def table_of(self, attachment):
        (told,) = self.ec2.describe_transit_gateway_attachments(TransitGatewayAttachmentIds=[attachment])[
            "TransitGatewayAttachments"
        ]
        return told.get("Association", {}).get("TransitGatewayRouteTableId")

    def test_a_gateway_without_default_tables_has_none(self):
        self.assertNotIn("AssociationDefaultRouteTableId", self.gateway["Options"])
        self.assertNotIn("PropagationDefaultRouteTableId", self.gateway["Options"])

    def test_an_attachment_is_of_the_table_that_it_is_associated_with(self):
        self.assertIsNone(self.table_of(self.attachment))
        both = {"TransitGatewayAttachmentId": self.attachment, "TransitGatewayRouteTableId": self.table}
        self.ec2.associate_transit_gateway_route_table(**both)
        self.assertEqual(self.table_of(self.attachment), self.table)
        self.ec2.disassociate_transit_gateway_route_table(**both)
        self.assertIsNone(self.table_of(self.attachment))

    def test_a_gateway_with_a_default_table_associates_with_it(self):
        gateway = self.ec2.create_transit_gateway()["TransitGateway"]
        default = gateway["Options"]["AssociationDefaultRouteTableId"]
        self.assertEqual(self.table_of(self.attach(gateway)), default)

    def test_an_attachment_keeps_its_tags(self):
        (told,) = self.ec2.describe_transit_gateway_vpc_attachments()["TransitGatewayVpcAttachments"]
        self.assertEqual(told["Tags"], [{"Key": "Name", "Value": "spoke"}])

    def test_an_attachment_is_told_as_deleted_and_another_one_can_be_made(self):
        self.ec2.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=self.attachment)
        describe = self.ec2.describe_transit_gateway_vpc_attachments
        (told,) = describe(TransitGatewayAttachmentIds=[self.attachment])["TransitGatewayVpcAttachments"]
        self.assertEqual(told["State"], "deleted")
        other = self.attach(self.gateway)
        (told,) = describe()["TransitGatewayVpcAttachments"]
        self.assertEqual(told["TransitGatewayAttachmentId"], other)

    def test_a_route_tells_its_attachment(self):
        self.ec2.create_transit_gateway_route(
            TransitGatewayRouteTableId=self.table,
            DestinationCidrBlock="0.0.0.0/0",
            TransitGatewayAttachmentId=self.attachment,
        )
        (route,) = self.ec2.search_transit_gateway_routes(
            TransitGatewayRouteTableId=self.table, Filters=[{"Name": "type", "Values": ["static"]}]
        )["Routes"]
        (told,) = route["TransitGatewayAttachments"]
        self.assertEqual((told["TransitGatewayAttachmentId"], told["ResourceId"]), (self.attachment, self.vpc))
        self.assertEqual(route["State"], "active")

    def test_what_a_vpc_propagates_is_among_the_routes_of_the_table(self):
        both = {"TransitGatewayAttachmentId": self.attachment, "TransitGatewayRouteTableId": self.table}
        self.ec2.enable_transit_gateway_route_table_propagation(**both)
        asked = {"TransitGatewayRouteTableId": self.table, "Filters": [{"Name": "state", "Values": ["active"]}]}
        (route,) = self.ec2.search_transit_gateway_routes(**asked)["Routes"]
        self.assertEqual((route["DestinationCidrBlock"], route["Type"]), ("10.1.0.0/16", "propagated"))
        (told,) = route["TransitGatewayAttachments"]
        self.assertEqual((told["TransitGatewayAttachmentId"], told["ResourceType"]), (self.attachment, "vpc"))
        fixed = {"TransitGatewayRouteTableId": self.table, "DestinationCidrBlock": "10.1.0.0/16"}
        self.ec2.create_transit_gateway_route(Blackhole=True, **fixed)
        self.assertEqual(self.ec2.search_transit_gateway_routes(**asked)["Routes"], [])
