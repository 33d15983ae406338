"""A claim in its frame becomes a draft: class, value, years, scope, confidence."""

from __future__ import annotations

from dataclasses import replace

from czplan import patterns as re
from czplan.extract.bare import Bare
from czplan.extract.catalogue import Catalogue, Known
from czplan.extract.clean import TextLine
from czplan.extract.document import Document
from czplan.extract.frames import Frame, Frames
from czplan.extract.groups import IN_TURN
from czplan.extract.meaning import Attribution, any_id, growth_id, is_index
from czplan.extract.numbers import Number
from czplan.extract.periods import (
    ADDED,
    is_average,
    is_sum,
    listed_with,
    period_of,
    several,
    yearly_front,
)
from czplan.extract.scope import beside, scope_of
from czplan.extract.settling import ProposalDraft
from czplan.extract.values import Value, ends, times, valued
from czplan.extract.words import longest_first, section

__all__ = ["bare_draft", "draft_of"]
_ESTIMATE = re.compile(
    r"预计|预期(?!效果|目标|成果|成效)|初步测算|(?:有望|可达|可完成|可实现)(?=[^,;。]*$)"
)
_PAST = re.compile(longest_first(section("scope", "past words")))
_STATE = re.compile("[^,;。]{0,8}已经?(?:进入|步入|处于|具备|迈入)")
_STRETCH = re.compile(r"(?:力争|争取|冲刺|奋斗|努力|挑战|奋力|更高目标|最好)[^,;。]{0,10}$")
_ABOVE = re.compile(
    r"(?:高于|快于|高出|超过|好于|优于|超|跑赢|领先|低于|高)(?P<place>全国|全省|全区|全自治区|自治区|省|GDP|地区生产总值|经济|周边|中部|西部"
    r"|城镇)[^,;。\d]{0,12}$"
)
_BESIDE = re.compile(
    "(?P<how>高于|快于|高出|低于|慢于|优于|好于|超出?|领先)[^,;。、\\d]{0,16}$|比[^,;。\\d]{1,12}(?:高出?|快|低|慢)$"
)
"""Words before a difference from what has no id: 高于规上工业增速2个百分点."""
_LESS = re.compile("(?:低于|慢于)[^,;。、\\d]{0,16}$|[低慢]$")
_THAN = re.compile("比(?P<place>全国|全省|全区|自治区)(?:平均)?(?:水平|增速)?(?:高出?|快|低|慢)$")
_AND_THAN = re.compile(
    "[、和与及,](?P<place>全国|全省|全区|全自治区|自治区|省)(?:平均)?(?:水平|增速)?$"
)
"""高于全国0.2个百分点、全省0.5个百分点: the second is a difference, too."""
_TWO_THAN = re.compile(
    "(?:高于|快于|高出|超过?|低于|好于)全国[、和](?P<place>全省|全区|自治区)(?:平均)?(?:水平|增速)?$"
)
"""分别高于全国、全省0.3和0.2个百分点: the second is against the second place."""
_COUNTERS = frozenset(section("numbers", "items"))
_MOVED = re.compile("提高|提升|增加|上升|下降|降低|回落")
_OTHERS = re.compile("全[国省区]|世界|全球")
_SINKING = re.compile(r"(?:降低|下降|减排|削减)(?:率|幅度)?$|降幅$")
_YIELDS = (
    "产量",
    "总产",
    "发电量",
    "用电量",
    "销量",
    "销售量",
    "吞吐量",
    "客运量",
    "货运量",
    "出栏",
    "出栏量",
)
"""What ends the name of an amount over a span of time, whatever its unit."""


def _measure(claim: Attribution, entry: Known | None) -> str:
    """Return the measure: the indicator's, else what the words show."""
    if entry is not None:
        return entry.measure
    number, name = claim.number, claim.name.text if claim.name else ""
    if number.rank:
        return "rank"
    if number.rate or number.points:
        if number.change or name.endswith(("增速", "增幅", "增长率", "涨幅")):
            return "growth"
        return "share"
    if number.unit in {":1"}:
        return "ratio"
    if number.words is not None and number.words.factor is not None:
        return "growth"
    if ADDED.match(name) or (number.added and not number.change):
        return "additions"
    if number.unit in {"元", "美元"} or (name.endswith(_YIELDS) and not number.change):
        return "flow"
    return "stock" if not number.change else "additions"


