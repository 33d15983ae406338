"""Which rows of a CSV table may break a rule: a look at whole columns.

What is found here is a superset: each row found suspicious is made a record and goes through
the very rules that YAML records go through (`czplan.reading.rules`). Suspicion is cheap because
every rule depends on few distinct texts or on combinations of few.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from itertools import repeat
from operator import contains
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from czplan.codes import numbered, pieces
from czplan.format.fields import MOST_TEXT
from czplan.period import Period
from czplan.quantity import WordingError, quotes
from czplan.quantity.figure_words import check_period
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import GoalQuery, tier_query
from czplan.quantity.goal_words import interpret as read_goal
from czplan.quantity.time_words import tells_time
from czplan.reading.book import Book, inherited, measured_by
from czplan.reading.csv_column import CsvColumn
from czplan.reading.csv_table import CsvTable, read_alone
from czplan.reading.csv_targets import Measures, Targets
from czplan.reading.raw import RawTier

Mask = NDArray[np.bool_]


def _unknown(column: CsvColumn, ids: Any, places: Any = frozenset()) -> Mask:
    """Return which rows name something that isn't among `ids`; `id@place` names two things."""
    unknown = [
        head not in ids or (bool(mark) and place not in places)
        for head, mark, place in (word.partition("@") for word in column.words)
    ]
    return column.where(np.array(unknown, dtype=bool))


def _common(table: CsvTable, book: Book) -> Mask:
    """Look at keys, types and references."""
    errors = np.zeros(table.size, dtype=bool)
    for name, _ in table.table.keys:
        errors |= ~table.filled(name)
    for name in table.table.columns:
        if name in table.header:
            errors |= table.bad(name)
    if table.value is not None:
        errors |= np.isinf(table.value)
    references = {
        name: part.refers
        for known in table.table.fields.values()
        for name, part in known.columns
        if part.refers and not known.in_a_cell
    }
    if table.table.name == "targets":
        references |= {"plan": "plans"}
    for name, refers in references.items():
        if name in table.columns and len(table.columns[name].words):
            errors |= _unknown(table.columns[name], book.ids(refers), book.ids("places"))
    return errors | _readings(table)


def _readings(table: CsvTable) -> Mask:
    """Look at notes and at what is written as YAML or as a list in a cell."""
    noted = table.filled("note") | table.filled("note_zh")
    errors = table.filled("note") & (table.filled("note_zh") | table.filled("note_en"))
    errors |= table.filled("note_en") & ~table.filled("note_zh")
    for name in ("also", "reading", "accepted"):
        errors |= table.filled(name)
    verifiable = table.column("verifiable")
    errors |= verifiable.where(np.array([not word for word in verifiable.values], bool)) & ~noted
    read = table.column("extracted")
    sound = [read_alone(table.table.name, "extracted", word) is not None for word in read.words]
    return errors | read.where(~np.array(sound, dtype=bool))


def suspect_quotations(table: CsvTable) -> Mask:
    """Return which rows have long texts, or words that aren't quoted whole from the text beside."""
    if table.suspected is None:
        table.suspected = _suspect_quotations(table)
    return table.suspected.copy()


def _suspect_quotations(table: CsvTable) -> Mask:
    if "text" not in table.texts:
        return np.zeros(table.size, dtype=bool)
    texts = table.texts["text"]
    filled = np.flatnonzero(table.filled("text"))
    beside = texts.to_numpy(dtype=object)[filled]
    size = np.fromiter(map(len, beside.tolist()), np.int64, len(filled))
    warnings: Mask = np.zeros(table.size, dtype=bool)
    warnings[filled] = size > MOST_TEXT
    both = np.flatnonzero(table.filled("stated")[filled])
    if not len(both):
        return warnings
    rows = filled[both]
    words = table.texts["stated"].to_numpy(dtype=object)[rows].tolist()
    quoted = beside[both].tolist()
    for index in np.flatnonzero(~_stands_alone(words, quoted)).tolist():
        if not quotes(words[index], quoted[index]):
            warnings[rows[index]] = True
    return warnings


def _stands_alone(words: list[str], beside: list[str]) -> Mask:
    """Return which words stand in the text beside them with nothing numeric next to them."""
    size = np.fromiter(map(len, beside), np.int64, len(words))
    first = np.fromiter(map(str.find, beside, words), np.int64, len(words))
    behind = first + np.fromiter(map(len, words), np.int64, len(words))
    alone: Mask = first >= 0
    begin = np.cumsum(size) - size
    for rows in pieces(len(words)):
        marks = np.frombuffer("".join(beside[rows]).encode("utf-32-le", "surrogatepass"), np.uint32)
        begins, stands = begin[rows] - begin[rows.start], alone[rows]
        sides = (
            (first[rows] > 0, begins + first[rows] - 1),
            (stands & (behind[rows] < size[rows]), begins + behind[rows]),
        )
        for some, places in sides:
            at = np.flatnonzero(some)
            stands[at] &= ~_NUMERIC[np.minimum(marks[places[at]], len(_NUMERIC) - 1)]
    return alone


