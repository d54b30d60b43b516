"""Answers and refusals of the services that speak AWS's JSON protocol."""

import json
from typing import Any

from moto.core.exceptions import JsonRESTError


def answer(**fields: Any) -> str:
    """The body of an answer; fields that are None are left out, as AWS does."""
    return json.dumps(present(fields))


def present(fields: dict[str, Any]) -> dict[str, Any]:
    """Only the fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None}


def refusal(code: str, message: str) -> JsonRESTError:
    """An error to raise: `raise refusal("ResourceNotFoundException", "…")`."""
    return JsonRESTError(code, message)


def request_of(response: Any) -> dict[str, Any]:
    """The JSON that a client sent."""
    return json.loads(response.body or "{}")
