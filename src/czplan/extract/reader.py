"""Read a document: its lines become sentences, its sentences claims, its claims proposals."""

# ruff: noqa: E501
from __future__ import annotations

import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from czplan.extract.bare import Bare, bare_goals
from czplan.extract.catalogue import Catalogue, Known, shipped
from czplan.extract.clean import Line, lines
from czplan.extract.document import Document, describe
from czplan.extract.frames import Frame, Frames
from czplan.extract.grammar import Attribution, claims
from czplan.extract.numbers import Number, cut
from czplan.extract.periods import ADDED, is_average, period_of, several
from czplan.extract.proposal import Proposal, proposal_id
from czplan.extract.scope import scope_of
from czplan.extract.values import Value, valued
from czplan.extract.words import longest_first, section

__all__ = ["LONGEST_TEXT", "Reading", "read_document"]

LONGEST_TEXT = 40
"""The most characters that `text` may have (data format)."""

_SENTENCE = re.compile(r"[^。!?]*[。!?]?[”’)]?")
_HOLDS = re.compile(
    r"[\d〇零一二两三四五六七八九十百千万亿翻]|同步|下达|覆盖|清零|稳|持续|快于|高于|低于"
)
_MOST_SENTENCE = 3000
_MOST_DRAFTS = 20_000
"""How many figures are read of a document; the nation's plans hold a twentieth of that."""
_ESTIMATE = re.compile(r"预计|预期|有望|初步测算|可达|可完成|可实现")
_PAST = re.compile(longest_first(section("scope", "past words")))
_STRETCH = re.compile(r"(?:力争|争取|冲刺|奋斗|努力|挑战|奋力|更高目标|最好)[^,;。]{0,10}$")
_ABOVE = re.compile(
    r"(?:高于|快于|高出|超过|好于|优于|超|跑赢|领先|低于|高)(?P<place>全国|全省|全区|全自治区|自治区|省|GDP|地区生产总值|经济|周边|中部|西部|城镇)[^,;。\d]{0,12}$"
)
_CLEAR = section("scope", "clear names")
_PART = 0.45
"""The share of a sum of several years below which a figure is one year of them."""
_LIST_LINES = 2
"""How many lines beside a goal with a number a trend may stand."""
_COMPARABLE = re.compile("可比|同口径|剔除|扣除.{0,12}因素影响|还原")
_AT_END = frozenset({"share", "stock", "index", "ratio"})
_SINKING = re.compile(r"(?:降低|下降|减排|削减)(?:率|幅度)?$|降幅$")


@dataclass(slots=True)
class Reading:
    """What was read: the document and its proposals, in the order of the text.

    `whole` is False where reading stopped, because no report holds so many figures.
    """

    document: Document
    proposals: list[Proposal]
    frames: Frames
    whole: bool = True


@dataclass(slots=True)
class _Draft:
    """A proposal in the making."""

    line: Line
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


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        match = _SENTENCE.match(text, at, at + _MOST_SENTENCE + 1)
        end = match.end() if match else len(text)
        if end <= at:
            end = at + 1
        if end - at > _MOST_SENTENCE:
            cut_at = max(text.rfind(mark, at, at + _MOST_SENTENCE) for mark in ",;、")
            end = cut_at + 1 if cut_at > at else at + _MOST_SENTENCE
        yield at, end
        at = end


