"""CSV tables: read as strictly as YAML, the same records, faults at the cell's place."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from reading_sets import SOUND, codes, faults, write

from czplan import codes as numbered_codes
from czplan import dataset
from czplan.frames import csv_form
from czplan.reading import csv_bytes, csv_parse
from czplan.records import Name

TARGETS = """\
plan,slug,indicator,name_zh,name_en,kind,stated,baseline_period,due,text,line,page,source
fyp,gdp,,,,,突破1万亿元,2020,,地区生产总值突破1万亿元,3,,
fyp,road,,道路,Road,milestone,,,none,建成道路,,A3,
wr,growth,gdp-growth,,,,5%左右,,,增长5%左右,9,,report-2025
"""
ACTUALS = """\
indicator,period,stated,value,outcome,source,text,line,status,restated
gdp,2020,7000亿元,,,outline,,,,
gdp,2024,近9000亿元,,,report-2025,总值近9000亿元,2,,
gdp,2025-09,,680100000000,,,,,,true
gdp-growth,2024,6%左右,,,,预计增长6%左右,,estimate,
fyp/road,2024,,,under-way,,,,,
"""


@pytest.fixture(autouse=True, params=["kept", "from the file"])
def _small_and_large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as small tables are read, and as large ones are: from their files, in pieces."""
    if request.param == "from the file":
        monkeypatch.setattr(csv_bytes, "LARGE", 1)
        monkeypatch.setattr(csv_bytes, "_PIECE", 7)
        monkeypatch.setattr(numbered_codes, "_PIECE", 3)


def csv_set(folder: Path, targets: str | bytes = TARGETS, actuals: str | bytes = ACTUALS) -> Path:
    """Write the sound set with its long tables as CSV."""
    write(folder, {"targets.csv": targets, "actuals.csv": actuals})
    for name in ("targets.yaml", "actuals.yaml"):
        (folder / name).unlink()
    return folder


def test_the_sound_tables_have_no_fault(tmp_path: Path) -> None:
    assert faults(csv_set(tmp_path)) == []


def test_csv_and_yaml_give_the_same_rows(tmp_path: Path) -> None:
    in_csv = dataset.load(csv_set(tmp_path / "csv"))
    yaml = {
        "targets.yaml": """\
fyp:
  gdp: {stated: 突破1万亿元, text: 地区生产总值突破1万亿元, line: 3, baseline: {period: 2020}}
  road: {kind: milestone, name: {zh: 道路, en: Road}, text: 建成道路, page: A3, due: none}
wr:
  growth: {indicator: gdp-growth, stated: 5%左右, text: 增长5%左右, line: 9, source: report-2025}
""",
        "actuals.yaml": """\
gdp:
  2020: {stated: 7000亿元, source: outline}
  2024: {stated: 近9000亿元, source: report-2025, line: 2, text: 总值近9000亿元}
  2025-09: {value: 680100000000, restated: true}
gdp-growth:
  2024: {stated: 6%左右, status: estimate, text: 预计增长6%左右}
fyp/road:
  2024: {outcome: under-way}
""",
    }
    in_yaml = dataset.load(write(tmp_path / "yaml", dict(yaml)))
    assert in_csv.target_rows() == in_yaml.target_rows()
    assert in_csv.actual_rows() == in_yaml.actual_rows()
    pd.testing.assert_frame_equal(in_csv.targets, in_yaml.targets)
    pd.testing.assert_frame_equal(in_csv.actuals, in_yaml.actuals)
    assert in_csv.target_records["wr/growth"].indicator == "gdp-growth"
    assert in_csv.actual_records[2].value == 680100000000


def test_frames_have_the_documented_columns_and_types(tmp_path: Path) -> None:
    ds = dataset.load(csv_set(tmp_path))
    assert tuple(ds.targets.columns) == dataset.TARGET_COLUMNS
    assert tuple(ds.actuals.columns) == dataset.ACTUAL_COLUMNS
    types = ds.targets.dtypes.astype(str)
    assert {types[name] for name in ("start", "due", "line")} == {"Int64"}
    assert types["due_inherited"] == "bool"
    assert str(ds.actuals["value"].dtype) == "Float64"
    assert ds.targets["due_inherited"].tolist() == [True, False, True]
    assert ds.targets["kind"].tolist() == ["level", "milestone", "growth"]


