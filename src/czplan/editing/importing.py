"""Figures from a table that somebody else made, with its columns understood (`table_headings`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from czplan.editing.addition import DEFAULTS, FIGURE, Addition, Value, parts
from czplan.editing.period_words import is_later_part, read_period
from czplan.editing.table_headings import UNIT, Sheet, cell_at
from czplan.editing.table_units import beside_name, in_chinese, known_unit, one_unit, units_said
from czplan.format.types import digits
from czplan.quantity import WordingError, normalise, read
from czplan.quantity.cues import BACK, BACK_LAST
from czplan.quantity.units import has_factor, is_unit
from czplan.sheets import SheetFault
from czplan.vocabulary import BASES, FIGURE_STATUSES, OUTCOMES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

_WORDS = {"status": FIGURE_STATUSES, "outcome": OUTCOMES, "basis": BASES}
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,， \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?")
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_BOUNDED = re.compile(
    r"(?P<before>[^0-9.]*)(?P<number>[0-9][0-9.,]*(?:[—–~～至到-][0-9][0-9.,]*)?)"
    rf"(?:(?P<odd>[多余])|(?P<bound>{'|'.join([*BACK, *BACK_LAST])})|[①-⑳*†‡]+|\[[0-9]+\])?"
)
"""A number with words before it, a bound or a mark of a note behind it, and no unit."""
_BEHIND = re.compile(r"^.*[0-9.]\s*")
"""All of a figure's words up to its unit."""
_PRICES = {
    "nominal": ("名义", "现价", "当年价", "现行价", "当期价", "current"),
    "real": ("实际", "不变价", "可比价", "可比", "constant"),
}
"""Other names of the two bases, without 按, 格 and 计算 round them."""
_NUMBERED = re.compile(r"^(?:[0-9]{1,2}[.．、]\s*|[(（]?[一二三四五六七八九十]{1,3}[)）、]\s*)")
"""The number of a row before its name: 1.产量, 一、产量."""
_IN_ENGLISH = re.compile(r"(?<=[\u3400-\u9fff])\s*[A-Za-z][A-Za-z\s,()&'-]*$")
"""The English behind a name in a table of two languages."""
_MARKED = re.compile(r"(?:\s*(?:[*＊†‡①-⑳⁰¹²³⁴-⁹]+|[0-9]{1,2}[)）]|\[[0-9]{1,2}\]))?$")
"""The mark of a note behind it."""
_STATES = frozenset({"stock", "share", "index", "ratio", "rank"})
"""Measures of what stands at the end of a period."""
_AMOUNTS = frozenset({"stock", "flow", "additions", ""})
"""Measures of what may be counted in 万 and 亿, so that a number without a unit is nobody's."""
_BLANK = frozenset({"", "-", "—", "–", "…", "..", "...", "/", "n/a", "na", "nan", "null", "none"})
"""What stands in a column of a year or of units where there is none."""


def additions(sheet: Sheet, ds: Dataset, source: str | None = None) -> list[Addition]:
    """Return the figures of a table; `source` is the source of rows that name none.

    Indicators and sources may be given by their names or titles, words of a vocabulary in
    either language, a whole year as `2025年`, months as `2025年1-9月`.
    """
    indicators = _by_name((id, one.name) for id, one in ds.indicator_records.items())
    sources = _by_name((id, one.title) for id, one in ds.source_records.items())
    found = []
    united: dict[str, str] = {}  # by the unit of the indicator: the unit that a row says,
    bare: dict[str, str] = {}  # and the first row of an amount that says none
    for row, cells in sheet.rows:
        fields: dict[str, str] = {
            field: cells[at]
            for field, at in sheet.columns.items()
            if at < len(cells) and cells[at] not in ("", DEFAULTS.get(field))
        }
        indicator = fields.pop("indicator", "")
        units = units_said([cell_at(cells, at) for at in sorted(sheet.notes_at)], bare=True)
        units |= {fields.pop(UNIT, "")} - _BLANK
        unit = in_chinese(one_unit(units, f"第 {row} 行", f"row {row}"), row)
        if indicator not in indicators:
            indicator, unit = beside_name(indicator, unit, row)
            chinese = _IN_ENGLISH.sub("", indicator)
            plain = (_MARKED.sub("", _NUMBERED.sub("", one)) for one in (indicator, chinese))
            indicator = next((name for name in plain if name in indicators), indicator)
        if source is not None:
            fields.setdefault("source", source)
        if "source" in fields:
            fields["source"] = sources.get(fields["source"], fields["source"])
        fields |= _codes(fields, row)
        id = indicators.get(indicator, indicator)
        known = ds.indicator_records.get(id)
        base, measure = ("", "") if known is None else (known.unit, known.measure)
        periods = _periods(sheet, fields, cells, row, measure)
        if not indicator or not periods:
            if sheet.years and indicator:
                if unit:
                    united.setdefault("", unit)  # a row of a group's name, or without any figure
                continue
            lacking = "indicator" if not indicator else "period"
            raise SheetFault(f"第 {row} 行没有 {lacking}", f"row {row} has no {lacking}")
        for period, given, heading in periods:
            figure = digits(given.get("stated") or given.get("value", ""))
            own = _BEHIND.sub("", figure)
            counted = ""
            if figure:
                counted = _unit(sheet, {unit, heading}, own, row)
                counted = known_unit(counted, heading, row, base, measure)
            if said := counted or (own if has_factor(own) else ""):
                united.setdefault(base, said)
            in_base = "stated" in sheet.columns and "stated" not in given  # as our own files have
            elsewhere = in_base or measure not in _AMOUNTS or figure in given.get("text", "")
            if not (counted or own or elsewhere):
                bare.setdefault(base, str(row))
            found.append(
                Addition(id, period, _parted(_counted(given, counted, row), row), str(row))
            )
    for unit, first in bare.items():
        if other := united.get(unit) or united.get(""):
            raise SheetFault(
                f"第 {first} 行没有单位，而别处写了“{other}”：写明这一行的单位",
                f"row {first} has no unit, and another place says {other}: say this row's",
            )
    _one_each(found)
    return found


