"""A second reader's checks: what no place can have, what contradicts other years or documents.

Each check returns the records that pass; what fails is left out and counted by reason.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from tools.atlas.records import LEVELS, Record, agree

__all__ = ["BOUNDS", "check", "is_bare"]

BOUNDS: dict[str, tuple[float, float]] = {
    "gdp": (1e8, 2e14),
    "gdp-growth": (-12, 22),
    "gdp-per-capita": (800, 400_000),
    "industrial-va-growth": (-30, 60),
    "fixed-investment-growth": (-60, 110),
    "retail-growth": (-25, 45),
    "general-budget-revenue": (1e7, 3e13),
    "general-budget-revenue-growth": (-45, 100),
    "foreign-trade-growth": (-85, 300),
    "fdi": (1e4, 2.5e11),
    "income-growth": (-5, 35),
    "urban-income-growth": (-5, 35),
    "rural-income-growth": (-5, 35),
    "consumer-price-change": (-3, 12),
    "urban-jobs-added": (300, 2e7),
    "registered-unemployment": (0.3, 8),
    "surveyed-unemployment": (2, 8),
    "grain-output": (1e3, 8e8),
    "energy-intensity-change": (-30, 15),
    "natural-population-growth": (-15, 25),
    "urbanisation-rate": (10, 100),
    "rd-share": (0.02, 8),
    "pm25": (5, 160),
    "good-air-days": (20, 100),
    "urban-rural-income-ratio": (1, 6),
}
"""What a place of any level can have in one year; growth of a span of years is by the year."""

NEVER_AIMED_DOWN = frozenset({
    "gdp-growth", "retail-growth", "income-growth", "urban-income-growth", "rural-income-growth",
    "industrial-va-growth",
})  # fmt: skip
"""No place aims at a fall of these: such a goal is a figure of some months."""

BOOM = ("gdp-growth", 2012, 34)
"""Until this year a place could grow so fast, where the words leave no doubt."""

MOST_JUMP = 3.0
"""A level more than so many times those of the years around it is a mistake of a unit."""

LEAST_OF_LEVEL, GROWTH_OF_LEVEL = 0.45, 1.12
"""A goal of a level is no less than this part of what the place had in the years before; each year
beyond five lets it be so many times more than `MOST_JUMP`."""

MOST_ADDED = 1.9
"""Jobs added in a year, as a multiple of the most added or aimed at in the years around it."""

WHOLE_REVENUE, MOST_WIDER = "财政收入", 1.25
"""Bare words that may mean the total with the centre's share, and how far such a level may stand
above that of a year around it whose words say whose revenue it is."""

_LOCAL = re.compile("地方|公共|一般|本级|预算|[市省区州]级|地方性")
_OWN = re.compile("地方|本级|[市省区州]级")

MOST_BORN = 2.5
"""Per cent that no population grows by: a copy that says more has lost the sign of thousandths."""

_HUNDREDTHS = re.compile(r"([\d.]+)\s*[%％](?!。)")

MOST_GAP = 1.5
"""Points between a yearly average and the mean of the years that it covers."""

MOST_STEP = 14.0
"""Points between a goal of growth and both the goals and the figures of the years around it."""


def check(records: Sequence[Record], left: Counter[str]) -> list[Record]:
    """Return the records that pass every check; the others are counted by reason."""
    kept = list(records)
    for reason, one in _CHECKS:
        passed = one(kept)
        left[reason] += len(kept) - len(passed)
        kept = passed
    return kept


def _value(one: Record) -> float | None:
    if one.low is None or one.high is None:
        return one.low if one.high is None else one.high
    return (one.low + one.high) / 2


def _possible(records: Iterable[Record]) -> list[Record]:
    return [one for one in records if _is_possible(one)]


def _is_possible(one: Record) -> bool:
    value = _value(one)
    if value is None or one.operator in ("above", "parity"):
        return True
    if one.indicator == "natural-population-growth":
        hundredths = _HUNDREDTHS.search(one.stated)
        if hundredths and float(hundredths[1]) > MOST_BORN:
            return False
    low, high = BOUNDS[one.indicator]
    if one.kind == "goal" and one.indicator in NEVER_AIMED_DOWN:
        low = 0
    last = one.due if one.kind == "goal" else int(one.key.rpartition("..")[2][:4])
    if one.indicator == BOOM[0] and (last or 0) <= BOOM[1] and one.confidence >= 0.9:
        high = BOOM[2]
    spans = one.kind == "figure" and ".." in one.key
    if spans and one.indicator == "urban-jobs-added":
        high *= 5
    if one.indicator == "energy-intensity-change" and not spans and one.kind == "figure":
        low = -12.0
    return low <= value <= high


def _of_its_year(records: Iterable[Record]) -> list[Record]:
    """Keep of figures that contradict each other the one from the report of the next year."""
    groups: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for one in records:
        if one.kind == "figure":
            groups[one.document.place, one.indicator, one.key].append(one)
    drop: set[int] = set()
    for found in groups.values():
        if len(found) > 1 and not all(agree(found[0], other) for other in found[1:]):
            last = int(found[0].key.rpartition("..")[2][:4])
            own = [one for one in found if one.document.year == last + bool(one.document.kind)]
            keep = own[:1] if len({id(one) for one in own}) == 1 else []
            drop |= {id(one) for one in found} - {id(one) for one in keep}
    return [one for one in records if id(one) not in drop]


def _series(records: Iterable[Record], indicator: str) -> dict[str, dict[int, Record]]:
    """Return the full-year figures of an indicator by place and year."""
    found: dict[str, dict[int, Record]] = defaultdict(dict)
    for one in records:
        if one.kind == "figure" and one.indicator == indicator and len(one.key) == 4:
            found[one.document.place].setdefault(int(one.key), one)
    return found


def _no_jumps(records: Sequence[Record]) -> list[Record]:
    """Leave out levels far from those of the years around them."""
    drop: set[int] = set()
    for indicator in LEVELS:
        for years in _series(records, indicator).values():
            for year, one in years.items():
                around = [
                    value
                    for other, record in years.items()
                    if other != year and abs(other - year) <= 3 and (value := _value(record))
                ]
                value = _value(one)
                if len(around) >= 2 and value:
                    ratio = value / median(around)
                    if ratio > MOST_JUMP or ratio < 1 / MOST_JUMP:
                        drop.add(id(one))
    return [one for one in records if id(one) not in drop]


def _jobs_of_a_year(records: Sequence[Record]) -> list[Record]:
    """Leave out jobs far above those of the years around them: five years', or two groups' jobs."""
    held: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    mine = [
        (int(one.due or 0) if one.kind == "goal" else int(one.key), value, one)
        for one in records
        if one.indicator == "urban-jobs-added"
        and (one.kind == "goal" or len(one.key) == 4)
        and (value := _value(one)) is not None
    ]
    for year, value, one in mine:
        held[one.document.place][year].append(value)
    drop: set[int] = set()
    for year, value, one in mine:
        years = held[one.document.place]
        around = [x for at in range(year - 3, year + 4) if at != year for x in years.get(at, [])]
        if one.kind == "figure" and len(around) >= 2 and value > MOST_ADDED * max(around):
            drop.add(id(one))
    return [one for one in records if id(one) not in drop]


def _own_revenue(records: Sequence[Record]) -> list[Record]:
    """Leave out levels of bare 财政收入 that stand far above the local revenue of other years.

    Where one does, the place's goals in the same bare words mean the same. Levels of 一般预算收入
    that don't say whose are held against those that do.
    """
    drop: set[int] = set()
    places: set[str] = set()
    for place, years in _series(records, "general-budget-revenue").items():
        for year, one in () if place == "nation" else years.items():
            bare = is_bare(one.text)
            known = [
                (at, _value(other))
                for at in range(year - 2, year + 3)
                if (other := years.get(at)) and _says_whose(other, bare=bare)
            ]
            value = None if _says_whose(one, bare=bare) else _value(one)
            # what a year's growth explains is no sign: a fifth; where the words may well mean
            # the place's own, of nothing or a third
            if value and any(
                own
                and value / own
                > MOST_WIDER * (1.2 if bare else 1.3 if at < year else 1) ** (year - at)
                for at, own in known
            ):
                drop.add(id(one))
                if bare:
                    places.add(place)
    drop |= {
        id(one)
        for one in records
        if one.kind == "goal"
        and one.indicator == "general-budget-revenue"
        and one.document.place in places
        and is_bare(one.text)
    }
    return [one for one in records if id(one) not in drop]


def _says_whose(one: Record, *, bare: bool) -> bool:
    """Tell whether words say that revenue is the place's own; beside bare ones, more of them do."""
    return not is_bare(one.text) if bare else _OWN.search(one.text) is not None


