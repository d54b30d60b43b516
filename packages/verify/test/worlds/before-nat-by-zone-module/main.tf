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
  cidr_block = "10.67.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

module "zone_a" {
  source              = "./zone"
  zone                = "us-east-1a"
  vpc_id              = aws_vpc.main.id
  internet_gateway_id = aws_internet_gateway.main.id
  blocks = {
    protected = "10.67.0.0/20"
    firewall  = "10.67.200.0/28"
    nat       = "10.67.201.0/28"
  }
}

module "zone_b" {
  source              = "./zone"
  zone                = "us-east-1b"
  vpc_id              = aws_vpc.main.id
  internet_gateway_id = aws_internet_gateway.main.id
  blocks = {
    protected = "10.67.16.0/20"
    firewall  = "10.67.200.16/28"
    nat       = "10.67.201.16/28"
  }
}

output "protected_subnet_ids" {
  value = [module.zone_a.protected_subnet_id, module.zone_b.protected_subnet_id]
}
