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
    folder.mkdir(parents=True, exist_ok=True)
    dump = lambda value: json.dumps(value, ensure_ascii=False)  # noqa: E731
    _write(folder, "dataset.yaml", "format: 1\nplace: {zh: 某市, en: A city}\n")
    _write(
        folder,
        "sources.yaml",
        f"src:\n  title: {{zh: {dump(HARM[0])}, en: {dump(HARM[1])}}}\n  publisher: {dump(HARM[2])}\n"
        "  grade: official\n  published: 2025-01\n"
        "  url: \"https://example.org/?a='onmouseover='window.harmed=1'\"\n",
    )
    _write(
        folder,
        "plans.yaml",
        f"p:\n  name: {{zh: {dump(HARM[1])}, en: {dump(HARM[2])}}}\n  kind: annual-report\n"
        "  start: 2025\n  end: 2025\n  source: src\n",
    )
    _write(
        folder,
        "indicators.yaml",
        "".join(
            f"i{at}:\n  name: {{zh: {dump(text)}, en: {dump(text)}}}\n  theme: economy\n"
            "  unit: 家\n  measure: stock\n  direction: up\n"
            for at, text in enumerate(HARM)
        ),
    )
    _write(
        folder,
        "targets.yaml",
        "p:\n"
        + "".join(
            f"  i{at}:\n    stated: 10家\n    text: 达到10家\n    line: {at + 1}\n    note: {dump(text)}\n"
            for at, text in enumerate(HARM)
        ),
    )
    _write(
        folder,
        "actuals.yaml",
        "".join(
            f"i{at}:\n  2024: {{stated: 8家, source: src, text: 8家, line: 1}}\n"
            f"  2025: {{stated: {9 + at % 3}家, source: src, text: {9 + at % 3}家, line: 1, note: {dump(text)}}}\n"
            for at, text in enumerate(HARM)
        ),
    )
    return folder


def many(folder: Path, goals: int) -> Path:
    """Write a data set of `goals` goals over 100 indicators, with five figures each."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, "dataset.yaml", "format: 1\nplace: {zh: 某省, en: A province}\n")
    _write(
        folder,
        "sources.yaml",
        "src:\n  title: {zh: 统计公报, en: Bulletin}\n  publisher: 统计局\n  grade: copy\n  published: 2026-01\n",
    )
    plans = max(1, goals // 100)
    themes = ("economy", "industry", "livelihood", "environment", "transport")
    _write(
        folder,
        "plans.yaml",
        "".join(
            f"plan{p}:\n  name: {{zh: 第{p}县规划, en: Plan of county {p}}}\n  kind: five-year-plan\n"
            "  start: 2021\n  end: 2025\n  source: src\n"
            for p in range(plans)
        ),
    )
    _write(
        folder,
        "indicators.yaml",
        "".join(
            f"ind{i}:\n  name: {{zh: 第{i}项产量, en: Output {i}}}\n  theme: {themes[i % 5]}\n  unit: 辆\n"
            "  measure: flow\n  direction: up\n"
            for i in range(100)
        ),
    )
    lines = ["plan,slug,scope,stated,text,line"]
    for g in range(goals):
        p, i = divmod(g, 100)
        lines.append(f"plan{p},ind{i},district:d{p},{100 + g % 37}辆,{100 + g % 37}辆,{i + 1}")
    _write(folder, "targets.csv", "\n".join(lines) + "\n")
    lines = ["indicator,period,stated,source,scope"]
    for g in range(goals):
        p, i = divmod(g, 100)
        for at, year in enumerate(range(2020, 2026)):
            lines.append(f"ind{i},{year},{60 + (g * 7 + at * 9) % 80}辆,src,district:d{p}")
    _write(folder, "actuals.csv", "\n".join(lines) + "\n")
    return folder


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
