locals {
  table = aws_route_table.main.id
}

resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "i" {
  vpc_id = aws_vpc.v.id
}

resource "aws_route_table" "main" {
  vpc_id = aws_vpc.v.id
}

module "a" {
  source  = "./zone"
  vpc_id  = aws_vpc.v.id
  gateway = aws_internet_gateway.i.id
  block   = "10.0.1.0/24"
}

module "each" {
  source   = "./zone"
  for_each = { b = "10.0.2.0/24", c = "10.0.3.0/24" }
  vpc_id   = aws_vpc.v.id
  gateway  = aws_internet_gateway.i.id
  block    = each.value
}

resource "aws_route_table_association" "out" {
  subnet_id      = module.a.subnet_id
  route_table_id = module.a.nested_table_id
}

resource "aws_route_table_association" "literal" {
  subnet_id      = module.each["b"].subnet_id
  route_table_id = local.table
}
