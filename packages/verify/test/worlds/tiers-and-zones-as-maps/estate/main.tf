variable "zones" { type = map(object({ az = string, net = number })) }

variable "cidr" { type = string }

resource "aws_vpc" "this" { cidr_block = var.cidr }

resource "aws_internet_gateway" "this" { vpc_id = aws_vpc.this.id }

module "tier" {
  for_each = { firewall = 0, nat = 1, work = 2 }
  source   = "./tier"
  vpc_id   = aws_vpc.this.id
  zones    = var.zones
  block    = cidrsubnet(var.cidr, 4, each.value)
}

resource "aws_vpc_endpoint" "firewall" {
  for_each          = var.zones
  vpc_id            = aws_vpc.this.id
  vpc_endpoint_type = "GatewayLoadBalancer"
  service_name      = "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718"
  subnet_ids        = [module.tier["firewall"].subnet_ids[each.key]]
}

resource "aws_eip" "nat" {
  for_each = var.zones
  domain   = "vpc"
}

resource "aws_nat_gateway" "nat" {
  for_each      = var.zones
  subnet_id     = module.tier["nat"].subnet_ids[each.key]
  allocation_id = aws_eip.nat[each.key].allocation_id
}

resource "aws_route" "work" {
  for_each               = module.tier["work"].route_table_ids
  route_table_id         = each.value
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat[each.key].id
}

resource "aws_route" "nat" {
  for_each               = module.tier["nat"].route_table_ids
  route_table_id         = each.value
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = aws_vpc_endpoint.firewall[each.key].id
}

resource "aws_route" "firewall" {
  for_each               = module.tier["firewall"].route_table_ids
  route_table_id         = each.value
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.this.id
  dynamic "route" {
    for_each = module.tier["nat"].cidr_blocks
    iterator = zone
    content {
      cidr_block      = zone.value
      vpc_endpoint_id = aws_vpc_endpoint.firewall[zone.key].id
    }
  }
}

resource "aws_route_table_association" "edge" {
  gateway_id     = aws_internet_gateway.this.id
  route_table_id = aws_route_table.edge.id
}
