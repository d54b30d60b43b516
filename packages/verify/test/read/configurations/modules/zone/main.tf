variable "vpc_id" {}
variable "gateway" {}
variable "block" {}

resource "aws_subnet" "s" {
  vpc_id     = var.vpc_id
  cidr_block = var.block
}

module "table" {
  source  = "./table"
  vpc_id  = var.vpc_id
  gateway = var.gateway
}

output "subnet_id" {
  value = aws_subnet.s.id
}

output "nested_table_id" {
  value = module.table.id
}
