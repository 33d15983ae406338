"""Text of a picture: in both languages, measured and broken without a font at hand.

Widths are estimates in ems: a Chinese character is one, a Latin letter a little more than half.
They err on the wide side, so that nothing runs into its neighbour whatever font draws it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from czplan.faults import Both

__all__ = ["NOTHING", "Both", "cut", "of", "same", "width", "wrapped"]


NOTHING = Both("", "")
"""No text, in either language."""

_NARROW = frozenset("iljtfI.,:;'|!()[] ·-")
_WIDE = frozenset("mwMW@%—")


def of(text: Both, lang: str) -> str:
    """Return a text in `lang` (`zh` or `en`)."""
    return text.zh if lang == "zh" else text.en


def same(text: str) -> Both:
    """Return a text that both languages have."""
    return Both(text, text)


@lru_cache(maxsize=4096)
def _ems(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.4
    return 0.95 if letter in _WIDE else 0.72 if letter.isupper() else 0.63


def width(text: str) -> float:
    """Return how many ems wide `text` is, about."""
    return sum(map(_ems, text))


def cut(text: str, ems: float) -> str:
    """Return `text`, or its beginning and an ellipsis where it is wider than `ems`."""
    if width(text) <= ems:
        return text
    held = text
    while held and width(held) > ems - 1:
        held = held[:-1]
    return held.rstrip() + "…"


@lru_cache(maxsize=4096)  # what stands under pictures is often the same
def wrapped(text: str, ems: float, lines: int = 3) -> tuple[str, ...]:
    """Return `text` in at most `lines` lines no wider than `ems`; what is left over is cut.

    Latin words aren't broken, and no line begins with a mark that ends a phrase.
    """
    made: list[str] = []
    line = ""
    opening = ""
    long = 0.0
    for word in re.findall(r"[A-Za-z0-9\u00c0-\u024f_.,%:$/+≥≤><≈−–'’-]+|\s+|—+|…+|.", text):
        if word in "（《“‘(":
            opening += word  # stays with what it opens
            continue
        word, opening = opening + word, ""
        closing = word in "，。；：、！？）》”’,.;:)"
        wide = width(word)
        if line and not closing and long + wide > ems:
            made.append(line.rstrip())
            line, long = ("", 0.0) if word.isspace() else (word, wide)
        else:
            line, long = line + word, long + wide
    line += opening
    if line.strip():
        made.append(line.rstrip())
    if len(made) > lines:
        made = [*made[: lines - 1], cut(" ".join(made[lines - 1 :]), ems)]
    return tuple(made)
