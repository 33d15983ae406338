"""What was read of a set the last time, kept in the user's cache folder.

Reading half a million characters strictly takes longer than all the rest of a short question, so
the records of a YAML file without a fault are kept as JSON: values and places, as they were read;
of a set's words, of CSV too, what they say and ask (`Wording`, `Goal`, `Figure`); and of a set
without an error its warnings, so that the rules needn't be asked again. No judgement is kept.
An entry is named by the SHA-256 of the bytes read (of words: of the set's folder) and of names,
sizes and times of the files of the code that read them; what it holds is believed only where its
own checksum, which is of its name too, fits and it is ours alone. Every failure means that the
file is read and checked; `CZPLAN_NO_CACHE` turns all of it off.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from czplan import __version__
from czplan.faults import Fault, Place
from czplan.quantity import Wording
from czplan.quantity.figure_words import FIGURES, Figure
from czplan.quantity.goal_words import GOALS, Goal
from czplan.quantity.parsing import WORDINGS
from czplan.reading.raw import PartSet, Raw, RawTier
from czplan.storage.own import load, own_folder, save

FEWEST = 16_384
"""Bytes of a data set's tables from which on keeping pays."""

MOST_FAULTS = 2000
"""Warnings of a set up to which they are kept."""

MOST = 64 << 20
"""Bytes of all entries together; of one, a quarter of them."""

_READERS = (".", "reading", "format", "vocabulary", "faults", "quantity")
"""The rooms that decide what is read of a file, and what is found wrong with it."""

_PREFIX = "read-"


