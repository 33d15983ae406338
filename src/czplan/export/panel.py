"""The panel as a file: columns named in both languages, in each format."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from czplan import vocabulary
from czplan.across.columns import PANEL_COLUMNS
from czplan.export.columns import FileColumn
from czplan.export.table import Table, typed

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["PANEL_FIELDS", "content"]


def _text(name: str, zh: str, en: str) -> FileColumn:
    return FileColumn(name, "string", zh, en)


def _number(name: str, zh: str, en: str) -> FileColumn:
    return FileColumn(name, "number", zh, en, unit="base")


def _word(name: str, zh: str, en: str, values: Collection[str]) -> FileColumn:
    return FileColumn(name, "string", zh, en, values=tuple(values))


PANEL_FIELDS = (
    _text("place", "地方编号", "Place"),
    _text("place_zh", "地方", "Place (Chinese)"),
    _text("place_en", "地方（英文）", "Place (English)"),
    _text("code", "当年区划代码", "Code valid in the year"),
    _word("level", "级别", "Level", vocabulary.PLACE_LEVELS),
    _text("parent", "上级", "Place above it"),
    FileColumn("year", "integer", "年份", "Year", unit="year"),
    _text("indicator", "指标", "Indicator"),
    _text("goal_words", "目标原文", "Goal as stated"),
    _word("operator", "检验", "Test", vocabulary.OPERATORS),
    _number("goal_low", "目标下限", "Goal, low"),
    _number("goal_high", "目标上限", "Goal, high"),
    _text("figure_words", "数据原文", "Figure as reported"),
    _number("figure_low", "数据下限", "Figure, low"),
    _number("figure_high", "数据上限", "Figure, high"),
    _word("status", "结论", "Verdict", vocabulary.STATUSES),
    _word("family", "结论类别", "Family", vocabulary.FAMILIES),
    _text("goal_source", "目标来源", "Source of the goal"),
    _text("figure_source", "数据来源", "Source of the figure"),
    _word("confidence", "可信度", "Confidence", vocabulary.CONFIDENCES),
    _text("code_now", "现行区划代码", "Code of today"),
)
"""The columns of the long form."""


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
    import pandas as pd

    from czplan.across.panel import long_rows, wide_columns, wide_rows

    if wide:
        rows = wide_rows(ds, indicators, years, places=places, as_of=as_of, grade=grade)
        columns = tuple(_wide(name) for name in wide_columns(indicators, years))
        key: tuple[str, ...] = ("place",)
    else:
        rows = long_rows(ds, indicators, years, places=places, as_of=as_of, grade=grade)
        columns, key = PANEL_FIELDS, ("place", "year", "indicator")
    names = [column.name for column in columns]
    assert wide or tuple(names) == PANEL_COLUMNS
    table = pd.DataFrame(rows, columns=names, dtype=object)
    return _written(Table("panel", "面板", "panel", columns, typed(table, columns), key), form)


def _wide(name: str) -> FileColumn:
    """Return a column of the wide form."""
    known = {column.name: column for column in PANEL_FIELDS}
    if name in known:
        return known[name]
    stem, year = name.rsplit("_", 1)
    indicator, _, cell = stem.rpartition("_")
    zh, en = {
        "goal": ("目标", "goal"),
        "figure": ("数据", "figure"),
        "status": ("结论", "verdict"),
    }[cell]
    zh, en = f"{year}年{zh}", f"{en} of {year}"
    if indicator:
        zh, en = f"{indicator}：{zh}", f"{indicator}: {en}"
    return _text(name, zh, en) if cell == "status" else _number(name, zh, en)


def _written(table: Table, form: str) -> bytes:
    if form == "xlsx":
        from czplan.export.xlsx import workbook

        return workbook([table])
    if form == "parquet":
        from czplan.export.parquet import parquet

        return parquet(table)
    if form == "dta":
        from czplan.export.stata import stata

        return stata(table, "czplan panel")
    from czplan.export.plain_text import encoded, text

    written: Any = text(table, form)
    return encoded(written, "utf-8")
