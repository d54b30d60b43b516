# Hub and spokes: one inspection VPC for everybody, by "Deployment models for AWS Network Firewall" and the Transit Gateway guide.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  zones = ["eu-central-1a", "eu-central-1b"]
}

resource "aws_ec2_transit_gateway" "main" {
  description                     = "hub"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
}

# Inspection VPC

resource "aws_vpc" "inspection" {
  cidr_block = "10.90.0.0/16"
}

resource "aws_internet_gateway" "inspection" {
  vpc_id = aws_vpc.inspection.id
}

resource "aws_subnet" "attachment_a" {
  vpc_id            = aws_vpc.inspection.id
  cidr_block        = cidrsubnet("10.90.0.0/20", 8, 0)
  availability_zone = local.zones[0]
}

resource "aws_subnet" "attachment_b" {
  vpc_id            = aws_vpc.inspection.id
  cidr_block        = cidrsubnet("10.90.0.0/20", 8, 1)
  availability_zone = local.zones[1]
}

resource "aws_subnet" "firewall_a" {
  vpc_id            = aws_vpc.inspection.id
  cidr_block        = cidrsubnet("10.90.16.0/20", 8, 0)
  availability_zone = local.zones[0]
}

resource "aws_subnet" "firewall_b" {
  vpc_id            = aws_vpc.inspection.id
  cidr_block        = cidrsubnet("10.90.16.0/20", 8, 1)
  availability_zone = local.zones[1]
}

resource "aws_subnet" "public_a" {
  vpc_id            = aws_vpc.inspection.id
  cidr_block        = cidrsubnet("10.90.32.0/20", 8, 0)
  availability_zone = local.zones[0]
}

resource "aws_subnet" "public_b" {
  vpc_id            = aws_vpc.inspection.id
  cidr_block        = cidrsubnet("10.90.32.0/20", 8, 1)
  availability_zone = local.zones[1]
}

resource "aws_vpc_endpoint" "firewall_a" {
  vpc_id            = aws_vpc.inspection.id
  service_name      = "com.amazonaws.vpce.eu-central-1.vpce-svc-0f3c5d2a7b9e1c4d8"
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [aws_subnet.firewall_a.id]
}

resource "aws_vpc_endpoint" "firewall_b" {
  vpc_id            = aws_vpc.inspection.id
  service_name      = "com.amazonaws.vpce.eu-central-1.vpce-svc-0f3c5d2a7b9e1c4d8"
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [aws_subnet.firewall_b.id]
}

resource "aws_eip" "nat_a" {
  domain = "vpc"
}

resource "aws_eip" "nat_b" {
  domain = "vpc"
}

resource "aws_nat_gateway" "nat_a" {
  allocation_id = aws_eip.nat_a.id
  subnet_id     = aws_subnet.public_a.id
}

resource "aws_nat_gateway" "nat_b" {
  allocation_id = aws_eip.nat_b.id
  subnet_id     = aws_subnet.public_b.id
}

resource "aws_route_table" "attachment_a" {
  vpc_id = aws_vpc.inspection.id
}

resource "aws_route_table" "attachment_b" {
  vpc_id = aws_vpc.inspection.id
}

resource "aws_route" "attachment_out_a" {
  route_table_id         = aws_route_table.attachment_a.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = aws_vpc_endpoint.firewall_a.id
}

resource "aws_route" "attachment_out_b" {
  route_table_id         = aws_route_table.attachment_b.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = aws_vpc_endpoint.firewall_b.id
}

resource "aws_route_table_association" "attachment_a" {
  route_table_id = aws_route_table.attachment_a.id
  subnet_id      = aws_subnet.attachment_a.id
}

resource "aws_route_table_association" "attachment_b" {
  route_table_id = aws_route_table.attachment_b.id
  subnet_id      = aws_subnet.attachment_b.id
}

resource "aws_route_table" "firewall_a" {
  vpc_id = aws_vpc.inspection.id
}

