"""One data set in two notations: YAML and CSV, rows in any order, say the same."""

from __future__ import annotations

import csv
import json
import tempfile
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cli_process import run
from hypothesis import given, settings
from hypothesis import strategies as st

import czplan
from czplan import dataset

MEASURED = {
    "firms": ("家", "stock", "up"),
    "output": ("元", "flow", "up"),
    "growth": ("%", "growth", "up"),
    "prices": ("%", "growth", "down"),
    "cover": ("%", "share", "up"),
    "poor": ("%", "share", "down"),
    "added": ("个", "additions", "up"),
    "place": ("位", "rank", "down"),
    "air": ("点", "index", "up"),
}
BEFORE = (
    ". 达到 突破 近 约 超 不低于 增长 下降 提高 减少 涨幅 控制在 翻 新增 前 第 每年新增 稳定在"
    " 比上年多 高于全国 年底前达到 累计"
)
NUMBERS = (
    "0 1 2 3 5 7 8 10 12 20 30 45.5 50 95 99.5 100 120 450 1000 三 十二 三分之一 1/3 [18] 5—8 -3"
    " 2.0"
)
AFTER = ". % 家 元 亿元 万个 个 位 点 成 番 倍 个百分点 （亿元） P 季度 月 年 ‰"
HEDGES = ". 以上 以内 左右 多 出头 以下"
PARTS = [
    st.sampled_from([word.replace(".", "") if word == "." else word for word in words.split()])
    for words in (BEFORE, NUMBERS, AFTER, HEDGES)
]
PLAIN = ["翻一番", "全覆盖", "清零", "零增长", "持续提高", "与经济增长同步", "不高于全国平均水平"]
WORDS = st.builds("".join, st.tuples(*PARTS)) | st.sampled_from(PLAIN)
GOAL = st.fixed_dictionaries(
    {"indicator": st.sampled_from([*MEASURED, ""]), "stated": WORDS},
    optional={
        "direction": st.sampled_from(["up", "down", "keep"]),
        "due": st.sampled_from(["2024", "2025", "none"]),
        "start": st.just("2023"),
        "kind": st.sampled_from(["each-year", "average-growth"]),
        "cut": st.booleans(),
    },
)
FIGURE = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from([*MEASURED]),
        "period": st.sampled_from(["2023", "2024", "2025", "2025-09"]),
        "stated": WORDS,
    },
    optional={"status": st.sampled_from(["final", "preliminary"]), "cut": st.booleans()},
)


def quoted(record: dict[str, Any]) -> str:
    """The text beside the words: they stand in it whole, or cut one of its numbers."""
    return record["stated"] + ("0" if record.get("cut") else "。")


def goals_of(goals: list[dict[str, Any]]) -> list[dict[str, str]]:
    rows = []
    for number, goal in enumerate(goals):
        row = {
            "plan": "p",
            "slug": f"g{number}",
            "stated": goal["stated"],
            "text": quoted(goal),
            "line": "1",
        }
        row |= {name: goal[name] for name in ("direction", "due", "start", "kind") if name in goal}
        row |= (
            {"indicator": goal["indicator"]} if goal["indicator"] else {"name_zh": f"目标{number}"}
        )
        rows.append(row)
    return rows


def figures_of(figures: list[dict[str, Any]]) -> list[dict[str, str]]:
    rows = []
    for number, figure in enumerate(figures):
        row = {
            name: figure[name]
            for name in ("indicator", "period", "stated", "status")
            if name in figure
        }
        rows.append(row | {"source": "s", "text": quoted(figure), "note": str(number)})
    return rows


def flow(row: dict[str, str], *without: str) -> str:
    cells: dict[str, Any] = {key: value for key, value in row.items() if key not in without}
    if "name_zh" in cells:
        cells["name"] = {"zh": cells.pop("name_zh")}
    return json.dumps(cells, ensure_ascii=False)


Rows = list[dict[str, str]]
Places = dict[tuple[str, int], str]


def base(folder: Path) -> None:
    folder.mkdir()
    (folder / "sources.yaml").write_text(
        "s: {title: {zh: 公报}, publisher: 局, published: 2026-03, grade: official}\n", "utf-8"
    )
    (folder / "plans.yaml").write_text(
        "p: {name: {zh: 规划}, kind: five-year-plan, start: 2024, end: 2025, source: s}\n", "utf-8"
    )
    lines = (
        f"{id}: {{name: {{zh: {id}}}, unit: '{unit}', measure: {measure}, direction: {way}}}\n"
        for id, (unit, measure, way) in MEASURED.items()
    )
    (folder / "indicators.yaml").write_text("".join(lines), "utf-8")


def as_yaml(folder: Path, goals: Rows, figures: Rows) -> Places:
    """Write the set as YAML; return which record begins on which line."""
    base(folder)
    at: Places = {}
    lines = ["p:"]
    for row in goals:
        lines.append(f"  {row['slug']}: {flow(row, 'plan', 'slug')}")
        at["targets.yaml", len(lines)] = row["slug"]
    (folder / "targets.yaml").write_text("\n".join(lines) + "\n" if goals else "{}\n", "utf-8")
    lines = []
    for indicator in dict.fromkeys(row["indicator"] for row in figures):
        lines.append(f"{indicator}:")
        own = [row for row in figures if row["indicator"] == indicator]
        for period in dict.fromkeys(row["period"] for row in own):
            lines.append(f"  {period}:")
            for row in own:
                if row["period"] == period:
                    lines.append(f"    - {flow(row, 'indicator', 'period')}")
                    at["actuals.yaml", len(lines)] = row["note"]
    (folder / "actuals.yaml").write_text("\n".join(lines) + "\n" if figures else "{}\n", "utf-8")
    return at