_CUTS = (
    "0123456789.,%‰-−－０１２３４５６７８９．，％〇零一二两三四五六七八九十百千万亿萬億多余餘点负"
    "*< \t\n"
)
_NUMERIC = np.zeros(1 << 16, dtype=bool)
_NUMERIC[[ord(mark) for mark in _CUTS]] = True
"""By code, which characters beside a quotation may show that it cuts a number."""


def suspect_targets(table: CsvTable, book: Book, resolved: Targets) -> Mask:
    """Return which targets may break a rule."""
    errors = _common(table, book)
    errors |= ~table.filled("text")
    errors |= ~(table.filled("line") | table.filled("page") | table.filled("section"))
    stated = table.filled("stated").astype(int)
    errors |= stated + resolved.ladder + resolved.milestone != 1
    named = table.filled("name_zh")
    errors |= table.filled("name_en") & ~named
    errors |= ~named & (resolved.milestone | (resolved.indicator == -1))
    plan = table.column("plan")
    sourceless = [
        (raw := book.plans.get(word)) is not None and inherited("source", raw) is None
        for word in plan.words
    ]
    errors |= plan.where(np.array(sourceless, dtype=bool)) & ~table.filled("source")
    errors |= resolved.kind < 0
    unnumbered = [kind in {"parity", "milestone"} for kind in resolved.kinds]
    beside = table.filled("reference") & ~np.array([*unnumbered, True])[resolved.kind]
    errors |= beside  # a number beside a reference may be a margin
    for name in ("milestones", "baseline_stated"):
        errors |= table.filled(name)
    errors |= _tiers(table, book, errors)
    errors |= table.filled("baseline_source") & ~table.filled("baseline_period")
    return errors


def _tiers(table: CsvTable, book: Book, errors: Mask) -> Mask:
    """Return which ladders, but for those found in `errors`, may break a rule (`rules._tiers`)."""
    found = np.zeros(table.size, dtype=bool)
    direction = table.column("direction")

    @cache
    def query_of(name: str, better: str | None) -> GoalQuery | None:
        indicator = book.indicators.get(name)
        if indicator is None or {"unit", "measure"} & indicator.faulty:
            return None
        return tier_query(measured_by(indicator), better)

    @cache
    def reads(stated: str, query: GoalQuery) -> bool:
        try:
            read_goal(stated, query)
        except WordingError:
            return False
        return True

    pairs: list[tuple[int, str, str]] = []
    for row in np.flatnonzero(table.filled("tiers") & ~errors).tolist():
        code = direction.codes[row]
        better = None if code < 0 else direction.values[code]
        text = table.cell("text", row) or ""
        tiers: dict[str, RawTier] = table.map_of("tiers", row) or {}
        found[row] = not tiers
        for name, tier in tiers.items():
            query, stated = query_of(name, better), tier.stated
            if query and stated and reads(stated, query) and len(tier.text or "") <= MOST_TEXT:
                pairs.append((row, stated, tier.text or text))
            else:
                found[row] = True
    words, texts = [stated for _, stated, _ in pairs], [beside for *_, beside in pairs]
    for at in np.flatnonzero(~_stands_alone(words, texts)).tolist():
        row, stated, beside = pairs[at]
        found[row] |= not quotes(stated, beside)
    return found


def suspect_actuals(table: CsvTable, book: Book, *, shipped: bool) -> Mask:
    """Return which reports may break a rule; `shipped` as in `rules.check_actual`."""
    errors = _common(table, book)
    if shipped:
        errors |= ~table.filled("source")
    counts = sum(table.filled(name).astype(np.int8) for name in ("stated", "value", "outcome"))
    errors |= counts != 1
    key = table.column("indicator")
    of_target = np.array(["/" in word for word in key.words], dtype=bool)
    known: Mapping[str, Any] = book.indicators
    errors |= key.where(
        np.array([word not in known for word in key.words], dtype=bool) & ~of_target
    )
    if of_target.any():
        errors |= key.where(of_target) & _unknown(key, book.ids("targets") | known.keys())
    return errors | _figures(table, book)


def suspect_goals(resolved: Targets) -> Mask:
    """Return which goals deserve a warning whatever they quote: those due before they start."""
    early: Mask = (resolved.due >= 0) & (resolved.due < resolved.start)
    return early


def suspect_reports(table: CsvTable, book: Book) -> Mask:
    """Return which reports have a key, an outcome or a status that may deserve a warning."""
    key = table.column("indicator")
    of_target = np.array(["/" in word for word in key.words], dtype=bool)
    odd = np.zeros(len(key.words), dtype=bool)
    for number in np.flatnonzero(of_target).tolist():
        target = book.find_target(key.words[number])
        odd[number] = target is not None and book.indicator_id(target) is not None
    warnings = key.where(odd) | (table.filled("outcome") & key.where(~of_target))
    if book.places and book.default_place is None:
        warnings |= ~table.filled("place") & key.where(~of_target)
    return warnings | _estimates(table) | _out_of_time(table, book)


