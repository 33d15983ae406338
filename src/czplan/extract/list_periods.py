"""The periods of figures that one list holds: what a 累计 reaches, what a pair shares."""

from __future__ import annotations

import itertools

from czplan import patterns as re
from czplan.extract.meaning import Attribution
from czplan.extract.settling import STEP, ProposalDraft
from czplan.extract.words import section
from czplan.period import PLAN_NAME

YEARLY_SUMS = frozenset(section("frames", "yearly sums"))
"""Indicators of a year that reports also add up over several."""
ADDED_UP = re.compile(
    r"累计|合计|总计|五年共|五年(?!来|间|前|的|末)|期间|共(?:完成|实现|引进|投入|安排|支出)"
)
"""What says that a yearly flow (GDP, investment) was added up; 五年来…达到 is its last year."""
GROWS_BEHIND = re.compile(
    "[,、(]?(?:分别)?(?:年均|同比|比上年|较上年|比去年|[净年]?增[长加]|[是为比较](?:20|19)\\d\\d年|是“?"
    + PLAN_NAME
    + "”?末)"
)
COMPARED_SUM = re.compile(
    "[,、(]?(?:分别)?(?:是|为|比|较|相当于)(?:[上前]一?[个]?[五5]年|上届|“?(?:十[一二三四五]?|九)五(?!”?期?末))"
)
"""完成投资590亿元,是“十二五”时期的2.36倍: the five years' sum."""
_SUM_FOLLOWS = re.compile(
    "[,、(](?:[五5]年|“?"
    + PLAN_NAME
    + "”?(?:期间|时期)?)(?:累计|共|合计)?(?:完成|实现|达到?|突破|超过?|为)*[\\d.]"
    "|[,、(]累计(?:完成|实现|达到?|突破|超过?|为)*[\\d.]"
)
"""固定资产投资13066亿元,五年累计超过5万亿元: the first is a year's."""
_SINCE_BEHIND = re.compile(
    "[,、(]?(?:分别)?[是为比较](?:(?:20|19)\\d\\d年|“?" + PLAN_NAME + "”?期?末)"
)
"""280亿美元,是2010年的1.2倍: a year beside a year."""
_LEVELS_BESIDE = re.compile(
    "(?:生产总值|财政[^,;。\\d]{0,6}收入|预算收入|零售总?额|增加值|总产值|可支配收入|纯收入|存款余额)[^,;。\\d]{0,8}\\d[\\d.]*[万千]?[亿元美]"
)
"""What is reckoned by the year, in the list in which an investment or export stands."""
_BROUGHT_IN = frozenset({"fdi", "domestic-capital"})
"""Sums that stand in lists of what was brought in, behind a semicolon as well."""
_SUM_ENDS = re.compile(";|其中(?:20|19)\\d\\d年|(?:达到?|[是为比较](?:20|19)\\d\\d年的?)[\\d.]")
"""What ends the reach of a 累计 before it."""
_LIST = re.compile("[,、和及与]?(?:其中)?")
_NEXT = re.compile("[,、;](?:[^,、;。]{0,8},)?")
"""What stands between two sums of one list: 累计出口143亿美元,实际利用外资62亿美元."""
_SUMS = frozenset({"fdi", "fixed-investment", "exports", "imports", "foreign-trade", ""})
"""What reports add up over years; a place's product they give for the last."""
_PAIRED = frozenset(("", "、", "和", "与", "及"))
"""What stands between two numbers of one pair."""
IN_DOUBT = 0.12
"""What a period in doubt takes of the confidence."""
_CHANGES = frozenset({"growth", "additions"})
_OWN_YEAR = re.compile("[年。;]|同比|当年|比上|较上|其中|居|第|位")
"""Words between two growths that part their years."""
_DOUBLED = 100
"""A growth per cent that the growths of several years before it make one of them."""


def yearly_summed(id_: str, lead: str, behind: str, near: str) -> tuple[bool, bool]:
    """Tell whether what reports give of a year as well as of five was added up.

    What stands right behind the number comes before a 累计 earlier in the sentence, which
    reaches as far as the list it begins. `near`: the words to either side of the figure. The
    second of what is returned tells if the words say so.
    """
    if _SUM_FOLLOWS.match(behind) or _SINCE_BEHIND.match(behind) or STEP.match(behind):
        return False, True
    added = list(ADDED_UP.finditer(lead))
    grows = GROWS_BEHIND.match(behind)
    plain = grows is not None and "年均" not in grows[0]
    beside = _LEVELS_BESIDE.search(near) is not None
    reaches = added and not _SUM_ENDS.search(lead, added[-1].end())
    if reaches or (added and id_ in _BROUGHT_IN and not beside):
        return True, not plain
    if plain:
        return False, True
    if beside or lead.startswith("其中"):
        return False, False
    return (True, False) if added or not grows else (False, True)


