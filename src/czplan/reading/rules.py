"""Rules between fields and between records: what a single field can't tell.

Each rule is a small function over a record as it was read; YAML records all pass through them,
of a CSV table only the rows that a look at whole columns has found suspicious.
"""

from __future__ import annotations

from functools import partial

from czplan.faults import Both, Place
from czplan.faults.collector import Collector, offer
from czplan.format.fields import DEFAULTS, MOST_TEXT
from czplan.period import Period
from czplan.quantity import WordingError, quotes
from czplan.quantity import read as read_words
from czplan.quantity.figure_words import check_period
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import interpret as read_goal
from czplan.quantity.goal_words import tier_query
from czplan.reading.base_rules import annotated
from czplan.reading.book import Book, counted_by, measured_by, query_of
from czplan.reading.raw import Raw, RawTier
from czplan.reading.references import refer, references, title

_WORDING_CODES = {
    "two-numbers": "two-numbers",
    "bad-number": "bad-number",
    "no-number": "no-number",
    "unit": "wording-unit",
    "change": "change-not-level",
    "no-reference": "parity-reference",
    "no-direction": "no-direction",
    "other-span": "other-span",
}
_SPAN_OF_GOAL = Both(
    "写明目标自己的 start 和 due，首末年与措辞一致；半年、季度、月度的目标写成 kind: milestone；"
    "月均、日均的量另立单位为 元/月 一类的指标",
    "give the goal the start and due that the words mean; one of a part of a year is a "
    "kind: milestone; what is of each month or day needs an indicator in 元/月 or the like",
)
_COPY = Both("照原文抄写数字，检查多余的点、逗号和字", "copy the number as the document has it")


def _wording(
    report: Collector,
    error: WordingError,
    raw: Raw,
    field: str,
    value: str,
    place: Place,
    unit: str,
    period: str = "",
) -> None:
    """Report words that can't be read; `period`: what their record is of."""
    hint = _COPY
    if error.code == "other-span":
        hint = _SPAN_OF_GOAL if raw.table == "targets" else _other_period(error.detail)
    report.add(
        _WORDING_CODES.get(error.code, "bad-wording"),
        place,
        field=field,
        value=value,
        detail=error.detail or value,
        unit=unit,
        period=period,
        hint=hint,
        id=raw.id,
    )


def _other_period(period: str) -> Both:
    """Say where a figure of another time belongs; `period`: the key for it, if the words tell."""
    if not period:
        return Both(
            "记到措辞所说的时段下（2025、2025-09、2021..2025）；没有这种写法的，不记这一条；"
            "月均、日均的量另立单位为 元/月 一类的指标",
            "key it by the period that the words speak of (2025, 2025-09, 2021..2025); leave it "
            "out where there is none; what is of each month or day needs an indicator in 元/月 or "
            "the like",
        )
    return Both(f"把时段写成 {period}", f"key it by {period}")


def _quoted(
    report: Collector, stated: str | None, text: str | None, at: Place, at_text: Place
) -> None:
    """Check the length of `text` and that `stated` stands in it, whole numbers only."""
    if text is None:
        return
    if len(text) > MOST_TEXT:
        report.add("long-text", at_text, count=len(text))
    if stated is not None:
        _stands(report, stated, text, at)


def _stands(report: Collector, stated: str, text: str, at: Place) -> None:
    """Check that words stand in a text (a warning), and cut no number of it (an error)."""
    found = quotes(stated, text)
    if not found:
        report.add("quote-cuts-number" if found is None else "stated-not-in-text", at, value=stated)


def _quotations(report: Collector, raw: Raw) -> None:
    """Check what a record quotes, of its own document and of those that say the same."""
    _quoted(report, raw.get("stated"), raw.get("text"), raw.at("stated"), raw.at("text"))
    others = raw.get("also") or []
    for number, one in enumerate(others, 1):
        _quoted(report, one.get("stated"), one.get("text"), one.at("stated"), one.at("text"))
        if not any(one.get(spot) is not None for spot in ("line", "page", "section")):
            report.add("missing-place", one.place, id=f"{raw.id} also.{number}")
    if (
        raw.has("reading")
        and not (others and others[0].get("stated"))
        and ("also" not in raw.faulty)
    ):
        report.add("reading-without-words", raw.at("reading"), id=raw.id)


def _judged_at(raw: Raw, stated: str) -> tuple[str, str, Place]:
    """Return the field of the words that are judged, the words, and where they stand."""
    others = raw.get("also")
    if raw.get("reading") == "also" and others and others[0].get("stated") == stated:
        return "also.1.stated", stated, others[0].at("stated")
    return "stated", stated, raw.at("stated")


