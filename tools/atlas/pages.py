"""What the atlas says of itself: its README and the page of findings, every number computed."""

# ruff: noqa: E501 (the lines of the pages are sentences)
from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from czplan.across.panel import long_rows
from czplan.dataset import Dataset
from czplan.storage import write_file
from czplan.vocabulary import PLACE_LEVELS
from tools.atlas.cells import table
from tools.atlas.checks import is_bare
from tools.atlas.findings import FIRST, GROWTH, LAST, draw, findings
from tools.atlas.published import Fact, counts
from tools.atlas.reading import HEADLINE
from tools.atlas.texts import Document

__all__ = ["write_findings", "write_readme"]

ROOT = Path(__file__).resolve().parents[2]
REASONS = {
    "said twice": "重复",
    "direction without a number": "只有走向没有数字",
    "goal that can't be read": "目标读不成数",
    "figure that can't be read": "数据读不成数",
    "no place can have it": "任何地方都不可能有",
    "contradicted in its own document": "同一文件内自相矛盾",
    "goal of a communiqué": "公报里的目标",
    "points, no rate": "百分点，不是速度",
    "a level of several years together": "几年合计的数额",
    "what there is, no goal": "现状，不是目标",
    "figure of a part of a year": "一年中一部分的数",
    "one of several steps passed": "连跨的几个台阶之一",
    "an earlier year that its sentence doesn't name": "句中没有点明的更早年份",
    "a total beside the local revenue": "地方收入之外的总收入",
    "jobs of several years or groups together": "几年或几类合计的就业人数",
    "a goal for the year in the review": "回顾部分里的当年目标",
    "a yearly mean of an amount": "数额的年均数",
    "too uncertain": "把握太小",
    "a level that jumps": "水平跳变",
    "another document says otherwise": "另一文件说法不一",
    "an average that its years contradict": "年均数与各年矛盾",
    "no number that can be told": "没有可说的数",
    "goal without a year": "目标没有年份",
    "growth of several years together whose words don't say so": "几年合计的增长，原话没有说明",
    "a goal far from what the place had": "与当地已有水平相差太远的目标",
    "a goal far from the years around it": "与前后各年相差太远的目标",
    "multiple of an earlier year": "前些年的倍数",
    "of another scope": "不是本地的",
    "words not in the quotation": "原话不在引文里",
    "figure without a period": "数据没有时期",
    "figure of an odd period": "时期不对的数据",
}
"""Why a proposal is left out, in Chinese."""


def write_readme(
    folder: Path,
    ds: Dataset,
    documents: Sequence[Document],
    left: Counter[str],
    facts: Sequence[Fact],
    measured: Sequence[tuple[str, str, int, int, int]],
    recalled: Sequence[tuple[str, int, int, int, int]],
) -> list[Fact]:
    """Write README.md of the atlas; return differences nobody explained."""
    explained = _explanations(folder)
    open_ones = [fact for fact in facts if fact.result == "differ" and _key(fact) not in explained]
    (folder / "README.md").write_text(
        readme(folder, ds, documents, left, facts, explained, measured, recalled), encoding="utf-8"
    )
    return open_ones


def write_findings(ds: Dataset) -> None:
    """Write docs/atlas.md, the findings of the atlas, and draw its pictures."""
    write_file(ROOT / "docs" / "atlas.md", findings(ds).encode())
    draw(ds)


def _share(part: int, whole: int) -> str:
    """Return a share in whole hundredths, nothing of nothing."""
    return f"{part / whole:.0%}" if whole else ""


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


