"""Tables that fit: columns are chosen by priority for the width at hand, then text is wrapped.

A column that would starve is left out before the table is built and named afterwards, so that
nothing vanishes silently; what is shown is wrapped, never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table
from rich.text import Text

from czplan.views.layout import cells, level, wrap
from czplan.views.screen import Screen
from czplan.views.style import cell, frame_of

__all__ = ["Column", "Fitted", "fit", "listing"]

Row = Mapping[str, Any]
GAP = 2
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for people.

    `show` makes the cell of a row; `priority` 0 always stands, higher ones go first when the
    width is short; `least` is the narrowest it can be and still be read; `right` aligns
    numbers.
    """

    zh: str
    en: str
    show: Callable[[Row], Text | str]
    priority: int = 0
    least: int = 8
    right: bool = False

    def title(self, lang: str) -> str:
        """Return the heading in `lang`."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table made for a width, and the headings of the columns that found no room."""

    table: Table
    hidden: tuple[str, ...]


def _text(value: Text | str) -> Text:
    return value if isinstance(value, Text) else cell(value)


def _widest(texts: Sequence[Text]) -> int:
    return max((cells(line) for text in texts for line in text.plain.split("\n")), default=0)


def _wrapped(text: Text, width: int) -> Text:
    """Return a cell in lines of at most `width`, each part keeping its style."""
    if _widest([text]) <= width:
        return text
    lines = [line for part in text.plain.split("\n") for line in wrap(part, width)]
    if not text.spans:
        return Text("\n".join(lines), style=text.style, overflow="fold")
    shown = Text(overflow="fold", style=text.style)
    at = 0
    for number, line in enumerate(lines):
        start = text.plain.index(line, at) if line else at
        at = start + len(line)
        if number:
            shown.append("\n")
        shown.append_text(text[start:at])
    return shown


def fit(rows: Sequence[Row], columns: Sequence[Column], screen: Screen) -> Fitted:
    """Return the table of `rows` for the width of `screen`, lines of a row's cells top-aligned."""
    lang = screen.lang
    made = [[_text(column.show(row)) for row in rows] for column in columns]
    # a column without a single value says nothing
    used = [i for i, texts in enumerate(made) if not rows or any(text.plain for text in texts)]
    titles = {i: columns[i].title(lang) for i in used}
    natural = {i: max(_widest(made[i]), cells(titles[i]), 1) for i in used}
    least = {i: max(min(natural[i], columns[i].least), 1) for i in used}
    chosen: list[int] = []
    room = screen.width
    for i in sorted(used, key=lambda i: (columns[i].priority, i)):
        need = least[i] + (GAP if chosen else 0)
        if columns[i].priority == 0 or need <= room:
            chosen.append(i)
            room -= need
    chosen.sort()
    space = max(screen.width - GAP * (len(chosen) - 1), len(chosen))
    lows = [least[i] for i in chosen]
    while sum(lows) > space and max(lows) > 2:
        lows[lows.index(max(lows))] -= 1
    widths = level([natural[i] for i in chosen], lows, space)
    table = Table(
        box=frame_of(screen),
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        collapse_padding=False,
        header_style="bold",
    )
    for i, width in zip(chosen, widths, strict=True):
        table.add_column(
            _wrapped(cell(titles[i]), width),
            width=width,
            overflow="fold",
            justify="right" if columns[i].right else "left",
        )
    for at in range(len(rows)):
        table.add_row(
            *(_wrapped(made[i][at], width) for i, width in zip(chosen, widths, strict=True))
        )
    hidden = tuple(titles[i] for i in used if i not in chosen)
    return Fitted(table, hidden)


def listing(rows: Sequence[Row], names: Sequence[str], screen: Screen) -> Table:
    """Return a plain table of named columns, all of them, as `--fields` asks."""
    from czplan.views.values import shown

    def getter(name: str) -> Callable[[Row], Text | str]:
        return lambda row: cell(shown(row[name]))

    columns = [Column(name, name, getter(name), 0, 6) for name in names]
    return fit(rows, columns, screen).table
