"""Which number says what: groups of numbers against lists of names, within one sentence.

A number belongs to the name before it if nothing but words of the glue lists stands between;
where no name stands there, to the name that the clause before spoke of; k names and k numbers
are joined in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from czplan import patterns as re
from czplan.extract.catalogue import Catalogue, Mentions
from czplan.extract.groups import IN_TURN, grouped, share
from czplan.extract.meaning import MOST_LOOSE, growth_of, is_index, resolve
from czplan.extract.names import (
    Subject,
    kept_verb,
    left_edge,
    right_name,
    split_names,
    trimmed,
    two_in_one,
    verb_of,
)
from czplan.extract.numbers import Number
from czplan.extract.subjects import (
    clause_before,
    lacking,
    listed_before,
    named_part,
    outgrows,
    part_of,
    share_of,
    subjects_of,
    without_verb,
)
from czplan.extract.words import longest_first, section

__all__ = ["Attribution", "claims"]

_REACHED = frozenset({"实现", "完成", "有", "共有", "共"})
_TOTALS = frozenset({"总量", "总额", "规模", "总规模", "总数", "总值"})
_EACH = re.compile(longest_first(section("subjects", "each")))
_COUNTERS = frozenset(section("numbers", "counters"))
_AIMS = re.compile("力争|争取|确保|冲刺|奋斗|奋力|挑战|努力")
_OF_EITHER = re.compile("分别|双双|(?<![年平人])均")
_BOTH = re.compile("分别|双双")
_GROWING = re.compile("(?:增速|增幅|增长率|增长速度)$")
_BAR_FIRST = re.compile(
    "分别(?:控制在|达到|为)(?:国家|省|自治区|年度)[^,;。、和及\\d]{1,10}[和、及](?:控制在)?$"
)
"""A、B分别控制在省定标准和3.5%以内: the number is the second's; the first has another."""
_BESIDE = re.compile("高于|快于|低于|高出|慢于|领先于?|好于|优于")


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
    for group in grouped(text, numbers):
        if not group[0].origin and state.origin and text[lowest : group[0].front].count(","):
            state.origin = []
        made = _group(text, lowest, end, group, names, catalogue, state, start, found)
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


