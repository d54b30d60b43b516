"""One call at a time: moto lists things while other threads make some, and Python ends a loop over what changes meanwhile."""

import threading
from typing import Any

from .overriding import override


def install() -> None:
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    turn = threading.Lock()

    @override(DomainDispatcherApplication)
    def __call__(self: Any, was: Any, environ: Any, start_response: Any) -> Any:
        with turn:
            return was(environ, start_response)
