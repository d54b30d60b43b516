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
  cidr_block = "10.64.0.0/16"
}

resource "aws_ec2_carrier_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "wavelength" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.64.1.0/24"
  availability_zone = "us-east-1-wl1-bos-wlz-1"
}

resource "aws_route_table" "wavelength" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block         = "0.0.0.0/0"
    carrier_gateway_id = aws_ec2_carrier_gateway.main.id
  }
}

resource "aws_route_table_association" "wavelength" {
  subnet_id      = aws_subnet.wavelength.id
  route_table_id = aws_route_table.wavelength.id
}
