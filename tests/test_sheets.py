"""Tables that somebody else made: a cell means what it shows; nothing is read without bounds."""

from __future__ import annotations

import contextlib
import datetime
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from czplan.editing.period_words import is_period, read_period
from czplan.editing.table_headings import with_fields
from czplan.ladder.companies import CompaniesError, read_companies
from czplan.sheets import CellTable, SheetFault, grid, read_cells, read_stream, workbook
from czplan.sheets.cells import NOT_SHOWN
from czplan.sheets.number_formats import show, show_text


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("5.2", '0.0"%"', "5.2%"),
        ("5.2", "0.0\\%", "5.2%"),
        ("0.052", "0.0%", "5.2%"),
        ("0.0523456789", "0.0%", "5.2%"),
        ("0.05", "0%_)", "5%"),
        ("10813.6", '#,##0.0"亿元"', "10813.6亿元"),
        ("10813.64", '#,##0.0"亿元"', "10813.6亿元"),
        ("50", '0"万辆"', "50万辆"),
        ("500000", '#,##0,"万"', "500万"),
        ("1234567", "0.0,,", "1.2"),
        ("0.00005", "General", "0.00005"),
        ("1E+21", "General", "1000000000000000000000"),
        ("2025", "General", "2025"),
        ("0.30000000000000004", "General", "0.3"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("-3.4", "0.0;(0.0)", "-3.4"),
        ("-3.4", "0.0;[Red]-0.0", "-3.4"),
        ("-3.4", "#,##0.0_);(#,##0.0)", "-3.4"),
        ("-0.04", "0.0", "0.0"),
        ("-0.04", "0.0;[Red]0.0", "0.0"),
        ("-3.4", '0.0%;"下降"0.0%', "下降340.0%"),
        ("0", '0;-0;"—"', "—"),
        ("7", "[$¥-804]#,##0.00", "¥7.00"),
        ("7.5", "0.##", "7.5"),
        ("7", "0.##", "7"),
        ("45565", "yyyy-mm-dd", "2024-09-30"),
        ("45565", 'yyyy"年"m"月"', "2024年9月"),
        ("45565", "yyyy", "2024"),
        ("5", "@", "5"),
        ("5", '"约"0"家"', "约5家"),
        ("12345", "0.0,", "12.3"),
        ("1234567", "#,##0,.0", "1234.6"),
        ("12345", "#,##0.0,,;-#", "0.0"),
        ("5", "* 0.0_)", "5.0"),
        ("5", "00000", "00005"),
        ("0", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-"),
        ("45565", "[$-804]yyyy/m/d", "2024-09-30"),
    ],
)  # fmt: skip
def test_a_number_shows_as_its_format_has_it(value: str, code: str, shown: str) -> None:
    assert show(Decimal(value), code) == shown


@pytest.mark.parametrize(
    "code",
    [
        *("# ?/?", "0.00E+00", "[DBNum1]0", "[>100]0;1", "0 0 0", "0**", "*50", '0"x",', "0.0.0"),
        *('@"家"', "m月", "mm-dd", "d", "yyyy", "[$-130000]yyyy", "bbbb", 'yyyy"亿元"'),
    ],
)  # fmt: skip
def test_a_format_that_is_not_known_is_refused(code: str) -> None:
    table = CellTable(
        "x", [(1, ["indicator", "period", "value"]), (2, ["a", "2025", show(Decimal(5), code)])]
    )
    with pytest.raises(SheetFault, match="row 2, column C"):
        with_fields(table)


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("80", "General", "80"),
        ("80", "@", "80"),
        ("80", '0;0;0;"约"@"万辆"', "约80万辆"),
        ("80", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "80"),
        ("80", ";;;", NOT_SHOWN + ";;;"),
        ("80", "0;0;0;@*x", NOT_SHOWN + "0;0;0;@*x"),
    ],
)
def test_a_text_shows_as_its_format_has_it(text: str, code: str, shown: str) -> None:
    assert show_text(text, code) == shown


@pytest.mark.parametrize("code", ["0.0;[Red]0.0", "0.0%;0.0%", ";;;", '0.0;"约"0.0'])
def test_a_format_that_hides_the_number_or_its_sign_is_refused(code: str) -> None:
    assert show(Decimal("-3.4"), code) == NOT_SHOWN + code


