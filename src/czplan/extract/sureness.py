"""How sure a reported figure was: an estimate, or final."""

from __future__ import annotations

from czplan import patterns as re

_ESTIMATE = re.compile(
    r"预计|预期(?!效果|目标|成果|成效)|初步测算|(?:有望|可达|可完成|可实现)(?=[^,;。]*$)"
)
_IS = "(?:[^()]{0,12}(?:均|都)?为)?(?:预计|估计|初步)+(?:数|值|测算|核算|统计)?(?:数|值)?"
_MARKED = re.compile(rf"[^,;。()\d]{{0,4}}\({_IS}(?:,[^()]{{0,10}})?\)")
"""1860亿元(预计数,下同): what a bracket behind a figure says of it."""
_LASTS = re.compile(
    rf"\({_IS}(?:,[^()]{{0,10}})?,?下同\)|(?:预计|测算)\((?:[^()]{{0,12}},)?以?下同\)"
)
_ASIDE = re.compile(r"\([^()]*\)")
_FIRM = re.compile(
    r"(?:[比较与][^,;。]{0,12}|(?P<year>(?:19|20)\d\d)年[^,;。]{0,8})?(?:决算|最终|正式|实际)数"
)
"""比上年决算数增长22.9% and 2019年决算数 say nothing of other years."""
_OPENS = re.compile("(?:[^,;。\\d]{0,10},)?(?:初步)?预计")
"""预计全市完成…;…;…: the whole sentence is one of estimates."""
_BEFORE = 90
"""How far before a figure the word that makes it an estimate stands."""


def is_estimate(text: str, start: int, front: int, end: int, *, counted: bool) -> bool:
    """Tell whether words before a figure, or a bracket behind it, say that it is an estimate.

    `counted`: it counts works, of which a sentence may tell among its estimates.
    """
    before = _ASIDE.sub("", text[max(start, front - _BEFORE) : front])
    opens = not counted and _OPENS.match(text, start, front) is not None
    return opens or (_ESTIMATE.search(before) or _MARKED.match(text, end)) is not None


def lasts(text: str, start: int, end: int) -> bool:
    """Tell whether words say that what follows is estimated too: (预计数,下同)."""
    return text.find("下同", start, end) >= 0 and _LASTS.search(text, start, end) is not None


def is_firm(clause: str) -> bool:
    """Tell whether a clause says itself that its figure is final: 2019年决算数."""
    said = _FIRM.search(clause)
    return said is not None and said[0][0] not in "比较与"


def ends_estimates(text: str, start: int, end: int, last: int) -> bool:
    """Tell whether words say that the figures of the year `last` are final: 实际数."""
    return text.find("数", start, end) >= 0 and any(
        firm["year"] == str(last) or len(firm[0]) == len("决算数")
        for firm in _FIRM.finditer(text, start, end)
    )
