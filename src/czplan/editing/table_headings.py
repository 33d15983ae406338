"""What the columns of somebody else's table are: fields, years, units, or parts of a figure.

One figure a row, or one column a year. A column that says in what the figures are counted is used;
one that divides them (by sex, by district, by anything that varies within one indicator and period)
is refused by name: the parts of a figure are no reports of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from czplan.editing.addition import FIGURE
from czplan.editing.period_words import is_period, may_be_period, read_period
from czplan.editing.table_units import BRACKET, NO_MEASURES, is_beside, units_beneath, units_said
from czplan.faults import Both
from czplan.format.types import digits
from czplan.quantity.units import is_unit
from czplan.sheets import CellTable, SheetFault, check_cell, column_name

HEADINGS: dict[str, tuple[str, ...]] = {
    "indicator": ("指标", "指标名称", "指标编号", "indicator id", "indicator name"),
    "period": ("时期", "期间", "年份", "年度", "年", "year", "time period"),
    "stated": ("措辞", "表述", "原文数", "数据", "figure", "wording"),
    "value": ("数值", "值", "obs value"),
    "outcome": ("结果", "进展", "完成情况"),
    "source": ("来源", "来源编号", "出处", "source id"),
    "text": ("原文", "引文", "原文短语", "quote"),
    "line": ("行", "行号"),
    "page": ("页", "页码"),
    "section": ("章节",),
    "status": ("状态", "数据状态"),
    "basis": ("口径", "价格口径", "price basis"),
    "scope": ("范围",),
    "restated": ("口径已变", "口径变化"),
    "note": ("备注", "说明", "注", "remark"),
    "note_zh": (),
    "note_en": (),
    "place": (),
    "of": ("统计年度", "统计年份"),
    "proxy": ("相近指标", "相近口径"),
    "confidence": (),
    "also": (),
    "reading": (),
    "extracted": (),
    "accepted": (),
    "unit": (
        *("单位", "计量单位", "数据单位", "数值单位", "指标单位", "量纲", "unit measure", "units"),
        *("unit of measure", "unit of measurement", "measurement unit", "measured in", "uom"),
    ),
}
"""Field -> other names that a column may have; the field's own name always counts."""

UNIT = "unit"
"""The column that says in what a figure is counted; no field of a record."""

_PARTS_BY = re.compile(
    r"性别|地区|区县|县区|市县|区域|年龄|城乡|民族|行业|产业|类型|类别|分组|sex|gender|age|region|area"
    r"|district|county|urban|rural|location|disability|education|group|disaggregation|ref area"
)
"""Headings of columns that divide a figure."""

_PARTS_OF_YEAR = re.compile(r"月份?|月度|季度?|半年|months?|quarters?|时段")
_YEAR_WHOLE = frozenset({"全年", "年", "1-12月", "1—12月", "year", "annual", "annually"})
"""What stands in a column of months where the figure is the year's."""

_MARKS = "*＊†①②③④⑤⑥⑦⑧⑨⑩ "
_SCALES = re.compile(r"unit mult(?:iplier)?|倍率|数量级|scale|multiplier")
_WHOLE = frozenset(
    {
        "",
        "total",
        "all",
        "合计",
        "总计",
        "全部",
        "全市",
        "全体",
        "t",
        "_t",
        "both",
        "both sexes",
        "不分",
        "-",
        "—",
    }
)
"""What stands in such a column where the figure is undivided."""

