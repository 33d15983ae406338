"""Tables as an Excel workbook: a sheet a table, and one that says what the columns mean.

Numbers are numbers and text is text: nothing from a data set becomes a formula or a link.
Headers are frozen and filterable, widths fit Chinese, verdicts carry their family's colour.
The workbook's dates are fixed, so that the same rows give the same bytes.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan import vocabulary
from czplan.export.columns import FileColumn
from czplan.export.people import HEAD, NAMES, VERDICT, Line
from czplan.export.rows_as_text import cell
from czplan.unable import Unable
from czplan.views import layout

if TYPE_CHECKING:
    from czplan.export.table import Table

MAX_ROWS = 1_048_575
"""Rows below the header that a sheet can hold (Excel's specification)."""
MAX_COLUMNS = 16_384
"""Columns that a sheet can hold (Excel's specification)."""
MAX_TEXT = 32_767
"""Characters that a cell can hold (Excel's specification)."""
MIN_WIDTH, MAX_WIDTH = 8, 48

FILLS = {
    "met": ("#D3EFD8", "#0B4A1B"),
    "on-course": ("#D2ECF2", "#0A4454"),
    "behind": ("#FBE9C0", "#5C3B00"),
    "missed": ("#F9D5D2", "#6E1210"),
    "open": ("#E9EAEC", "#33373D"),
}
"""Fill and ink of a verdict's cell, by family; each pair has a contrast above 7 to 1."""


_AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""What keeps text from becoming something else in a workbook."""


class TooBigError(Unable):
    """A table has more rows or columns, or a cell more text, than a sheet can hold."""


def text_workbook(name: str, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """Return rows as the bytes of an .xlsx file of one sheet, every cell text.

    What is text stays as it is in a spreadsheet: no 2025-09 and no 2:1 becomes a date or a time.
    """
    import xlsxwriter

    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, _AS_TEXT) as book:
        book.set_properties({"title": "czplan", "created": datetime.datetime(2000, 1, 1)})
        sheet, text = book.add_worksheet(name), book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 1)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, min(max(layout.cells(column) + 2, MIN_WIDTH), MAX_WIDTH), text)
        for number, cells in enumerate([columns, *([row.get(c) for c in columns] for row in rows)]):
            for at, value in enumerate(cells):
                _fits(shown := cell(value), columns[at], number)
                if shown:
                    sheet.write_string(number, at, shown, text)
    return sink.getvalue()


def workbook(
    tables: Sequence[Table], first: Sequence[Line] | None = None, lang: str = "zh"
) -> bytes:
    """Return the tables as the bytes of one .xlsx file, a sheet each, then the columns' meaning.

    `first` holds the lines of the sheet for people in front of them, in `lang`.

    Raises:
        TooBigError: a table doesn't fit a sheet.
    """
    import xlsxwriter

    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, _AS_TEXT) as book:
        book.set_properties({"title": "czplan", "created": datetime.datetime(2000, 1, 1)})
        styles = _styles(book)
        if first is not None:
            _for_people(book, first, lang, styles)
        for table in tables:
            _sheet(book, table, styles)
        _meanings(book, tables, styles)
    return sink.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "wrap": book.add_format({"valign": "top", "text_wrap": True}),
        "integer": book.add_format({"valign": "top", "num_format": "0"}),
        "base": book.add_format({"valign": "top", "num_format": "#,##0.######"}),
        "fraction": book.add_format({"valign": "top", "num_format": "0.0%"}),
    }
    for family, (fill, ink) in FILLS.items():
        styles[family] = book.add_format({"valign": "top", "bg_color": fill, "font_color": ink})
    return styles


def _sheet(book: Any, table: Table, styles: dict[str, Any]) -> None:
    if len(table) > MAX_ROWS:
        raise TooBigError(
            f"{table.name} 有 {len(table)} 行，一张工作表最多 {MAX_ROWS} 行；请用 csv 或 parquet",
            f"{table.name} has {len(table)} rows and a sheet holds {MAX_ROWS}: use csv or parquet",
        )
    if len(table.columns) > MAX_COLUMNS:
        raise TooBigError(
            f"{table.name} 有 {len(table.columns)} 列，一张工作表最多 {MAX_COLUMNS} 列；"
            "请用 csv 或 parquet，或减少指标、年份",
            f"{table.name} has {len(table.columns)} columns and a sheet holds {MAX_COLUMNS}: "
            "use csv or parquet, or ask for fewer indicators or years",
        )
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 1)
    if table.columns:
        sheet.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)
    families = _families(table)
    for place, column in enumerate(table.columns):
        values = table.values(column)
        sheet.set_column(place, place, _width(column, values))
        sheet.write_string(0, place, column.name, styles["head"])
        for row, value in enumerate(values, start=1):
            style = _style(column, styles)
            if column.name in ("status", "family") and families[row - 1] in FILLS:
                style = styles[families[row - 1]]
            _cell(sheet, row, place, column, value, style)


def _for_people(book: Any, lines: Sequence[Line], lang: str, styles: dict[str, Any]) -> None:
    """Add the sheet that a reader opens on: a line a goal, coloured by its family."""
    if len(lines) > MAX_ROWS:
        return  # the table of verdicts says so
    sheet = book.add_worksheet(NAMES[lang])
    head = HEAD[lang]
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(lines), 1), len(head) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    _headed(sheet, head, (30, 24, 7, 28, 20, 18, 34, 36), styles)
    for row, (family, cells) in enumerate(lines, start=1):
        for place, value in enumerate(cells):
            if value is None:
                continue
            style = styles.get(family, styles["wrap"]) if place == VERDICT else styles["wrap"]
            if isinstance(value, int):
                sheet.write_number(row, place, value, styles["integer"])
            else:
                _fits(value, head[place], row)
                sheet.write_string(row, place, value, style)


def _headed(
    sheet: Any, names: Sequence[str], widths: Sequence[float], styles: Mapping[str, Any]
) -> None:
    """Write the first row of a sheet, each column as wide as it should be."""
    for place, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, styles["head"])


def _fits(text: str, column: str, row: int) -> None:
    """Refuse a text that a cell can't hold.

    Raises:
        TooBigError: it has too many characters.
    """
    if len(text) > MAX_TEXT:
        raise TooBigError(
            f"{column} 第 {row} 行的文字超过 {MAX_TEXT} 字，Excel 容不下；请用 csv",
            f"the text of {column} in row {row} has more than {MAX_TEXT} characters, "
            "too many for Excel: use csv",
        )


def _families(table: Table) -> list[str]:
    """Return the family of each row's verdict, empty where the table holds none."""
    names = {column.name: column for column in table.columns}
    if "family" not in names:
        return [""] * len(table)
    return [value or "" for value in table.values(names["family"])]


def _style(column: FileColumn, styles: dict[str, Any]) -> Any:
    if column.type == "number":
        return styles["fraction" if column.unit == "fraction" else "base"]
    return styles["integer" if column.type == "integer" else "text"]


def _cell(sheet: Any, row: int, place: int, column: FileColumn, value: Any, style: Any) -> None:
    if value is None:
        return
    if column.type in ("integer", "number"):
        sheet.write_number(row, place, value, style)
    elif column.type == "boolean":
        sheet.write_boolean(row, place, value, style)
    else:
        text = ";".join(value) if column.type == "array" else value
        _fits(text, column.name, row)
        if text:
            sheet.write_string(row, place, text, style)


def _width(column: FileColumn, values: Sequence[Any]) -> float:
    """Return a width in characters that fits the header and most of the first rows' text."""
    widest = layout.cells(column.name) + 2  # the filter's button
    for value in values[:500]:
        if value is None:
            continue
        if column.type == "number":
            shown = f"{value:.1%}" if column.unit == "fraction" else f"{value:,.6g}"
        else:
            shown = ";".join(value) if column.type == "array" else str(value)
        widest = max(widest, layout.cells(shown) + 1)
    return float(min(max(widest, MIN_WIDTH), MAX_WIDTH))


def _meanings(book: Any, tables: Sequence[Table], styles: dict[str, Any]) -> None:
    """Add the sheet that explains every column and every code of a closed vocabulary."""
    sheet = book.add_worksheet("columns")
    sheet.freeze_panes(1, 2)
    head = ("table", "column", "type", "unit", "zh", "en", "about_zh", "about_en")
    _headed(sheet, head, (12, 20, 10, 10, 18, 24, 48, 60), styles)
    row = 1
    for table in tables:
        for column in table.columns:
            line = (
                table.name, column.name, column.type, column.unit,
                column.zh, column.en, column.about("zh"), column.about("en"),
            )  # fmt: skip
            for place, text in enumerate(line):
                if text:
                    sheet.write_string(row, place, text, styles["wrap" if place > 5 else "text"])
            row += 1
    _codes(book, styles)


def _codes(book: Any, styles: dict[str, Any]) -> None:
    """Add the sheet that names the codes of every closed vocabulary in both languages."""
    sheet = book.add_worksheet("codes")
    sheet.freeze_panes(1, 2)
    _headed(sheet, ("of", "code", "zh", "en"), (12, 24, 24, 40), styles)
    row = 1
    for name, words in _VOCABULARIES.items():
        for word in words.values():
            family = word.code if name == "family" else getattr(word, "family", "")
            style = styles.get(family, styles["text"])
            for place, text in enumerate((name, word.code, word.zh, word.en)):
                sheet.write_string(row, place, text, style if place == 1 else styles["text"])
            row += 1


_VOCABULARIES: Mapping[str, Mapping[str, vocabulary.Term]] = {
    "family": vocabulary.FAMILIES,
    "status": vocabulary.STATUSES,
    "kind": vocabulary.KINDS,
    "operator": vocabulary.OPERATORS,
    "actual_sure": vocabulary.SURE,
    "actual_status": vocabulary.FIGURE_STATUSES,
    "binding": vocabulary.BINDINGS,
    "grade": vocabulary.GRADES,
    "confidence": vocabulary.CONFIDENCES,
    "flags": vocabulary.FLAGS,
    "theme": vocabulary.THEMES,
}
