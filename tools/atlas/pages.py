"""What the atlas says of itself: its README and the page of findings, every number computed."""

# ruff: noqa: E501 (the lines of the pages are sentences)
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from czplan.across.year import in_year
from czplan.across.years import over_years
from czplan.dataset import Dataset
from czplan.vocabulary import PLACE_LEVELS
from tools.atlas.published import Fact, counts
from tools.atlas.reading import HEADLINE
from tools.atlas.texts import Document

__all__ = ["write_pages"]

ROOT = Path(__file__).resolve().parents[2]
GROWTH = "gdp-growth"
FIRST, LAST = 2003, 2026
CITIES_FROM = 2014
"""Cities are told from this year on: earlier ones are held of too few."""


def write_pages(
    folder: Path,
    ds: Dataset,
    documents: Sequence[Document],
    left: Counter[str],
    facts: Sequence[Fact],
    measured: Sequence[tuple[str, str, int, int, int]],
) -> list[Fact]:
    """Write README.md of the atlas and docs/atlas.md; return differences nobody explained."""
    explained = _explanations(folder)
    open_ones = [fact for fact in facts if fact.result == "differ" and _key(fact) not in explained]
    (folder / "README.md").write_text(
        readme(ds, documents, left, facts, explained, measured), encoding="utf-8"
    )
    if folder == ROOT / "datasets" / "atlas":
        (ROOT / "docs" / "atlas.md").write_text(findings(ds), encoding="utf-8")
    return open_ones


def _key(fact: Fact) -> str:
    return f"{fact.scope} {fact.years}"


def _explanations(folder: Path) -> dict[str, str]:
    """Return what is known of differences: lines `scope year: why` of differences.txt."""
    path = folder / "differences.txt"
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if " = " in line)
    return {key.strip(): why.strip() for key, _, why in pairs}


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    def line(cells: Sequence[Any]) -> str:
        return "| " + " | ".join("" if cell is None else str(cell) for cell in cells) + " |"

    return "\n".join([line(head), line(["---"] * len(head)), *map(line, rows)]) + "\n"


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, 2):g}"


def _signed(value: float | None) -> str:
    return "" if value is None else f"{round(value, 2):+g}"


