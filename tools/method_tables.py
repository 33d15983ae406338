"""The parts of the method's and the data format's pages that only repeat what the program knows.

Two forms of block, and everything between their marks is replaced:

    <!-- table NAME [WORD] -->...<!-- /table -->         a vocabulary, fields, wordings as read
    <!-- worked FOLDER ID YEAR -->...<!-- /worked -->    the sum behind one verdict, step by step

`NAME` is a key of `TABLES`. `FOLDER` is a data set below the repository's root: `data` for the
shipped one, `docs/worked` for the small one that was made for the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from czplan import vocabulary
from czplan.export.columns import OPEN_SDG_FIELDS, RESULT_FIELDS
from czplan.format import fields
from czplan.format.field import Field
from czplan.quantity import WordingError
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import Goal, GoalQuery
from czplan.quantity.goal_words import interpret as read_goal
from czplan.vocabulary import FAMILIES, KINDS, OPERATORS, RULES, STATUSES, Term

if TYPE_CHECKING:
    from czplan.api import Progress
    from czplan.dataset import Dataset

__all__ = ["TABLES", "fresh"]

ROOT = Path(__file__).resolve().parents[1]

_BLOCK = re.compile(r"(<!-- table ([\w-]+)(?: ([\w-]+))? -->\n)(?:.*\n)*?(<!-- /table -->)")
_WORKED = re.compile(r"(<!-- worked (\S+) (\S+) (\d{4}) -->\n)(?:.*\n)*?(<!-- /worked -->)")

FIGURES = (
    ("79.6万辆", "辆", "flow"),
    ("近80万辆", "辆", "flow"),
    ("不足80万辆", "辆", "flow"),
    ("超5400家", "家", "stock"),
    ("5400家以上", "家", "stock"),
    ("7000多家", "家", "stock"),
    ("约1000家", "家", "stock"),
    ("3.4%左右", "%", "share"),
    ("60%以上", "%", "share"),
    ("40至50家", "家", "stock"),
    ("前20位", "位", "rank"),
    ("下降3.5%左右", "%", "growth"),
    ("上千家", "家", "stock"),
    ("提高5个百分点", "%", "share"),
)
"""Reported wordings that show how bounds are read: words, unit, measure."""

GOALS = (
    ("突破100万辆", "辆", "flow", "up", 1),
    ("2.0以内", ":1", "ratio", "down", 5),
    ("12%", "%", "share", "up", 5),
    ("提高5个百分点", "%", "share", "up", 5),
    ("减少20万人", "人", "stock", "down", 5),
    ("下降5%以上", "%", "share", "down", 5),
    ("减少三分之一以上", "家", "stock", "down", 5),
    ("提高0.5个百分点", "%", "growth", "up", 1),
    ("涨幅3%左右", "%", "growth", "down", 1),
    ("翻一番", "元", "flow", "up", 10),
    ("增长6%以上", "%", "growth", "up", 1),
    ("4.5%—5%", "%", "growth", "up", 1),
    ("增长6%以上", "%", "growth", "up", 5),
    ("新增上市企业20家", "家", "additions", "up", 5),
    ("覆盖率100%", "%", "share", "up", 5),
    ("基本全覆盖", "%", "share", "up", 5),
    ("稳定在43%左右", "%", "share", "keep", 5),
    ("累计下降13.5%", "%", "growth", "down", 5),
    ("较2020年下降18%", "吨", "flow", "down", 5),
    ("与经济增长基本同步", "%", "growth", "up", 1),
    ("高于经济增速", "%", "growth", "up", 1),
    ("不高于全省平均水平", "%", "growth", "down", 1),
    ("进入前20", "位", "rank", "down", 5),
    ("持续下降", "微克/立方米", "index", "down", 5),
    ("稳定增长", "%", "growth", "up", 1),
    ("稳中提质", "元", "flow", "up", 1),
    ("每年新增20所以上", "所", "additions", "up", 5),
    ("保持在144.5万亩以上", "亩", "stock", "up", 5),
    ("走在全国前列", "位", "rank", "down", 5),
)
"""Wordings of goals: words, unit, measure, direction, years."""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(head), _row(["---"] * len(head)), *map(_row, rows)]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return f"`{text}`"


def _pick(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def _terms(lang: str, word: str) -> str:
    """Return any vocabulary of the program by its name there (`THEMES`, `GRADES` ...)."""
    words: vocabulary.Vocabulary[Term] = getattr(vocabulary, word.upper().replace("-", "_"))
    noted = any(term.note("en") for term in words.values())
    if lang == "both":
        head = ["code", "中文", "English"]
        rows = [[_code(term.code), term.zh, term.en] for term in words.values()]
        if noted:
            head.append("说明 / meaning")
            for row, term in zip(rows, words.values(), strict=True):
                notes = [note for note in (term.note_zh, term.note_en) if note]
                row.append(" / ".join(notes))
        return _table(head, rows)
    head = [_pick(lang, "代码", "code"), "中文", "English"]
    rows = [[_code(term.code), term.zh, term.en] for term in words.values()]
    if noted:
        head.append(_pick(lang, "说明", "meaning"))
        rows = [[*row, term.note(lang)] for row, term in zip(rows, words.values(), strict=True)]
    return _table(head, rows)


def _statuses(lang: str, word: str) -> str:
    """Return the statuses of a phase: none, final or running; those of any phase stand in both."""
    chosen = [term for term in STATUSES.values() if term.phase == word or
              (term.phase == "any" and word != "none")]  # fmt: skip
    head = [_pick(lang, "代码", "code"), "中文", "English", _pick(lang, "大类", "family")]
    return _table(head, ([_code(term.code), term.zh, term.en, term.family] for term in chosen))


def _families(lang: str, word: str) -> str:
    head = ["大类", "符号", "纯 ASCII", "颜色", "结论"] if lang == "zh" else [
        "family", "sign", "in ASCII", "colour", "statuses"]  # fmt: skip
    rows = []
    for family in FAMILIES.values():
        members = [term.code for term in STATUSES.values() if term.family == family.code]
        name = f"{_code(family.code)} {family.name(lang)}"
        rows.append([name, family.sign, _code(family.ascii), family.colour,
                     ", ".join(map(_code, members))])  # fmt: skip
    return _table(head, rows)


def _kinds(lang: str, word: str) -> str:
    head = [_pick(lang, "代码", "code"), "中文", "English", _pick(lang, "章节", "section")]
    return _table(head, ([_code(k.code), k.zh, k.en, k.section] for k in KINDS.values()))


def _rules(lang: str, word: str) -> str:
    head = ["章节", "规则", "依据"] if lang == "zh" else ["section", "rule", "authority"]
    return _table(head, ([r.code, r.name(lang), r.note(lang)] for r in RULES.values()))


def _flags(lang: str, word: str) -> str:
    return _terms(lang, "flags")


def _columns(lang: str, word: str) -> str:
    head = ["列", "类型", "单位", "含义"] if lang == "zh" else ["column", "type", "unit", "meaning"]
    columns = [*RESULT_FIELDS.values(), *OPEN_SDG_FIELDS.values()]
    return _table(head, ([_code(c.name), c.type, c.unit, c.about(lang)] for c in columns))


def _number(value: float) -> str:
    return f"{round(value, 9):,.9f}".rstrip("0").rstrip(".")


def _figures(lang: str, word: str) -> str:
    """Return reported wordings and the interval that each is read as."""
    head = ["措辞", "区间", "确定的一端"] if lang == "zh" else ["words", "interval", "certain ends"]
    rows = []
    for words, unit, measure in FIGURES:
        try:
            found = read_figure(words, unit, measure)
        except WordingError:
            rows.append([words, _pick(lang, "不收：没有说水平", "refused: no level is said"), ""])
            continue
        if found.low is None or found.high is None:
            rows.append([words, _pick(lang, "不能据以评估", "nothing to judge with"), ""])
            continue
        first = "(" if found.low_open else "["
        last = ")" if found.high_open else "]"
        ends = f"{first}{_number(found.low)}, {_number(found.high)}{last}"
        if found.low == found.high:
            ends = _number(found.low)
        rows.append([words, ends, vocabulary.SURE[found.sure].name(lang)])
    return _table(head, rows)


def _test(goal: Goal, lang: str) -> str:
    """Return what a goal's words ask for, short."""
    operator = OPERATORS[goal.operator]
    if goal.vague:
        return _pick(lang, "无法评估", "not assessable")
    if goal.multiple is not None:
        return f"{operator.code} {goal.multiple:g} × B"
    if goal.number is None:
        if goal.operator == "direction":
            if goal.steady:
                return _pick(lang, "增长率 ≥ 0", "growth >= 0")
            if goal.kind == "composite":
                return _pick(lang, "各部分", "its parts")
            rises = goal.direction > 0
            return _pick(lang, "上升", "rise") if rises else _pick(lang, "下降", "fall")
        if goal.operator == "parity":
            tolerated = "0.3" if goal.basically else "0.1" if goal.in_step else ""
            sign = ">" if goal.faster else ">="
            more = _pick(lang, f"，容差 {tolerated}", f", tolerance {tolerated}")
            return f"{_pick(lang, '差', 'gap')} {sign} 0" + (more if tolerated else "")
        return operator.name(lang)
    if goal.rise:
        return f"{operator.code} B + {_number(goal.number)}"
    if goal.relative:
        return f"{operator.code} {1 + goal.number / 100:g} × B"
    return f"{operator.code} {_number(goal.number)}"


