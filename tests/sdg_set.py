"""Series of SDG trackers written as a data set in the product's own format, YAML or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from czplan.export.rows_as_text import number

Observations = Sequence[tuple[int, float]]

ADDED = ["open_sdg_progress", "open_sdg_score", "open_sdg_status"]
"""The columns that the method adds."""

EXACT = 1e-9
"""Relative difference up to which numbers are the same."""

MEASURES = (("index", "点"), ("stock", "家"), ("flow", "吨"), ("share", "%"), ("ratio", ":1"))
"""Measures and units that the series take in turn: the rule is one for all of them."""


@dataclass(frozen=True)
class Case:
    """One published case: what goes in, and what was published (None for no number)."""

    name: str
    direction: int
    base_year: int
    target: float
    target_year: int
    observations: Observations
    progress: float | None
    score: float | None
    status: str
    base: float | None = None
    chosen: tuple[float, float, float, float] | None = None
    """Base year and value, current year and value; `base` is a baseline stated by the record."""

    def words(self) -> str:
        """Return the words of a goal that asks for exactly this target."""
        figure = number(float(self.target))
        return f"达到{figure}" if self.direction > 0 else f"{figure}以内"


def _optional(text: str) -> float | None:
    return float(text) if text else None


def table(path: Path) -> list[Case]:
    """Return the rows with a target of a table of inputs and published results."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["target"]]
    return [
        Case(
            row["case_id"],
            1 if row["direction"] == "positive" else -1,
            int(float(row["base_year"])),
            float(row["target"]),
            int(float(row["target_year"])),
            [(int(float(row["current_year"])), float(row["current_value"]))]
            if row["current_value"]
            else [],
            _optional(row["expected_progress_value"]),
            _optional(row["expected_score"]),
            row["expected_status"],
            _optional(row["base_value"]),
        )
        for row in rows
    ]


def series(path: Path) -> list[Case]:
    """Return the series with a target of the published end-to-end cases."""
    text = json.loads(path.read_text(encoding="utf-8"))
    found = []
    for item in text["cases"]:
        asked = text["defaults"] | item["options"]
        if "target" not in asked:
            continue
        said = item["expected"]
        chosen = tuple(
            said[name] for name in ("base_year", "base_value", "current_year", "current_value")
        )
        found.append(
            Case(
                item["case_id"],
                1 if asked["direction"] == "positive" else -1,
                asked["base_year"],
                asked["target"],
                asked["target_year"],
                [(year, value) for year, value in item["observations"]],
                said["progress_value"],
                said["score"],
                said["status"],
                chosen=chosen,
            )
        )
    return found


def _yaml(folder: Path, name: str, records: dict[str, Any]) -> None:
    """Write a table; JSON is YAML, and quotes what needs it."""
    lines = [
        f"{json.dumps(key)}: {json.dumps(record, ensure_ascii=False)}\n"
        for key, record in records.items()
    ]
    (folder / f"{name}.yaml").write_text("".join(lines), encoding="utf-8")


def _csv(folder: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)


def common(folder: Path, indicators: dict[str, Any]) -> None:
    """Write what every set here shares: a source, a plan, and these indicators."""
    folder.mkdir(parents=True, exist_ok=True)
    _yaml(
        folder,
        "sources",
        {
            "tracker": {
                "title": {"zh": "监测表", "en": "Tracker"},
                "publisher": "统计局",
                "grade": "official",
                "published": "2026-01",
                "url": "https://example.org/tracker",
            }
        },
    )
    _yaml(
        folder,
        "plans",
        {
            "agenda": {
                "name": {"zh": "议程", "en": "Agenda"},
                "kind": "programme",
                "start": "2016",
                "end": "2030",
                "source": "tracker",
            }
        },
    )
    _yaml(
        folder,
        "indicators",
        {
            key: {"name": {"zh": f"指标{key}", "en": f"Indicator {key}"}} | record
            for key, record in indicators.items()
        },
    )


def small(
    folder: Path,
    indicators: dict[str, Any],
    targets: dict[str, Any],
    actuals: dict[str, dict[int | str, Any]],
) -> Path:
    """Write a set by hand: numbers are `value`, words are `stated`, mappings stand as they are."""
    common(folder, indicators)
    place = {"text": "……", "line": "1"}

    def target(item: Any) -> dict[str, Any]:
        record = {"stated": item} if isinstance(item, str) else dict(item)
        return {"text": record.get("stated", "……"), "line": "1"} | record

    def actual(item: Any) -> dict[str, Any]:
        if isinstance(item, str):
            item = {"stated": item, "text": item}
        elif not isinstance(item, dict):
            item = {"value": number(float(item))}
        return place | item | {"source": "tracker"}

    _yaml(folder, "targets", {"agenda": {slug: target(item) for slug, item in targets.items()}})
    _yaml(
        folder,
        "actuals",
        {
            key: {str(period): actual(item) for period, item in found.items()}
            for key, found in actuals.items()
        },
    )
    return folder


def write(folder: Path, cases: Sequence[Case], form: str) -> Path:
    """Write the cases as a data set, goals `agenda/c0`, `agenda/c1` ...; `form` is yaml or csv."""
    kinds = [MEASURES[place % len(MEASURES)] for place in range(len(cases))]
    common(
        folder,
        {
            f"c{place}": {
                "unit": unit,
                "measure": measure,
                "direction": "up" if case.direction > 0 else "down",
            }
            for place, (case, (measure, unit)) in enumerate(zip(cases, kinds, strict=True))
        },
    )
    goals, figures = [], []
    for place, case in enumerate(cases):
        goals.append(
            {
                "plan": "agenda",
                "slug": f"c{place}",
                "stated": case.words(),
                "start": str(case.base_year + 1),
                "due": str(case.target_year),
                "baseline_period": str(case.base_year),
                "baseline_stated": "" if case.base is None else number(case.base),
                "text": case.words(),
                "line": "1",
            }
        )
        figures += [
            {
                "indicator": f"c{place}",
                "period": str(year),
                "value": number(float(value)),
                "source": "tracker",
            }
            for year, value in case.observations
        ]
    if form == "csv":
        _csv(folder, "targets", goals)
        _csv(folder, "actuals", figures)
        return folder
    for goal in goals:
        baseline = {"period": goal.pop("baseline_period"), "stated": goal.pop("baseline_stated")}
        goal["baseline"] = {name: text for name, text in baseline.items() if text}
    _yaml(folder, "targets", {"agenda": {goal.pop("slug"): _rest(goal) for goal in goals}})
    nested: dict[str, dict[str, Any]] = {}
    for figure in figures:
        nested.setdefault(figure.pop("indicator"), {})[figure.pop("period")] = figure
    _yaml(folder, "actuals", nested)
    return folder


def _rest(goal: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in goal.items() if name != "plan"}
