"""A data set of one's own to begin with: five tables with examples that are commented out.

A line that begins with `#` and no single space after it is an example: with the `#` gone it is
a line of the table. The examples of the five tables belong together; freed of their `#` they are
a small data set that `check` accepts and `progress` judges.
"""

from __future__ import annotations

from collections.abc import Mapping

from czplan.editing.notation import scalar
from czplan.views.layout import cells
from czplan.vocabulary import (
    DIRECTIONS,
    FIGURE_STATUSES,
    GRADES,
    MEASURES,
    OUTCOMES,
    PLAN_KINDS,
    THEMES,
    Term,
)

SCHEMA = "# yaml-language-server: $schema=schema/{table}.json\n"
"""The first line of a table, by which an editor finds what may stand in it."""

TABLES = ("sources", "plans", "indicators", "targets", "actuals")

_SOURCES = """
#report2026:
#  title: {zh: 2026年政府工作报告, en: 2026 Government Work Report}
#  publisher: 某某市人民政府
#  published: 2026-01
#  grade: official
#bulletin2026:
#  title: {zh: 2026年国民经济和社会发展统计公报, en: Statistical Bulletin 2026}
#  publisher: 某某市统计局
#  published: 2027-03
#  grade: official
"""

_PLANS = """
#wr2026:
#  name: {zh: 2026年政府工作报告, en: 2026 Government Work Report}
#  kind: annual-report
#  start: 2026
#  end: 2026
#  source: report2026
"""

_INDICATORS = """
#gdp-growth:
#  name: {zh: 地区生产总值增长, en: GDP growth}
#  theme: economy
#  unit: "%"
#  measure: growth
#  direction: up
#  basis: real
#nev-output:
#  name: {zh: 新能源整车产量, en: New-energy vehicle output}
#  theme: industry
#  unit: 辆
#  measure: flow
#  direction: up
"""

_TARGETS = """
#wr2026:
#  gdp-growth:
#    stated: 增长5%以上
#    text: 地区生产总值增长5%以上
#    line: 12
#  nev-output:
#    stated: 突破100万辆
#    text: 新能源整车产量突破100万辆
#    line: 14
#  port-opening:
#    kind: milestone
#    name: {zh: 新港区开港, en: Open the new port}
#    theme: transport
#    text: 新港区建成开港
#    line: 20
"""

_ACTUALS = """
#gdp-growth:
#  2026: {stated: 增长5.3%, status: preliminary, source: bulletin2026, text: 增长5.3%, line: 3}
#nev-output:
#  2025: {stated: 87.5万辆, source: report2026, text: 新能源整车产量87.5万辆, line: 5}
#  2026: {stated: 近98万辆, source: bulletin2026, text: 新能源整车产量近98万辆, line: 9}
#wr2026/port-opening:
#  2026: {outcome: done, source: bulletin2026, text: 新港区建成开港, line: 15}
"""

_EXAMPLES = {
    "sources": _SOURCES,
    "plans": _PLANS,
    "indicators": _INDICATORS,
    "targets": _TARGETS,
    "actuals": _ACTUALS,
}

_HOW = (
    "以下是例子：删去行首的 # 即可用。",
    "What follows is an example: take away the # at the beginning of its lines.",
)


