"""What is said twice, or against itself: one proposal for each statement, doubt shown."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from czplan import patterns as re
from czplan.extract.clean import TextLine
from czplan.extract.framing import Frame
from czplan.extract.values import Value
from czplan.extract.words import section

_CLEAR = section("scope", "clear names")


_PART = 0.45
"""The share of a sum of several years below which a figure is one year of them."""


_ALL = re.compile("全[市省州盟县]|[我本][市省州县]|主要预期目标")


_GOALS = re.compile("(?:主要|预期|奋斗)(?:预期|发展|奋斗)?目标[^,;。:\\d]{0,8}(?:是|为|:)")
_A_PART = re.compile(
    "(?:园|新|开发|高新|经开|产业|示范|保税|度假|试验|集聚)区|县域|各县|市本级|[东西南北中]部|一季度|上半年|同口径|可比|累计"
)


_COMPARABLE = re.compile("可比|同口径|剔除|扣除.{0,12}因素影响|还原")


_MOST_SAID = 60
"""Statements of one thing that every other is held against."""
STEP = re.compile("[”’]?[^,;。\\d]{0,2}(?:台阶|大关|关口)")
"""What stands behind a figure that says where something stands: 迈上200亿元新台阶."""
_AT_END = frozenset({"share", "stock", "index", "ratio"})


@dataclass(slots=True)
class ProposalDraft:
    """A proposal in the making."""

    line: TextLine
    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    id: str
    value: Value
    unit: str
    measure: str
    frame: Frame
    kind: str
    period: str | None
    begin: int | None
    due: int | None
    status: str | None
    scope: str
    reference: str | None
    stretch: bool
    shared: bool
    confidence: float
    why: tuple[str, ...]
    weak: bool = False
    years: tuple[int, int] | None = None
    summed: bool = False
    proof: int = 0


def _key(draft: ProposalDraft) -> tuple[object, ...]:
    # 3个县争创…,3个县创成…: 县 alone doesn't tell of what the number is
    vague = not draft.id and draft.name.partition("(")[0] in {"县", "村", "镇", "乡"}
    return (
        draft.kind,
        draft.id or draft.name,
        (draft.line.number, draft.start) if vague else None,
        draft.value,
        draft.unit,
        draft.period,
        draft.due,
        draft.scope,
        draft.stretch,
    )


def _disagree(one: Value, other: Value) -> bool:
    """Tell whether two values of one thing can't both be so; bounds agree with what they hold."""
    low, high = _interval(one)
    low_two, high_two = _interval(other)
    slack = (
        0.004 * max(abs(low_two), abs(low), 1.0)
        if abs(low) < math.inf and abs(low_two) < math.inf
        else 0.0
    )
    return low > high_two + slack or low_two > high + slack


def _interval(value: Value) -> tuple[float, float]:
    low = -math.inf if value.low is None else value.low
    high = math.inf if value.high is None else value.high
    if value.operator == "above":
        return -math.inf, math.inf
    return low, high


def _weigh(drafts: list[ProposalDraft]) -> None:
    """Use what is said twice: the clearer name wins, a part is told from its total."""
    said: dict[tuple[object, ...], list[ProposalDraft]] = defaultdict(list)
    for draft in drafts:
        if draft.id and not draft.stretch:
            average = "average" in draft.why  # five years' total and their mean are both so
            said[draft.kind, draft.id, draft.period, draft.due, draft.unit, average].append(draft)
    gone: set[tuple[int, int]] = set()
    for alike in said.values():
        if len(alike) < 2:
            continue
        group = _exact(alike)
        _clearer(group)
        _one_year(group)
        _all_years(group)
        _elsewhere(group, gone)
        against = _held_against(group)
        opened: dict[int, int] = {}
        for draft in group:
            earliest = opened.get(draft.line.number, draft.start)
            opened[draft.line.number] = min(earliest, draft.start)
            others = (other for other in against if other is not draft and other.id == draft.id)
            if not draft.id or not any(_disagree(draft.value, other.value) for other in others):
                continue
            later = draft.start > earliest
            if later and _COMPARABLE.search(draft.line.text, max(0, draft.start - 24), draft.start):
                draft.id = ""  # the same on another basis: 可比口径增长8%
                continue
            first = not any(
                other.id == draft.id and other.line is not draft.line for other in against
            )
            if first and not later:
                continue  # the first of one line: what follows is the other reading
            draft.confidence -= 0.15
            draft.why = (*draft.why, "conflict")
    for draft in drafts:
        if draft.measure == "growth" and (draft.line.number, draft.name_start) in gone:
            draft.id = ""  # 经开区…生产总值300亿元,增长23%: its growth is elsewhere's, too


def _exact(group: list[ProposalDraft]) -> list[ProposalDraft]:
    """Leave a year to its exact figure, wherever it stands: 210.73亿元 before 迈上200亿元新台阶.

    Returns those that keep the indicator.
    """
    steps: list[ProposalDraft] = []
    others: list[ProposalDraft] = []
    for draft in group:
        step = (draft.kind, draft.value.operator) == ("figure", "=") and STEP.match(
            draft.line.text, draft.end
        )
        (steps if step else others).append(draft)
    against = _held_against(others)
    for draft in steps:
        if any(_disagree(draft.value, other.value) for other in against):
            draft.id = ""
            draft.confidence -= 0.15
            draft.why = (*draft.why, "conflict")
    return [draft for draft in group if draft.id] if steps else group


