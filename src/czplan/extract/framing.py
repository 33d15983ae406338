"""Of which years a passage speaks, and whether it reports or aims: the frame.

Three layers: the heading's frame, that of the passage (a cue at the start of a paragraph or
sentence) and that of a year named within a sentence, which holds from where it stands to the
end of the sentence. What a year is compared with (较2020年, 比“十二五”末) moves nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from czplan import patterns as re
from czplan.extract.clean import TextLine
from czplan.extract.times import TIME, WORDS, Frame
from czplan.extract.within import SentenceFrames
from czplan.extract.words import longest_first

__all__ = ["Frame", "Frames"]

_LEAD = re.compile(
    r"^(?:#+|[-—>·●•◆■★☆▲△※]+|[(][一二三四五六七八九十\d]+[)]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[.、)](?!\d)"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十],)*"
)
_BEFORE_CUE = re.compile(
    r"^(?:回顾|展望|关于|在|到|至|从|刚刚|刚|即将|面向|根据|按照|依据|因此|综合考虑|综合|各位代表[,:!]?|总的看,?|总的来看,?|我们|我市|全市|全省"
    r"|我省|全县|市政府|省政府"
    r"|做好|今后|过去|预计|初步预计|经济社会发展|主要|同志们[,:!]?|一|对|这样|通过|届时|力争|确保|争取|努力|其中|经过|建议|围绕|总体|提出|将|以来|针对"
    r"|特别|尤其|需要|值得|必须|应该|指出|强调|一提|面对"
    r"|圆满|基本|与此同时|同时|也|就|是|即|回首|纵观|,|“|的)*$"
)
_GOAL_SENTENCE = re.compile(
    r"(?P<what>"
    + longest_first(WORDS["goal sentence"])
    + r")(?:主要|安排|建议|初步|设定|确定|拟|考虑)*"
    r"(?:是|为|:|如下|建议为|安排为|定为|[(]|——|包括)"
)
_NO_GOALS = re.compile(longest_first(WORDS["no goal sentence"]))
_LAST_GOALS = re.compile(
    r"(?:去年|上年|年初|(?:19|20)\d\d年初?)[^,。;]{0,12}(?:确定|提出|制定|下达|预期)的?[^。;]{0,30}目标"
)
_PLANNED = re.compile(
    r"(?:纲要)?(?:\(草案\))?(?:提出|确定|的?(?:主要|总体|发展|奋斗)?目标|期间|时期|明确)"
)
_OPENS = re.compile(
    r"(?:以来)?,?(?:我们|是|面对|主要|在|我[省市州县区]|全市上下|全省上下|市政府|省政府|按照|围绕|根据|坚持)"
)
_OF_THE_WHOLE = re.compile("经济社会|高质量发展|开局|收官|各项工作|[全深认][面入真](?:贯彻|落实)")
"""Words of a sentence that tells of a year as a whole."""
_IN_WHICH = re.compile(r".{2,30}?(?:中|里|来|蓝图|目标|任务|规划),$")
"""Words before a year that opens a passage: 在过去五年中,2022年."""
_DATELINE = re.compile(
    r"[-—(]*(?:19|20)\d\d年(?:\d{1,2}月\d{1,2}日在?[^,。]{4,40}(?:会议|大会)上|[^,。;:]{0,12}工作报告$)"
)
"""2018年1月5日在恩施州八届人大二次会议上: when and where a report was given."""
_SINGLED_OUT = re.compile("特别|尤其|面对")
"""Words before a time that is told of aside, up to the end of its sentence: 特别是今年3月."""
_DAY = re.compile("的?(?:年?[初底末]|\\d{1,2}月|[上下]半年|第?[一二三四]季度|[春夏秋冬]|汛期)")
"""A part of a year: what happened then, not how the year went."""
_BEGUN = re.compile("[^。]{0,24}(?:实施|启动|开展|开始|成立|起)[^。]*累计")
"""2013年初…率先提出并实施了…,累计投入75.6亿元: since then."""
_OF_FIVE = re.compile("这(?:五年)?,?是[^。;]{4,80}的(?:五|5)年(?:[,。;]|$)")
"""这是经济保持平稳较快增长的五年: what opens the part of a review that tells of them all."""
_TURNS = re.compile(
    "各位代表|同志们|各位委员|总的看|总之"
    "|(?:20\\d\\d年|过去一年|一年来|去年)[^,。;\\d]{0,16}(?:实现|完成|取得)"
)
"""How a paragraph begins that closes what was told of a year."""
_PLAN_ENDED = re.compile(
    "“十[一二三四五]五”(?:规划|时期)?[^,。;“]{0,8}(?:圆满|胜利|顺利|完美|如期)(?:收官|完成|结束)(?!之)"
)
"""随着2015年任务的完成,“十二五”圆满收官: what turns to the five years."""
_FIVE_YEARS = re.compile("[五5]年|届|[“”]?(?:十[一二三四五]?|九)五[”时规]")
_STATED = re.compile(r"\d(?:[%万亿个家项元人户条公]|\.\d)")


_PLAN_TIME = re.compile(r".*(?:时期|期间|以来|末期|五年)$|.*规划")
_OF_A_PLAN = re.compile(r"(?:,|经济社会|主要|我市|全市|我省|全省|发展|的)")


class _Opening(NamedTuple):
    """How a sentence begins.

    Attributes:
        text: the sentence; at: where its words begin behind bullets.
        goals: the words that announce goals; time: the first time near its beginning.
        first: it is its paragraph's first; of_five: it opens the review of all five years.
    """

    text: str
    at: int
    goals: re.Match[str] | None
    time: re.Match[str] | None
    first: bool
    of_five: bool


def _goal_words(text: str) -> re.Match[str] | None:
    """Return the words of a sentence that announce goals of the years to come."""
    goals = _GOAL_SENTENCE.search(text)
    if goals is None or _NO_GOALS.search(text, max(0, goals.start() - 14), goals.start()):
        return None
    return None if re.search("去年|上年", text[: goals.start()]) else goals


class Frames(SentenceFrames):
    """The frames of a document, asked line by line and sentence by sentence, in order."""

    def enter_sentence(self, line: TextLine, start: int, end: int, *, first: bool) -> None:
        """Take in a sentence: its opening words may set the frame of the passage."""
        text = line.text[start:end]
        if self.goes_on and start == 0:
            return
        self.sentence = None
        if line.number < self.opening or _DATELINE.match(text):
            return
        lead = _LEAD.match(text)
        at = lead.end() if lead else 0
        of_five = first and self.year is not None and self._tells_of_five(line, start, text)
        opening = _Opening(text, at, _goal_words(text), None, first, of_five)
        opening = opening._replace(time=None if of_five else self._time_of(opening))
        frame = self._opened(opening)
        if frame is None:
            return
        time = opening.time
        if time is not None:
            planned = opening.goals or _PLANNED.match(text, time.end())
            if time[0].endswith(("规划", "计划")) and not planned:
                return  # “十三五”规划项目建设深入实施 tells of work, not of the plan's goals
            if frame.kind == "figure" and _LAST_GOALS.match(text[time.start() :]):
                self.sentence = frame._replace(kind="none")
                return
        aside = time is not None and _SINGLED_OUT.search(text, at, time.start()) is not None
        if aside and time is not None:
            held = self._aside(frame, text, time)
            if held is None:
                return
            frame = held
        lasting = not (aside and time and _DAY.match(text, time.end())) and self._lasts(
            frame, opening, line, start, end
        )
        several = self.current
        if lasting and frame.kind == several.kind == "goal" and frame.end == several.end:
            frame = frame._replace(start=several.start)  # 今后五年…到2012年的目标是
        frame = frame._replace(layer="passage" if lasting else "sentence")
        event = time is not None and time.lastgroup in {"year", "last"} and not first
        if lasting:
            self.passage = frame
            self.run = None
        elif aside or self._is_said_in_passing(frame, opening, line.text[:start]):
            self.sentence = frame
        elif event and frame.kind == "figure" and self.current.several:
            self.sentence = frame  # one year's event within a review of several
            held = self.passage
            back = held is not None and (held.start, held.end) == (frame.start, frame.end)
            if back and time is not None and _OPENS.match(opening.text, time.end()):
                self.run = None  # back to the year that the passage tells of
        else:
            self.run = frame
        self.log.append((line.number, frame.layer, frame))

    def _is_said_in_passing(self, frame: Frame, opening: _Opening, before: str) -> bool:
        """Tell whether a sentence amid a review looks to the years ahead without a figure.

        未来五年,新材料产业将成为…引擎!持续推动服务业提档升级: the review goes on, where its
        paragraph has told figures before.
        """
        ahead = frame.kind == "goal" and opening.time is not None and not opening.goals
        told = self.heading.kind == self.current.kind == "figure" and _STATED.search(before)
        return bool(ahead and told and _STATED.search(opening.text) is None)

    def _aside(self, frame: Frame, text: str, time: re.Match[str]) -> Frame | None:
        """Return the frame of a time that a sentence singles out (特别是今年3月); None without one.

        In a review it reports, and a time before the years reviewed (面对1997年的危机) is no
        period of theirs; what was begun then is added up since.
        """
        if self.heading.kind != "figure" or frame.end is None:
            return frame
        if frame.end < min(one.start or frame.end for one in (self.heading, self.current)):
            return None
        several = self.current.several and not frame.several
        if several and time.lastgroup == "year" and _BEGUN.match(text, time.end()):
            return frame._replace(end=self.current.end)
        return frame._replace(kind="figure")

    def _tells_of_five(self, line: TextLine, start: int, text: str) -> bool:
        """Tell whether a paragraph's first sentence opens the review of all five years."""
        if self.heading.kind != "figure":
            return False
        if _OF_FIVE.match(text) is not None:
            return True
        ended = self._turns(line) and _PLAN_ENDED.search(text) is not None
        return ended and _STATED.search(line.text, start) is None

    def _time_of(self, opening: _Opening) -> re.Match[str] | None:
        """Return the time near a sentence's opening words."""
        text, at = opening.text, opening.at
        match = TIME.search(text, at, at + 60)
        if match is None:
            return None
        if opening.first and self.current.several:
            match = self._one_of(text, at) or match
        one_year = not self.heading.several and self.heading.layer == "heading"
        if match.lastgroup == "next" and match[0].endswith("政府") and one_year:
            # 新一届政府 in a section of one year is who acts, not when
            return match if opening.goals else None
        return match

    def _opened(self, opening: _Opening) -> Frame | None:
        """Return the frame that a sentence's opening words set."""
        frame: Frame | None = None
        if opening.of_five and self.year is not None:
            frame = Frame("figure", self.year - 5, self.year - 1, "五年", "sentence")
            self.past = (self.year - 5, self.year - 1)
        text, at, time = opening.text, opening.at, opening.time
        if time is not None and self._leads(text, time):
            before = text[at : time.start()]
            if _BEFORE_CUE.match(before) or _IN_WHICH.match(before):
                frame = self._of_time(time, before, opening)
        return self._of_goals(frame, text, opening.goals) if opening.goals else frame

    def _of_time(self, time: re.Match[str], before: str, opening: _Opening) -> Frame | None:
        """Return the frame of a time that opens a sentence; None where it holds within it only."""
        frame = self._frame(time, "sentence")
        if opening.goals or frame is None:
            return frame
        if time.lastgroup in {"year", "span", "spelt", "plan"} and before.endswith(
            ("到", "至", "从")
        ):
            return None
        if time.lastgroup == "plan" and not _PLAN_TIME.match(time[0]):
            return frame if _OF_A_PLAN.match(opening.text, time.end()) else None
        return frame

    def _of_goals(self, frame: Frame | None, text: str, goals: re.Match[str]) -> Frame | None:
        """Return the frame of a list of goals: its years stand before the word, or are the
        section's.
        """
        named = [
            found for found in TIME.finditer(text, 0, goals.start()) if self._leads(text, found)
        ]
        ahead = [
            found for found in named if (span := self._span(found)) and self._tense(span) == "goal"
        ]
        if ahead:
            return self._frame(ahead[-1], "sentence")
        if named or (frame is not None and frame.kind != "figure"):
            return frame
        if self.current.kind == "goal":
            return None
        if self.document.kind == "report" and goals["what"] != "目标":
            return Frame("goal", self.year, self.year, goals["what"], "sentence")
        return frame

    def _lasts(self, frame: Frame, opening: _Opening, line: TextLine, start: int, end: int) -> bool:
        """Tell whether a frame holds for the passage, not for its sentence alone."""
        heading, goals, time, first = self.heading, opening.goals, opening.time, opening.first
        sort = time.lastgroup if time is not None else ""
        lasting = self._opens_part(line, end, time, goals=goals is not None) or (
            first
            and (
                bool(goals or opening.of_five)
                or sort in {"last", "past", "this", "next", "plan"}
                or heading.layer == "start"
            )
        )
        if time is not None and sort == "year" and first and not goals:
            tense = self._tense((frame.start or 0, frame.end or 0))
            lasting = tense == heading.kind or heading.layer == "start"
            if heading.several and heading.kind == "figure":
                # 2017年 within a review of five years: a new block only where its heading says so
                # or the sentence opens one.
                opens = _OPENS.match(opening.text[time.end() :]) is not None or (
                    frame.end == (self.year or 0) - 1
                    and _STATED.search(line.text, time.end(), start + time.end() + 60) is None
                )
                lasting = lasting and (str(frame.end) in heading.cue or opens)
        if heading.kind == "goal" and frame.kind == "figure" and heading.layer == "heading":
            lasting = False
        if frame.kind != "goal":
            return lasting
        if goals and frame.end == self.year and heading.several:
            # 今后五年的总体思路和2012年工作重点: the year's list of goals opens its part.
            lasting = lasting or f"{self.year}年" in heading.cue
        if (
            frame.several
            and heading.kind == "goal"
            and not heading.several
            and sort in {"next", "plan"}
            and TIME.search(heading.cue) is None
        ):
            lasting = True  # the section's heading names no year: what it says first holds
        return lasting and not self._far(frame)  # 展望2035年 opens a paragraph, no section

    def _opens_part(
        self, line: TextLine, end: int, match: re.Match[str] | None, *, goals: bool
    ) -> bool:
        """Tell whether a sentence, though not its paragraph's first, opens a part.

        今后五年的主要目标是: stands before its items; 各位代表!…5年来,… turns a review of a year to
        those of five that its heading names; see `_turns_to_last` for the other way.
        """
        if goals and end >= len(line.text) and line.text.endswith(":"):
            return True
        if match is None:
            return False
        return (match.lastgroup == "past" and self._turns(line)) or (
            not goals and self._turns_to_last(line, end, match)
        )

    def _turns_to_last(self, line: TextLine, end: int, match: re.Match[str]) -> bool:
        """Tell whether a paragraph's last sentence turns from several years to the last of them.

        …。去年,我们认真贯彻…,经济社会保持健康发展。 holds no figures: the paragraphs behind do.
        """
        last = (self.year or 0) - 1
        return (
            end >= len(line.text)
            and self.current.several
            and self.current.kind == "figure"
            and self._span(match) == (last, last)
            and _OPENS.match(match.string, match.end()) is not None
            and _OF_THE_WHOLE.search(match.string, match.end()) is not None
            and _STATED.search(match.string) is None
        )

    def _turns(self, line: TextLine) -> bool:
        """Tell whether a paragraph may turn from a year to the several that its heading names."""
        return (
            self.heading.kind == "figure"
            and not self.current.several
            and _TURNS.match(line.text) is not None
            and _FIVE_YEARS.search(self.heading.cue) is not None
        )

    def _one_of(self, text: str, at: int) -> re.Match[str] | None:
        """Return the words that turn from several years to one of them.

        In 实现“十三五”蓝图,2016年开局十分关键 and 在过去五年中,2022年是极不平凡的一年 the year
        opens the passage, though another time stands before it.
        """
        for match in TIME.finditer(text, at, at + 60):
            if (
                match.lastgroup in {"year", "this", "last"}
                and text[match.start() - 1 : match.start()] in ",、"
            ):
                span = self._span(match)
                opens = re.match(r"(?:是|,|开局|将是|作为|既是)", text[match.end() :])
                if span and opens and span[0] in {self.year, (self.year or 0) - 1}:
                    return match
        return None
