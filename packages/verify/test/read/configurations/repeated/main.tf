variable "zones" {
  default = { a = "us-east-1a", b = "us-east-1b" }
}

resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "each" {
  for_each          = var.zones
  vpc_id            = aws_vpc.v.id
  availability_zone = each.value
  cidr_block        = cidrsubnet(aws_vpc.v.cidr_block, 8, index(keys(var.zones), each.key))
}

resource "aws_subnet" "count" {
  count      = 2
  vpc_id     = aws_vpc.v.id
  cidr_block = cidrsubnet(aws_vpc.v.cidr_block, 8, 10 + count.index)
}

resource "aws_route_table" "one" {
  count  = 1
  vpc_id = aws_vpc.v.id
}

resource "aws_route_table" "none" {
  count  = 0
  vpc_id = aws_vpc.v.id
}

resource "aws_route_table_association" "literal" {
  subnet_id      = aws_subnet.each["a"].id
  route_table_id = aws_route_table.one[0].id
}

resource "aws_route_table_association" "straight" {
  count          = 2
  subnet_id      = aws_subnet.count[count.index].id
  route_table_id = element(aws_route_table.one[*].id, count.index)
}

# A plan shows the same references as above.
resource "aws_route_table_association" "swapped" {
  count          = 2
  subnet_id      = aws_subnet.count[1 - count.index].id
  route_table_id = length(aws_route_table.none) > 0 ? aws_route_table.none[0].id : aws_route_table.one[0].id
}

resource "aws_route_table_association" "key" {
  for_each       = var.zones
  subnet_id      = aws_subnet.each[each.key].id
  route_table_id = aws_route_table.one[0].id
}

resource "aws_route_table_association" "other_key" {
  for_each       = var.zones
  subnet_id      = aws_subnet.each[each.key == "a" ? "b" : "a"].id
  route_table_id = aws_route_table.one[0].id
}