resource "aws_route_table" "firewall_b" {
  vpc_id = aws_vpc.inspection.id
}

resource "aws_route" "firewall_out_a" {
  route_table_id         = aws_route_table.firewall_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_a.id
}

resource "aws_route" "firewall_out_b" {
  route_table_id         = aws_route_table.firewall_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_b.id
}

resource "aws_route" "firewall_back_a" {
  route_table_id         = aws_route_table.firewall_a.id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = aws_ec2_transit_gateway.main.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.inspection]
}

resource "aws_route" "firewall_back_b" {
  route_table_id         = aws_route_table.firewall_b.id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = aws_ec2_transit_gateway.main.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.inspection]
}

resource "aws_route_table_association" "firewall_a" {
  route_table_id = aws_route_table.firewall_a.id
  subnet_id      = aws_subnet.firewall_a.id
}

resource "aws_route_table_association" "firewall_b" {
  route_table_id = aws_route_table.firewall_b.id
  subnet_id      = aws_subnet.firewall_b.id
}

resource "aws_route_table" "public_a" {
  vpc_id = aws_vpc.inspection.id
}

resource "aws_route_table" "public_b" {
  vpc_id = aws_vpc.inspection.id
}

resource "aws_route" "public_out_a" {
  route_table_id         = aws_route_table.public_a.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.inspection.id
}

resource "aws_route" "public_out_b" {
  route_table_id         = aws_route_table.public_b.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.inspection.id
}

resource "aws_route" "public_back_a" {
  route_table_id         = aws_route_table.public_a.id
  destination_cidr_block = "10.0.0.0/8"
  vpc_endpoint_id        = aws_vpc_endpoint.firewall_a.id
}

resource "aws_route" "public_back_b" {
  route_table_id         = aws_route_table.public_b.id
  destination_cidr_block = "10.0.0.0/8"
  vpc_endpoint_id        = aws_vpc_endpoint.firewall_b.id
}

resource "aws_route_table_association" "public_a" {
  route_table_id = aws_route_table.public_a.id
  subnet_id      = aws_subnet.public_a.id
}

resource "aws_route_table_association" "public_b" {
  route_table_id = aws_route_table.public_b.id
  subnet_id      = aws_subnet.public_b.id
}

resource "aws_ec2_transit_gateway_vpc_attachment" "inspection" {
  transit_gateway_id                              = aws_ec2_transit_gateway.main.id
  vpc_id                                          = aws_vpc.inspection.id
  subnet_ids                                      = [aws_subnet.attachment_a.id, aws_subnet.attachment_b.id]
  appliance_mode_support                          = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
}

# Spokes

module "orders" {
  source             = "./spoke"
  cidr_block         = "10.11.0.0/16"
  zones              = local.zones
  transit_gateway_id = aws_ec2_transit_gateway.main.id
}

module "billing" {
  source             = "./spoke"
  cidr_block         = "10.12.0.0/16"
  zones              = local.zones
  transit_gateway_id = aws_ec2_transit_gateway.main.id
}

# Tables of the transit gateway

resource "aws_ec2_transit_gateway_route_table" "spokes" {
  transit_gateway_id = aws_ec2_transit_gateway.main.id
}

resource "aws_ec2_transit_gateway_route_table" "inspection" {
  transit_gateway_id = aws_ec2_transit_gateway.main.id
}

resource "aws_ec2_transit_gateway_route" "to_inspection" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id
}

resource "aws_ec2_transit_gateway_route_table_association" "inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id
}

resource "aws_ec2_transit_gateway_route_table_association" "orders" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
  transit_gateway_attachment_id  = module.orders.attachment_id
}

resource "aws_ec2_transit_gateway_route_table_association" "billing" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
  transit_gateway_attachment_id  = module.billing.attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.inspection.id
  transit_gateway_attachment_id  = module.orders.attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "billing" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.inspection.id
  transit_gateway_attachment_id  = module.billing.attachment_id
}
