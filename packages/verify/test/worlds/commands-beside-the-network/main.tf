terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.50.0.0/16"
}

resource "aws_internet_gateway" "gw" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "web" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.50.1.0/24"
  availability_zone       = "us-east-1a"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "firewall" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.50.0.0/28"
  availability_zone = "us-east-1a"
}

resource "aws_vpc_endpoint" "firewall" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.vpce.us-east-1.vpce-svc-0f3c5d2a7b9e1c4d8"
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [aws_subnet.firewall.id]
}

resource "aws_route_table" "web" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block      = "0.0.0.0/0"
    vpc_endpoint_id = aws_vpc_endpoint.firewall.id
  }
}

resource "aws_route_table" "firewall" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.gw.id
  }
}

resource "aws_route_table" "ingress" {
  vpc_id = aws_vpc.main.id

  provisioner "local-exec" {
    command = "sleep 20" # AWS is slow to let gateways have tables
  }

  route {
    cidr_block      = aws_subnet.web.cidr_block
    vpc_endpoint_id = aws_vpc_endpoint.firewall.id
  }
}

resource "aws_route_table_association" "web" {
  subnet_id      = aws_subnet.web.id
  route_table_id = aws_route_table.web.id
}

resource "aws_route_table_association" "firewall" {
  subnet_id      = aws_subnet.firewall.id
  route_table_id = aws_route_table.firewall.id
}

resource "aws_route_table_association" "ingress" {
  gateway_id     = aws_internet_gateway.gw.id
  route_table_id = aws_route_table.ingress.id
}

resource "aws_key_pair" "deployer" {
  key_name   = "deployer"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGDOZ0ZkP8VX6UQ0j0p0iE2p0i7w0QqT7Zq1mB0p0i7w deployer"
}

resource "aws_instance" "web" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.small"
  subnet_id     = aws_subnet.web.id
  key_name      = aws_key_pair.deployer.key_name

  provisioner "file" {
    content     = "listen 80;"
    destination = "/tmp/site.conf"
  }

  provisioner "remote-exec" {
    inline = ["sudo apt-get install -y nginx", "sudo mv /tmp/site.conf /etc/nginx/conf.d/"]
  }

  provisioner "local-exec" {
    command = "echo ${self.private_ip} >> inventory.txt"
  }

  connection {
    type = "ssh"
    host = self.public_ip
    user = "ubuntu"
  }
}

resource "terraform_data" "inventory" {
  triggers_replace = [aws_instance.web.id]

  provisioner "local-exec" {
    command     = "ansible-playbook -i '${aws_instance.web.public_ip},' site.yml"
    environment = { ANSIBLE_HOST_KEY_CHECKING = "false" }
  }
}