def _held_against(group: list[ProposalDraft]) -> list[ProposalDraft]:
    """Return those of which each statement of a thing is held against: all, or the first of many.

    No report says one thing of one time so often; a text that does is still read in time.
    """
    if len(group) <= _MOST_SAID:
        return group
    ends = (
        min(group, key=lambda draft: _interval(draft.value)[1]),
        max(group, key=lambda draft: _interval(draft.value)[0]),
    )
    return [*group[:_MOST_SAID], *ends]


def _elsewhere(group: list[ProposalDraft], gone: set[tuple[int, int]]) -> None:
    """Take the indicator from what another line says against the one that speaks for the place.

    A report gives its own figure once, at the head of its section; what disagrees with it further
    on is a zone's, a part's, several years' (开发区带动作用明显,实际利用外资1.4亿美元). A line that
    names the whole place counts before that order. `gone` gets where such names stand.
    """
    held = [
        draft
        for draft in group
        if draft.id and draft.value.operator != "above" and ".." not in (draft.period or "")
    ]
    if len({draft.line.number for draft in held}) < 2:
        return
    best = max(held, key=lambda draft: (_of_all(draft), -draft.line.number, -draft.start))
    for draft in held:
        if draft.line is not best.line and _disagree(draft.value, best.value):
            draft.id = ""
            draft.confidence -= 0.15
            draft.why = (*draft.why, "conflict")
            if draft.measure != "growth":
                gone.add((draft.line.number, draft.name_start))


def _of_all(draft: ProposalDraft) -> int:
    """Rank whose figure a line gives: the list of goals, the whole place's, nobody's, a part's."""
    if draft.kind == "goal" and _GOALS.search(draft.line.text, 0, draft.name_start):
        return 2
    before = draft.line.text[max(0, draft.name_start - 8) : draft.name_end]
    if _ALL.search(before):
        return 1
    opened = (
        max(draft.line.text.rfind("。", 0, draft.start), draft.line.text.rfind(";", 0, draft.start))
        + 1
    )
    return -1 if _A_PART.search(draft.line.text, opened, draft.start) else 0


def _clearer(group: list[ProposalDraft]) -> None:
    """Keep the indicator with the name that says it best: 地方一般公共预算收入 before 财政收入."""
    ranks = {id(draft): _clearness(draft) for draft in group}
    best = max(ranks.values())
    held = _held_against(group)
    if best == 0 or not any(_disagree(one.value, two.value) for one in group for two in held):
        return
    for draft in group:
        if ranks[id(draft)] < best:
            draft.id = ""
            draft.confidence = min(draft.confidence, 0.85)


def _clearness(draft: ProposalDraft) -> int:
    """Count what shows that a name is the indicator's own: 其中地方财政收入 beside a total."""
    among = "其中" in draft.line.text[max(0, draft.name_start - 4) : draft.name_start]
    return sum(word in draft.name for word in _CLEAR) + (among and "地方" in draft.name)


def _all_years(group: list[ProposalDraft]) -> None:
    """Give what a passage of several years says, against the year's own figure, to all of them."""
    firm = [
        draft
        for draft in group
        if draft.kind == "figure" and not draft.frame.several and not draft.summed
    ]
    if not firm:
        return
    firm, sure = _held_against(firm), {id(draft) for draft in firm}
    for draft in group:
        doubtful = (draft.frame.several and draft.measure in {"growth", "flow"}) or draft.summed
        if STEP.match(draft.line.text, draft.end):
            continue  # 迈上200亿元新台阶: where it stands
        if id(draft) in sure or not doubtful or draft.years is None or draft.measure in _AT_END:
            continue
        if any(_disagree(draft.value, other.value) for other in firm):
            first, last = draft.years
            draft.period = f"{first}..{last}"
            draft.why = (*draft.why, "total")


def _one_year(group: list[ProposalDraft]) -> None:
    """Give the small one of two sums of several years to the last year alone."""
    sums = [draft for draft in group if draft.period and ".." in draft.period and draft.value.low]
    sums = [draft for draft in sums if draft.measure in {"additions", "flow"}]
    if len(sums) < 2:
        return
    most = max(draft.value.low or 0.0 for draft in sums)
    whole = next(draft.line for draft in sums if (draft.value.low or 0.0) == most)
    for draft in sums:
        part = draft.line is not whole and (draft.value.low or 0.0) < most * _PART
        if part and draft.period and "average" not in draft.why:
            draft.period = draft.period.partition("..")[2]
            draft.why = (*draft.why, "last-year")


def settled(drafts: list[ProposalDraft]) -> list[ProposalDraft]:
    """Drop what is said twice, let clearer names win over vague ones, and lower what disagrees."""
    strong = {
        (draft.kind, draft.id, draft.period, draft.due)
        for draft in drafts
        if draft.id and not draft.weak
    }
    kept: dict[tuple[object, ...], ProposalDraft] = {}
    for draft in drafts:
        if draft.weak:
            if (draft.kind, draft.id, draft.period, draft.due) in strong:
                draft.id = ""
            else:
                draft.why = (*draft.why, "weak")
        if draft.scope != "city" and draft.id:
            draft.id = ""
        key = _key(draft)
        held = kept.get(key)
        if held is None:
            kept[key] = draft
        elif draft.confidence > held.confidence + 0.1:
            del kept[key]
            kept[key] = draft
    _weigh(list(kept.values()))
    return sorted(
        kept.values(), key=lambda draft: (draft.line.number, draft.start, draft.name_start)
    )
