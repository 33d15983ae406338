"""What stands around a chart: title, summary in words, its numbers as a table, its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from czplan.report.model import Both, Chart
from czplan.views import numbers

__all__ = ["bars", "series", "stack"]

Drawn = Sequence[Mapping[str, Any]]

LANGS = ("zh", "en")
CITED = Both("来源：本页各目标所引文件。", "From the documents that each goal on this page cites.")


def stack(key: str, title: Both, drawn: Drawn, head: Both, size: str) -> Chart:
    """Return the place of a chart of counts; `head` says what its groups are."""
    codes = list(dict.fromkeys(row["code"] for row in sorted(drawn, key=lambda row: row["rank"])))
    names = {row["code"]: Both(row["name_zh"], row["name_en"]) for row in drawn}
    groups: dict[Both, Counter[str]] = {}
    for row in drawn:
        group = groups.setdefault(Both(row["group_zh"], row["group_en"]), Counter())
        group[row["code"]] += row["count"]
    totals = sum(groups.values(), Counter[str]())
    summary = Both(
        "，".join(f"{names[code].zh} {totals[code]}" for code in codes) + "。",
        ", ".join(f"{names[code].en} {totals[code]}" for code in codes) + ".",
    )
    return Chart(
        key,
        title,
        summary,
        head=[head, *(names[code] for code in codes), Both("合计", "all")],
        body=[
            [group, *(_count(counts[code]) for code in codes), _count(counts.total())]
            for group, counts in groups.items()
        ],
        sources=CITED,
        size=size,
    )


def bars(key: str, title: Both, summary: Both, drawn: Drawn, goal: str = "") -> Chart:
    """Return the place of a chart of goals; `goal` is the one that all its bars belong to."""
    head = [
        Both("目标", "Goal"),
        Both("目标原文", "As stated"),
        Both("公布数", "As reported"),
        Both("已达", "Reached"),
        Both("应达", "Expected"),
        Both("结论", "Verdict"),
    ]
    body = [
        [
            Both(row["name_zh"], row["name_en"]),
            _same(row["stated"]),
            _same(row["reported"]),
            Both(*(numbers.percent(row["share"], lang) for lang in LANGS)),
            _same(row["expected_text"]),
            Both(row["verdict_zh"], row["verdict_en"]),
        ]
        for row in drawn
    ]
    return Chart(key, title, summary, head, body, sources=CITED, goal=goal)


def series(key: str, name: Both, drawn: Drawn, unit: str) -> Chart:
    """Return the place of an indicator's chart; it needs a figure and a goal."""
    points = [row for row in drawn if row["what"] == "figure"]
    goals = [row for row in drawn if row["what"] == "goal"]
    last, goal = points[-1], max(goals, key=lambda row: float(row["t"]))
    reached, asked = f"{last['period']}", f"{goal['period']}"
    summary = Both(
        f"{reached}：{last['stated']}；{asked}年目标：{goal['stated']}。",
        f"{reached}: {last['stated']}; goal for {asked}: {goal['stated']}.",
    )
    head = [
        Both("时期", "Period"),
        Both("类别", "What"),
        Both("原文", "As stated"),
        Both("读作", "Read as"),
        Both("来源", "From"),
    ]
    what = {"figure": Both("公布数", "reported"), "goal": Both("目标", "goal")}
    told = [*points, *goals]
    body = [
        [
            _same(row["period"]),
            what[row["what"]],
            _same(row["stated"]),
            Both(*(numbers.interval(row["low"], row["high"], unit, lang) for lang in LANGS)),
            Both(row["label_zh"], row["label_en"]),
        ]
        for row in told
    ]
    labels = dict.fromkeys(Both(row["label_zh"], row["label_en"]) for row in told)
    return Chart(
        key,
        name,
        summary,
        head,
        body,
        sources=_from([label for label in labels if label.zh]),
        size="half",
        goal=goal["goal"],
    )


def _from(labels: Sequence[Both]) -> Both:
    """Name the first document and say how many more; the table names each figure's own."""
    if not labels:
        return Both("", "")
    more = len(labels) - 1
    return Both(
        f"来源：{labels[0].zh}" + (f"，另 {more} 份见表格" if more else ""),
        f"From: {labels[0].en}" + (f", and {more} more named in the table" if more else ""),
    )


def _same(text: str) -> Both:
    return Both(text, text)


def _count(number: int) -> Both:
    return _same(str(number))