def read_document(
    text: str,
    *,
    file: str,
    place: str | None = None,
    year: int | None = None,
    catalogue: Catalogue | None = None,
    sha256: str | None = None,
) -> Reading:
    """Read a document's text into proposals.

    Args:
        text: the document, front matter included.
        file: its name as given.
        place, year: what is to be taken instead of what the document says of itself.
        catalogue: the names to go by; default: the shipped ones.
        sha256: the hash of the document's bytes; default: of its text in UTF-8.
    """
    names_by = catalogue or shipped()
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    rows = list(lines(text))
    document = describe(rows, file, year, place)
    frames = Frames(document)
    drafts: list[_Draft] = []
    whole = True
    for line in rows[document.body - 1 :]:
        if not line.text:
            continue
        if len(drafts) > _MOST_DRAFTS:
            whole = False
            break
        frames.enter_line(line)
        for number, (start, end) in enumerate(_sentences(line.text)):
            frames.enter_sentence(line, start, end, first=number == 0)
            if len(drafts) <= _MOST_DRAFTS and _HOLDS.search(line.text, start, end):
                drafts += _sentence(line, start, end, frames, document, names_by)
    drafts = _settled(drafts)
    taken: set[str] = set()
    proposals = [_proposal(draft, file, digest, taken) for draft in drafts]
    return Reading(document, proposals, frames, whole)


def _sentence(
    line: Line, start: int, end: int, frames: Frames, document: Document, catalogue: Catalogue
) -> list[_Draft]:
    text = line.text
    names = catalogue.mentions(text, start, end, document.own_names)
    timeline = frames.within(text, start, end)
    numbers = cut(text, start, end, names)
    found = claims(text, start, end, numbers, names, catalogue)
    drafts: list[_Draft] = []
    for claim in found:
        if claim.number.origin:
            continue
        frame = _frame_at(timeline, claim.number.front)
        if frame.kind == "none":
            continue
        draft = _draft(line, start, claim, frame, frames, document, catalogue, drafts)
        if draft is not None:
            drafts.append(draft)
    if any(frame.kind == "goal" for _, frame in timeline):
        taken = [(claim.number.front, claim.number.end) for claim in found]
        for bare in bare_goals(text, start, end, names, catalogue, taken):
            frame = _frame_at(timeline, bare.start)
            if frame.kind == "goal":
                drafts.append(_bare_draft(line, bare, frame, document, catalogue))
    drafts.sort(key=lambda draft: draft.start)
    return drafts


def _frame_at(timeline: list[tuple[int, Frame]], at: int) -> Frame:
    frame = timeline[0][1]
    for place, later in timeline:
        if place <= at:
            frame = later
    return frame


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
    if ADDED.match(name):
        return "additions"
    if number.unit in {"元", "美元"}:
        return "flow"
    return "stock" if not number.change else "additions"


def _draft(
    line: Line,
    start: int,
    claim: Attribution,
    frame: Frame,
    frames: Frames,
    document: Document,
    catalogue: Catalogue,
    before: list[_Draft],
) -> _Draft | None:
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
        and (past := _PAST.search(lead))
        and document.kind != "plan"
    ):
        kind = "figure"
        why[0] = f"past-words:{past[0]}"
        last = None if frames.year is None else frames.year - 1
        frame = replace(frame, kind="figure", start=last, end=last, month=0)
    reference: str | None = None
    above = _ABOVE.search(lead) if number.points and number.front > start else None
    if above is None and number.points:
        above = _ABOVE.search(text[edge : number.start])
    id_, operator_above = claim.id, False
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
    if operator_above:
        value = Value("above", *_both(value))
    unit = _unit(number, entry)
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
            changed=number.change != 0,
            clause=clause,
            lead=text[start : number.front],
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
            and before[-1].measure == measure == "flow"
            and "到" not in lead
        ):
            period = before[-1].period
    status = (
        None
        if goal
        else (
            "estimate"
            if _ESTIMATE.search(text[max(start, number.front - 90) : number.front])
            else "final"
        )
    )
    scope = scope_of(document, claim.owner, "" if entry is not None else name)
    if scope != "city" and entry is not None and claim.route != "carried":
        pass
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
    confidence = _confidence(claim, number, frame, entry, scope, value)
    if stretch:
        why.append("stretch")
    if claim.loose:
        why.append("loose")
    if value.low is None and value.high is None:
        why.append("unread")
    name_start = claim.name.start if claim.name else number.front
    name_end = claim.name.end if claim.name else number.front
    return _Draft(
        line, number.front, number.end, name, name_start, name_end, id_, value, unit, measure, frame, kind,
        period, begin, due, status, scope, reference, stretch, claim.shared, confidence, tuple(why), claim.weak, several(frame, frames.current, frames.past), "累计" in clause,
    )  # fmt: skip


