# Everything is there once, so the plan says of each reference which resource it means.
resource "aws_vpc" "v" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_subnet" "nat" {
  vpc_id            = aws_vpc.v.id
  availability_zone = "us-east-1a"
  cidr_block        = cidrsubnet(aws_vpc.v.cidr_block, 8, 1)
  ipv6_cidr_block   = cidrsubnet(aws_vpc.v.ipv6_cidr_block, 8, 1)
}

resource "aws_subnet" "firewall" {
  vpc_id            = aws_subnet.nat.vpc_id
  availability_zone = "us-east-1a"
  cidr_block        = "10.0.2.0/24"
}

resource "aws_internet_gateway" "i" {
  vpc_id = aws_vpc.v.id
}

resource "aws_vpc_endpoint" "e" {
  vpc_id            = aws_vpc.v.id
  service_name      = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [aws_subnet.firewall.id]
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.v.id
  tags   = { vpc = aws_vpc.v.id }
}

resource "aws_route_table_association" "edge" {
  gateway_id     = aws_internet_gateway.i.id
  route_table_id = aws_route_table.edge.id
}

resource "aws_route" "return4" {
  route_table_id         = aws_route_table.edge.id
  destination_cidr_block = aws_subnet.nat.cidr_block
  vpc_endpoint_id        = aws_vpc_endpoint.e.id
}

resource "aws_route" "return6" {
  route_table_id              = aws_route_table.edge.id
  destination_ipv6_cidr_block = aws_subnet.nat.ipv6_cidr_block
  vpc_endpoint_id             = aws_vpc_endpoint.e.id
}

# Part of the VPC's block, and not what the reference alone seems to say.
resource "aws_network_acl_rule" "part" {
  network_acl_id  = aws_vpc.v.default_network_acl_id
  rule_number     = 100
  protocol        = "-1"
  rule_action     = "allow"
  ipv6_cidr_block = cidrsubnet(aws_vpc.v.ipv6_cidr_block, 8, 1)
}
