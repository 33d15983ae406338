"""The page of findings: how goals fell, who met them, who aims above whom; with its pictures."""

# ruff: noqa: E501 (the lines of the page are sentences)
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from czplan.across.standing import standings
from czplan.across.year import summary_of
from czplan.across.years import over_years
from czplan.dataset import Dataset
from czplan.vocabulary import PLACE_LEVELS
from tools.atlas.cells import number, percent, signed, table

__all__ = ["FIRST", "GROWTH", "LAST", "draw", "findings"]

ROOT = Path(__file__).resolve().parents[2]
GROWTH = "gdp-growth"
FIRST, LAST = 2003, 2026
TOLD = (2019, 2020, 2021, 2022)
"""The years of the pandemic and the one before: told in a sentence."""
CITIES_FROM = 2014
"""Cities are told from this year on: earlier ones are held of too few."""


PICTURES = {
    "how-goals-fell": ("--level", "province", "--year", "2026"),
    "who-met": ("--level", "province", "--year", "2022", "--form", "tiles"),
    "who-aims-above": ("--level", "province", "--year", "2025", "--form", "ranked"),
}
"""The pictures of the page, by the name of their file: what `czplan chart` is asked for."""


def _asked(name: str) -> str:
    """Return the line that draws a picture."""
    return " ".join(["czplan chart --indicator", GROWTH, "--data atlas", *PICTURES[name]])


def draw(ds: Dataset) -> None:
    """Draw the pictures of the page in both languages.

    Raises:
        RuntimeError: one of the lines shown there draws nothing.
    """
    from czplan.cli.start import start

    for name in PICTURES:
        for lang in ("en", "zh"):
            line = [*_asked(name).split()[1:], "--lang", lang]
            line[line.index("atlas")] = str(ds.folder)
            file = ROOT / "docs" / "pictures" / f"{name}.{lang}.svg"
            file.parent.mkdir(exist_ok=True)
            if start([*line, "-o", str(file)]):
                raise RuntimeError(f"no picture: {' '.join(line)}")


def _picture(name: str, says: str) -> str:
    """Return a picture with the line that draws it."""
    return (
        f"![{says}](pictures/{name}.en.svg)\n\n"
        f"`{_asked(name)}` · [中文图](pictures/{name}.zh.svg)\n"
    )


