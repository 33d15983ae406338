"""Text in terminal cells: how wide it is, and where a line of Chinese or English may break.

Chinese has no spaces, so a run of it may break between any two characters, but for closing
marks, which never begin a line, and opening ones, which never end one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import category, east_asian_width


class StyledPart(NamedTuple):
    """A part of a line in one style: the name of a Rich style, or the style itself."""

    start: int
    end: int
    style: Any


class StyledText(NamedTuple):
    """A line of a table, or a cell of one: its text, and the parts that have a style."""

    plain: str
    spans: Sequence[StyledPart] = ()


_CLOSING = set("，。；：、？！）》”’】〉%％℃)]},.;:!?·")
_OPENING = set("（《“‘【〈([{")
_BOUND = frozenset({"> ", "< ", "≥ ", "≤ ", ">= ", "<= ", "about "})
"""What stays on the line of the number behind it."""


_POWERS = ("million", "billion", "trillion")


class _Widths(dict[str, int]):
    """The cells of characters: 2 for wide ones, 0 for marks that combine."""

    def __missing__(self, char: str) -> int:
        marks = char >= "\u0300" and category(char) in ("Mn", "Me", "Cf")
        wide = char >= "\u0300" and east_asian_width(char) in "WF"
        self[char] = width = 0 if marks else 2 if wide else 1
        return width


_WIDTHS = _Widths()

MANY = 1 << 15
"""Texts of which it is known how they are laid out: a table holds some ten thousand."""


@lru_cache(maxsize=MANY)
def cells(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


@lru_cache(maxsize=MANY)
def _pieces(text: str, *, whole: bool) -> tuple[str, ...]:
    """Return the pieces between which a line may break; `whole`: words with hyphens stay whole."""
    pieces, start, last, was_wide = [], 0, "", False
    for at, char in enumerate(text):
        wide = char >= "\u0300" and _WIDTHS[char] == 2
        if (
            (wide or was_wide or last in " -/")
            and at > start
            and last not in _OPENING
            and (
                (last == " " and char != "·" and text[start:at] not in _BOUND)
                or (
                    (wide or was_wide)
                    and char != " "
                    and char not in _CLOSING
                    and not (last == "约" and char.isdigit())
                )
                or (last in "-/" and not whole and _parts(text[start:at], char))
            )
        ):
            pieces.append(text[start:at])
            start = at
        last, was_wide = char, wide
    return (*pieces, text[start:]) if text else ()


def _together(pieces: Sequence[str], width: int) -> Sequence[str]:
    """Return pieces, those joined that stay in one line where it has room for them.

    A number and its power (1 trillion), a year in brackets and its sign (2025 ●).
    """
    joined: list[str] = []
    for piece in pieces:
        last = joined[-1] if joined else ""
        power = piece.startswith(_POWERS) and last[-2:-1].isdigit()
        year = len(last) == 6 and last[0] == "(" and last[1:5].isdigit()
        if (power or year) and cells((last + piece).rstrip()) <= width:
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _parts(piece: str, char: str) -> bool:
    """Say whether a line may break after the hyphen or stroke that ends `piece`, before `char`.

    Words break there; an option (`--group-by`), a date (`2022-09`) and a range don't.
    """
    before = piece[-2:-1]
    if not (before.isalnum() and char.isalnum()) or "--" in piece:
        return False
    return not (before.isdigit() and char.isdigit())


@lru_cache(maxsize=MANY)
def longest(text: str) -> int:
    """Return the cells of the longest piece of `text` that no line need break."""
    return max((cells(piece.rstrip()) for piece in _pieces(text, whole=False)), default=0)


def _chopped(piece: str, width: int) -> Iterator[str]:
    """Yield a piece that is wider than a line in runs that aren't."""
    run = ""
    for char in piece:
        if run and cells(run) + _WIDTHS[char] > width:
            yield run
            run = ""
        run += char
    yield run


@lru_cache(maxsize=MANY)
def wrap(text: str, width: int, *, whole: bool = False) -> tuple[str, ...]:
    """Return `text` in lines of at most `width` cells (at least 2); every character stays.

    `whole`: words with hyphens (ids, options) aren't parted, so that they can be copied.
    """
    lines, line, used, room = [], "", 0, max(2, width)
    pieces: Sequence[str] = _pieces(text, whole=whole)
    if "illion" in text or "(" in text:
        pieces = _together(pieces, width)
    for part in pieces:
        for piece in _chopped(part, room) if cells(part.rstrip()) > room else (part,):
            if line and used + cells(piece.rstrip()) > width:
                lines.append(line.rstrip())
                line, used = "", 0
            line += piece
            used += cells(piece)
    lines.append(line.rstrip())
    return tuple(lines)


def laid(text: StyledText, width: int, *, whole: bool = False) -> Sequence[StyledText]:
    """Return the lines of a text, each of at most `width`, with its styles (see `wrap`)."""
    plain, styles = text
    if "\n" not in plain and cells(plain) <= width:
        return (text,)
    lines = [line for part in plain.split("\n") for line in wrap(part, width, whole=whole)]
    if len(lines) == 1 or not styles:
        return [StyledText(line, styles) for line in lines]
    found, at = [], 0
    for line in lines:
        start = plain.index(line, at)
        at = start + len(line)
        inside = [
            StyledPart(max(first, start) - start, min(end, at) - start, style)
            for first, end, style in styles
            if first < at and end > start
        ]
        found.append(StyledText(line, inside))
    return found


def in_lines(parts: Sequence[str], width: int, gap: int = 2) -> list[range]:
    """Return which parts stand in each line: lines break between parts alone, `gap` cells apart."""
    lines, used = [range(0)], 0
    for at, part in enumerate(parts):
        more = cells(part) + (gap if lines[-1] else 0)
        if lines[-1] and used + more > width:
            lines.append(range(at, at + 1))
            used = cells(part)
        else:
            lines[-1] = range(lines[-1].start if lines[-1] else at, at + 1)
            used += more
    return lines


def level(natural: list[int], least: list[int], room: int) -> list[int]:
    """Share `room` cells among columns: small ones get what they need, large ones the same.

    Each column gets at least `least` and at most `natural`; what the small leave over goes to
    the large.
    """
    widths = [min(low, need) for low, need in zip(least, natural, strict=True)]
    left = room - sum(widths)
    while left > 0:
        wanting = [i for i, need in enumerate(natural) if widths[i] < need]
        if not wanting:
            break
        lowest = min(widths[i] for i in wanting)
        rising = [i for i in wanting if widths[i] == lowest]
        for i in rising[:left]:
            widths[i] += 1
        left -= min(left, len(rising))
    return widths