_COUNTERS = re.compile(r"序号|编号|index|no|number|unnamed: \d+|#|id")
_HEADED = 20
"""So many rows may stand above the headings: a title, a note of the unit."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its columns understood.

    Attributes:
        columns: field -> number of its column, from 0; `unit` may be among them.
        years: period, or what is one of a state alone (2025Q2), -> number of its column, where
            there is one column a year.
        notes_at: columns whose words belong to a row and are no figure: notes, and unknown ones.
        units: number of a column of figures -> what its heading's brackets, or the row beneath
            the headings, say that they are counted in.
        units_around: what other headings, or lines above and below, say of all figures.
        ignored: headings that name no field.
        rows: number of the row in the file, from 1, with its cells; no notes below the table.
        table: the cells.
    """

    columns: Mapping[str, int]
    years: Mapping[str, int]
    notes_at: Collection[int]
    units: Mapping[int, str]
    units_around: Collection[str]
    ignored: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    table: CellTable

    @property
    def encoding(self) -> str:
        """The encoding of a text file where it isn't UTF-8, else empty."""
        return self.table.encoding

    @property
    def notes(self) -> Sequence[Both]:
        """What a reader should know of how the file was read."""
        return self.table.notes


def with_fields(table: CellTable, own: Collection[str] = ()) -> Sheet:
    """Find the headings of a table and what each column is.

    `own`: names of the place that the figures are of; a column of them divides nothing.

    Raises:
        SheetFault: a column that there must be is lacking, two mean one field, or a column divides
            the figures or scales them.
    """
    if not table.rows:
        sheet_zh = f" 的工作表 {table.sheet} " if table.sheet else " "
        sheet_en = f"sheet {table.sheet} of " if table.sheet else ""
        raise SheetFault(
            f"{table.name}{sheet_zh}里没有内容", f"there is nothing in {sheet_en}{table.name}"
        )
    found = next(
        (at for at, (_, cells) in enumerate(table.rows[:_HEADED]) if _is_header(cells)), None
    )
    if found is None:
        raise _no_headings(table)
    header = table.rows[found][1]
    columns, ignored = _columns(header)
    _find_units(columns, ignored, header, table.rows[found + 1 :])
    years = {} if "period" in columns else _year_columns(header)
    figures = {*years.values(), *(columns[name] for name in FIGURE[:2] if name in columns)}
    units = {at: said[1].strip() for at in figures if (said := BRACKET.search(header[at]))}
    rows = table.rows[found + 1 :]
    if rows and (beneath := units_beneath(rows[0][1], figures - {*units})):
        units |= beneath
        rows = rows[1:]
    below = [each for each in rows if is_beside(each[1])]
    rows = [each for each in rows if each not in below]
    if rows and _is_second_heading(rows[0][1], header, columns["indicator"], figures):
        raise SheetFault(
            f"第 {rows[0][0]} 行像第二行表头：表头合成一行，每列一个时期；"
            "增速、占比等是别的指标，各占一行",
            f"row {rows[0][0]} looks like a second row of headings: join them in one row, a column"
            " a period; growth, shares and the like are indicators of their own, in rows of theirs",
        )
    index = _index_column(header, rows)
    for at, cells in rows:
        _sound(at, cells, header, {*columns.values(), *years.values()}, index)
    _own_figures(table, columns, years)
    around = units_said([heading for at, heading in enumerate(header) if at not in figures])
    around |= units_said([header[columns["indicator"]]], bare=True)
    for _, cells in (*table.rows[:found], *below):
        around |= units_said(cells, bare=True)
    taken = {at for field, at in columns.items() if not field.startswith("note")}
    beside = set(range(len(header))) - taken - {*years.values(), *index}
    sheet = Sheet(columns, years, beside, units, around, ignored, rows, table)
    _undivided(sheet, header, index, {name.casefold() for name in own})
    return sheet


def _field(heading: str) -> str | None:
    """Return the field that a heading names, with or without a unit in brackets."""
    return _KNOWN.get(_plain(heading)) or _KNOWN.get(_plain(BRACKET.sub("", heading)))