def readme(
    ds: Dataset,
    documents: Sequence[Document],
    left: Counter[str],
    facts: Sequence[Fact],
    explained: Mapping[str, str],
    measured: Sequence[tuple[str, str, int, int, int]],
) -> str:
    """Return the README of the atlas."""
    quality = [
        [split, kind, total, f"{found / total:.1%}", f"{found / held:.1%}" if held else ""]
        for split, kind, total, found, held in measured
        if total
    ]
    levels = {place.id: place.level for place in ds.place_records.values()}
    reports = [one for one in documents if one.kind == "annual-report"]
    held = {one.place for one in reports}
    goals, figures = ds.targets, ds.actuals
    by_level = []
    for level, term in PLACE_LEVELS.items():
        mine = [one for one in reports if levels[one.place] == level]
        if mine:
            inside = goals["place"].map(levels) == level
            shown = figures["place"].map(levels) == level
            by_level.append(
                [f"{term.zh} {term.en}", len({one.place for one in mine}), len(mine),
                 int(inside.sum()), int(shown.sum())]
            )  # fmt: skip
    years = Counter(one.year for one in reports)
    growth = goals[(goals["indicator"] == GROWTH) & (goals["start"] == goals["due"])]
    covered = len(set(growth["plan"]))
    found = counts(facts)
    differing = [
        f"- {_key(fact)}: published {fact.value}, here {fact.ours}. "
        + explained.get(_key(fact), "Not explained yet.")
        for fact in facts
        if fact.result == "differ"
    ]
    return f"""# Atlas: goals and figures of {len(held) - 1} places / 各地目标与数据

Made by `make atlas TEXTS=FOLDER` from {len(documents)} documents: work reports of {len(held) - 1}
provinces and cities and of the State Council, {FIRST} to {LAST}, the nation's five-year plans and
statistical communiqués. The program read them (`czplan extract`); every record says so
(`extracted`, with its confidence) and carries the words, the line and the SHA-256 of its document.
The texts aren't part of it. 由程序从 {len(documents)} 份文件读出；每条记录有原话、行号和文件的校验值。

```
czplan across gdp-growth --year 2025 --data atlas --level province
czplan across gdp-growth --from 2003 --to 2026 --data atlas --level province
czplan progress --data atlas --place changzhou --year 2025
czplan panel gdp-growth --data atlas -o panel.dta
```

## What is in it / 内容

{_table(["level", "places", "reports", "goals", "figures"], by_level)}
Indicators: {", ".join(f"`{id}`" for id in HEADLINE)}.

{covered} of {len(reports)} annual reports give a goal of GDP growth for their own year here; some
state none, or one relative to another place.

Reports by year / 各年报告数: {", ".join(f"{year} {years[year]}" for year in sorted(years))}.

## How good it is / 有多准

Beside reports that people annotated (`bench/extract`; "test" are those that the reader's rules were
never made by). In it: what the annotation has and the atlas too, with value, indicator and year;
right: of what the atlas has of these reports.

{_table(["reports", "what", "annotated", "in the atlas", "of the atlas right"], quality)}
On top of what the reader does, the atlas leaves out what fails a second reader's checks: what no place can have, figures that
another document contradicts, levels that jump threefold between neighbouring years, averages that
their own years contradict. Left out, by reason:

{_table(["reason", "proposals"], [[reason, n] for reason, n in left.most_common() if n])}
Beside published lists ([published_checks.csv](published_checks.csv), each with its source):
{found["agree"]} agree, {found["differ"]} differ, {found["not covered"]} aren't covered (mostly
provinces whose reports aren't held, and counts over all 31).

{chr(10).join(differing)}

## What it can't show / 局限

- It holds {sum(levels[one] == "province" for one in held)} of 31 provinces and, of cities, more in
  some years than in others: compare matched places, not totals.
- Figures are those of the reports themselves, mostly preliminary; later revisions aren't in it.
- A goal that the program missed looks like a goal that wasn't set.
- Names and codes of places follow GB/T 2260 as of today; former codes stand in `places.csv`.

## A mistake? / 勘误

Say source, line and what it should be; corrections go into [corrections.csv](corrections.csv),
which wins over the reading at every new build. 请指明来源、行号和应有的读法，写入 corrections.csv。

Files kept by hand: `places.csv`, `corrections.csv`, `years.csv` (documents filed under another
year), `differences.txt`, `published_checks.csv`. All others are made.
"""


def _rows(ds: Dataset, level: str, first: int) -> list[dict[str, Any]]:
    places = {id for id, place in ds.place_records.items() if place.level == level}
    return over_years(ds, GROWTH, first, LAST, places=places)


