"""Many goals in one data set, so that a property is tested on all of them at once."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import czplan

RUNNING = ("regressing", "lagging", "slow", "on_track", "ahead", "met_early")
FINAL = ("not_met", "partly_met", "nearly_met", "met_tolerance", "met")
"""Verdicts on an exact figure from worst to best, before the due date and at it."""
RANK = {status: rank for order in (RUNNING, FINAL) for rank, status in enumerate(order)}
RANK["in_progress"] = -1
"""Only `met_early` stands beside it, where the pace can't be known."""


@dataclass(frozen=True)
class Asked:
    """One goal, what measures it, and its figures by period."""

    stated: str
    figures: Mapping[str, str]
    unit: str = "家"
    measure: str = "stock"
    direction: str = "up"
    start: int = 2021
    due: int = 2025
    fields: Mapping[str, str] = field(default_factory=dict)
    reference: Mapping[str, str] | None = None
    reports: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Several reports of one period."""

    def with_figure(self, period: str, stated: str) -> Asked:
        """Return the goal with one more figure."""
        return replace(self, figures={**self.figures, period: stated})

    @property
    def plan(self) -> str:
        """The id of the plan that the goal belongs to."""
        return f"p{self.start}-{self.due}"


def write(
    folder: Path,
    goals: Sequence[Asked],
    shuffle: random.Random | None = None,
    *,
    over: int | None = None,
) -> None:
    """Write the goals as a data set; with `shuffle`, every table's rows in another order.

    With `over`, another indicator has a full-year figure of that year: it is over (method 2.8).
    """
    indicators, targets, actuals = [], [], []
    if over is not None:
        indicators.append("other: {name: {zh: 其他}, unit: 家, measure: stock, direction: up}\n")
        actuals.append(
            {"indicator": "other", "period": str(over), "stated": "1家", "source": "report"}
        )
    for number, goal in enumerate(goals):
        name = f"i{number}"
        kind = f"unit: '{goal.unit}', measure: {goal.measure}, direction: {goal.direction}"
        indicators.append(f"{name}: {{name: {{zh: 指标}}, {kind}}}\n")
        row = {"plan": goal.plan, "slug": name, "stated": goal.stated, "text": goal.stated}
        row |= {"line": "1", **goal.fields}
        if goal.reference is not None:
            row["reference"] = f"{name}-reference"
            indicators.append(f"{name}-reference: {{name: {{zh: 参照}}, {kind}}}\n")
        targets.append(row)
        tables = {name: goal.figures, f"{name}-reference": goal.reference or {}}
        actuals += [
            {"indicator": key, "period": period, "stated": stated, "source": "report"}
            for key, figures in tables.items()
            for period, stated in figures.items()
        ]
        actuals += [
            {"indicator": name, "period": period, "stated": stated, "source": "report"}
            for period, several in goal.reports.items()
            for stated in several
        ]
    plans = sorted({(goal.plan, goal.start, goal.due) for goal in goals})
    kind = "name: {zh: 规划}, kind: programme, source: plan"
    plan_rows = [f"{plan}: {{{kind}, start: {start}, end: {due}}}\n" for plan, start, due in plans]
    for rows in (indicators, targets, actuals, plan_rows):
        if shuffle:
            shuffle.shuffle(rows)  # type: ignore[arg-type]
    source = "{title: {zh: 文件}, publisher: 市政府, published: 2000, grade: official}"
    (folder / "sources.yaml").write_text(f"plan: {source}\nreport: {source}\n", encoding="utf-8")
    (folder / "plans.yaml").write_text("".join(plan_rows), encoding="utf-8")
    (folder / "indicators.yaml").write_text("".join(indicators), encoding="utf-8")
    _write_csv(folder / "targets.csv", targets)
    _write_csv(folder / "actuals.csv", actuals)


def _write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        # the reader takes one ' off a text that would else be a formula to a spreadsheet
        writer.writerows(
            {k: "'" + v if v.startswith(("-", "+", "=", "@")) else v for k, v in row.items()}
            for row in rows
        )


def verdicts(
    goals: Sequence[Asked],
    year: int,
    shuffle: random.Random | None = None,
    *,
    over: bool = False,
    as_of: str | None = None,
) -> list[dict[str, Any]]:
    """Judge the goals; return their rows in the goals' order, without rows of parts.

    With `over`, the year is over whatever figures the goals have; with `as_of`, on that day.
    """
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), goals, shuffle, over=year if over else None)
        frame = czplan.progress(czplan.load(folder), year, as_of=as_of, all=True)
    rows = {row["id"]: row for row in frame.to_dict("records")}
    return [rows[f"{goal.plan}/i{number}"] for number, goal in enumerate(goals)]