def _fields(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, heading in enumerate(header):
        if (field := _field(heading)) is not None:
            found.setdefault(field, at)
    return found


def _is_header(header: Sequence[str]) -> bool:
    """Tell whether a row names the columns that there must be."""
    fields = _fields(header).keys()
    figures = "period" in fields and not fields.isdisjoint(FIGURE)
    return "indicator" in fields and (figures or bool(_year_columns(header)))


def _year_columns(header: Sequence[str]) -> dict[str, int]:
    """Return the columns whose heading is a period: 2024年, 2025.

    Raises:
        SheetFault: two columns are of one period, of which only one could be taken.
    """
    found: dict[str, int] = {}
    for at, heading in enumerate(header):
        said = _time(heading)
        if not may_be_period(said):
            continue
        period = period if is_period(period := read_period(said)) else said
        first = found.setdefault(period, at)
        if first != at:
            raise SheetFault(
                f"有两列都是同一时期：第 {first + 1} 列 {header[first]}、"
                f"第 {at + 1} 列 {heading}；只留一列",
                f"two columns are of one period: {header[first]} (column {first + 1}) and {heading}"
                f" (column {at + 1}); keep one",
            )
    return found


def _time(heading: str) -> str:
    """Return a heading without the unit or the mark of a note at its end: 2025（亿元）, 2025年*."""
    return BRACKET.sub("", heading.rstrip(_MARKS)).rstrip(_MARKS)


def _no_headings(table: CellTable) -> SheetFault:
    """Say which column the fullest row above lacks to be the row of headings."""
    row, header = max(table.rows[:_HEADED], key=lambda each: len(_fields(each[1])))
    fields = _fields(header)
    lacking: list[str] = []
    for wanted in (("indicator",), ("period",), FIGURE):
        if not any(field in fields for field in wanted):
            lacking = list(wanted)
            break
    zh = "、".join(f"{field}（{HEADINGS[field][0]}）" for field in lacking)
    en = " or ".join(lacking)
    return SheetFault(
        f"表头缺少 {zh}；最像表头的是第 {row} 行：{'、'.join(header)}。每行一个数，或每年一列",
        f"there is no column {en}; the headings row looked at is row {row}: {', '.join(header)}."
        " One figure a row, or one column a year",
    )


def _is_second_heading(
    cells: Sequence[str], header: Sequence[str], indicator: int, figures: Collection[int]
) -> bool:
    """Tell whether a row beneath the headings, with no name of its own, has words for figures."""
    own = [cell_at(cells, at) for at in figures]
    return (
        cell_at(cells, indicator) in ("", header[indicator])
        and any(own)
        and not any(re.search(r"\d", digits(cell)) for cell in own)
    )


def _index_column(
    header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]
) -> frozenset[int]:
    """Return the columns that only number the rows, as pandas writes one without a heading."""
    found = set()
    for at in range(max((len(cells) for _, cells in rows), default=0)):
        heading = header[at] if at < len(header) else ""
        if heading and not _COUNTERS.fullmatch(_plain(heading)):
            continue
        cells = [cells[at] if at < len(cells) else "" for _, cells in rows]
        numbers = [str(number) for number in range(len(cells) + 1)]
        if heading or cells in (numbers[:-1], numbers[1:]):
            found.add(at)
    return frozenset(found)


def _sound(
    row: int, cells: Sequence[str], header: Sequence[str], used: set[int], index: frozenset[int]
) -> None:
    """Refuse a row with a cell under no heading, as a comma in a number makes one, or an error."""
    for at, cell in enumerate(cells):
        if cell and at not in index and (at >= len(header) or not header[at]):
            raise SheetFault(
                f"第 {row} 行的“{cell}”没有列名；含逗号的文字要加引号",
                f"row {row}: there is no heading above {cell}; put text with a comma in quotes",
            )
        if at in used:
            check_cell(row, at, cell)


