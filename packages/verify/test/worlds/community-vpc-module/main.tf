terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.66"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

module "vpc" {
  source = "./modules/vpc"

  name = "platform"
  cidr = "10.80.0.0/16"
  azs  = ["us-east-1a", "us-east-1b", "us-east-1c"]

  private_subnets = ["10.80.1.0/24", "10.80.2.0/24", "10.80.3.0/24"]
  public_subnets  = ["10.80.101.0/24", "10.80.102.0/24", "10.80.103.0/24"]

  single_nat_gateway = false

  tags = { Environment = "dev" }
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = module.vpc.vpc_id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_launch_template" "nodes" {
  name_prefix            = "nodes-"
  image_id               = "ami-0c02fb55956c7d316"
  instance_type          = "m6i.large"
  vpc_security_group_ids = [aws_security_group.nodes.id]
}

resource "aws_autoscaling_group" "nodes" {
  min_size            = 3
  max_size            = 9
  vpc_zone_identifier = module.vpc.private_subnets

  launch_template {
    id      = aws_launch_template.nodes.id
    version = "$Latest"
  }
}
