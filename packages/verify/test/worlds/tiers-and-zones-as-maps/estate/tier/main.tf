variable "zones" { type = map(object({ az = string, net = number })) }

variable "vpc_id" { type = string }

variable "block" { type = string }

resource "aws_subnet" "this" {
  for_each          = var.zones
  vpc_id            = var.vpc_id
  cidr_block        = cidrsubnet(var.block, 8, each.value.net)
  availability_zone = each.value.az
}

resource "aws_route_table" "this" {
  for_each = var.zones
  vpc_id   = var.vpc_id
}

resource "aws_route_table_association" "this" {
  for_each       = aws_subnet.this
  subnet_id      = each.value.id
  route_table_id = aws_route_table.this[each.key].id
}

output "subnet_ids" { value = { for k, s in aws_subnet.this : k => s.id } }

output "cidr_blocks" { value = { for k, s in aws_subnet.this : k => s.cidr_block } }

output "route_table_ids" { value = { for k, t in aws_route_table.this : k => t.id } }