def is_bare(text: str) -> bool:
    """Tell whether words speak of 财政收入 alone, which may be the total."""
    return WHOLE_REVENUE in text and _LOCAL.search(text) is None


def _goal_levels(records: Sequence[Record]) -> list[Record]:
    """Leave out goals of a level far from what the place had when it set them.

    They are mostly those of a district, or of several years together.
    """
    drop: set[int] = set()
    for indicator in LEVELS:
        series = _series(records, indicator)
        for one in records:
            value = _value(one)
            if one.kind != "goal" or one.indicator != indicator or value is None or one.milestone:
                continue
            year = one.document.year
            years = series.get(one.document.place, {})
            had, soon = (
                [x for at in range(first, first + 4) if at in years and (x := _value(years[at]))]
                for first in (year - 3, year + 1)
            )
            # of bare words what it had soon after, where nothing earlier is known
            had = had or (soon if is_bare(one.text) else [])
            if had:
                ratio = value / median(had)
                most = MOST_JUMP * GROWTH_OF_LEVEL ** max(0, int(one.due or year) - year - 4)
                if ratio > most or ratio < LEAST_OF_LEVEL:
                    drop.add(id(one))
    return [one for one in records if id(one) not in drop]


def _averages(records: Sequence[Record]) -> list[Record]:
    """Leave out yearly averages of growth that the years they cover contradict."""
    drop: set[int] = set()
    yearly = {name: _series(records, name) for name in BOUNDS if name.endswith("-growth")}
    for one in records:
        if one.kind != "figure" or ".." not in one.key or one.indicator not in yearly:
            continue
        value = _value(one)
        first, last = (int(part[:4]) for part in one.key.split(".."))
        own = yearly[one.indicator].get(one.document.place, {})
        rates = [_value(own[year]) for year in range(first, last + 1) if year in own]
        known = [rate for rate in rates if rate is not None]
        if value is None or "累计" in one.stated or "累计" in one.text:
            continue
        if len(known) >= max(3, last - first):
            mean = (math.prod(1 + rate / 100 for rate in known) ** (1 / len(known)) - 1) * 100
            if abs(mean - value) > MOST_GAP + 0.1 * abs(mean):
                drop.add(id(one))
        elif one.indicator == "gdp-growth" and abs(value) > 20:
            drop.add(id(one))
    return [one for one in records if id(one) not in drop]


