"""One data set in two notations: YAML and CSV, rows in any order, say the same."""

from __future__ import annotations

import csv
import json
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

import czplan
from czplan import dataset
from czplan.cli.start import start

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
TIMES = (
    "较2020年 较2024年 比上年 同比 环比 年均 五年累计 三年 “十四五”期间 上半年 1—9月 全年 较基期"
    " 上年 去年 2024年末 前年 24年末 二〇二四年末 9月末 前三季度 “十三五”末"
    " 2023—2024年 2023年以来 年初 每年 到2025年每年 连续五年年均 月均 累计 到建党100周年"
)
PLAIN = ["翻一番", "全覆盖", "清零", "零增长", "持续提高", "与经济增长同步", "不高于全国平均水平"]
ODD = (
    "0123456789.,%‰-—~至到和〇零一三十百千万亿半两成倍番多余年月季度前第位个家元吨P/：:()（）[]〔〕【】“”\"'<>"
    "=≥≤≈±+*#&!?\\|{}@`lOe以上内左右增长下降提高减少不超过\t\r\n\x01\x7f\x85\xa0\u200b\u2028\u3000\ufeff"
)
HOSTILE = (
    st.text(ODD, min_size=1, max_size=12)
    .map(str.strip)
    .filter(
        lambda text: text != "" and text[0] != "'"  # a cell's guard, which YAML doesn't know
    )
)
WORDS = st.builds("".join, st.tuples(*PARTS)) | st.sampled_from(PLAIN) | HOSTILE
WORDS |= st.builds(
    "{}{}{}".format,
    st.sampled_from(TIMES.split()),
    st.sampled_from(["增长", "新增", "完成", "达到", "增速保持在", "稳定在", ""]),
    st.sampled_from(["5%", "30%", "20家", "100亿元", "5%以上", "2个百分点"]),
)
with (Path(__file__).parent / "wording_kinds.csv").open(encoding="utf-8", newline="") as file:
    WORDS |= st.sampled_from([row["words"] for row in csv.DictReader(file)])  # most are of reports
PLACES = {
    "due": st.sampled_from(["2024", "2025", "none"]),
    "start": st.just("2023"),
    "cut": st.booleans(),
    "scope": st.sampled_from(["city", "district:新区"]),
    "confidence": st.sampled_from(["high", "low"]),
    "note": st.text(ODD, min_size=1, max_size=5)
    .map(str.strip)
    .filter(lambda text: text != "" and text[0] != "'"),
}
STATED = st.fixed_dictionaries(
    {"indicator": st.sampled_from([*MEASURED, ""]), "stated": WORDS},
    optional=PLACES
    | {
        "direction": st.sampled_from(["up", "down", "keep"]),
        "kind": st.sampled_from(["each-year", "average-growth"]),
        "reference": st.sampled_from(["growth", "output", "nowhere"]),
        "baseline_period": st.sampled_from(["2020", "2023"]),
        "baseline_stated": WORDS,
        "quality": st.sampled_from(["cover", "nowhere"]),
        "milestones": st.dictionaries(st.sampled_from(["2023", "2024"]), WORDS, min_size=1),
    },
)
TASK = st.fixed_dictionaries({"kind": st.just("milestone"), "name_zh": HOSTILE}, optional=PLACES)
TIERS = st.dictionaries(st.sampled_from(["firms", "added", "nowhere"]), WORDS, min_size=1)
LADDER = st.fixed_dictionaries({"tiers": TIERS, "name_zh": st.just("梯队")}, optional=PLACES)
GOAL = STATED | STATED | TASK | LADDER
OWNERS = st.sampled_from([*MEASURED, *MEASURED, "p/g0", "p/g1", "p/g2"])
SAID = [
    st.fixed_dictionaries({"stated": WORDS}),
    st.fixed_dictionaries({"value": st.sampled_from(["12.5", "0", "-3", "1e9", "多"])}),
    st.fixed_dictionaries({"outcome": st.sampled_from(["done", "under-way", "Done"])}),
]
FIGURE = st.builds(
    lambda where, what: where | what,
    st.fixed_dictionaries(
        {
            "indicator": OWNERS,
            "period": st.sampled_from(["2023", "2024", "2025", "2025-09", "2021..2025"]),
        },
        optional={
            "status": st.sampled_from(["final", "preliminary"]),
            "cut": st.booleans(),
            "proxy": st.sampled_from(["true", "false"]),
            "scope": st.sampled_from(["city", "district:新区"]),
        },
    ),
    st.one_of(*SAID),
)


def quoted(record: dict[str, Any]) -> str:
    """The text beside the words: they stand in it whole, or cut one of its numbers."""
    words = record.get("stated") or record.get("name_zh") or "5家"
    return str(words) + ("0" if record.get("cut") else "。")


