"""The frames within a sentence: years, months and quarters that stand in it, from where they stand.

What a year is compared with (较2020年), kept in view of (按照到2035年…的目标) or was set in moves
nothing; what a bracket says holds within it.
"""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.headings import Headings
from czplan.extract.spans import Shifted
from czplan.extract.times import MONTHS, QUARTERS, TIME, Frame, year_in
from czplan.quantity.numerals import count_of

_PLANNED_THEN = re.compile(r"(?:的)?(?:计划|预期|目标|年初)(?!实现|完成)")
_SET_BESIDE = re.compile(r"(?:(?<!同)(?:较|比)(?!重|增)[^,;。\d]{0,12}|与|自|至20\d\d年)$")
"""Words before months that something is compared with: 较一季度、上半年、前三季度分别回升."""
_FAR = 6
_NEARER = re.compile(
    r"[“\"]?(?:十[一二三四五六]五[”\"]?(?:时期|期间)?(?:的|经济社会)*(?:发展)?(?:主要)?(?:目标|“|经济社会发展|时期|期间)|今后五年|未来五年)"
)
"""展望2035年…提出了“十四五”时期的目标: the nearer years are those of what follows."""
_IN_VIEW_OF = re.compile("(?:按照|着眼|着眼于|根据|锚定|对标|对照)(?:到)?$")
_AIM_IN_VIEW = re.compile("[^,;。]*\\d[^。;]{0,40}?的(?:目标|要求)")
_SO_FAR = re.compile("预计|同比|回升|回落")
_TO_COME = re.compile("力争|确保|目标|争取|实现|完成|要")
_WAS_SET = re.compile("(?:会议|规划|纲要|政府)(?:提出|确定|明确)(?:的)?,?(?:到|至)?$")
_LATER_PART = re.compile("(?<![^,;。、:预计])(?:下半年|第?[二三四]季度)(?!末)")
"""A part of a year that no period of the data format names."""
_WITHIN = re.compile("(?<=[,;、])年内")
"""2017年基本完成改造,年内完成1000万平方米: the year of the passage again."""
IN_YEARS = re.compile(
    "(?:(?:(?<![近前去过校业\\d])(?:[两三四五六2-6](?:到|至|-|—|~))?(?P<years>[两三四五六2-6])年"
    "(?:之?内(?!未|首|最)|时间|左右(?:时间)?|(?:的)?努力"
    "|(?<![^,;:。、照绕争划用至到—-][两三]年)(?:建成|新建|引进|培育)(?=[^,;。\\d]{0,10}(?:\\d|$))"
    "|(?<=[^费使应信采]用.年)(?![来期级前的至到行—-])))|(?:今后|未来|年起,?连续(?=.年))(?P<ahead>[两三四六2-46]|(?<=续)[五5])年)"
)
"""三年内, 用3到5年时间, 从今年起连续三年, 三年建成70所: years from the passage's first on."""
_NUMBER_CLAUSE = re.compile("\\d[^,;]*[,;]")
_CLAUSE_END = re.compile("[,;、]")
_WHOLE_YEAR = re.compile("(?<=[,;、。:预计和])(?:预计)?全年")

_LEAD_IN = (
    *("到", "至", "在", "于", "其中", "预计", "力争", "确保", "全市", "我市", "即", "确定", "建议"),
    *("提出", "安排", "截至", "截止", "当年", "瞄准", "仅", "特别是", "尤其是"),
)
"""What a year stands behind that begins a frame."""
_PLAN_ENDS = ("时期", "期间", "末", "末期", "以来")
_UNTIL = re.compile(r"(?:截至|截止|到|至)(?:20\d\d年|去年|目前|当年)?$")

Frames = list[tuple[int, Frame]]
"""Frames, each with the place from which it holds."""


