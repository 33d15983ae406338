"""Write a large data set in CSV form, so that reading and judging can be timed.

    python -m bench.big_set DIR --targets 100000 --actuals 1000000 --kinds parity each-year

The set is a country's counties: one plan a county and five-year period, goals of a few hundred
indicators, figures by year, each with the words that carry it. Goals are of every kind in equal
parts, or of the kinds that are named. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["KINDS", "MIXED", "Sort", "write"]

Words = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of goals: its indicator, its words, and what else its row says.

    Attributes:
        unit, measure, direction: of its indicators.
        goal, figure: the words of a goal, and of a figure.
        year: the goal is of the last year alone, not of the plan's five.
        declared: the record's `kind`.
        refers: names another indicator of the same sort as its reference.
        tiers: how many indicators a ladder has; 0 for no ladder.
    """

    unit: str
    measure: str
    direction: str
    goal: Words
    figure: Words
    year: bool = False
    declared: str = ""
    refers: bool = False
    tiers: int = 0


def _hedged(number: Callable[[random.Random], str], before: str, behind: str) -> Words:
    """Return words for figures: most plain, some 超 or 近."""

    def words(pick: random.Random) -> str:
        chance = pick.random()
        hedge = "" if chance < 0.8 else "超" if chance < 0.9 else "近"
        return f"{before}{hedge}{number(pick)}{behind}"

    return words


def _asks(number: Callable[[random.Random], str], *forms: str) -> Words:
    """Return words for goals, in one of the forms; `#` is the number."""
    return lambda pick: pick.choice(forms).replace("#", number(pick))


