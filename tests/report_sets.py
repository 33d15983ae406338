"""Data sets for the tests of files and pages: one that means harm, and one of many goals."""

from __future__ import annotations

import json
from pathlib import Path

HARM = (
    "<script>window.harmed=1</script>",
    '"><img src=x onerror="window.harmed=1">',
    "</script><script>window.harmed=1</script>",
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "{{ 7*7 }}{% raw %}",
    "${7*7}",
    "a|b&amp;c",
    "\u202e左\u2066右",
    "https://example.org/x",
)
"""Texts that act where a sink forgets itself; each is the name of a goal."""


def hostile(folder: Path) -> Path:
    """Write a data set whose names, titles and notes are `HARM`, and return its folder."""
    title, publisher, name = _json(HARM[0]), _json(HARM[2]), _json(HARM[1])
    _write(folder, "dataset.yaml", ["format: 1", "place: {zh: 某市, en: A city}"])
    _write(
        folder,
        "sources.yaml",
        [
            "src:",
            f"  title: {{zh: {title}, en: {name}}}",
            f"  publisher: {publisher}",
            "  grade: official",
            "  published: 2025-01",
            "  url: \"https://example.org/?a='onmouseover='window.harmed=1'\"",
        ],
    )
    _write(
        folder,
        "plans.yaml",
        [
            "p:",
            f"  name: {{zh: {name}, en: {publisher}}}",
            "  kind: annual-report",
            "  start: 2025",
            "  end: 2025",
            "  source: src",
        ],
    )
    indicators, targets, actuals = [], ["p:"], []
    for at, text in enumerate(map(_json, HARM)):
        indicators += [
            f"i{at}:",
            f"  name: {{zh: {text}, en: {text}}}",
            "  theme: economy",
            "  unit: 家",
            "  measure: stock",
            "  direction: up",
        ]
        targets += [
            f"  i{at}:",
            "    stated: 10家",
            "    text: 达到10家",
            f"    line: {at + 1}",
            f"    note: {text}",
        ]
        reached = f"{9 + at % 3}家"
        actuals += [
            f"i{at}:",
            "  2024: {stated: 8家, source: src, text: 8家, line: 1}",
            f"  2025: {{stated: {reached}, source: src, text: {reached}, line: 1, note: {text}}}",
        ]
    _write(folder, "indicators.yaml", indicators)
    _write(folder, "targets.yaml", targets)
    _write(folder, "actuals.yaml", actuals)
    return folder


def many(folder: Path, goals: int) -> Path:
    """Write a data set of `goals` goals over 100 indicators, with six figures each."""
    _write(folder, "dataset.yaml", ["format: 1", "place: {zh: 某省, en: A province}"])
    _write(
        folder,
        "sources.yaml",
        [
            "src:",
            "  title: {zh: 统计公报, en: Bulletin}",
            "  publisher: 统计局",
            "  grade: copy",
            "  published: 2026-01",
        ],
    )
    plans, indicators = [], []
    for county in range(max(1, goals // 100)):
        plans += [
            f"plan{county}:",
            f"  name: {{zh: 第{county}县规划, en: Plan of county {county}}}",
            "  kind: five-year-plan",
            "  start: 2021",
            "  end: 2025",
            "  source: src",
        ]
    themes = ("economy", "industry", "livelihood", "environment", "transport")
    for place in range(100):
        indicators += [
            f"ind{place}:",
            f"  name: {{zh: 第{place}项产量, en: Output {place}}}",
            f"  theme: {themes[place % 5]}",
            "  unit: 辆",
            "  measure: flow",
            "  direction: up",
        ]
    _write(folder, "plans.yaml", plans)
    _write(folder, "indicators.yaml", indicators)
    targets = ["plan,slug,scope,stated,text,line"]
    actuals = ["indicator,period,stated,source,scope"]
    for goal in range(goals):
        county, place = divmod(goal, 100)
        asked, scope = f"{100 + goal % 37}辆", f"district:d{county}"
        targets.append(f"plan{county},ind{place},{scope},{asked},{asked},{place + 1}")
        for at, year in enumerate(range(2020, 2026)):
            reached = f"{60 + (goal * 7 + at * 9) % 80}辆"
            actuals.append(f"ind{place},{year},{reached},src,{scope}")
    _write(folder, "targets.csv", targets)
    _write(folder, "actuals.csv", actuals)
    return folder


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write(folder: Path, name: str, lines: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