def check_target(book: Book, report: Collector, target: Raw) -> None:
    """Check one target: what it states, in which words, of which indicator, from which source."""
    with report.explained(target.get("accepted")):
        _target(book, report, target)


def _target(book: Book, report: Collector, target: Raw) -> None:
    annotated(report, target)
    if "plan" not in target.faulty:
        refer(book, report, "plans", target.keys[0], "plan", target.key_places[0])
    references(book, report, target)
    if not any(target.has(place) for place in ("line", "page", "section")):
        report.add("missing-place", target.place, id=target.id)
    _sourced(book, report, target)
    _ends_first(book, report, target)
    _content(book, report, target)
    _quotations(report, target)
    _goal_words(book, report, target)
    _tiers(book, report, target)


def _sourced(book: Book, report: Collector, target: Raw) -> None:
    plan = book.plan_of(target)
    inherits = plan is None or plan.has("source")
    if not inherits and not target.has("source"):
        more = Both("，或写在规划上", ", here or at the plan")
        report.add("missing-source", target.place, record=title(target), more=more)


def _ends_first(book: Book, report: Collector, target: Raw) -> None:
    """Warn of a goal that is due before its first year; one of a plan that is so has its fault."""
    start, due = book.start(target), book.due(target)[0]
    own = [name for name in ("due", "start") if target.has(name)]
    if own and start is not None and due is not None and due < start:
        report.add("goal-ends-first", target.at(own[0]), id=target.id, start=start, due=due)


def _content(book: Book, report: Collector, target: Raw) -> None:
    """Check that a target has one content, and a name or an indicator."""
    milestone = target.get("kind") == "milestone"
    found = [name for name in ("stated", "tiers") if target.has(name)]
    if milestone:
        found.append("kind: milestone")
    if not found and "kind" not in target.faulty:
        report.add("goal-without-words", target.place, id=target.id)
    elif len(found) > 1:
        place = target.at(found[-1].partition(":")[0])
        shown = Both("、".join(found), " and ".join(found))
        report.add("goal-with-several", place, id=target.id, found=shown)
    named = target.has("name_zh") or target.has("name_en")
    if milestone and not named:
        report.add("milestone-without-name", target.place, id=target.id)
    elif not (named or target.has("indicator") or book.indicator_id(target)) and (
        "indicators" not in report.broken
    ):
        slug = target.keys[1]
        near = partial(offer, slug, book.indicators)
        report.add("goal-without-name", target.place, id=target.id, slug=slug, hint=near)


def _measured(book: Book, target: Raw) -> bool:
    """Tell whether a target's words can be read: its indicator, if any, is whole."""
    name = book.indicator_id(target)
    if name is None:
        return not target.has("indicator")
    indicator = book.indicators.get(name)
    return indicator is not None and not ({"unit", "measure"} & indicator.faulty)


def _bare(stated: str) -> bool:
    """Tell whether the number of words may be a distance from another's: 1个百分点, 1%."""
    words = read_words(stated)
    if words.number is None or words.unit != "%":
        return False
    said = words.change or words.toward or words.form != "plain"
    return "points" in words.marks or not said


def _goal_words(book: Book, report: Collector, target: Raw) -> None:
    """Check the words of a target, its official yearly steps and its baseline."""
    if target.get("kind") == "milestone" or not _measured(book, target):
        return
    if "indicators" in report.broken and book.indicator_id(target) is None:
        return
    asked = query_of(book, target)
    if (stated := target.judged()["stated"]) is not None and "kind" not in target.faulty:
        try:
            goal = read_goal(stated, asked)
            if asked.reference and not goal.rise and _bare(stated):
                raise WordingError("bad-number", stated)  # a margin over what it refers to (M12)
        except WordingError as error:
            unit, _ = counted_by(book, target)
            years = [str(year) for year in (book.start(target), asked.due) if year]
            period = "..".join(dict.fromkeys(years))
            _wording(report, error, target, *_judged_at(target, stated), unit, period)
    steps, base = target.get("milestones") or {}, target.get("baseline_stated")
    if not steps and base is None:
        return
    unit, measure = counted_by(book, target)
    for year, step in steps.items():
        try:
            read_goal(step, asked.step._replace(unit=asked.unit or unit))
        except WordingError as error:
            place = target.at(f"milestones.{year}")
            _wording(report, error, target, f"milestones.{year}", step, place, unit)
    if base is not None:
        try:
            read_figure(base, unit, measure)
        except WordingError as error:
            place = target.at("baseline_stated")
            _wording(report, error, target, "baseline.stated", base, place, unit)


