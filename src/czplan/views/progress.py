"""The verdicts of a year for people: a headline, then one line a goal, worst first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from czplan.views.bars import bar, strip
from czplan.views.fitting import Column, Layout, layout
from czplan.views.lists import name_of, words_of
from czplan.views.numbers import interval, percent
from czplan.views.screen import Screen
from czplan.views.style import cell, colour, verdict
from czplan.views.summary import completion, goals
from czplan.vocabulary import FAMILIES, GRADES, OPEN_SDG_STATUSES, STATUSES

__all__ = [
    "Known",
    "Marks",
    "columns",
    "figure",
    "headline",
    "how_far",
    "open_sdg",
    "progress_layout",
    "rate",
    "tally",
]

Row = Mapping[str, Any]

EXPECTING = frozenset({"estimate", "preliminary"})


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs beside a figure, in what the screen can write."""

    estimate: str
    conflict: str
    low: str = ">"
    high: str = "<"

    @classmethod
    def on(cls, screen: Screen) -> Marks:
        """Return the marks for a screen."""
        conflict = screen.sign("⚑", "") or screen.sign("※", "!")
        return cls(screen.sign("≈", "~"), conflict)


def figure(row: Row, screen: Screen) -> Text:
    """Return the figure that decided: its words, its period, and its marks."""
    marks = Marks.on(screen)
    words = row["actual_stated"]
    if words is None:
        words = interval(
            row["actual_low"], row["actual_high"], row["unit"], screen.lang, row["actual_sure"]
        )
    if not words:
        return Text("")
    text = cell(words)
    if row["actual_period"] is not None:
        text.append(" ")
        text.append_text(cell(row["actual_period"], "dim"))
    signs = ""
    if row["actual_status"] in EXPECTING:
        signs += marks.estimate
    signs += {"low": marks.low, "high": marks.high}.get(str(row["actual_sure"]), "")
    if "conflict" in row["flags"]:
        signs += marks.conflict
    if signs:
        text.append(f" {signs}", style="bold")
    return text


def _far(row: Row) -> tuple[float | None, float | None]:
    """Return what the bar shows: the way since the baseline, else the share attained."""
    if row["progress_low"] is not None or row["progress_high"] is not None:
        return row["progress_low"], row["progress_high"]
    return row["attainment_low"], row["attainment_high"]


def how_far(row: Row, screen: Screen, width: int) -> Text:
    """Return the bar with its number."""
    low, high = _far(row)
    if low is None and high is None:
        return Text("")
    style = colour(row["family"])
    text = bar(low, high, row["expected"], screen, width=width, style=style)
    if low is None:
        number = f"<{percent(high, screen.lang, 0)}"
    elif high is None:
        number = f">{percent(low, screen.lang, 0)}"
    else:
        number, most = percent(low, screen.lang, 0), percent(high, screen.lang, 0)
        if most != number:
            number = f"{number.rstrip('%')}{screen.sign('–', '-')}{most}"
    return text + Text(f" {number}")


def _name(row: Row, screen: Screen) -> Text:
    """Return the goal's name; a part is set in under its goal."""
    name = name_of(row, screen)
    if "#" in str(row["id"]):
        return cell(f"{screen.sign('└', '-')} {name}")
    return cell(name)


def _due(row: Row, screen: Screen) -> str:
    return screen.pick("未写", "none") if row["due"] is None else str(row["due"])


def _grade(row: Row, screen: Screen) -> str:
    code = row["grade"]
    return GRADES[code].name(screen.lang) if code in GRADES else ""


