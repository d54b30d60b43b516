"""How an extension replaces what moto does."""

from collections.abc import Callable
from typing import Any


def override(owner: type, name: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorates a function that becomes a method of `owner`; its second parameter is the method that was there.

        @override(Subnet)
        def to_dict(self, was): return {**was(), "more": 1}
    """

    def replace(function: Callable[..., Any]) -> Callable[..., Any]:
        method = name or function.__name__
        before = getattr(owner, method)

        def replaced(self: Any, *args: Any, **kwargs: Any) -> Any:
            return function(self, lambda *a, **k: before(self, *a, **k), *args, **kwargs)

        replaced.__name__ = method
        setattr(owner, method, replaced)
        return function

    return replace


def add(owner: type) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorates a function that becomes a method of `owner`, which must not have one of this name.

    A moto that learns the call some day is noticed here, and the extension can go.
    """

    def place(function: Callable[..., Any]) -> Callable[..., Any]:
        if function.__name__ in vars(owner):
            raise RuntimeError(f"moto has {owner.__name__}.{function.__name__} by now: remove the extension")
        setattr(owner, function.__name__, function)
        return function

    return place
