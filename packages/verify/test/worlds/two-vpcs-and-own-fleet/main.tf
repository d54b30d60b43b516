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

# Security VPC

resource "aws_vpc" "security" {
  cidr_block = "10.250.0.0/24"
}

resource "aws_subnet" "appliance" {
  vpc_id            = aws_vpc.security.id
  cidr_block        = "10.250.0.0/26"
  availability_zone = "us-east-1a"
}

resource "aws_security_group" "appliance" {
  name   = "appliance"
  vpc_id = aws_vpc.security.id

  ingress {
    from_port   = 6081
    to_port     = 6081
    protocol    = "udp"
    cidr_blocks = [aws_vpc.security.cidr_block]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = [aws_vpc.security.cidr_block]
  }
}

resource "aws_instance" "appliance" {
  ami                    = "ami-0c02fb55956c7d316"
  instance_type          = "c6in.large"
  subnet_id              = aws_subnet.appliance.id
  vpc_security_group_ids = [aws_security_group.appliance.id]
  source_dest_check      = false
}

resource "aws_lb" "gwlb" {
  name               = "gwlb"
  load_balancer_type = "gateway"
  subnets            = [aws_subnet.appliance.id]
}

resource "aws_lb_target_group" "geneve" {
  name     = "geneve"
  port     = 6081
  protocol = "GENEVE"
  vpc_id   = aws_vpc.security.id

  health_check {
    protocol = "TCP"
    port     = 80
  }
}

resource "aws_lb_target_group_attachment" "appliance" {
  target_group_arn = aws_lb_target_group.geneve.arn
  target_id        = aws_instance.appliance.id
}

resource "aws_lb_listener" "geneve" {
  load_balancer_arn = aws_lb.gwlb.arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.geneve.arn
  }
}

resource "aws_vpc_endpoint_service" "inspection" {
  acceptance_required        = false
  gateway_load_balancer_arns = [aws_lb.gwlb.arn]
}

# Application VPC

resource "aws_vpc" "main" {
  cidr_block = "10.84.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "app" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.84.1.0/24"
  availability_zone       = "us-east-1a"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "endpoint" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.84.0.0/28"
  availability_zone = "us-east-1a"
}

resource "aws_vpc_endpoint" "inspect" {
  vpc_id            = aws_vpc.main.id
  service_name      = aws_vpc_endpoint_service.inspection.service_name
  vpc_endpoint_type = aws_vpc_endpoint_service.inspection.service_type
  subnet_ids        = [aws_subnet.endpoint.id]
}

resource "aws_route_table" "endpoint" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "endpoint" {
  route_table_id         = aws_route_table.endpoint.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "endpoint" {
  route_table_id = aws_route_table.endpoint.id
  subnet_id      = aws_subnet.endpoint.id
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "edge" {
  route_table_id         = aws_route_table.edge.id
  destination_cidr_block = aws_subnet.app.cidr_block
  vpc_endpoint_id        = aws_vpc_endpoint.inspect.id
}

resource "aws_route_table_association" "edge" {
  route_table_id = aws_route_table.edge.id
  gateway_id     = aws_internet_gateway.main.id
}

resource "aws_route_table" "app" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "app" {
  route_table_id         = aws_route_table.app.id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = aws_vpc_endpoint.inspect.id
}

resource "aws_route_table_association" "app" {
  route_table_id = aws_route_table.app.id
  subnet_id      = aws_subnet.app.id
}
