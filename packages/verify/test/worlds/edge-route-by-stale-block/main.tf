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

variable "endpoint_service" {
  description = "Endpoint service of the firewall fleet"
  type        = string
  default     = "com.amazonaws.vpce.us-east-1.vpce-svc-0f3c5d2a7b9e1c4d8"
}

resource "aws_vpc" "app" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "app"
  }
}

resource "aws_internet_gateway" "igw" {
  vpc_id = aws_vpc.app.id
}

# Subnets

resource "aws_subnet" "nat_a" {
  vpc_id            = aws_vpc.app.id
  cidr_block        = "10.1.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "nat_b" {
  vpc_id            = aws_vpc.app.id
  cidr_block        = "10.1.2.0/24"
  availability_zone = "us-east-1b"
}

resource "aws_subnet" "app_a" {
  vpc_id            = aws_vpc.app.id
  cidr_block        = "10.1.3.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "app_b" {
  vpc_id            = aws_vpc.app.id
  cidr_block        = "10.1.4.0/24"
  availability_zone = "us-east-1b"
}

resource "aws_subnet" "gwlbe_a" {
  vpc_id            = aws_vpc.app.id
  cidr_block        = "10.1.5.0/28"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "gwlbe_b" {
  vpc_id            = aws_vpc.app.id
  cidr_block        = "10.1.5.16/28"
  availability_zone = "us-east-1b"
}

# Endpoints

resource "aws_vpc_endpoint" "fw_a" {
  vpc_id            = aws_vpc.app.id
  service_name      = var.endpoint_service
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [aws_subnet.gwlbe_a.id]
}

resource "aws_vpc_endpoint" "fw_b" {
  vpc_id            = aws_vpc.app.id
  service_name      = var.endpoint_service
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [aws_subnet.gwlbe_b.id]
}

# NAT

resource "aws_eip" "nat_a" {
  domain = "vpc"
}

resource "aws_eip" "nat_b" {
  domain = "vpc"
}

resource "aws_nat_gateway" "a" {
  subnet_id     = aws_subnet.nat_a.id
  allocation_id = aws_eip.nat_a.id
  depends_on    = [aws_internet_gateway.igw]
}

resource "aws_nat_gateway" "b" {
  subnet_id     = aws_subnet.nat_b.id
  allocation_id = aws_eip.nat_b.id
  depends_on    = [aws_internet_gateway.igw]
}

# Route tables of the workloads

resource "aws_route_table" "app_a" {
  vpc_id = aws_vpc.app.id
}

resource "aws_route" "app_a_default" {
  route_table_id         = aws_route_table.app_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.a.id
}

resource "aws_route_table_association" "app_a" {
  subnet_id      = aws_subnet.app_a.id
  route_table_id = aws_route_table.app_a.id
}

resource "aws_route_table" "app_b" {
  vpc_id = aws_vpc.app.id
}

resource "aws_route" "app_b_default" {
  route_table_id         = aws_route_table.app_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.b.id
}

resource "aws_route_table_association" "app_b" {
  subnet_id      = aws_subnet.app_b.id
  route_table_id = aws_route_table.app_b.id
}

# Route tables of the NAT gateways

resource "aws_route_table" "nat_a" {
  vpc_id = aws_vpc.app.id
}

resource "aws_route" "nat_a_default" {
  route_table_id         = aws_route_table.nat_a.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = aws_vpc_endpoint.fw_a.id
}

resource "aws_route_table_association" "nat_a" {
  subnet_id      = aws_subnet.nat_a.id
  route_table_id = aws_route_table.nat_a.id
}

resource "aws_route_table" "nat_b" {
  vpc_id = aws_vpc.app.id
}

resource "aws_route" "nat_b_default" {
  route_table_id         = aws_route_table.nat_b.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = aws_vpc_endpoint.fw_b.id
}

resource "aws_route_table_association" "nat_b" {
  subnet_id      = aws_subnet.nat_b.id
  route_table_id = aws_route_table.nat_b.id
}

# Route table of the endpoints

resource "aws_route_table" "gwlbe" {
  vpc_id = aws_vpc.app.id
}

resource "aws_route" "gwlbe_default" {
  route_table_id         = aws_route_table.gwlbe.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.igw.id
}

resource "aws_route_table_association" "gwlbe_a" {
  subnet_id      = aws_subnet.gwlbe_a.id
  route_table_id = aws_route_table.gwlbe.id
}

resource "aws_route_table_association" "gwlbe_b" {
  subnet_id      = aws_subnet.gwlbe_b.id
  route_table_id = aws_route_table.gwlbe.id
}

# Edge

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.app.id
}

resource "aws_route" "edge_a" {
  route_table_id         = aws_route_table.edge.id
  destination_cidr_block = "10.1.10.0/24" # where the NAT subnet was before we added a zone
  vpc_endpoint_id        = aws_vpc_endpoint.fw_a.id
}

resource "aws_route" "edge_b" {
  route_table_id         = aws_route_table.edge.id
  destination_cidr_block = aws_subnet.nat_b.cidr_block
  vpc_endpoint_id        = aws_vpc_endpoint.fw_b.id
}

resource "aws_route_table_association" "edge" {
  gateway_id     = aws_internet_gateway.igw.id
  route_table_id = aws_route_table.edge.id
}