def draft_of(
    line: TextLine,
    start: int,
    claim: Attribution,
    frame: Frame,
    frames: Frames,
    document: Document,
    catalogue: Catalogue,
    before: list[ProposalDraft],
) -> ProposalDraft | None:
    text, number = line.text, claim.number
    name = claim.name.text if claim.name else ""
    entry = catalogue.entries.get(claim.id)
    edge = max(text.rfind(mark, start, number.front) for mark in ",;:。(") + 1
    edge = max(edge, start)
    clause = text[edge : number.end]
    lead = text[edge : number.front]
    kind = frame.kind
    why = [f"{frame.layer}:{_short(frame.cue)}" if frame.layer != "start" else "start", claim.route]
    if (
        kind == "goal"
        and frame.layer != "year"
        and (past := _PAST.search(lead) or _STATE.match(text, start, number.front))
        and document.kind != "plan"
    ):
        kind = "figure"
        why[0] = f"past-words:{past[0]}"
        last = None if frames.year is None else frames.year - 1
        frame = replace(frame, kind="figure", start=last, end=last, month=0)
    reference: str | None = None
    above = _ABOVE.search(lead) if number.points and number.front > start else None
    if above is None and number.points:
        above = _ABOVE.search(text[edge : number.start]) or _THAN.search(text[edge : number.start])
    id_, operator_above = claim.id, False
    again = None
    held = before[-1] if above is None and number.points and before else None
    if held and held.value.operator == "above" and held.name_start == (claim.name or number).start:
        again = above = _AND_THAN.fullmatch(text, held.end, number.start) or (
            _TWO_THAN.search(text, start, held.start)
            if text[held.end : number.start] in {"和", "、", "及"}
            else None
        )
    if above and claim.name is not None:
        reference, id_ = _above(claim, above, catalogue)
        operator_above = True
        entry = catalogue.entries.get(id_)
    measure = _measure(claim, entry)
    goal = kind == "goal"
    falling = re.search("下降|减少|降低|压减|削减|降幅|减排", name) is not None and entry is None
    change = measure in {"growth", "additions"} or number.rate or number.points
    direction = entry.direction if entry is not None else "up"
    sinking = entry is not None and measure == "growth" and _SINKING.search(name) is not None
    value = valued(
        number, goal=goal, direction=direction, change=change, falling_name=falling, sinking=sinking
    )
    if entry is not None and entry.id.endswith("-change") and claim.name is not None:
        better = "改善" in text[claim.name.end : number.front] and (value.low or 0) > 0
        value = times(value, -1, 0) if better else value  # PM2.5浓度改善14.5%: a fall
    if operator_above:
        value = Value("above", *ends(value))
        if above is not None and (
            above[0].startswith(("低于", "慢于"))
            or above[0].endswith(("低", "慢"))
            or (again and min(end or 0.0 for end in ends(before[-1].value)) < 0)
        ):
            value = times(value, -1, 0)
    elif number.points and number.front == number.start and _BESIDE.search(lead):
        value = Value("above", *ends(value))
        if _LESS.search(lead):
            value = times(value, -1, 0)
    unit = _unit(number, entry)
    if unit == "倍" and entry is not None and entry.unit == "%" and number.change > 0:
        unit, value = "%", times(value, 100, 0)  # 增长1.3倍 is 130 per cent more
    index = entry is not None and is_index(entry.id, name, number)
    if index:
        unit, value = "%", times(value, 1, -100)  # 价格指数103: the year before is 100
        why.append("index")
    if number.words is not None and number.words.factor is not None and number.words.number is None:
        unit = "倍"
    average = is_average(clause)
    period, begin, due = None, None, None
    if goal:
        begin, due = frame.start, frame.end
        if (
            average
            and not frame.several
            and frames.five
            and frame.layer != "year"
            and frame.start is not None
            and frames.five[0] <= frame.start <= frames.five[1]
        ):
            begin, due = frames.five
            why.append("average")
    else:
        period = period_of(
            measure=measure,
            unit=unit,
            name=name,
            id_=id_,
            size=value.low if value.low is not None else value.high,
            changed=number.change != 0 or (number.points and _MOVED.search(lead) is not None),
            points=number.points,
            clause=clause,
            lead=text[start : number.front],
            behind=text[number.end : number.end + 24],
            level=number.level,
            fresh=claim.route in {"direct", "list"},
            listed=listed_with(text, claim, before),
            frame=frame,
            current=frames.current,
            past=frames.past,
            why=why,
        )
        if (
            before
            and lead.startswith("其中")
            and before[-1].period
            and ".." in before[-1].period
            and "到" not in lead
            and (
                before[-1].measure == measure == "flow"
                or (before[-1].unit == unit and unit in _COUNTERS and not number.strong)
            )
        ):
            period = before[-1].period
    if operator_above and before and before[-1].name_start == (claim.name or number).start:
        period = before[-1].period if not goal else None  # 年均增长10.8%,高于全国4个百分点
    status = (
        None
        if goal
        else (
            "estimate"
            if _ESTIMATE.search(text[max(start, number.front - 90) : number.front])
            else "final"
        )
    )
    if not goal and before and before[-1].status == "estimate" and before[-1].frame == frame:
        status = "estimate" if ";" not in text[before[-1].end : number.front] else status
    held = before[-1] if before and claim.route == "carried" else None
    if held and not goal and claim.name and held.name_start == claim.name.start:
        status = (
            "estimate" if held.status == "estimate" else status
        )  # 收入可达14亿元,增长21%: the growth is as sure as the level
    carried = claim.name is not None and claim.name.head and claim.route != "behind"
    owner = "" if carried or (number.rank and _OTHERS.search(claim.owner)) else claim.owner
    known_or_behind = entry is not None or claim.route == "behind"
    counted = number.unit in _COUNTERS
    scope = scope_of(document, owner, "" if known_or_behind else name, counted=counted)
    if scope == "city" and not (number.points or number.rank):
        scope = beside(document, text[start : number.front])
    stretch = False
    if (
        goal
        and claim.route in {"carried", "none"}
        and _STRETCH.search(text[max(start, number.start - 16) : number.start])
    ):
        same = [
            draft
            for draft in before
            if draft.id == id_ and draft.name == name and draft.kind == "goal"
        ]
        stretch = bool(same) and same[-1].unit == unit
    if stretch:
        claim.loose = False
    if (
        entry is not None
        and entry.measure == "growth"
        and not average
        and is_sum(text, start, number)
    ):
        id_ = ""
    if (
        claim.route == "behind"
        and entry is not None
        and entry.measure == "stock"
        and claim.name is not None
        and not claim.name.head
    ):
        id_ = ""  # 为2407家市场主体落实贷款: of some of them
    summed = number.rate and not goal and "total" in why and not average
    if id_ == "gdp-growth" and (summed or "名义" in clause):
        id_ = ""  # 五年增长60%, 名义增速23%: no real rate of a year
    confidence = _confidence(claim, number, frame, entry, scope, value)
    if stretch:
        why.append("stretch")
    if "span" in why:
        confidence -= 0.12
    if claim.loose:
        why.append("loose")
    if value.low is None and value.high is None:
        why.append("unread")
    if entry is None and value.operator != "above" and unit != "倍":
        by_how_much = number.change if not number.rate else 0
        risen = number.change and name.endswith(("率", "比例", "比重", "占比"))
        measure = "additions" if number.points or by_how_much or risen else measure
    name_start = claim.name.start if claim.name else number.front
    name_end = claim.name.end if claim.name else number.front
    begins = yearly_front(text, edge, name_start, number, measure, claim.route)
    return ProposalDraft(
        line, begins, number.end, name, name_start, name_end, id_, value, unit, measure,
        frame, kind, period, begin, due, status, scope, reference, stretch, claim.shared,
        confidence, tuple(why), claim.weak, several(frame, frames.current, frames.past),
        "累计" in clause,
    )  # fmt: skip