def _near_goals(records: Sequence[Record]) -> list[Record]:
    """Leave out goals of GDP growth far from every goal and figure of the years around them."""
    held: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in records:
        value = _value(one)
        if one.indicator == "gdp-growth" and value is not None and not one.milestone:
            year = one.due if one.kind == "goal" else int(one.key[:4])
            held[one.document.place][int(year or 0)].append(value)
    drop: set[int] = set()
    for one in records:
        value = _value(one)
        if one.kind != "goal" or one.indicator != "gdp-growth" or value is None or one.milestone:
            continue
        years = held[one.document.place]
        due = int(one.due or 0)
        around = [x for year in range(due - 3, due + 4) if year != due for x in years.get(year, [])]
        if len(around) >= 3 and min(abs(x - value) for x in around) > MOST_STEP:
            drop.add(id(one))
    return [one for one in records if id(one) not in drop]


_CHECKS: tuple[tuple[str, Callable[[Sequence[Record]], list[Record]]], ...] = (
    ("no place can have it", _possible),
    ("another document says otherwise", _of_its_year),
    ("a total beside the local revenue", _own_revenue),
    ("a level that jumps", _no_jumps),
    ("jobs of several years or groups together", _jobs_of_a_year),
    ("a goal far from what the place had", _goal_levels),
    ("an average that its years contradict", _averages),
    ("a goal far from the years around it", _near_goals),
)