def _codes(fields: Mapping[str, str], row: int) -> dict[str, str]:
    """Return the codes of the words of a row that are of a vocabulary.

    Raises:
        SheetFault: its prices are none that the format knows.
    """
    found = {}
    for field in fields.keys() & _WORDS.keys():
        words, said = _WORDS[field], fields[field]
        names = {
            name.casefold(): code
            for code, word in words.items()
            for name in (code, word.zh, word.en, *_PRICES.get(code, ()))
        }
        plain = re.sub(r"^按|(?<=价)格|计算$| prices?$", "", said.casefold())
        found[field] = names.get(said.casefold(), names.get(plain, said))
        if field == "basis" and found[field] not in words:
            raise SheetFault(
                f"第 {row} 行的口径“{said}”：这一列只说价格（现价 nominal、不变价 real）；"
                "别的口径是另一个指标，只留一种的行，删去这一列",
                f"row {row}: the basis {said}: this column says in which prices"
                f" ({', '.join(words)}); counted in another way it is another indicator:"
                " keep the rows of one, and delete this column",
            )
    return found


def _unit(sheet: Sheet, said: set[str], own: str, row: int) -> str:
    """Return the unit that a row and a heading say; where nothing else does, the table's.

    Raises:
        SheetFault: they say several.
    """
    if any(said) or is_unit(own):
        return one_unit((in_chinese(unit, row) for unit in said), f"第 {row} 行", f"row {row}")
    return in_chinese(
        one_unit(
            sheet.units_around,
            f"第 {row} 行没写单位，而表里",
            f"row {row} names no unit, and the table",
        ),
        row,
    )


def _one_each(found: Iterable[Addition]) -> None:
    """Refuse two figures of one indicator and period that nothing but themselves tells apart.

    Raises:
        SheetFault: with both rows.
    """
    known: dict[str, Addition] = {}
    for one in found:
        beside = {name: said for name, said in one.fields.items() if name not in FIGURE}
        first = known.setdefault(repr((one.keys, sorted(beside.items()))), one)
        if [first.fields.get(name) for name in FIGURE] != [one.fields.get(name) for name in FIGURE]:
            raise SheetFault(
                f"第 {first.origin} 行和第 {one.origin} 行是同一指标、同一时期的两个数："
                "只留一行，或写明各自的来源、口径、状态",
                f"rows {first.origin} and {one.origin} give two figures of one indicator and"
                " period: keep one, or say each one's source, basis or status",
            )


def _periods(
    sheet: Sheet, fields: dict[str, str], cells: Sequence[str], row: int, measure: str
) -> list[tuple[str, dict[str, str], str]]:
    """Return the periods of a row, each with its fields and its heading's unit: one, or one a year.

    Raises:
        SheetFault: a later quarter or half of a year, of what has no figure at its end alone.
    """
    if not sheet.years:
        period = fields.pop("period", "")
        figure = "stated" if "stated" in fields else "value"
        unit = sheet.units.get(sheet.columns.get(figure, -1), "")
        return [(_period(period, row, measure), fields, unit)] if period else []
    return [
        (_period(period, row, measure), {**fields, "stated": cell}, sheet.units.get(at, ""))
        for period, at in sheet.years.items()
        if (cell := cell_at(cells, at)).casefold() not in _BLANK
    ]