def _short(cue: str) -> str:
    return cue if len(cue) <= 16 else cue[:15] + "…"


def _unit(number: Number, entry: Known | None) -> str:
    unit = "%" if number.points or number.rate else number.unit
    if entry is not None and (not unit or (entry.unit == "微克/立方米" and unit != "%")):
        return entry.unit
    if entry is not None and entry.unit == "‰" and unit == "%":
        return "‰"
    if entry is not None and unit in {"个", "名", "人次"} and entry.unit == "人":
        return "人"
    return unit


def _above(
    claim: Attribution, above: re.Match[str], catalogue: Catalogue
) -> tuple[str | None, str]:
    """Return the reference of a difference and the indicator that it is said of."""
    assert claim.name is not None
    id_ = growth_id(claim.name.text, catalogue) or any_id(claim.name.text, catalogue)
    place = above["place"]
    if place == "全国":
        return (f"{id_}@nation" if id_ else "nation"), id_
    if place in {"全省", "全区", "全自治区", "自治区", "省"}:
        return (f"{id_}@province" if id_ else "province"), id_
    if place == "城镇":
        return "urban-income-growth", id_
    if place in {"GDP", "地区生产总值", "经济"}:
        return "gdp-growth", id_
    return None, id_


_BASE = {"direct": 0.95, "list": 0.94, "carried": 0.91, "behind": 0.9, "pair": 0.7, "none": 0.5}


