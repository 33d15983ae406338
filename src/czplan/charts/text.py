"""Text of a picture: in both languages, measured and broken without a font at hand.

Widths are estimates in ems: a Chinese character is one, a Latin letter a little more than half.
They err on the wide side, so that nothing runs into its neighbour whatever font draws it.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape

from czplan.faults import Both

__all__ = ["NOTHING", "Both", "clean", "cut", "of", "same", "width", "wrapped"]


NOTHING = Both("", "")
"""No text, in either language."""

_NARROW = frozenset("iljtfrI.,:;'|!()[] ·-1")
_WIDE = frozenset("mwMW@%—")
# what XML 1.0 can't hold, and what acts: C0 and C1, surrogates, non-characters
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAK = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")


def of(text: Both, lang: str) -> str:
    """Return a text in `lang` (`zh` or `en`)."""
    return text.zh if lang == "zh" else text.en


def same(text: str) -> Both:
    """Return a text that both languages have."""
    return Both(text, text)


def clean(text: str) -> str:
    """Return `text` as markup can hold it: escaped, in a line, nothing in it that acts.

    Control characters, and those that turn the direction of what follows, show as U+FFFD.
    """
    plain = _TURNS.sub("\ufffd", _UNFIT.sub("\ufffd", _BREAK.sub(" ", text)))
    return escape(plain, quote=True)


def width(text: str) -> float:
    """Return how many ems wide `text` is, about."""
    total = 0.0
    for letter in text:
        if unicodedata.east_asian_width(letter) in "WF":
            total += 1.0
        elif letter in _NARROW:
            total += 0.36
        elif letter in _WIDE:
            total += 0.92
        else:
            total += 0.6
    return total


def cut(text: str, ems: float) -> str:
    """Return `text`, or its beginning and an ellipsis where it is wider than `ems`."""
    if width(text) <= ems:
        return text
    held = text
    while held and width(held) > ems - 1:
        held = held[:-1]
    return held.rstrip() + "…"


def wrapped(text: str, ems: float, lines: int = 3) -> list[str]:
    """Return `text` in at most `lines` lines no wider than `ems`; what is left over is cut.

    Latin words aren't broken, and no line begins with a mark that ends a phrase.
    """
    made: list[str] = []
    line = ""
    opening = ""
    for word in re.findall(r"[\w.,%:$/+≥≤><≈−–-]+(?<![\u2e80-\uffff])|\s+|.", text):
        if word in "（《“‘(":
            opening += word  # stays with what it opens
            continue
        word, opening = opening + word, ""
        closing = word in "，。；：、！？）》”’,.;:)"
        if line and not closing and width(line + word) > ems:
            made.append(line.rstrip())
            line = "" if word.isspace() else word
        else:
            line += word
    line += opening
    if line.strip():
        made.append(line.rstrip())
    if len(made) > lines:
        made = [*made[: lines - 1], cut(" ".join(made[lines - 1 :]), ems)]
    return made