def findings(ds: Dataset) -> str:
    """Return the page of findings."""
    provinces, cities = _rows(ds, "province", FIRST), _rows(ds, "city", CITIES_FROM)
    by_year = {row["year"]: row for row in provinces}
    first, last = by_year[FIRST + 1], by_year[LAST]
    top = max(provinces, key=lambda row: row["median_goal"] or 0)
    fell = sum(row["mean_change"] or 0 for row in provinces if row["year"] > top["year"])
    aims, moves = [], []
    for year in range(CITIES_FROM, LAST + 1):
        _, told = in_year(ds, GROWTH, year)
        levels = {one["level"]: one for one in told["above_parent"]}
        aims.append(_aim(year, levels))
        moves.append(levels)
    shares = [levels["city"]["share_above"] for levels in moves if "city" in levels]
    lower = [levels["province"]["share_above"] for levels in moves if "province" in levels]
    bad = {row["year"]: row for row in cities}
    return f"""# Three findings from the atlas / 图集三则

Made by `make atlas` from [`datasets/atlas`](../datasets/atlas/README.md); every number comes from
the command shown above its table. A year of which fewer than 60 % of the goals can be judged is
marked * and compared in no sentence. 数字由程序算出；可判定的目标不足六成的年份标 *，不作比较。

## 1. How goals fell / 目标怎样下来

The median goal of the provinces held was {_number(first["median_goal"])} % in {FIRST + 1}, highest
with {_number(top["median_goal"])} % in {top["year"]}, and {_number(last["median_goal"])} % in {LAST}.
Told by the same places from one year to the next, goals fell by {_number(abs(fell))} points in all
since {top["year"]}. {_softer(provinces)}

`czplan across gdp-growth --from {FIRST} --to {LAST} --level province --data atlas`

{_years(provinces)}
Cities, from {CITIES_FROM} on: `czplan across gdp-growth --from {CITIES_FROM} --to {LAST} --level city --data atlas`

{_years(cities)}
The places held differ from year to year ({_span(cities)} cities with a goal): read the matched
change, not the medians side by side.

## 2. Who met them when / 谁在何时完成

{_met(provinces, "province")}
{_met(cities, "city")}
In 2020 {bad[2020]["met"]} of {bad[2020]["judged"]} cities that can be judged met their goal, in 2021
{bad[2021]["met"]} of {bad[2021]["judged"]}, in 2022 {bad[2022]["met"]} of {bad[2022]["judged"]}.

## 3. Who aims above whom / 谁比谁高

Cities aimed above their province in {_percent(median(shares))} of the cases in the middle year
({_percent(min(shares))} to {_percent(max(shares))}), provinces above the nation in
{_percent(median(lower))} ({_percent(min(lower))} to {_percent(max(lower))}).

`czplan across gdp-growth --year YEAR --data atlas --summary`

{_table(["year", "cities beside their province", "above", "mean difference", "provinces beside the nation", "above", "mean difference"], aims)}
## What the data can't show / 不能说明的

- Why a goal was set, and whether the figure beside it is true: both are the reports' own words.
- Places whose reports aren't held: {_missing(ds)}.
- 2020 in the nation: no goal was stated, so provinces can't be set beside it that year.
- Whether a missing goal wasn't stated or wasn't found by the program.
"""


def _aim(year: int, levels: Mapping[str, Mapping[str, Any]]) -> list[Any]:
    row: list[Any] = [year]
    for level in ("city", "province"):
        one = levels.get(level)
        row += (
            [one["over"], _percent(one["share_above"]), _signed(one["mean_difference"])]
            if one
            else ["", "", ""]
        )
    return row


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


def _softer(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say how many goals were soft at the beginning and at the end."""
    shares = []
    for some in (rows[:5], rows[-5:]):
        total = sum(row["with_goal"] for row in some)
        shares.append(sum(row["soft"] for row in some) / total if total else 0.0)
    return (
        f"Words softened: 左右, ranges and the like stand at {_percent(shares[0])} of the goals in "
        f"the first five years and at {_percent(shares[1])} in the last five."
    )


def _span(rows: Sequence[Mapping[str, Any]]) -> str:
    counts = [row["with_goal"] for row in rows]
    return f"{min(counts)} to {max(counts)}"


def _years(rows: Sequence[Mapping[str, Any]]) -> str:
    return _table(
        ["year", "with a goal", "median goal", "matched change", "places matched", "lowered",
         "kept", "raised", "hard", "plain", "soft"],
        [
            [f"{row['year']}{'' if row['comparable'] else ' *'}", row["with_goal"],
             _number(row["median_goal"]), _signed(row["mean_change"]), row["matched"],
             row["lowered"], row["kept"], row["raised"], row["hard"], row["plain"], row["soft"]]
            for row in rows
        ],
    )  # fmt: skip


def _met(rows: Sequence[Mapping[str, Any]], level: str) -> str:
    name = PLACE_LEVELS[level]
    return f"### {name.zh} / {name.en}\n\n" + _table(
        ["year", "judged", "met", "missed", "share met", "median goal", "median figure"],
        [
            [f"{row['year']}{'' if row['comparable'] else ' *'}", row["judged"], row["met"],
             row["missed"], _percent(row["share_met"]), _number(row["median_goal"]),
             _number(row["median_figure"])]
            for row in rows
        ],
    )  # fmt: skip


def _missing(ds: Dataset) -> str:
    held = {plan.place for plan in ds.plan_records.values()}
    names = [
        place.name.zh
        for id, place in ds.place_records.items()
        if place.level == "province" and id not in held
    ]
    return f"{len(names)} provinces ({'、'.join(names)}) and about a hundred cities"
