variable "vpc_id" {}
variable "gateway" {}

resource "aws_route_table" "t" {
  vpc_id = var.vpc_id
}

resource "aws_route" "default" {
  route_table_id         = aws_route_table.t.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = var.gateway
}

output "id" {
  value = aws_route_table.t.id
}