def goals_of(goals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for number, goal in enumerate(goals):
        row = {"plan": "p", "slug": f"g{number}", "text": quoted(goal), "line": "1"} | goal
        row.pop("cut", None)
        if not row.get("indicator", "x"):
            del row["indicator"]
            row["name_zh"] = f"目标{number}"
        rows.append(row)
    return rows


def figures_of(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for number, figure in enumerate(figures):
        row = figure | {"source": "s", "text": quoted(figure), "note": str(number)}
        row.pop("cut", None)
        rows.append(row)
    return rows


def flow(row: dict[str, Any], *without: str) -> str:
    cells: dict[str, Any] = {key: value for key, value in row.items() if key not in without}
    if "name_zh" in cells:
        cells["name"] = {"zh": cells.pop("name_zh")}
    for name in [name for name in cells if name.startswith("baseline_")]:
        cells.setdefault("baseline", {})[name.removeprefix("baseline_")] = cells.pop(name)
    return json.dumps(cells)  # escaped: what it writes is what is read


Rows = list[dict[str, Any]]
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


def lines(text: StringIO) -> int:
    return len(StringIO(text.getvalue(), newline="").readlines())


def as_csv(folder: Path, goals: Rows, figures: Rows) -> Places:
    """Write the set as CSV; return which record stands on which lines."""
    base(folder)
    at: Places = {}
    for table, rows, key in (("targets", goals, "slug"), ("actuals", figures, "note")):
        columns = ("plan", "slug") if table == "targets" else ("indicator", "period")
        names = dict.fromkeys([*columns, "stated", *(name for row in rows for name in row)])
        text = StringIO(newline="")
        writer = csv.DictWriter(text, list(names))
        writer.writeheader()
        for row in rows:
            first = lines(text) + 1
            writer.writerow(
                {
                    name: cell if isinstance(cell, str) else json.dumps(cell)
                    for name, cell in row.items()
                }
            )
            at |= {(f"{table}.csv", line): row[key] for line in range(first, lines(text) + 1)}
        (folder / f"{table}.csv").write_text(text.getvalue(), "utf-8", newline="")
    return at


def outcome(
    folder: Path, at: Places, *, in_order: bool = False
) -> tuple[list[tuple[str, str, str]], list[dict[str, Any]]]:
    """Return the faults, each with its record, and the verdict rows by id; none with errors.

    The first of equal promises lends its id to all: the column is compared of rows `in_order`.
    """
    ds, faults = dataset.read(folder)
    # the parts of a ladder stand in one cell, and what is said twice there is said once
    placed = sorted(
        {
            (fault.code, fault.file.split(".")[0], at.get((fault.file, fault.line), "nowhere"))
            for fault in faults
        }
    )
    if ds is None:
        return placed, []
    rows = czplan.progress(ds, year=2025, all=True)
    rows = rows if in_order else rows.drop(columns="promise")
    text = rows.sort_values("id").to_csv(index=False)
    return placed, list(csv.DictReader(text.splitlines()))


@given(st.lists(GOAL, max_size=8), st.lists(FIGURE, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_yaml_and_csv_say_the_same(goals: Rows, figures: Rows, rng: Random) -> None:
    """Equal faults at the places of the same records, and equal verdicts, rows in any order.

    First the set as it is; then without the records that have faults.
    """
    targets = goals_of(goals)
    owners = {*MEASURED, *(f"p/{row['slug']}" for row in targets)}
    actuals = figures_of([figure for figure in figures if figure["indicator"] in owners])
    faulty = compare(targets, actuals, rng)
    targets = [row for row in targets if ("targets", row["slug"]) not in faulty]
    left = {*MEASURED, *(f"p/{row['slug']}" for row in targets)}
    sound = [row for row in actuals if ("actuals", row["note"]) not in faulty]
    compare(targets, [row for row in sound if row["indicator"] in left], rng)


def compare(targets: Rows, actuals: Rows, rng: Random) -> set[tuple[str, str]]:
    """Read and judge a set in both notations; return the records that have faults."""
    with tempfile.TemporaryDirectory() as tmp:
        mixed, reports = list(targets), list(actuals)
        rng.shuffle(mixed)
        rng.shuffle(reports)
        same = mixed == targets
        at = as_yaml(Path(tmp) / "y", targets, actuals)
        one = outcome(Path(tmp) / "y", at, in_order=same)
        at = as_csv(Path(tmp) / "c", mixed, reports)
        other = outcome(Path(tmp) / "c", at, in_order=same)
    assert other == one
    return {(table, record) for _, table, record in one[0]}


BLANKS = st.text(" \t\u3000\xa0", min_size=1, max_size=2)
NAMED = ("indicator", "direction", "kind", "due", "scope", "confidence", "reference")
"""Fields of an id or of a word of a list, which has no blanks."""


def blanked(rows: Rows, blank: str, rng: Random, fields: tuple[str, ...] = ()) -> Rows:
    """The rows with blanks at the edges of some cells, of any field or of some."""
    edges = [(blank, ""), ("", blank), (blank, blank), ("", "")]
    found = []
    for row in rows:
        around = {name: rng.choice(edges) for name, cell in row.items() if isinstance(cell, str)}
        cells = {name: f"{left}{row[name]}{right}" for name, (left, right) in around.items()}
        found.append(row | {name: cells[name] for name in cells if not fields or name in fields})
    return found


def closed(rows: Rows) -> Rows:
    """The rows without white space: a wording is shown as it stands."""
    return [{name: "".join(cell.split()) for name, cell in row.items()} for row in rows]


@given(
    st.lists(STATED, min_size=1, max_size=4),
    st.lists(FIGURE, max_size=4),
    BLANKS,
    st.randoms(use_true_random=False),
)
@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_blanks_at_the_edges_of_cells(goals: Rows, figures: Rows, blank: str, rng: Random) -> None:
    """CSV loses them; in YAML's quotes they say nothing round words, and are refused round ids."""
    targets = goals_of(goals)
    owners = {*MEASURED, *(f"p/{row['slug']}" for row in targets)}
    actuals = figures_of([figure for figure in figures if figure["indicator"] in owners])
    words = ("stated", "text")
    with tempfile.TemporaryDirectory() as tmp:
        folder = Path(tmp)
        plain = outcome(folder / "c", as_csv(folder / "c", targets, actuals))
        rows, reports = blanked(targets, blank, rng), blanked(actuals, blank, rng)
        keys = as_csv(folder / "b", rows, reports)
        known = {at: key.strip() for at, key in keys.items()}
        assert outcome(folder / "b", known) == plain
        rows, reports = blanked(targets, blank, rng, words), blanked(actuals, blank, rng, words)
        faults, verdicts = outcome(folder / "q", as_yaml(folder / "q", rows, reports))
        assert (faults, closed(verdicts)) == (plain[0], closed(plain[1]))
        for name in NAMED:
            odd = next((row for row in targets if isinstance(row.get(name), str)), None)
            if odd is None:
                continue
            rows = [row | {name: f"{row[name]}{blank}"} if row is odd else row for row in targets]
            at = as_yaml(folder / name, rows, actuals)
            faults, _ = outcome(folder / name, at)
            assert any(key == odd["slug"] for _, _, key in faults), (name, faults)


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


@given(st.lists(GOAL, min_size=1, max_size=10), st.lists(FIGURE, max_size=10))
@example([{"indicator": "", "stated": "投入超过1000亿"}], [])
@settings(max_examples=4, deadline=None)
def test_whatever_check_accepts_is_judged_shown_and_exported(goals: Rows, figures: Rows) -> None:
    """Goals and figures of all kinds, with and without indicators: nothing breaks."""
    targets, actuals = goals_of(goals), figures_of(figures)
    with tempfile.TemporaryDirectory() as tmp:
        for attempt in range(4):  # without what has faults, and what hangs on it
            folder = Path(tmp) / str(attempt)
            owners = {*MEASURED, *(f"p/{row['slug']}" for row in targets)}
            actuals = [row for row in actuals if row["indicator"] in owners]
            at = as_yaml(folder, targets, actuals)
            ds, faults = dataset.read(folder)
            if ds is not None:
                break
            faulty = {at.get((fault.file, fault.line)) for fault in faults if fault.is_error}
            targets = [row for row in targets if row["slug"] not in faulty]
            actuals = [row for row in actuals if row["note"] not in faulty]
        assert ds is not None
        show_everything(ds, folder)


def show_everything(ds: czplan.Dataset, folder: Path) -> None:
    """Ask all that can be asked of a data set."""
    from czplan.export import content
    from czplan.report import page

    assert len(ds.targets) == len(ds.target_rows())
    rows = czplan.progress(ds, year=2025, all=True)
    assert set(rows["id"]) >= set(ds.targets["id"])
    czplan.progress(ds, year=2024, method="open-sdg")
    czplan.summary(ds, 2025)
    for form in ("csv", "json", "xlsx", "markdown"):
        assert content(ds, rows, form)
    assert content(ds, None, "csv", table="targets")
    assert "</html>" in page(ds, rows)
    for lang in ("zh", "en"):
        shown = StringIO()
        with redirect_stdout(shown), redirect_stderr(shown):
            for id in ds.targets["id"]:
                asked = [
                    "targets",
                    "show",
                    id,
                    "--year",
                    "2025",
                    "--data",
                    str(folder),
                    "--lang",
                    lang,
                ]
                assert start(asked) == 0, shown.getvalue()
