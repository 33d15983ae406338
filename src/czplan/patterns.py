"""`re` for modules full of patterns: each is compiled when a text comes that it might match.

`from czplan import patterns as re`. The patterns that read words hold classes of tens of thousands
of characters: to compile them all takes as long as reading a data set does, and a text has the
words of few. What words a match can't do without is read off the pattern itself (`needed`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from re import ASCII, IGNORECASE, Match, Pattern, escape, findall, split, sub
from typing import Any, TypeAlias, cast

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
    "may_match",
    "needed",
    "search",
    "split",
    "sub",
]

Need: TypeAlias = "str | tuple[Need, ...] | list[Need]"
"""What stands in every text that a pattern matches: a word, all of a tuple, one of a list."""

_PART = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"  # a character, a class
    r"|\((?:\?(?:[:=!]|<[=!]|P<\w+>|\(\w+\))?)?|[)|.^$]"  # a group, its end, a place
    r"|(?:[*+?]|\{\d*,?\d*\})[?+]?"  # how often
    r"|[^\\\[()|.^$*+?{]+|\{",
    re.DOTALL,
)
_KINDS = frozenset("dDsSwWbBAZnrtfv")
"""Letters behind a backslash that say what kind of character stands there, or none."""
_SAY_NOTHING = ("(?!", "(?<", "(?(")
"""How groups begin of which a match may hold nothing: what it lacks, stands before it, may have."""
_MEMBER = re.compile(r"(\\u[0-9a-fA-F]{4}|\\.|[^\\])(?:-(\\u[0-9a-fA-F]{4}|[^\\]))?", re.DOTALL)
_MOST = 32
"""How many characters a range may have to be looked for one by one."""


def needed(pattern: str) -> Need:
    """Return what a text must hold to match a pattern; an empty tuple where that isn't told."""
    around: list[tuple[str, list[list[Need]], list[Need]]] = []
    group = ""
    branches: list[list[Need]] = []
    must: list[Need] = []
    for part, following in pairwise([*_PART.findall(pattern), ""]):
        first = part[0]
        need: Need = ()
        if first == "(":
            if part == "(?":  # a comment, a flag
                return ()
            around.append((group, branches, must))
            group, branches, must = part, [], []
            continue
        if first == "|":
            branches.append(must)
            must = []
            continue
        if first == ")":
            if not around:
                return ()
            need = () if group.startswith(_SAY_NOTHING) else _any([*branches, must])
            group, branches, must = around.pop()
        elif first == "[":
            need = _one_of(part[1:-1])
        elif first == "\\":
            need = _character(part)
            if not need and part[1] not in _KINDS:
                return ()
        elif first not in ".^$*+?{":
            need = part
        if following.startswith(("*", "?", "{0", "{,")):
            need = part[:-1] if need is part else ()  # the last character alone may be absent
        if need:
            must.append(need)
    return _any([*branches, must])


def _character(written: str) -> str:
    """Return the character that stands in a pattern, empty where it is a kind of character."""
    if written[0] != "\\":
        return written
    if len(written) > 2:
        return chr(int(written[2:], 16))
    return "" if written[1].isalnum() else written[1]


def _one_of(members: str) -> Need:
    """Return the characters of a class; nothing where they are many, a digit, or all others."""
    if members[0] == "^":
        return ()
    if "\\" not in members and "-" not in members:
        return [*members]
    found: list[Need] = []
    for one, last in _MEMBER.findall(members):
        low = _character(one)
        high = _character(last) if last else low
        if not low or not high or ord(high) - ord(low) > _MOST or low + high == "09":
            return ()
        found += map(chr, range(ord(low), ord(high) + 1))
    return found


def _any(branches: list[list[Need]]) -> Need:
    """Return what a choice needs: nothing where one of its branches needs nothing."""
    found: list[Need] = [each[0] if len(each) == 1 else tuple(each) for each in branches]
    if not all(found):
        return ()
    return found[0] if len(found) == 1 else found


def may_match(need: Need, text: str) -> bool:
    """Tell whether a text holds what a pattern needs."""
    if isinstance(need, str):
        return need in text
    every = isinstance(need, tuple)
    for each in need:  # `all` and `any` would take ten times as long, and this is asked often
        if (each in text if isinstance(each, str) else may_match(each, text)) is not every:
            return not every
    return every


_NOTHING: dict[str, Callable[[str], Any]] = {
    "search": lambda _: None,
    "match": lambda _: None,
    "fullmatch": lambda _: None,
    "finditer": lambda _: iter(()),
    "findall": lambda _: [],
    "sub": lambda text: text,
}
"""What each method answers where nothing matches."""


class _Late:
    """A pattern that isn't compiled yet; its methods become attributes when it is."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags
        self._need: Need | None = () if flags else None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._need is None:
            self._need = needed(self.pattern)
        if not self._need or name not in _NOTHING:
            return self._compiled(name)
        found = self._sub_asked() if name == "sub" else self._asked(name)
        setattr(self, name, found)
        return found

    def _compiled(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found

    def _asked(self, name: str) -> Callable[..., Any]:
        """Return a method that compiles the pattern when a text may match it."""
        need, nothing = cast("Need", self._need), _NOTHING[name]

        def ask(text: str, pos: int = 0, endpos: int = sys.maxsize) -> Any:
            asked = (
                text if pos == 0 and endpos == sys.maxsize else text[max(pos, 0) : max(endpos, 0)]
            )
            if may_match(need, asked):
                return self._compiled(name)(text, pos, endpos)
            return nothing(text)

        return ask

    def _sub_asked(self) -> Callable[..., str]:
        need = cast("Need", self._need)

        def ask(repl: Any, text: str, count: int = 0) -> str:
            if may_match(need, text):
                return cast("str", self._compiled("sub")(repl, text, count))
            return text

        return ask


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return what acts as the compiled pattern; a pattern that is none fails at its first use."""
    return cast("Pattern[str]", _Late(pattern, int(flags)))


_kept = lru_cache(maxsize=None)(compile)


def search(pattern: str, text: str) -> Match[str] | None:
    """Return the first match of a pattern, as `re.search` does."""
    return _kept(pattern).search(text)


def match(pattern: str, text: str) -> Match[str] | None:
    """Return the match with which a text begins, as `re.match` does."""
    return _kept(pattern).match(text)


def fullmatch(pattern: str, text: str) -> Match[str] | None:
    """Return the match that a whole text is, as `re.fullmatch` does."""
    return _kept(pattern).fullmatch(text)
