"""A small sound data set, and ways to break it at a marked place."""

from __future__ import annotations

from pathlib import Path

from czplan import dataset
from czplan.faults import Fault

T, A, S, P, I, D, N = (  # noqa: E741
    f"{name}.yaml"
    for name in ("targets", "actuals", "sources", "plans", "indicators", "dataset", "not-goals")
)

SOUND = {
    "dataset.yaml": """\
format: 1
place: {zh: 某市, en: Somewhere}
themes:
  sport: {zh: 体育, en: Sport}
""",
    "sources.yaml": """\
report-2025:
  title: {zh: 政府工作报告, en: Work report}
  publisher: 某市人民政府
  grade: official
  published: 2025-01-08
outline:
  title: {zh: 规划纲要}
  publisher: 某市人民政府
  grade: copy
""",
    "plans.yaml": """\
fyp:
  name: {zh: 五年规划, en: Five-year plan}
  kind: five-year-plan
  start: 2021
  end: 2025
  source: outline
wr:
  name: {zh: 工作报告}
  kind: annual-report
  end: 2025
""",
    "indicators.yaml": """\
gdp:
  name: {zh: 地区生产总值, en: GDP}
  theme: economy
  unit: 元
  measure: flow
  direction: up
gdp-growth:
  name: {zh: 地区生产总值增速}
  unit: '%'
  measure: growth
  direction: up
  basis: real
income-growth:
  name: {zh: 收入增速}
  unit: '%'
  measure: growth
  direction: up
firms:
  name: {zh: 企业}
  unit: 家
  measure: stock
  direction: up
firms-added:
  name: {zh: 新增企业}
  unit: 家
  measure: additions
  direction: up
  stock: firms
""",
    "targets.yaml": """\
fyp:
  gdp:
    stated: 突破1万亿元
    text: 地区生产总值突破1万亿元
    line: 3
    milestones: {2023: 8000亿元}
    baseline: {period: 2020, stated: 7000亿元, source: outline}
  ladder:
    name: {zh: 企业梯队}
    tiers: {firms: 50家, firms-added: {stated: 5家, text: 新增5家, line: 5}}
    text: 50家企业，新增5家
    line: 4
  road:
    kind: milestone
    name: {zh: 道路, en: Road}
    theme: sport
    text: 建成道路
    page: A3
    due: none
wr:
  gdp-growth:
    stated: 5%左右
    text: 增长5%左右
    line: 9
    source: report-2025
    supersedes: fyp/gdp
  parity:
    indicator: income-growth
    reference: gdp-growth
    stated: 与经济增长基本同步
    text: 与经济增长基本同步
    section: 一
    source: report-2025
""",
    "actuals.yaml": """\
gdp:
  2020: {stated: 7000亿元, source: outline}
  2024: {stated: 近9000亿元, source: report-2025, line: 2, text: 总值近9000亿元}
  2025-09:
    - {stated: 6800亿元}
    - {value: 680100000000, restated: true}
gdp-growth:
  2024: {stated: 6%左右, status: estimate, text: 预计增长6%左右}
fyp/road:
  2024: {outcome: under-way}
""",
    "not-goals.yaml": """\
report-2025:
  3: {text: 2025年, reason: date}
  7:
    - {reason: activity}
    - {text: 第一, reason: ordinal}
""",
}

MARK = "¶"


def write(folder: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """Write the sound set, some files replaced, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in ({**SOUND} | (files or {})).items():
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (folder / name).write_bytes(data)
    return folder


def broken(file: str, old: str, new: str) -> tuple[str, int, int]:
    """Return the file's text with `old` replaced by `new`, and the marked line and column."""
    sound = SOUND[file]
    assert sound.count(old) == 1, f"{old!r} stands {sound.count(old)} times in {file}"
    text = sound.replace(old, new)
    before, mark, after = text.partition(MARK)
    assert mark, "mark the place of the fault"
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


def faults(folder: Path, **how: bool) -> list[Fault]:
    """Return all faults of the set in `folder`."""
    return dataset.read(folder, **how)[1]


def codes(folder: Path) -> list[str]:
    """Return the codes of all faults of the set in `folder`."""
    return [fault.code for fault in faults(folder)]