def test_yaml_and_csv_together(tmp_path: Path) -> None:
    text = "wr:\n  firms:\n    stated: 50家\n    text: 50家\n    line: 1\n    source: outline\n"
    folder = csv_set(tmp_path)
    (folder / "targets.yaml").write_text(text, encoding="utf-8")
    (folder / "actuals.yaml").write_text(SOUND["actuals.yaml"], encoding="utf-8")
    ds = dataset.load(folder)
    assert [row["id"] for row in ds.target_rows()] == [
        "wr/firms", "fyp/gdp", "fyp/road", "wr/growth"
    ]  # fmt: skip
    # an actual in both forms is a second report
    both = [row for row in ds.actual_rows() if row["period"] == "2020"]
    assert len(both) == 2


def cell(table: str, row: int, column: str) -> tuple[int, int]:
    """Return line and column where a cell of a table without quotes begins."""
    lines = table.splitlines()
    number = lines[0].split(",").index(column)
    before = lines[row].split(",")[:number]
    return row + 1, sum(len(part) + 1 for part in before) + 1


# table, row from 1, column, what stands in the cell instead, code
CELLS = [
    ("targets", 1, "plan", "fpy", "dangling-id"),
    ("targets", 1, "plan", "", "missing-field"),
    ("targets", 1, "slug", "GDP", "bad-id"),
    ("targets", 3, "indicator", "gdp-grwth", "dangling-id"),
    ("targets", 1, "stated", "突破1万辆", "wording-unit"),
    ("targets", 1, "stated", "突破", "no-number"),
    ("targets", 1, "stated", "1亿元和2亿元", "two-numbers"),
    ("targets", 1, "baseline_period", "2020-13", "bad-period"),
    ("targets", 1, "due", "soon", "bad-year"),
    ("targets", 1, "due", "1999", "goal-ends-first"),
    ("targets", 1, "line", "3.5", "bad-integer"),
    ("targets", 1, "line", "", "missing-place"),
    ("targets", 1, "text", "", "missing-field"),
    ("targets", 1, "text", "突破1万亿元" * 8, "long-text"),
    ("targets", 1, "text", "突破2万亿元", "stated-not-in-text"),
    ("targets", 2, "kind", "event", "unknown-word"),
    ("targets", 2, "kind", "", "goal-without-words"),
    ("targets", 2, "name_zh", "", "missing-field"),
    ("targets", 2, "stated", "1条", "goal-with-several"),
    ("targets", 3, "source", "report-2024", "dangling-id"),
    ("targets", 3, "source", "", "missing-source"),
    ("actuals", 1, "indicator", "gpd", "dangling-id"),
    ("actuals", 5, "indicator", "fyp/raod", "dangling-id"),
    ("actuals", 1, "period", "2020-1", "bad-period"),
    ("actuals", 1, "period", "3020", "bad-period"),
    ("actuals", 1, "stated", "七千户", "wording-unit"),
    ("actuals", 1, "stated", "", "actual-without-figure"),
    ("actuals", 1, "value", "7", "actual-with-several"),
    ("actuals", 3, "value", "inf", "bad-number"),
    ("actuals", 3, "value", "6801亿", "bad-number"),
    ("actuals", 5, "outcome", "underway", "unknown-word"),
    ("actuals", 1, "source", "outlines", "dangling-id"),
    ("actuals", 4, "status", "", "estimate-not-marked"),
    ("actuals", 4, "status", "guess", "unknown-word"),
    ("actuals", 3, "restated", "yes", "bad-truth"),
    ("actuals", 2, "line", "-2", "bad-integer"),
    ("actuals", 1, "indicator", "fyp/gdp", "figure-beside-indicator"),
    ("actuals", 5, "indicator", "firms", "outcome-on-indicator"),
]
PLACED = {"goal-with-several": "kind", "outcome-on-indicator": "outcome",
          "stated-not-in-text": "stated", "estimate-not-marked": "indicator"}  # fmt: skip
