"""The sum behind each verdict, step by step, for all rows of a report at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from czplan.method.explain import _TITLES
from czplan.method.facts import facts
from czplan.method.judge import judge
from czplan.method.question import Question, last_day
from czplan.method.reasons import clauses
from czplan.report.model import Both
from czplan.vocabulary import RULES

if TYPE_CHECKING:
    import pandas as pd

    from czplan.dataset import Dataset

__all__ = ["sums"]


def sums(
    ds: Dataset, frame: pd.DataFrame, *, as_of: str | None = None, grade: str = "copy"
) -> dict[str, list[tuple[Both, Both]]]:
    """Return the steps of each row's sum by the row's id: what the step is, and what it says.

    `as_of` and `grade` are those of the question that gave the rows.
    """
    if frame.empty:
        return {}
    question = Question(int(frame["year"].iloc[0]), last_day(as_of) if as_of else None, True, grade)
    wholes = frame["id"].str.partition("#")[0].drop_duplicates().tolist()
    found = judge(ds, question, wholes)
    places = {identity: place for place, identity in enumerate(found.table["id"])}
    laid: dict[str, list[tuple[Both, Both]]] = {}
    for row in frame.to_dict("records"):
        identity = str(row["id"])
        if identity not in places:
            continue
        values = {str(name): value for name, value in row.items()}
        made = clauses(values, facts(found, places[identity]))
        steps = [(Both(*_TITLES[item.topic]), Both(item.zh, item.en)) for item in made]
        rule = RULES.get(str(row["rule"]))
        if rule is not None:
            steps.append((Both("规则", "Rule"), Both(
                f"{rule.code} {rule.zh}：{rule.note_zh}", f"{rule.code} {rule.en}: {rule.note_en}"
            )))  # fmt: skip
        laid[identity] = steps
    return laid
