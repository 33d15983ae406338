"""Percentage points that count from another's figure: 高于全国0.2个百分点, 低于GDP增速1个百分点."""

from __future__ import annotations

from typing import NamedTuple

from czplan import patterns as re
from czplan.extract.catalogue import Catalogue
from czplan.extract.meaning import Attribution, any_id, growth_id
from czplan.extract.settling import ProposalDraft
from czplan.extract.values import ends

_WHERE = "全国|全省|全区|全自治区|自治区|省"
_ABOVE = re.compile(
    "(?:高于|快于|高出|超过|好于|优于|超|跑赢|领先|低于|慢于|高)"
    f"(?P<place>{_WHERE}|GDP|地区生产总值|经济|周边|中部|西部|城镇)[^,;。\\d]{{0,12}}$"
)
_THAN = re.compile(
    f"比(?P<place>{_WHERE})(?:平均|水平|增速|增幅|[、和与及](?:{_WHERE}))*(?:分别|均|各)?(?:高出?|快|低|慢)$"
)
_AND_THAN = re.compile(f"[、和与及,](?P<place>{_WHERE})(?:平均)?(?:水平|增速)?$")
"""高于全国0.2个百分点、全省0.5个百分点: the second is a difference, too."""
_UNNAMED = re.compile(
    "(?P<how>高于|快于|高出|低于|慢于|优于|好于|超出?|领先)[^,;。、\\d]{0,16}$|比[^,;。\\d]{1,12}(?:(?<!提)高出?|快|低|慢)$"
)
"""Words before a difference from what has no id: 高于规上工业增速2个百分点."""
_PAIRED = re.compile("(?:[\\d.]+(?:个(?:百分点)?)?[、和与及])+$")
"""比全省低8.4个、1.4个百分点: the second counts from the same, or from the next of 全国、全省."""
_NEXT = re.compile(f"[、和与及](?P<place>{_WHERE})")
_STRUCTURE = re.compile("(?:产业|[一二三]产|经济)结构|比重|占比")
"""三次产业结构为…,一产比全省高9.9个百分点: its share is."""
_GROWTH = "-va-growth"
_THAN_AVERAGE = re.compile(
    "(?:[高快]于|高出|(?P<less>[低慢]于))[^,;。、\\d]{0,12}平均(?:水平|增[速幅])?$"
)
_LESS = re.compile("(?:低于|慢于)[^,;。、\\d]{0,16}$|[低慢]$")


class Against(NamedTuple):
    """What a number of points counts from: whose figure, and whether down from it."""

    place: str
    less: bool

    def reference_of(self, name: str, catalogue: Catalogue, before: str) -> tuple[str | None, str]:
        """Return the reference of a difference and the indicator that it is said of."""
        id_ = growth_id(name, catalogue) or any_id(name, catalogue)
        if id_.endswith(_GROWTH) and not name.endswith("增速") and _STRUCTURE.search(before):
            id_ = id_.removesuffix(_GROWTH) + "-share"
            id_ = id_ if id_ in catalogue.entries else ""
        place = self.place
        if place == "全国":
            return (f"{id_}@nation" if id_ else "nation"), id_
        if place in {"全省", "全区", "全自治区", "自治区", "省"}:
            return (f"{id_}@province" if id_ else "province"), id_
        if place == "城镇":
            return "urban-income-growth", id_
        if place in {"GDP", "地区生产总值", "经济"}:
            return "gdp-growth", id_
        return None, id_


def against_of(
    text: str, start: int, edge: int, claim: Attribution, held: ProposalDraft | None
) -> Against | None:
    """Return what a claim's points count from; None where they count from nothing named.

    Args:
        text: a line; start: where its sentence begins; edge: where its clause does.
        claim: what is claimed.
        held: the draft before, where it is of the very name.
    """
    number = claim.number
    if not number.points or claim.name is None:
        return None
    lead = text[edge : number.start]
    first = _PAIRED.search(lead)
    lead = lead[: first.start()] if first else lead
    above = _ABOVE.search(text[edge : number.front]) if number.front > start else None
    above = above or _ABOVE.search(lead) or _THAN.search(lead)
    less = above is not None and _counts_down(above[0])
    if first and above is not None:
        above = _NEXT.search(above[0]) or above  # 高于全国、全省同期水平0.8和0.5
    if above is None and held is not None and held.value.operator == "above":
        above = _AND_THAN.fullmatch(text, held.end, number.start)
        less = above is not None and min(end or 0.0 for end in ends(held.value)) < 0
    return Against(above["place"], less) if above is not None else None


def _counts_down(words: str) -> bool:
    return words.startswith(("低于", "慢于")) or words.endswith(("低", "慢"))


def less_than_unnamed(lead: str) -> bool | None:
    """Tell whether the words before points count down from a figure without an id; None: no words.

    高于规上工业增速2个百分点 says how far above, though the catalogue may not know what.
    """
    first = _PAIRED.search(lead)
    lead = lead[: first.start()] if first else lead
    return _LESS.search(lead) is not None if _UNNAMED.search(lead) else None


def less_than_average(lead: str) -> bool | None:
    """Tell whether the words before a percentage count down from a mean: 增幅高于平均5%."""
    found = _THAN_AVERAGE.search(lead)
    return None if found is None else found["less"] is not None
