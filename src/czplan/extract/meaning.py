"""Which indicator a name and a number together mean."""

from __future__ import annotations

import math
from dataclasses import dataclass

from czplan import patterns as re
from czplan.extract.catalogue import Catalogue
from czplan.extract.names import Subject, two_in_one
from czplan.extract.numbers import Number
from czplan.quantity import compatible

_MICROGRAMS = {"微克"} | {f"{sign}g/m{cube}" for sign in "μµu" for cube in "3³"}
_ALSO_IN = {
    "gdp-per-capita": {"美元"},
    "gdp": {"美元"},
    "pm25": _MICROGRAMS,
    "pm10": _MICROGRAMS,
    "exports": {"元"},
    "grain-output": {"斤", "公斤", "千克"},
    "urban-jobs-added": {"个", "名", "人次"},
    "fdi": {"元"},
    "reemployed": {"名", "人次"},
    "rural-jobs-moved": {"人次", "名"},
    "market-entities": {"个"},
    "market-entities-added": {"个"},
    "tourist-visits": {"人"},
    "energy-intensity": {"吨标煤", "千克标准煤"},
    "foreign-trade": {"美元"},
    "container-throughput": {"标箱", "TEU"},
    "care-beds-added": {"个"},
    "airport-passengers": {"人"},
    "chargers-built": {"台", "根"},
    "rural-water-secured": {"名"},
}


_IN_POINTS = frozenset({"energy-intensity-change", "consumer-price-change"})
_MOST_TIMES = 5
"""Growth of more times than this is that of decades (改革开放40年)."""
_LEAST_INDEX, _MOST_INDEX = 95, 115
_MOVES = re.compile("上涨|上升|下降|降低")
_SIZES = {
    "gdp": (1e8, math.inf),
    "gdp-per-capita": (100.0, 1e7),
    "grain-output": (1e3, math.inf),
    "fdi": (1e5, math.inf),
    "general-budget-revenue": (1e7, math.inf),
}
"""Between which sizes, in base units, an indicator of a place lies."""

_MOST_LOOSE = 40
"""The largest growth per cent that is taken for one without a word of growth."""


_OF_PROJECTS = re.compile(
    "项目\\d+个[,、](?:总投资[^,;。]{2,12}[,、])?完成(?:年度|当年)(?:固定资产)?投资$"
    "|(?:电[网力]|水利|交通|公路|铁路|港口|城[市镇]|工程|(?<!以上)项目|基础设施|设施|重点)(?:建设|改造)?(?:累计|共|预计|共计)*"
    "(?:完成|实现)(?:年度|当年)?(?:固定资产)?投资(?:达到?)?$"
)
"""实施工业项目448个,完成年度固定资产投资564亿元; 电网建设完成固定资产投资93亿元: of these alone."""
_SINCE_THEN = re.compile(r"(?:比|较)(?P<year>(?:19|20)\d\d)年(?!同期)")
_AIMS = re.compile("力争|争取|确保|冲刺|奋斗|奋力|挑战|努力")
_GROWTH_WORD = re.compile("(?:增速|增幅|增长率|增长速度)$")
_WHOLE_PLACE = re.compile("^(?:全[市省区州县盟]|[我本][市省区州县])(?:的)?")
_GROWTH_NAME = re.compile(
    r"(?:增速|增长率?|增长(?:预期)?目标|增幅|涨幅|增长速度|降低率|下降率|上涨率?|价格.*|CPI.*|物价.*|增长幅度|上涨幅度|涨幅度)$"
)


@dataclass(slots=True)
class Attribution:
    """A number with what it is said of.

    Attributes:
        number: the number.
        name: the name, None where the sentence gives none.
        id: the indicator, empty where none is meant.
        route: how the name was found: direct, list, carried, pair, behind or none.
        weak: the name means the indicator only where nothing clearer does.
        loose: the number's form doesn't prove the indicator (no word of growth).
        shared: the hedge or subject stands outside of the words.
        owner: the run of words before the name, which may say whose number it is.
        glue: the words between the name and the number.
        part: words before the number, where the noun behind it is the name: 每个县市至少建成1家.
    """

    number: Number
    name: Subject | None
    id: str = ""
    route: str = "direct"
    weak: bool = False
    loose: bool = False
    shared: bool = False
    owner: str = ""
    glue: str = ""
    part: str = ""