@cache
def _code() -> bytes:
    """Return what tells one state of the reading code from another.

    Raises:
        OSError: the package isn't a folder of files.
    """
    package = Path(__file__).parent.parent
    told = [__version__, str(package)]
    for room in _READERS:
        for entry in sorted(os.scandir(package / room), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                found = entry.stat()
                told.append(f"{room}/{entry.name} {found.st_size} {found.st_mtime_ns}")
    return "\n".join(told).encode()


def pays(paths: Iterable[Path]) -> bool:
    """Tell whether these tables together are large enough for their records to be kept."""
    with contextlib.suppress(OSError, ValueError):
        return sum(path.stat().st_size for path in paths) >= FEWEST
    return False


def _entry(kind: str, *told: bytes) -> Path | None:
    """Return the entry of this kind that these bytes name, None where nothing is kept."""
    if os.environ.get("CZPLAN_NO_CACHE"):
        return None
    if (folder := own_folder("XDG_CACHE_HOME", ".cache")) is None:
        return None
    try:
        key = hashlib.sha256(b"\0".join((kind.encode(), _code(), *told))).hexdigest()
    except OSError:
        return None
    return folder / f"{_PREFIX}{key}.json"


def _load(path: Path | None) -> list[Any] | None:
    """Return what an entry holds, None where it can't be believed.

    Raises:
        OSError, ValueError, RecursionError: it can't be read.
    """
    if path is None:
        return None
    checksum, _, kept = (load(path, MOST // 4) or b"").partition(b"\n")
    if _checksum(path, kept) != checksum:
        return None
    told = json.loads(kept)
    return told if type(told) is list else None


def _checksum(path: Path, kept: bytes) -> bytes:
    """Return the checksum of an entry, which is of no other name."""
    return hashlib.sha256(path.name.encode() + b"\n" + kept).hexdigest().encode()


def _save(path: Path, told: list[Any]) -> None:
    """Write an entry, whole or not at all.

    Raises:
        OSError, ValueError: it can't be written.
    """
    kept = json.dumps(
        told, ensure_ascii=False, separators=(",", ":"), default=lambda number: number.item()
    ).encode()  # a number of a column is one of numpy
    if len(kept) > MOST // 4:
        return
    save(path, _checksum(path, kept) + b"\n" + kept)
    _sweep(path.parent)


_BROKEN = (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError)


def recall(data: bytes, table: str, name: str) -> list[Raw] | None:
    """Return the records of a file that was read before without a fault, else None.

    Args:
        data: the file's bytes.
        table: the table that it holds.
        name: the file's name, for the places.
    """
    with contextlib.suppress(*_BROKEN):
        if (records := _load(_entry(table, data))) is not None:
            return [_raw(table, name, each) for each in records]
    return None


def keep(data: bytes, table: str, raws: list[Raw]) -> None:
    """Keep what was read of a file in which there was no fault."""
    if (path := _entry(table, data)) is None:
        return
    with contextlib.suppress(*_BROKEN):
        _save(
            path,
            [
                [
                    raw.keys,
                    raw.place[1:],
                    {name: _told(value) for name, value in raw.values.items()},
                    list(raw.places) if list(raw.places) != list(raw.values) else None,
                    " ".join(
                        str(x) for at in (*raw.key_places, *raw.places.values()) for x in at[1:]
                    ),
                ]
                for raw in raws
            ],
        )


def recall_faults(tables: Iterable[bytes], shipped: bool) -> list[Fault] | None:
    """Return the warnings that the rules had of a set of these tables, which has no error.

    None where nothing is known of it.
    """
    with contextlib.suppress(*_BROKEN):
        if (rows := _load(_entry(f"faults {shipped}", *tables))) is not None:
            return [Fault(*row) for row in rows]
    return None


def keep_faults(tables: Iterable[bytes], shipped: bool, faults: list[Fault]) -> None:
    """Keep the warnings of a set that has no error."""
    if len(faults) <= MOST_FAULTS and (path := _entry(f"faults {shipped}", *tables)) is not None:
        with contextlib.suppress(*_BROKEN):
            _save(path, [list(fault) for fault in faults])


_words: Path | None = None
"""Where the readings of words are kept, once a large set has asked for them."""


def recall_words(folder: Path) -> None:
    """Let the words be known that earlier runs have read in this large set.

    Each set has an entry of its own, so that none drives out the words of another. Of several in
    one run the first has the words of all.
    """
    global _words
    with contextlib.suppress(*_BROKEN):
        if _words is not None:
            return
        if (path := _entry("words", os.fsencode(os.path.realpath(folder)))) is None:
            return
        _words = path
        words, goals, figures = _load(path) or ((), (), ())
        for stated, unit, *row in words:
            if len(row) != len(Wording._fields):
                raise ValueError(row)
            WORDINGS.kept[stated, unit] = row
        for stated, query, row in goals:
            GOALS.kept[stated, tuple(query)] = Goal(*row)
        for *key, row in figures:
            FIGURES.kept[tuple(key)] = Figure(*row)


def keep_words() -> None:
    """Keep what this run was the first to read, beside what it knew; nothing new, no writing."""
    if _words is None or not any(each.has_news() for each in (WORDINGS, GOALS, FIGURES)):
        return
    rows = [
        [*key, *(sorted(x) if isinstance(x, frozenset) else x for x in row)]
        for key, row in WORDINGS.lasting().items()
    ]
    goals = [[*key, goal] for key, goal in GOALS.lasting().items()]
    figures = [[*key, figure] for key, figure in FIGURES.lasting().items()]
    with contextlib.suppress(*_BROKEN):
        _save(_words, [rows, goals, figures])


def _sweep(folder: Path) -> None:
    """Drop the oldest entries, as long as all together are too large."""
    entries = [(one.stat(), one) for one in folder.glob(f"{_PREFIX}*")]
    size = 0
    for found, one in sorted(entries, key=lambda entry: -entry[0].st_mtime_ns):
        size += found.st_size
        if size > MOST:
            one.unlink(missing_ok=True)


def _pair(one: PartSet) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return values and places as JSON has them; what is no text, number or truth is marked."""
    values = {name: _told(value) for name, value in one.values.items()}
    return values, {name: at[1:] for name, at in one.places.items()}


def _told(value: Any) -> Any:
    if isinstance(value, PartSet):
        return {"parts": [*_pair(value), value.place[1:]]}
    if isinstance(value, RawTier):
        return {"tier": [value.stated, value.text, value.line, value.place[1:]]}
    if isinstance(value, dict):
        return {"map": [[key, _told(one)] for key, one in value.items()]}
    return [_told(one) for one in value] if isinstance(value, list) else value


def _raw(table: str, name: str, kept: list[Any]) -> Raw:
    keys, (line, column), values, names, spots = kept
    for field, value in values.items():
        if isinstance(value, _MARKED):
            values[field] = _value(name, value)
    if names is None:
        names = tuple(values)
    if len(keys) + len(names) and spots.count(" ") + 1 != 2 * (len(keys) + len(names)):
        raise ValueError(spots)
    return Raw.kept(table, tuple(keys), Place(name, line, column), values, names, spots)


_MARKED = (dict, list)


def _at(name: str, spot: list[int]) -> Place:
    line, column = spot
    return Place(name, line, column)


def _value(name: str, kept: Any) -> Any:
    """Return a value as it was read from what `_told` made of it."""
    if isinstance(kept, list):
        return [_value(name, one) for one in kept]
    if not isinstance(kept, dict):
        return kept
    [(kind, inner)] = kept.items()
    if kind == "map":
        return {key: _value(name, one) for key, one in inner}
    if kind == "tier":
        stated, text, line, place = inner
        return RawTier(stated, text, line, _at(name, place))
    values, places, place = inner
    return PartSet(
        {part: _value(name, one) for part, one in values.items()},
        {part: _at(name, spot) for part, spot in places.items()},
        _at(name, place),
    )
