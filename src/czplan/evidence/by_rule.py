"""What explains a mark by rule: dates, ordinals, numbers in names, headings, contact details.

A rule is a pattern on the characters of one line and the reason that it stands for. A mark that
lies wholly within a match needs no entry in `not-goals.yaml`. The rules name forms that carry no
figure and no aim in any document; whatever needs judgement stays an entry of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from czplan.evidence.texts import Stretch, Text

if TYPE_CHECKING:
    from czplan.evidence.marks import Mark

_HAN = "一二两三四五六七八九十百"
_STOPS = "。；！？;!?"
_NUMBERED = rf"(?:[（(][{_HAN}]+[）)]|[{_HAN}]+、|\d+[.、]|——|[-•*]\s*)?"

_PATTERNS: tuple[tuple[str, str], ...] = (
    # A day, a month, a year, a plan period, a span of years; no duration that could be aimed at.
    (
        "date",
        r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?(?!\d)|\d{4}[-—~至]\d{4}年?",
    ),
    ("date", rf"“?十[{_HAN}]五”?(?:规划|期间|时期|以来|末)?"),
    (
        "date",
        rf"(?:(?:过去|今后|近|连续|前|后|未来|这)?[{_HAN}\d]+年(?:来|内|间|期间|以来|左右)?|\d+周年)",
    ),
    ("date", r"(?:[一二三四]季度|上半年|下半年|两千年|改革开放40年)"),
    # The n-th of a series, an article's own numbering, and 第一 before what is no ranking.
    ("ordinal", rf"第[{_HAN}\d]+(?:届|次|轮|批|期|部|个|号|章|条|款|版|产业|附属)"),
    (
        "ordinal",
        r"第一(?=资源|动力|要务|抓手|支撑|目标|时间|书记|站|门户|生产力|唯一|关|责任|人民|中学)",
    ),
    (
        "ordinal",
        rf"^[（(][{_HAN}]+[）)]|^[{_HAN}]+、|(?:^|(?<=[。；]))[{_HAN}]+是|(?:^|(?<=。))\d+[.、](?!\d)",
    ),
    ("ordinal", rf"^第[{_HAN}]+[，,]"),
    # What stands in quotation marks with a number in it is a name.
    ("scheme-name", r"[“‘\"][^”’\"“‘]{1,18}[”’\"]"),
    (
        "scheme-name",
        r"\d(?:\.\d)?G(?!W)|PM_?\d+(?:\.\d)?|[2-9][AE]级|三甲|12345|3060|[1-9]号(?:线|公路|桥)",
    ),
    (
        "scheme-name",
        r"一带一路|三位一体|五位一体|[一二两三四五六七八九十]+(?:中全会|个自信|个意识|个维护|个确立|套班子)"
        r"|[一二三四五六七八九十]+大(?:精神|召开|以来|胜利)?(?=[和，。、])|八项规定|四风|两会|三农|三公|三次产业|两化|三网|三改"
        r"|一网[统通][管办]|一老一[小幼]|一事一议|一人一策|两学一做|三品一标|三线一单|十百千|千企|百千万"
        r"|(?:世界|全国|民营企业|中国企业|中国民营企业)\d+强|百强[县区市]|万达|万象城|万帮|万邦|百度|百姓|千方百计|万众|九龙|一核两区"
        r"|三大(?:攻坚战|革命|改革|战略)|四大|六稳|六保|十大(?:产业链|先进制造业|高成长|类)|八大(?:高成长)?(?=产业链)",
    ),
    ("contact", r"(?:微信|手机|电话|热线|QQ)[^，。]{0,24}"),
)

_HEADINGS: tuple[str, ...] = (
    r"^#{1,6}.*",
    r"^各位代表[，：:！]?$",
    # An opening sentence that says what the paragraph is about; one that stands alone is none.
    rf"^{_NUMBERED}[^，,{_STOPS}：:]{{2,18}}。(?=.)",
    rf"^[（(][{_HAN}]+[）)][^{_STOPS}]{{2,40}}。(?=.)",
    rf"^[{_HAN}]是[^{_STOPS}]{{2,40}}。(?=.)",
    rf"^——[^{_STOPS}]{{2,40}}。(?=.)",
)


@dataclass(frozen=True, slots=True)
class _Line:
    span: Stretch
    matches: tuple[tuple[str, Stretch], ...]


class ByRule:
    """The rules applied to one text.

    Args:
        text: a document's text.
    """

    def __init__(self, text: Text) -> None:
        self._text = text
        self._lines: dict[int, _Line] = {}
        self._front = _front_matter(text)

    def reason(self, mark: Mark) -> str | None:
        """Return the reason that a rule gives, a code of `REASONS_NOT_GOALS`, or None."""
        number = self._text.line_of(mark.span.start)
        if number <= self._front:
            return "heading"
        line = self._lines.get(number)
        if line is None:
            line = self._lines[number] = self._read(number)
        return next((why for why, span in line.matches if span.holds(mark.span)), None)

    def _read(self, number: int) -> _Line:
        span = self._text.line_span(number)
        words = self._text.squeezed[span.start : span.end]
        found: list[tuple[str, Stretch]] = []
        if _is_heading(words):
            found.append(("heading", span))
        for pattern in _HEADINGS:
            found += _spans("heading", pattern, words, span.start)
        for why, pattern in _PATTERNS:
            found += _spans(why, pattern, words, span.start)
        return _Line(span, tuple(found))


def _spans(why: str, pattern: str, words: str, start: int) -> list[tuple[str, Stretch]]:
    return [
        (why, Stretch(start + match.start(), start + match.end()))
        for match in re.finditer(pattern, words)
    ]


def _is_heading(words: str) -> bool:
    """Tell whether a line is a numbered heading or a subtitle: no sentence ends in it."""
    numbered = re.match(rf"[（(][{_HAN}]+[）)]|[{_HAN}]+、|——", words)
    return bool(numbered) and len(words) <= 60 and not re.search(rf"[{_STOPS}]", words)


def _front_matter(text: Text) -> int:
    """Return the last line of the block between two `---` at the head of a text; 0 without one."""
    lines = text.raw.splitlines()
    if not lines or lines[0].strip() != "---":
        return 0
    ends = (at for at, line in enumerate(lines[1:40], 2) if line.strip() == "---")
    return next(ends, 0)
