resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "s" {
  count      = 2
  vpc_id     = aws_vpc.v.id
  cidr_block = cidrsubnet(aws_vpc.v.cidr_block, 8, count.index)
}

resource "aws_route_table" "t" {
  vpc_id = aws_vpc.v.id
}

resource "aws_networkfirewall_firewall" "one" {
  name                = "one"
  vpc_id              = aws_vpc.v.id
  firewall_policy_arn = "arn:aws:network-firewall:us-east-1:111111111111:firewall-policy/p"
  subnet_mapping {
    subnet_id = aws_subnet.s[0].id
  }
}

resource "aws_networkfirewall_firewall" "two" {
  name                = "two"
  vpc_id              = aws_vpc.v.id
  firewall_policy_arn = "arn:aws:network-firewall:us-east-1:111111111111:firewall-policy/p"
  subnet_mapping {
    subnet_id = aws_subnet.s[0].id
  }
  subnet_mapping {
    subnet_id = aws_subnet.s[1].id
  }
}

# The provider's status has no order, but here it has one member.
resource "aws_route" "one" {
  route_table_id         = aws_route_table.t.id
  destination_cidr_block = "192.0.2.0/24"
  vpc_endpoint_id        = tolist(aws_networkfirewall_firewall.one.firewall_status[0].sync_states)[0].attachment[0].endpoint_id
}

resource "aws_route" "equal" {
  route_table_id         = aws_route_table.t.id
  destination_cidr_block = "198.51.100.0/24"
  vpc_endpoint_id        = one([for s in aws_networkfirewall_firewall.two.firewall_status[0].sync_states : s.attachment[0].endpoint_id if s.attachment[0].subnet_id == aws_subnet.s[0].id])
}

# The other endpoint, with the same references.
resource "aws_route" "unequal" {
  route_table_id         = aws_route_table.t.id
  destination_cidr_block = "203.0.113.0/24"
  vpc_endpoint_id        = one([for s in aws_networkfirewall_firewall.two.firewall_status[0].sync_states : s.attachment[0].endpoint_id if s.attachment[0].subnet_id != aws_subnet.s[0].id])
}
