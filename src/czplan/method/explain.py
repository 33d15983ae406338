"""The sum of a verdict step by step, for cards and pages (command line, `targets show`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan.method.facts import facts
from czplan.method.judge import judge
from czplan.method.question import Question, last_day
from czplan.method.reasons import clauses
from czplan.vocabulary import RULES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["Step", "steps"]

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
    "conflict": ("不同数字", "Contradicting report"),
    "verdict": ("结论", "Verdict"),
}


class Step(NamedTuple):
    """One step of the sum: its title and what it says."""

    title: str
    text: str


def steps(
    ds: Dataset, row: Mapping[str, Any], lang: str, *, as_of: str | None = None, grade: str = "copy"
) -> list[Step]:
    """Lay out the sum behind a verdict row.

    Args:
        ds: the data set the row comes from; row: a verdict row; lang: `zh` or `en`.
        as_of, grade: those of the question that gave the row.

    Returns:
        the steps in order, then the rule's name with its authority.
    """
    question = Question(int(row["year"]), last_day(as_of) if as_of else None, True, grade)
    found = judge(ds, question, [str(row["id"]).partition("#")[0]])
    places = found.table.index[found.table["id"] == row["id"]]
    made = clauses(row, facts(found, int(places[0]))) if len(places) else []
    pick = 0 if lang == "zh" else 1
    laid = [Step(_TITLES[item.topic][pick], item.zh if lang == "zh" else item.en) for item in made]
    rule = RULES.get(str(row["rule"]))
    if rule is not None:
        laid.append(
            Step(("规则", "Rule")[pick], f"{rule.code} {rule.name(lang)}: {rule.note(lang)}")
        )
    return laid