def _goals(lang: str, word: str) -> str:
    """Return wordings of goals, the kind that each is, and its test."""
    head = (
        ["措辞", "度量", "年数", "种类", "检验"]
        if lang == "zh"
        else ["words", "measure", "years", "kind", "test"]
    )
    rows = []
    for words, unit, measure, direction, years in GOALS:
        goal = read_goal(words, GoalQuery(unit, measure, direction, years=years))
        rows.append([words, measure, str(years), _code(goal.kind), _test(goal, lang)])
    return _table(head, rows)


def _fields(lang: str, word: str) -> str:
    """Return the fields of a table of the data format, parts of a mapping after it."""
    rows: list[list[str]] = []

    def add(field: Field, prefix: str = "") -> None:
        mapping = bool(field.parts) or field.keys is not None
        zh, en = ("映射", "a mapping") if mapping else (field.type.zh, field.type.en)
        if field.listed:
            zh, en = f"列表：{zh}", f"a list: {en}"
        if field.plain:
            zh, en = f"{field.type.zh}，或{zh}", f"{field.type.en}, or {en}"
        what = en if zh.replace("、", ", ") == en else f"{zh} / {en}"
        star = "*" if field.required else ""
        name = f"{prefix}{field.name}"
        rows.append([f"`{name}`{star}", f"{field.zh} / {field.en}", what])
        for part in field.parts:
            several = field.keys is not None or field.listed
            add(part, f"{name}.<…>." if several else f"{name}.")

    for field in fields.TABLES[word].fields.values():
        add(field)
    return _table(["字段 / field", "含义 / meaning", "取值 / what may stand there"], rows)


