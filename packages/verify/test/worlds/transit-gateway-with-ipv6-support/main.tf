terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_ec2_transit_gateway" "main" {
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
}

resource "aws_vpc" "orders" {
  cidr_block        = "10.11.0.0/16"
  ipv6_ipam_pool_id = "ipam-pool-0a1b2c3d4e5f60718"
  ipv6_cidr_block   = "2600:1f18:11:a00::/56"
}

resource "aws_subnet" "orders" {
  vpc_id            = aws_vpc.orders.id
  cidr_block        = "10.11.1.0/24"
  ipv6_cidr_block   = "2600:1f18:11:a01::/64"
  availability_zone = "eu-west-1a"
}

resource "aws_route_table" "orders" {
  vpc_id = aws_vpc.orders.id

  route {
    ipv6_cidr_block    = "2600:1f18::/32"
    transit_gateway_id = aws_ec2_transit_gateway.main.id
  }
}

resource "aws_route_table_association" "orders" {
  subnet_id      = aws_subnet.orders.id
  route_table_id = aws_route_table.orders.id
}

resource "aws_subnet" "orders_attachment" {
  vpc_id            = aws_vpc.orders.id
  cidr_block        = "10.11.0.0/28"
  ipv6_cidr_block   = "2600:1f18:11:a00::/64"
  availability_zone = "eu-west-1a"
}

resource "aws_vpc" "billing" {
  cidr_block        = "10.12.0.0/16"
  ipv6_ipam_pool_id = "ipam-pool-0a1b2c3d4e5f60718"
  ipv6_cidr_block   = "2600:1f18:12:a00::/56"
}

resource "aws_subnet" "billing" {
  vpc_id            = aws_vpc.billing.id
  cidr_block        = "10.12.1.0/24"
  ipv6_cidr_block   = "2600:1f18:12:a01::/64"
  availability_zone = "eu-west-1a"
}

resource "aws_route_table" "billing" {
  vpc_id = aws_vpc.billing.id

  route {
    ipv6_cidr_block    = "2600:1f18::/32"
    transit_gateway_id = aws_ec2_transit_gateway.main.id
  }
}

resource "aws_route_table_association" "billing" {
  subnet_id      = aws_subnet.billing.id
  route_table_id = aws_route_table.billing.id
}

resource "aws_subnet" "billing_attachment" {
  vpc_id            = aws_vpc.billing.id
  cidr_block        = "10.12.0.0/28"
  ipv6_cidr_block   = "2600:1f18:12:a00::/64"
  availability_zone = "eu-west-1a"
}

resource "aws_ec2_transit_gateway_vpc_attachment" "orders" {
  transit_gateway_id = aws_ec2_transit_gateway.main.id
  vpc_id             = aws_vpc.orders.id
  subnet_ids         = [aws_subnet.orders_attachment.id]
  ipv6_support       = "enable"
}

resource "aws_ec2_transit_gateway_vpc_attachment" "billing" {
  transit_gateway_id = aws_ec2_transit_gateway.main.id
  vpc_id             = aws_vpc.billing.id
  subnet_ids         = [aws_subnet.billing_attachment.id]
  ipv6_support       = "enable"
}

resource "aws_ec2_transit_gateway_route_table" "main" {
  transit_gateway_id = aws_ec2_transit_gateway.main.id
}

resource "aws_ec2_transit_gateway_route_table_association" "orders" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.main.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "orders" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.main.id
}

resource "aws_ec2_transit_gateway_route_table_association" "billing" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.billing.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.main.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "billing" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.billing.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.main.id
}
