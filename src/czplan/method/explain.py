"""The sum of a verdict step by step, for cards and pages (command line, `targets show`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan import patterns as re
from czplan.method.judge import judge
from czplan.method.question import Question, last_day
from czplan.method.sentences import Clause, laid_out
from czplan.method.verdict_rows import frame
from czplan.records import Name
from czplan.vocabulary import RULES, STATUSES

if TYPE_CHECKING:
    import pandas as pd

    from czplan.method.judge import Judgement
    from czplan.method.verdict_data import VerdictData

_TITLES = {
    "goal": ("目标", "Goal"),
    "figure": ("数据", "Figure"),
    "reference": ("参照", "Reference"),
    "baseline": ("基期", "Baseline"),
    "attainment": ("完成率", "Attainment"),
    "index": ("指数", "Index"),
    "progress": ("进度", "Progress"),
    "expected": ("应达进度", "Expected by now"),
    "ratio": ("进度比", "Schedule ratio"),
    "gap": ("差距", "Gap"),
    "band": ("容差", "Tolerance"),
    "milestone": ("官方时序", "Official step"),
    "required": ("每年所需", "Needed a year"),
    "parts": ("各部分", "Parts"),
    "note": ("说明", "Note"),
    "change": ("目标变动", "Changed goal"),
    "turn": ("换用之", "By the other"),
    "bases": ("两种价格口径", "Two price bases"),
    "conflict": ("不同数字", "Contradicting report"),
    "verdict": ("结论", "Verdict"),
}


_HALVES = {"steady": Name("稳", "steady"), "quality": Name("质", "quality")}
"""The parts of 稳中提质, which no indicator names."""

_PART = re.compile(r"[a-z0-9][a-z0-9-]*(?=：|: )")

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_LONG = re.compile(r"(?<![0-9,.])[0-9]+\.[0-9]{5,}")
_MINUS = re.compile(r"(?<![0-9A-Za-z“])-(?=[0-9])")
"""Before a number, not in a date, a range, an id or at the beginning of a document's words."""


class Step(NamedTuple):
    """One step of the sum: its title and what it says."""

    title: str
    text: str


_SAID_TWICE = {
    "attainment": ("完成率", "attainment "),
    "index": ("已达指数", "the index stands at "),
    "progress": ("进度", "progress "),
    "expected": ("按时间应达", "expected by then "),
    "ratio": ("两者之比", "schedule ratio "),
    "gap": ("与目标之差", "gap "),
    "required": ("此后每年还须变动", "still needed each year: "),
    "parts": ("各部分为", "the parts are "),
    "verdict": ("判为", "verdict: "),
}
"""How a clause begins that names what the step's title names already."""

_FRACTIONS = frozenset({"attainment", "progress", "expected", "ratio"})
"""The steps whose numbers are fractions; beside their titles they stand in per cent."""


_PACE = frozenset({"progress", "expected", "ratio"})
"""The steps that say how fast a goal goes: of running goals alone."""

_MOST = 200.0
"""A per cent of progress above it says no more than that it is above."""


def _unsaid(status: str) -> frozenset[str]:
    """Return the steps that say nothing of a goal in some status: pace once it has ended.

    A figure that doesn't settle a goal has no gap from it.
    """
    if STATUSES[status].phase in ("running", "any"):
        return frozenset()
    return _PACE | {"gap"} if status == "due_no_data" else _PACE


def _step(item: Clause, lang: str) -> Step:
    """Return a clause as a step: its label said once, fractions in per cent."""
    pick = 0 if lang == "zh" else 1
    text = (item.zh, item.en)[pick].removeprefix(_SAID_TWICE.get(item.topic, ("", ""))[pick])
    if item.topic == "verdict":
        text = text.strip("“”")
    if item.topic in _FRACTIONS:
        text = _NUMBER.sub(lambda found: f"{round(float(found[0]) * 100, 2):g}", text)
        text = text.replace("~", "–") + "%"
        shown = [float(part) for part in _NUMBER.findall(text.replace("–", " "))]
        if item.topic in _PACE and shown and min(shown) > _MOST:
            text = f">{_MOST:g}%"
    text = _LONG.sub(lambda found: f"{float(found[0]):.4f}", text)
    return Step(_TITLES[item.topic][pick], _MINUS.sub("−", text))


def _told(made: list[Clause], rule: str, lang: str, parts: Mapping[str, Name]) -> list[Step]:
    """Return the steps in one language, `parts` by their names, the rule and who says so last."""
    told = [_step(item, lang) for item in made]
    for at, item in enumerate(made):
        if item.topic == "parts":
            text = _PART.sub(
                lambda found: parts[found[0]].in_language(lang) if found[0] in parts else found[0],
                told[at].text,
            )
            told[at] = told[at]._replace(text=text)
    term = RULES.get(rule)
    if term is not None:
        name = f"{term.code} {term.name(lang)}"
        text = f"{name}：{term.note(lang)}" if lang == "zh" else f"{name}: {term.note(lang)}"
        told.append(Step("规则" if lang == "zh" else "Rule", text))
    return told


def all_steps(
    ds: VerdictData,
    rows: Iterable[Mapping[str, Any]],
    *,
    as_of: str | None = None,
    grade: str = "copy",
) -> dict[str, tuple[list[Step], list[Step]]]:
    """Lay out the sums behind verdict rows of one year, judging once.

    Args:
        ds: the data set the rows come from; rows: verdict rows.
        as_of, grade: those of the question that gave the rows.

    Returns:
        by id, the steps in Chinese and in English.
    """
    wanted = {str(row["id"]): int(row["year"]) for row in rows}
    if not wanted:
        return {}
    known = last_day(as_of) if as_of else None
    question = Question(max(wanted.values()), known, True, grade)
    found = judge(ds, question, sorted({key.partition("#")[0] for key in wanted}))
    return laid(found, frame(found, with_reasons=False), wanted)


def laid(
    found: Judgement, made: pd.DataFrame, wanted: Collection[str]
) -> dict[str, tuple[list[Step], list[Step]]]:
    """Lay out the sums behind those rows `made` of a judgement whose ids are `wanted`, by id."""
    told: dict[str, tuple[list[Step], list[Step]]] = {}
    parts = _HALVES | {id: one.name for id, one in found.dataset.indicator_records.items()}
    for key, rule, status, steps_of in zip(
        made["id"], made["rule"], made["status"], laid_out(found, made), strict=True
    ):
        if key in wanted:
            steps_of = [item for item in steps_of if item.topic not in _unsaid(status)]
            zh, en = (_told(steps_of, rule, lang, parts) for lang in ("zh", "en"))
            told[key] = (zh, en)
    return told