def _tiers(book: Book, report: Collector, target: Raw) -> None:
    """Check the tiers of a ladder: indicators, words, quotations."""
    tiers: dict[str, RawTier] = target.get("tiers") or {}
    if target.has("tiers") and not tiers and "tiers" not in target.faulty:
        report.add("goal-without-words", target.at("tiers"), id=target.id)
    for name, tier in tiers.items():
        field = f"tiers.{name}"
        if not refer(book, report, "indicators", name, field, target.at(field)):
            continue
        indicator = book.indicators.get(name)
        if tier.stated is None or indicator is None:
            continue
        if not {"unit", "measure"} & indicator.faulty:
            asked = tier_query(measured_by(indicator), target.get("direction"))
            try:
                read_goal(tier.stated, asked)
            except WordingError as error:
                _wording(report, error, target, field, tier.stated, tier.place, asked.unit)
        text = tier.text if tier.text is not None else target.get("text")
        if text is not None:
            _stands(report, tier.stated, text, tier.place)
        if tier.text is not None and len(tier.text) > MOST_TEXT:
            report.add("long-text", tier.place, count=len(tier.text))


def check_actual(book: Book, report: Collector, actual: Raw, *, shipped: bool) -> None:
    """Check one report of a figure: its key, content, words and status.

    Args:
        book, report: the data set and where faults go.
        actual: the report.
        shipped: the data set is the one shipped with the program: every figure has its source.
    """
    with report.explained(actual.get("accepted")):
        _actual(book, report, actual, shipped)


def _actual(book: Book, report: Collector, actual: Raw, shipped: bool) -> None:
    references(book, report, actual)
    annotated(report, actual)
    if shipped and not actual.has("source"):
        report.add("missing-source", actual.place, record=title(actual), more="")
    found = [name for name in ("stated", "value", "outcome") if actual.has(name)]
    if not found:
        report.add("actual-without-figure", actual.place, record=title(actual))
    elif len(found) > 1:
        shown = Both("、".join(found), " and ".join(found))
        report.add("actual-with-several", actual.at(found[1]), record=title(actual), found=shown)
    _quotations(report, actual)
    if not actual.has("place") and book.places and book.place_of_key(actual.keys[0]) is None:
        report.add("place-unsaid", actual.place, id=title(actual))
    place = actual.get("place") or book.place_of_key(actual.keys[0])
    if place and "period" not in actual.faulty:
        span = Period.read(actual.keys[1])
        if lasted := book.lasted(place, span.first_year, span.last_year):
            report.add(
                "place-not-there",
                actual.place,
                id=title(actual),
                years=actual.keys[1],
                region=place,
                lasted=lasted,
            )
    words = f"{actual.get('stated') or ''} {actual.get('text') or ''}"
    status = actual.get("status") or DEFAULTS["actuals"]["status"]
    if "预计" in words and status != "estimate" and "status" not in actual.faulty:
        report.add("estimate-not-marked", actual.at("status"), status=status)
    _figure_words(book, report, actual, _key(book, report, actual))


def _key(book: Book, report: Collector, actual: Raw) -> Raw | None:
    """Check the key of a figure; return the indicator, or the target, that it names."""
    key: str = actual.keys[0]
    if "indicator" in actual.faulty:
        return None
    if "/" not in key:
        refer(book, report, "indicators", key, "indicator", actual.key_places[0])
        indicator = book.indicators.get(key)
        if indicator is not None and actual.has("outcome") and key not in book.milestone_indicators:
            report.add("outcome-on-indicator", actual.at("outcome"), key=key)
        return indicator
    refer(book, report, "targets", key, "indicator", actual.key_places[0])
    target = book.find_target(key)
    # an outcome tells of this goal alone and is judged; a figure belongs to the indicator
    if (
        target is not None
        and not actual.has("outcome")
        and not target.has("tiers")
        and target.get("kind") != "milestone"
    ):
        indicator_id = book.indicator_id(target)
        if indicator_id in book.indicators:
            report.add("figure-beside-indicator", actual.place, key=key, indicator=indicator_id)
    return target


def _figure_words(book: Book, report: Collector, actual: Raw, owner: Raw | None) -> None:
    """Check the words of a figure against what they measure."""
    if (stated := actual.judged()["stated"]) is None or owner is None:
        return
    if owner.table == "indicators":
        if {"unit", "measure"} & owner.faulty:
            return
        unit, measure, _ = measured_by(owner)
    else:
        unit, measure = counted_by(book, owner)
    try:
        read_figure(stated, unit, measure)
        if "period" not in actual.faulty:
            check_period(stated, unit, measure, Period.read(actual.keys[1]))
    except WordingError as error:
        _wording(report, error, actual, *_judged_at(actual, stated), unit, actual.keys[1])