_HELPED = frozenset({"帮扶", "帮助", "实现", "完成", "促进", "带动"})
"""Verbs that add nothing to what is counted: 帮扶农村劳动力转移就业."""


def resolve(
    name: str, number: Number, catalogue: Catalogue, *, head: str = ""
) -> tuple[str, bool, bool]:
    """Return the indicator that a name, with a verb for its head, and a number together mean.

    Returns:
        Its id, empty where none is meant; whether the name is a weak one; whether the number's
        form leaves it open.
    """
    for spelling in spellings(name):
        ids = catalogue.ids(spelling)
        if not ids:
            continue
        for one in ids:
            entry = catalogue.entries[one]
            fits = _fits(entry.id, entry.unit, entry.measure, spelling, number)
            if fits:
                return one, (spelling, one) in catalogue.weak, fits == "loose"
        break
    return resolve(name[len(head) :], number, catalogue) if head in _HELPED else ("", False, False)


def growth_of(name: str, catalogue: Catalogue) -> str:
    """Return the indicator of growth that a name may mean, empty where none is."""
    for spelling in spellings(name):
        for id_ in catalogue.ids(spelling):
            if catalogue.entries[id_].measure == "growth":
                return id_
    return ""


def is_index(id_: str, name: str, number: Number) -> bool:
    """Tell whether a number is a price index (the year before is 100): 价格指数103左右."""
    words = number.words
    return (
        id_ == "consumer-price-change"
        and "指数" in name
        and number.unit in {"", "%"}
        and words is not None
        and words.number is not None
        and not words.change
        and _LEAST_INDEX <= words.number <= _MOST_INDEX
    )


def is_other(one: Attribution, catalogue: Catalogue) -> bool:
    """Tell whether words show that the number isn't the indicator's after all.

    固定资产投资的58.3% is a share of it; 增加37万人 behind 新增就业 is a difference.
    """
    number = one.number
    growing = catalogue.entries[one.id].measure == "growth"
    if "占" in one.glue.replace("占比", "") or ("占比" in one.glue and growing):
        return True
    if one.glue.endswith("改善") and catalogue.entries[one.id].measure in {"share", "index"}:
        return True  # 优良天数比例改善17.4%: by how much
    if one.loose and (one.glue.endswith("的") or one.owner.endswith(("占", "占到", "占全市"))):
        return True
    index = one.name is not None and is_index(one.id, one.name.text, number)
    if one.loose and number.words and (number.words.number or 0) > _MOST_LOOSE and not index:
        return True
    entry = catalogue.entries[one.id]
    carried = one.route == "carried" or (one.name is not None and one.glue != "")
    if one.route == "behind" and number.stated.startswith("稳定"):
        return entry.measure == "additions"  # 稳定25.7万个就业岗位: kept, not added
    return entry.measure == "additions" and bool(number.change or number.added) and carried


def is_of_projects(text: str, start: int, number: Number) -> bool:
    """Tell whether the words before an investment say that it is that of some works alone."""
    return _OF_PROJECTS.search(text, start, number.front) is not None


def is_sum(text: str, start: int, number: Number) -> bool:
    """Tell whether a growth is that of several years: 比2000年增长1.4倍 is no annual rate."""
    return (
        number.unit == "倍"
        and _SINCE_THEN.search(text, max(start, number.front - 24), number.front) is not None
    )


