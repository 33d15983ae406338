"""Which number says what: groups of numbers against lists of names, within one sentence.

A number belongs to the name before it if nothing but words of the glue lists stands between;
where no name stands there, to the name that the clause before spoke of; k names and k numbers
are joined in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from czplan.extract.catalogue import Catalogue, Mentions
from czplan.extract.meaning import MOST_LOOSE, is_index, resolve
from czplan.extract.names import (
    Subject,
    completed,
    kept_verb,
    left_edge,
    right_name,
    split_names,
    trimmed,
    two_in_one,
    verb_of,
)
from czplan.extract.numbers import Number
from czplan.extract.words import longest_first, section
from czplan.quantity import WordingError, read

__all__ = ["Attribution", "claims"]

_JOIN = re.compile(r"(?:、|和|与|及|以及|或|,)(?:年均|同比|分别|实际|名义)*")
_REACHED = frozenset({"实现", "完成", "有", "共有", "共"})
_TOTALS = frozenset({"总量", "总额", "规模", "总规模", "总数", "总值"})
_EACH = re.compile(longest_first(section("subjects", "each")))
_IN_TURN = "分别"
_COUNTERS = frozenset(section("numbers", "counters"))
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
_AIMS = re.compile("力争|争取|确保|冲刺|奋斗|奋力|挑战|努力")
_BESIDE = re.compile("高于|快于|低于|高出|慢于|领先于?|好于|优于")
_SIZE_AND_YIELD = re.compile("面积(?:、|和|与|及)总?产量?$")
_RAISE = frozenset({"提高", "提升", "降低", "扩大", "增加", "减少", "缩小"})
_HEDGES = ("左右", "以上", "以内", "以下", "上下", "之内", "及以上")


@dataclass(slots=True)
class Attribution:
    """A number with what it is said of.

    Attributes:
        number: the number.
        name: the name, None where the sentence gives none.
        id: the indicator, empty where none is meant.
        route: how the name was found: direct, list, carried, pair, behind or none.
        weak: the name means the indicator only where nothing clearer does.
        loose: the number's form doesn't prove the indicator (no word of growth).
        shared: the hedge or subject stands outside of the words.
        owner: the run of words before the name, which may say whose number it is.
    """

    number: Number
    name: Subject | None
    id: str = ""
    route: str = "direct"
    weak: bool = False
    loose: bool = False
    shared: bool = False
    owner: str = ""
    glue: str = ""


@dataclass(slots=True)
class _State:
    """What a sentence has said so far."""

    last: list[Subject] = field(default_factory=list)
    spoken: list[Subject] = field(default_factory=list)
    verb: str = ""
    verb_at: int = -1
    behind: bool = False
    origin: list[Subject] = field(default_factory=list)
    grown: dict[str, str] = field(default_factory=dict)


def claims(
    text: str, start: int, end: int, numbers: list[Number], names: Mentions, catalogue: Catalogue
) -> list[Attribution]:
    """Attribute the numbers of a sentence; in the order of the text."""
    found: list[Attribution] = []
    state = _State()
    lowest = start
    for group in _groups(text, numbers):
        if not group[0].origin and state.origin and text[lowest : group[0].front].count(","):
            state.origin = []
        made = _group(text, lowest, end, group, names, catalogue, state, start)
        found += made
        state.origin = [one.name for one in made if one.name] if group[0].origin else []
        lowest = (
            max(
                group[-1].end,
                *(
                    one.name.end
                    for one in found[-len(group) :]
                    if one.route == "behind" and one.name
                ),
            )
            if found and found[-1].route == "behind"
            else group[-1].end
        )
    return found


def _kind(number: Number) -> str:
    if number.rank:
        return "位"
    if number.points:
        return "个百分点"
    return number.unit


def _groups(text: str, numbers: list[Number]) -> list[list[Number]]:
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
                    and _IN_TURN in text[max(0, groups[-1][0].front - 14) : groups[-1][0].start]
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
        and not (before.change or number.change)
        and first is before
        and (
            _IN_TURN in text[max(0, first.front - 6) : first.start]
            or _SIZE_AND_YIELD.search(text, max(0, first.front - 10), first.front) is not None
        )
    )


def _share(text: str, group: list[Number]) -> bool:
    """Give the words round a group to the numbers that lack them; tell whether any was given."""
    first, given = group[0], False
    front = text[first.front : first.start]
    last = group[-1]
    own = [number for number in group[:-1] if number.bound]
    hedge = last.bound if last.bound in _HEDGES and not own and len(group) > 1 else ""
    for index, number in enumerate(group):
        stated = text[number.front : number.end]
        lead = front if index and number.front == number.start and front else ""
        unit = last.unit if not number.unit else ""
        tail = hedge if index < len(group) - 1 and not number.bound else ""
        if not (lead or tail or unit):
            continue
        try:
            number.words = read(lead + stated + unit + tail)
        except WordingError:
            number.words = None
        if unit:
            number.unit = unit
        number.strong = number.strong or bool(lead)
        given = (
            given
            or bool(tail)
            or (bool(lead) and number.words is not None and number.words.bound != "exact")
        )
    return given


def _group(
    text: str,
    lowest: int,
    end: int,
    group: list[Number],
    names: Mentions,
    catalogue: Catalogue,
    state: _State,
    origin: int,
) -> list[Attribution]:
    first = group[0]
    edge = left_edge(text, lowest, first.front)
    run = text[edge : first.front]
    shared = _share(text, group) if len(group) > 1 else False
    beside = _BESIDE.search(text, edge, first.front) if first.points else None
    begin, stop = trimmed(text, edge, beside.start() if beside else first.front, names)
    if text[begin:stop] in _TOTALS and edge > lowest:
        begin = stop  # 总量达到1272亿元: of what the clause before named
    core = text[begin:stop]
    glue = text[stop : first.front]
    in_turn = _IN_TURN in glue or _IN_TURN in text[first.front : first.start]
    each = _EACH.search(glue) is not None
    joined = edge == lowest and run[:1] in {"、", "和", "与", "及"}
    verb = verb_of(core)
    owner = text[edge:begin]
    made: list[Attribution] = []
    subjects: list[Subject] = []

    def claim(number: Number, name: Subject | None, route: str, *, outside: bool = False) -> None:
        one = Attribution(
            number,
            name,
            route=route,
            shared=outside or (shared and len(group) > 1),
            owner=owner,
            glue=glue,
        )
        if name is not None:
            if route != "carried" and (lacks := _lacks(text, origin, name)):
                name = one.name = Subject(lacks + name.text, name.start, name.end, lacks)
            one.id, one.weak, one.loose = resolve(name.text, number, catalogue)
            if one.id and _is_other(one, catalogue):
                one.id = ""
            elif not one.id and route == "carried" and number.rate and not number.change:
                # 增长15%,力争达到20%: the second is the growth again.
                grown = state.grown.get(name.text, "")
                if grown and _AIMS.search(text, lowest, number.start):
                    one.id, one.loose = grown, False
            if one.id and catalogue.entries[one.id].measure == "growth":
                state.grown[name.text] = one.id
        made.append(one)

    noun_behind = _noun(text, first, end) if len(group) == 1 and not first.change else None
    if noun_behind is not None and first.front == first.start and core != verb:
        follows = edge == lowest and edge > 0 and text[first.front - 1] in "、和与及" and core
        if follows or core.endswith("等"):
            # 4个省级试点镇和18个重点镇; 巴万高速等112个重点项目: the noun behind is counted.
            head = verb or (state.verb if follows and state.behind else "")
            name = Subject(head + noun_behind[0], noun_behind[1], noun_behind[2], head)
            claim(first, name, "behind")
            state.last = [name]
            state.behind = True
            state.verb = head
            return made
    if core and core == verb and not _named(core, catalogue):
        # 新建100所学校: the noun stands behind.
        for number in group:
            claim(number, _behind(text, number, end, Subject(core, begin, stop)), "behind")
        if len(group) == 1 and made[0].name is not None:
            state.last = [made[0].name]
            state.spoken.append(made[0].name)
        state.verb, state.verb_at, state.behind = core, stop, True
        return made
    if not core:
        noun = _noun(text, first, end)
        reached = first.front < first.start and text[first.front : first.start] not in _REACHED
        if (
            noun
            and not first.origin
            and not first.change
            and not reached
            and (
                joined
                or not state.last
                or not _comparable(text, first)
                or first.front < first.start
            )
        ):
            head = state.verb if joined and state.behind else ""
            claim(first, Subject(head + noun[0], noun[1], noun[2], head), "behind")
            if made[0].name is not None:
                state.last = [made[0].name]
            for number in group[1:]:
                claim(number, made[0].name, "behind", outside=True)
            return made
        subjects = state.origin or state.last
        if not state.origin:
            subjects = _clause_before(text, lowest, edge, names) or subjects
            if subjects is not state.last:
                state.last = subjects
                state.spoken += subjects
        if len(group) > 1 and len(subjects) != len(group) and (in_turn or len(subjects) == 1):
            distinct = list(dict.fromkeys(state.spoken))
            subjects = distinct[-len(group) :] if len(distinct) >= len(group) else subjects
        if not subjects:
            for number in group:
                claim(number, None, "none")
            return made
        if len(subjects) == len(group):
            for number, name in zip(group, subjects, strict=True):
                claim(number, name, "carried", outside=len(group) > 1)
        elif len(group) == 1 and each and len(subjects) > 1:
            for name in subjects:
                claim(first, name, "carried", outside=True)
        elif (
            len(subjects) == 1
            and len(group) == 2
            and len(both := two_in_one(subjects[0].text)) == 2
        ):
            for number, part in zip(group, both, strict=True):
                claim(
                    number,
                    Subject(part, subjects[0].start, subjects[0].end),
                    "carried",
                    outside=True,
                )
        else:
            for number in group:
                claim(number, subjects[-1], "carried", outside=len(group) > 1)
        return made
    against = run.lstrip("、").startswith("与") and "之比" in run
    if (core[0] == "占" or against) and state.last:
        base = state.last[-1]
        tail = Subject(
            base.text + ("与" if against and core[0] != "与" else "") + core, begin, stop
        )
        for number in group:
            claim(number, tail, "carried", outside=True)
        return made
    subjects = _subjects(text, begin, stop, group, names, catalogue, each=each, in_turn=in_turn)
    counted = first.unit in _COUNTERS and first.unit != "元"
    if (
        joined
        and not verb
        and state.verb
        and not state.behind
        and (counted or core not in catalogue.names)
    ):
        subjects = [
            Subject(state.verb + name.text, name.start, name.end, state.verb) for name in subjects
        ]
    elif not joined:
        state.verb = kept_verb(core)
        state.behind = False
    if len(subjects) == len(group):
        for number, name in zip(group, subjects, strict=True):
            claim(number, name, "direct" if len(group) == 1 else "list", outside=len(group) > 1)
    elif len(group) == 1:
        for name in subjects:
            claim(first, name, "list", outside=True)
    else:
        for number in group:
            claim(
                number,
                subjects[-1] if len(subjects) == 1 else Subject(core, begin, stop),
                "pair",
                outside=True,
            )
    state.last = subjects
    state.spoken += subjects
    return made


def _lacks(text: str, start: int, name: Subject) -> str:
    """Return what a name leaves to the clause before it."""
    for names, holds, ends, lacks in _OF_ANOTHER:
        if name.text not in names:
            continue
        at = max(start, name.start - 48)
        held = list(holds.finditer(text, at, name.start))
        if held and not ends.search(text, held[-1].end(), name.start):
            return lacks
    return ""


def _is_other(one: Attribution, catalogue: Catalogue) -> bool:
    """Tell whether words show that the number isn't the indicator's after all.

    固定资产投资的58.3% is a share of it; 增加37万人 behind 新增就业 is a difference.
    """
    number = one.number
    if "占" in one.glue.replace("占比", ""):
        return True
    if one.loose and (one.glue.endswith("的") or one.owner.endswith(("占", "占到", "占全市"))):
        return True
    index = one.name is not None and is_index(one.id, one.name.text, number)
    if one.loose and number.words and (number.words.number or 0) > MOST_LOOSE and not index:
        return True
    entry = catalogue.entries[one.id]
    carried = one.route == "carried" or (one.name is not None and one.glue != "")
    return entry.measure == "additions" and bool(number.change or number.added) and carried


def _clause_before(text: str, lowest: int, edge: int, names: Mentions) -> list[Subject]:
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


def _named(core: str, catalogue: Catalogue) -> bool:
    return core in catalogue.names


def _comparable(text: str, number: Number) -> bool:
    """Tell whether a number without a name of its own goes on with the name before (增长9%)."""
    return number.rate or number.points or number.rank or number.strong


def _noun(text: str, number: Number, end: int) -> tuple[str, int, int] | None:
    if number.unit not in _COUNTERS and number.unit != "%":
        return None
    begin, stop = right_name(text, number.end, end)
    noun = text[begin:stop]
    if len(noun) < 2 or (number.unit == "%" and not text.startswith("的", number.end)):
        return None
    return noun, begin, stop


def _behind(text: str, number: Number, end: int, verb: Subject) -> Subject:
    noun = _noun(text, number, end)
    if noun is None:
        return verb
    return Subject(verb.text + noun[0], noun[1], noun[2], verb.text)


def _subjects(
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
