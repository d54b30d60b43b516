variable "route_table_id" {
  type = string
}

locals {
  script = "${path.module}/to-internet-gateway.sh ${var.route_table_id}"
}

resource "terraform_data" "failover" {
  triggers_replace = [var.route_table_id]

  provisioner "local-exec" {
    command = local.script
  }
}
