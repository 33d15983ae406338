"""What a page is made of: the hash of the data set's files, and the latest day it knows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from czplan.report.links import addressee
from czplan.report.model import Stamp

if TYPE_CHECKING:
    from czplan.charts.at_hand import AtHand
    from czplan.dataset import Dataset

ENDINGS = (".yaml", ".yml", ".csv")
SHORT = 12
"""Letters of the hash that a page shows."""


def digest(ds: Dataset) -> str:
    """Return the SHA-256 of the set's tables: their names and bytes, in the order of the names."""
    whole = hashlib.sha256()
    for path in sorted(ds.folder.iterdir()):
        if path.is_file() and path.suffix in ENDINGS and not path.name.startswith("."):
            content = path.read_bytes()
            whole.update(f"{path.name}\0{len(content)}\0".encode())
            whole.update(content)
    return whole.hexdigest()


def stamp(known: AtHand) -> Stamp:
    """Return what a page says of its data."""
    contact = addressee(known.ds.contact or "")
    return Stamp(digest(known.ds)[:SHORT], known.as_of or known.date, contact)
