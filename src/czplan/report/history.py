"""The rows that the charts draw, from verdict rows and the data set.

The same rows are the charts' tables for readers who can't or won't look.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from czplan.period import Period
from czplan.report.cards import Cards, interpreted
from czplan.report.model import Both, GoalRow
from czplan.views import numbers
from czplan.vocabulary import CHANGES, FAMILIES

__all__ = [
    "AXES",
    "BARS_SHOWN",
    "axis_of",
    "change_rows",
    "family_rows",
    "goal_rows",
    "important",
    "part_rows",
    "series_rows",
]

Values = Mapping[str, Any]
Drawn = list[dict[str, Any]]

SERIES_SHOWN = 12
"""How many indicators get a chart on the page itself; every other has one in its card."""
GROUPS_SHOWN = 30
"""How many plans or themes have a bar of their own; the others share the last."""
BARS_SHOWN = 40
"""How many goals the chart of bars holds, worst first."""


def family_rows(rows: Sequence[GoalRow], by: str) -> Drawn:
    """Count the goals of each plan or theme by family; groups in the order of their first goal.

    `by` is `plan` or `theme`.
    """
    counted: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(FAMILIES, 0))
    names: dict[str, Both] = {}
    for row in rows:
        code = row.plan if by == "plan" else row.theme
        names.setdefault(code, row.plan_name if by == "plan" else row.theme_name)
        counted[code][row.family] += 1
    groups: list[tuple[Both, Mapping[str, int]]] = [
        (names[code], counts) for code, counts in counted.items()
    ]
    groups.sort(key=lambda group: -sum(group[1].values()))
    if len(groups) > GROUPS_SHOWN:
        rest = Counter[str]()
        for _, counts in groups[GROUPS_SHOWN - 1 :]:
            rest.update(counts)
        more = len(groups) - GROUPS_SHOWN + 1
        groups[GROUPS_SHOWN - 1 :] = [(Both(f"其余 {more} 个", f"{more} others"), rest)]
    return _stack(groups, {code: Both(term.zh, term.en) for code, term in FAMILIES.items()})


def change_rows(pairs: Iterable[tuple[Both, Mapping[str, int]]]) -> Drawn:
    """Count what became of each plan's goals; `pairs` name two plans and give counts by change."""
    return _stack(list(pairs), {code: Both(term.zh, term.en) for code, term in CHANGES.items()})


def _stack(groups: Sequence[tuple[Both, Mapping[str, int]]], names: Mapping[str, Both]) -> Drawn:
    return [
        {
            "group_zh": group.zh,
            "group_en": group.en,
            "order": order,
            "code": code,
            "rank": rank,
            "name_zh": name.zh,
            "name_en": name.en,
            "count": counts[code],
            "total": sum(counts.values()),
        }
        for order, (group, counts) in enumerate(groups)
        for rank, (code, name) in enumerate(names.items())
        if counts.get(code)
    ]


def goal_rows(rows: Sequence[GoalRow]) -> Drawn:
    """Return all goals that have both a progress and an expected one, in the order given.

    A chart shows the first `BARS_SHOWN`.
    """
    fit = [row for row in rows if row.share_kind == "progress" and row.expected is not None]
    return _bars(fit)


def part_rows(goal: str, parts: Sequence[GoalRow]) -> Drawn:
    """Return the tiers of a ladder, each with the part reached; all open the whole goal.

    A tier without a figure has no bar, but its words.
    """
    drawn = _bars(parts)
    for row, part in zip(drawn, parts, strict=True):
        row["goal"] = goal
        row["share_text_zh"] = f"公布 {part.reported or '无'} / 目标 {part.stated}"
        row["share_text_en"] = f"reported {part.reported or 'none'} / goal {part.stated}"
    return drawn


def _bars(rows: Sequence[GoalRow]) -> Drawn:
    drawn = []
    for order, (row, name) in enumerate(zip(rows, _distinct(rows), strict=True)):
        drawn.append(
            {
                "goal": row.id,
                "name_zh": name.zh,
                "name_en": name.en,
                "order": order,
                "share": row.share,
                "expected": row.expected,
                "expected_text": numbers.percent(row.expected, "en", 0) or "–",
                "share_text_zh": row.share_text.zh,
                "share_text_en": row.share_text.en,
                "family": row.family,
                "verdict_zh": row.verdict.zh,
                "verdict_en": row.verdict.en,
                "stated": row.stated or "–",
                "reported": row.reported or "–",
            }
        )
    return drawn


def _distinct(rows: Sequence[GoalRow]) -> list[Both]:
    """Return the rows' names, those that are the same told apart by year, plan or id."""
    names = [row.name for row in rows]
    for zh, en in (
        ("{0.due}", "{0.due}"),
        ("{0.plan_name.zh}", "{0.plan_name.en}"),
        ("{0.id}",) * 2,
    ):
        count = Counter(names)
        names = [
            Both(f"{name.zh}（{zh.format(row)}）", f"{name.en} ({en.format(row)})")
            if count[name] > 1
            else name
            for row, name in zip(rows, names, strict=True)
        ]
    return names


