resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "s" {
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_internet_gateway" "i" {
  vpc_id = aws_vpc.v.id
}

resource "aws_nat_gateway" "n" {
  subnet_id         = aws_subnet.s.id
  connectivity_type = "private"
}

resource "aws_nat_gateway" "m" {
  subnet_id         = aws_subnet.s.id
  connectivity_type = "private"
}

resource "aws_route_table" "clear" {
  vpc_id = aws_vpc.v.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.i.id
  }
  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.i.id
  }
  route {
    cidr_block     = "192.0.2.0/24"
    nat_gateway_id = aws_nat_gateway.n.id
  }
}

resource "aws_route_table" "ambiguous" {
  vpc_id = aws_vpc.v.id
  route {
    cidr_block     = "192.0.2.0/24"
    nat_gateway_id = aws_nat_gateway.n.id
  }
  route {
    cidr_block     = "198.51.100.0/24"
    nat_gateway_id = aws_nat_gateway.m.id
  }
}

resource "aws_route_table" "dynamic" {
  vpc_id = aws_vpc.v.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.i.id
  }
  dynamic "route" {
    for_each = toset(["192.0.2.0/24"])
    content {
      cidr_block     = route.value
      nat_gateway_id = aws_nat_gateway.n.id
    }
  }
}

resource "aws_route_table" "none" {
  vpc_id = aws_vpc.v.id
}
