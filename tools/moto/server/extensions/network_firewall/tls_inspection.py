"""TLS inspection configurations."""

from typing import Any

from ..json_api import answer, present, request_of
from . import store

KIND = "TLS inspection configuration"


def create_tls_inspection_configuration(self: Any) -> str:
    asked = request_of(self)
    record = store.create(self, KIND, "tls-configuration", asked["TLSInspectionConfigurationName"], asked)
    return answer(UpdateToken=record.token, TLSInspectionConfigurationResponse=described(record))


def describe_tls_inspection_configuration(self: Any) -> str:
    record = found(self)
    return answer(
        UpdateToken=record.token,
        TLSInspectionConfiguration=record.fields["TLSInspectionConfiguration"],
        TLSInspectionConfigurationResponse=described(record),
    )


def update_tls_inspection_configuration(self: Any) -> str:
    asked = request_of(self)
    record = found(self)
    record.check_token(asked.get("UpdateToken"))
    settings = ("TLSInspectionConfiguration", "Description", "EncryptionConfiguration")
    record.fields = {**record.fields, **{name: asked.get(name) for name in settings}}
    record.renew_token()
    return answer(UpdateToken=record.token, TLSInspectionConfigurationResponse=described(record))


def delete_tls_inspection_configuration(self: Any) -> str:
    record = found(self)
    store.refuse_while_used(
        self,
        record,
        "policy",
        lambda fields, arn: fields["FirewallPolicy"].get("TLSInspectionConfigurationArn") == arn,
    )
    del store.records(self)[record.arn]
    status = "TLSInspectionConfigurationStatus"
    return answer(TLSInspectionConfigurationResponse={**described(record), status: "DELETING"})


ACTIONS = (
    create_tls_inspection_configuration,
    describe_tls_inspection_configuration,
    update_tls_inspection_configuration,
    delete_tls_inspection_configuration,
)


def found(self: Any) -> store.Record:
    asked = request_of(self)
    arn, name = asked.get("TLSInspectionConfigurationArn"), asked.get("TLSInspectionConfigurationName")
    return store.find(self, KIND, arn, name)


def described(record: store.Record) -> dict[str, Any]:
    return present(
        {
            "TLSInspectionConfigurationArn": record.arn,
            "TLSInspectionConfigurationName": record.name,
            "TLSInspectionConfigurationId": record.id,
            "TLSInspectionConfigurationStatus": "ACTIVE",
            "Description": record.fields.get("Description"),
            "Tags": record.tag_list,
            "NumberOfAssociations": 0,
            "EncryptionConfiguration": record.encryption,
        }
    )
