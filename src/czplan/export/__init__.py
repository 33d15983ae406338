"""Files for other tools: the same rows, in the same order, with the same values, in each format.

`content` makes one file, `folder` a data package; `czplan.storage` puts them in place. Nothing is
written that the clock or the machine decides: the same data and question give the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from czplan.export.formats import BINARY, FORMATS, TABLES

if TYPE_CHECKING:
    import pandas as pd

    from czplan.dataset import Dataset
    from czplan.export.table import Table

__all__ = [
    "BINARY",
    "FORMATS",
    "TABLES",
    "content",
    "folder",
]


def content(
    ds: Dataset,
    frame: pd.DataFrame | None,
    form: str,
    *,
    table: str | None = None,
    encoding: str = "utf-8",
    only: Collection[str] | None = None,
    lang: str = "zh",
    fields: Sequence[str] | None = None,
) -> bytes:
    """Return a file's bytes in `form`, one of `FORMATS` but `datapackage`.

    `frame` holds the verdict rows (`czplan.progress`); `table` names one of the data set's
    own tables instead, and then `frame` may be None. A workbook and a database without `table`
    and `fields` hold all, the workbook with a sheet for people in front, in `lang`. `only` keeps
    the targets of these ids, where `table` is `targets`. `fields` chooses columns and their
    order, display fields (`czplan.export.reading_fields`) among them, which are in `lang`.

    Raises:
        MissingExtra: the library for the format isn't installed.
        EncodingError: `encoding` isn't known or can't write a character.
        TooBigError: a table doesn't fit a sheet.
        NotStataError: a value has no place in a Stata file.
        KeyError: `fields` names a column that the table hasn't.
    """
    from czplan.export import tables

    whole = table is None and fields is None
    if whole and form in ("xlsx", "sqlite"):
        every = tables.all_tables(ds, _given(frame))
        if form == "sqlite":
            from czplan.export.database import database

            return database(every)
        from czplan.export.people import lines
        from czplan.export.xlsx import workbook

        return workbook(every, lines(ds, list(every[0].rows()), lang), lang)
    chosen = tables.verdicts(_given(frame)) if table is None else tables.table(ds, table, only)
    if fields is not None:
        chosen = tables.selected(ds, chosen, fields, lang)
    if form == "dta":
        from czplan.export.stata import stata

        return stata(chosen, _about(ds))
    return of_table(chosen, form, encoding)


def of_table(table: Table, form: str, encoding: str = "utf-8") -> bytes:
    """Return one table's bytes in a format that asks nothing more of it.

    Raises:
        MissingExtra, EncodingError, TooBigError: as for `content`.
    """
    if form == "xlsx":
        from czplan.export.xlsx import workbook

        return workbook([table])
    if form == "sqlite":
        from czplan.export.database import database

        return database([table])
    if form == "parquet":
        from czplan.export.parquet import parquet

        return parquet(table)
    from czplan.export.plain_text import encoded, text

    return encoded(text(table, form), encoding)


def folder(ds: Dataset, frame: pd.DataFrame) -> dict[str, bytes]:
    """Return the files of a Frictionless data package by name."""
    from czplan.export import tables
    from czplan.export.package import package

    sources = []
    for source in ds.source_records.values():
        cited = {"title": f"{source.title.zh}（{source.publisher}）"}
        if source.url:
            cited["path"] = source.url
        sources.append(cited)
    place = ds.place
    return package(
        tables.all_tables(ds, frame),
        name="czplan",
        title={
            "zh": f"{place.zh}规划目标与进展",
            "en": f"{place.en}: plan goals and how far they are",
        },
        description={
            "zh": "规划目标、公布的数据与评估结论。数值以指标的基本单位计，比率为小数。",
            "en": "Stated plan goals, reported figures and verdicts. Values are in the "
            "indicator's base unit; ratios are fractions.",
        },
        licence=ds.licence,
        sources=sources,
        links=tables.LINKS,
    )


def _about(ds: Dataset) -> str:
    """Return what a data set is about in a line of both languages."""
    place = ds.place
    return f"{place.zh}规划目标 · {place.en}: plan goals" if place.zh else "czplan"


def _given(frame: pd.DataFrame | None) -> pd.DataFrame:
    if frame is None:
        raise ValueError("the verdict rows are needed unless a table is named")
    return frame
