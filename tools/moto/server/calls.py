"""Writes down what changes, call by call: a line of JSON in the file that the variable `MOTO_CALLS` names, before the call is
answered, in the order in which they are done.

What a call asked and what it was answered are told of services that speak AWS's JSON protocol.
"""

import json
import os
import threading
from typing import Any

from extensions.overriding import override

READS = ("get_", "list_", "describe_", "head_", "batch_get_")


def install() -> None:
    from moto.core.responses import BaseResponse
    from moto.core.utils import camelcase_to_underscores

    one_at_a_time = threading.RLock()
    calls = open(os.environ.get("MOTO_CALLS", os.devnull), "a", encoding="utf-8", buffering=1)

    @override(BaseResponse)
    def call_action(self: Any, was: Any) -> Any:
        name = self._get_action()
        if camelcase_to_underscores(name).startswith(READS):
            return was()
        with one_at_a_time:
            status, headers, body = was()
            called = {
                "service": self.service_name,
                "action": name,
                "status": int(headers.get("status", status)),
                "asked": document(self.body),
                "answered": document(body),
            }
            calls.write(json.dumps(called) + "\n")
            return status, headers, body


def document(text: Any) -> Any:
    """Of JSON what it says; nothing of what is in another form."""
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return None
