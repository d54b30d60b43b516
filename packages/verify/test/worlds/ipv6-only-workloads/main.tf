terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "main" {
  cidr_block                       = "10.86.0.0/24"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "native" {
  vpc_id                                         = aws_vpc.main.id
  ipv6_cidr_block                                = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 16)
  availability_zone                              = "us-east-1a"
  ipv6_native                                    = true
  assign_ipv6_address_on_creation                = true
  enable_resource_name_dns_aaaa_record_on_launch = true
}

resource "aws_subnet" "endpoint" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.86.0.0/28"
  ipv6_cidr_block   = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 0)
  availability_zone = "us-east-1a"
}

resource "aws_networkfirewall_firewall_policy" "main" {
  name = "main"

  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
  }
}

resource "aws_networkfirewall_firewall" "main" {
  name                = "main"
  firewall_policy_arn = aws_networkfirewall_firewall_policy.main.arn
  vpc_id              = aws_vpc.main.id

  subnet_mapping {
    subnet_id       = aws_subnet.endpoint.id
    ip_address_type = "DUALSTACK"
  }
}

locals {
  endpoint_id = one(flatten([for state in aws_networkfirewall_firewall.main.firewall_status[0].sync_states : state.attachment[*].endpoint_id]))
}

resource "aws_route_table" "native" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "native" {
  route_table_id              = aws_route_table.native.id
  destination_ipv6_cidr_block = "::/0"
  vpc_endpoint_id             = element([for state in tolist(aws_networkfirewall_firewall.main.firewall_status[0].sync_states) : state.attachment[0].endpoint_id], 0)
}

resource "aws_route_table_association" "native" {
  subnet_id      = aws_subnet.native.id
  route_table_id = aws_route_table.native.id
}

resource "aws_route_table" "endpoint" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "endpoint" {
  route_table_id              = aws_route_table.endpoint.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "endpoint" {
  subnet_id      = aws_subnet.endpoint.id
  route_table_id = aws_route_table.endpoint.id
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "edge" {
  route_table_id              = aws_route_table.edge.id
  destination_ipv6_cidr_block = aws_subnet.native.ipv6_cidr_block
  vpc_endpoint_id             = element([for state in tolist(aws_networkfirewall_firewall.main.firewall_status[0].sync_states) : state.attachment[0].endpoint_id], 0)
}

resource "aws_route_table_association" "edge" {
  gateway_id     = aws_internet_gateway.main.id
  route_table_id = aws_route_table.edge.id
}