def _csv(lang: str, word: str) -> str:
    """Return the columns of a table's CSV form."""
    return "```text\n" + ",".join(fields.TABLES[word].columns) + "\n```\n"


TABLES: dict[str, Callable[[str, str], str]] = {
    "terms": _terms,
    "statuses": _statuses,
    "families": _families,
    "kinds": _kinds,
    "rules": _rules,
    "flags": _flags,
    "columns": _columns,
    "figures": _figures,
    "goals": _goals,
    "fields": _fields,
    "csv": _csv,
}
"""Name of a table to the function of language and word that makes it."""


@cache
def _set(folder: str) -> Dataset:
    from czplan.dataset import load

    return load(ROOT / folder)


@cache
def _verdicts(folder: str, year: int) -> Progress:
    from czplan.api import progress

    return progress(_set(folder), year, all=True, method="open-sdg")


def _worked(lang: str, folder: str, target: str, year: str) -> str:
    """Return the sum behind one verdict as a list, its parts' verdicts included."""
    from czplan.method.explain import all_steps

    found = _verdicts(folder, int(year))
    chosen = found[found["id"] == target].to_dict("records")
    rows = [{str(name): value for name, value in row.items()} for row in chosen]
    if len(rows) != 1:
        raise ValueError(f"no verdict on {target} in {folder} for {year}: mend the page's mark")
    row = rows[0]
    steps = all_steps(_set(folder), rows)[target][0 if lang == "zh" else 1]
    name = row["name_zh" if lang == "zh" else "name_en"]
    head = _pick(lang, f"> **算例** {name}（`{target}`，评估年份 {year}）",
                 f"> **Worked example** {name} (`{target}`, judged for {year})")  # fmt: skip
    lines = [head, ">"]
    steps = [step for step in steps if step.title not in ("规则", "Rule")]
    joint = "：" if lang == "zh" else ": "
    lines += [f"> - {step.title}{joint}{step.text}" for step in steps]
    if row["flags"]:
        flags = ", ".join(map(_code, row["flags"]))
        lines.append(f"> - {_pick(lang, '标记', 'Flags')}{joint}{flags}")
    return "\n".join(lines) + "\n"


def fresh(text: str, lang: str) -> str:
    """Return a page with its blocks made anew, in `zh`, `en` or (tables that can) `both`."""
    text = _BLOCK.sub(lambda at: at[1] + TABLES[at[2]](lang, at[3] or "") + at[4], text)
    return _WORKED.sub(lambda at: at[1] + _worked(lang, at[2], at[3], at[4]) + at[5], text)