RECORDS = {"missing-field", "missing-place", "goal-without-words", "missing-source",
           "figure-beside-indicator"}  # fmt: skip
"""Faults of a whole row, placed at its first cell (or at the absent key's)."""


@pytest.mark.parametrize(("table", "row", "column", "text", "code"), CELLS)
def test_each_fault_is_found_in_its_cell(
    tmp_path: Path, table: str, row: int, column: str, text: str, code: str
) -> None:
    sound = {"targets": TARGETS, "actuals": ACTUALS}
    rows = list(csv.reader(io.StringIO(sound[table])))
    rows[row][rows[0].index(column)] = text
    sound[table] = "".join(",".join(each) + "\n" for each in rows)
    found = faults(csv_set(tmp_path, **sound))
    mine = [fault for fault in found if fault.code == code]
    assert len(mine) == 1, found
    assert mine[0].file == f"{table}.csv"
    assert mine[0].line == row + 1
    if code not in RECORDS and text:
        assert (mine[0].line, mine[0].column) in {
            cell(sound[table], row, column), cell(sound[table], row, PLACED.get(code, column))
        }  # fmt: skip
    others = {fault.code for fault in found if fault.code != code}
    assert others <= {"stated-not-in-text", "unknown-word", "goal-without-name"}, found


def test_places_reckon_with_quoted_line_breaks(tmp_path: Path) -> None:
    targets = (
        "plan,slug,stated,text,line,note\n"
        'fyp,gdp,1万亿元,1万亿元,1,"two\nlines, and ""quotes"""\n'
        "\n"
        'fyp,firms,"50家","50家",1,"a\nb"\n'
        'fyp,"income-growth",5%,5%,x,\n'
    )
    found = faults(csv_set(tmp_path, targets, "indicator,period,stated\n"))
    assert [(f.code, f.line, f.column) for f in found] == [("bad-integer", 7, 27)]


def test_header_faults(tmp_path: Path) -> None:
    targets = "plan,slug,stated,txt,text,line,stated\nfyp,gdp,1万亿元,x,1万亿元,1,\n"
    found = faults(csv_set(tmp_path, targets, "indicator,stated\ngdp,1亿元\n"))
    assert [(f.file, f.line, f.column, f.code) for f in found] == [
        ("actuals.csv", 1, 1, "missing-field"),
        ("targets.csv", 1, 18, "unknown-field"),
        ("targets.csv", 1, 32, "duplicate-key"),
    ]
    assert "text" in found[1].remedy_en


def test_other_columns_are_still_checked(tmp_path: Path) -> None:
    targets = "plan,slug,stated,text,line,extra\nfyp,gdp,1万亿元,1万亿元,x,1\n"
    found = faults(csv_set(tmp_path, targets, "indicator,period,stated\n"))
    assert [f.code for f in found] == ["unknown-field", "bad-integer"]


@pytest.mark.parametrize("mark", [";", "\t", "，"])
def test_another_delimiter_is_named(tmp_path: Path, mark: str) -> None:
    found = faults(csv_set(tmp_path, TARGETS.replace(",", mark), "indicator,period,stated\n"))
    assert [(f.code, f.line) for f in found] == [("csv-syntax", 1)]


def test_ragged_rows_are_all_reported_and_the_rest_is_checked(tmp_path: Path) -> None:
    lines = ACTUALS.splitlines()
    lines[1] += ",extra"
    lines[2] = lines[2][: lines[2].rindex(",")]
    lines[3] = lines[3].replace("680100000000", "nan")
    found = faults(csv_set(tmp_path, actuals="\n".join(lines)))
    assert [(f.code, f.line) for f in found] == [
        ("ragged-row", 2), ("ragged-row", 3), ("bad-number", 4)
    ]  # fmt: skip