def listed_with(
    text: str, claim: Attribution, before: list[ProposalDraft]
) -> tuple[str, bool] | None:
    """Return the period of the figure whose list a figure goes on, and if it was sure.

    打造森林乡村30个、村居95个.
    """
    held = before[-1] if before else None
    if (
        held is None
        or held.kind != "figure"
        or held.period is None
        or held.measure not in {"stock", "flow", "additions"}
    ):
        return None
    name_start = claim.name.start if claim.name else claim.number.front
    first = min(name_start, claim.number.front)
    goes_on = _LIST.fullmatch(text, held.end, max(first, held.end)) is not None
    return (held.period, "span" not in held.why) if goes_on else None


def carry_span(text: str, drafts: list[ProposalDraft]) -> None:
    """Give growths that a sentence lists the years that one of them is said over.

    规上工业增加值比2016年增长39%,社会消费品零售总额增长26.4%: both since 2016. Of 37.4%、47.3%
    the second is too large for a year, so the first is no year's either.
    """
    sums = [one for one in drafts if one.kind == "figure" and one.measure == "flow"]
    for before, after in itertools.pairwise(sums):
        if (
            before.summed
            and ".." in (before.period or "")
            and after.period == (before.period or "").partition("..")[2]
            and after.start == after.name_end
            and after.id in _SUMS
            and _NEXT.fullmatch(text, before.end, after.name_start)
        ):
            after.period, after.why = before.period, (*after.why, "total")
    _pair_periods(text, [one for one in drafts if one.kind == "figure"])
    growths = [one for one in drafts if one.kind == "figure" and one.measure == "growth"]
    for before, after in itertools.pairwise(growths):
        if before.period == after.period or not before.period or not after.period:
            continue
        between = text[before.end : after.start]
        if (
            len(between) > len("、")
            and ".." in before.period
            and "total" in before.why
            and after.period == before.period.partition("..")[2]
            and not _OWN_YEAR.search(between)
            and after.frame.layer == before.frame.layer
        ):
            after.period = before.period
            after.why = (*after.why, "total")
    for one in growths[1:]:
        since = growths[0].period or ""
        if (
            (one.value.low or 0) >= _DOUBLED
            and "total" in growths[0].why
            and one.period == since.partition("..")[2]
        ):
            one.period, one.why = since, (*one.why, "total")


def _pair_periods(text: str, figures: list[ProposalDraft]) -> None:
    """Give two numbers with nothing between them one period: 分别达到8家、20家.

    The first decides, in doubt where words make the other of several years; of two growths and
    of what is compared with the years before (比前五年增长75%) the one of several years does.
    """
    for before, after in itertools.pairwise(figures):
        periods = [one.period for one in (before, after) if one.period]
        spans = [one for one in (before, after) if ".." in (one.period or "")]
        growths = before.measure == after.measure == "growth"
        if len(periods) != 2 or len(spans) != 1 or not (growths or before.unit == after.unit):
            continue
        if text[before.end : after.start] not in _PAIRED or "average" in spans[0].why:
            continue
        if not (growths or text[after.start].isdigit()):
            continue  # 提高7.7个百分点、达55%
        taken = before
        if growths or before.unit == "%":
            sure = "span" not in spans[0].why or abs(spans[0].value.low or 0) >= _DOUBLED
            summed = sure and {before.measure, after.measure} <= _CHANGES
            taken = spans[0] if summed else after if spans[0] is before else before
        elif COMPARED_SUM.match(text, after.end) and "stock" not in {before.measure, after.measure}:
            taken = spans[0]
        elif "span" not in spans[0].why:
            for one in (before, after):
                if "span" not in one.why:
                    one.confidence, one.why = one.confidence - IN_DOUBT, (*one.why, "span")
        for one in (before, after):
            if one.period != taken.period:
                was, now = ("total", "last-year") if one in spans else ("last-year", "total")
                one.period, one.why = taken.period, tuple(now if w == was else w for w in one.why)
