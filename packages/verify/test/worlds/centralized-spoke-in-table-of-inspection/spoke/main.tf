variable "cidr_block" {
  type = string
}

variable "zones" {
  type = list(string)
}

variable "transit_gateway_id" {
  type = string
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr_block
}

resource "aws_subnet" "workload_a" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr_block, 8, 1)
  availability_zone = var.zones[0]
}

resource "aws_subnet" "workload_b" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr_block, 8, 2)
  availability_zone = var.zones[1]
}

resource "aws_subnet" "attachment_a" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr_block, 12, 0)
  availability_zone = var.zones[0]
}

resource "aws_subnet" "attachment_b" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr_block, 12, 1)
  availability_zone = var.zones[1]
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id                              = var.transit_gateway_id
  vpc_id                                          = aws_vpc.this.id
  subnet_ids                                      = [aws_subnet.attachment_a.id, aws_subnet.attachment_b.id]
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
}

resource "aws_route_table" "workload" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route" "out" {
  route_table_id         = aws_route_table.workload.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = var.transit_gateway_id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.this]
}

resource "aws_route_table_association" "workload_a" {
  route_table_id = aws_route_table.workload.id
  subnet_id      = aws_subnet.workload_a.id
}

resource "aws_route_table_association" "workload_b" {
  route_table_id = aws_route_table.workload.id
  subnet_id      = aws_subnet.workload_b.id
}

resource "aws_route_table" "attachment" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "attachment_a" {
  route_table_id = aws_route_table.attachment.id
  subnet_id      = aws_subnet.attachment_a.id
}

resource "aws_route_table_association" "attachment_b" {
  route_table_id = aws_route_table.attachment.id
  subnet_id      = aws_subnet.attachment_b.id
}

output "attachment_id" {
  value = aws_ec2_transit_gateway_vpc_attachment.this.id
}

output "vpc_id" {
  value = aws_vpc.this.id
}
