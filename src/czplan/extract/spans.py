"""Which years a time expression means, and whether they lie behind or ahead."""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.document import Document, plan_years
from czplan.extract.times import WORDS, Frame, year_in

_SINCE = re.compile("(?:年初|[^,;。、\\d]{1,6})?(?:以来|至今)")
_OPENERS = ("回顾对", "到", "至", "特别是", "尤其是", "的是")
"""Words behind which a time opens all the same: 特别是2021年,我们…"""
_IN_IT = re.compile("[里中间]?,")
"""在刚刚过去的一年里, as against 在去年的基础上."""
_OF_THAT_YEAR = re.compile("[^,;:。、\\d]{1,8}的\\d[\\d.]*[余多万]*[个家项件名户人]")
"""2018年摸排的449个问题全部办结: which ones, not when."""
_NO_CUE = tuple(sorted(WORDS["no cue before"], key=len, reverse=True))


class Spans:
    """The state that the frames of a document share, and the years that its words mean."""

    def __init__(self, document: Document) -> None:
        """Begin with what the kind of document says."""
        self.document = document
        year = document.year
        self.year = year
        self.log: list[tuple[int, str, Frame]] = []
        self.five: tuple[int, int] | None = None
        self.past: tuple[int, int] | None = None
        if document.kind == "plan":
            self.five = (year, document.end) if year and document.end else None
            self.heading = Frame("goal", year, document.end, document.kind)
        elif document.kind == "bulletin":
            self.heading = Frame("figure", year, year, document.kind)
        else:
            last = None if year is None else year - 1
            self.heading = Frame("figure", last, last, document.kind)
        self.estimated: Frame | None = None  # the section whose figures are all estimates
        self.passage: Frame | None = None
        self.run: Frame | None = None
        self.sentence: Frame | None = None
        self.reviewed = False
        self.opening = 0
        self.unfinished = self.goes_on = False

    def _span(self, match: re.Match[str]) -> tuple[int, int] | None:
        """Return the years that a time expression means."""
        kind, text, year = match.lastgroup, match[0], self.year
        if kind == "span":
            first = int(text[:4])
            last = int(re.findall(r"\d+", text)[1])
            last = last if last > 99 else first // 100 * 100 + last
            return (first, last) if first <= last <= first + 40 else None
        if kind in {"year", "spelt"}:
            one = year_in(text)
            if _SINCE.match(match.string, match.end()) and year is not None and one < year - 1:
                return one, year - 1  # 2017年以来: up to the year before the report
            return one, one
        if kind == "plan":
            ordinal = re.search(r"(十[一二三四五六]?|九)五", text)
            assert ordinal is not None
            return plan_years(ordinal[1])
        if year is None:
            return None
        if kind == "last":
            return year - 1, year - 1
        if kind == "coming":
            return (year, year) if self.document.eve else (year + 1, year + 1)
        if kind == "this":
            own = self.heading.kind == "goal" and f"{year}年" in self.heading.cue
            return (year - 1, year - 1) if self.document.eve and not own else (year, year)
        if kind == "past":
            count = 4 if "四年" in text else 3 if "三年" in text else 5
            return year - count, year - 1
        return self.five if self.five and self.five[0] >= year - 1 else (year, year + 4)

    def _tense(self, span: tuple[int, int]) -> str:
        """Tell whether years lie behind (figure) or ahead (goal)."""
        document, year = self.document, self.year
        if document.kind == "bulletin":
            return "figure" if year is None or span[0] <= year else "goal"
        if year is None:
            return "figure"
        if document.kind == "plan":
            return "goal" if span[1] >= year else "figure"
        return "figure" if span[1] < year else "goal"

    def _frame(self, match: re.Match[str], layer: str) -> Frame | None:
        span = self._span(match)
        if span is None:
            return None
        kind = self._tense(span)
        named = match.lastgroup in {"year", "span", "spelt", "plan"}
        frame = Frame(kind, *span, match[0], layer, named=named)
        if span[1] > span[0]:
            near = self.year is None or span[1] <= self.year + 9
            if kind == "goal" and near and span[1] > span[0] + 1:
                self.five = span  # 2021-2022年雪季 are no years of a plan
            elif kind == "figure":
                self.past = span
        return frame

    def _leads(self, text: str, match: re.Match[str] | Shifted) -> bool:
        """Tell whether a time expression sets a time rather than being compared with."""
        before = text[max(0, match.start() - 6) : match.start()]
        faced = before.endswith("面对") and match.lastgroup in {"year", "last"}
        if before.endswith(_NO_CUE) and not (faced or before.endswith(_OPENERS)):
            within = before.endswith("在") and match.lastgroup == "last"
            if not (within and _IN_IT.match(text, match.end())):
                return False
        if before.endswith(("恢复到", "恢复至", "达到", "回到", "回升到", "退回到")):
            return False
        if match.lastgroup == "year" and _OF_THAT_YEAR.match(text, match.end()):
            return False
        if match.lastgroup == "last" and before.endswith(("按照", "相当于")):
            return False  # 按照上年度生产总值的比例
        behind = text[match.end() : match.end() + 12]
        if match.lastgroup == "plan" and re.match(
            r"(?:的|发展|实现|规划)*(?:良好|精彩)?(?:开局|收官|圆满|起步|开门红|开好|起好|《|建议|纲要|编制|前期)",
            behind,
        ):
            return False
        return not (
            match.lastgroup in {"year", "last"}
            and re.match(
                r"的?(?:基础上|水平的?|[\d.]+倍)|第[一二三四]季度|以?来(?:的)?(?:首|最|同期|第|新|单|[^,;。\d]{0,8}(?:最|罕见|未[有遇]))",
                behind,
            )
        )

    @property
    def current(self) -> Frame:
        """The frame in force, without years named within the sentence."""
        return self.sentence or self.run or self.passage or self.heading


class Shifted:
    """A match seen from another start."""

    def __init__(self, match: re.Match[str], start: int) -> None:
        self.match, self.shift = match, start
        self.lastgroup = match.lastgroup

    def start(self) -> int:
        return self.match.start() - self.shift

    def end(self) -> int:
        return self.match.end() - self.shift
