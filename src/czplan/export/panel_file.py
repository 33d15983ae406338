"""The panel as a file: columns named in both languages, in each format."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan import vocabulary
from czplan.across.table_columns import PANEL_COLUMNS
from czplan.export import of_table
from czplan.export.columns import FileColumn, number, text, word
from czplan.export.table import Table, typed

if TYPE_CHECKING:
    import pandas as pd

    from czplan.across.panel import WideColumn
    from czplan.dataset import Dataset


PANEL_FIELDS = (
    text("place", "地方编号", "Place"),
    text("place_zh", "地方", "Place (Chinese)"),
    text("place_en", "地方（英文）", "Place (English)"),
    text("code", "当年区划代码", "Code valid in the year"),
    word("level", "级别", "Level", vocabulary.PLACE_LEVELS),
    text("parent", "上级", "Place above it"),
    FileColumn("year", "integer", "年份", "Year", unit="year"),
    text("indicator", "指标", "Indicator"),
    text("goal_words", "目标原文", "Goal as stated"),
    word("operator", "检验", "Test", vocabulary.OPERATORS),
    number("goal_low", "目标下限", "Goal, low", "base"),
    number("goal_high", "目标上限", "Goal, high", "base"),
    text("figure_words", "数据原文", "Figure as reported"),
    number("figure_low", "数据下限", "Figure, low", "base"),
    number("figure_high", "数据上限", "Figure, high", "base"),
    word("status", "结论", "Verdict", vocabulary.STATUSES),
    word("family", "结论类别", "Family", vocabulary.FAMILIES),
    text("goal_source", "目标来源", "Source of the goal"),
    text("figure_source", "数据来源", "Source of the figure"),
    word("confidence", "可信度", "Confidence", vocabulary.CONFIDENCES),
    text("code_now", "现行区划代码", "Code of today"),
)
"""The columns of the long form."""
_LONG = {column.name: column for column in PANEL_FIELDS} | {
    "goal": number("goal", "目标（一个数）", "Goal as one number", "base"),
    "figure": number("figure", "数据（一个数）", "Figure as one number", "base"),
}


def content(
    ds: Dataset,
    indicators: Sequence[str],
    years: Sequence[int],
    form: str,
    *,
    wide: bool = False,
    places: Collection[str] | None = None,
    as_of: int | None = None,
    grade: str = "copy",
) -> bytes:
    """Return the panel's bytes in a format: csv, tsv, json, jsonl, xlsx, parquet or dta.

    Raises:
        MissingExtra: the library for the format isn't installed.
    """
    from czplan.across.panel import long_rows, wide_cells, wide_columns

    question: dict[str, Any] = {"places": places, "as_of": as_of, "grade": grade}
    if wide:
        order, cells = wide_cells(ds, indicators, years, **question)
        made = wide_columns(indicators, years, _stems(indicators) if form == "dta" else None)
        columns = tuple(map(_wide, made))
        frame = _wide_frame(len(order), columns, [cells.get(one.cell, {}) for one in made])
        return _written(Table("panel", "面板", "panel", columns, frame, ("place",)), form)
    import pandas as pd

    rows = long_rows(ds, indicators, years, **question)
    columns, key = PANEL_FIELDS, ("place", "year", "indicator")
    names = [column.name for column in columns]
    assert tuple(names) == PANEL_COLUMNS
    table = pd.DataFrame(rows, columns=names, dtype=object)
    return _written(Table("panel", "面板", "panel", columns, typed(table, columns), key), form)


def _wide_frame(
    size: int, columns: Sequence[FileColumn], cells: Sequence[Mapping[int, Any]]
) -> pd.DataFrame:
    """Return the columns as `typed` would, from the few cells of each that hold anything.

    Thousands of columns of hundreds of places: numbers and texts are put into one array each.
    """
    import numpy as np
    import pandas as pd

    numbers = [at for at, column in enumerate(columns) if column.type == "number"]
    texts = [at for at, column in enumerate(columns) if column.type != "number"]
    values = np.full((size, len(numbers)), np.nan)
    words = np.full((size, len(texts)), None, dtype=object)
    for array, chosen in ((values, numbers), (words, texts)):
        for place, at in enumerate(chosen):
            held = cells[at]
            array[list(held), place] = list(held.values())
    frame = pd.concat([pd.DataFrame(values), pd.DataFrame(words).astype("str")], axis=1)
    frame.columns = pd.Index([columns[at].name for at in (*numbers, *texts)])
    return frame[[column.name for column in columns]]


_STEM = 32 - len("_figure_source_2025")
"""What Stata's 32 characters for a name leave to the indicator."""


def _stems(indicators: Sequence[str]) -> dict[str, str]:
    """Return what the names of each indicator's variables begin with: itself, or its initials."""
    found: dict[str, str] = {}
    for indicator in indicators:
        words = re.split(r"\W", indicator)
        stem = "_".join(words)
        if len(stem) > _STEM:
            stem = "".join(word[:1] for word in words)[: _STEM - 3]
        number, first = 2, stem
        while stem in found.values():
            stem, number = f"{first}{number}", number + 1
        found[indicator] = stem
    return found


def _wide(column: WideColumn) -> FileColumn:
    """Return a column of the wide form: the long one's, of a year and where needed an indicator."""
    known = _LONG[column.of]
    if column.year is None:
        return known
    zh, en = f"{column.year}年{known.zh}", f"{known.en}, {column.year}"
    if column.indicator:
        zh, en = f"{column.indicator}：{zh}", f"{column.indicator}: {en}"
    return known._replace(name=column.name, zh=zh, en=en)


def _written(table: Table, form: str) -> bytes:
    if form == "dta":
        from czplan.export.stata import stata

        return stata(table, "czplan panel", bare=True)
    return of_table(table, form)
