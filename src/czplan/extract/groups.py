"""Numbers that 、, 和 and 与 join: put into groups, and given the words that they share."""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.numbers import Number
from czplan.quantity import WordingError, read

_JOIN = re.compile(r"(?:、|和|与|及|以及|或|,)(?:年均|同比|分别|实际|名义|每人|每[年月])*")
IN_TURN = "分别"
_SIZE_AND_YIELD = re.compile("面积(?:、|和|与|及)总?产量?$")
_SIZED = re.compile(r"^[-+\d.,]+")
_HEDGES = ("左右", "以上", "以内", "以下", "上下", "之内", "及以上")


def _kind(number: Number) -> str:
    if number.rank:
        return "位"
    if number.points:
        return "个百分点"
    return number.unit


def grouped(text: str, numbers: list[Number]) -> list[list[Number]]:
    """Put numbers that 、, 和, 与 join into groups."""
    groups: list[list[Number]] = []
    for number in numbers:
        if groups:
            before = groups[-1][-1]
            gap = text[before.end : number.front]
            joined = _JOIN.fullmatch(gap) is not None
            if joined and gap.startswith(","):
                joined = (
                    before.unit == number.unit
                    and number.front == number.start
                    and IN_TURN in text[max(0, groups[-1][0].front - 14) : groups[-1][0].start]
                )
            same = _kind(before) == _kind(number) or (
                not before.unit and not number.front < number.start
            )
            same = same or (joined and _apart(text, groups[-1][0], before, number))
            if (
                joined
                and same
                and before.origin == number.origin
                and not (number.front < number.start and before.change == 0 and number.change != 0)
            ):
                groups[-1].append(number)
                continue
        groups.append([number])
    return groups


def _apart(text: str, first: Number, before: Number, number: Number) -> bool:
    """Tell whether 分别 joins numbers of unlike units: 面积和产量分别稳定在172万亩和14.3亿斤."""
    return (
        number.front == number.start
        and bool(before.unit and number.unit)
        and not number.change
        and (
            IN_TURN in text[max(0, first.front - 6) : first.start]
            or (
                first is before
                and not before.change
                and _SIZE_AND_YIELD.search(text, max(0, first.front - 10), first.front) is not None
            )
        )
    )


def share(text: str, group: list[Number]) -> bool:
    """Give the words round a group to the numbers that lack them; tell whether any was given."""
    first, given = group[0], False
    front = text[first.front : first.start]
    last = group[-1]
    own = [number for number in group[:-1] if number.bound]
    hedge = last.bound if last.bound in _HEDGES and not own and len(group) > 1 else ""
    for index, number in enumerate(group):
        stated = text[number.front : number.end]
        lead = front if index and number.front == number.start and front else ""
        number.lead = lead
        unit = _SIZED.sub("", text[last.start : last.unit_end]) if not number.unit else ""
        if unit and stated[-1] in "万亿":
            unit = unit.lstrip("百千万亿")
        tail = hedge if index < len(group) - 1 and not number.bound else ""
        if not (lead or tail or unit):
            continue
        try:
            number.words = read(lead + stated + unit + tail)
        except WordingError:
            number.words = None
        if unit:
            number.unit, number.proof = last.unit, last.unit_end
        number.strong = number.strong or bool(lead)
        given = (
            given
            or bool(tail)
            or (bool(lead) and number.words is not None and number.words.bound != "exact")
        )
    return given