def _out_of_time(table: CsvTable, book: Book) -> Mask:
    """Return which reports may be of a time in which their place didn't exist."""
    found = np.zeros(table.size, dtype=bool)
    bounded = {id for id, raw in book.places.items() if raw.has("from") or raw.has("until")}
    if not bounded:
        return found
    place, period = table.column("place"), table.column("period")
    theirs = ~place.filled  # whose they are, the rule looks up
    theirs |= place.where(np.array([word in bounded for word in place.words], dtype=bool))
    rows = np.flatnonzero(theirs & period.filled)
    codes, pairs = pd.factorize(
        place.codes[rows].astype(np.int64) * len(period.words) + period.codes[rows]
    )
    out = []
    for pair in pairs.tolist():
        of, at = divmod(pair, len(period.words))
        span = Period.read(period.values[at]) if not period.bad[at] else None
        out.append(of < 0)
        if span and of >= 0:
            out[-1] = book.lasted(place.words[of], span.first_year, span.last_year) != ""
    found[rows] = np.array(out, dtype=bool)[codes]
    return found


def _estimates(table: CsvTable) -> Mask:
    """Return which reports say 预计 while the status isn't estimate."""
    status = table.column("status")
    marked = status.where(np.array([word == "estimate" for word in status.words], dtype=bool))
    said = np.zeros(table.size, dtype=bool)
    for texts in (table.texts.get("stated"), table.texts.get("text")):
        if texts is not None:
            words = texts.to_numpy(dtype=object, na_value="").tolist()
            for rows in pieces(table.size):
                if "预计" in "".join(words[rows]):  # few reports are estimates
                    some = words[rows]
                    said[rows] |= np.fromiter(map(contains, some, repeat("预计")), bool, len(some))
    return said & ~marked


def _figures(table: CsvTable, book: Book) -> Mask:
    """Read the words of every figure, once for each form and what it measures."""
    errors = np.zeros(table.size, dtype=bool)
    measures = Measures(book)
    phrases = table.phrases
    form = measures.of_owners(book, table.column("indicator"))
    forms = measures.forms

    def key(rows: slice) -> NDArray[np.int64]:
        groups = phrases.codes[rows].astype(np.int64)
        return np.where(groups < 0, -1, groups * len(forms) + form[rows])

    def fails(row: int) -> bool:
        unit, measure, _ = forms[form[row]]
        try:
            read_figure(phrases.word(row), unit, measure)
        except WordingError:
            return True
        return False

    codes, _, first = numbered(key, len(phrases.alone) * len(forms), table.size)
    failed = [fails(row) for row in first.tolist()]
    if any(failed):
        errors |= np.array([*failed, False], dtype=bool)[codes]
    of_time = [tells_time(phrases.word(row)) for row in first.tolist()]
    if any(of_time):
        _periods(table, np.flatnonzero(np.append(of_time, False)[codes]), form, forms, errors)
    return errors


def _periods(
    table: CsvTable,
    rows: NDArray[np.int64],
    form: NDArray[np.int64],
    forms: list[tuple[str, str, str]],
    errors: Mask,
) -> None:
    """Find figures among `rows`, whose words speak of a time, that are kept under another."""
    period = table.column("period")
    code = period.codes[rows].astype(np.int64)
    rows, code = rows[code >= 0], code[code >= 0]
    # of a form the words decide, whatever the number
    groups = table.phrases.codes[rows].astype(np.int64) * len(forms) + form[rows]
    pairs, distinct = pd.factorize(groups * len(period.words) + code)
    first = np.full(len(distinct), -1, dtype=np.int64)
    first[pairs[::-1]] = np.arange(len(rows))[::-1]

    def fails(at: int) -> bool:
        unit, measure, _ = forms[form[rows[at]]]
        if period.bad[code[at]]:
            return False
        try:
            key = Period.read(period.values[code[at]])
            check_period(table.phrases.word(int(rows[at])), unit, measure, key)
        except WordingError:
            return True
        return False

    errors[rows] |= np.array([fails(at) for at in first.tolist()], dtype=bool)[pairs]


def unread(table: CsvTable, book: Book, held: Collection[str]) -> tuple[Mask, int]:
    """Return the rows whose quotations are sound in themselves and of no text at hand.

    Args:
        held: the sources whose texts are at hand.

    Returns:
        which rows, and how many quotations they have.
    """
    source = table.column("source")
    known = source.where(np.array([word in held for word in source.words], dtype=bool))
    if table.table.name == "targets":
        plan = table.column("plan")
        raws = [book.plans.get(word) for word in plan.words]
        theirs = [inherited("source", raw) for raw in raws]
        lacking = ~source.filled
        known |= lacking & plan.where(np.array([name in held for name in theirs], dtype=bool))
        # without a source there is nothing to be verified
        bare = lacking & plan.where(np.array([name is None for name in theirs], dtype=bool))
    else:
        bare = ~source.filled
    plain = ~known & ~bare & ~suspect_quotations(table)
    for name in ("tiers", "milestones", "baseline_stated", "also", "reading"):
        if name in table.header:
            plain &= ~table.filled(name)
    count = sum(int((table.filled(name) & plain).sum()) for name in ("text", "stated"))
    return plain, count