def go_on(
    one: Attribution,
    name: Subject,
    text: str,
    lowest: int,
    grown: dict[str, str],
    catalogue: Catalogue,
) -> None:
    """Find the indicator of a carried name that means none with this number.

    Args:
        one: what is claimed; its indicator is set.
        name: the name carried over.
        text: the line; lowest: where the number before ends.
        grown: the indicators of growth that names of the sentence meant.
        catalogue: the names to go by.
    """
    number = one.number
    if number.rate and not number.change:
        # 增长15%,力争达到20%: the second is the growth again.
        known = grown.get(name.text, "")
        if text.startswith(("增速", "增幅"), name.end):
            # 增速高于全省、达到13%
            one.id, one.loose = known or growth_of(name.text, catalogue), False
        elif known and _AIMS.search(text, lowest, number.start):
            one.id, one.loose = known, False
    elif not (number.rate or number.points):
        # 收入增速居全省第十,完成27.5亿元: the amount is the income's.
        level = _GROWTH_WORD.sub("", name.text)
        if level != name.text and not number.rank:
            one.name = Subject(level, name.start, name.start + len(level), name.head)
            one.id, one.weak, one.loose = resolve(level, number, catalogue)


def spellings(name: str) -> list[str]:
    """Return the spellings under which the catalogue may know a name."""
    found = [name]
    plain = re.sub(r"\([^()]*\)", "", name)
    inner = name.replace("(", "").replace(")", "")
    whole = _WHOLE_PLACE.sub("", plain)
    bare = plain.replace("“", "").replace("”", "")
    for one in (plain, inner, bare, plain.replace("的", ""), whole):
        if one not in found:
            found.append(one)
    return found


def growth_id(name: str, catalogue: Catalogue) -> str:
    """Return the indicator of growth that a name, or the first of two in it, means."""
    found = (growth_of(one, catalogue) for one in (name, *two_in_one(name)[:1]))
    return next((id_ for id_ in found if id_), "")


def level_id(name: str, catalogue: Catalogue) -> str:
    """Return the indicator that a name means as a level, no growth and no share."""
    for spelling in spellings(name):
        ids = catalogue.ids(spelling)
        for id_ in ids:
            if catalogue.entries[id_].measure not in {"growth", "share"}:
                return id_
    return ""


def any_id(name: str, catalogue: Catalogue) -> str:
    """Return the indicator that a name means, one of growth or a share first."""
    for spelling in spellings(name):
        ids = catalogue.ids(spelling)
        if ids and catalogue.entries[ids[0]].measure == "index" and not re.search("[增降]", name):
            return ids[0]  # PM2.5浓度 is the level
        for id_ in ids:
            if catalogue.entries[id_].measure in {"growth", "share"}:
                return id_
        if ids:
            return ids[0]
    return ""


def _fits(id_: str, unit: str, measure: str, name: str, number: Number) -> str:
    """Tell whether a number can be an indicator's: fits, loose, or empty."""
    if number.rank:
        return "fits" if measure == "rank" else ""
    words = number.words
    if (
        number.points
        and id_ in _IN_POINTS
        and _MOVES.match(number.stated)
        and name[-2:] not in {"涨幅", "降幅", "增幅"}
    ):
        return "loose"  # 万元GDP能耗下降2.5个百分点 means per cent
    if measure == "rank" or number.points:
        return ""
    least, most = _SIZES.get(id_, (-math.inf, math.inf))
    if words is not None and words.number is not None and not least <= words.number < most:
        return ""
    if measure == "growth":
        if unit == "‰":
            return "fits" if number.unit == "‰" else ("loose" if number.rate else "")
        if is_index(id_, name, number):
            return "loose"
        if number.unit == "倍" and words is not None and number.stated.startswith("增长"):
            return "fits" if (words.number or 0) < _MOST_TIMES else ""
        if not number.rate:
            return ""
        if words is not None and words.number is not None and words.number > 90 and "指数" in name:
            return ""  # the index itself
        if words is not None and words.change:
            return "fits"
        if number.level and not _GROWTH_NAME.search(name):
            return ""
        return "fits" if _GROWTH_NAME.search(name) else "loose"
    if measure != "additions" and (number.change or number.added):
        return ""
    if number.unit in _ALSO_IN.get(id_, ()):
        return "fits"
    if not number.unit:
        if unit == "元" and number.strong and number.stated.endswith("亿"):
            return "fits"  # 突破千亿大关
        return "loose" if unit in {":1", "微克/立方米"} or measure == "index" else ""
    return "fits" if compatible(number.unit, unit) else ""