def _whole(most: int) -> Callable[[random.Random], str]:
    return lambda pick: str(pick.randint(max(1, most // 10), most))


def _tenths(most: int) -> Callable[[random.Random], str]:
    return lambda pick: f"{pick.randint(1, most * 10) / 10}"


def _plain(number: Callable[[random.Random], str], form: str) -> Words:
    return lambda pick: form.replace("#", number(pick))


_RATE = _plain(_tenths(12), "增长#%")

KINDS: dict[str, Sort] = {
    "level in yuan": Sort(
        "元", "flow", "up",
        _asks(_whole(99999), "#亿元以上", "达到#亿元", "约#亿元"),
        _hedged(_whole(99999), "", "亿元"),
    ),
    "level in counts": Sort(
        "家", "stock", "up",
        _asks(_whole(9999), "#家以上", "达到#家", "超过#家"), _hedged(_whole(9999), "", "家"),
    ),
    "growth": Sort(
        "%", "growth", "up",
        _asks(_tenths(9), "增长#%以上", "增长#%左右", "增长#%"), _RATE, year=True,
    ),
    "additions": Sort(
        "人", "additions", "up",
        _asks(_whole(500), "新增#万人以上", "新增#万人"), _hedged(_whole(120), "新增", "万人"),
    ),
    "share": Sort(
        "%", "share", "up",
        _asks(_tenths(90), "达到#%", "#%以上", "提高到#%左右"), _hedged(_tenths(90), "", "%"),
    ),
    "keep around": Sort(
        "%", "share", "keep",
        _asks(_tenths(30), "保持在#%左右", "稳定在#%左右"), _plain(_tenths(30), "#%"),
    ),
    "cap": Sort(
        "吨", "flow", "down",
        _asks(_whole(9999), "控制在#吨以内", "不超过#吨"), _hedged(_whole(9999), "", "吨"),
    ),
    "parity": Sort(
        "%", "growth", "up",
        _asks(_whole(9), "与经济增长基本同步", "与经济增长同步"), _RATE, refers=True,
    ),
    "rank": Sort(
        "位", "rank", "down",
        _asks(_whole(50), "居全国前#位", "进入全国前#位"), _plain(_whole(60), "全国第#位"),
    ),
    "direction": Sort(
        "件", "stock", "up",
        _asks(_whole(9), "持续增长", "稳步提高"), _hedged(_whole(9999), "", "件"),
    ),
    "average growth": Sort(
        "%", "growth", "up", _asks(_tenths(9), "年均增长#%以上", "年均增长#%左右"), _RATE,
    ),
    "each-year": Sort(
        "%", "growth", "up", _asks(_tenths(9), "每年增长#%以上", "每年增长#%左右"), _RATE,
    ),
    "stock": Sort(
        "人", "stock", "up",
        _asks(_whole(900), "达到#万人", "#万人左右", "突破#万人"), _hedged(_whole(900), "", "万人"),
    ),
    "ladder": Sort(
        "家", "stock", "up", _asks(_whole(900), "#家", "#家以上"), _hedged(_whole(900), "", "家"),
        tiers=2,
    ),
    "milestone": Sort(
        "家", "stock", "up", lambda pick: "", _plain(_whole(9), "#家"), declared="milestone",
    ),
}  # fmt: skip
"""Every sort of goals by its name."""

MIXED = tuple(KINDS)[:13]
"""The sorts of the large set, in equal parts; ladders and tasks are timed by themselves."""


def write(
    folder: Path,
    targets: int,
    actuals: int,
    indicators: int = 507,
    seed: int = 1,
    kinds: Sequence[str] = MIXED,
) -> None:
    """Write the set.

    Args:
        folder: where to; made if it is missing.
        targets, actuals: how many rows of each table.
        indicators: how many indicators the goals are about; a multiple of the kinds is best.
        seed: of the random numbers.
        kinds: names of `KINDS`, which take turns.
    """
    pick = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    sources = [f"report-{number}" for number in range(200)]
    with (folder / "sources.yaml").open("w", encoding="utf-8") as file:
        for number, source in enumerate(sources):
            file.write(
                f"{source}:\n  title: {{zh: 报告{number}}}\n  publisher: 某地政府\n"
                f"  grade: official\n  published: {2021 + number % 5}-01\n"
            )
    sorts = [KINDS[kinds[number % len(kinds)]] for number in range(indicators)]
    with (folder / "indicators.yaml").open("w", encoding="utf-8") as file:
        for number, sort in enumerate(sorts):
            file.write(
                f"indicator-{number}:\n  name: {{zh: 指标{number}}}\n  theme: economy\n"
                f"  unit: {sort.unit!r}\n  measure: {sort.measure}\n  direction: {sort.direction}\n"
            )
    counties = max(1, -(-targets // indicators))
    with (folder / "plans.yaml").open("w", encoding="utf-8") as file:
        for county in range(counties):
            file.write(
                f"plan-{county}:\n  name: {{zh: 规划{county}}}\n  kind: five-year-plan\n"
                f"  start: 2021\n  end: 2025\n  source: {sources[county % len(sources)]}\n"
            )
    _targets(folder / "targets.csv", targets, sorts, len(kinds), pick)
    _actuals(folder / "actuals.csv", targets, actuals, sorts, sources, pick)


def _targets(path: Path, count: int, sorts: Sequence[Sort], turn: int, pick: random.Random) -> None:
    """Write the goals, one of each indicator a county."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(
            ("plan", "slug", "indicator", "name_zh", "scope", "kind", "stated", "tiers", "start",
             "due", "reference", "baseline_period", "text", "line")
        )  # fmt: skip
        for number in range(count):
            county, indicator = divmod(number, len(sorts))
            sort = sorts[indicator]
            words = sort.goal(pick)
            start, due = ("2025", "2025") if sort.year else ("", "")
            other = (indicator + turn) % len(sorts)
            name = tiers = ""
            if sort.tiers:
                steps = {
                    f"indicator-{(indicator + turn * step) % len(sorts)}": sort.goal(pick)
                    for step in range(sort.tiers)
                }
                words = "、".join(steps.values())
                tiers = "{" + ", ".join(f"{at}: {said}" for at, said in steps.items()) + "}"
            if sort.tiers or sort.declared:
                name = f"事项{indicator}"
            rows.writerow(
                (f"plan-{county}", f"goal-{indicator}",
                 "" if sort.tiers or sort.declared else f"indicator-{indicator}", name,
                 f"district:县{county}", sort.declared, "" if tiers else words, tiers, start, due,
                 f"indicator-{other}" if sort.refers else "", "" if sort.declared else "2020",
                 f"到2025年{words or '建成'}", pick.randint(1, 900))
            )  # fmt: skip


def _actuals(
    path: Path,
    targets: int,
    count: int,
    sorts: Sequence[Sort],
    sources: Sequence[str],
    pick: random.Random,
) -> None:
    """Write the figures of each goal's indicator and county, a year each, from 2025 back."""
    years = max(1, count // targets)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(
            ("indicator", "period", "scope", "stated", "outcome", "source", "text", "line",
             "status")
        )  # fmt: skip
        for number in range(count):
            row, year = divmod(number, years)
            county, indicator = divmod(row % targets, len(sorts))
            sort = sorts[indicator]
            words, key, outcome = sort.figure(pick), f"indicator-{indicator}", ""
            if sort.declared:
                # what became of a task, by the task's own id
                words, key = "", f"plan-{county}/goal-{indicator}"
                outcome = "done" if year == 0 and pick.random() < 0.7 else "under-way"
            rows.writerow(
                (key, 2025 - year, f"district:县{county}", words, outcome,
                 sources[pick.randrange(200)], f"全年{words or '推进'}", pick.randint(1, 900),
                 "preliminary" if pick.random() < 0.1 else "")
            )  # fmt: skip


def main() -> None:
    """Write the set that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--targets", type=int, default=100_000)
    parser.add_argument("--actuals", type=int, default=1_000_000)
    parser.add_argument("--indicators", type=int, default=507)
    parser.add_argument("--kinds", nargs="*", choices=list(KINDS), default=list(MIXED))
    asked = parser.parse_args()
    write(asked.folder, asked.targets, asked.actuals, asked.indicators, kinds=asked.kinds)


if __name__ == "__main__":
    main()
