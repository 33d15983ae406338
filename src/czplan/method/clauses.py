"""Clauses of reasons, column by column: those of all rows that have one are made at once."""

from __future__ import annotations

from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from czplan.method.number_texts import Bools, Objects, Texts, objects
from czplan.method.working import Rows

__all__ = ["Clauses", "Part", "chosen", "clause", "said", "single", "words"]


class Clauses(NamedTuple):
    """One step of the sum of some rows: what it is about, and how it is said."""

    topic: str
    rows: Rows
    texts: Texts


Part = str | Objects
"""A part of a clause: the same words for all rows, or each row's own."""


def said(*parts: Part) -> Objects:
    """Return the parts of each row joined."""
    size = next(len(part) for part in parts if not isinstance(part, str))
    columns = (repeat(part, size) if isinstance(part, str) else part.tolist() for part in parts)
    return objects(list(map("".join, zip(*columns, strict=True))))


def clause(topic: str, rows: Rows, zh: tuple[Part, ...], en: tuple[Part, ...]) -> Clauses:
    """Return a step of some rows; each language is parts that are joined."""
    size = len(rows)
    texts = []
    for parts in (zh, en):
        plain_words = all(isinstance(part, str) for part in parts)
        texts.append(objects(["".join(map(str, parts))] * size) if plain_words else said(*parts))
    return Clauses(topic, rows, Texts(*texts))


def words(mapping: dict[Any, tuple[str, str]], column: Objects) -> Texts:
    """Return what the values of a column stand for, in both languages."""
    pairs = [mapping[value] for value in column.tolist()]
    return Texts(objects([pair[0] for pair in pairs]), objects([pair[1] for pair in pairs]))


def chosen(mask: Bools, yes: tuple[str, str], no: tuple[str, str] = ("", "")) -> Texts:
    """Return one of two words a row."""
    pair = (np.where(mask, one, other).astype(object) for one, other in zip(yes, no, strict=True))
    return Texts(*pair)


def single(texts: Objects) -> Objects:
    """Return texts with one space where two met because nothing stood between."""
    return objects([text.replace("  ", " ") for text in texts.tolist()])
