variable "zone" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "internet_gateway_id" {
  type = string
}

variable "blocks" {
  type = object({ protected = string, firewall = string, nat = string })
}

variable "service_name" {
  type    = string
  default = "com.amazonaws.vpce.us-east-1.vpce-svc-0f3c5d2a7b9e1c4d8"
}

resource "aws_subnet" "protected" {
  vpc_id            = var.vpc_id
  cidr_block        = var.blocks.protected
  availability_zone = var.zone
}

resource "aws_subnet" "firewall" {
  vpc_id            = var.vpc_id
  cidr_block        = var.blocks.firewall
  availability_zone = var.zone
}

resource "aws_subnet" "nat" {
  vpc_id            = var.vpc_id
  cidr_block        = var.blocks.nat
  availability_zone = var.zone
}

resource "aws_vpc_endpoint" "firewall" {
  vpc_id            = var.vpc_id
  service_name      = var.service_name
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [aws_subnet.firewall.id]
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "nat" {
  subnet_id     = aws_subnet.nat.id
  allocation_id = aws_eip.nat.id
}

module "protected_routes" {
  source    = "../routes"
  vpc_id    = var.vpc_id
  subnet_id = aws_subnet.protected.id
}

resource "aws_route" "protected" {
  route_table_id         = module.protected_routes.route_table_id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = aws_vpc_endpoint.firewall.id
}

module "firewall_routes" {
  source    = "../routes"
  vpc_id    = var.vpc_id
  subnet_id = aws_subnet.firewall.id
}

resource "aws_route" "firewall" {
  route_table_id         = module.firewall_routes.route_table_id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat.id
}

module "nat_routes" {
  source    = "../routes"
  vpc_id    = var.vpc_id
  subnet_id = aws_subnet.nat.id
}

resource "aws_route" "nat" {
  route_table_id         = module.nat_routes.route_table_id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = var.internet_gateway_id
}

output "protected_subnet_id" {
  value = aws_subnet.protected.id
}