def _both(value: Value) -> tuple[float | None, float | None]:
    return value.low, value.high


def _short(cue: str) -> str:
    return cue if len(cue) <= 16 else cue[:15] + "…"


def _unit(number: Number, entry: Known | None) -> str:
    unit = "%" if number.points else number.unit
    if entry is not None and (not unit or (unit == "微克" and entry.unit == "微克/立方米")):
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
    from czplan.extract.bare import _any, _growth

    id_ = _growth(claim.name.text, catalogue) or _any(claim.name.text, catalogue)
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


_BASE = {"direct": 0.95, "list": 0.93, "carried": 0.91, "behind": 0.9, "pair": 0.7, "none": 0.5}


def _confidence(
    claim: Attribution, number: Number, frame: Frame, entry: Known | None, scope: str, value: Value
) -> float:
    """Return the confidence by how the proposal was made."""
    score = _BASE[claim.route]
    if claim.route == "behind" and claim.name is not None and claim.name.head:
        score = _BASE["direct"]  # 新建100所学校: verb and noun enclose the number
    if entry is None:
        score -= 0.04
    if claim.loose:
        score -= 0.12
    if claim.weak:
        score -= 0.15
    if frame.layer == "start":
        score -= 0.05
    if frame.end is None:
        score -= 0.3
    if scope != "city":
        score -= 0.1
    if value.low is None and value.high is None:
        score = min(score, 0.5)
    return score


def _bare_draft(
    line: Line, bare: Bare, frame: Frame, document: Document, catalogue: Catalogue
) -> _Draft:
    entry = catalogue.entries.get(bare.id)
    value = Value(bare.operator, bare.value, bare.value)
    unit = bare.unit or (entry.unit if entry is not None else "")
    measure = (
        entry.measure
        if entry is not None
        else ("growth" if bare.operator in {"parity"} else "share")
    )
    confidence = {"parity": 0.93, "external": 0.92, "direction": 0.8}.get(bare.operator, 0.8)
    if entry is None:
        confidence -= 0.12
    why = (f"{frame.layer}:{_short(frame.cue)}" if frame.layer != "start" else "start", "bare")
    return _Draft(
        line, bare.start, bare.end, bare.name, bare.begin, bare.stop, bare.id, value, unit, measure, frame, "goal",
        None, frame.start, frame.end, None, scope_of(document, "", bare.name), bare.reference, False, False, confidence, why,
    )  # fmt: skip


