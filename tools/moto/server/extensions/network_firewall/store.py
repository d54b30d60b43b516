"""What exists, for each account and Region, by kind and ARN."""

import hashlib
import uuid
from collections.abc import Iterator
from typing import Any

from moto.networkfirewall.models import networkfirewall_backends

from ..json_api import refusal

AWS_OWNED_KEY = {"KeyId": "AWS_OWNED_KMS_KEY", "Type": "AWS_OWNED_KMS_KEY"}


class Record:
    """A firewall, a policy, a rule group or a TLS inspection configuration."""

    def __init__(self, kind: str, name: str, arn: str, fields: dict[str, Any]):
        self.kind = kind
        self.name = name
        self.arn = arn
        self.fields = fields
        self.tags: dict[str, str] = {tag["Key"]: tag["Value"] for tag in fields.get("Tags") or []}
        self.token = ""
        self.renew_token()

    @property
    def id(self) -> str:
        return str(uuid.UUID(hashlib.md5(self.arn.encode()).hexdigest()))

    @property
    def tag_list(self) -> list[dict[str, str]] | None:
        return [{"Key": key, "Value": value} for key, value in self.tags.items()] or None

    @property
    def encryption(self) -> dict[str, str]:
        return self.fields.get("EncryptionConfiguration") or AWS_OWNED_KEY

    def renew_token(self) -> None:
        self.token = str(uuid.uuid4())

    def check_token(self, token: str | None) -> None:
        """Of an update: AWS refuses one that was made from an outdated description."""
        if token is not None and token != self.token:
            raise refusal("InvalidTokenException", "The token you provided is stale or isn't valid for the operation.")


def records(response: Any) -> dict[str, Record]:
    """All records of the caller's account and Region, by ARN."""
    return kept_by(response.networkfirewall_backend)


def of_all_accounts(response: Any) -> Iterator[Record]:
    """All records of the Region, whoever owns them: what one account made another may use."""
    for account in list(networkfirewall_backends.values()):
        yield from kept_by(account[response.region]).values()


def kept_by(backend: Any) -> dict[str, Record]:
    # kept by moto's backend, so that they are forgotten with it
    return vars(backend).setdefault("records", {})


def arn_of(response: Any, path: str, name: str) -> str:
    return f"arn:{response.partition}:network-firewall:{response.region}:{response.current_account}:{path}/{name}"


def create(response: Any, kind: str, path: str, name: str, fields: dict[str, Any]) -> Record:
    record = Record(kind, name, arn_of(response, path, name), fields)
    if record.arn in records(response):
        raise refusal("InvalidRequestException", f"A resource with the specified name already exists: {record.arn}")
    records(response)[record.arn] = record
    return record


def find(response: Any, kind: str, arn: str | None, name: str | None) -> Record:
    """By ARN, or by name: one of the two is given."""
    for record in records(response).values():
        if record.kind == kind and (record.arn == arn if arn else record.name == name):
            return record
    raise refusal("ResourceNotFoundException", f"Unable to find the specified {kind}: {arn or name}")


def refuse_while_used(response: Any, used: Record, users: str, uses: Any) -> None:
    """`uses` says of the fields of a user, of whichever account, whether they name the ARN."""
    for record in of_all_accounts(response):
        if record.kind == users and uses(record.fields, used.arn):
            raise refusal("InvalidOperationException", f"{used.arn} is in use by {record.arn}")