def test_the_first_row_may_be_ragged_alone(tmp_path: Path) -> None:
    lines = ACTUALS.splitlines()
    lines[1] += ","
    assert codes(csv_set(tmp_path, actuals="\n".join(lines))) == ["ragged-row"]


def test_an_open_quote_has_its_row(tmp_path: Path) -> None:
    text = ACTUALS + 'gdp,2019,"7亿元,,,,,,,\ngdp,2018,6亿元,,,,,,,\n'
    found = faults(csv_set(tmp_path, actuals=text))
    assert [(f.code, f.line) for f in found] == [("csv-syntax", 7)]


def test_targets_twice(tmp_path: Path) -> None:
    again = TARGETS + "fyp,gdp,,,,,2万亿元,,,2万亿元,3,,\n"
    text = (
        "wr:\n  growth: {indicator: gdp-growth, stated: 5%, text: 5%, line: 1, source: outline}\n"
    )
    folder = csv_set(tmp_path, again)
    (folder / "targets.yaml").write_text(text, encoding="utf-8")
    found = faults(folder)
    assert [(f.file, f.line, f.code) for f in found] == [
        ("targets.csv", 4, "duplicate-target"),
        ("targets.csv", 5, "duplicate-target"),
    ]
    assert "targets.yaml" in found[0].en
    assert "line 2" in found[1].en


def test_circles_run_through_both_forms(tmp_path: Path) -> None:
    targets = "plan,slug,stated,text,line,supersedes\nfyp,gdp,1万亿元,1万亿元,1,wr/firms\n"
    folder = csv_set(tmp_path, targets, "indicator,period,stated\n")
    (folder / "targets.yaml").write_text(
        "wr:\n  firms: {stated: 5家, text: 5家, line: 1, source: outline, supersedes: fyp/gdp}\n",
        encoding="utf-8",
    )
    assert codes(folder) == ["supersedes-circle"]


def test_ladders_and_steps_in_cells(tmp_path: Path) -> None:
    tiers = '"{firms: 50家, firms-added: {stated: 5家, text: 新增5家, line: ""5""}}"'
    targets = (
        "plan,slug,name_zh,stated,tiers,milestones,text,line\n"
        f'fyp,ladder,梯队,,{tiers},,"50家，新增5家",1\n'
        "fyp,gdp,,1万亿元,,{2023: 8000亿元},1万亿元,1\n"
        "fyp,bad,坏,,{frms: 50家},,50家,1\n"
        "fyp,worse,坏,,[50家,,50家,1\n"
    )
    found = faults(csv_set(tmp_path, targets, "indicator,period,stated\n"))
    assert [(f.line, f.column, f.code) for f in found] == [
        (4, 12, "dangling-id"),
        (5, 14, "yaml-syntax"),
    ]
    sound = "".join(targets.splitlines(keepends=True)[:3])
    rows = dataset.load(csv_set(tmp_path, sound, "indicator,period,stated\n")).target_rows()
    assert rows[0]["kind"] == "ladder"
    assert rows[0]["tiers"]["firms-added"] == {"stated": "5家", "text": "新增5家", "line": 5}
    assert rows[1]["milestones"] == {2023: "8000亿元"}


