terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

locals {
  zones = {
    a = { az = "eu-west-1a", net = 0 }
    b = { az = "eu-west-1b", net = 1 }
  }
}
module "estate" {
  source = "./estate"
  zones  = local.zones
  cidr   = "10.30.0.0/16"
}
