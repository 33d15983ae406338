"""A table as a Stata file: variables labelled in both languages, dates as dates, no lists.

Lists are joined by `;`, as in CSV. Closed vocabularies stay codes; the verdict and its family
stand beside them as numbers with value labels in both languages. The periods and days that are
text in other formats have a variable more that Stata counts with: the day on which they end.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import Any

from czplan import vocabulary
from czplan.export.columns import FileColumn
from czplan.export.table import Table
from czplan.sinks import plain
from czplan.unable import Unable

LABEL = 80
"""Characters that a variable's label can hold (Stata's limit)."""
SHORT = 2_045
"""Bytes up to which a text is of fixed width; longer ones are Stata's long strings."""
LARGEST = 8.988465674311579e307
"""The largest number that Stata knows."""
_DATES = ("actual_period", "baseline_period", "period", "published", "due")
_OWN = {"end": "end_year"}
"""Columns whose name is a word of Stata's own."""
_LABELLED: dict[str, Mapping[str, vocabulary.Term]] = {
    "status": vocabulary.STATUSES,
    "family": vocabulary.FAMILIES,
}


class NotStataError(Unable):
    """A value has no place in a Stata file; `zh` and `en` say which."""


def stata(table: Table, about: str = "", *, bare: bool = False) -> bytes:
    """Return the table as the bytes of a .dta file (format 118, Unicode), `about` its label.

    `bare`: the table's own columns and no variable beside them.

    Raises:
        NotStataError: a number is beyond those that Stata knows.
    """
    import pandas as pd

    held: dict[str, Any] = {}
    labels: dict[str, str] = {}
    dates: dict[Any, Any] = {}
    values: dict[Any, dict[float, str]] = {}
    for column in table.columns:
        name = _OWN.get(column.name, column.name)
        held[name] = _values(table, column)
        labels[name] = f"{column.zh} · {column.en}"[:LABEL]
        if name in _LABELLED and not bare:
            terms = _LABELLED[name]
            codes = {code: number for number, code in enumerate(terms, start=1)}
            beside = f"{name}_label"
            held[beside] = held[name].map(codes).astype("float64")
            labels[beside] = labels[name]
            values[beside] = {
                number: f"{terms[code].zh} · {terms[code].en}" for code, number in codes.items()
            }
        if name in _DATES and not bare:
            beside = f"{name.removesuffix('_period')}_end"
            days = pd.Series([_day(value) for value in table.values(column)])
            held[beside] = pd.to_datetime(days)
            labels[beside] = f"{column.zh}（末日） · {column.en} (its last day)"[:LABEL]
            dates[beside] = "td"
    frame = pd.DataFrame(held)
    long = [
        name
        for name in frame
        if frame[name].dtype == object
        and max((len(text.encode()) for text in frame[name].tolist()), default=0) > SHORT
    ]
    sink = io.BytesIO()
    frame.to_stata(
        sink,
        write_index=False,
        version=118,
        variable_labels=labels,
        convert_dates=dates or None,
        value_labels=values or None,
        convert_strl=long or None,
        data_label=plain(about)[:LABEL],
        time_stamp=datetime.datetime(2000, 1, 1),
    )
    return sink.getvalue()


def _values(table: Table, column: FileColumn) -> Any:
    import pandas as pd

    values = table.values(column)
    if column.type in ("integer", "number", "boolean"):
        numbers = pd.Series(values, dtype="float64")
        beyond = numbers.abs() > LARGEST
        if beyond.any():
            row = beyond.tolist().index(True) + 1
            raise NotStataError(
                f"{column.name} 第 {row} 行的数超出 Stata 的范围；请用 csv",
                f"{column.name} in row {row} is beyond the numbers that Stata knows: use csv",
            )
        return numbers
    if column.type == "array":
        values = [";".join(value) for value in values]
    # a text with a NUL would end there for readers of fixed widths
    texts = ["" if value is None else str(value).replace("\0", "\ufffd") for value in values]
    return pd.Series(texts, dtype=object)


def _day(value: Any) -> datetime.datetime | None:
    """Return the last day of a day, a month, a year or several years together."""
    from czplan.method.question import QuestionError, last_day

    if value is None:
        return None
    try:
        return datetime.datetime.fromordinal(last_day(str(value).rpartition("..")[2]))
    except QuestionError:
        return None
