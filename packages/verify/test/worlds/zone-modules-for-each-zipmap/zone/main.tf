variable "vpc_id" {}
variable "zone" {}
variable "block" {}
variable "internet_gateway_id" {}

resource "aws_subnet" "web" {
  vpc_id                  = var.vpc_id
  availability_zone       = var.zone
  cidr_block              = cidrsubnet(var.block, 4, 1)
  map_public_ip_on_launch = true
}

resource "aws_subnet" "endpoint" {
  vpc_id            = var.vpc_id
  availability_zone = var.zone
  cidr_block        = cidrsubnet(var.block, 12, 0)
}

resource "aws_vpc_endpoint" "this" {
  vpc_id            = var.vpc_id
  service_name      = "com.amazonaws.vpce.us-east-1.vpce-svc-0f3c5d2a7b9e1c4d8"
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [aws_subnet.endpoint.id]
}

resource "aws_route_table" "web" {
  vpc_id = var.vpc_id
  route {
    cidr_block      = "0.0.0.0/0"
    vpc_endpoint_id = aws_vpc_endpoint.this.id
  }
}

resource "aws_route_table_association" "web" {
  subnet_id      = aws_subnet.web.id
  route_table_id = aws_route_table.web.id
}

resource "aws_route_table" "endpoint" {
  vpc_id = var.vpc_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = var.internet_gateway_id
  }
}

resource "aws_route_table_association" "endpoint" {
  subnet_id      = aws_subnet.endpoint.id
  route_table_id = aws_route_table.endpoint.id
}

output "endpoint_id" {
  value = aws_vpc_endpoint.this.id
}

output "web_block" {
  value = aws_subnet.web.cidr_block
}
