"""The comparison of two plans for people: counts of each change, then goal by goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from czplan.views.fitting import Column, Fitted, fit
from czplan.views.numbers import difference, percent
from czplan.views.screen import Screen
from czplan.views.style import cell, ink
from czplan.vocabulary import CHANGES

__all__ = ["change_sign", "compare_table", "headline", "size", "with_year"]

Row = Mapping[str, Any]


def change_sign(code: str | None, screen: Screen) -> Text:
    """Return a change as sign and word in its colour; nothing for none."""
    if code is None or code not in CHANGES:
        return Text("")
    term = CHANGES[code]
    return cell(f"{screen.sign(term.sign, term.ascii)} {term.name(screen.lang)}", ink(term))


def with_year(words: str | None, due: int | None, screen: Screen) -> Text:
    """Return a goal's words with its due year."""
    if words is None:
        return Text("")
    text = cell(words)
    text.append(f" {due}" if due is not None else screen.pick(" 未写年份", " no year"), "dim")
    return text


def size(row: Row, unit: str | None, screen: Screen) -> Text:
    """Return by how much a goal changed, in its unit and in per cent."""
    if not row["difference"]:
        return Text("")
    text = cell(difference(row["difference"], unit, screen.lang))
    if row["ratio"] is not None and unit != "位":
        sign = "+" if row["ratio"] > 0 else ""
        text.append(f" ({sign}{percent(row['ratio'], screen.lang)})")
    return text


def headline(title: str, rows: Sequence[Row], screen: Screen) -> list[Text]:
    """Return the title and how many goals met with each change."""
    text = Text(overflow="fold")
    for code, term in CHANGES.items():
        number = sum(row["change"] == code for row in rows)
        if number:
            text.append("  " if text.plain else "")
            text.append_text(change_sign(code, screen))
            text.append(f" {number}", style=ink(term))
    return [cell(title, "bold"), text]


def compare_table(rows: Sequence[Row], first: str, second: str, screen: Screen) -> Fitted:
    """Return the rows; `first` and `second` are the plans' names, for the headings."""

    def name(row: Row) -> str:
        return str(row[f"name_{screen.lang}"] or row["name_zh"])

    return fit(
        rows,
        [
            Column("变化", "Change", lambda r: change_sign(r["change"], screen), 0, 8, 10),
            Column("目标", "Goal", name, 0, 12, 24),
            Column(
                first,
                first,
                lambda r: with_year(r["from_stated"], r["from_due"], screen),
                0,
                12,
                24,
            ),
            Column(
                second, second, lambda r: with_year(r["to_stated"], r["to_due"], screen), 0, 12, 24
            ),
            Column("幅度", "By", lambda r: size(r, r["unit"], screen), 1, 8, 20),
            Column("编号", "Id", lambda r: cell(r["to_id"] or r["from_id"], "dim"), 4, 16),
        ],
        screen,
    )
