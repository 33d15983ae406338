"""`re` for modules full of patterns: each is compiled where it is first used.

`from czplan import patterns as re`. The patterns that read words hold classes of tens of thousands
of characters: to compile them all takes as long as reading a data set does.
"""

from __future__ import annotations

import re
from re import (
    ASCII,
    IGNORECASE,
    Match,
    Pattern,
    escape,
    findall,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, cast

__all__ = [
    "ASCII",
    "IGNORECASE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


class _Late:
    """A pattern that isn't compiled yet; its methods become attributes when it is."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return what acts as the compiled pattern; a pattern that is none fails at its first use."""
    return cast("Pattern[str]", _Late(pattern, int(flags)))
