"""What a command says of itself beyond its one line: a paragraph, and examples that run."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from czplan.cli.kit.language import pick

F = TypeVar("F", bound=Callable[..., object])


class Description(NamedTuple):
    """The further help of a command: a text in the language in use, and example lines."""

    more: str
    examples: tuple[str, ...]


_KNOWN: dict[Callable[..., object], Description] = {}


def described(*examples: str, zh: str = "", en: str = "") -> Callable[[F], F]:
    """Give a command its further help.

    `examples` are whole command lines that work on the shipped data; help ends in them.
    """

    def note(function: F) -> F:
        _KNOWN[function] = Description(pick(zh, en), examples)
        return function

    return note


def description(function: Callable[..., object]) -> Description:
    """Return the further help of a command, empty where it has none."""
    return _KNOWN.get(function, Description("", ()))