def as_csv(folder: Path, goals: Rows, figures: Rows) -> Places:
    """Write the set as CSV; return which record stands on which line."""
    base(folder)
    at: Places = {}
    for table, rows, key in (("targets", goals, "slug"), ("actuals", figures, "note")):
        columns = ("plan", "slug") if table == "targets" else ("indicator", "period")
        names = dict.fromkeys([*columns, "stated", *(name for row in rows for name in row)])
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(names))
            writer.writeheader()
            writer.writerows(rows)
        at |= {(f"{table}.csv", number + 2): row[key] for number, row in enumerate(rows)}
    return at


def outcome(folder: Path, at: Places) -> tuple[list[tuple[str, str, str]], list[dict[str, Any]]]:
    """Return the faults, each with its record, and the verdict rows by id; none with errors."""
    ds, faults = dataset.read(folder)
    placed = sorted(
        (fault.code, fault.file.split(".")[0], at.get((fault.file, fault.line), "nowhere"))
        for fault in faults
    )
    if ds is None:
        return placed, []
    rows = czplan.progress(ds, year=2025, all=True)
    text = rows.drop(columns="promise").sort_values("id").to_csv(index=False)
    return placed, list(csv.DictReader(text.splitlines()))


@given(st.lists(GOAL, max_size=8), st.lists(FIGURE, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_yaml_and_csv_say_the_same(goals: Rows, figures: Rows, rng: Random) -> None:
    """Equal faults at the places of the same records, and equal verdicts, rows in any order.

    First the set as it is; then without the records that have faults.
    """
    targets, actuals = goals_of(goals), figures_of(figures)
    faulty = compare(targets, actuals, rng)
    targets = [row for row in targets if ("targets", row["slug"]) not in faulty]
    compare(targets, [row for row in actuals if ("actuals", row["note"]) not in faulty], rng)


def compare(targets: Rows, actuals: Rows, rng: Random) -> set[tuple[str, str]]:
    """Read and judge a set in both notations; return the records that have faults."""
    with tempfile.TemporaryDirectory() as tmp:
        one = outcome(Path(tmp) / "y", as_yaml(Path(tmp) / "y", targets, actuals))
        mixed, reports = list(targets), list(actuals)
        rng.shuffle(mixed)
        rng.shuffle(reports)
        other = outcome(Path(tmp) / "c", as_csv(Path(tmp) / "c", mixed, reports))
    assert other == one
    return {(table, record) for _, table, record in one[0]}


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "words", [("翻2番", "翻8番"), ("达到20成", "达到10成"), ("增长99%", "100%")]
)
def test_no_wording_stands_for_another(tmp_path: Path, words: tuple[str, str], order: int) -> None:
    """Whatever stands first, each goal is read for itself (a value decides how it is read)."""
    kinds: list[Any] = [
        {"indicator": "output" if "番" in each else "cover", "stated": each} for each in words
    ]
    targets = goals_of(kinds)[::order]
    one = outcome(tmp_path / "y", as_yaml(tmp_path / "y", targets, []))
    assert outcome(tmp_path / "c", as_csv(tmp_path / "c", targets, [])) == one


def test_records_of_csv_know_their_lines(tmp_path: Path) -> None:
    targets = goals_of([{"indicator": "firms", "stated": "100家"}] * 3)
    as_csv(tmp_path / "c", targets, figures_of([]))
    ds = czplan.load(tmp_path / "c")
    assert [record.at.line for record in ds.target_records.values()] == [2, 3, 4]


def test_whatever_check_accepts_is_judged_shown_and_exported(tmp_path: Path) -> None:
    """Goals with and without indicators in many wordings: no command breaks on one of them."""
    befores, numbers, afters, hedges = (part.split() for part in (BEFORE, NUMBERS, AFTER, HEDGES))
    words = [
        "".join(parts).replace(".", "", 1) if parts[0] == "." else "".join(parts)
        for place, parts in enumerate(product(befores, numbers, [*afters], hedges[:2]))
        if place % 71 == 0
    ]
    owners = ["", *MEASURED]
    goals: Rows = [
        {"indicator": owners[place % len(owners)], "stated": each.replace(".家", "家")}
        for place, each in enumerate(["投入超过1000亿", *words])
    ]
    targets = goals_of(goals)
    folder = tmp_path / "all"
    at = as_yaml(folder, targets, [])
    faulty = {at.get((fault.file, fault.line)) for fault in dataset.read(folder)[1]}
    targets = [row for row in targets if row["slug"] not in faulty]
    figures = [
        {
            "indicator": f"p/{row['slug']}",
            "period": "2025",
            "stated": row["stated"],
            "note": f"p/{row['slug']}",
        }
        for row in targets
        if "indicator" not in row
    ]
    folder = tmp_path / "sound"
    at = as_yaml(folder, targets, figures)
    refused = {at.get((fault.file, fault.line)) for fault in dataset.read(folder)[1]}
    folder = tmp_path / "kept"
    as_yaml(folder, targets, [row for row in figures if row["note"] not in refused])
    assert len(targets) > 25
    out = str(tmp_path / "out")
    for command in (
        ["progress", "--year", "2025", "--all"],
        ["progress", "--year", "2025", "--summary"],
        ["targets", "list"],
        ["export", "xlsx", "-o", f"{out}.xlsx"],
        ["report", "-o", f"{out}.html"],
    ):
        done = run(*command, "--data", str(folder))
        assert done.status == 0, (command, done.err[-300:])
    for row in targets[:1]:
        assert run("targets", "show", f"p/{row['slug']}", "--data", str(folder)).status == 0
