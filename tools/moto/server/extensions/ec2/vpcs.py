"""VPCs: the default network ACL goes with the VPC."""

from moto.ec2.models.vpcs import VPCBackend

from ..overriding import override


def install() -> None:
    @override(VPCBackend)
    def delete_vpc(self, was, vpc_id):
        vpc = was(vpc_id)
        for acl in [one for one in self.network_acls.values() if one.vpc_id == vpc_id and one.default]:
            del self.network_acls[acl.id]
        return vpc