_HEADS = {
    "sources": (
        """\
# 来源：读过的每一份文件。编号自定，用小写字母、数字和连字符。
# 可信等级 grade：
{grades}
""",
        """\
# Sources: every document that was read. Ids are yours: lower-case letters, digits, hyphens.
# grade:
{grades}
""",
    ),
    "plans": (
        """\
# 规划：提出目标的规划、报告、方案。end 是其目标的默认期限，source 是默认来源。
# 种类 kind：
{kinds}
""",
        """\
# Plans: plans, reports and programmes that state goals. Goals inherit end, as due year, and source.
# kind:
{kinds}
""",
    ),
    "indicators": (
        """\
# 指标：被度量的东西。unit 是基本单位（辆、元、%），不带万、亿。
# 度量 measure：
{measures}
# 方向 direction：
{directions}
# 领域 theme：
{themes}
""",
        """\
# Indicators: what is measured. unit is the base unit (辆, 元, %), without 万 or 亿.
# measure:
{measures}
# direction:
{directions}
# theme:
{themes}
""",
    ),
    "targets": (
        """\
# 目标：先写规划编号，再写目标短名（一般就是指标编号）。
# stated 是原文里带数字的几个字；text 是能证明它的最短原文，40字以内；line、page 或 section 是位置。
# 数由程序从 stated 读出，不要另写。
""",
        """\
# Goals: by plan, then by a slug, as a rule the indicator's id.
# stated: the few words of the text that carry the figure. text: the shortest phrase that proves it,
# 40 characters at most. line, page or section: where it stands.
# The program reads the number from the words: don't write it a second time.
""",
    ),
    "actuals": (
        """\
# 实际数据：先写指标编号（无指标的目标写目标编号 规划/短名），再写时期。
# 时期：2026 一年；2026-09 1至9月或9月末；2021..2025 几年合计。
# 状态 status：
{statuses}
# 任务结果 outcome：
{outcomes}
# 添数可用：czplan actuals add 指标 时期 措辞 --source 来源 --data 本文件夹
""",
        """\
# Reported figures: by indicator or, for a goal without one, by plan/slug, then by period.
# Periods: 2026 a year; 2026-09 January to September, or its end; 2021..2025 these years together.
# status:
{statuses}
# outcome, of tasks (kind: milestone):
{outcomes}
# To add one: czplan actuals add INDICATOR PERIOD STATED --source ID --data FOLDER
""",
    ),
}

_WORDS: dict[str, Mapping[str, Term]] = {
    "grades": GRADES,
    "kinds": PLAN_KINDS,
    "measures": MEASURES,
    "directions": DIRECTIONS,
    "themes": THEMES,
    "statuses": FIGURE_STATUSES,
    "outcomes": OUTCOMES,
}

_WIDTH = 90


def _choice(words: Mapping[str, Term], lang: str) -> str:
    """Return the words of a vocabulary, each explained, as lines of a comment."""
    lines: list[str] = []
    line = ""
    for code, term in words.items():
        meaning = term.name("zh") if lang == "zh" else term.note("en") or term.name("en")
        plain = lang == "en" and meaning.casefold() == code.replace("-", " ")
        said = code if plain else f"{code} {meaning}" if lang == "zh" else f"{code} ({meaning})"
        longer = f"{line}{'、' if lang == 'zh' else ', '}{said}" if line else said
        if line and cells(longer) > _WIDTH:
            lines.append(line)
            longer = said
        line = longer
    return "\n".join(f"# · {each}" for each in [*lines, line])


def head(table: str, lang: str) -> str:
    """Return the comment at the beginning of a table: what it holds and what its words are."""
    text = _HEADS[table][0 if lang == "zh" else 1]
    return text.format_map({name: _choice(words, lang) for name, words in _WORDS.items()})


def texts(lang: str, place: tuple[str, str]) -> dict[str, str]:
    """Return the files of an empty data set: name -> text.

    Args:
        lang: the language of the comments.
        place: the Chinese and the English name of the place; empty where there is none.
    """
    how = "# " + _HOW[0 if lang == "zh" else 1]
    made = {"dataset.yaml": SCHEMA.format(table="dataset") + _dataset(lang, place)}
    for table in TABLES:
        text = SCHEMA.format(table=table) + head(table, lang) + how + "\n"
        made[f"{table}.yaml"] = text + _EXAMPLES[table]
    return made


def _dataset(lang: str, place: tuple[str, str]) -> str:
    """Return the text of `dataset.yaml`."""
    about = "# 数据集本身。" if lang == "zh" else "# The data set itself."
    pairs = zip(("zh", "en"), place, strict=True)
    names = [f"{code}: {scalar(name)}" for code, name in pairs if name]
    named = f"place: {{{', '.join(names)}}}" if names else "#place: {zh: 某某市, en: Some City}"
    more = (
        "# 自有领域，加在已有领域之外："
        if lang == "zh"
        else "# Themes of one's own, besides the ones that there are:"
    )
    return f"{about}\nformat: 1\n{named}\n{more}\n#themes:\n#  ports: {{zh: 港口, en: Ports}}\n"
