"""What ends a query log configuration and its association; moto has only what begins them."""

from typing import Any

from ..json_api import answer, request_of
from . import store


def delete_resolver_query_log_config(self: Any) -> str:
    backend = self.route53resolver_backend
    config = backend.get_resolver_query_log_config(request_of(self)["ResolverQueryLogConfigId"])
    if config.association_count > 0:
        raise store.conflict(f"{config.id} is associated with VPCs")
    del backend.resolver_query_log_configs[config.id]
    return answer(ResolverQueryLogConfig={**config.description(), "Status": "DELETING"})


def disassociate_resolver_query_log_config(self: Any) -> str:
    backend, asked = self.route53resolver_backend, request_of(self)
    for association in list(backend.resolver_query_log_config_associations.values()):
        described = association.description()
        if all(described[name] == asked[name] for name in ("ResolverQueryLogConfigId", "ResourceId")):
            del backend.resolver_query_log_config_associations[described["Id"]]
            backend.get_resolver_query_log_config(asked["ResolverQueryLogConfigId"]).association_count -= 1
            return answer(ResolverQueryLogConfigAssociation={**described, "Status": "DELETING"})
    raise store.not_found(f"{asked['ResolverQueryLogConfigId']} is not associated with {asked['ResourceId']}")


ACTIONS = (delete_resolver_query_log_config, disassociate_resolver_query_log_config)
