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

variable "zones" {
  type = map(object({ newbits = number, netnum = number }))
  default = {
    us-east-1a = { newbits = 4, netnum = 0 }
    us-east-1b = { newbits = 4, netnum = 1 }
  }
}

resource "aws_vpc" "main" {
  cidr_block = "10.82.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "workload" {
  for_each          = var.zones
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = cidrsubnet("10.82.0.0/17", each.value.newbits, each.value.netnum)
}

resource "aws_subnet" "endpoint" {
  for_each          = aws_subnet.workload
  vpc_id            = each.value.vpc_id
  availability_zone = each.value.availability_zone
  cidr_block        = cidrsubnet("10.82.128.0/24", 4, index(keys(var.zones), each.key))
}

resource "aws_subnet" "nat" {
  for_each          = aws_subnet.workload
  vpc_id            = each.value.vpc_id
  availability_zone = each.value.availability_zone
  cidr_block        = cidrsubnet("10.82.129.0/24", 4, index(keys(var.zones), each.key))
}

resource "aws_vpc_endpoint" "firewall" {
  for_each          = aws_subnet.endpoint
  vpc_id            = each.value.vpc_id
  service_name      = "com.amazonaws.vpce.us-east-1.vpce-svc-0f3c5d2a7b9e1c4d8"
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [each.value.id]
}

resource "aws_eip" "nat" {
  for_each = aws_subnet.nat
  domain   = "vpc"
}

resource "aws_nat_gateway" "nat" {
  for_each      = aws_subnet.nat
  subnet_id     = each.value.id
  allocation_id = aws_eip.nat[each.key].allocation_id
}

resource "aws_route_table" "workload" {
  for_each = aws_subnet.workload
  vpc_id   = each.value.vpc_id
}

resource "aws_route_table" "endpoint" {
  for_each = aws_subnet.endpoint
  vpc_id   = each.value.vpc_id
}

resource "aws_route_table" "nat" {
  for_each = aws_subnet.nat
  vpc_id   = each.value.vpc_id
}

resource "aws_route_table_association" "all" {
  for_each = merge(
    { for zone, subnet in aws_subnet.workload : "workload-${zone}" => { subnet = subnet.id, table = aws_route_table.workload[zone].id } },
    { for zone, subnet in aws_subnet.endpoint : "endpoint-${zone}" => { subnet = subnet.id, table = aws_route_table.endpoint[zone].id } },
    { for zone, subnet in aws_subnet.nat : "nat-${zone}" => { subnet = subnet.id, table = aws_route_table.nat[zone].id } },
  )
  subnet_id      = each.value.subnet
  route_table_id = each.value.table
}

resource "aws_route" "workload" {
  for_each               = aws_route_table.workload
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = aws_vpc_endpoint.firewall[each.key].id
}

resource "aws_route" "endpoint" {
  for_each               = aws_route_table.endpoint
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat[each.key].id
}

resource "aws_route" "nat" {
  for_each               = aws_route_table.nat
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route" "return" {
  for_each               = aws_route_table.nat
  route_table_id         = each.value.id
  destination_cidr_block = aws_subnet.workload[each.key].cidr_block
  vpc_endpoint_id        = aws_vpc_endpoint.firewall[each.key].id
}
