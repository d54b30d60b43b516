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

variable "core_network_arn" {
  default = "arn:aws:networkmanager::111122223333:core-network/core-network-0c1d2e3f4a5b6c7d8"
}

resource "aws_vpc" "segment" {
  cidr_block = "10.65.0.0/16"
}

resource "aws_subnet" "workload" {
  count             = 2
  vpc_id            = aws_vpc.segment.id
  cidr_block        = cidrsubnet(aws_vpc.segment.cidr_block, 8, count.index)
  availability_zone = ["us-east-1a", "us-east-1b"][count.index]
}

resource "aws_route" "to_core" {
  route_table_id         = aws_vpc.segment.main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  core_network_arn       = var.core_network_arn
}