def guarded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with formula-like cells guarded, as it is written for spreadsheets."""
    return frame.map(
        lambda text: (
            f"'{text}"
            if isinstance(text, str) and text.lstrip("'").startswith(("=", "+", "-", "@"))
            else text
        )
    )


def test_the_csv_form_reads_back_as_the_same_set(tmp_path: Path) -> None:
    text = SOUND["targets.yaml"].replace(
        "page: A3", 'page: \'=1+1\'\n    note: "\'-x, \\"y\\"\\n2"'
    )
    ds = dataset.load(write(tmp_path / "yaml", {"targets.yaml": text}))
    folder = csv_set(tmp_path / "csv")
    for table in ("targets", "actuals"):
        guarded(csv_form(ds.book, table)).to_csv(
            folder / f"{table}.csv", index=False, encoding="utf-8-sig"
        )
    again = dataset.load(folder)
    assert again.target_rows() == ds.target_rows()
    assert again.actual_rows() == ds.actual_rows()
    for table in ("targets", "actuals"):
        pd.testing.assert_frame_equal(csv_form(again.book, table), csv_form(ds.book, table))


def test_texts_that_look_like_numbers_keep_their_characters(tmp_path: Path) -> None:
    actuals = (
        "indicator,period,stated,text\nfirms,2020,012,012\nfirms,2021,5.50,5.50\n"
        "firms,2022,1e3,1e3\nfirms,2023,NA,NA\n"
    )
    ds, found = dataset.read(csv_set(tmp_path, actuals=actuals))
    sound = [fault for fault in found if fault.line < 4]
    assert sound == []
    actuals = "".join(actuals.splitlines(keepends=True)[:3])
    ds = dataset.load(csv_set(tmp_path, actuals=actuals))
    assert [row["stated"] for row in ds.actual_rows()] == ["012", "5.50"]


def test_an_empty_csv_is_an_empty_table(tmp_path: Path) -> None:
    folder = csv_set(tmp_path, actuals="indicator,period\n")
    assert faults(folder) == []
    assert dataset.load(folder).actual_rows() == []


def test_many_faults_are_cut_short(tmp_path: Path) -> None:
    rows = "".join(f"gdp,2020,{number}户\n" for number in range(2_000))
    found = faults(csv_set(tmp_path, actuals="indicator,period,stated\n" + rows))
    assert len(found) == 501
    assert [f.code for f in found].count("more-faults") == 1
    assert "1500" in next(f.en for f in found if f.code == "more-faults")


def test_controls_but_nul_are_text_as_escapes_in_yaml_are(tmp_path: Path) -> None:
    name = "道\x1b[31m路\x07\x9b\x7f\u202e·\u2028\x85\x1c宽"
    ds = dataset.load(csv_set(tmp_path / "csv", TARGETS.replace("道路", name)))
    assert ds.target_records["fyp/road"].name == Name(name, "Road")
    form = csv_form(ds.book, "targets").to_csv(index=False)
    again = dataset.load(csv_set(tmp_path / "again", form))
    assert again.target_records["fyp/road"].name == Name(name, "Road")


def test_a_column_without_a_name_is_said_to_be_one(tmp_path: Path) -> None:
    found = faults(csv_set(tmp_path, TARGETS.replace("due,", ",", 1)))
    assert [fault.code for fault in found] == ["unknown-field"]
    assert "(no name)" in found[0].en


@pytest.mark.parametrize("row", ['5" disk,5亿元', '"a ""b"", c",5亿元', '"a"x,5亿元', ",5亿元"])
def test_places_behind_quotes(tmp_path: Path, row: str) -> None:
    text = f"indicator,period,note,stated,source\ngdp,2020,{row},nowhere\n"
    found = faults(csv_set(tmp_path, actuals=text))
    at = text.splitlines()[1].index("nowhere") + 1
    dangling = [fault for fault in found if fault.code == "dangling-id"]
    assert [(fault.line, fault.column) for fault in dangling] == [(2, at)]


def test_a_stray_quote_in_the_header(tmp_path: Path) -> None:
    found = faults(csv_set(tmp_path, actuals='indicator,period,s"ted,value,sta"te\ngdp,2020,,1,\n'))
    assert [(fault.code, fault.column) for fault in found] == [
        ("unknown-field", 18), ("unknown-field", 30)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "line"),
    [
        (b"indicator ,period,stated\ngdp,20\xff24,5\xe4\xba\xbf\xe5\x85\x83\n", 2),
        (b"period,indicator,stated\n2024,gdp,5\n\xff\n2025,gdp,6\n", 3),
        (b"indicator,period,stated,line\ngdp,2024,5,1\xff2\ngdp,2025,6\n", 2),
        (b"indicator,period,stated,line\ngdp,2024,5,1\xff2\n", 2),
        (b"indicator,period,stated\ngdp,2024\xe4\xba,5\xe4\xba\xbf\xe5\x85\x83\n", 2),
    ],
)
def test_bytes_that_are_no_utf8_are_found_in_any_column(
    tmp_path: Path, table: bytes, line: int
) -> None:
    found = faults(csv_set(tmp_path, actuals=table))
    assert ("bad-utf8", line) in [(fault.code, fault.line) for fault in found]


def test_bad_bytes_hide_no_ragged_row(tmp_path: Path) -> None:
    table = b"indicator,period,stated,line\ngdp,2024,5,1\xff2\ngdp,2025,6\n"
    assert codes(csv_set(tmp_path, actuals=table)) == ["bad-utf8", "ragged-row"]


@pytest.mark.parametrize("behind", ["", "\n"])
def test_a_header_may_be_all_there_is(tmp_path: Path, behind: str) -> None:
    found = faults(csv_set(tmp_path, actuals="indicator,period,说明" + behind))
    assert [fault.code for fault in found if fault.is_error] == ["unknown-field"]


def test_stray_quotes_hide_no_ragged_row(tmp_path: Path) -> None:
    """The quote within a cell opens nothing, though as many commas stand between quotes."""
    table = 'indicator,period,stated\ngdp,"",u"v\n"p,q","p,q"\n'
    assert "ragged-row" in codes(csv_set(tmp_path, actuals=table))


@pytest.mark.parametrize("name", ["~", "~root", "http:", "file:", "s3:", "a.gz"])
def test_a_folder_may_have_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    csv_set(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert faults(Path(name)) == []


@pytest.mark.parametrize("now", ["removed", "emptied", "mended", "other columns"])
def test_a_table_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    before = (
        ACTUALS.replace("2024,近9000亿元", "2024\udcff,近9000亿元") if now == "mended" else ACTUALS
    )
    folder = csv_set(tmp_path, actuals=before.encode("utf-8", "surrogateescape"))
    path, read, seen = folder / "actuals.csv", csv_parse._read, []

    def change(file: csv_bytes.CsvBytes, **how: object) -> pd.DataFrame:
        if file.name == path.name and not seen and not file.is_kept:
            seen.append(file.name)
            if now == "removed":
                path.unlink()
            elif now == "emptied":
                path.write_bytes(b"")
            elif now == "mended":
                try:
                    return read(file, **how)
                finally:
                    path.write_text(ACTUALS, encoding="utf-8")
            else:
                rows = [*csv.reader(io.StringIO(ACTUALS))]
                path.write_text(
                    "".join(",".join(reversed(row)) + "\n" for row in rows), encoding="utf-8"
                )
        return read(file, **how)

    monkeypatch.setattr(csv_parse, "_read", change)
    ds, found = dataset.read(folder)
    if not seen:  # its bytes were kept: it is read as it was
        assert (ds is None) == (now == "mended")
    elif now in {"removed", "emptied"}:
        said = "unreadable-file" if now == "removed" else "empty-file"
        assert said in [fault.code for fault in found]
    else:
        assert ds is not None, found
        assert len(ds.actual_rows()) == 5
        assert {row["indicator"] for row in ds.actual_rows()} == {"gdp", "gdp-growth", "fyp/road"}


def test_warnings_however_many_are_no_error(tmp_path: Path) -> None:
    """Rows that are looked at for errors and have only warnings don't end the look."""
    lines = ["plan,slug,indicator,stated,tiers,name_zh,text,line"]
    lines += [f"fyp,g{n},,,{{gdp: {n}亿元}},梯队{n},梯队目标,3" for n in range(1, 700)]
    figures = "indicator,period,stated,source\ngdp,2020,7000亿元,outline\n"
    found = faults(csv_set(tmp_path, targets="\n".join(lines), actuals=figures))
    assert {fault.code for fault in found if fault.is_error} == set()
    assert len(found) > 690
