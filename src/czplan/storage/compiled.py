"""Compiled patterns in the user's cache folder, so that a command needn't compile them again.

To compile the patterns that read a report takes a third of the command. What is kept is named by
the make and version of Python's engine and believed where its checksum fits and it is ours alone;
every failure means that patterns are compiled; `CZPLAN_NO_CACHE` turns it off.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import zlib
from pathlib import Path

from czplan import patterns
from czplan.storage.own import load, own_folder, save

__all__ = ["keep_patterns", "recall_patterns"]

_MOST = 8 << 20
"""Bytes of the file; all patterns of the program take a quarter of that."""
_HEAD = 8
"""Bytes before all else: the checksum of the rest, and how long its first part is."""


def _path() -> Path | None:
    if os.environ.get("CZPLAN_NO_CACHE"):
        return None
    folder = own_folder("XDG_CACHE_HOME", ".cache")
    return folder and folder / f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}"


def recall_patterns() -> None:
    """Give the process the patterns that an earlier one compiled."""
    if (path := _path()) is None:
        return
    programs = {}
    with contextlib.suppress(OSError, ValueError, TypeError):
        programs = _read(load(path, _MOST) or b"") if path.exists() else {}
    patterns.recall(programs)


def _read(data: bytes) -> dict[tuple[str, int], patterns.Program]:
    """Return the programs that a file holds: a table in JSON, and behind it all their code."""
    if zlib.crc32(data[_HEAD // 2 :]).to_bytes(_HEAD // 2, "big") != data[: _HEAD // 2]:
        return {}
    at = _HEAD + int.from_bytes(data[_HEAD // 2 : _HEAD], "big")
    found: dict[tuple[str, int], patterns.Program] = {}
    for pattern, asked, flags, length, groups, names, order in json.loads(data[_HEAD:at]):
        found[pattern, asked] = (flags, data[at : at + length], groups, names, tuple(order))
        at += length
    return found


def keep_patterns() -> None:
    """Keep the patterns that this process compiled."""
    programs = patterns.kept() or {}
    with contextlib.suppress(OSError, ValueError):
        path = _path() if programs else None
        if path is None:
            return
        table = [
            (pattern, asked, flags, len(code), groups, names, order)
            for (pattern, asked), (flags, code, groups, names, order) in programs.items()
        ]
        head = json.dumps(table, separators=(",", ":")).encode()
        rest = len(head).to_bytes(_HEAD // 2, "big") + head
        rest += b"".join(program[1] for program in programs.values())
        if len(rest) < _MOST:
            save(path, zlib.crc32(rest).to_bytes(_HEAD // 2, "big") + rest)
