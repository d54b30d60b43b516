"""Endpoint services of other accounts and of the own: an endpoint is made only to one that exists and admits its owner, and
waits for acceptance where the service asks for it.

https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
"""

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends
from moto.ec2.models.vpc_service_configuration import VPCServiceConfiguration
from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration
from moto.ec2.responses.vpcs import VPCs

from ..overriding import add, override


def install() -> None:
    @override(VPCServiceConfiguration)
    def __init__(self, was, *args, **kwargs):
        """moto gives gateways no type that EC2 has, and repeats zones."""
        was(*args, **kwargs)
        self.availability_zones = sorted(set(self.availability_zones))
        if self.gateway_load_balancer_arns:
            self._service_type_name = "GatewayLoadBalancer"
        self.supported_ip_address_types = ["ipv4"]

    @override(VPCEndpointServiceConfiguration)
    def create_vpc_endpoint_service_configuration(self, was):
        answer = was()
        asked = self._get_param("SupportedIpAddressTypes", [])
        if asked:
            answer.result["ServiceConfiguration"].supported_ip_address_types = asked
        return answer

    @override(VPCEndpointServiceConfiguration)
    def modify_vpc_endpoint_service_configuration(self, was):
        answer = was()
        service = self.ec2_backend.configurations[self._get_param("ServiceId")]
        removed = self._get_param("RemoveSupportedIpAddressTypes", [])
        kept = [one for one in service.supported_ip_address_types if one not in removed]
        service.supported_ip_address_types = kept + self._get_param("AddSupportedIpAddressTypes", [])
        return answer

    @override(VPCs)
    def create_vpc_endpoint(self, was):
        service = service_for(self, self._get_param("ServiceName"))
        answer = was()
        if service is not None and service.acceptance_required:
            answer.result["VpcEndpoint"].state = "pendingAcceptance"
        return answer

    @add(VPCEndpointServiceConfiguration)
    def describe_vpc_endpoint_connections(self):
        wanted = [
            value for one in self._get_param("Filters", []) if one["Name"] == "service-id" for value in one["Values"]
        ]
        services = [one for one in self.ec2_backend.configurations.values() if one.id in wanted or not wanted]
        return ActionResult({"VpcEndpointConnections": [c for one in services for c in connections(self, one)]})

    @add(VPCEndpointServiceConfiguration)
    def accept_vpc_endpoint_connections(self):
        return decide(self, "available")

    @add(VPCEndpointServiceConfiguration)
    def reject_vpc_endpoint_connections(self):
        return decide(self, "rejected")

    @override(VPCEndpointServiceConfiguration)
    def delete_vpc_endpoint_service_configurations(self, was):
        for service_id in self._get_param("ServiceIds", []):
            service = self.ec2_backend.configurations.get(service_id)
            if service is not None and connections(self, service):
                error = {"Code": "ExistingVpcEndpointConnections", "Message": f"{service_id} has endpoint connections"}
                return ActionResult({"Unsuccessful": [{"ResourceId": service_id, "Error": error}]})
        return was()


def service_for(response, name):
    """The service of a name that is an endpoint service of somebody; None for a service of AWS."""
    if not name.startswith("com.amazonaws.vpce."):
        return None
    for account in ec2_backends.values():
        for service in account[response.region].configurations.values():
            if service.service_name == name and admits(service, response.current_account):
                return service
    raise EC2ClientError("InvalidServiceName", f"The Vpc Endpoint Service '{name}' does not exist")


def admits(service, account):
    own = service.ec2_backend.account_id == account
    return own or any(one == "*" or f":{account}:" in one for one in service.principals)


def endpoints_of(response, service):
    """The owner and the endpoint of each connection, whatever account it is in."""
    return [
        (owner, endpoint)
        for owner, account in ec2_backends.items()
        for endpoint in account[response.region].vpc_end_points.values()
        if endpoint.service_name == service.service_name and endpoint.state != "deleted"
    ]


def connections(response, service):
    return [
        {
            "ServiceId": service.id,
            "VpcEndpointId": endpoint.id,
            "VpcEndpointOwner": owner,
            "VpcEndpointState": endpoint.state,
            "GatewayLoadBalancerArns": service.gateway_load_balancer_arns,
        }
        for owner, endpoint in endpoints_of(response, service)
    ]


def decide(response, state):
    service = response.ec2_backend.configurations[response._get_param("ServiceId")]
    wanted = response._get_param("VpcEndpointIds", [])
    for _, endpoint in endpoints_of(response, service):
        if endpoint.id in wanted:
            endpoint.state = state
    return ActionResult({"Unsuccessful": []})
