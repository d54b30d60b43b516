"""Network interfaces: no public address where there is none, and the IPv6 address that the subnet gives."""

from moto.ec2.models import elastic_network_interfaces
from moto.ec2.models.elastic_network_interfaces import NetworkInterface

from ..overriding import override


def install() -> None:
    association = NetworkInterface.association.fget
    NetworkInterface.association = property(lambda self: association(self) or None)

    @override(NetworkInterface)
    def __init__(self, was, *args, **kwargs):
        was(*args, **kwargs)
        blocks = [block["ipv6CidrBlock"] for block in self.subnet.ipv6_cidr_block_associations.values()]
        gives = str(self.subnet.assign_ipv6_address_on_creation).lower() == "true"
        if gives and blocks and not self.ipv6_addresses:
            self.ipv6_addresses.append(elastic_network_interfaces.random_private_ip(blocks[0], ipv6=True))