def _comparable(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the years of which enough goals can be judged: only these stand in sentences."""
    return [row for row in rows if row["comparable"]]


def _of_years(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the years of some rows: runs with a dash, so that none is skipped unseen."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row["year"] == runs[-1][-1] + 1:
            runs[-1].append(row["year"])
        else:
            runs.append([row["year"]])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _all_of(years: Sequence[int], joint: str) -> str:
    return joint.join(map(str, years))


def _rows(ds: Dataset, level: str, first: int) -> list[dict[str, Any]]:
    places = {id for id, place in ds.place_records.items() if place.level == level}
    return over_years(ds, GROWTH, first, LAST, places=places)


def findings(ds: Dataset) -> str:
    """Return the page of findings."""
    provinces, cities = _rows(ds, "province", FIRST), _rows(ds, "city", CITIES_FROM)
    told_of = _comparable(provinces)
    first, last = told_of[0], told_of[-1]
    top = max(told_of, key=lambda row: row["median_goal"])
    since = [row for row in provinces if top["year"] < row["year"] <= last["year"]]
    fell = sum(row["mean_change"] or 0 for row in since)
    soft = [_soft(told_of[:5]), _soft(told_of[-5:])]
    spans = [_of_years(told_of[:5]), _of_years(told_of[-5:])]
    highest = [row["year"] for row in told_of if row["median_goal"] == top["median_goal"]]
    kept = {
        level: {row["year"] for row in _comparable(rows)}
        for level, rows in (("province", provinces), ("city", cities))
    }
    aims = []
    shares: dict[str, list[float]] = {"province": [], "city": []}
    held = standings(ds, GROWTH, range(CITIES_FROM - 1, LAST + 1))
    for year in range(CITIES_FROM, LAST + 1):
        told = summary_of([one for one in held.values() if one.year == year], GROWTH, year, held)
        levels = {one["level"]: one for one in told["above_parent"]}
        aims.append(_aim(year, levels, kept))
        for level, found in shares.items():
            if level in levels and year in kept[level]:
                found.append(levels[level]["share_above"])
    return f"""# Three findings from the atlas / 图集三则

Made by `make atlas` from [`datasets/atlas`](../datasets/atlas/README.md); every number comes from
the command shown above its table. A year of which fewer than 60 % of the goals can be judged is
marked * and compared in no sentence. 数字由程序算出；可判定的目标不足六成的年份标 *，不作比较。

## 1. How goals fell / 目标怎样下来

The median goal of the provinces held was {number(first["median_goal"])} % in {first["year"]}, highest
with {number(top["median_goal"])} % in {_all_of(highest, " and ")}, and {number(last["median_goal"])} % in {last["year"]}.
Told by the same places from one year to the next, goals fell by {number(abs(fell))} points in all
from {top["year"]} to {last["year"]}. 左右, ranges and the like stand at {percent(soft[0])} of the goals of
{spans[0]}, the first five of these years, and at {percent(soft[1])} of those of {spans[1]}, the last five.

所藏各省增长目标的中位数，{first["year"]}年为{number(first["median_goal"])}%，{_all_of(highest, "年和")}年最高，为{number(top["median_goal"])}%，{last["year"]}年为{number(last["median_goal"])}%；逐年按同一批省份比较，{top["year"]}年到{last["year"]}年共下调{number(abs(fell))}个百分点。“左右”、区间等软措辞的占比，头五年（{spans[0].replace(", ", "、")}）为{percent(soft[0])}，末五年（{spans[1].replace(", ", "、")}）为{percent(soft[1])}。

{_picture("how-goals-fell", "Goals and figures of GDP growth, province by province")}
`czplan across gdp-growth --from {FIRST} --to {LAST} --level province --data atlas`

{_years(provinces)}
Cities, from {CITIES_FROM} on: `czplan across gdp-growth --from {CITIES_FROM} --to {LAST} --level city --data atlas`

{_years(cities)}
Hard words (以上, 确保, 不低于), plain and soft ones (左右, a range, 力争 alone), all years together:
{_hardness(provinces)} of the goals of provinces and {_hardness(cities)} of those of cities are hard, plain, soft
(各年合计，硬、平、软三类措辞的占比).
The places held differ from year to year ({_span(cities)} cities with a goal): read the matched
change, not the medians side by side.

## 2. Who met them when / 谁在何时完成

{_ended(cities, "cities")} {_ended(provinces, "provinces")}

{_ended_zh(cities, "地级市")}{_ended_zh(provinces, "省份")}

{_picture("who-met", "Provinces in 2022 as tiles: who met the goal")}
The commands are those of the first finding.

{_met(provinces, "province")}
{_met(cities, "city")}
## 3. Who aims above whom / 谁比谁高

{_above("cities", "their province", shares["city"])}
{_above("provinces", "the nation", shares["province"])}

{_above_zh("地级市", "本省", shares["city"])}{_above_zh("省份", "全国", shares["province"])}

{_picture("who-aims-above", "Provinces in 2025, ranked, with the goal of the nation")}
`czplan across gdp-growth --year YEAR --data atlas --summary`

{table(["year", "cities beside their province", "above", "mean difference", "provinces beside the nation", "above", "mean difference"], aims)}
## What the data can't show / 不能说明的

- Why a goal was set, and whether the figure beside it is true: both are the reports' own words.
  目标何以如此、数据是否属实：两者都是报告自己的话。
- Places whose reports aren't held: {_missing(ds)}.
  没有报告的省和一百来个地级市。
- All of China: medians and shares are of the places held, which nobody drew at random, and verdicts of
  those whose next report is held, too. 全国的情形：中位数和占比只说所藏各地，并非随机抽取；能判定的还须藏有次年的报告。
- 2020 in the nation: no goal was stated, so provinces can't be set beside it that year.
  2020 年全国没有目标，各省无从相比。
- Whether a missing goal wasn't stated or wasn't found by the program.
  没有目标的，是没有提还是没有读出，分不清。
"""


def _above(who: str, whom: str, shares: Sequence[float]) -> str:
    """Say how often places aimed above the one they belong to, over the years that count."""
    if not shares:
        return f"How often {who} aimed above {whom} can be said of no year."
    return (
        f"In the middle one of {len(shares)} years {percent(median(shares))} of the {who} aimed "
        f"above {whom} ({percent(min(shares))} to {percent(max(shares))})."
    )


def _above_zh(who: str, whom: str, shares: Sequence[float]) -> str:
    if not shares:
        return f"{who}高于{whom}的占比，没有可说的年份。"
    return (
        f"{len(shares)} 个年份中，目标高于{whom}的{who}占比居中的一年为{percent(median(shares))}"
        f"（{percent(min(shares))}到{percent(max(shares))}）。"
    )


def _ended(rows: Sequence[Mapping[str, Any]], who: str) -> str:
    """Say how many places met their goal in the years of the pandemic, as far as they count."""
    said = [
        f"{row['met']} of {row['judged']} in {row['year']}"
        for row in _comparable(rows)
        if row["year"] in TOLD
    ]
    return f"Of the {who} that can be judged {', '.join(said)} met their goal."


def _ended_zh(rows: Sequence[Mapping[str, Any]], who: str) -> str:
    said = [
        f"{row['year']}年 {row['judged']} 个中 {row['met']} 个"
        for row in _comparable(rows)
        if row["year"] in TOLD
    ]
    return f"能判定的{who}完成目标的：{'，'.join(said)}。"


def _hardness(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the shares of hard, plain and soft words over all years."""
    total = sum(row["with_goal"] for row in rows) or 1
    shares = (sum(row[word] for row in rows) / total for word in ("hard", "plain", "soft"))
    return ", ".join(map(percent, shares))


def _aim(
    year: int, levels: Mapping[str, Mapping[str, Any]], kept: Mapping[str, set[int]]
) -> list[Any]:
    row: list[Any] = [f"{year}{'' if all(year in years for years in kept.values()) else ' *'}"]
    for level in ("city", "province"):
        one = levels.get(level)
        row += (
            [one["over"], percent(one["share_above"]), signed(one["mean_difference"])]
            if one
            else ["", "", ""]
        )
    return row


def _soft(rows: Sequence[Mapping[str, Any]]) -> float:
    """Return the share of the goals of some years whose words are soft."""
    total = sum(int(row["with_goal"]) for row in rows)
    return sum(int(row["soft"]) for row in rows) / (total or 1)


def _span(rows: Sequence[Mapping[str, Any]]) -> str:
    counts = [row["with_goal"] for row in rows]
    return f"{min(counts)} to {max(counts)}"


def _years(rows: Sequence[Mapping[str, Any]]) -> str:
    return table(
        ["year", "with a goal", "median goal", "matched change", "places matched", "lowered",
         "kept", "raised", "hard", "plain", "soft"],
        [
            [f"{row['year']}{'' if row['comparable'] else ' *'}", row["with_goal"],
             number(row["median_goal"]), signed(row["mean_change"]), row["matched"],
             row["lowered"], row["kept"], row["raised"], row["hard"], row["plain"], row["soft"]]
            for row in rows
        ],
    )  # fmt: skip


def _met(rows: Sequence[Mapping[str, Any]], level: str) -> str:
    name = PLACE_LEVELS[level]
    return f"### {name.zh} / {name.en}\n\n" + table(
        ["year", "judged", "met", "missed", "share met", "median goal", "median figure"],
        [
            [f"{row['year']}{'' if row['comparable'] else ' *'}", row["judged"], row["met"],
             row["missed"], percent(row["share_met"]), number(row["median_goal"]),
             number(row["median_figure"])]
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
