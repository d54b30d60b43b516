"""What exists, for each account and Region, by kind and id. A record is the answer that describes it."""

import uuid
from typing import Any

from ..json_api import refusal, request_of

Record = dict[str, Any]

NOW = "2026-01-01T00:00:00.000Z"


def records(response: Any, kind: str) -> dict[str, Record]:
    """Those of the caller's account and Region, by id."""
    return kept_by(response.route53resolver_backend, kind)


def kept_by(backend: Any, kind: str) -> dict[str, Record]:
    # kept by moto's backend, so that they are forgotten with it
    return vars(backend).setdefault("records", {}).setdefault(kind, {})


def create(response: Any, kind: str, prefix: str, path: str, fields: Record) -> Record:
    """A record with an id, an ARN, an owner and a status, kept under its id."""
    identifier = f"{prefix}-{uuid.uuid4().hex[:16]}"
    place = f"{response.region}:{response.current_account}"
    record = {
        "Id": identifier,
        "Arn": f"arn:{response.partition}:route53resolver:{place}:{path}/{identifier}",
        "CreatorRequestId": request_of(response).get("CreatorRequestId"),
        "CreationTime": NOW,
        "ModificationTime": NOW,
        "Status": "COMPLETE",
        "StatusMessage": "",
        **fields,
    }
    records(response, kind)[identifier] = record
    return record


def find(response: Any, kind: str, identifier: str) -> Record:
    record = records(response, kind).get(identifier)
    if record is None:
        raise not_found(f"there is no {kind} {identifier}")
    return record


def not_found(message: str) -> Exception:
    return refusal("ResourceNotFoundException", message)


def conflict(message: str) -> Exception:
    return refusal("ConflictException", message)


def page_of(items: list[Any], asked: Record) -> tuple[list[Any], str | None]:
    """A page of a list and the token of the next; AWS gives at most 100 items at once unless asked for less."""
    start = int(asked.get("NextToken") or 0)
    end = start + int(asked.get("MaxResults") or 100)
    return items[start:end], str(end) if end < len(items) else None