def _confidence(
    claim: Attribution, number: Number, frame: Frame, entry: Known | None, scope: str, value: Value
) -> float:
    """Return the confidence by how the proposal was made."""
    score = _BASE[claim.route]
    if claim.route == "behind" and claim.name is not None and claim.name.head:
        score = _BASE["direct"]  # 新建100所学校: verb and noun enclose the number
    elif claim.route == "behind" and frame.kind == "figure":
        score = _BASE["list"]  # of what was reported the noun behind is what is counted
    if entry is None:
        score -= 0.04
    if claim.loose:
        score -= 0.12
    if claim.weak:
        # 财政收入 alone may be the total, with the centre's share.
        score -= 0.35 if claim.id.startswith("general-budget") else 0.15
    if frame.layer == "start":
        score -= 0.05
    if frame.end is None:
        score -= 0.3
    if scope != "city":
        score -= 0.1
    named = claim.name.text if claim.name is not None else ""
    vague = entry is None and (len(named) == 1 or IN_TURN in named) and claim.route != "behind"
    if vague or (value.low is None and value.high is None):
        score = min(score, 0.5)
    told = named.endswith(("人数", "人口", "人次", "产值", "收入"))
    if not (number.unit or entry or told) and number.stated.endswith(("万", "亿")):
        score = min(score, 0.7)  # 达103万: of what isn't said
    return score


def bare_draft(
    line: TextLine, bare: Bare, frame: Frame, document: Document, catalogue: Catalogue
) -> ProposalDraft:
    entry = catalogue.entries.get(bare.id)
    goal = frame.kind == "goal"
    least = bare.operator == ">"
    sign = "around" if goal and bare.operator == "=" else bare.operator
    value = Value(sign, bare.value, None if least else bare.value)
    unit = bare.unit or (entry.unit if entry is not None else "")
    measure = (
        entry.measure
        if entry is not None
        else ("growth" if bare.operator in {"parity"} else "share")
    )
    confidence = {"parity": 0.93, "external": 0.92, "=": 0.92, "around": 0.92, ">": 0.92}.get(
        bare.operator, 0.8
    )
    if entry is None:
        confidence -= 0.12
    if bare.value is None and bare.operator not in {"parity", "external", "direction", "above"}:
        confidence = min(confidence, 0.5)
    why = (f"{frame.layer}:{_short(frame.cue)}" if frame.layer != "start" else "start", "bare")
    return ProposalDraft(
        line, bare.start, bare.end, bare.name, bare.begin, bare.stop, bare.id, value, unit, measure,
        frame, frame.kind, None if goal else str(frame.end or "") or None,
        frame.start if goal else None, frame.end if goal else None, None if goal else "final",
        scope_of(document, "", bare.name),
        bare.reference, bare.stretch, False, confidence, why,
    )  # fmt: skip
