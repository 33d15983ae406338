"""The frame of a section, by its heading."""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.clean import TextLine
from czplan.extract.spans import Spans
from czplan.extract.times import TIME, WORDS, Frame
from czplan.extract.words import longest_first

_HEADING = re.compile(
    r"^(?:#+|第[一二三四五六七八九十]+(?:部分|篇|章|节)|[一二三四五六七八九十]{1,3}[、.,]|[(][一二三四五六七八九十]{1,3}[)])"
)
_TOP = re.compile(r"^(?:#+)?(?:第?[一二三四五六七八九十]{1,3}(?:部分|[、.,]))")
_DATED = re.compile(r"\d{1,2}月\d{1,2}日|[一二三四五六七八九十]+月[一二三四五六七八九十]+日")
_STOP = re.compile(r"[。!?;:]")
_REVIEW = re.compile(longest_first(WORDS["review"]))
_AIMS = re.compile(longest_first(WORDS["goal"]))
_STRONG_AIMS = re.compile(longest_first(WORDS["goal heading"]))
_QUOTED = re.compile("“[^”十]{2,12}”")
"""抓好“五大重点工作”: the name of a scheme, which aims at nothing."""
_PROBLEMS = re.compile(longest_first(WORDS["problems"]))
_FIRST_YEAR = re.compile(longest_first(WORDS["first year"]))
_LONG = 60
"""A longer line isn't a heading."""
_BEGINS = re.compile(_HEADING.pattern + "|[-—·●◆■★○▲]|各位|同志们|一是")
_ENDS = "。!?;:.”’)】…"
_AND = frozenset("和与及暨")
_FIVE = re.compile(r"(?<![十“第])[五5]年(?!规划|计划|目标|任务|行动)")
_TERM = re.compile("[一二三四五六七八九十]届(?:市|省|州|县|自治[区州])?(?:人民)?政府(?!成立)")
"""市七届政府工作回顾: of its five years."""
_REACHED = re.compile("(?:超额|圆满|胜利|顺利|如期)(?:实现|完成)|目标.{0,4}(?:实现|完成)$")
_LOOKS_BACK = re.compile(longest_first(WORDS["first year"]) + "|以来|[五5]年$")
_OF_THE_YEAR = re.compile(
    r"\d年的?(?:各项)?(?:政府|重点|主要|各项|目标|经济|社会|发展|和)*(?:工作|任务|目标)"
)