def _own_figures(table: CellTable, columns: Mapping[str, int], years: Mapping[str, int]) -> None:
    """Refuse a figure that is merged over several rows: whose is it?"""
    figures = {*years.values(), *(columns[name] for name in FIGURE if name in columns)}
    shared = sorted(each for each in table.merged if each[1] in figures)
    if shared:
        row, at = shared[0]
        raise SheetFault(
            f"第 {row} 行 {column_name(at)} 列的数与上一行合并：写明各行自己的数",
            f"row {row}, column {column_name(at)}: the figure is merged with the row above: give"
            " each row its own",
        )


def _columns(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Return which column holds which field, and the headings that name none."""
    columns: dict[str, int] = {}
    ignored = []
    for at, heading in enumerate(header):
        if (field := _field(heading)) is None:
            if heading and not may_be_period(_time(heading)):
                ignored.append(heading)
        elif field in columns:
            raise SheetFault(
                f"有两列都是 {field}：{header[columns[field]]}、{heading}",
                f"two columns are {field}: {header[columns[field]]} and {heading}",
            )
        else:
            columns[field] = at
    return columns, ignored


def _find_units(
    columns: dict[str, int],
    ignored: list[str],
    header: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
) -> None:
    """Take the column whose cells are all units for that of units, if none is named.

    Cells that only say how often or where (频率: 年) make none, nor does a heading that names an
    office (主办单位, business unit).
    """
    for heading in list(ignored):
        at = header.index(heading)
        cells = {cell_at(row, at) for _, row in rows} - {""}
        if UNIT in columns or cells <= NO_MEASURES or _PARTS_BY.search(_plain(heading)):
            continue
        if all(map(is_unit, cells)):
            columns[UNIT] = at
            ignored.remove(heading)


def _plain(heading: str) -> str:
    """Return a heading without what people write differently."""
    joined = re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", heading)  # 指 标
    joined = re.sub(r"(?<=[\u3400-\u9fff])\s+[A-Za-z][A-Za-z\s]*$", "", joined)  # 指标 Item
    return re.sub(r"[\s_\-]+", " ", joined).strip().casefold()


_KNOWN = {_plain(name): field for field, names in HEADINGS.items() for name in (field, *names)}


def _undivided(
    sheet: Sheet, header: Sequence[str], index: frozenset[int], own: Collection[str]
) -> None:
    """Refuse columns that divide a figure or scale it: parts of a figure are no reports of it.

    Raises:
        SheetFault: with the names of the columns.
    """
    taken = {*sheet.columns.values(), *sheet.years.values(), *index}
    keys = [sheet.columns[name] for name in ("indicator", "period", "scope", "source", "unit")
            if name in sheet.columns]  # fmt: skip
    groups: dict[tuple[str, ...], list[Sequence[str]]] = {}
    for _, cells in sheet.rows:
        groups.setdefault(tuple(cell_at(cells, at) for at in keys), []).append(cells)
    dividing = []
    for at, heading in enumerate(header):
        if at in taken or not heading:
            continue
        name = _plain(heading)
        values = {cell_at(cells, at).casefold() for _, cells in sheet.rows}
        if _SCALES.fullmatch(name):
            if values - {"", "0", "1"}:
                dividing.append(heading)
        elif _PARTS_BY.search(name) or _PARTS_OF_YEAR.fullmatch(name):
            if (
                values
                - _WHOLE
                - {*own}
                - (_YEAR_WHOLE if _PARTS_OF_YEAR.fullmatch(name) else set())
            ):
                dividing.append(heading)
        elif any(len({cell_at(cells, at) for cells in group}) > 1 for group in groups.values()):
            dividing.append(heading)
    if dividing:
        raise SheetFault(
            f"这些列把一个数拆成了几个部分：{'、'.join(dividing)}。只留合计的行，删去这些列",
            f"these columns divide a figure into parts: {', '.join(dividing)}. Keep only the rows"
            " of the whole, and delete these columns",
        )


def cell_at(cells: Sequence[str], at: int) -> str:
    """Return the text of a cell of a row; empty beyond the row's end."""
    return cells[at] if at < len(cells) else ""