class SentenceFrames(Headings):
    """The frames that years named within a sentence set."""

    def _far(self, frame: Frame) -> bool:
        """Tell whether a frame lies beyond the next five years."""
        return self.year is not None and frame.end is not None and frame.end > self.year + _FAR

    def within(self, text: str, start: int, end: int) -> Frames:
        """Return the frames of a sentence, each with the place from which it holds."""
        found = [(start, self.current)]
        for match in TIME.finditer(text, start, end):
            self._enter_year(found, match, text, start, end)
        for match in MONTHS.finditer(text, start, end):
            self._enter_months(found, match, text, start, end)
        for match in _WITHIN.finditer(text, start, end):
            if self.current.kind == "goal" and _in_force(found, match.start()).layer == "year":
                _enter(found, match.start(), self.current)
        if any(frame.kind == "goal" for _, frame in found):
            for match in IN_YEARS.finditer(text, start, end):
                self._enter_span(found, match, text, end)
        for match in _LATER_PART.finditer(text, start, end):
            in_force = _in_force(found, match.start())
            if in_force.kind == "figure":
                ends = _CLAUSE_END.search(text, match.end(), end)
                _enter(found, match.start(), in_force._replace(kind="none", cue=match[0]))
                if ends:
                    _enter(found, ends.start(), in_force)
        if any(frame.month for _, frame in found):
            for match in _WHOLE_YEAR.finditer(text, start, end):
                in_force = _in_force(found, match.start())
                if in_force.month:
                    _enter(found, match.start(), in_force._replace(month=0))
        return found

    def _enter_span(self, found: Frames, match: re.Match[str], text: str, end: int) -> None:
        """Add the frame of a goal for so many years from now, up to the clause of its number."""
        held = _in_force(found, match.start())
        years = count_of(match["years"] or match["ahead"]) or 0
        moved = held.layer == "year" and held.end != self.year
        if held.kind != "goal" or moved or held.start is None or years < 2:
            return
        due = held.start + years - 1
        _enter(found, match.start(), held._replace(end=due, cue=match[0], layer="year"))
        ends = _NUMBER_CLAUSE.search(text, match.end(), end)
        if ends:
            _enter(found, ends.end() - 1, held)

    def _enter_year(
        self, found: Frames, match: re.Match[str], text: str, start: int, end: int
    ) -> None:
        """Add the frame that a year or span of years sets, if it sets one."""
        kind, at, base = match.lastgroup or "", match.start(), self.current
        before = text[max(start, at - 6) : at]
        nearer = (
            kind in {"plan", "next"}
            and base.kind == "goal"
            and self._far(found[-1][1])
            and _NEARER.match(text, at) is not None
        )
        if not self._is_frame(
            match, text, (start, end), before, nearer=nearer, first=len(found) < 2
        ):
            self._enter_view(found, match, text, start, end)
            return
        span = self._span(match)
        if span is None or (kind == "past" and base.several and base.kind == "figure"):
            return
        if kind == "plan" and match[0].endswith("末"):
            span = (span[1], span[1])
        tense = self._tense(span)
        aside = self.sentence
        if aside is not None and (aside.kind, aside.start, aside.end) == ("figure", *span):
            tense = aside.kind  # 特别是今年3月 in a review
        named = kind in {"year", "span", "spelt", "plan"}
        frame = Frame(tense, *span, match[0], "year", named=named)
        if tense == "goal" and named and kind != "span" and span[0] == span[1]:
            frame = frame._replace(start=self._first_year(span[1]))
        was_set = (
            tense == "goal"
            and span[1] == self.year
            and base.kind == "figure"
            and _WAS_SET.search(text, max(start, at - 30), at)
        )  # 一次会议确定,到2012年实现4000亿元
        if was_set or (kind == "last" and _PLANNED_THEN.match(text, match.end())):
            frame = frame._replace(kind="none")
        held = _in_force(found, at)
        found.append((at, frame))
        closed = _closing(text, at, end, brief=kind == "last" and base.kind == "goal")
        if closed is not None:
            found.append((closed, held))  # what a bracket says holds within it

    def _enter_view(
        self, found: Frames, match: re.Match[str], text: str, start: int, end: int
    ) -> None:
        """Add the frame of what a goal kept in view gives: 按照到2007年达2000公里的目标."""
        at, base = match.start(), self.current
        if match.lastgroup != "year" or base.kind != "goal":
            return
        due, aim = year_in(match[0]), _AIM_IN_VIEW.match(text, match.end(), end)
        if aim and due > (base.end or due) and _IN_VIEW_OF.search(text, max(start, at - 8), at):
            held = _in_force(found, at)
            first = self._first_year(due)
            found.append((at, Frame("goal", first, due, match[0], "year", named=True)))
            found.append((aim.end(), held))

    def _is_frame(
        self,
        match: re.Match[str],
        text: str,
        sentence: tuple[int, int],
        before: str,
        *,
        nearer: bool,
        first: bool,
    ) -> bool:
        """Tell whether a year is one that what follows is of, not one that it is compared with.

        `nearer`: a nearer time comes after a far one; `first`: no year of the sentence came before.
        """
        kind, at, (start, end) = match.lastgroup or "", match.start(), sentence
        begun = before.endswith("由") and text.startswith(("增长", "下降"), match.end())
        begins = (
            text.startswith("决算", match.end())
            or at == start
            or before[-1:] in ",;:。(“—、"
            or before.endswith(_LEAD_IN)
        )
        if _IN_VIEW_OF.search(text, max(start, at - 8), at):
            return False  # 按照到2035年基本实现现代化的目标: what is kept in view
        listed = kind == "year" and before[-1:] in {"与", "和", "、"} and not first
        if not (begins or begun or nearer or listed):
            return False
        leads = (
            begun
            or nearer
            or before.endswith(("截至", "截止"))
            or self._leads(text[start:end], Shifted(match, start))
            or (before.endswith("在") and kind == "year" and year_in(match[0]) > (self.year or 0))
        )
        whole_plan = kind != "plan" or nearer or match[0].endswith(_PLAN_ENDS)
        return bool(leads and whole_plan)

    def _first_year(self, due: int) -> int:
        """Return from which year a goal for a single year is to be reached."""
        base = self.current
        first = self.year
        if base.kind == "goal" and base.start is not None and base.start <= due:
            first = base.start
        if (
            self.year is not None
            and due > self.year
            and self.five
            and self.five[0] <= self.year + 1
            and due >= self.five[1]
        ):
            first = min(self.five[0], due)
        return first if first is not None and first <= due else due

    def _enter_months(
        self, found: Frames, match: re.Match[str], text: str, start: int, end: int
    ) -> None:
        """Add the frame of the first months of a year, where a figure is told of them."""
        at, months = match.start(), self._months(match)
        if not 0 < months < 12:
            return
        in_force = _in_force(found, at)
        if (
            in_force.kind == "goal"
            and in_force.end == self.year
            and _SO_FAR.search(text, start, end)
            and not _TO_COME.search(text, start, at)
        ):
            # 预计上半年收入增长14.8%, told in the middle of the year.
            in_force = in_force._replace(kind="figure", start=in_force.end)
        if in_force.kind != "figure" or in_force.end is None:
            return
        if _SET_BESIDE.search(text, max(start, at - 16), at):
            return
        if match["month"] and not _UNTIL.search(text[max(start, at - 8) : at]):
            return
        _enter(
            found,
            at,
            in_force._replace(start=in_force.end, month=months, cue=match[0], layer="year"),
        )

    @staticmethod
    def _months(match: re.Match[str]) -> int:
        if match["quarters"]:
            return QUARTERS[match["quarters"][:2]]
        if match["first"]:
            return count_of(match["first"]) or 0
        return int(match["to"] or match["month"])


def _in_force(found: Frames, at: int) -> Frame:
    """Return the frame that holds at a place: the last entered that begins there or before."""
    return [frame for place, frame in found if place <= at][-1]


def _enter(found: Frames, at: int, frame: Frame) -> None:
    found.append((at, frame))
    found.sort(key=lambda pair: pair[0])


def _closing(text: str, at: int, end: int, *, brief: bool) -> int | None:
    """Return where a bracket that is open at `at` closes; with `brief` the clause will do."""
    opened = text.rfind("(", max(0, at - 30), at)
    if opened >= 0 and text.find(")", opened, at) < 0:
        closed = text.find(")", at, end)
        if closed >= 0:
            return closed + 1
    stop = text.find(";", at, end) if brief else -1
    return stop if stop >= 0 else None