class Headings(Spans):
    """The frames that headings set."""

    def enter_line(self, line: TextLine) -> None:
        """Take in a line: a heading sets the frame of its section."""
        text = line.text
        goes_on = self.unfinished
        self.unfinished = len(text) > _LONG and text[-1] not in _ENDS
        if goes_on and len(text) > _LONG and not (_BEGINS.match(text) or TIME.match(text)):
            self.goes_on = True  # a paragraph broken within a sentence
            return
        self.goes_on = False
        self.sentence = None
        self.run = None
        if line.number < self.opening:
            return
        stop = _STOP.search(text)
        bare = text.rstrip("。:") if stop is None or stop.end() == len(text) else ""
        if (
            text.startswith("|")
            or _DATED.search(text)
            or text.endswith("工作报告")
            or self.document.kind == "bulletin"
        ):
            return
        marked = _HEADING.match(text)
        raw = line.raw.strip()
        bold = raw.startswith("**") and raw.endswith("**") and len(text) < 60
        if not (
            (marked and (len(text) < 70 or _TOP.match(text)))
            or bold
            or (0 < len(bare) <= 30 and "," not in bare)
        ):
            return
        head = text if len(text) <= 60 else self._head(line)
        if head:
            self._enter_heading(line, head, top=bool(_TOP.match(text)) or (bold and not marked))

    def _head(self, line: TextLine) -> str:
        """Return the heading that begins a paragraph: its bold part, else up to the first stop."""
        bold = re.match(r"\s*#*\s*\*\*(.{2,60}?)\*\*", line.raw)
        if bold:
            from czplan.extract.clean import clean

            return clean(bold[1]).text
        head = re.split(r"[。;:,]", line.text, maxsplit=1)[0]
        # 一、2003年政府工作回顾2003年是…: the heading ends where the year is said again.
        again = re.match(
            r"(.{4,40}?(?:回顾|总结|目标|任务|安排|要求))(?=(?:19|20)\d\d年|过去|去年|今年)",
            line.text,
        )
        return again[1] if again else (head if len(head) <= 45 else "")

    def _enter_heading(self, line: TextLine, head: str, *, top: bool) -> None:
        found = [
            match
            for match in TIME.finditer(head)
            if self._leads(head, match) or head[max(0, match.start() - 1) : match.start()] in _AND
        ]
        review, aims = _REVIEW.search(head), _AIMS.search(head)
        if not found and (_PROBLEMS.search(head) or _REACHED.search(head)):
            return
        if review and aims and not found:
            aims = None
        frame: Frame | None = None
        spans = [(match, span) for match in found if (span := self._span(match)) is not None]
        opens = (
            self.heading.layer == "start"
            and self.document.kind == "report"
            and re.match(r"#*一、", head) is not None
            and all(match.lastgroup in {"plan", "next"} for match, _ in spans)
            and (_LOOKS_BACK.search(head) is not None)
        )
        whole = _FIVE.search(head) if top and not spans and (review or opens) else None
        whole = whole or (_TERM.search(head) if top and review else None)
        if whole and self.year is not None:
            frame = Frame("figure", self.year - 5, self.year - 1, head, "heading")
            self.past = (self.year - 5, self.year - 1)
        elif opens and not review:
            # 一、…实现了新一届政府的良好开局: what opens a report looks back, whatever it names.
            last = None if self.year is None else self.year - 1
            frame = Frame("figure", last, last, head, "heading")
        elif spans:
            past = [pair for pair in spans if self._tense(pair[1]) == "figure"]
            ahead = [pair for pair in spans if self._tense(pair[1]) == "goal"]
            if review or (past and (not ahead or spans[0] == past[0])):
                chosen = past or ahead
                widest = max(chosen, key=lambda pair: pair[1][1] - pair[1][0])
                if not past and self.document.kind != "bulletin":
                    # “十四五”时期…回顾 in its last year: up to the year before the report.
                    first = widest[1][0]
                    if self.year is None or first >= self.year:
                        return
                    frame = Frame("figure", first, self.year - 1, head, "heading")
                else:
                    frame = Frame("figure", *widest[1], head, "heading")
                if frame.several and frame.start is not None and frame.end is not None:
                    self.past = (frame.start, frame.end)
            elif ahead:
                # 今后五年目标和2024年重点工作: the longer one first, the sentences say the rest.
                widest = max(ahead, key=lambda pair: pair[1][1] - pair[1][0])
                narrow = min(ahead, key=lambda pair: pair[1][1] - pair[1][0])
                chosen_one = widest if aims and len(ahead) > 1 else narrow
                if chosen_one[0].lastgroup == "plan" and re.search(
                    "开局|收官|起步|良好|圆满", head[chosen_one[0].end() :]
                ):
                    if top and self.year is not None:
                        frame = Frame("goal", self.year, self.year, head, "heading")
                elif aims or top or chosen_one[0].start() < 6:
                    frame = Frame("goal", *chosen_one[1], head, "heading")
                    first, last = chosen_one[1]
                    if last > first + 1:
                        self.five = first, last
        elif review and top:
            last = None if self.year is None else self.year - 1
            if self.document.kind == "plan":
                last = None if self.year is None else self.year - 1
            frame = Frame("figure", last, last, head, "heading")
        elif top and not review and _STRONG_AIMS.search(_QUOTED.sub("", head)):
            frame = self._ahead(head)
        if frame is None and top:
            frame = self._one_year(head)
        if frame is None:
            return
        if frame.kind == "figure":
            self.reviewed = True
        self.heading = frame
        self.passage = None
        self.log.append((line.number, "heading", frame))

    def _one_year(self, head: str) -> Frame | None:
        """Return the frame of a heading that tells of one year of several, or of that year's work.

        努力实现“十四五”良好开局, 全面做好开局之年的工作 open the year's own goals behind those of
        five years; “十二五”发展实现良好开局 looks back, where that year is over.
        """
        year, kind = self.year, self.document.kind
        if year is None or kind != "report":
            return None
        if f"{year}年" in head and self.heading.kind == "goal" and _OF_THE_YEAR.search(head):
            return Frame("goal", year, year, head, "heading")
        if not _FIRST_YEAR.search(head):
            return None
        plan = next(
            (
                span
                for match in TIME.finditer(head)
                if match.lastgroup == "plan" and (span := self._span(match))
            ),
            None,
        )
        if plan is not None and plan[0] == year - 1:
            return Frame("figure", year - 1, year - 1, head, "heading")
        terms = self.current.several and _TOP.match(head) and not re.match("#*一、", head)
        if self.current.kind == "goal" and (terms if plan is None else plan[0] == year):
            return Frame("goal", year, year, head, "heading")
        return None

    def _ahead(self, head: str) -> Frame | None:
        """Return the frame of goals whose heading names no year."""
        if self.document.kind == "plan":
            return Frame("goal", self.year, self.document.end, head, "heading")
        if self.document.kind == "bulletin":
            return None
        if self.heading.kind == "goal":
            return None
        if self.heading.layer == "start" and re.match(r"#*一、", head):
            return None  # the first section of a report looks back
        return Frame("goal", self.year, self.year, head, "heading")
