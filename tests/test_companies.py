"""A list of firms: headers in either language, units, bad rows with their place, thresholds."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from czplan.ladder.companies import (
    NEAR,
    CompaniesError,
    Company,
    Rung,
    count_steps,
    read_companies,
)
from czplan.ladder.yuan import threshold


def listed(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "firms.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("header", "cell", "yuan"),
    [
        ("企业名称,营业收入(亿元)", "12.5", "1250000000"),
        ("企业名称,营业收入（万元）", "125000", "1250000000"),
        ("单位名称,营业收入/元", "1250000000", "1250000000"),
        ("公司,2024年营收：亿元", "12.5", "1250000000"),
        ("Name,Revenue (100 million yuan)", "12.5", "1250000000"),
        ("company,revenue (10,000 yuan)", "125000", "1250000000"),
        ("firm,annual revenue in RMB million", "x", ""),
        ("name,revenue (yuan)", "1.25 gross yuan", ""),
        ("name,revenue_million_cny", "1250", "1250000000"),
        ("name,revenue (billion yuan)", "1.25", "1250000000"),
        ("name,revenue (bn yuan)", "1.25", "1250000000"),
        ("name,revenue (100m yuan)", "12.5", "1250000000"),
        ("name,revenue (mn yuan)", "1250", "1250000000"),
        ("name,revenue in RMB million", "1250", "1250000000"),
        ("name,revenue (CNY bn)", "1.25", "1250000000"),
        ("name,revenue (hundred million yuan)", "12.5", "1250000000"),
        ("name,revenue (10 bn yuan)", "0.125", "1250000000"),
        ("名称,营业收入（十亿元）", "1.25", "1250000000"),
        ("名称,营业收入（单位：亿元）", "12.5", "1250000000"),
        ("name,2025 revenue 2025 yuan", "1250000000", "1250000000"),
        ("name,revenue (thousand yuan)", "1250000", "1250000000"),
        ("name,revenue (yuan)", "1250000000", "1250000000"),
        ("name,revenue", "1250000000", "1250000000"),
        ("name,revenue (yuan)", "1.25bn yuan", "1250000000"),
        ("name,revenue", "12.5亿元", "1250000000"),
        ("name,营业收入(亿元)", "１２．５", "1250000000"),
        ("name,营业收入(亿元)", "125000万元", "1250000000"),
        ("名称,营业收入(元)", '"1,250,000,000"', "1250000000"),
        ("名称,营业收入(元)", "¥1250000000", "1250000000"),
    ],
)
def test_units_and_headers(tmp_path: Path, header: str, cell: str, yuan: str) -> None:
    """The header's unit holds unless a cell names its own; a plain number without one is yuan."""
    if "(10,000" in header:
        header = 'company,"revenue (10,000 yuan)"'
    found = read_companies(listed(tmp_path, f"{header}\n甲,{cell}\n"))
    if yuan:
        assert [str(firm.revenue.to_integral_value()) for firm in found.firms] == [yuan]
    else:
        assert (len(found.firms), len(found.bad)) == (0, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("comma", [",", "\t", ";"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, comma: str) -> None:
    text = f"企业名称{comma}营业收入(亿元)\r\n甲{comma}1000\r\n\r\n乙{comma}3\r\n"
    found = read_companies(listed(tmp_path, text, encoding))
    assert [(firm.name, firm.row) for firm in found.firms] == [("甲", 2), ("乙", 4)]
    assert found.unit == 10**8


def test_a_title_above_the_header_and_other_columns(tmp_path: Path) -> None:
    text = "某市企业一览\n\n序号,企业名称,地址,2024年营业收入（万元）\n1,甲,某路,5\n"
    (firm,) = read_companies(listed(tmp_path, text)).firms
    assert (firm.name, firm.revenue, firm.row) == ("甲", 50000, 4)


def test_bad_rows_are_reported_with_their_place(tmp_path: Path) -> None:
    """Each is left out with a reason in both languages; nothing is put in its stead."""
    text = "name,revenue (yuan)\n甲,10\n,5\n乙,\n丙,many\n丁,-3\n"
    text += "甲,20\n戊,1.2.3\n己,$5\n合计,38\n庚,NaN\n"
    found = read_companies(listed(tmp_path, text))
    assert [firm.name for firm in found.firms] == ["甲"]
    assert [row.row for row in found.bad] == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert all(row.zh and row.en for row in found.bad)
    assert "row 2" in next(row.en for row in found.bad if row.row == 7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n1,2\n",
        "企业名称,地址\n甲,乙\n",
        "name,revenue (US$ million)\n甲,3\n",
        "a\0b,revenue\n",
    ],
)
def test_lists_that_cannot_be_used(tmp_path: Path, text: str) -> None:
    with pytest.raises(CompaniesError) as caught:
        read_companies(listed(tmp_path, text))
    assert caught.value.zh
    assert caught.value.en


def test_xlsx(tmp_path: Path) -> None:
    """Numbers, text and empty cells of the first sheet; a CSV in disguise is refused."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["名单"],
        [],
        ["企业名称", "营业收入(万元)"],
        ["甲", 10_000_000],
        ["乙", "965,000"],
        ["丙", None],
    ]:
        sheet.append(row)
    path = tmp_path / "firms.xlsx"
    book.save(path)
    found = read_companies(path)
    assert [(firm.name, int(firm.revenue), firm.row) for firm in found.firms] == [
        ("甲", 10**11, 4),
        ("乙", 9_650_000_000, 5),
    ]
    assert [row.row for row in found.bad] == [6]
    fake = tmp_path / "fake.xlsx"
    fake.write_text("name,revenue\n甲,3\n", encoding="utf-8")
    with pytest.raises(CompaniesError):
        read_companies(fake)
    disguised = tmp_path / "firms.csv"
    disguised.write_bytes(path.read_bytes())
    with pytest.raises(CompaniesError, match="XLSX"):
        read_companies(disguised)


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("千亿级", 10**11),
        ("5家千亿级", 10**11),
        ("百亿级企业", 10**10),
        ("十亿级", 10**9),
        ("亿元企业", 10**8),
        ("万亿级", 10**12),
        ("五百亿级产业集群", 5 * 10**10),
        ("两千亿级", 2 * 10**11),
        ("营收3000亿元以上", 3 * 10**11),
        ("超50亿元企业", 5 * 10**9),
        ("2000万元以上", 2 * 10**7),
        ("Firms of the 10-billion-yuan class", 10**10),
        ("over 500 million yuan", 5 * 10**8),
        ("5家", None),
        ("百强企业", None),
        ("10亿美元级", None),
        ("规模以上", None),
    ],
)
def test_thresholds_from_words(words: str, yuan: int | None) -> None:
    assert threshold(words) == yuan


REVENUES = st.lists(st.integers(min_value=0, max_value=3 * 10**11).map(Decimal), max_size=40)


@given(REVENUES)
def test_counts_are_nested_and_nothing_is_lost(revenues: list[Decimal]) -> None:
    """Every firm is in one band or below the lowest step; a count is the sum of bands above."""
    firms = [Company(str(at), revenue, at) for at, revenue in enumerate(revenues)]
    steps = [Rung("b", Decimal(10**10)), Rung("a", Decimal(10**11)), Rung("c", Decimal(10**9))]
    counts = count_steps(firms, steps)
    assert [one.step.key for one in counts] == ["a", "b", "c"]
    below = sum(firm.revenue < 10**9 for firm in firms)
    assert sum(one.between for one in counts) + below == len(firms)
    total = 0
    for one in counts:
        total += one.between
        assert one.nested == total == sum(f.revenue >= one.step.threshold for f in firms)
        assert all(one.step.threshold * NEAR <= f.revenue < one.step.threshold for f in one.under)
        near = [f for f in firms if one.step.threshold * NEAR <= f.revenue < one.step.threshold]
        assert len(one.under) == len(near)
        assert [f.revenue for f in one.under] == sorted((f.revenue for f in near), reverse=True)


def test_the_threshold_itself_is_included() -> None:
    firms = [Company("甲", Decimal(10**11), 1), Company("乙", Decimal(10**11) - 1, 2)]
    (one,) = count_steps(firms, [Rung("a", Decimal(10**11))])
    assert (one.nested, [firm.name for firm in one.under]) == (1, ["乙"])


@pytest.mark.parametrize("unit", ["dozen yuan", "lakh yuan", "gross million yuan"])
def test_a_unit_that_is_not_known_is_not_taken_for_another(tmp_path: Path, unit: str) -> None:
    """It ends in a word that is a unit too; a firm's revenue would be wrong by a factor."""
    path = listed(tmp_path, f"name;revenue ({unit})\n甲;12.5\n")
    with pytest.raises(CompaniesError) as refused:
        read_companies(path)
    assert unit in str(refused.value)
    assert unit in refused.value.zh


def test_several_columns_of_revenue_are_told(tmp_path: Path) -> None:
    """Which of them counts must not be guessed in silence: the first does, and that is said."""
    path = listed(tmp_path, "name,2024年营业收入（亿元）,2025年营业收入（亿元）\n甲,9,11\n")
    found = read_companies(path)
    assert [firm.revenue for firm in found.firms] == [900_000_000]
    assert found.column == "2024年营业收入（亿元）"
    assert found.others == ("2025年营业收入（亿元）",)
    assert read_companies(listed(tmp_path, "name,revenue (yuan)\n甲,9\n")).others == ()


def test_hostile_lists_end_soon(tmp_path: Path) -> None:
    before = csv.field_size_limit(131_072)
    try:
        with pytest.raises(CompaniesError, match=r"firms\.csv:2"):
            read_companies(listed(tmp_path, f"name,revenue (yuan)\n甲,{'9' * 200_000}\n"))
    finally:
        csv.field_size_limit(before)
    text = (
        f"name,revenue {'千' * 20_000}（元）\n甲,{'千' * 100_000}元\n乙,{'k ' * 60_000}yuan\n丙,5\n"
    )
    found = read_companies(listed(tmp_path, text))
    assert [firm.name for firm in found.firms] == ["丙"]
    assert len(found.bad) == 2
    assert all(len(row.words) <= 100 for row in found.bad), "what is told of a row stays short"


@pytest.mark.parametrize("member", ["a", "[Content_Types].xml", "xl/workbook.xml"])
def test_a_broken_workbook_is_refused(tmp_path: Path, member: str) -> None:
    path = tmp_path / "firms.xlsx"
    with ZipFile(path, "w") as book:
        book.writestr(member, "<unclosed")
    with pytest.raises(CompaniesError, match=r"firms\.xlsx"):
        read_companies(path)
