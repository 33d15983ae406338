"""Tables of goals, indicators, plans, documents and figures for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from czplan.views.figures import reported
from czplan.views.fitting import Column, Fitted, fit, styled
from czplan.views.layout import StyledText
from czplan.views.publishers import publisher
from czplan.views.row_cells import NUMBER, name_of, named, raw, term, year_due, years_text
from czplan.views.row_numbers import unit_shown
from czplan.views.screen import Screen, in_signs
from czplan.vocabulary import (
    CONFIDENCES,
    COVERAGES,
    DIRECTIONS,
    FIGURE_STATUSES,
    GRADES,
    KINDS,
    MEASURES,
    PLAN_KINDS,
)

Row = Mapping[str, Any]


def words_of(row: Row, lang: str) -> str:
    """Return the document's words of a goal: what it states, its tiers, or its text."""
    if row["stated"]:
        return str(row["stated"])
    tiers = row.get("tiers")
    if isinstance(tiers, Mapping):
        return ("、" if lang == "zh" else ", ").join(
            str(one.get("stated") if isinstance(one, Mapping) else one) for one in tiers.values()
        )
    return str(row.get("text") or "")


def targets(rows: Sequence[Row], ds: Any, screen: Screen, *, numbers: bool = False) -> Fitted:
    """Return the goals: id, name, the document's words, due year, kind, theme, plan.

    `numbers`: the rows are numbered (`number`), so that they can be asked on.
    """

    return fit(
        rows,
        [
            *([NUMBER] if numbers else []),
            Column("编号", "Id", raw("id", "dim"), 1, 14, 24),
            Column("目标", "Goal", named(screen), 0, 14, 32),
            Column("原文", "Words", lambda row: words_of(row, screen.lang), 0, 12, 24),
            Column("期限", "Due", year_due(screen), 2, 4, right=True),
            Column("类型", "Kind", term("kind", KINDS, screen), 4, 14),
            Column("领域", "Theme", term("theme", ds.themes, screen), 5, 16),
            Column("范围", "Scope", raw("scope", usual="city"), 6, 8),
            Column(
                "可信度", "Confidence", term("confidence", CONFIDENCES, screen, usual="high"), 7, 6
            ),
            Column("来源", "Source", raw("source", "dim"), 8, 10),
        ],
        screen,
    )


def indicators(rows: Sequence[Row], ds: Any, screen: Screen) -> Fitted:
    """Return the indicators: id, name, unit, measure, direction, theme, counts."""

    def unit(row: Row) -> StyledText | str:
        return unit_shown(row["unit"], screen.lang)

    return fit(
        rows,
        [
            Column("编号", "Id", raw("id", "dim"), 1, 14, 24),
            Column("指标", "Indicator", named(screen), 0, 14, 32),
            Column("单位", "Unit", unit, 0, 4),
            Column("度量", "Measure", term("measure", MEASURES, screen), 2, 4),
            Column("方向", "Direction", term("direction", DIRECTIONS, screen), 4, 4),
            Column("领域", "Theme", term("theme", ds.themes, screen), 3, 16),
            Column("目标", "Goals", raw("targets"), 2, 4, right=True),
            Column("数据", "Figures", raw("actuals"), 2, 4, right=True),
        ],
        screen,
    )


def plans(rows: Sequence[Row], ds: Any, screen: Screen) -> Fitted:
    """Return the plans: id, name, kind, years, count of goals, what was read, source."""

    read = term("coverage", COVERAGES, screen, none=screen.pick("未注明", "not said"))

    def years(row: Row) -> StyledText | str:
        return in_signs(years_text(row["start"], row["end"]), screen)

    return fit(
        rows,
        [
            Column("编号", "Id", raw("id", "dim"), 0, 10),
            Column("规划", "Plan", named(screen), 0, 14, 32),
            Column("类别", "Kind", term("kind", PLAN_KINDS, screen), 2, 8),
            Column("年份", "Years", years, 1, 9),
            Column("目标", "Goals", raw("targets"), 1, 4, right=True),
            Column("读到", "Read", read, 1, 4),
            Column("来源", "Source", raw("source", "dim"), 3, 10),
        ],
        screen,
    )


def sources(rows: Sequence[Row], ds: Any, screen: Screen) -> Fitted:
    """Return the documents: id, title, publisher, date, grade, counts of records."""
    return fit(
        rows,
        [
            Column("编号", "Id", raw("id", "dim"), 0, 10),
            Column("文件", "Document", named(screen, "title"), 0, 16),
            Column(
                "发布者",
                "Publisher",
                lambda r: styled(publisher(ds, r["publisher"], screen.lang)),
                2,
                8,
            ),
            Column("日期", "Date", raw("published"), 1, 7),
            Column("等级", "Grade", term("grade", GRADES, screen), 1, 5),
            Column("目标", "Goals", raw("targets"), 3, 4, right=True),
            Column("数据", "Figures", raw("actuals"), 3, 4, right=True),
        ],
        screen,
    )


def coverage(rows: Sequence[Row], ds: Any, screen: Screen) -> Fitted:
    """Return what was read of the documents; those that state goals first."""

    def read(row: Row) -> str:
        code = row["coverage"]
        if code is None:
            return screen.pick("未注明", "not said") if row["plan"] else ""
        return COVERAGES[code].name(screen.lang)

    return fit(
        rows,
        [
            Column("文件", "Document", named(screen, "title"), 0, 16, 30),
            Column("读到", "Read", read, 0, 4),
            Column("目标", "Goals", lambda row: styled(row["targets"] or ""), 0, 4, right=True),
            Column("数据", "Figures", lambda row: styled(row["actuals"] or ""), 0, 4, right=True),
            Column("未说明", "Left", raw("unexplained"), 1, 4, right=True),
            Column("经由", "Through", raw("via"), 4, 12),
            Column("等级", "Grade", term("grade", GRADES, screen), 2, 5),
            Column("日期", "Date", raw("published"), 3, 7),
            Column("编号", "Id", raw("id", "dim"), 2, 10),
        ],
        screen,
    )


def actuals(rows: Sequence[Row], ds: Any, screen: Screen) -> Fitted:
    """Return the figures: indicator, period, words (in English with their reading), and so on."""
    names = {one.id: one.name for one in ds.indicator_records.values()}
    goals = {row["id"]: row for row in ds.target_rows()}

    def name(row: Row) -> StyledText | str:
        key = row["indicator"]
        if key in names:
            return styled(names[key].in_language(screen.lang))
        return styled(name_of(goals[key], screen) if key in goals else key)

    def said(row: Row) -> StyledText | str:
        return styled(in_signs(reported(ds, row, screen.lang), screen))

    words = Column("原文", "Words", raw("stated", "dim"), 2, 10)

    status = term("status", FIGURE_STATUSES, screen, usual="final")
    return fit(
        rows,
        [
            Column("编号", "Id", raw("indicator", "dim"), 3, 14),
            Column("指标", "Indicator", name, 0, 14),
            Column("时期", "Period", raw("period"), 0, 7),
            Column("原文", "Figure", said, 0, 10),
            *([words] if screen.lang == "en" else []),
            Column("状态", "Status", status, 2, 4),
            Column("来源", "Source", raw("source", "dim"), 1, 10),
            Column("原句", "Text", raw("text"), 4, 20),
        ],
        screen,
    )