def series_rows(cards: Cards, indicator: str, scope: str) -> Drawn:
    """Return an indicator's figures, its judged goals, and their paths from the baseline."""
    ds = cards.ds
    drawn: Drawn = []
    for row in cards.figures.get((indicator, scope), ()):
        ends = interpreted(ds, row)
        if ends is None or ends == (None, None):
            continue
        span = Period.read(row["period"])
        if not _comparable(span, ds.indicator_records[indicator].measure):
            continue
        source = ds.source_records.get(row["source"] or "")
        label = Both(source.title.zh, source.title.en) if source else Both("", "")
        drawn.append(
            _point("figure", span.end / 12, ends, row["period"], row["stated"] or "", label)
        )
    drawn.sort(key=lambda point: float(point["t"]))
    # of several reports of one time the line joins the narrowest, of equals the last
    best = {point["t"]: point for point in sorted(drawn, key=lambda p: p["low"] - p["high"])}
    for point in drawn:
        point["joined"] = best[point["t"]] is point
    for values in cards.judged.get((indicator, scope), ()):
        if not values["due"]:
            continue
        ends = values["target_low"], values["target_high"]
        if ends == (None, None) or values["kind"] in _NOT_A_LEVEL:
            continue
        plan = ds.plan_records[values["plan"]]
        label = Both(plan.name.zh, plan.name.en)
        goal = _point(
            "goal", float(values["due"]), ends, str(values["due"]), values["stated"] or "", label
        )
        drawn.append(goal | {"goal": values["id"]})
        start, period = values["baseline_low"], values["baseline_period"]
        if start is not None and period and values["kind"] in _ON_A_LINE:
            first = Period.read(period).end / 12
            for t, value in ((first, start), (float(values["due"]), goal["value"])):
                drawn.append({"what": "path", "t": t, "value": value, "line": values["id"],
                              "low": value, "high": value})  # fmt: skip
    return drawn


def _comparable(span: Period, measure: str) -> bool:
    """Tell whether a figure stands beside full-year ones: a part of a year's flow doesn't."""
    return span.years == 1 or (measure not in _OVER_A_SPAN and span.years == 0)


_OVER_A_SPAN = ("flow", "additions", "growth")
_ON_A_LINE = ("level", "share", "coverage", "rank")
_NOT_A_LEVEL = ("reduction", "average-growth", "parity", "direction", "composite", "ladder")


def _point(
    what: str,
    t: float,
    ends: tuple[float | None, float | None],
    period: str,
    stated: str,
    label: Both,
) -> dict[str, Any]:
    low, high = ends
    held = [end for end in ends if end is not None]
    value = held[0] if len(held) == 1 else held[0] / 2 + held[1] / 2
    low, high = (low, high) if len(held) == 2 and what == "figure" else (value, value)
    if what == "goal":
        low = high = value = held[0]
    return {
        "what": what, "t": t, "value": value, "low": low, "high": high, "period": period,
        "stated": stated, "label_zh": label.zh, "label_en": label.en,
    }  # fmt: skip


def important(cards: Cards) -> list[tuple[str, str, Drawn]]:
    """Return the indicators worth a chart: indicator, scope and rows, most telling first.

    One needs two figures of different times and a goal that can be drawn; those with most
    goals and figures come first, as they say most about whether goals and figures agree.
    """
    ranked = []
    for place, (indicator, scope) in enumerate(cards.judged):
        drawn = series_rows(cards, indicator, scope)
        times = {point["t"] for point in drawn if point["what"] == "figure"}
        goals = sum(point["what"] == "goal" for point in drawn)
        paths = sum(point["what"] == "path" for point in drawn)
        if len(times) >= 2 and goals:
            ranked.append((-(len(times) + 2 * goals + paths), place, indicator, scope, drawn))
    ranked.sort(key=lambda one: one[:2])
    return [(indicator, scope, drawn) for _, _, indicator, scope, drawn in ranked]


AXES: Mapping[str, tuple[tuple[float, str, str], ...]] = {
    "zh": ((1e12, "万亿", ""), (1e8, "亿", ""), (1e4, "万", "")),
    "en": ((1e12, "trillion", " "), (1e9, "billion", " "), (1e6, "million", " ")),
}


def axis_of(drawn: Sequence[Values], unit: str, lang: str) -> tuple[float, str]:
    """Return how many base units an axis counts as one, and the axis's unit by name."""
    name = numbers.unit_name(unit, lang)
    if not drawn or unit in ("%", "‰"):
        return 1.0, name
    largest = max(abs(float(point["value"])) for point in drawn)
    for scale, word, gap in AXES[lang]:
        if largest >= scale:
            return scale, f"{word}{gap}{name}"
    return 1.0, name
