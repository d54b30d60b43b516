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
  zones     = ["us-east-1a", "us-east-1b"]
  endpoints = zipmap(local.zones, [for zone in local.zones : module.zone[zone].endpoint_id])
}

resource "aws_vpc" "main" {
  cidr_block = "10.83.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

module "zone" {
  source   = "./zone"
  for_each = { for index, zone in local.zones : zone => index }

  vpc_id              = aws_vpc.main.id
  zone                = each.key
  block               = cidrsubnet(aws_vpc.main.cidr_block, 4, each.value)
  internet_gateway_id = aws_internet_gateway.main.id
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "edge" {
  for_each               = toset(local.zones)
  route_table_id         = aws_route_table.edge.id
  destination_cidr_block = module.zone[each.key].web_block
  vpc_endpoint_id        = reverse(values(local.endpoints))[index(local.zones, each.key)]
}

resource "aws_route_table_association" "edge" {
  gateway_id     = aws_internet_gateway.main.id
  route_table_id = aws_route_table.edge.id
}
