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

resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "open" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_subnet" "group" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_route_table_association" "group" {
  subnet_id      = aws_subnet.group.id
  route_table_id = aws_route_table.open.id
}

resource "aws_subnet" "service" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.20.2.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_route_table_association" "service" {
  subnet_id      = aws_subnet.service.id
  route_table_id = aws_route_table.open.id
}

resource "aws_subnet" "interface" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.20.3.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_route_table_association" "interface" {
  subnet_id      = aws_subnet.interface.id
  route_table_id = aws_route_table.open.id
}

resource "aws_launch_configuration" "group" {
  image_id                    = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
}

resource "aws_autoscaling_group" "group" {
  min_size             = 1
  max_size             = 1
  vpc_zone_identifier  = [aws_subnet.group.id]
  launch_configuration = aws_launch_configuration.group.name
}

resource "aws_ecs_cluster" "main" {
  name = "main"
}

resource "aws_ecs_service" "service" {
  name            = "service"
  cluster         = aws_ecs_cluster.main.id
  task_definition = "service:1"
  launch_type     = "FARGATE"

  network_configuration {
    subnets          = [aws_subnet.service.id]
    assign_public_ip = true
  }
}

resource "aws_network_interface" "interface" {
  subnet_id = aws_subnet.interface.id
}

resource "aws_eip" "interface" {
  domain = "vpc"
}

resource "aws_eip_association" "interface" {
  allocation_id        = aws_eip.interface.id
  network_interface_id = aws_network_interface.interface.id
}
