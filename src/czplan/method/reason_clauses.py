"""Clauses of reasons, column by column: those of all rows that have one are made at once."""

from __future__ import annotations

from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from czplan.codes import Bools, Objects
from czplan.decimals import objects
from czplan.method.number_texts import Texts
from czplan.method.working import Rows

Part = str | Objects
"""A part of a clause: the same words for all rows, or each row's own."""


class Clauses(NamedTuple):
    """One step of the sum of some rows: what it is about, and how it is said.

    Attributes:
        zh, en: in each language parts, which are joined.
    """

    topic: str
    rows: Rows
    zh: tuple[Part, ...]
    en: tuple[Part, ...]

    @property
    def texts(self) -> Texts:
        """The clause of each row."""
        return Texts(*(joined(len(self.rows), parts) for parts in (self.zh, self.en)))


def said(*parts: Part) -> Objects:
    """Return the parts of each row joined; one of them is each row's own."""
    return joined(next(len(part) for part in parts if not isinstance(part, str)), parts)


def joined(size: int, parts: tuple[Part, ...]) -> Objects:
    """Return the parts of each of so many rows joined."""
    columns = (repeat(part, size) if isinstance(part, str) else part.tolist() for part in parts)
    return objects(list(map("".join, zip(*columns, strict=True))))


def words(mapping: dict[Any, tuple[str, str]], column: Objects) -> Texts:
    """Return what the values of a column stand for, in both languages."""
    pairs = [mapping[value] for value in column.tolist()]
    return Texts(objects([pair[0] for pair in pairs]), objects([pair[1] for pair in pairs]))


def chosen(mask: Bools, yes: tuple[str, str], no: tuple[str, str] = ("", "")) -> Texts:
    """Return one of two words a row."""
    pair = (objects([other, one])[mask.astype(np.int8)] for one, other in zip(yes, no, strict=True))
    return Texts(*pair)


def single(texts: Objects) -> Objects:
    """Return texts with one space where two met because nothing stood between."""
    return objects([text.replace("  ", " ") for text in texts.tolist()])