def _key(draft: _Draft) -> tuple[object, ...]:
    return (
        draft.kind,
        draft.id or draft.name,
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


def _weigh(drafts: list[_Draft]) -> None:
    """Use what is said twice: the clearer name wins, a part is told from its total, doubt is shown."""
    said: dict[tuple[object, ...], list[_Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.id and not draft.stretch:
            said[draft.kind, draft.id, draft.period, draft.due, draft.unit].append(draft)
    for group in said.values():
        if len(group) < 2:
            continue
        _clearer(group)
        _one_year(group)
        _all_years(group)
        for number, draft in enumerate(group):
            others = [other for other in group if other is not draft and other.id == draft.id]
            if not draft.id or not any(_disagree(draft.value, other.value) for other in others):
                continue
            later = any(
                other.line is draft.line and draft.start > other.start for other in group[:number]
            )
            if later and _COMPARABLE.search(draft.line.text, max(0, draft.start - 24), draft.start):
                draft.id = ""  # the same on another basis: 可比口径增长8%
                continue
            first = not any(other.line is not draft.line for other in others)
            if first and not later:
                continue  # the first of one line: what follows is the other reading
            draft.confidence -= 0.15
            draft.why = (*draft.why, "conflict")


def _clearer(group: list[_Draft]) -> None:
    """Keep the indicator with the name that says it best: 地方一般公共预算收入 before 财政收入."""
    ranks = {id(draft): sum(word in draft.name for word in _CLEAR) for draft in group}
    best = max(ranks.values())
    if best == 0 or not any(_disagree(one.value, two.value) for one in group for two in group):
        return
    for draft in group:
        if ranks[id(draft)] < best:
            draft.id = ""
            draft.confidence = min(draft.confidence, 0.85)


def _all_years(group: list[_Draft]) -> None:
    """Give what a passage of several years says, against the year's own figure, to all of them."""
    firm = [
        draft
        for draft in group
        if draft.kind == "figure" and not draft.frame.several and not draft.summed
    ]
    if not firm:
        return
    for draft in group:
        doubtful = (draft.frame.several and draft.measure in {"growth", "flow"}) or draft.summed
        if draft in firm or not doubtful or draft.years is None or draft.measure in _AT_END:
            continue
        if any(_disagree(draft.value, other.value) for other in firm):
            first, last = draft.years
            draft.period = f"{first}..{last}"
            draft.why = (*draft.why, "total")


def _one_year(group: list[_Draft]) -> None:
    """Give the small one of two sums of several years to the last year alone."""
    sums = [draft for draft in group if draft.period and ".." in draft.period and draft.value.low]
    sums = [draft for draft in sums if draft.measure in {"additions", "flow"}]
    if len(sums) < 2:
        return
    most = max(draft.value.low or 0.0 for draft in sums)
    for draft in sums:
        if (draft.value.low or 0.0) < most * _PART and draft.period and "average" not in draft.why:
            draft.period = draft.period.partition("..")[2]
            draft.why = (*draft.why, "last-year")


def _listed(drafts: list[_Draft]) -> list[_Draft]:
    """Keep the trends (稳步增长) that stand among goals with numbers; elsewhere they are phrases."""
    firm = {
        draft.line.number
        for draft in drafts
        if draft.kind == "goal" and draft.id and draft.value.operator != "direction"
    }
    return [
        draft
        for draft in drafts
        if draft.value.operator != "direction"
        or any(draft.line.number + step in firm for step in range(-_LIST_LINES, _LIST_LINES + 1))
    ]


def _settled(drafts: list[_Draft]) -> list[_Draft]:
    """Drop what is said twice, let clearer names win over vague ones, and lower what disagrees."""
    strong = {
        (draft.kind, draft.id, draft.period, draft.due)
        for draft in drafts
        if draft.id and not draft.weak
    }
    kept: dict[tuple[object, ...], _Draft] = {}
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


def _proposal(draft: _Draft, file: str, digest: str, taken: set[str]) -> Proposal:
    line = draft.line
    stated = line.cut(draft.start, draft.end)
    column = line.place(draft.start) + 1
    first, last = draft.start, draft.end
    if draft.name_end > draft.name_start:
        first, last = min(first, draft.name_start), max(last, draft.name_end)
    text = line.cut(first, last)
    shared = draft.shared
    if len(text) > LONGEST_TEXT:
        text = stated
        shared = True
    elif draft.name_end <= draft.name_start:
        shared = shared or bool(draft.name)
    if len(text) > LONGEST_TEXT:
        text = stated = line.cut(draft.start, min(draft.end, draft.start + LONGEST_TEXT))
    place = proposal_id(digest, line.number, column, stated)
    if place in taken:  # one figure of two names: the second is told from the first by its name
        place = proposal_id(digest, line.number, column, f"{stated}:{draft.name}:{draft.id}")
    taken.add(place)
    return Proposal(
        place, file, digest, line.number, column, draft.kind, text,
        stated, draft.name, draft.id or None, draft.measure, draft.unit, draft.value.operator, draft.value.low,
        draft.value.high, draft.period, draft.begin, draft.due, draft.status, draft.scope, draft.reference,
        draft.stretch, shared, round(max(0.05, min(0.99, draft.confidence)), 2), draft.why,
    )  # fmt: skip
