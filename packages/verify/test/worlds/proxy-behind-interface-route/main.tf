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
  cidr_block = "10.53.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "private" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.53.1.0/24"
  availability_zone = "us-east-1a"
  tags              = { Tier = "private" }
}

resource "aws_subnet" "proxy" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.53.0.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_security_group" "proxy" {
  name   = "proxy"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = [aws_subnet.private.cidr_block]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_network_interface" "proxy" {
  subnet_id         = aws_subnet.proxy.id
  security_groups   = [aws_security_group.proxy.id]
  source_dest_check = false
}

resource "aws_eip" "proxy" {
  domain            = "vpc"
  network_interface = aws_network_interface.proxy.id
}

resource "aws_instance" "squid" {
  ami           = "ami-0c02fb55956c7d316"
  instance_type = "t3.small"

  network_interface {
    network_interface_id = aws_network_interface.proxy.id
    device_index         = 0
  }
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "private" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_network_interface.proxy.id
}

resource "aws_route_table_association" "private" {
  route_table_id = aws_route_table.private.id
  subnet_id      = aws_subnet.private.id
}

resource "aws_route_table" "proxy" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "proxy" {
  route_table_id         = aws_route_table.proxy.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "proxy" {
  route_table_id = aws_route_table.proxy.id
  subnet_id      = aws_subnet.proxy.id
}
