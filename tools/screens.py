"""Pictures of the real screens for the README: SVG drawn from what a terminal shows.

Rich reads the screen's colours; its own SVG counts a Chinese character as one cell and squeezes
it, so the picture is drawn here: each run of characters stands at its cell and is as wide as its
cells, whatever font shows it, and blocks and lines are drawn. No font is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from rich.style import Style
from rich.text import Text

from czplan.views.layout import cells
from tools.readme import COLUMNS, screen

__all__ = ["SCREENS", "picture"]

SCREENS = {
    "progress": ("czplan progress --year 2025", 32),
    "card": ("czplan show wr2025/nev-output --year 2025", 60),
    "ladder": ("czplan ladder fyp15/enterprise-ladder-555 --year 2026", 20),
}
"""What each picture shows: a command, and how many lines of it."""

WIDE, HIGH, SIZE = 9.0, 20.0, 15.0
"""Width of a cell, height of a line, size of the letters, in pixels."""

GROUND, INK = "#1b1e24", "#d6dae0"
COLOURS = {
    1: "#f07178",
    2: "#87c978",
    3: "#e6be64",
    4: "#6ea0e6",
    5: "#be8cdc",
    6: "#5ac8d2",
}
"""The standard colours of a terminal by their number."""

EIGHTHS = "▏▎▍▌▋▊▉█"
FONTS = "ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Microsoft YaHei', monospace"


def _rows(text: str, most: int) -> list[Text]:
    """Return the first lines of a screen with their styles."""
    lines = text.rstrip("\n").split("\n")
    shown = [*lines[:most], *(["…"] if len(lines) > most else [])]
    return [Text.from_ansi(line) if line else Text("") for line in shown]


def _styles(line: Text) -> list[str]:
    """Return each character's style as SVG attributes."""
    found = [Style.null()] * len(line.plain)
    for start, end, style in line.spans:
        if isinstance(style, Style):
            for at in range(start, min(end, len(found))):
                found[at] = found[at] + style
    return [_attributes(style) for style in found]


def _attributes(style: Style) -> str:
    """Return a style as SVG attributes."""
    colour = COLOURS.get(style.color.number or 0, "") if style.color is not None else ""
    words = f' fill="{colour}"' if colour else ""
    words += ' font-weight="bold"' if style.bold else ""
    return words + (' opacity="0.6"' if style.dim else "")


def _drawn(char: str, x: float, y: float) -> str | None:
    """Return a block, a line or a sign as an element without its end, or None for a letter."""
    middle, centre = y + HIGH / 2, x + WIDE / 2
    if char in EIGHTHS:
        width = WIDE * (EIGHTHS.index(char) + 1) / 8
        return f'<rect x="{x:g}" y="{y + 3:g}" width="{width:g}" height="{HIGH - 6:g}"'
    if char == "▓":
        size = f'width="{WIDE:g}" height="{HIGH - 6:g}"'
        return f'<rect x="{x:g}" y="{y + 3:g}" {size} fill-opacity="0.5"'
    if char == "─":
        return f'<rect x="{x:g}" y="{middle:g}" width="{WIDE:g}" height="1"'
    if char in "┃│":
        return f'<rect x="{centre - 1:g}" y="{y + 1:g}" width="2" height="{HIGH - 2:g}"'
    if char == "●":
        return f'<circle cx="{centre:g}" cy="{middle:g}" r="4"'
    if char == "○":
        ring = f'stroke="{INK}" fill-opacity="0"'
        return f'<circle cx="{centre:g}" cy="{middle:g}" r="3.5" {ring}'
    if char == "■":
        return f'<rect x="{centre - 4:g}" y="{middle - 4:g}" width="8" height="8"'
    if char in "▲▼":
        tip = -4 if char == "▲" else 4
        sides = f"{centre - 4:g},{middle - tip:g} {centre + 4:g},{middle - tip:g}"
        return f'<polygon points="{centre:g},{middle + tip:g} {sides}"'
    return None


def _kind(char: str) -> str:
    """Return what runs together: letters, wide letters, or signs that stand each alone."""
    if char == " ":
        return "blank"
    if cells(char) == 2:
        return "wide"
    return "letter" if char < "\u2000" and char != "·" else f"sign {char}"


def _line(line: Text, y: float) -> Iterator[str]:
    """Yield the elements of one line."""
    x = 0.0
    pairs = list(zip(line.plain, _styles(line), strict=True))
    for (kind, style), run in groupby(pairs, key=lambda pair: (_kind(pair[0]), pair[1])):
        text = "".join(char for char, _ in run)
        parts = list(text) if kind.startswith("sign") else [text]
        for part in parts:
            width = cells(part) * WIDE
            shape = _drawn(part, x, y)
            if shape is not None:
                yield f"{shape}{style}/>"
            elif kind != "blank":
                yield (
                    f'<text x="{x:g}" y="{y + SIZE:g}" textLength="{width:g}" '
                    f'lengthAdjust="spacingAndGlyphs"{style}>{escape(part)}</text>'
                )
            x += width


def picture(old: str, name: str, lang: str) -> str:
    """Return the SVG of a screen in a language; what stood there doesn't matter."""
    command, most = SCREENS[name]
    rows = _rows(screen(f"{command} --color always", lang), most)
    width, height = COLUMNS * WIDE + 24, (len(rows) + 2) * HIGH + 24
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">',
        f"<title>{escape(command)}</title>",
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{GROUND}"/>',
        f'<g transform="translate(12 12)" fill="{INK}" font-size="{SIZE:g}" '
        f'font-family="{FONTS}" xml:space="preserve">',
        *_line(Text(f"$ {command}"), 0),
    ]
    for at, row in enumerate(rows):
        lines += _line(row, (at + 2) * HIGH)
    return "\n".join([*lines, "</g>", "</svg>"]) + "\n"
