"""A claim in its frame becomes a draft: class, value, years, scope, confidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from czplan import patterns as re
from czplan.extract.catalogue import Catalogue, Known
from czplan.extract.clean import TextLine
from czplan.extract.confidence import confidence_of
from czplan.extract.differences import against_of, less_than_average, less_than_unnamed
from czplan.extract.document import Document
from czplan.extract.framing import Frame, Frames
from czplan.extract.list_periods import IN_DOUBT, listed_with
from czplan.extract.meaning import Attribution, is_index, is_sum
from czplan.extract.names import verb_front
from czplan.extract.numbers import Number
from czplan.extract.periods import YearsTold, is_average, several, since_year, yearly_front
from czplan.extract.scope import beside, of_each, of_some_parts, scope_of
from czplan.extract.settling import ProposalDraft
from czplan.extract.sureness import ends_estimates, is_estimate, is_firm, lasts
from czplan.extract.values import Value, ends, measure_of, outdoes, striven, times, unit_of, valued
from czplan.extract.within import IN_YEARS
from czplan.extract.words import longest_first, section

_PAST = re.compile("(?<!项)(?:" + longest_first(section("scope", "past words")) + ")")
"""Words of what is so already; none in 项目前期."""

_STATE = re.compile("[^,;。]{0,8}已经?(?:进入|步入|处于|具备|迈入)")

_STRETCH = re.compile(r"(?:力争|争取|冲刺|奋斗|努力|挑战|奋力|更高目标|最好)[^,;。]{0,10}$")

_NEAR = 40
"""How far the words of a list are looked at to either side of a figure."""
_COUNTERS = frozenset(section("numbers", "items"))
_OF_PEOPLE = ("人口", "人数", "人次")
_MOVED = re.compile("提高|提升|增加|上升|下降|降低|回落")
_THAN_THOSE = re.compile(
    '(?:比|较)(?:[“"]?(?:十[一二三四]?|[九八七])五[”"]?(?:时期|期间)?|[上前]五年|上届(?:政府)?)(?:总[和量额])?(?:累计|翻|实际|分别)*(?:增长|增加|提高)'
)
"""完成10830亿元,比“九五”时期增长98%: a sum of five years beside that of the five before."""
_OF_WHOLE = re.compile(",占(?:[全我]市|全州|全盟)?")
_COMPARED = re.compile("[,、;]?[比较]全")
"""比全省平均快0.6个百分点: whose number it is not."""
_OTHERS = re.compile("全[国省区]|世界|全球")
_FEWER = re.compile(
    "[比较](?:上年|去年|前年|同期|年初|(?:19|20)\\d\\d年)(?:同期|底|末)?[^,;。、\\d]{0,4}[低少]$"
)
"""比上年低0.5元, 较上年少12天: by how much less."""
_DONE_WITHIN = re.compile(
    "[\\d.]+个?(?:工作日|天|小时|分钟)之?内?(?:完成|办结|办好|办理|审批|拿[地证]|开工|出)"
)
"""3个工作日完成手续: no more than that."""
_FALLING = re.compile("下降|减少|降低|压减|削减|降幅|减排")
_SINKING = re.compile(r"(?:降低|下降|减排|削减)(?:率|幅度)?$|[降跌]幅(?:[由从][0-9.]+%)?$")


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
    """Make a draft of a claim of the sentence that begins at `start`."""
    return _Drafting(line, start, claim, frame, frames, document, catalogue, before).draft()


@dataclass(slots=True)
class _Drafting:
    """A claim on its way to a draft: each method decides one thing of it."""

    line: TextLine
    start: int
    claim: Attribution
    frame: Frame
    frames: Frames
    document: Document
    catalogue: Catalogue
    before: list[ProposalDraft]
    text: str = ""
    number: Number = field(init=False)
    name: str = ""
    name_start: int = 0
    edge: int = 0
    clause: str = ""
    lead: str = ""
    kind: str = ""
    id: str = ""
    entry: Known | None = None
    reference: str | None = None
    measure: str = ""
    average: bool = False
    why: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        text, claim, frame = self.line.text, self.claim, self.frame
        self.text, self.number, self.kind, self.id = text, claim.number, frame.kind, claim.id
        self.name = claim.name.text if claim.name else ""
        self.name_start = (claim.name or claim.number).start
        front, start = claim.number.front, self.start
        self.edge = max(start, *(text.rfind(mark, start, front) + 1 for mark in ",;:。("))
        self.clause, self.lead = text[self.edge : claim.number.end], text[self.edge : front]
        self.entry = self.catalogue.entries.get(claim.id)
        self.average = is_average(self.clause)
        self.why = [frame.reason, claim.route]

    def draft(self) -> ProposalDraft:
        """Return the draft."""
        self._settle_tense()
        against = against_of(self.text, self.start, self.edge, self.claim, self._held())
        if against is not None:
            self.reference, self.id = against.reference_of(
                self.name, self.catalogue, self.text[self.start : self.number.front]
            )
            self.entry = self.catalogue.entries.get(self.id)
        self.measure = measure_of(self.claim, self.entry)
        value = self._value()
        less = against.less if against is not None else self._less_than_unnamed()
        if less is not None:
            if self.number.rate:  # 增幅高于平均5%: the word says that it is a difference
                size = value.high if value.low is None else value.low
                value, self.id = Value("above", size, size), ""
            value = times(Value("above", *ends(value)), -1 if less else 1, 0)
        value, unit = self._in_unit(value)
        period, begin, due = self._time(value, unit)
        if against is not None and self.kind == "figure":
            # 年均增长10.8%,高于全国4个百分点
            held = (one for one in reversed(self.before) if one.name_start == self.name_start)
            period = next((one.period for one in held), period)
        status, scope = self._status(period), self._scope()
        stretch = self._base_of_stretch(unit)
        if stretch is not None:
            self.claim.loose, self.measure = False, stretch.measure
            value = striven(value, stretch.value, self.number.words)
            if not outdoes(value, stretch.value):
                stretch.stretch = self.number.rate  # 下降3%、力争2%: the first is the higher one
                stretch = None
        if self._means_no_indicator() or self._is_of_years_unsaid(period):
            self.id = ""
        self.measure = self._measure_without_indicator(value, unit)
        claim, number, entry, frame = self.claim, self.number, self.entry, self.frame
        confidence = confidence_of(claim, number, frame, entry, scope, value)
        if "span" in self.why or (self.kind == "goal" and IN_YEARS.match(frame.cue)):
            confidence -= IN_DOUBT
        unread = value.low is None and value.high is None
        told = (("stretch", stretch is not None), ("loose", claim.loose), ("unread", unread))
        self.why += [word for word, holds in told if holds]
        name_start = claim.name.start if claim.name else number.front
        name_end = claim.name.end if claim.name else number.front
        verb, opens = claim.name.head if claim.name else "", name_start
        if claim.route == "behind" and verb:
            opens = verb_front(self.text, self.edge, number.front, verb)
        begins = yearly_front(self.text, self.edge, opens, number, self.measure, claim.route)
        return ProposalDraft(
            self.line, begins, number.end, self.name, name_start, name_end, self.id, value, unit,
            self.measure, frame, self.kind, period, begin, due, status, scope, self.reference,
            stretch is not None, claim.shared, confidence, tuple(self.why), claim.weak,
            several(frame, self.frames.current, self.frames.past), "累计" in self.clause,
            number.proof,
        )  # fmt: skip

    def _settle_tense(self) -> None:
        """Take a goal's frame for a figure's where words before the number tell of what was."""
        if self.kind != "goal" or self.frame.layer == "year" or self.document.kind == "plan":
            return
        past = _PAST.search(self.lead) or _STATE.match(self.text, self.start, self.number.front)
        if past:
            self.kind = "figure"
            self.why[0] = f"past-words:{past[0]}"
            last = None if self.frames.year is None else self.frames.year - 1
            self.frame = self.frame._replace(kind="figure", start=last, end=last, month=0)

    def _held(self) -> ProposalDraft | None:
        """Return the draft before, where it is of the very name."""
        held = self.before[-1] if self.before else None
        return held if held and held.name_start == self.name_start else None

    def _less_than_unnamed(self) -> bool | None:
        """Tell whether points count down from a figure that has no id; None where from none."""
        number = self.number
        if number.rate:
            return less_than_average(self.text[self.edge : number.start])
        points = number.points and number.front == number.start
        return less_than_unnamed(self.lead) if points else None

    def _measure_without_indicator(self, value: Value, unit: str) -> str:
        """Return the measure; what a number without an indicator has changed by is an addition."""
        if self.entry is not None or value.operator == "above" or unit == "倍":
            return self.measure
        number = self.number
        by_how_much = number.change if not number.rate else 0
        risen = number.change and self.name.endswith(("率", "比例", "比重", "占比"))
        return "additions" if number.points or by_how_much or risen else self.measure

    def _value(self) -> Value:
        """Return what the words say the number is, before it is brought to a unit."""
        entry, number, measure, claim = self.entry, self.number, self.measure, self.claim
        between = ""
        if claim.name is not None and not number.points:  # 进出口降幅收窄至9.6%
            between = self.text[claim.name.end : number.front]
        change = measure in {"growth", "additions"} or number.rate or number.points
        within = (
            entry is None
            and _DONE_WITHIN.match(self.text[number.start : number.end + 8]) is not None
        )
        value = valued(
            number,
            goal=self.kind == "goal",
            direction="down" if within else entry.direction if entry is not None else "up",
            change=change or (entry is None and number.change != 0),  # 政府债务减少10亿元
            falling_name=entry is None and _FALLING.search(self.name) is not None,
            sinking=entry is not None
            and measure == "growth"
            and _SINKING.search(self.name + between) is not None,
        )
        fewer = value.low == value.high and not (number.rate or number.points or number.change)
        if fewer and _FEWER.search(self.text, self.edge, number.start):
            value = times(value, -1, 0)
        if entry is not None and entry.id.endswith("-change") and claim.name is not None:
            better = "改善" in self.text[claim.name.end : number.front] and (value.low or 0) > 0
            value = times(value, -1, 0) if better else value  # PM2.5浓度改善14.5%: a fall
        return value

    def _in_unit(self, value: Value) -> tuple[Value, str]:
        """Return a value and its unit, as the indicator counts."""
        number, entry, words = self.number, self.entry, self.number.words
        unit = unit_of(number, entry)
        if unit == "倍" and entry is not None and entry.unit == "%" and number.change > 0:
            unit, value = "%", times(value, 100, 0)  # 增长1.3倍 is 130 per cent more
        if entry is not None and is_index(entry.id, self.name, number):
            unit, value = "%", times(value, 1, -100)  # 价格指数103: the year before is 100
            self.why.append("index")
        if words is not None and words.factor is not None and words.number is None:
            unit = "倍"
        if not unit and entry is None and self.name.endswith(_OF_PEOPLE):
            unit = "人次" if self.name.endswith("人次") else "人"  # 县城人口突破20万
        return value, unit

    def _time(self, value: Value, unit: str) -> tuple[str | None, int | None, int | None]:
        """Return a figure's period, or the years in which a goal begins and is due."""
        frame, frames, number = self.frame, self.frames, self.number
        if self.kind == "goal":
            five = frames.five
            whole = self.average and not frame.several and frame.layer != "year"
            if whole and five and frame.start is not None and five[0] <= frame.start <= five[1]:
                self.why.append("average")
                return None, *five
            since = since_year(self.clause) if self.measure == "growth" or unit == "倍" else None
            begin = since + 1 if since and since < (frame.end or 0) else frame.start
            return None, begin, frame.end
        period = YearsTold(
            measure=self.measure,
            unit=unit,
            name=self.name,
            id_=self.id,
            size=value.low if value.low is not None else value.high,
            changed=number.change != 0 or (number.points and _MOVED.search(self.lead) is not None),
            points=number.points,
            clause=self.clause,
            lead=self.text[self.start : number.front],
            behind=self.text[number.end : number.end + 24],
            near=self.text[max(0, number.front - _NEAR) : number.end + _NEAR],
            level=number.level,
            fresh=self.claim.route in {"direct", "list"},
            listed=listed_with(self.text, self.claim, self.before),
            frame=frame,
            current=frames.current,
            past=frames.past,
            why=self.why,
        ).period()
        held = self.before[-1] if self.before else None
        among = self.lead.startswith(("其中", "用于")) and "到" not in self.lead
        own = frame.layer == "year" and held is not None and held.frame != frame
        if held and among and not own and held.period and ".." in held.period:
            counted = held.unit == unit and unit in _COUNTERS and not number.strong
            if held.measure == self.measure == "flow" or counted:
                period = held.period
        return period, None, None

    def _status(self, period: str | None) -> str | None:
        """Return how sure a figure was: an estimate, or final."""
        if self.kind == "goal":
            return None
        if is_firm(self.clause):
            return "final"
        front, end, frames = self.number.front, self.number.end, self.frames
        last = (frames.year or 0) - 1
        lasting = frames.estimated is frames.heading or lasts(self.text, self.start, front)
        lasting = lasting and not ends_estimates(self.text, self.start, front, last)
        # (预计数,下同) holds for what is reckoned, not for works that are counted
        works = not self.id and self.number.unit in _COUNTERS
        if lasting and not works and (period or "").rpartition("..")[2] == str(last):
            return "estimate"
        if is_estimate(self.text, self.start, front, end, counted=works):
            return "estimate"
        held = self.before[-1] if self.before else None
        if held is None or held.status != "estimate" or works:
            return "final"
        if held.frame == self.frame and ";" not in self.text[held.end : front]:
            return "estimate"
        # 收入可达14亿元,增长21%: the growth is as sure as the level
        of_it = self.claim.route == "carried" and self.claim.name and self._held()
        return "estimate" if of_it else "final"

    def _scope(self) -> str:
        """Return whose number it is."""
        claim, number, document = self.claim, self.number, self.document
        carried = claim.name is not None and claim.name.head and claim.route != "behind"
        elsewhere = number.rank and _OTHERS.search(claim.owner)
        elsewhere = elsewhere or (number.points and _COMPARED.match(claim.owner))
        known_or_behind = self.entry is not None or claim.route == "behind"
        scope = scope_of(
            document,
            "" if carried or elsewhere else claim.owner,
            claim.part or ("" if known_or_behind else self.name),
            counted=number.unit in _COUNTERS,
        )
        if scope == "city" and not (number.points or number.rank):
            scope = beside(document, self.lead)
        if number.unit in _COUNTERS and number.words is not None:
            scope = of_each(self.lead, number.words.number or 0.0) or scope
        if scope == "city" and self.id:
            scope = of_some_parts(self.text[self.edge : self.name_start], self.id) or scope
        return scope

    def _base_of_stretch(self, unit: str) -> ProposalDraft | None:
        """Return the goal that a goal's number is the second, higher one of: 力争达到20%."""
        at = self.number.start
        if self.kind != "goal" or self.claim.route not in {"carried", "none"}:
            return None
        if _STRETCH.search(self.text[max(self.start, at - 16) : at]) is None:
            return None
        mine = (self.id, self.name, "goal")
        same = [one for one in self.before if (one.id, one.name, one.kind) == mine]
        return same[-1] if same and same[-1].unit == unit else None

    def _is_of_years_unsaid(self, period: str | None) -> bool:
        """Tell whether a fall is of several years that nobody names: 能耗累计下降26%."""
        falls = self.id.endswith("-change") and self.id != "consumer-price-change"
        return falls and "累计" in self.clause and period is not None and ".." not in period

    def _means_no_indicator(self) -> bool:
        """Tell whether a number isn't the indicator's that the name means."""
        claim, number, entry = self.claim, self.number, self.entry
        rate = entry is not None and entry.measure == "growth" and not self.average
        if rate and is_sum(self.text, self.start, number):
            return True
        some = entry is not None and entry.measure == "stock" and claim.route == "behind"
        if some and claim.name is not None and not claim.name.head:
            return True  # 为2407家市场主体落实贷款: of some of them
        goal = self.kind == "goal"
        whole = None if goal else _OF_WHOLE.match(self.text, number.end)
        whole = whole if self.document.level != "county" else None
        if whole and self.text.startswith(self.name, whole.end()):
            return True  # 总产值51.4亿元,占工业总产值的6.7%: of some firms alone
        summed = number.rate and not goal and "total" in self.why and not self.average
        if rate and _THAN_THOSE.search(self.clause):
            return True
        # 五年增长60%, 名义增速23%: no real rate of a year
        return self.id == "gdp-growth" and bool(summed or "名义" in self.clause)
