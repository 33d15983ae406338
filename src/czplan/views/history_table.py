"""One indicator through time for people: its picture, its goals and how they ended, its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from czplan.period import Period
from czplan.views.cited import place_in
from czplan.views.compare_table import change_sign, moved, size
from czplan.views.figures import best_by_period
from czplan.views.fitting import Column
from czplan.views.progress import Marks
from czplan.views.readings import figure_said
from czplan.views.row_cells import raw, term, year_due
from czplan.views.row_numbers import unit_shown
from czplan.views.screen import Screen, in_signs
from czplan.views.series_picture import GoalMark, Point, chart
from czplan.views.stated import asked_by_id
from czplan.views.style import cell, verdict
from czplan.vocabulary import DIRECTIONS, FIGURE_STATUSES, GRADES, MEASURES, OUTCOMES

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Indicator

Row = Mapping[str, Any]


def headline(indicator: Indicator, ds: Dataset, screen: Screen) -> list[Text]:
    """Return the indicator's two names, and what it measures."""
    name = indicator.name
    title = cell(name.in_language(screen.lang), "bold")
    other = name.en if screen.lang == "zh" else name.zh
    if other != name.in_language(screen.lang):
        title.append_text(cell(f"  {other}", "dim"))
    facts = [
        indicator.id,
        ds.themes[indicator.theme].name(screen.lang) if indicator.theme in ds.themes else "",
        unit_shown(indicator.unit, screen.lang),
        MEASURES[indicator.measure].name(screen.lang),
        DIRECTIONS[indicator.direction].name(screen.lang),
    ]
    return [title, cell(screen.sign(" · ", ", ").join(fact for fact in facts if fact), "dim")]


def points(rows: Sequence[Row], screen: Screen) -> list[Point]:
    """Return one point a period for a picture: the figure that decides (method 5.5c).

    Where single years are reported, spans of several and parts of a year are left out of the
    picture, but for what is later than the last of them.
    """
    estimate = Marks.on(screen).estimate
    best = best_by_period([dict(row) for row in rows])
    spans = {row["period"]: Period.read(row["period"]) for row in best}
    years = {text for text, span in spans.items() if span.years == 1 and not span.is_part_year}
    last = max((spans[text].end for text in years), default=0)
    chosen = [row for row in best if row["period"] in years or spans[row["period"]].end > last]
    return [
        Point(
            period=row["period"],
            words=in_signs(figure_said(row, screen.lang, bare=True), screen),
            low=row["low"],
            high=row["high"],
            note=estimate if row["figure_status"] != "final" else "",
        )
        for row in chosen
    ]


def picture(
    figures: Sequence[Row], goals: Sequence[Row], unit: str, ds: Dataset, screen: Screen
) -> list[Text]:
    """Return the picture of the series against the latest goal with a number and a year."""
    dated = [row for row in goals if row["period"] and (row["low"] or row["high"]) is not None]
    goal = dated[-1] if dated else None
    mark = None
    if goal is not None:
        value = goal["low"] if goal["low"] is not None else goal["high"]
        asked = asked_by_id(ds, screen.lang, [goal["id"]])
        words = asked.get(goal["id"]) or goal["stated"] or ""
        mark = GoalMark(value, int(goal["period"]), in_signs(words, screen))
    own = own_goals(goals)
    several = len(set(own.values())) > 1
    return chart(points(figures, screen), mark, {}, unit, screen, own if several else None)


def own_goals(goals: Sequence[Row]) -> dict[str, float]:
    """Return each year's own goal, as last stated."""
    own: dict[str, float] = {}
    for row in goals:
        value = row["low"] if row["low"] is not None else row["high"]
        if row["period"] and value is not None:
            own[str(row["period"])] = value
    return own


def goal_columns(
    rows: Sequence[Row], ds: Dataset, screen: Screen, *, words: bool = False
) -> list[Column]:
    """Return the columns of goals in the order of their statement, changes standing out.

    `words`: the documents' words in English too.
    """
    asked = {} if words else asked_by_id(ds, screen.lang, [row["id"] for row in rows])
    ids = [row["id"] for row in rows]
    above = dict(zip(ids[1:], ids, strict=False))
    years = {row["id"]: row["period"] for row in rows}

    def plan(row: Row) -> str:
        one = ds.plan_records.get(row["plan"])
        return one.name.in_language(screen.lang) if one else str(row["plan"])

    def change(row: Row) -> Text:
        if row["change"] in {None, "kept"}:
            return change_sign(row["change"], screen)
        text = change_sign(row["change"], screen, moved(row))
        text.stylize("bold")
        by = size(row, row["unit"], screen)
        if by.plain:
            text.append(" ")
            text.append_text(by)
        base = row["previous"]
        if base and base != above.get(row["id"]) and years.get(base) not in (None, row["period"]):
            text.append(screen.pick(f" 比{years[base]}年的", f" on that for {years[base]}"))
        return text

    def stated(row: Row) -> Text:
        return cell(in_signs(asked.get(row["id"], row["stated"] or ""), screen))

    return [
        Column("规划", "Plan", plan, 1, 12, 22),
        Column("原文", "Words" if words else "Asked", stated, 0, 12, 16),
        Column("期限", "Due", year_due(screen, "period"), 0, 4, right=True),
        Column("变化", "Change", change, 0, 10, 12),
        Column("结论", "Verdict", lambda r: verdict(r["status"], screen, finer=True), 0, 10, 10),
        Column("编号", "Id", raw("id", "dim"), 3, 12),
    ]


def figure_columns(
    ds: Dataset, screen: Screen, *, words: bool = False, whole: bool = False
) -> list[Column]:
    """Return the columns of figures by time, with their status and their source's grade.

    `words`: the documents' words in English too; `whole`: the words with their reading, and where
    in its document each stands (rows of `goal_figures`).
    """

    def said(row: Row) -> Text | str:
        if row["stated"] and words:
            return cell(row["stated"])
        if row["outcome"] in OUTCOMES:
            return OUTCOMES[row["outcome"]].name(screen.lang)
        return cell(in_signs(figure_said(row, screen.lang), screen))

    def source(row: Row) -> str:
        one = ds.source_records.get(row["source"] or "")
        told = [one.title.in_language(screen.lang) if one else ""]
        told += [place_in(row["report"], screen.lang)] if whole else []
        return screen.pick("，", ", ").join(filter(None, told))

    def stated(row: Row) -> str:
        return str(row["stated"] or row["report"]["text"] or "")

    def read(row: Row) -> Text | str:
        return said({**row, "stated": None})

    status = term("figure_status", FIGURE_STATUSES, screen, usual="final")
    figures = [Column("数据", "Figure", said, 0, 10)]
    if whole:
        figures = [Column("原文", "As reported", stated), Column("读作", "Read as", read)]
    return [
        Column("时期", "Period", raw("period"), 0, 7),
        *figures,
        Column("状态", "Status", status, 2, 4),
        Column("范围", "Scope", raw("scope", usual="city"), 2, 6),
        Column("等级", "Grade", term("grade", GRADES, screen), 1, 5),
        Column("来源", "Source", source, 3, 16),
    ]
