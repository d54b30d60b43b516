"""NAT gateways: an address of the subnet, and the interface goes with the gateway."""

from moto.ec2.models.nat_gateways import NatGatewayBackend

from ..overriding import override


def install() -> None:
    @override(NatGatewayBackend)
    def create_nat_gateway(self, was, subnet_id, *args, **kwargs):
        gateway = was(subnet_id, *args, **kwargs)
        interface = gateway._eni
        address = self.get_subnet(subnet_id).get_available_subnet_ip(interface)
        gateway.private_ip = interface.private_ip_address = address
        interface.private_ip_addresses[0]["PrivateIpAddress"] = address
        gateway.address_set[0]["privateIp"] = address
        return gateway

    @override(NatGatewayBackend)
    def delete_nat_gateway(self, was, nat_gateway_id):
        gateway = was(nat_gateway_id)
        self.enis.pop(gateway._eni.id, None)
        return gateway
