"""`re` for modules full of patterns: each is compiled where it is first used.

`from czplan import patterns as re`. The patterns that read words hold classes of tens of thousands
of characters: to compile them all takes as long as reading a data set does. So a process of ours
may keep what it compiled for the next (`recall`, `kept`): the programs of Python's own engine,
which checks each before it runs it, for one version of it alone. Whatever that engine doesn't
offer or refuses is compiled as everywhere.
"""

from __future__ import annotations

import re
from array import array
from importlib import import_module
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
    "kept",
    "match",
    "recall",
    "search",
    "split",
    "sub",
]


Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What Python's engine runs: flags, code, groups, their names, the names in order."""

_Programs = dict[tuple[str, int], Program]
_programs: _Programs | None = None
_found = 0
_engine: Any = None
_FEWEST = 8
"""New programs from which on keeping them pays."""
_MOST = 4000


def recall(programs: _Programs) -> None:
    """Take the programs of an earlier process, and note those that this one makes."""
    global _programs, _found, _engine
    _programs, _found = programs, len(programs)
    _engine = tuple(map(import_module, ("_sre", "re._parser", "re._compiler")))


def kept() -> _Programs | None:
    """Return all programs for the next process; None where there are hardly any new ones."""
    many = _programs is not None and len(_programs) - _found >= _FEWEST
    return _programs if many and len(_programs or ()) <= _MOST else None


def _compiled(pattern: str, flags: int) -> Pattern[str]:
    """Return a pattern compiled, from its program where there is one."""
    if _programs is None:
        return re.compile(pattern, flags)
    sre, parser, compiler = _engine
    try:
        program = _programs.get((pattern, flags))
        if program is None:
            tree = parser.parse(pattern, flags)
            code = array("I", compiler._code(tree, flags)).tobytes()
            names = tree.state.groupdict
            order: list[str | None] = [None] * tree.state.groups
            for name, place in names.items():
                order[place] = name
            program = (flags | tree.state.flags, code, tree.state.groups - 1, names, tuple(order))
            _programs[pattern, flags] = program
        all_flags, code, groups, names, in_order = program
        numbers = array("I", code).tolist()
        made = sre.compile(pattern, all_flags, numbers, groups, names, in_order)
        return cast("Pattern[str]", made)
    except re.error:
        raise
    except Exception:  # an engine of another make
        _programs.pop((pattern, flags), None)
        return re.compile(pattern, flags)


class _Late:
    """A pattern that isn't compiled yet; its methods become attributes when it is."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(_compiled(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return what acts as the compiled pattern; a pattern that is none fails at its first use."""
    return cast("Pattern[str]", _Late(pattern, int(flags)))
