"""Tables that fit: columns are chosen by priority for the width at hand, then text is wrapped.

A column that would starve is left out before the table is built and named afterwards, so that
nothing vanishes silently; what is shown is wrapped, and only a name is cut where lines are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan import sinks
from czplan.views.layout import StyledPart, StyledText, cells, laid, level, longest, wrap
from czplan.views.screen import Screen

if TYPE_CHECKING:
    from rich.text import Text

Row = Mapping[str, Any]
GAP = 2
"""Cells between two columns."""

WORD = 16
"""The longest word, in cells, that a column makes room for."""


class Column(NamedTuple):
    """A column of a table for people.

    `show` makes the cell of a row; `priority` 0 always stands, higher ones go first when the
    width is short; `least` is the narrowest it can be and still be read, and `good` what it
    should have before any column of a later priority is added; `right` aligns numbers.
    """

    zh: str
    en: str
    show: Callable[[Row], Text | StyledText | str]
    priority: int = 0
    least: int = 8
    good: int = 0
    right: bool = False

    def title(self, lang: str) -> str:
        """Return the heading in `lang`."""
        return self.zh if lang == "zh" else self.en


class Fitted(NamedTuple):
    """A table made for a width, and the headings of the columns that found no room."""

    table: list[StyledText]
    hidden: tuple[str, ...]


class Layout(NamedTuple):
    """The columns that found room for some rows, each with its width in cells.

    `made` holds each row's cells for these columns, by the row's identity.
    """

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    hidden: tuple[str, ...]
    made: Mapping[int, Sequence[StyledText]]

    def table(
        self, rows: Sequence[Row], screen: Screen, *, heading: bool = True
    ) -> list[StyledText]:
        """Return the table of some of the rows; every text is wrapped to its column, none cut.

        The lines are laid out here: Rich's own table measures and crops each cell again, which
        takes longer than judging the goals.
        """
        lines: list[StyledText] = []
        if heading:
            rule = screen.sign("─", "-") * (sum(self.widths) + GAP * (len(self.widths) - 1))
            titles = [styled(one.title(screen.lang), "bold") for one in self.columns]
            lines += self.lines(titles, on_rule=True)
            lines.append(StyledText(rule))
        for row in rows:
            lines += self.lines(self.made[id(row)])
        return lines

    def cut(self, column: int, more: str) -> Layout:
        """Return the layout with one column's texts on a line each, longer ones cut before `more`.

        For a name whose whole stands elsewhere; figures are never cut.
        """
        width = self.widths[column]
        made = {
            key: [
                _cut(text, width, more) if at == column else text for at, text in enumerate(texts)
            ]
            for key, texts in self.made.items()
        }
        return self._replace(made=made)

    def height(self, row: Row) -> int:
        """Return how many lines a row takes."""
        return max(
            _lines_in(text.plain, width)
            for text, width in zip(self.made[id(row)], self.widths, strict=True)
        )

    def lines(self, texts: Sequence[StyledText], *, on_rule: bool = False) -> Iterator[StyledText]:
        """Yield the lines of one row, its cells side by side from the top.

        `on_rule`: they stand on the rule below instead, as headings do.
        """
        parts = [laid(text, width) for text, width in zip(texts, self.widths, strict=True)]
        height = max(map(len, parts))
        for at in range(height):
            line = ""
            spans: list[StyledPart] = []
            pending = 0  # blanks are written before the next text, never at the end of a line
            for column, width, part in zip(self.columns, self.widths, parts, strict=True):
                place = at + len(part) - height if on_rule else at
                text, styles = part[place] if 0 <= place < len(part) else ("", ())
                if used := cells(text):
                    line += " " * (pending + (width - used if column.right else 0))
                    if styles:
                        begin = len(line)
                        spans += [
                            StyledPart(begin + start, begin + end, style)
                            for start, end, style in styles
                        ]
                    line += text
                    pending = 0 if column.right else width - used
                else:
                    pending += width
                pending += GAP
            yield StyledText(line, spans)


def _cut(text: StyledText, width: int, more: str) -> StyledText:
    """Return a cell as one line of at most `width` cells."""
    if cells(text.plain) <= width:
        return text
    kept = text.plain
    while kept and cells(kept) + cells(more) > width:
        kept = kept[:-1]
    return styled(kept.rstrip() + more)


def _lines_in(text: str, width: int) -> int:
    """Return in how many lines of `width` cells a cell stands."""
    if "\n" not in text and cells(text) <= width:
        return 1
    return sum(len(wrap(part, width)) for part in text.split("\n"))


def styled(value: object, style: str = "") -> StyledText:
    """Return data as a cell in one style, as `style.cell` does where no Rich text is needed."""
    plain = sinks.plain("" if value is None else str(value))
    return StyledText(plain, (StyledPart(0, len(plain), style),) if style else ())


def styled_parts(parts: Iterable[tuple[str, str]]) -> StyledText:
    """Return texts, each in its style, as one cell."""
    plain, spans = "", []
    for text, style in parts:
        text = sinks.plain(text)
        if text and style:
            spans.append(StyledPart(len(plain), len(plain) + len(text), style))
        plain += text
    return StyledText(plain, spans)


def _line(value: Text | StyledText | str) -> StyledText:
    if isinstance(value, StyledText):
        return value
    if isinstance(value, str):
        return styled(value)
    plain = value.plain
    spans = [StyledPart(*span) for span in value.spans]
    return StyledText(
        plain, [StyledPart(0, len(plain), value.style), *spans] if value.style else spans
    )


def _widest(texts: Sequence[StyledText]) -> int:
    plain = {text.plain for text in texts}
    return max((cells(line) for text in plain for line in text.split("\n")), default=0)


def _word(texts: Sequence[StyledText], least: int) -> int:
    """Return the cells of the longest word, up to `WORD`: narrower, it would be broken.

    No word of fewer cells than `least` matters, so that texts which are as short aren't looked at.
    """
    found = least
    for text in texts:
        if found >= WORD:
            return WORD
        if cells(text.plain) > found:
            found = max(found, longest(text.plain))
    return min(found, WORD)


def layout(rows: Sequence[Row], columns: Sequence[Column], screen: Screen) -> Layout:
    """Choose the columns that `rows` get on `screen`, and their widths.

    Columns stand as long as each has its `least` width, the low priorities first; a column
    without a single value is left out silently, because it says nothing.
    """
    lang = screen.lang
    made = [[_line(column.show(row)) for row in rows] for column in columns]
    used = [i for i, texts in enumerate(made) if not rows or any(text.plain for text in texts)]
    natural = {i: max(_widest(made[i]), cells(columns[i].title(lang)), 1) for i in used}
    words = {i: min(longest(columns[i].title(lang)), WORD) for i in used}
    lows = {i: max(columns[i].least, words[i]) for i in used}
    least = {i: min(natural[i], max(lows[i], _word(made[i], lows[i]))) for i in used}
    fifth = screen.width // 5  # what a column of text may claim where there is little room
    good = {i: min(natural[i], max(min(columns[i].good, fifth), least[i])) for i in used}
    chosen: list[int] = []
    for i in sorted(used, key=lambda i: (columns[i].priority, i)):
        need = least[i] + sum(good[j] + GAP for j in chosen)
        if columns[i].priority and need > screen.width:
            break
        chosen.append(i)
    chosen.sort()
    space = max(screen.width - GAP * (len(chosen) - 1), 2 * len(chosen))
    narrow = [good[i] for i in chosen]
    if sum(narrow) > space:
        narrow = [least[i] for i in chosen]
    while sum(narrow) > space:
        narrow[narrow.index(max(narrow))] -= 1
    return Layout(
        tuple(columns[i] for i in chosen),
        tuple(level([natural[i] for i in chosen], narrow, space)),
        tuple(columns[i].title(lang) for i in used if i not in chosen),
        {id(row): [made[i][at] for i in chosen] for at, row in enumerate(rows)},
    )


def fit(rows: Sequence[Row], columns: Sequence[Column], screen: Screen) -> Fitted:
    """Return the table of `rows` for the width of `screen`."""
    chosen = layout(rows, columns, screen)
    return Fitted(chosen.table(rows, screen), chosen.hidden)


def listing(rows: Sequence[Row], names: Sequence[str], screen: Screen) -> list[StyledText]:
    """Return a plain table of named columns, all of them, as `--fields` asks."""
    from czplan.views.plain import shown

    def getter(name: str) -> Callable[[Row], str]:
        return lambda row: shown(row[name])

    columns = [Column(name, name, getter(name), 0, 6) for name in names]
    return fit(rows, columns, screen).table
