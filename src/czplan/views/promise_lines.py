"""The goals for people: one line a promise through time, its restatements on it, by theme.

A line is what is measured in one place and scope, or a goal that nothing measures with those that
it restates: `8800亿元(2024 ■) → 1万亿元(2025 ● 3份文件) → 1.2万亿元(2030 ·)`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan.method.headline import Promise, promises
from czplan.views.comparison import lineage
from czplan.views.fitting import Column, layout, styled, styled_parts
from czplan.views.layout import StyledText
from czplan.views.progress import Background, Marks
from czplan.views.row_cells import name_of
from czplan.views.screen import Screen
from czplan.views.style import colour
from czplan.vocabulary import FAMILIES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

Row = Mapping[str, Any]


class Thread(NamedTuple):
    """What was promised of one thing through time.

    Attributes:
        handle: what `show` takes: the indicator, or the goal where there is no other.
        theme: its theme's code.
        row: the verdict row that names it.
        promises: in the order of their years, those without one last.
    """

    handle: str
    theme: str
    row: Row
    promises: tuple[Promise, ...]


def threads(rows: Sequence[Row], ds: Dataset) -> list[Thread]:
    """Return the threads of verdict rows, in the order of the data set.

    Args:
        rows: verdict rows of the goals chosen.
        ds: the data set.
    """
    older = {row["id"]: row["supersedes"] for row in ds.target_rows()}
    found: dict[tuple[str, ...], list[Promise]] = {}
    for one in promises(rows):
        first = one.rows[0]
        key: tuple[str, ...] = ("target:" + [first["id"], *lineage(first["id"], older)][-1],)
        if first["indicator"]:
            key = (f"indicator:{first['indicator']}", str(first.get("place")), first["scope"])
        found.setdefault(key, []).append(one)
    made = []
    for key, stated in found.items():
        several = len(stated) > 1 and key[0].startswith("indicator:")
        row = stated[0].rows[0]
        ordered = sorted(stated, key=lambda one: (one.row["due"] is None, one.row["due"] or 0))
        handle = key[0] if several else f"target:{row['id']}"
        made.append(Thread(handle, str(row["theme"]), row, tuple(ordered)))
    return made


def by_theme(
    found: Sequence[Thread], ds: Dataset, known: Background, screen: Screen
) -> tuple[list[Any], list[str], tuple[str, ...]]:
    """Return the lines by theme, the handles numbered in them, and the columns without room."""
    order = [theme for theme in ds.themes if any(one.theme == theme for one in found)]
    sorted_ = [one for theme in order for one in found if one.theme == theme]
    names = Counter(_name(one, ds, screen) for one in sorted_)
    entries: list[dict[str, Any]] = [
        {"number": at, "thread": one} for at, one in enumerate(sorted_, 1)
    ]

    def name(entry: Row) -> str:
        row = entry["thread"].row
        text = _name(entry["thread"], ds, screen)
        scoped = names[text] > 1 and row["scope"] != "city"
        return f"{text} {row['scope']}" if scoped else text

    told = screen.width * 2 // 5
    columns = [
        *([] if screen.natural else [_number()]),
        Column("目标", "Goal", name, 0, 14, 26),
        Column("历次", "Stated", lambda entry: _told(entry["thread"], known, screen), 0, told),
        Column("编号", "Id", lambda entry: _handle(entry["thread"]), 1, 10),
    ]
    laid = layout(entries, columns, screen)
    parts: list[Any] = []
    for theme in order:
        own = [entry for entry in entries if entry["thread"].theme == theme]
        title = (ds.themes[theme].name(screen.lang), "bold"), (f" {len(own)}", "bold dim")
        parts += [*([styled("")] if parts else []), styled_parts(title)]
        parts.append(laid.table(own, screen, heading=False))
    return parts, [one.handle for one in sorted_], laid.hidden


def _name(thread: Thread, ds: Dataset, screen: Screen) -> str:
    """Return what a thread is called: several promises by what they measure."""
    kind, _, id = thread.handle.partition(":")
    measured = ds.indicator_records.get(id) if kind == "indicator" else None
    return measured.name.in_language(screen.lang) if measured else name_of(thread.row, screen)


def _number() -> Column:
    return Column("", "", lambda entry: styled(entry["number"], "bold"), 0, 2, right=True)


def _handle(thread: Thread) -> StyledText:
    return styled(thread.handle.partition(":")[2], "dim")


def _told(thread: Thread, known: Background, screen: Screen) -> StyledText:
    """Return the promises of a thread in a line: what was asked, by when, how it ended."""
    parts: list[tuple[str, str]] = []
    for one in thread.promises:
        if parts:
            parts.append((screen.sign(" → ", " -> "), ""))
        asked = _asked(one, known, screen)
        if asked:
            parts.append((asked + screen.pick("(", " ("), ""))
        parts += _ended(one, screen, ")" if asked else "")
    return styled_parts(parts)


def _asked(one: Promise, known: Background, screen: Screen) -> str:
    """Return what a promise asks for; nothing for a task, which its name says."""
    if one.row["kind"] == "milestone":
        return ""
    return known.reading(one.rows[0], screen)


def _ended(one: Promise, screen: Screen, close: str) -> list[tuple[str, str]]:
    """Return the year, the sign of the verdict, the marks, and how many documents say it.

    Texts with their styles; `close` is what stands behind them.
    """
    row = one.row
    year = screen.pick("未写年份", "no year") if row["due"] is None else str(row["due"])
    family = FAMILIES[row["family"]]
    running = row["due"] is None or row["due"] > row["year"]
    said = f"{year} "
    parts: list[tuple[str, str]] = []
    if family.code == "open" and running:
        parts, said = [(said, "dim"), (screen.sign("·", "."), "dim")], ""
    elif own := colour(family.code):
        parts, said = [(said, "dim"), (screen.sign(family.sign, family.ascii), own)], ""
    else:
        said += screen.sign(family.sign, family.ascii)
    if "contested" in row["flags"]:
        said += Marks.on(screen).contested
    documents = len({each["target_source"] for each in one.rows})
    if documents > 1:
        parts += [
            (said, "dim"),
            (screen.pick(f" {documents}份文件", f" {documents} documents"), "dim"),
        ]
        said = ""
    return [*parts, (said + close, "dim")]