@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 6))
def test_digits_shown_are_those_of_the_number(value: Decimal, places: int) -> None:
    shown = show(value, "#,##0." + "0" * places if places else "#,##0")
    assert abs(Decimal(shown) - value) <= Decimal(1).scaleb(-places) / 2
    assert Decimal(show(value, "General")) == +value.normalize(openpyxl_context())


def openpyxl_context() -> object:
    from decimal import ROUND_HALF_UP, Context

    return Context(prec=15, rounding=ROUND_HALF_UP)


Book = Callable[[openpyxl.Workbook], None]


def saved(tmp_path: Path, fill: Book) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    book.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


def sharing(tmp_path: Path) -> Path:
    """Return a workbook whose cells share their texts."""
    path = tmp_path / "shared.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["一", "二"])
    return path


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Return a copy of a workbook with one part changed."""
    copy = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return copy


SHEET = "xl/worksheets/sheet1.xml"


def three_rows(book: openpyxl.Workbook) -> None:
    for row in (
        ["指标", "年份", "数据", "状态"],
        ["gdp", 2024, "5%", "预计"],
        ["gdp", 2025, "6%", ""],
    ):
        book.active.append(row)


@pytest.mark.parametrize("ref", ["A1", "A1:C2", "A1:A9999999", "", "nonsense"])
def test_no_dimension_is_believed(tmp_path: Path, ref: str) -> None:
    path = saved(tmp_path, three_rows)
    whole = read_cells(path).rows

    def wrong(xml: bytes) -> bytes:
        start = xml.index(b"<dimension")
        end = xml.index(b"/>", start) + 2
        return xml[:start] + f'<dimension ref="{ref}"/>'.encode() + xml[end:]

    assert read_cells(rewritten(path, SHEET, wrong)).rows == whole
    assert [len(cells) for _, cells in whole] == [4, 4, 3]


def test_what_cells_hold(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet["B3"] = datetime.date(2024, 9, 30)
        sheet["C3"] = True
        sheet["D3"] = 2025.0
        sheet["E3"] = "=1+1"
        sheet["F3"] = " 近 80 万辆 "
        sheet["XF3"] = ""

    rows = read_cells(saved(tmp_path, fill)).rows
    assert rows == [(3, ["", "2024-09-30", "true", "2025", "#FORMULA!", "近 80 万辆"])]


def test_hidden_sheets_rows_and_columns_are_told(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        three_rows(book)
        book.active.sheet_state = "hidden"
        second = book.create_sheet("明细")
        second.append(["a"])
        second.append(["b"])
        second["AB1"] = "c"
        second.row_dimensions[2].hidden = True
        for column in ("AA", "AB", "AC"):
            second.column_dimensions[column].hidden = True

    table = read_cells(saved(tmp_path, fill))
    assert (table.sheet, [cells[0] for _, cells in table.rows]) == ("明细", ["a", "b"])
    assert [note.en for note in table.notes] == [
        "hidden rows are read too: rows 2",
        "hidden columns are read too: columns AB",
        "the first sheet is hidden: 明细 is read",
    ]


def run(text: str, how: str = "") -> str:
    return f"<r><rPr>{how}</rPr><t>{text}</t></r>"


RAISED = '<vertAlign val="superscript"/>'
RICH = {
    run("80") + run("1", RAISED) + run("万辆"): "80¹万辆",
    run("10")
    + run("4", RAISED)
    + run("吨CO")
    + run("2", '<vertAlign val="subscript"/>'): "10⁴吨CO₂",
    run("80") + run("万", RAISED) + run("辆"): "#FORMAT!superscript 万",
    run("80") + run("90", "<strike/>") + run("万辆"): "#STRUCK!",
    run("80", '<strike val="0"/>') + run("万辆"): "80万辆",
    '<t>八十万</t><rPh sb="0" eb="1"><t>90</t></rPh><phoneticPr fontId="1"/>': "八十万",
    "<t>80_x000D__x0031_万_x005F_x0031_辆_xD83D__xDE00_</t>": "80\r1万_x0031_辆😀",
}


@pytest.mark.parametrize(("xml", "shown"), RICH.items())
def test_a_text_is_what_its_runs_show(tmp_path: Path, xml: str, shown: str) -> None:
    """A raised 1 is never glued to a number; what is crossed out or said aloud is no part of it."""

    def shared(part: bytes) -> bytes:
        return _swapped(part, "<t>一</t>".encode(), xml.encode())

    path = rewritten(sharing(tmp_path), "xl/sharedStrings.xml", shared)
    assert read_cells(path).rows == [(1, [shown, "二"])]
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is>{xml}</is></c></row>'
    path = rewritten(saved(tmp_path, three_rows), SHEET, huge(cell))
    assert read_cells(path).rows == [(1, [shown])]


def test_a_cell_that_is_crossed_out_is_refused_by_its_address(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        three_rows(book)
        book.active["C3"].font = openpyxl.styles.Font(strike=True)

    with pytest.raises(SheetFault, match="row 3, column C: words that are crossed out"):
        with_fields(read_cells(saved(tmp_path, fill)))


def test_an_archive_that_is_locked_is_named_so(tmp_path: Path) -> None:
    data = bytearray(saved(tmp_path, three_rows).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    with pytest.raises(SheetFault, match="protected by a password"):
        read_stream(io.BytesIO(bytes(data)), "t.xlsx")


def huge(cells: str) -> Callable[[bytes], bytes]:
    def change(xml: bytes) -> bytes:
        start, end = xml.index(b"<sheetData>") + 11, xml.index(b"</sheetData>")
        return xml[:start] + cells.encode() + xml[end:]

    return change


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>',
        "<row><c><v>1</v></c></row>" * 2_000,
        "<row/>" * 5_000,
        f'<row r="1"><c r="A1" t="str"><v>{"x" * 200_000}</v></c></row>',
        "<row>" + f'<c t="str"><v>{"x" * 90_000}</v></c>' * 3 + "</row>",
    ],
    ids=["far away", "many cells", "many rows", "long cell", "much text"],
)
def test_size_is_bounded(tmp_path: Path, cells: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MOST_CELLS", 1_000)
    monkeypatch.setattr(grid, "MOST_TEXT", 200_000)
    monkeypatch.setattr(workbook, "MOST_ELEMENTS", 4_500)
    path = rewritten(saved(tmp_path, three_rows), SHEET, huge(cells))
    with pytest.raises(SheetFault, match="too large"):
        read_cells(path)


def test_a_part_that_unpacks_to_much_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def long(xml: bytes) -> bytes:
        return xml.replace(b"</sst>", b"<si><t>" + b"x" * 2_000_000 + b"</t></si></sst>")

    path = rewritten(sharing(tmp_path), "xl/sharedStrings.xml", long)
    assert [cells for _, cells in read_cells(path).rows] == [["一", "二"]]
    for name in ("MOST_PART", "MOST_TEXT"):
        with monkeypatch.context() as patch:
            patch.setattr(workbook, name, 1_000_000)
            with pytest.raises(SheetFault, match="too large"):
                read_cells(path)


def _swapped(xml: bytes, old: bytes, new: bytes) -> bytes:
    assert old in xml
    return xml.replace(old, new, 1)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET, lambda xml: xml[: len(xml) // 2]),
        ("xl/workbook.xml", lambda xml: b"<workbook/>"),
        ("xl/workbook.xml", lambda xml: _swapped(xml, b"r:id=", b"r:jd=")),
        (SHEET, lambda xml: _swapped(xml, b'<c r="B2"', b'<c r="B2" s="9"')),  # no such style
        ("xl/workbook.xml", lambda xml: b'<!DOCTYPE w [<!ENTITY a "b">]>' + xml),
        ("xl/styles.xml", lambda xml: xml.replace(b'numFmtId="', b'numFmtId="x')),
        *(
            (SHEET, lambda xml, old=old, new=new: _swapped(xml, old, new))
            for old, new in (
                (b'r="B2"', b'r="2B"'),  # a cell that is nowhere, or in another row
                (b'r="B2"', b'r="$B$2"'),
                (b'r="B2"', b'r="B3"'),
                (b'r="B2"', b'r="A2"'),
                (b'<row r="3"', b'<row r="2"'),
                (b'<row r="3"', b'<row r="-3"'),
                (b'<row r="3"', b'<row r="99999999"'),
                (b"<v>2024</v>", b"<v>20_24</v>"),  # what isn't a number, or is two
                (b"<v>2024</v>", b"<v>NaN</v>"),
                (b"<v>2024</v>", "<v>２０２４</v>".encode()),
                (b"<v>2024</v>", b"<v>20</v><v>24</v>"),
                (b"<v>2024</v>", b"<is><t>2024</t></is>"),
                (b'r="B2"', b'r="B2" t="what"'),
                (b'<row r="3"', b'<row r="1"'),  # behind a later one
                (
                    b"</sheetData>",
                    b'</sheetData><mergeCells><mergeCell ref="A2:A3"/>'
                    b'<mergeCell ref="A3:A9"/></mergeCells>',
                ),
            )
        ),
    ],
)  # fmt: skip
def test_broken_workbooks_are_named_so(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(SheetFault, match=r"changed\.xlsx is no sound workbook"):
        read_cells(rewritten(saved(tmp_path, three_rows), part, change))


def test_bytes_that_cannot_be_unpacked(tmp_path: Path) -> None:
    path = saved(tmp_path, three_rows)
    data = bytearray(path.read_bytes())
    name = SHEET.encode()
    at = data.index(name) + len(name)
    data[at : at + 3] = b"\xff\xff\xff"  # no block of deflate begins so
    path.write_bytes(data)
    with pytest.raises(SheetFault, match="no sound workbook"):
        read_cells(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(SheetFault, match="no sound workbook"):
        read_cells(path)


def test_a_text_that_is_not_there(tmp_path: Path) -> None:
    for place in (b"9", b"-1"):
        cell = b"<v>" + place + b"</v>"
        path = rewritten(
            sharing(tmp_path), SHEET, lambda xml, cell=cell: xml.replace(b"<v>0</v>", cell)
        )
        with pytest.raises(SheetFault, match="no sound workbook"):
            read_cells(path)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    """Programs differ in which of them they read."""
    path = saved(tmp_path, three_rows)
    with zipfile.ZipFile(path, "a") as book:
        sheet = book.read(SHEET)
        with pytest.warns(UserWarning, match="Duplicate"):
            book.writestr(SHEET, sheet)
    with pytest.raises(SheetFault, match="two parts of one name"):
        read_cells(path)


def test_what_is_merged_down_a_column_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for number in range(1, 31):
            book.active.cell(number, 2, number)
        book.active["A2"] = "甲"

    def merged(xml: bytes) -> bytes:
        end = b"</sheetData>"
        cells = b'<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells>'
        return _swapped(xml, end, end + cells)

    path = rewritten(saved(tmp_path, fill), SHEET, merged)
    assert [cells[0] for _, cells in read_cells(path).rows] == ["", *["甲"] * 29]
    monkeypatch.setattr(grid, "MOST_CELLS", 40)
    with pytest.raises(SheetFault, match="cells"):
        read_cells(path)


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, data in parts.items():
            book.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("t.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("t.xls", OLD + bytes(99), "old workbook"),
        ("t.xlsx", archive(mimetype=OPEN_DOCUMENT), "OpenDocument"),
        ("t.ods", archive(mimetype=OPEN_DOCUMENT), "OpenDocument"),
        ("t.xlsx", archive(xl__workbook_dot_bin=b""), "xlsb"),
        ("t.xlsb", archive(xl__workbook_dot_bin=b""), "xlsb"),
        ("t.xlsx", archive(word__document_dot_xml=b""), "Word"),
        ("t.xlsx", archive(a=b""), "no workbook"),
        ("t.xlsx", b"indicator,period\n", "name"),
        ("t.xls", b"<html><table>", "web page"),
        ("t.csv", b"a,b\n1,\x002\n", "t.csv:2: a NUL"),
        ("t.csv", b"\xff\xfe\x00", "neither UTF-8"),
        ("t.csv", b"PK\x03\x04", "name it .xlsx"),
    ],
    ids=range(13),  # an archive holds the time at which it was made
)  # fmt: skip
def test_files_are_named_as_what_they_are(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SheetFault) as caught:
        read_cells(path)
    assert said in caught.value.en
    assert caught.value.zh
    with pytest.raises(CompaniesError):
        read_companies(path)  # the same reader


@given(st.binary(max_size=300), st.sampled_from(("t.xlsx", "t.csv")))
def test_any_bytes_give_a_table_or_a_fault(data: bytes, name: str) -> None:
    with contextlib.suppress(SheetFault):
        assert read_stream(io.BytesIO(data), name).name == name


def table(text: str) -> CellTable:
    return read_stream(io.BytesIO(text.encode()), "t.csv")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("indicator,Year,SEX,REF_AREA,Value\na,2025,,,5\na,2025,M,,6\n", ["SEX"]),
        ("indicator,Year,SEX,REF_AREA,Value\na,2025,M,,5\na,2025,,KZ,6\n", ["SEX", "REF_AREA"]),
        ("indicator,year,value,colour\na,2025,5,red\na,2025,6,blue\n", ["colour"]),
        ("indicator,year,value,性别\na,2025,5,男\n", ["性别"]),
        ("indicator,year,value,UNIT_MULT\na,2025,5,6\n", ["UNIT_MULT"]),
        ("指标,2024年,2025年,区县\na,5,6,新北区\na,1,2,武进区\n", ["区县"]),
    ],
)  # fmt: skip
def test_columns_that_divide_a_figure_are_refused_by_name(text: str, named: list[str]) -> None:
    with pytest.raises(SheetFault) as caught:
        with_fields(table(text))
    assert all(name in caught.value.en for name in named)


@pytest.mark.parametrize(
    "text",
    [
        "indicator,Year,SEX,Value\na,2025,total,5\na,2024,,6\n",
        "indicator,year,value,经办人\na,2025,5,甲\na,2024,6,乙\n",
        ",indicator,year,value\n0,a,2025,5\n1,a,2024,6\n",
        "序号,indicator,year,value\n1,a,2025,5\n2,a,2025,5\n",
        "2025年主要指标\n单位：亿元\nindicator,year,value\na,2025,5\n",
    ],
)
def test_columns_that_do_not_are_left_out(text: str) -> None:
    assert len(with_fields(table(text)).rows) >= 1


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("数据单位", "亿元 万元"), ("Unit of measure", "%"), ("货币单位", "亿元"), ("备用", "亿元 %")],
)  # fmt: skip
def test_a_column_of_units_is_used_whatever_its_heading(heading: str, cells: str) -> None:
    rows = "".join(f"a{n},2025,5,{cell}\n" for n, cell in enumerate(cells.split()))
    sheet = with_fields(table(f"indicator,year,value,{heading}\n{rows}"))
    assert sheet.columns["unit"] == 3
    assert heading not in sheet.ignored


def test_units_that_cannot_be_read_are_never_dropped_and_offices_are_none() -> None:
    sheet = with_fields(table("indicator,year,value,数据单位\na,2025,5,见注\n"))
    assert sheet.columns["unit"] == 3  # its words go to the figure, whose reading refuses them
    sheet = with_fields(table("indicator,year,value,填报单位\na,2025,5,市统计局\n"))
    assert sheet.ignored == ["填报单位"]


@pytest.mark.parametrize(
    ("word", "period"),
    [("2025.9", "2025-09"), ("2025.01", "2025-01"), ("2025.10", "2025-10"), ("2025.0", "2025")],
)
def test_a_period_with_a_point(word: str, period: str) -> None:
    assert read_period(word) == period
    assert not is_period(read_period("2025.1"))  # January, or an October that lost its nought


def test_a_firm_whose_cells_show_something_else_is_told(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (["name", "revenue (100 million yuan)"], ["甲", 5], ["乙", 6], ["丙", 7]):
            book.active.append(row)
        book.active["A2"].font = openpyxl.styles.Font(strike=True)
        book.active["B3"].number_format = "# ?/?"

    firms = read_companies(saved(tmp_path, fill))
    assert [firm.name for firm in firms.firms] == ["丙"]
    assert [row.en.partition(":")[0] for row in firms.bad] == [
        "row 2, column A",
        "row 3, column B",
    ]
