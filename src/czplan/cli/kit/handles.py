"""The numbers of the last listing on a terminal, kept so that `czplan show 2` knows its second row.

Best effort: a folder that can't be written is no fault. Beside the rows stand the data set's
hash and the question, so that a number is never taken for a row of other data, and the card of
a row answers for the year of its listing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from czplan.cli.kit import errors
from czplan.storage.own import load, own_folder, save

_TABLES = (".yaml", ".csv")

_MOST = 4 << 20
"""Bytes of the longest listing that is read again."""


class LastListing(NamedTuple):
    """A listing that was shown: its rows as `kind:id` in order, and the question it answered."""

    ids: tuple[str, ...]
    question: Mapping[str, object]


def fingerprint(folder: Path) -> str:
    """Return the hash of a data set's tables, their names included."""
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in _TABLES and path.is_file():
            whole.update(f"{path.name}\0{path.stat().st_size}\0".encode())
            with path.open("rb") as file:
                while chunk := file.read(1 << 20):
                    whole.update(chunk)
    return whole.hexdigest()


def _place() -> Path | None:
    """Return the file in the user's state folder; None where there can be none."""
    folder = own_folder("XDG_STATE_HOME", ".local/state")
    return folder and folder / "listing.json"


def keep(ids: Sequence[str], folder: Path, question: Mapping[str, object] | None = None) -> None:
    """Keep the numbering of a listing (`kind:id`) that a terminal shows; nothing in a pipe.

    One without numbers (no `ids`) is kept, too: the numbers before it no longer hold.
    """
    if not sys.stdout.isatty():
        return
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        kept = {
            "data": fingerprint(folder),
            "folder": str(folder.resolve()),
            "question": dict(question or {}),
            "ids": list(ids),
        }
        if (place := _place()) is not None:
            save(place, (json.dumps(kept, ensure_ascii=False) + "\n").encode())


def last(folder: Path) -> LastListing:
    """Return the last listing of the data set in `folder`.

    Raises:
        errors.Refusal: there is none, or it was of another data set or of an earlier state of it.
    """
    said_none = (
        "还没有列表可供编号：先运行 czplan progress，或直接写目标的编号或名称",
        "no listing has been numbered yet: run czplan progress first, or give an id or a name",
    )
    try:
        place = _place()
        kept = json.loads((place and load(place, _MOST)) or b"")
        data, where = str(kept["data"]), str(kept["folder"])
        listing = LastListing(tuple(map(str, kept["ids"])), dict(kept["question"]))
        if not all(":" in row for row in listing.ids):
            raise ValueError(listing)
    except (OSError, RecursionError, ValueError, KeyError, TypeError):
        errors.fail(*said_none)
    try:
        now = fingerprint(folder)
    except OSError:
        now = ""
    if data != now and where != str(folder.resolve()):
        errors.fail(
            f"上次列表的编号属于另一数据集（{where}）：重新列出，或写目标的编号或名称",
            f"the last listing was of another data set ({where}): list again, or give an id or "
            "a name",
        )
    if data != now:
        errors.fail(
            "上次列表之后数据已变，编号不再有效：重新列出，或写目标的编号或名称",
            "the data has changed since the last listing, its numbers no longer hold: list again, "
            "or give an id or a name",
        )
    if not listing.ids:
        errors.fail(
            "上次列表没有编号：写目标的编号或名称，或用 --rows 逐行列出",
            "the last listing has no numbers: give an id or a name, or list every row by --rows",
        )
    return listing