def _group(
    text: str,
    lowest: int,
    end: int,
    group: list[Number],
    names: Mentions,
    catalogue: Catalogue,
    state: _State,
    origin: int,
    found: list[Attribution],
) -> list[Attribution]:
    first = group[0]
    edge = left_edge(text, lowest, first.front)
    run = text[edge : first.front]
    shared = share(text, group) if len(group) > 1 else False
    beside = _BESIDE.search(text, edge, first.front) if first.points else None
    begin, stop = trimmed(text, edge, beside.start() if beside else first.front, names)
    aside = _BAR_FIRST.search(text, edge, first.front) if len(group) == 1 else None
    if aside:
        begin, stop = trimmed(text, edge, aside.start(), names)
        begin, stop = trimmed(text, *split_names(text, begin, stop, names)[-1], names)
    total = text[begin:stop] in _TOTALS
    if total and (edge > lowest or (state.last and kept_verb(state.last[-1].text))):
        begin = stop  # 总量达到1272亿元: of what the clause before named
    begin, stop = named_part(text, edge, begin, stop, rank=first.rank, from_to=bool(state.origin))
    core = text[begin:stop]
    glue = text[stop : first.front]
    in_turn = IN_TURN in glue or IN_TURN in text[first.front : first.start]
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
            if route == "carried" and (total or (found and outgrows(number, found[-1].number))):
                name = one.name = without_verb(name)
            if route != "carried" and (lacks := lacking(text, origin, name)):
                name = one.name = Subject(lacks + name.text, name.start, name.end, lacks)
            one.id, one.weak, one.loose = resolve(name.text, number, catalogue)
            if one.id and _is_other(one, catalogue):
                one.id = ""
            elif not one.id and route == "carried" and number.rate and not number.change:
                # 增长15%,力争达到20%: the second is the growth again.
                grown = state.grown.get(name.text, "")
                if text.startswith(("增速", "增幅"), name.end):
                    grown = grown or growth_of(name.text, catalogue)  # 增速高于全省、达到13%
                    one.id, one.loose = grown, False
                elif grown and _AIMS.search(text, lowest, number.start):
                    one.id, one.loose = grown, False
            elif not one.id and route == "carried" and not (number.rate or number.points):
                # 收入增速居全省第十,完成27.5亿元: the amount is the income's.
                level = _GROWING.sub("", name.text)
                if level != name.text and not number.rank:
                    one.name = Subject(level, name.start, name.start + len(level), name.head)
                    one.id, one.weak, one.loose = resolve(level, number, catalogue)
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
        state.verb, state.behind = core, True
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
                or share_of(text, first, noun[0])
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
            subjects = clause_before(text, lowest, edge, names) or subjects
            if subjects is not state.last and len(group) > 1:
                one = subjects[0]
                subjects = subjects_of(
                    text, one.start, one.end, group, names, catalogue, each=each, in_turn=in_turn
                )
            if subjects is not state.last:
                state.last = subjects
                state.spoken += subjects
        if len(group) > 1 and len(subjects) != len(group) and (in_turn or len(subjects) == 1):
            opened = max(origin, text.rfind(";", origin, first.front) + 1)
            spoken = [one for one in state.spoken if one.start >= opened]
            named = listed_before(text, opened, edge, group, names, catalogue) if in_turn else []
            if in_turn and not spoken:
                state.last = subjects = []
            spoken = named or spoken
            distinct = list(dict.fromkeys(spoken))
            subjects = distinct[-len(group) :] if len(distinct) >= len(group) else subjects
        if len(group) == 1 and len(subjects) == 1 and _BOTH.search(glue + run) and first.change:
            # 城镇居民收入2.2万元,农民纯收入0.7万元,分别增长12%: of both.
            pair = list(dict.fromkeys(state.spoken))[-2:]
            subjects = pair if len(pair) == 2 and pair[-1] == subjects[0] else subjects
            each = True
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
    whole = part_of(text, origin, lowest, edge, names) if core[0] == "占" else None
    if whole or ((core[0] == "占" or against) and state.last):
        base = whole or state.last[-1]
        tail = Subject(
            base.text + ("与" if against and core[0] != "与" else "") + core, begin, stop
        )
        for number in group:
            claim(number, tail, "carried", outside=True)
        return made
    subjects = subjects_of(text, begin, stop, group, names, catalogue, each=each, in_turn=in_turn)
    counted = first.unit in _COUNTERS and first.unit != "元"
    if (
        joined
        and not verb
        and state.verb
        and not state.behind
        and not (first.rate or first.points or first.rank)
        and (counted or core not in catalogue.names)
    ):
        subjects = [
            Subject(state.verb + name.text, name.start, name.end, state.verb) for name in subjects
        ]
    elif not joined:
        state.verb = kept_verb(core)
        state.behind = False
    if (
        len(group) == 1
        and len(subjects) == 1
        and "城乡" in subjects[0].text
        and _OF_EITHER.search(glue)
    ):
        two = two_in_one(subjects[0].text)
        if len(two) == 2 and all(resolve(one, first, catalogue)[0] for one in two):
            # 城乡居民收入均增长8%: of either.
            subjects = [Subject(one, subjects[0].start, subjects[0].end) for one in two]
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
    if (len(noun) < 2 and noun not in {"县", "村"}) or (
        number.unit == "%" and not text.startswith("的", number.end)
    ):
        return None
    return noun, begin, stop


def _behind(text: str, number: Number, end: int, verb: Subject) -> Subject:
    noun = _noun(text, number, end)
    if noun is None:
        return verb
    return Subject(verb.text + noun[0], noun[1], noun[2], verb.text)
