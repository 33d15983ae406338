"""Many figures at once, from tables that somebody else made."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from cli_process import Done, within
from own_set import as_csv

from czplan import load

ROWS = [
    ["指标", "时期", "措辞", "来源", "原文", "状态", "经办人"],
    ["新能源整车产量", "2024", "75万辆", "bulletin2026", "产量75万辆", "", "甲"],
    ["nev-output", "2023年", "60万辆", "2026年政府工作报告", "", "初步", "乙"],
    ["", "", "", "", "", "", ""],
    ["GDP growth", "2025年1-9月", "5.1%", "report2026", "", "estimate", ""],
]
WRITTEN = {
    ("nev-output", "2024", "75万辆", "bulletin2026", "final"),
    ("nev-output", "2023", "60万辆", "report2026", "preliminary"),
    ("gdp-growth", "2025-09", "5.1%", "report2026", "estimate"),
}


def bring(own: Path, file: Path, *more: str) -> Done:
    return within("actuals", "import", str(file), *more, "--data", str(own), "--lang", "en")


def text_of(rows: list[list[str]], mark: str = ",") -> str:
    return "".join(mark.join(row) + "\n" for row in rows)


def written(own: Path) -> set[tuple[str, ...]]:
    names = ("indicator", "period", "stated", "source", "status")
    return {tuple(row[name] for name in names) for row in load(own).actual_rows()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_files(own: Path, tmp_path: Path, encoding: str, mark: str) -> None:
    file = tmp_path / "figures.csv"
    file.write_bytes(text_of(ROWS, mark).encode(encoding))
    before = (own / "actuals.yaml").read_text(encoding="utf-8").splitlines()
    done = bring(own, file)
    assert done.status == 0, done.err
    assert written(own) >= WRITTEN
    after = (own / "actuals.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line in before] == before
    assert len(after) == len(before) + 3
    assert "经办人" in done.err
    assert ("GB18030" in done.err) == (encoding == "gb18030")


def test_workbook(own: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    sheet = book.create_sheet("数据")
    sheet.append(["Indicator ID", "Year", "Figure", "Source", "Line"])
    sheet.append(["nev-output", 2024, "75万辆", "report2026", 7])
    sheet.append(["gdp-growth", 2024.0, 0.052, "report2026", None])
    sheet["C3"].number_format = "0.0%"
    sheet.append(["gdp-growth", "2023", -0.003, "report2026", None])
    sheet["C4"].number_format = "0.0%"
    book.save(tmp_path / "figures.xlsx")
    done = bring(own, tmp_path / "figures.xlsx")
    assert done.status == 2, "the first sheet has no figures"
    done = bring(own, tmp_path / "figures.xlsx", "--sheet", "数字")
    assert done.status == 2
    assert "数据" in done.err
    done = bring(own, tmp_path / "figures.xlsx", "--sheet", "数据")
    assert done.status == 0, done.err
    assert written(own) >= {
        ("nev-output", "2024", "75万辆", "report2026", "final"),
        ("gdp-growth", "2024", "5.2%", "report2026", "final"),
        ("gdp-growth", "2023", "-0.3%", "report2026", "final"),
    }


def test_a_date_in_a_workbook_is_no_period(own: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["indicator", "period", "stated", "source"])
    book.active.append(["nev-output", datetime.date(2024, 9, 30), "1辆", "report2026"])
    book.save(tmp_path / "figures.xlsx")
    done = bring(own, tmp_path / "figures.xlsx")
    assert done.status == 2
    assert "row 2: " in done.err
    assert "2024-09-30" in done.err


def test_dry_run_shows_and_writes_nothing(own: Path, tmp_path: Path) -> None:
    before = (own / "actuals.yaml").read_bytes()
    file = tmp_path / "figures.csv"
    file.write_text(text_of(ROWS), encoding="utf-8")
    done = bring(own, file, "--dry-run")
    assert done.status == 0, done.err
    assert done.out.count("\n+") == 4  # the file's name and three lines
    assert (own / "actuals.yaml").read_bytes() == before


def test_import_twice_is_import_once(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(text_of(ROWS), encoding="utf-8")
    assert bring(own, file).status == 0
    before = (own / "actuals.yaml").read_bytes()
    done = bring(own, file)
    assert done.status == 0
    assert done.err.count("left out") == 3
    assert (own / "actuals.yaml").read_bytes() == before


FAULTY = {
    "indicator": ("indicator,period,stated,source\nnev-outptu,2024,1辆,report2026\n", "row 2"),
    "period": ("indicator,period,stated,source\nnev-output,2024,1辆,report2026\n"
               "nev-output,24,1辆,report2026\n", "row 3"),
    "unit": ("indicator,period,stated,source\n\nnev-output,2024,1家,report2026\n", "row 3"),
    "no period": ("indicator,period,stated,source\nnev-output,,1家,report2026\n", "row 2"),
    "no source": ("indicator,period,stated\nnev-output,2024,1家\n", "--source"),
    "no column": ("indicator,year,what\nnev-output,2024,1辆\n", "stated"),
    "twice a column": ("indicator,year,period,stated\na,b,c,d\n", "year"),
    "empty": ("", "nothing"),
    "no figure": ("indicator,period,stated,source,text\nnev-output,2024,,report2026,x\n", "row 2"),
    "escape": ("indicator,period,stated,source\nnev-output,2024,\x1b[J1家,report2026\n", "row 2"),
}  # fmt: skip


@pytest.mark.parametrize("form", ["yaml", "csv"])
@pytest.mark.parametrize("name", FAULTY)
def test_all_or_nothing(own: Path, tmp_path: Path, name: str, form: str) -> None:
    if form == "csv":
        as_csv(own)
    text, said = FAULTY[name]
    file = tmp_path / "figures.csv"
    file.write_text(text, encoding="utf-8")
    before = (own / f"actuals.{form}").read_bytes()
    done = bring(own, file)
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err
    assert (own / f"actuals.{form}").read_bytes() == before


@pytest.mark.parametrize(
    "name", ["none.csv", "none.xlsx", "folder.csv", "broken.xlsx", "broken.csv"]
)
def test_files_that_are_none(own: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name.startswith("folder"):
        file.mkdir()
    elif name.startswith("broken"):
        file.write_bytes(b"PK\x03\x04 \xff\xfe\x00 \x81\x20 nothing" * 50)
    done = bring(own, file)
    assert done.status == 2
    assert name in done.err
    assert "Traceback" not in done.err


def test_source_for_all_rows(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.tsv"
    file.write_text("indicator\tperiod\tvalue\nnev-output\t2024\t750000\n", encoding="utf-8")
    assert bring(own, file, "--source", "report2062").status == 2
    done = bring(own, file, "--source", "report2026")
    assert done.status == 0, done.err
    rows = [row for row in load(own).actual_rows() if row["period"] == "2024"]
    assert [(row["value"], row["source"]) for row in rows] == [(750000.0, "report2026")]


def test_a_thousand_rows_are_quick(own: Path, tmp_path: Path) -> None:
    rows = [
        f"nev-output,{1600 + n // 12}-{n % 12 + 1:02d},{n}辆" for n in range(1000) if n % 12 < 11
    ]
    file = tmp_path / "figures.csv"
    file.write_text("indicator,period,stated\n" + "\n".join(rows) + "\n", encoding="utf-8")
    done = bring(own, file, "--source", "report2026")
    assert done.status == 0, done.err
    assert len(load(own).actual_rows()) == 4 + len(rows)
    assert "more lines" in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # a comma in a number must never make another number of it
        ("indicator,period,source,stated\nnev-output,2024,report2026,1,000辆\n", "row 2"),
        ("indicator,period,stated,source\nnev-output,2024,1辆,report2026,more\n", "row 2"),
        ('indicator,period,stated,source\nnev-output,2024,"1辆,report2026\n', "line 2"),
        ("indicator,period,stated,source\nnev-output,2024,#DIV/0!,report2026\n", "#DIV/0!"),
        ("indicator,period,stated,source\nnev-output,2024,#N/A,report2026\n", "#N/A"),
        ("indicator,period,stated,unit\nnev-output,2024,75万辆,千辆\n", "千辆"),
        ("indicator,period,stated,source\ngdp-growth,2024,(5.2),report2026\n", "(5.2)"),
        ("indicator,period,stated,source\ngdp-growth,2024,(5.2)%,report2026\n", "(5.2)%"),
        ("indicator,period,stated,source\ngdp-growth,2024,5.2%↓,report2026\n", "↓"),
        ("indicator,period,stated,source\ngdp-growth,2024,上半年增长5%,report2026\n", "2024-06"),
    ],
)
def test_no_number_is_made_of_a_slip(own: Path, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(text, encoding="utf-8")
    before = (own / "actuals.yaml").read_bytes()
    done = bring(own, file)
    assert done.status == 2
    assert said in done.err
    assert (own / "actuals.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        *(("频率", "年"), ("统计周期", "月"), ("统计范围", "街道"), ("单位名称", "市统计局")),
        *(("主办单位", "市统计局"), ("单位负责人", "王某"), ("Reporting unit", "bureau")),
        ("business unit", "Statistics"),
    ],
)
def test_a_column_that_holds_no_units_is_ignored_and_told(
    own: Path, tmp_path: Path, heading: str, cell: str
) -> None:
    file = tmp_path / "figures.csv"
    text = f"indicator,year,stated,source,{heading}\ngdp-growth,2025,5.1%,report2026,{cell}\n"
    file.write_text(text, encoding="utf-8")
    done = bring(own, file)
    assert done.status == 0, done.err
    assert heading in done.err
    file.write_text(text.replace("stated", "value").replace("5.1%", "5.1"), encoding="utf-8")
    assert "5.1" + cell not in bring(own, file).err


@pytest.mark.parametrize("heading", ["数据单位", " Unit of Measure ", "UoM", "计量单位（见注）"])
def test_a_column_named_for_units_holds_them(own: Path, tmp_path: Path, heading: str) -> None:
    file = tmp_path / "figures.csv"
    text = f"indicator,year,value,source,{heading}\nnev-output,2025,75,report2026,万辆\n"
    file.write_text(text, encoding="utf-8")
    done = bring(own, file)
    assert done.status == 0, done.err
    assert ("nev-output", "2025", "75万辆", "report2026", "final") in written(own)


def test_rows_that_are_refused_are_told_without_the_advice_of_a_review(
    own: Path, tmp_path: Path
) -> None:
    file = tmp_path / "figures.csv"
    text = "indicator,period,stated,source\ngdp-growth,2024,上半年增长5%,report2026\n"
    file.write_text(text, encoding="utf-8")
    done = bring(own, file)
    assert done.status == 2
    assert "take" not in done.err


def test_error_cells_of_a_workbook_are_refused(own: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["indicator", "period", "stated", "source"])
    book.active.append(["nev-output", 2024, "#DIV/0!", "report2026"])
    book.save(tmp_path / "figures.xlsx")
    done = bring(own, tmp_path / "figures.xlsx")
    assert done.status == 2
    assert "#DIV/0!" in done.err


@pytest.mark.parametrize(
    ("word", "period"),
    [
        ("2025年上半年", "2025-06"),
        ("2025年前三季度", "2025-09"),
        ("2025年一季度", "2025-03"),
        ("2025Q1", "2025-03"),
        ("2025Q3", "2025-09"),
        ("2025年全年", "2025"),
        ("２０２５年", "2025"),
        ("2025年1—9月", "2025-09"),
    ],
)
def test_words_for_periods(own: Path, tmp_path: Path, word: str, period: str) -> None:
    file = tmp_path / "figures.csv"
    text = f"indicator,period,stated,source\ngdp-growth,{word},5.1%,report2026\n"
    file.write_text(text, encoding="utf-8")
    done = bring(own, file)
    assert done.status == 0, done.err
    assert ("gdp-growth", period, "5.1%", "report2026", "final") in written(own)


@pytest.mark.parametrize("word", ["Done", "done", "DONE"])
def test_words_of_vocabularies_in_any_case(own: Path, tmp_path: Path, word: str) -> None:
    file = tmp_path / "figures.csv"
    text = f"indicator,period,outcome,source\nwr2026/port-opening,2026,{word},report2026\n"
    file.write_text(text, encoding="utf-8")
    assert bring(own, file).status == 0


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_what_a_listing_says_is_known(own: Path, tmp_path: Path, form: str) -> None:
    """Grouped digits in a quotation, another document's words, a machine's reading, its own."""
    with (own / "actuals.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "firms:\n"
            "  2021: {stated: '112,000', source: report2026, text: 'from 112,000 firms'}\n"
            "  2022: {stated: 近80家, source: report2026, text: 近80家, reading: also,\n"
            "    also: [{stated: 80家以上, source: bulletin2026, text: 达80家以上, line: 19}]}\n"
            "  2023: {stated: 81家, source: report2026, text: 81家,\n"
            "    extracted: {by: czplan 0.1, confidence: 0.80}}\n"
        )
    with (own / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.write("firms: {name: {zh: 企业}, unit: 家, measure: stock, direction: up}\n")
    listed = tmp_path / "listed.csv"
    where = ("--data", str(own))
    listed.write_text(within("actuals", "list", "-f", "csv", *where).out, encoding="utf-8")
    if form == "csv":
        done = within("export", "csv", "--table", "actuals", "-o", str(own / "actuals.csv"), *where)
        assert done.status == 0, done.err
        (own / "actuals.yaml").unlink()
    before = (own / f"actuals.{form}").read_bytes()
    done = bring(own, listed)
    assert done.status == 0, done.err
    assert (own / f"actuals.{form}").read_bytes() == before
    assert len(load(own).actual_rows()) == 7


@pytest.mark.parametrize(
    ("also", "by"),
    [
        (
            '[{""source"": ""bulletin2026"", ""text"": ""达75万辆"", ""line"": 7, ""stated"": '
            '""75万辆"", ""page"": null}]',
            '{""by"": ""czplan 0.1"", ""confidence"": 0.95}',
        ),
        (
            "[{source: bulletin2026, text: 达75万辆, line: 7, stated: 75万辆}]",
            "{by: czplan 0.1, confidence: 0.95}",
        ),
    ],
    ids=["json", "yaml"],
)
def test_parts_go_into_a_csv_set_and_come_back(
    own: Path, tmp_path: Path, also: str, by: str
) -> None:
    folder = as_csv(own)
    file = tmp_path / "figures.csv"
    file.write_text(
        "indicator,period,stated,source,text,also,extracted\n"
        f'nev-output,2024,75万辆,report2026,产量75万辆,"{also}","{by}"\n',
        encoding="utf-8",
    )
    assert bring(folder, file).status == 0
    once = (folder / "actuals.csv").read_bytes()
    assert bring(folder, file).status == 0
    assert (folder / "actuals.csv").read_bytes() == once
    (held,) = (one for one in load(folder).actual_records if one.period == "2024")
    assert [(one.source, one.stated) for one in held.also] == [("bulletin2026", "75万辆")]
    assert held.extracted is not None
    assert held.extracted.confidence == 0.95


@pytest.mark.parametrize("also", ["[" * 99999, '"[&a [x], *a]"', "{a", "[]]", '"{a: b}{"'])
def test_parts_that_are_none_are_refused(own: Path, tmp_path: Path, also: str) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(
        f"indicator,period,stated,source,also\nnev-output,2024,75万辆,report2026,{also}\n",
        encoding="utf-8",
    )
    done = bring(own, file)
    assert done.status == 2
    assert "row 2: also" in done.err
    assert len(done.err) < 400


def test_two_columns_of_one_year_are_refused_by_name() -> None:
    from czplan.editing.table_headings import with_fields
    from czplan.sheets import CellTable, SheetFault

    rows = [(1, ["指标", "2024", "2024年"]), (2, ["firms", "5", "6"])]
    with pytest.raises(SheetFault) as refused:
        with_fields(CellTable("t.csv", rows))
    assert "2024年" in refused.value.zh
    assert "column 2" in refused.value.en


@pytest.mark.parametrize(
    ("cell", "read"),
    [("5,2", "5.2"), ("5,25%", "5.25%"), ("约5,2万", "约5.2万"), ("12345，678", "12345.678")],
)
def test_a_decimal_comma_where_semicolons_part_the_cells(cell: str, read: str) -> None:
    from czplan.sheets import read_stream

    table = read_stream(BytesIO(f"指标;2025\nfirms;{cell}\n".encode()))
    assert table.rows[1][1] == ["firms", read]


@pytest.mark.parametrize("cell", ["5,212", "约5,212万辆", "5, 212", "5，212"])
def test_a_comma_that_may_be_decimal_or_thousands_is_refused(cell: str) -> None:
    from czplan.sheets import SheetFault, read_stream

    with pytest.raises(SheetFault) as refused:
        read_stream(BytesIO(f"指标;2025\nfirms;{cell}\n".encode()))
    assert cell in refused.value.en


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("企业数（家）", "", ("企业数", "家")),
        ("企业数（家）", "家", ("企业数", "家")),
        ("产量（单位：万辆）", "", ("产量", "万辆")),
        ("产量，万辆", "", ("产量", "万辆")),
        ("产量、单位:万辆", "", ("产量", "万辆")),
        ("机动车，小汽车", "", None),
        ("产值（现价）", "", None),
    ],
)
def test_a_unit_in_the_name_of_a_row(
    name: str, unit: str, expected: tuple[str, str] | None
) -> None:
    from czplan.editing.table_units import beside_name
    from czplan.sheets import SheetFault

    assert beside_name(name, unit, 2) == (expected or (name, unit))
    if expected:
        with pytest.raises(SheetFault):
            beside_name(name, "亿元", 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # units as bilingual yearbooks print them
        ("指标,年份,数值,单位\nnev-output,2025,75,10 000辆\n", [("2025", "75万辆")]),
        ("指标,年份,数值（100 million 元）\ngdp,2025,5.5\n", [("2025", "5.5亿元")]),
        ("Unit: 100 million yuan,,\n指标,年份,数据\ngdp,2025,5.5\n", [("2025", "5.5亿元")]),
        # what stands below a table, and what layout puts between two characters
        ("指 标,年 份,数 据\ngdp,2025,5.5亿元\n注：初步数,,\n", [("2025", "5.5亿元")]),
        # all months' is the year's
        ("指标,年份,月份,数据\ngdp,2025,1-12月,5.5亿元\n", [("2025", "5.5亿元")]),
        # words without a unit take the table's
        *(
            (f"指标,单位,年份,数据\ngdp,亿元,2025,{cell}\n", [("2025", stated)])
            for cell, stated in (
                ("约5000", "约5000亿元"),
                ("5000以上", "5000亿元以上"),
                ("5000出头", "5000亿元出头"),
                ("5000不到", "5000亿元不到"),
                ("5000内", "5000亿元内"),
                ("5000-5100", "5000-5100亿元"),
                ("5000①", "5000亿元"),
            )
        ),
        # a unit said anywhere
        *(
            (text, [("2025", "5亿元")])
            for text in (
                "指标,年份,数据,备注\ngdp,2025,5,单位：亿元\n",
                "指标,年份,数据,备注\ngdp,2025,5,亿元\n",
                "indicator,year,figure,note\ngdp,2025,5,in 亿元\n",
                "指标,年份,数据,其他\ngdp,2025,5,单位：亿元；初步数\n",
                "指标,年份,数据,单位：亿元\ngdp,2025,5,\n",
                "指标（单位：亿元）,2025年\ngdp,5\n",
                "指标,2025年\n,单位：亿元\ngdp,5\n",
                "(单位:亿元),\n指标,2025年\ngdp,5\n",
                "单 位：亿元,\n指标,2025年\ngdp,5\n",
                "指标,2025年\ngdp,5\n单　位：亿元,\n",
                "单位 亿元,\n指标,2025年\ngdp,5\n",
                "单位：亿元,,\n指标,2025年,备注\ngdp,5,56.2% follows 2023；以美元计\n",
                "in 100 million yuan,\n指标,2025年\ngdp,5\n",
                "指标,2025年\ngdp,5\n注：以亿元计,\n",
                "单位,亿元\n指标,2025年\ngdp,5\n",
                "主要指标（亿元）,\n指标,2025年\ngdp,5\n",
                "指标,年份,数据\ngdp,2025,5\n单位：亿元,,\n",
                "指标,年份,数据\ngdp,2025,5\n注：1.单位为亿元；2.初步数。,,\n",
                "填报单位：统计局,\n指标,2025年（亿元）\ngdp,5\n",
            )
        ),
        # what yearbooks print round names, headings and units
        ("指标 Item,单位 Unit,2025\ngdp,亿元 (100 million yuan),5\n", [("2025", "5亿元")]),
        ("指标,2025年①,2024*\ngdp,5亿元,4亿元\n", [("2025", "5亿元"), ("2024", "4亿元")]),
        ("指标,2025\n一、GDP growth,5%\n2.GDP growth,5%\n", [("2025", "5%"), ("2025", "5%")]),
        # each heading is read by the measure of the row
        ("指标,2025Q1,2025Q3\ngdp-growth,5%,5.2%\n", [("2025-03", "5%"), ("2025-09", "5.2%")]),
        ("指标,2025年1—9月累计\ngdp,5亿元\n", [("2025-09", "5亿元")]),
        ("指标,单位,2025\n1.GDP growth①,%,5\nGDP growth 1),%,5\n", [("2025", "5%")] * 2),
        (
            "指标 Item,单位 Unit,2025年末\n地区生产总值增长 GDP growth,% (percent),5\n"
            "gdp,million 元,6\n",
            [("2025", "5%"), ("2025", "6百万元")],
        ),
        # a row's own unit before what the table says of all; of the table's numbers all digits
        *(
            (
                f"{above}\n指标,2025\ngdp（亿元）,5\npeople（万人）,6\n",
                [("2025", "5亿元"), ("2025", "6万人")],
            )
            for above in (
                "单位：亿元、万人",
                "单位：亿元",
                "单位 亿元；%",
                "主要指标，2025年，初步数",
            )
        ),
        *(
            (f'"{note}",\n指标,2025\npeople,5\n', [("2025", "5万人")])
            for note in ("unit: 10,000 人", "单位：10 000人", "单位：10，000 人", "（10 000 人）")
        ),
        # units of columns: in headings, in a row beneath them
        ("指标,2024（万元）,2025（亿元）\ngdp,4,5\n", [("2024", "4万元"), ("2025", "5亿元")]),
        ("指标,2024,2025\n,（万元）,亿元\ngdp,4,5\n", [("2024", "4万元"), ("2025", "5亿元")]),
        ("指标,年份,数值\n单 位,,亿元\ngdp,2025,5\n", [("2025", "5亿元")]),
        (
            "指标,单位,2025\n用电量（万千瓦时）,,5\ngdp,万千瓦时,6\n",
            [("2025", "5万千瓦时"), ("2025", "6万千瓦时")],
        ),
        # what needs no unit beside what has one
        (
            "指标,单位,2025\ngdp,亿元,5\nair,上年=100,101\nair（上年=100）,,101\nair,—,101\n",
            [("2025", "5亿元"), *[("2025", "101")] * 3],
        ),
        (
            "指标,年份,数据,原文\ngdp,2025,5亿元,\nfirms,2025,80,共80家\n",
            [("2025", "5亿元"), ("2025", "80")],
        ),
        # two reports that a field tells apart
        (
            "指标,年份,数据,行\ngdp,2025,5亿元,3\ngdp,2025,6亿元,4\n",
            [("2025", "5亿元"), ("2025", "6亿元")],
        ),
    ],
)
def test_tables_as_offices_make_them(own: Path, text: str, found: list[tuple[str, str]]) -> None:
    from czplan.editing.importing import additions
    from czplan.editing.table_headings import with_fields
    from czplan.sheets import read_stream

    with (own / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.write("air: {name: {zh: 指数}, unit: 点, measure: index, direction: up}\n")
    taken = additions(with_fields(read_stream(BytesIO(text.encode()))), load(own))
    assert [(one.period, one.fields["stated"]) for one in taken] == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("指标,年份,数值,单位\ngdp,2025,5.5,12 yuan\n", "12 yuan"),
        ("指标,年份,月份,数据\ngdp,2025,12月,5.5亿元\n", "月份"),
        ("指标,单位,年份,数据\ngdp,亿元,2025,5000（初步）\n", "names no unit"),
        ("主要指标（亿元、万人）,\n指标,2025年\ngdp,5\n", "several units"),
        ("指标,年份,月份,数据\ngdp,2025,6,5.5亿元\n", "月份"),
        ("指标,年份,季度,数据\ngdp,2025,4,5.5亿元\n", "季度"),
        ("指标,年份,数据\ngdp,2025,5亿元\ngdp,2025,6亿元\n", "rows 2 and 3"),
        *(
            (f"指标,年份,数据\ngdp,{part},5亿元\n", "begins in January")
            for part in (
                "2025Q2",
                "2025-Q4",
                "2025年二季度",
                "2025年第三季度",
                "2025H2",
                "2025年下半年",
                "2025-09-30",
                "2025年12月31日",
                "20250930",
                "202509",
                "2025年9月",
            )
        ),
        ("指标,2025Q1,2025Q2\ngdp,5亿元,6亿元\n", "2025Q2 is a part"),
        ("指标,2025年一季度,2025年二季度\ngdp-growth,5%,6%\n", "二季度 is a part"),
        ("指标,年份,数据\ngdp-growth,2025Q4,4.5%\n", "a whole year's as 2025"),
        ("单位：亿元\n指标,2025\ngdp,5\n单位：万元,\n", "several units"),
        ("指标,2025（初步）\ngdp,5\n", "初步 in a heading's brackets"),
        ("指标,2025[1]\ngdp,5\n", "the unit 1 can't be read"),
        ("指标,年份,数据,单位,备注\ngdp,2025,5,亿元,单位：万元\n", "several units"),
        ("指标,2025\n二、工业（亿元）,\ngdp,5\n", "row 3 has no unit"),
        ("指标,年份,口径,数据\ngdp,2025,甲,5亿元\n", "basis 甲"),
        ("指标,2025\ngdp,5亿元\ngdp,6亿元\n", "rows 2 and 3"),
        # several units in one note
        *(
            (f'"{note}",\n指标,2025\ngdp,5\n', "row 3 names no unit, and the table says several")
            for note in (
                *("单位：亿元；万人", "单位：亿元，%", "单位 亿元、%", "单位：亿元 万人"),
                *("计量单位：亿元和万人", "unit: 100 million 元, 人", "主要指标（亿元；万人）"),
            )
        ),
        # a row without a unit where another has one
        ("指标,单位,2025\ngdp,亿元,5\nfiscal,,6\n", "row 3 has no unit"),
        ("指标,单位,2025\nfiscal,—,6\ngdp,亿元,5\n", "row 2 has no unit"),
        ("指标,2025\ngdp（亿元）,5\nfiscal,6\n", "row 3 has no unit"),
        ("指标,年份,数值\ngdp,2025,5亿元\nfiscal,2025,6\n", "row 3 has no unit"),
        ("指标,年份,数值,备注\ngdp,2025,5,以万元计\nfiscal,2025,6,\n", "row 3 has no unit"),
        ("指标,2024（亿元）,2025\ngdp,5,6\n", "row 2 has no unit"),
        # what is no unit, or two
        ("指标,2024,2025（占比）\ngdp,5亿元,33\n", "占比 in a heading's brackets"),
        ("指标,2025年（比重）\nnev-output,33\n", "比重 in a heading's brackets"),
        ("指标,单位,2025\nnev-output,占比,33\n", "the unit 占比 can't be read"),
        ("单位：100,\n指标,2025\ngdp,5\n", "the unit 100 can't be read"),
        ("指标,单位,2025（%）\ngdp,亿元,5\n", "row 2 says several units"),
        # headings in two rows
        (
            "指标,2024年,,2025年,\n,绝对额,增速,绝对额,增速\ngdp,5,6,7,8\n",
            "a second row of headings",
        ),
        ("指标,2025年,\n指标,总量（亿元）,增长（%）\ngdp,5,6\n", "a second row of headings"),
        ("指标,2024,2025\n,累计,累计\ngdp,5,6\n", "a second row of headings"),
        ("指标,2025年,2025年\n,绝对额,增速\ngdp,5,6\n", "two columns are of one period"),
    ],
)
def test_tables_of_several_meanings(own: Path, text: str, said: str) -> None:
    from czplan.editing.importing import additions
    from czplan.editing.table_headings import with_fields
    from czplan.sheets import SheetFault, read_stream

    with pytest.raises(SheetFault) as refused:
        additions(with_fields(read_stream(BytesIO(text.encode()))), load(own))
    assert said in refused.value.en


def test_a_column_of_the_own_place_divides_nothing() -> None:
    from czplan.editing.table_headings import with_fields
    from czplan.sheets import SheetFault, read_stream

    for place, own in (("试验市", ("试验市",)), ("试验市", ()), ("甲县", ("试验市",))):
        cells = read_stream(BytesIO(f"指标,年份,地区,数据\ngdp,2025,{place},5亿元\n".encode()))
        if place in own:
            assert with_fields(cells, own).rows
            continue
        with pytest.raises(SheetFault):
            with_fields(cells, own)


def test_a_quarter_of_a_state_is_its_end(own: Path) -> None:
    from czplan.editing.importing import additions
    from czplan.editing.table_headings import with_fields
    from czplan.sheets import read_stream

    with (own / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.write("sights: {name: {zh: 景区}, unit: 家, measure: stock, direction: up}\n")
    for text in (
        "指标,年份,数据\nsights,2025Q2,5\nsights,2025年三季度,5\nsights,2025Q4,5\n",
        "指标,年份,数据\nsights,2025-06-30,5\nsights,2025年9月,5\nsights,20251231,5\n",
        "指标,2025Q2,202509,2025年12月31日\nsights,5,5,5\n",
    ):
        taken = additions(with_fields(read_stream(BytesIO(text.encode()))), load(own))
        assert [one.period for one in taken] == ["2025-06", "2025-09", "2025"]


@pytest.mark.parametrize(
    ("words", "basis"), [("现价", "nominal"), ("按可比价格计算", "real"), ("实际", "real")]
)
def test_prices_by_their_usual_names(own: Path, words: str, basis: str) -> None:
    from czplan.editing.importing import additions
    from czplan.editing.table_headings import with_fields
    from czplan.sheets import read_stream

    text = f"指标,年份,口径,数据\ngdp,2025,{words},5亿元\n"
    (taken,) = additions(with_fields(read_stream(BytesIO(text.encode()))), load(own))
    assert taken.fields["basis"] == basis


def test_a_figure_merged_over_rows_is_nobodys() -> None:
    from czplan.editing.table_headings import with_fields
    from czplan.sheets import SheetFault, read_stream

    book, file = openpyxl.Workbook(), BytesIO()
    sheet = book.active
    for row in (["指标", "年份", "数据"], ["gdp", 2025, "5亿元"], ["firms", 2025, None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")  # one year for both is plain
    book.save(file)
    assert len(with_fields(read_stream(BytesIO(file.getvalue()))).rows) == 2
    sheet.merge_cells("C2:C3")
    book.save(file := BytesIO())
    with pytest.raises(SheetFault) as refused:
        with_fields(read_stream(BytesIO(file.getvalue())))
    assert "row 3, column C" in refused.value.en
