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

locals {
  name = "workload"
  zones = {
    us-east-1a = { protected = "10.20.0.0/20", nat = "10.20.240.0/26", firewall = "10.20.250.0/28" }
    us-east-1b = { protected = "10.20.16.0/20", nat = "10.20.240.64/26", firewall = "10.20.250.16/28" }
    us-east-1c = { protected = "10.20.32.0/20", nat = "10.20.240.128/26", firewall = "10.20.250.32/28" }
  }
  endpoints = {
    for state in aws_networkfirewall_firewall.this.firewall_status[0].sync_states :
    state.availability_zone => state.attachment[0].endpoint_id
  }
}

resource "aws_vpc" "this" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = local.name }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "protected" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value.protected
  availability_zone = each.key
  tags              = { Name = "${local.name}-protected-${each.key}" }
}

resource "aws_subnet" "nat" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value.nat
  availability_zone = each.key
}

resource "aws_subnet" "firewall" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value.firewall
  availability_zone = each.key
}

# Firewall

resource "aws_networkfirewall_firewall_policy" "this" {
  name = local.name
  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
    stateful_default_actions           = ["aws:drop_established", "aws:alert_established"]
    stateful_engine_options {
      rule_order = "STRICT_ORDER"
    }
  }
}

resource "aws_networkfirewall_firewall" "this" {
  name                = local.name
  firewall_policy_arn = aws_networkfirewall_firewall_policy.this.arn
  vpc_id              = aws_vpc.this.id

  dynamic "subnet_mapping" {
    for_each = aws_subnet.firewall
    content {
      subnet_id = subnet_mapping.value.id
    }
  }
}

# NAT

resource "aws_eip" "nat" {
  for_each = local.zones
  domain   = "vpc"
}

resource "aws_nat_gateway" "this" {
  for_each      = local.zones
  subnet_id     = aws_subnet.nat[each.key].id
  allocation_id = aws_eip.nat[each.key].id
  depends_on    = [aws_internet_gateway.this]
}

# Routes

resource "aws_route_table" "protected" {
  for_each = local.zones
  vpc_id   = aws_vpc.this.id
}

resource "aws_route" "protected" {
  for_each               = local.zones
  route_table_id         = aws_route_table.protected[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[each.key].id
}

resource "aws_route_table_association" "protected" {
  for_each       = local.zones
  subnet_id      = aws_subnet.protected[each.key].id
  route_table_id = aws_route_table.protected[each.key].id
}

resource "aws_route_table" "nat" {
  for_each = local.zones
  vpc_id   = aws_vpc.this.id
}

resource "aws_route" "nat" {
  for_each               = local.zones
  route_table_id         = aws_route_table.nat[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = local.endpoints[each.key]
}

resource "aws_route_table_association" "nat" {
  for_each       = local.zones
  subnet_id      = aws_subnet.nat[each.key].id
  route_table_id = aws_route_table.nat[each.key].id
}

resource "aws_route_table" "firewall" {
  for_each = local.zones
  vpc_id   = aws_vpc.this.id
}

resource "aws_route" "firewall" {
  for_each               = local.zones
  route_table_id         = aws_route_table.firewall[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table_association" "firewall" {
  for_each       = local.zones
  subnet_id      = aws_subnet.firewall[each.key].id
  route_table_id = aws_route_table.firewall[each.key].id
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route" "edge" {
  for_each               = local.zones
  route_table_id         = aws_route_table.edge.id
  destination_cidr_block = each.value.nat
  vpc_endpoint_id        = local.endpoints[each.key]
}

resource "aws_route_table_association" "edge" {
  gateway_id     = aws_internet_gateway.this.id
  route_table_id = aws_route_table.edge.id
}