def _period(words: str, row: int, measure: str) -> str:
    """Return the period of a figure of `measure`.

    Raises:
        SheetFault: a later quarter or half of a year, of what has no figure at its end alone.
    """
    # growth is published as of a quarter (2025Q3), from January on; of the fourth alone, too
    code = digits(words).strip().upper() if measure == "growth" else ""
    state = measure in _STATES or ("Q" in code and not code.endswith("4"))
    if not state and is_later_part(words):
        raise SheetFault(
            f"第 {row} 行的 {words} 是单独一段的数，而时期都从一月算起："
            "一月以来的累计数写成 2025-06，全年的写成 2025",
            f"row {row}: {words} is a part of a year alone, and every period begins in January:"
            " write a sum from January on as 2025-06, a whole year's as 2025",
        )
    return read_period(words, state=state)


def _counted(fields: dict[str, str], unit: str, row: int) -> dict[str, str]:
    """Return the fields of one figure, its number and its unit put together.

    A bare number in the column of values stays one; with a unit, or where the cell holds words
    (5.2%, 10813.6亿元), it is words, and stays as it is where it is part of a quotation.

    Raises:
        SheetFault: the words are counted in another unit than the table says.
    """
    given = dict(fields)
    for name in ("value", "stated"):
        cell: str = digits(given.get(name, ""))
        quoted = name == "stated" and cell in given.get("text", "")
        if _GROUPED.fullmatch(cell) and not quoted:
            given[name] = cell = re.sub(r"[,， \u00a0\u2009\u202f]", "", cell)
        if not _PLAIN_NUMBER.fullmatch(cell):
            if name == "value" and cell and "stated" not in given:
                given["stated"] = given.pop("value")
            own = _BEHIND.sub("", cell)
            if unit and is_unit(own) and normalise(own) != normalise(unit):
                raise SheetFault(
                    f"第 {row} 行的“{cell}”，单位却写 {unit}",
                    f"row {row}: {cell}, but the unit is said to be {unit}",
                )
            if unit and given.get("stated") == cell:
                given["stated"] = _with_unit(cell, unit, row)
            continue
        if "e" in cell.lower():
            given[name] = cell = format(Decimal(cell), "f")
        if unit and (name == "stated" or "stated" not in given):
            given.pop(name)
            given["stated"] = cell + unit
        elif name == "stated":
            given["stated"] = cell
    return given


def _with_unit(cell: str, unit: str, row: int) -> str:
    """Return a figure's words with the unit that the table says: 约5000 of 亿元 is 约5000亿元.

    Raises:
        SheetFault: the words name no unit, and aren't a number with a word that bounds it.
    """
    try:
        if (words := read(cell, unit)).unit or words.number is None:
            return cell
    except WordingError:
        return cell  # said with its place, where the record is checked
    found = _BOUNDED.fullmatch(cell)
    if found is None:
        raise SheetFault(
            f"第 {row} 行的“{cell}”没写单位，表里的单位是 {unit}：只写数，或连单位一起写；"
            "初步等写在“状态”列",
            f"row {row}: {cell} names no unit, where the table's is {unit}: give the number alone,"
            " or with its unit; whether it is preliminary stands in a column status",
        )
    return found["before"] + found["number"] + (found["odd"] or "") + unit + (found["bound"] or "")


def _parted(fields: dict[str, str], row: int) -> dict[str, Value]:
    """Return the fields with those that have parts taken apart, as lists of figures write them."""
    given: dict[str, Value] = {**fields}
    note = {lang: fields[f"note_{lang}"] for lang in ("zh", "en") if f"note_{lang}" in fields}
    if note:
        for lang in note:
            del given[f"note_{lang}"]
        given["note"] = note
    for name in ("also", "extracted"):
        if name not in fields:
            continue
        try:
            given[name] = parts(fields[name])
        except ValueError:
            raise SheetFault(
                f"第 {row} 行的 {name} 既不是 JSON 也不是一行 YAML：{fields[name][:80]}",
                f"row {row}: {name} is neither JSON nor YAML on one line: {fields[name][:80]}",
            ) from None
    if "accepted" in fields:
        given["accepted"] = fields["accepted"].split("|")
    return given


def _by_name(pairs: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Return id by name, of names that only one record has."""
    ids: dict[str, set[str]] = {}
    for id, name in pairs:
        for each in (name.zh, name.en):
            ids.setdefault(each, set()).add(id)
    return {name: min(found) for name, found in ids.items() if len(found) == 1}
