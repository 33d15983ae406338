"""The names that a run of words lists, as many as the numbers behind it ask for."""

from __future__ import annotations

import re

from czplan.extract.catalogue import Catalogue, Mentions
from czplan.extract.names import (
    Subject,
    completed,
    kept_verb,
    left_edge,
    split_names,
    trimmed,
    two_in_one,
    verb_of,
)
from czplan.extract.numbers import Number

__all__ = ["clause_before", "lacking", "subjects_of"]

_OF_ANOTHER = (
    (
        ("产量", "总产量", "总产"),
        re.compile("粮食"),
        re.compile("棉|油料|油菜|菜|果|肉|蛋|奶|烟|糖|甘蔗|茶|药|水产|大豆|玉米|薯"),
        "粮食",
    ),
    (
        ("增加值",),
        re.compile("规模以上工业|规上工业|规模工业"),
        re.compile("服务业|建筑业|农业|制造业|战新"),
        "规模以上工业",
    ),
)
"""粮食播种面积194万亩、总产量74万吨: names that lean on the clause before, what it must hold and
must not hold behind that, and what the name lacks."""
_RAISE = frozenset({"提高", "提升", "降低", "扩大", "增加", "减少", "缩小"})


def lacking(text: str, start: int, name: Subject) -> str:
    """Return what a name leaves to the clause before it."""
    for names, holds, ends, lacks in _OF_ANOTHER:
        if name.text not in names:
            continue
        at = max(start, name.start - 48)
        held = list(holds.finditer(text, at, name.start))
        if held and not ends.search(text, held[-1].end(), name.start):
            return lacks
    return ""


def clause_before(text: str, lowest: int, edge: int, names: Mentions) -> list[Subject]:
    """Return the name that stands alone in the clause before: 人均收入,由7860元增加到1万元."""
    if edge - 1 <= lowest or text[edge - 1] != ",":
        return []
    begin = left_edge(text, lowest, edge - 1)
    one, two = trimmed(text, begin, edge - 1, names)
    if two in names.ends and two > one:
        if text[one : names.ends[two]] in _RAISE:
            one = names.ends[two]  # 提高城镇化率,由44.8%提高到46.4%
        return [Subject(text[one:two], one, two)]
    return []


def subjects_of(
    text: str,
    begin: int,
    stop: int,
    group: list[Number],
    names: Mentions,
    catalogue: Catalogue,
    *,
    each: bool,
    in_turn: bool,
) -> list[Subject]:
    """Return the names that a run lists, as many as the group asks for where that can be."""
    core = text[begin:stop]
    whole = [Subject(core, begin, stop)]
    items = split_names(text, begin, stop, names)
    spans = [trimmed(text, *item, names) for item in items]
    parts = [(Subject(text[one:two], one, two)) for one, two in spans if two > one]
    if len(group) == 1:
        if len(parts) < 2 or core in catalogue.names:
            return whole
        known = [completed(part.text, parts[-1].text, catalogue) for part in parts]
        if each or in_turn or all(name in catalogue.names for name in known):
            return _carried(
                [
                    Subject(name, part.start, part.end)
                    for name, part in zip(known, parts, strict=True)
                ]
            )
        if any(char in core for char in "、") and known[-1] in catalogue.names:
            return _carried(
                [
                    Subject(name, part.start, part.end)
                    for name, part in zip(known, parts, strict=True)
                ]
            )
        return whole
    if len(parts) != len(group) or core in catalogue.names:
        wide = [
            Subject(one, part.start, part.end)
            for part in (parts or whole)
            for one in two_in_one(part.text)
        ]
        if len(wide) == len(group):
            return wide
        both = [Subject(one, begin, stop) for one in two_in_one(core)]
        if len(both) == len(group):
            return both
        if len(parts) > len(group) and len(group) > 1:
            return parts[-len(group) :]
        return parts if len(parts) == len(group) else whole
    return _carried(
        [
            Subject(completed(part.text, parts[-1].text, catalogue), part.start, part.end)
            for part in parts
        ]
    )


def _carried(parts: list[Subject]) -> list[Subject]:
    """Give the verb of a list's first name to the others: 新增A、B分别10家、20家."""
    verb = kept_verb(parts[0].text)
    if not verb:
        return parts
    return [parts[0]] + [
        part if verb_of(part.text) else Subject(verb + part.text, part.start, part.end, verb)
        for part in parts[1:]
    ]
