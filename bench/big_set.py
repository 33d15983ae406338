"""Write a large data set in CSV form, so that reading and judging can be timed.

    python bench/big_set.py DIR --targets 100000 --actuals 1000000

The set is a country's counties: one plan a county and five-year period, goals of a few hundred
indicators, figures by year, each with the words that carry it. The same arguments give the same
bytes.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

__all__ = ["write"]

_UNITS = ("亿元", "万人", "家", "%", "吨", "件")
_MEASURES = ("flow", "stock", "stock", "share", "flow", "additions")
_BASE = {"亿元": "元", "万人": "人"}


def _wording(pick: random.Random, unit: str, goal: bool) -> str:
    """Return words that carry a figure: most plain, some hedged."""
    number = pick.randint(10, 999) / 10 if unit == "%" else pick.randint(10, 99999)
    figure = f"{number}{unit}"
    kind = pick.random()
    if goal:
        return f"{figure}以上" if kind < 0.3 else f"达到{figure}" if kind < 0.9 else f"约{figure}"
    return figure if kind < 0.8 else f"超{figure}" if kind < 0.9 else f"近{figure}"


def write(folder: Path, targets: int, actuals: int, indicators: int = 500, seed: int = 1) -> None:
    """Write the set.

    Args:
        folder: where to; made if it is missing.
        targets, actuals: how many rows of each table.
        indicators: how many indicators the goals are about.
        seed: of the random numbers.
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
    units = [number % len(_UNITS) for number in range(indicators)]
    with (folder / "indicators.yaml").open("w", encoding="utf-8") as file:
        for number, unit in enumerate(units):
            base = _BASE.get(_UNITS[unit], _UNITS[unit])
            file.write(
                f"indicator-{number}:\n  name: {{zh: 指标{number}}}\n  theme: economy\n"
                f"  unit: {base!r}\n  measure: {_MEASURES[unit]}\n  direction: up\n"
            )
    counties = max(1, -(-targets // indicators))
    with (folder / "plans.yaml").open("w", encoding="utf-8") as file:
        for county in range(counties):
            file.write(
                f"plan-{county}:\n  name: {{zh: 规划{county}}}\n  kind: five-year-plan\n"
                f"  start: 2021\n  end: 2025\n  source: {sources[county % len(sources)]}\n"
            )
    with (folder / "targets.csv").open("w", encoding="utf-8") as file:
        file.write("plan,slug,indicator,scope,stated,baseline_period,text,line\n")
        for number in range(targets):
            county, indicator = divmod(number, indicators)
            words = _wording(pick, _UNITS[units[indicator]], goal=True)
            file.write(
                f"plan-{county},goal-{indicator},indicator-{indicator},district:县{county},"
                f"{words},2020,到2025年{words},{pick.randint(1, 900)}\n"
            )
    with (folder / "actuals.csv").open("w", encoding="utf-8") as file:
        file.write("indicator,period,scope,stated,source,text,line,status\n")
        years = max(1, actuals // targets)
        for number in range(actuals):
            row, year = divmod(number, years)
            county, indicator = divmod(row % targets, indicators)
            words = _wording(pick, _UNITS[units[indicator]], goal=False)
            status = "preliminary" if pick.random() < 0.1 else ""
            file.write(
                f"indicator-{indicator},{2025 - year},district:县{county},{words},"
                f"{sources[pick.randrange(200)]},全年{words},{pick.randint(1, 900)},{status}\n"
            )


def main() -> None:
    """Write the set that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--targets", type=int, default=100_000)
    parser.add_argument("--actuals", type=int, default=1_000_000)
    parser.add_argument("--indicators", type=int, default=500)
    asked = parser.parse_args()
    write(asked.folder, asked.targets, asked.actuals, asked.indicators)


if __name__ == "__main__":
    main()
