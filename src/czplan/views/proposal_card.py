"""A proposal as a person decides about it: its sentence with the figure marked, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan import sinks
from czplan.vocabulary import MEASURES, OPERATORS

if TYPE_CHECKING:
    from rich.text import Text

    from czplan.views.fitting import Row
    from czplan.views.screen import Screen, Shown

_ENDS = "。！？!?\n"


def reading(row: Mapping[str, Any], lang: str) -> str:
    """Return what the words of a proposal come to: `>= 5%`."""
    from czplan.views.row_numbers import amount

    ends = [
        amount(end, row["unit"], lang)
        for end in dict.fromkeys((row["low"], row["high"]))
        if end is not None
    ]
    operator = row["operator"]
    if not ends:
        if operator in OPERATORS:
            return OPERATORS[operator].name(lang)
        outside = ("门槛在文外", "its bar is set outside the text")
        return outside[lang == "en"] if operator == "external" else str(operator)
    words = {
        "=": ("", ""),
        "range": ("", ""),
        "around": ("约", "about "),
        "above": ("高 ", "above "),
    }
    sign = words.get(operator, (f"{operator} ", f"{operator} "))[lang == "en"]
    return f"{sign}{'–'.join(ends)}"


def in_sentence(row: Mapping[str, Any], text: str, out: Screen) -> Text:
    """Return a proposal's sentence with its figure marked."""
    from rich.text import Text

    lines = text.split("\n")
    line = lines[row["line"] - 1] if 0 < row["line"] <= len(lines) else row["text"]
    start = max(0, row["column"] - 1)
    if not line.startswith(row["stated"], start):
        start = max(0, line.find(row["stated"]))
    end = start + len(row["stated"])
    first = max((line.rfind(mark, 0, start) for mark in _ENDS), default=-1) + 1
    stops = [at for mark in _ENDS if (at := line.find(mark, end)) >= 0]
    last = min(stops, default=len(line)) + 1
    first, last = max(first, start - 250), min(last, end + 150)
    said = Text(sinks.plain(line[first:start].lstrip()))
    marked = sinks.plain(line[start:end])
    if out.colour:
        said.append(marked, style="bold reverse")
    else:
        said.append(f"[{marked}]")
    said.append(sinks.plain(line[end:last].rstrip()))
    return said


_MARKS = {"y": "✓", "n": "✗", "": "·"}
_PLAIN_MARKS = {"y": "+", "n": "x", "": "."}


def _mark(take: str, out: Screen) -> str:
    return (_PLAIN_MARKS if out.ascii else _MARKS)[take]


def in_list(row: Mapping[str, Any], take: str, out: Screen, *, here: bool) -> Text:
    """Return a proposal as one line of a list."""
    from rich.text import Text

    kind = out.pick("目标", "goal") if row["class"] == "goal" else out.pick("数据", "figure")
    line = f"{'>' if here else ' '}{_mark(take, out)} {row['line']:>4} {kind} {row['text']}"
    return Text(
        sinks.plain(line),
        style="bold" if here and out.colour else "",
        no_wrap=True,
        overflow="ellipsis",
    )


def card(row: Mapping[str, Any], take: str, text: str, out: Screen) -> Text:
    """Return a proposal as a person decides about it: its sentence, what was read, and why."""
    from rich.text import Text

    pick = out.pick
    goal = row["class"] == "goal"
    made = Text("\n")
    made.append_text(in_sentence(row, text, out))
    made.append("\n\n")
    when = (
        "–".join(str(year) for year in dict.fromkeys((row["start"], row["due"])) if year)
        if goal
        else row["period"]
    )
    if row["status"] == "estimate":
        when = f"{when or ''}{pick('（预计）', ' (estimate)')}"
    new = pick("（新）", "(new)")
    measure = MEASURES[row["measure"]].name(out.lang) if row["measure"] in MEASURES else ""
    measure = measure and pick(f"（{measure}）", f"({measure})")
    lines = [
        (pick("类", "Class"), pick("目标", "goal") if goal else pick("数据", "figure")),
        (pick("指标", "Indicator"), f"{row['name']}  {row['indicator'] or new}"),
        (pick("措辞", "Words"), str(row["stated"])),
        (pick("读作", "Reading"), f"{reading(row, out.lang)}  {measure}"),
        (pick("期限", "Due") if goal else pick("时期", "Period"), str(when or "")),
        *([(pick("范围", "Scope"), str(row["scope"]))] if row["scope"] != "city" else []),
        (pick("把握", "Confidence"), f"{row['confidence']:.2f}"),
        (pick("依据", "Why"), str(row["why"])),
        (pick("决定", "Decision"), f"{_mark(take, out)} {take or pick('未定', 'open')}"),
    ]
    for label, value in lines:
        made.append(f"{label}{pick('：', ': ')}", style="dim" if out.colour else "")
        made.append(sinks.plain(value) + "\n")
    return made


def table(rows: Sequence[Mapping[str, Any]], out: Screen) -> Shown:
    """Return proposals as a table by line, the figure of each marked in its words."""
    from czplan.quantity import show_number
    from czplan.views.fitting import Column, fit
    from czplan.views.style import cell

    if not rows:
        return cell(out.pick("没有可提议的。", "Nothing to propose."))

    def marked(row: Row) -> Text:
        before, stated, after = str(row["text"]).partition(str(row["stated"]))
        return cell(before) + cell(stated, style="bold") + cell(after)

    def when(row: Row) -> str:
        if row["class"] == "figure":
            return str(row["period"] or "")
        return str(row["due"] or "")

    kinds = {"goal": out.pick("目标", "goal"), "figure": out.pick("数据", "figure")}
    files = len({row["file"] for row in rows}) > 1
    columns = [
        *([Column("文件", "File", lambda r: Path(r["file"]).name, 3, 8)] if files else []),
        Column("行", "Line", lambda r: f"{r['line']}:{r['column']}", 0, 5, right=True),
        Column("类", "Class", lambda r: kinds[r["class"]], 0, 4),
        Column("原文", "Words", marked, 0, 20),
        Column("数", "Value", lambda r: reading(r, out.lang), 0, 10),
        Column("年", "Year", when, 0, 5),
        Column("指标", "Indicator", lambda r: r["indicator"] or r["name"], 1, 10),
        Column("把握", "Confidence", lambda r: show_number(r["confidence"]), 2, 4, right=True),
    ]
    return fit(rows, columns, out).table
