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

variable "transit_gateway_id" {
  type    = string
  default = "tgw-0123456789abcdef0"
}

resource "aws_vpc" "spoke" {
  cidr_block = "10.63.0.0/16"
}

resource "aws_vpc_ipv4_cidr_block_association" "overlapping" {
  vpc_id     = aws_vpc.spoke.id
  cidr_block = "100.64.0.0/16"
}

resource "aws_subnet" "workload" {
  vpc_id            = aws_vpc_ipv4_cidr_block_association.overlapping.vpc_id
  cidr_block        = "100.64.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "routable" {
  vpc_id            = aws_vpc.spoke.id
  cidr_block        = "10.63.0.0/28"
  availability_zone = "us-east-1a"
}

resource "aws_nat_gateway" "private" {
  connectivity_type = "private"
  subnet_id         = aws_subnet.routable.id
}

resource "aws_ec2_transit_gateway_vpc_attachment" "spoke" {
  transit_gateway_id = var.transit_gateway_id
  vpc_id             = aws_vpc.spoke.id
  subnet_ids         = [aws_subnet.routable.id]
}

resource "aws_route_table" "workload" {
  vpc_id = aws_vpc.spoke.id
}

resource "aws_route" "workload" {
  route_table_id         = aws_route_table.workload.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.private.id
}

resource "aws_route_table_association" "workload" {
  route_table_id = aws_route_table.workload.id
  subnet_id      = aws_subnet.workload.id
}

resource "aws_route_table" "routable" {
  vpc_id = aws_vpc.spoke.id
}

resource "aws_route" "routable" {
  route_table_id         = aws_route_table.routable.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway_vpc_attachment.spoke.transit_gateway_id
}

resource "aws_route_table_association" "routable" {
  route_table_id = aws_route_table.routable.id
  subnet_id      = aws_subnet.routable.id
}
