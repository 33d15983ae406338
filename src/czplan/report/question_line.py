"""The question a page answers, in a sentence: when, known by when, trusted how far, which goals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from czplan.report.model import Both
from czplan.vocabulary import FAMILIES, GRADES, KINDS, STATUSES, Term

if TYPE_CHECKING:
    from czplan.charts.at_hand import AtHand
    from czplan.dataset import Dataset

FILTERS = {
    "plan": Both("规划", "plan"),
    "theme": Both("领域", "theme"),
    "kind": Both("类型", "kind"),
    "due": Both("期限", "due"),
    "scope": Both("范围", "scope"),
    "search": Both("搜索", "search"),
    "status": Both("结论", "verdict"),
    "family": Both("结论类别", "family"),
}
"""The filters by name, as a page's head says them."""


def question(ds: Dataset, asked: AtHand, wanted: Mapping[str, Any]) -> Both:
    """Return what a page says of its question under its title.

    `wanted` maps names of `FILTERS` to the values that were asked for, none where all goals are
    shown. Year 0 stands for a page without goals.
    """
    said = [_judged(asked) if asked.year else Both("没有可评估的目标。", "No goals to judge.")]
    chosen = [(FILTERS[name], _values(ds, name, wanted[name])) for name in FILTERS
              if wanted.get(name)]  # fmt: skip
    if chosen:
        said.append(
            Both(
                "只含部分目标：" + "；".join(f"{n.zh} {v.zh}" for n, v in chosen) + "。",
                " Some goals only: " + "; ".join(f"{n.en} {v.en}" for n, v in chosen) + ".",
            )
        )
    return Both("".join(one.zh for one in said), "".join(one.en for one in said))


def _judged(asked: AtHand) -> Both:
    zh = f"以 {asked.year} 年 12 月 31 日为准，用到那时为止各时期的数据评估"
    en = f"Judged on 31 December {asked.year}, with figures of periods that end by then"
    if asked.as_of:
        zh += f"，截至 {asked.as_of} 已公布"
        en += f", as published by {asked.as_of}"
    least = GRADES[asked.grade]
    if GRADES.rank(least.code) < len(GRADES) - 1:
        zh += f"，来源等级不低于“{least.zh}”"
        en += f", from sources graded {least.en} or better"
    return Both(f"{zh}。", f"{en}.")


def _values(ds: Dataset, name: str, values: Any) -> Both:
    """Return a filter's values by their names where they have one, else as they were given."""
    terms: Mapping[str, Mapping[str, Term]] = {
        "theme": ds.themes,
        "kind": KINDS,
        "status": STATUSES,
        "family": FAMILIES,
    }
    named = []
    for value in [values] if isinstance(values, str) else values:
        if name == "plan" and value in ds.plan_records:
            plan = ds.plan_records[value]
            named.append(Both(plan.name.zh, plan.name.en))
        elif value in terms.get(name, {}):
            term = terms[name][value]
            named.append(Both(term.zh, term.en))
        else:
            named.append(Both(str(value), str(value)))
    return Both("、".join(one.zh for one in named), ", ".join(one.en for one in named))