def _by_hand(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table that is kept by hand beside the atlas; none without it."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _each_year(ds: Dataset, reports: Sequence[Document], levels: Mapping[str, str]) -> str:
    """Return a table for each level: by year the reports, goals, figures, met and missed."""
    held = Counter((levels[one.place], one.year) for one in reports)
    years = sorted({one.year for one in reports})
    told: Counter[tuple[str, str, int]] = Counter()
    for row in long_rows(ds, HEADLINE, years):
        at = row["level"], row["year"]
        told["goals", *at] += row["status"] is not None
        told["figures", *at] += row["figure_words"] is not None
        told[str(row["family"]), *at] += 1
    counted = ("goals", "figures", "met", "missed")
    parts = []
    for level, term in PLACE_LEVELS.items():
        rows = [[year, held[level, year], *(told[name, level, year] for name in counted)]
                for year in years if held[level, year]]  # fmt: skip
        if rows:
            _, *columns = zip(*rows, strict=True)
            head = [f"{term.zh} {term.en}", "reports", *counted]
            parts.append(table(head, [*rows, ["合计 all", *map(sum, columns)]]))
    return "\n".join(parts)


def readme(
    folder: Path,
    ds: Dataset,
    documents: Sequence[Document],
    left: Counter[str],
    facts: Sequence[Fact],
    explained: Mapping[str, str],
    measured: Sequence[tuple[str, str, int, int, int]],
    recalled: Sequence[tuple[str, int, int, int, int]],
) -> str:
    """Return the README of the atlas."""
    quality = [
        [split, kind, total, f"{found / total:.1%}", f"{found / held:.1%}" if held else ""]
        for split, kind, total, found, held in measured
        if total
    ]
    order = {id: at for at, id in enumerate(HEADLINE)}
    recall = [
        [f"`{id}`", goals_, _share(goals_in, goals_), figures_, _share(figures_in, figures_)]
        for id, goals_, goals_in, figures_, figures_in in sorted(
            recalled, key=lambda row: order.get(row[0], len(order))
        )
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
    each = _each_year(ds, reports, levels)
    own = {one.id: one.year for one in reports}
    growth = goals[(goals["indicator"] == GROWTH) & (goals["due"] == goals["plan"].map(own))]
    covered = len(set(growth["plan"]))
    stated = {row["source"] for row in _by_hand(folder, "no_goal")} - set(growth["plan"])
    silent = len(stated & set(own))
    missed = sorted(set(own) - set(growth["plan"]) - stated)
    unread = (
        "\nWithout one here, though they may state one (its number damaged in the text, or nobody "
        "looked) / 没有读出、而原文可能有的（数字在原文中有误，或没有人看过）: "
        f"{', '.join(missed)}."
    )
    revenue = goals[goals["indicator"].str.startswith("general-budget-revenue")]
    bare = sum(map(is_bare, revenue["text"]))
    share = covered / max(1, len(reports) - silent)
    seen = [[row[name] for name in ("what", "seed", "read", "wrong")]
            for row in _by_hand(folder, "read_by_eye")]  # fmt: skip
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

{table(["level", "places", "reports", "goals", "figures"], by_level)}
Indicators: {", ".join(f"`{id}`" for id in HEADLINE)}.

{covered} of {len(reports)} annual reports give a goal of GDP growth for their own year here, with a
number or relative to another place; {silent} of the others were read by hand and state none
([no_goal.csv](no_goal.csv)): that is {share:.1%} of the reports that state one.
{len(reports)} 份年度报告中，{covered} 份在这里有当年增长目标（含相对目标）；{silent} 份读过，没有提。
{unread if missed else ""}

Reports by year / 各年报告数: {", ".join(f"{year} {years[year]}" for year in sorted(years))}.

By level and year: the reports; of the indicators above the goals for the year, the figures of the
year, and how many goals it met and missed (`czplan panel --data atlas`). 按级别和年份：报告数；上列指标
当年的目标数、当年的数据数，完成与未完成的目标数。

{each}
## How good it is / 有多准

Beside reports that people annotated (`bench/extract`; "test" are those that the reader's rules were
never made by). In it: what the annotation has and the atlas too, with value, indicator and year;
right: of what the atlas has of these reports. 与人工标注的报告对照（test 是写规则时没有看过的）：“in the atlas”
指标注中有、图集也有（数值、指标、年份都对）的占比；“right”指图集在这些报告里的记录正确的占比。

{table(["reports", "what", "annotated", "in the atlas", "of the atlas right"], quality)}
By indicator, all annotated reports together; a share of few says little. 按指标，全部标注合计；数目少的占比不足为凭。

{table(["indicator", "goals annotated", "in the atlas", "figures annotated", "in the atlas"], recall)}
Records drawn at random from the atlas and read beside their reports (`python -m tools.atlas.sample TEXTS --seed SEED`);
what is wrong is handed to the reader's rules as a kind, or set right in corrections.csv. 随机抽出、逐条对照原文；错的按类改读法，或写入 corrections.csv。

{table(["records", "seed", "read", "wrong"], seen)}
On top of what the reader does, the atlas leaves out what fails a second reader's checks: what no place can have, figures that
another document contradicts, levels that jump threefold between neighbouring years, jobs of several
years told as one's, averages that their own years contradict. Left out, by reason:

{table(["reason", "缘由", "proposals"], [[reason, REASONS.get(reason, ""), n] for reason, n in left.most_common() if n])}
在读出之外，图集还去掉通不过第二遍核对的：任何地方都不可能有的数，另一文件说法不一的，相邻年份间跳变三倍的水平，几年合计当作一年的就业人数，与各年数字矛盾的年均数。按缘由计数如上表。

Beside published lists ([published_checks.csv](published_checks.csv), each with its source):
{found["agree"]} agree, {found["differ"]} differ, {found["not covered"]} aren't covered (mostly
provinces whose reports aren't held, and counts over all 31).
与公开发表的名单对照：{found["agree"]} 条相符，{found["differ"]} 条不符，{found["not covered"]} 条不在所藏之内。

{chr(10).join(differing)}

## What it can't show / 局限

- It holds {sum(levels[one] == "province" for one in held)} of 31 provinces and, of cities, more in
  some years than in others: compare matched places, not totals. 各年所藏不一：比同一批地方，不比总数。
- Figures are those of the reports themselves, mostly preliminary; later revisions aren't in it.
  数据为报告当时所说，多为初步数，没有后来的修订。
- A goal that the program missed looks like a goal that wasn't set, so every document is of coverage
  `part`, and nothing says that a goal isn't in it. 没有读出的目标与没有提的目标分不清，所以各文件都标
  “部分读出”（`coverage: part`），不说其中“没有”某项目标。
- `czplan check` warns of a few figures older than every goal of their indicator: reports state them,
  so they are kept. `czplan check` 提醒有几个数据早于该指标的一切目标：报告里有，所以留着。
- Grain goals in 斤 stand converted into tonnes (a 斤 is 0.5 kg), with the report's words in `text` and
  `note`. 以斤计的粮食目标按 1 斤等于 0.5 千克换算成吨，原文见 `text` 与 `note`。
- {bare} goals are of 财政收入 alone, which in some provinces (Anhui, Guangxi) is the total with the
  centre's share; the figure beside them is the local revenue, so their verdicts are in doubt.
  {bare} 个目标只说“财政收入”，有的省（安徽、广西）指含中央级的总收入，而旁边的数据是地方收入，结论存疑。
- Names and codes of places follow GB/T 2260 as of today; former codes stand in `places.csv`.
  地名与代码按今天的 GB/T 2260，旧代码在 `places.csv`。

## A mistake? / 勘误

Say source, line and what it should be; corrections go into [corrections.csv](corrections.csv),
which wins over the reading at every new build. 请指明来源、行号和应有的读法，写入 corrections.csv。

Files kept by hand: `places.csv`, `corrections.csv`, `years.csv` (documents filed under another
year), `no_goal.csv`, `read_by_eye.csv`, `published_checks.csv`. All others are made.
"""