def open_sdg(row: Row, screen: Screen) -> str:
    """Return the verdict of the Open SDG method, where it was asked for."""
    status = row.get("open_sdg_status")
    return OPEN_SDG_STATUSES[status].name(screen.lang) if status else ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a verdict row lacks: the plans' names by id, and the document's words by goal."""

    plans: Mapping[str, str]
    words: Mapping[str, str]

    @classmethod
    def of(cls, ds: Any, screen: Screen) -> Known:
        """Return what a data set knows, in the language of the screen."""
        return cls(
            {id: plan.name.in_language(screen.lang) for id, plan in ds.plan_records.items()},
            {row["id"]: words_of(row, screen) for row in ds.target_rows()},
        )

    def words_for(self, row: Row) -> str:
        """Return the document's words for a row: what it states, else those of its goal."""
        return str(row["stated"] or self.words.get(row["id"], ""))


def columns(screen: Screen, known: Known) -> list[Column]:
    """Return the columns of a verdict table."""
    width = 8 if screen.width < 100 else 10 if screen.width < 140 else 16

    def of(show: Callable[[Row, Screen], Text | str]) -> Callable[[Row], Text | str]:
        return lambda row: show(row, screen)

    return [
        Column("编号", "Id", lambda row: cell(row["id"], "dim"), 7, 24),
        Column("目标", "Goal", of(_name), 0, 14, 32),
        Column("原文", "Words", lambda row: cell(known.words_for(row)), 1, 10, 11),
        Column("期限", "Due", of(_due), 4, 4, right=True),
        Column("数据", "Figure", of(figure), 0, 12, 12),
        Column("进度", "Progress", lambda row: how_far(row, screen, width), 3, width + 7),
        Column("结论", "Verdict", lambda row: verdict(row["status"], screen), 0, 10, 12),
        Column("Open SDG", "Open SDG", of(open_sdg), 2, 8, 11),
        Column("规划", "Plan", lambda row: known.plans.get(row["plan"], str(row["plan"])), 5, 12),
        Column("来源等级", "Grade", of(_grade), 6, 5),
    ]


def progress_layout(rows: Sequence[Row], screen: Screen, known: Known) -> Layout:
    """Return the layout of a verdict table for all its rows."""
    return layout(rows, columns(screen, known), screen)


def tally(rows: Sequence[Row], screen: Screen) -> Text:
    """Return how many goals are in each family, as sign, word and number."""
    text = Text(overflow="fold")
    whole = goals(rows)
    for family in FAMILIES.values():
        count = sum(row["family"] == family.code for row in whole)
        if text.plain:
            text.append("  ")
        sign = screen.sign(family.sign, family.ascii)
        text.append(f"{sign} {family.name(screen.lang)} {count}", style=colour(family.code))
    return text


def rate(rows: Sequence[Row], screen: Screen) -> str:
    """Return the completion rate as a range with its denominator (method 5.3, summary figures)."""
    done = completion(rows)
    if not done.due:
        return screen.pick("没有到期且可评估的目标", "no goal is due and assessable")
    dash = screen.sign("–", "-")
    count, share = str(done.met), percent(done.met / done.due, screen.lang)
    if done.met != done.possible:
        count = f"{count}{dash}{done.possible}"
        share = f"{share}{dash}{percent(done.possible / done.due, screen.lang)}"
    text = screen.pick(
        f"到期完成 {count}/{done.due}（{share}）", f"met when due: {count} of {done.due} ({share})"
    )
    if done.tolerance:
        word = STATUSES["met_tolerance"].name(screen.lang)
        text += screen.pick(f"，其中{word} {done.tolerance}", f", {done.tolerance} {word.lower()}")
    return text


def headline(title: str, rows: Sequence[Row], screen: Screen, rated: bool = True) -> list[Text]:
    """Return the lines above the table: title, completion if `rated`, strip, counts by family."""
    whole = goals(rows)
    counts = [
        (
            sum(row["family"] == family.code for row in whole),
            screen.sign(family.sign, family.ascii),
            colour(family.code),
        )
        for family in FAMILIES.values()
    ]
    return [
        cell(title, "bold"),
        *([cell(rate(rows, screen))] if rated else []),
        strip(counts, min(screen.width, 100)),
        tally(rows, screen),
    ]
