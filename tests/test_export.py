"""Files for other tools: read back with what their users use, they all say the same."""

from __future__ import annotations

import io
import itertools
import json
import math
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from cli_process import SAMPLE, environment, in_terminal, within
from report_sets import HARM, hostile

import czplan
from czplan import export
from czplan.export.columns import RESULT_FIELDS
from czplan.storage import write_folder
from czplan.vocabulary import RESULT_COLUMNS

Rows = list[dict[str, Any]]
TEXTS = ("csv", "tsv", "json", "jsonl", "markdown")

OF_ONE_PLACE = tuple(name for name in export.TABLES if name != "places")
"""The tables of a set about one place."""


@pytest.fixture(scope="module", params=["sample", "hostile"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a data set and its verdicts."""
    folder = SAMPLE if request.param == "sample" else hostile(tmp_path_factory.mktemp("h") / "set")
    ds = czplan.load(folder)
    return ds, czplan.progress(ds, 2025, all=True)


def plain(value: Any) -> Any:
    """Return a value as JSON would hold it: missing is None, whole floats are ints."""
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        return ";".join(str(one) for one in value)
    if value is None or value is pd.NA or value == "":
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if type(value).__name__.startswith(("int", "float", "Decimal")):
        number = float(value)
        return int(number) if number.is_integer() else number
    return value


def told(rows: Rows) -> Rows:
    return [{name: plain(value) for name, value in row.items()} for row in rows]


def typed(rows: Rows) -> Rows:
    """Return rows of text with the columns' types (an empty cell is missing)."""
    out = []
    for row in rows:
        new: dict[str, Any] = {}
        for name, text in row.items():
            column = RESULT_FIELDS[name]
            if text in (None, ""):
                new[name] = None
            elif column.type in ("integer", "number"):
                new[name] = float(text)
            else:
                new[name] = text
        out.append(new)
    return told(out)


def unguarded(text: Any) -> Any:
    """Take one `'` off a cell of CSV that would begin like a formula."""
    guarded = isinstance(text, str) and re.match(r"'+[\s\u200b]*[=+\-@]", text)
    return text[1:] if guarded else text


def shown(text: Any) -> Any:
    """Say how TSV shows a text: what acts as U+FFFD."""
    from czplan import sinks

    return sinks.plain(text) if isinstance(text, str) else text


def by_csv(content: bytes) -> Rows:
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    rows = [{str(k): unguarded(v) for k, v in row.items()} for row in frame.to_dict("records")]
    return typed(rows)


def by_tsv(content: bytes) -> Rows:
    lines = content.decode().removesuffix("\n").split("\n")
    head = lines[0].split("\t")
    return typed([dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]])


def by_markdown(content: bytes) -> Rows:
    lines = content.decode().removesuffix("\n").split("\n")
    split = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]
    head = [cell.strip() for cell in split[0]]
    undo = lambda c: c.strip().replace("\\|", "|").replace("&lt;", "<").replace("&amp;", "&")  # noqa: E731
    return typed([dict(zip(head, map(undo, cells), strict=True)) for cells in split[2:]])


def by_openpyxl(content: bytes) -> Rows:
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(content))["progress"]
    head, *lines = sheet.iter_rows(values_only=True)
    return told([dict(zip(map(str, head), line, strict=True)) for line in lines])


def by_pyarrow(content: bytes) -> Rows:
    import pyarrow.parquet as pq

    return told(pq.read_table(io.BytesIO(content)).to_pylist())


def by_duckdb(path: Path) -> Rows:
    import duckdb

    found = duckdb.sql(f"select * from '{path}'")
    return told([dict(zip(found.columns, row, strict=True)) for row in found.fetchall()])


def by_frictionless(folder: Path) -> Rows:
    from frictionless import Package

    rows = Package(folder / "datapackage.json").get_resource("progress").read_rows()
    return told([dict(row) for row in rows])


def test_every_format_reads_back_the_same(case: Any, tmp_path: Path) -> None:
    ds, frame = case
    made = {form: export.content(ds, frame, form) for form in (*TEXTS, "xlsx", "parquet")}
    (tmp_path / "p.parquet").write_bytes(made["parquet"])
    write_folder(tmp_path / "package", export.folder(ds, frame))
    truth = told(frame.to_dict("records"))
    assert len(truth) > 5
    assert list(truth[0]) == list(RESULT_COLUMNS)
    screened = [{name: shown(value) for name, value in row.items()} for row in truth]
    assert told(json.loads(made["json"])) == truth
    assert told([json.loads(line) for line in made["jsonl"].splitlines()]) == truth
    assert by_csv(made["csv"]) == truth
    assert by_tsv(made["tsv"]) == screened
    assert by_markdown(made["markdown"]) == [
        {k: " ".join(v.split()) if isinstance(v, str) else v for k, v in row.items()}
        for row in screened
    ]
    assert by_openpyxl(made["xlsx"]) == truth
    assert by_pyarrow(made["parquet"]) == truth
    assert by_duckdb(tmp_path / "p.parquet") == truth
    assert by_frictionless(tmp_path / "package") == truth
    assert told(pd.read_parquet(tmp_path / "p.parquet").to_dict("records")) == truth


def test_json_rows_fit_the_published_schema(case: Any, root: Path) -> None:
    import jsonschema

    from tools.result_schema import row_schema

    ds, frame = case
    published = json.loads((root / "docs/progress.schema.json").read_text("utf-8"))
    assert published == row_schema()
    jsonschema.Draft202012Validator.check_schema(published)
    rows = json.loads(export.content(ds, frame, "json"))
    jsonschema.validate(rows, published)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**rows[0], "status": "splendid"}], published)
    both = json.loads(export.content(ds, czplan.progress(ds, 2025, method="open-sdg"), "json"))
    jsonschema.validate(both, published)
    assert "open_sdg_status" in both[0]


def test_the_package_validates(case: Any, tmp_path: Path) -> None:
    from frictionless import validate

    ds, frame = case
    write_folder(tmp_path / "package", export.folder(ds, frame))
    report = validate(tmp_path / "package" / "datapackage.json")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    descriptor = json.loads((tmp_path / "package" / "datapackage.json").read_text("utf-8"))
    names = [resource["name"] for resource in descriptor["resources"]]
    assert names == ["progress", *OF_ONE_PLACE]
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description_zh"], field
            assert field["description_en"], field
    assert descriptor["sources"][0]["title"]


def test_the_same_bytes_twice(case: Any) -> None:
    ds, frame = case
    for form in (*TEXTS, "xlsx", "parquet", "dta", "sqlite"):
        assert export.content(ds, frame, form) == export.content(ds, frame, form), form
    assert export.folder(ds, frame) == export.folder(ds, frame)


def test_a_workbook_for_people(case: Any) -> None:
    import openpyxl

    ds, frame = case
    content = export.content(ds, frame, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["目标与结论", "progress", *OF_ONE_PLACE, "columns", "codes"]
    sheet = book["progress"]
    assert sheet.freeze_panes == "B2"
    head = {cell.value: cell.column - 1 for cell in sheet[1]}
    assert sheet.column_dimensions[sheet.cell(1, head["name_zh"] + 1).column_letter].width > 10
    fills = set()
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            assert cell.data_type in ("n", "s", "b"), cell.coordinate  # "f" would be a formula
            assert cell.hyperlink is None
        status = line[head["status"]]
        fills.add((line[head["family"]].value, status.fill.fgColor.rgb))
    assert len(fills) == len({family for family, _ in fills}) >= 2
    numbers = [line[head["target_low"]].value for line in sheet.iter_rows(min_row=2)]
    assert any(isinstance(value, (int, float)) for value in numbers)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower()]
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_parquet_is_typed(case: Any) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    ds, frame = case
    schema = pq.read_schema(io.BytesIO(export.content(ds, frame, "parquet")))
    assert pa.types.is_dictionary(schema.field("status").type)
    assert schema.field("due").type == pa.int64()
    assert schema.field("target_low").type == pa.float64()
    assert schema.field("flags").type == pa.list_(pa.string())
    assert schema.field("expected").metadata[b"unit"] == b"fraction"


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "parquet"])
@pytest.mark.parametrize("name", export.TABLES)
def test_every_table_in_other_forms(case: Any, name: str, form: str) -> None:
    ds, _ = case
    content = export.content(ds, None, form, table=name)
    if form == "csv":
        rows = len(pd.read_csv(io.BytesIO(content)))
    elif form == "json":
        rows = len(json.loads(content))
    elif form == "xlsx":
        rows = len(pd.read_excel(io.BytesIO(content), sheet_name=name, engine="openpyxl"))
    else:
        rows = len(pd.read_parquet(io.BytesIO(content)))
    held = {"targets": len(ds.target_rows()), "actuals": len(ds.actual_rows())}
    assert rows == held.get(name, len(getattr(ds, f"{name[:-1]}_records", ())))


def test_exported_tables_are_a_data_set(tmp_path: Path, case: Any) -> None:
    ds, frame = case
    for path in ds.folder.glob("*.yaml"):
        if path.stem not in ("targets", "actuals"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    for name in ("targets", "actuals"):
        content = export.content(ds, None, "csv", table=name, encoding="utf-8-sig")
        (tmp_path / f"{name}.csv").write_bytes(content)
    again = czplan.load(tmp_path)
    assert again.target_rows() == ds.target_rows()
    assert again.actual_rows() == ds.actual_rows()
    pd.testing.assert_frame_equal(
        pd.DataFrame(czplan.progress(again, 2025, all=True)), pd.DataFrame(frame)
    )


# ---- the command


def test_a_csv_file_has_a_mark_and_a_pipe_has_none(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    line = ("export", "csv", "--year", "2025", "--data", str(SAMPLE))
    assert within(*line, "-o", str(target)).status == 0
    piped = within(*line)
    assert target.read_bytes() == b"\xef\xbb\xbf" + piped.raw
    assert piped.raw.startswith(b"id,")
    listed = within("progress", "--year", "2025", "-f", "csv", "--data", str(SAMPLE))
    assert piped.raw == listed.raw
    assert not [path for path in tmp_path.iterdir() if path != target]


@pytest.mark.parametrize("form", TEXTS)
def test_listing_and_export_are_the_same_text(form: str) -> None:
    options = ("--year", "2025", "--family", "missed", "--data", str(SAMPLE))
    assert within("export", form, *options).raw == within("progress", "-f", form, *options).raw


def test_encodings(tmp_path: Path) -> None:
    folder = hostile(tmp_path / "set")
    line = ("export", "csv", "--data", str(folder), "--lang", "en")
    assert within(*line, "--encoding", "gb18030").raw.decode("gb18030").startswith("id,")
    refused = within(*line, "--encoding", "gbk")
    assert refused.status == 2
    assert "U+202E" in refused.err
    assert "utf-8-sig" in refused.err
    unknown = within(*line, "--encoding", "utf-9")
    assert (unknown.status, unknown.out) == (2, "")
    assert "utf-9" in unknown.err
    assert within("export", "xlsx", "--encoding", "gbk", "-o", str(tmp_path / "x")).status == 2


@pytest.mark.parametrize("form", ["xlsx", "parquet", "sqlite"])
def test_no_binary_on_a_terminal(form: str, tmp_path: Path) -> None:
    seen = in_terminal("export", form, "--data", str(SAMPLE), "--lang", "en")
    assert seen.status == 2
    assert seen.out == ""
    assert "-o FILE" in seen.err
    piped = within("export", form, "--data", str(SAMPLE))
    assert piped.raw[:2] in (b"PK", b"PA", b"SQ")
    target = tmp_path / "file"
    assert in_terminal("export", form, "--data", str(SAMPLE), "-o", str(target)).status == 0
    assert target.read_bytes() == piped.raw


def test_a_package_is_a_folder(tmp_path: Path) -> None:
    line = ("export", "datapackage", "--data", str(SAMPLE), "--lang", "en")
    assert "-o FOLDER" in within(*line).err
    folder = tmp_path / "package"
    assert within(*line, "-o", str(folder)).status == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert within(*line, "-o", str(folder)).status == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / "mine.txt").write_text("keep me")
    refused = within(*line, "-o", str(folder))
    assert refused.status == 2
    assert "mine.txt" in refused.err
    assert (folder / "mine.txt").read_text() == "keep me"


def test_what_options_cannot_mean(tmp_path: Path) -> None:
    for line, words in (
        (("export", "exel"), "xlsx"),
        (("export", "csv", "--table", "target"), "targets"),
        (("export", "csv", "--table", "plans", "--year", "2025"), "--year"),
        (("export", "csv", "--table", "targets", "--status", "met"), "--status"),
        (("export", "csv", "-o", str(tmp_path / "no" / "x.csv")), str(tmp_path / "no")),
        (("export", "csv", "-o", str(tmp_path)), str(tmp_path)),
        (("export", "csv", "-o", f"{tmp_path}/x.csv/"), "is a folder"),
    ):
        refused = within(*line, "--data", str(SAMPLE), "--lang", "en")
        assert refused.status == 2, line
        assert words in refused.err, line
        assert refused.err.count("\n") == 1, refused.err
        assert refused.out == ""


def test_targets_can_be_chosen() -> None:
    line = ("export", "json", "--table", "targets", "--data", str(SAMPLE))
    all_of_them = json.loads(within(*line).out)
    plan = all_of_them[0]["plan"]
    some = json.loads(within(*line, "--plan", plan).out)
    assert some == [row for row in all_of_them if row["plan"] == plan]
    assert len(some) < len(all_of_them)


def test_a_missing_extra_is_one_command_that_works_here() -> None:
    hidden = (
        "import sys\n"
        "class Hidden:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'pyarrow':\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Hidden())\n"
        "from czplan import __main__ as czplan\n"
        "sys.exit(czplan.main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", hidden, "export", "parquet", "--data", str(SAMPLE), "--lang", "en"],
        capture_output=True, text=True, env=environment(),
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    command = done.stderr.partition("Run: ")[2].strip()
    assert Path(sys.executable).name in command
    assert "pyarrow" in command
    assert "czplan[" not in command, "the package itself may be on no index"


def test_what_the_extras_bring_is_what_the_project_says(root: Path) -> None:
    import tomllib

    from czplan.extras import EXTRAS

    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    held = project["optional-dependencies"]
    named = {name: list(brought) for name, brought in EXTRAS.items()}
    assert named == {name: held[name] for name in held if name not in ("all", "dev")}


# ---- for people, for Stata, for SQLite


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_sheet_is_for_people(case: Any, lang: str) -> None:
    import openpyxl

    from czplan.export.xlsx import FILLS
    from czplan.vocabulary import STATUSES

    ds, frame = case
    content = export.content(ds, frame, "xlsx", lang=lang)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    head, *lines = sheet.iter_rows()
    told = {"zh": ["目标", "原文", "期限", "数据", "差", "结论", "依据", "链接"]}
    told["en"] = ["Goal", "In its words", "Due", "Figure", "Gap", "Verdict", "Document", "Address"]
    assert [cell.value for cell in head] == told[lang]
    assert len(lines) == len(frame)
    for cells, row in zip(lines, frame.to_dict("records"), strict=True):
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
        assert str(row[f"name_{lang}"] or row["name_zh"]) in cells[0].value
        assert cells[5].value == STATUSES[row["status"]].name(lang)
        assert cells[5].fill.fgColor.rgb[2:] == FILLS[row["family"]][0][1:]
        if row["gap_low"] == row["gap_high"] and row["unit"] == "家":
            assert re.search(r"\d(家| firms?$)|^0", cells[4].value), cells[4].value


def test_stata_reads_labels_and_dates(case: Any) -> None:
    ds, frame = case
    with pd.io.stata.StataReader(io.BytesIO(export.content(ds, frame, "dta"))) as reader:
        held = reader.read()
        labels = reader.variable_labels()
        values = reader.value_labels()
    assert list(held["id"]) == list(frame["id"])
    assert labels["stated"] == "目标原文 · Goal as stated"
    assert "完成 · Met" in values["status_label"].values()
    for name in ("status", "family"):
        assert list(held[name]) == list(frame[name])
    assert held["actual_end"].dt.year.max() <= 2025
    assert [";".join(flags) for flags in frame["flags"]] == list(held["flags"])
    both = held["gap_low"].dropna(), frame["gap_low"].dropna().astype(float)
    assert list(both[0]) == list(both[1])
    names = list(held["name_zh"])
    assert names == [name.replace("\0", "\ufffd") for name in frame["name_zh"]]


@pytest.mark.parametrize("name", export.TABLES)
def test_every_table_is_a_stata_file(case: Any, name: str) -> None:
    ds, _ = case
    held = pd.read_stata(io.BytesIO(export.content(ds, None, "dta", table=name)))
    assert len(held) == len(json.loads(export.content(ds, None, "json", table=name)))
    assert "_end" not in held  # what a word of Stata's own would be called
    assert not [column for column in held if held[column].map(type).eq(list).any()]


def test_a_database_has_keys_and_views(case: Any, tmp_path: Path) -> None:
    import sqlite3

    import sqlite_utils

    ds, frame = case
    path = tmp_path / "czplan.sqlite"
    path.write_bytes(export.content(ds, frame, "sqlite"))
    base = sqlite_utils.Database(path)
    assert {"progress", *export.TABLES} - {"places"} <= set(base.table_names())
    assert set(base.view_names()) == {"goals_zh", "goals_en"}
    keys = {(key.column, key.other_table) for key in base["progress"].foreign_keys}
    assert {("plan", "plans"), ("target", "targets"), ("target_source", "sources")} <= keys
    proofs = base.query(
        "select e.goal, s.publisher from evidence e join sources s on s.id=e.source"
    )
    assert {row["goal"] for row in proofs} == set(frame["id"])
    assert base["progress"].pks == ["id"]
    row = frame.to_dict("records")[0]
    held = base["progress"].get(row["id"])
    assert held["name_zh"] == row["name_zh"]
    assert json.loads(held["flags"]) == list(row["flags"])
    with sqlite3.connect(path) as plain:
        assert plain.execute("pragma foreign_key_check").fetchall() == []
        assert plain.execute("pragma integrity_check").fetchall() == [("ok",)]
        shown = plain.execute("select goal, verdict from goals_en").fetchall()
    assert len(shown) == len(frame)
    assert {name for name, _ in shown} == set(frame["name_en"])


def test_a_database_holds_harm_as_text(tmp_path: Path) -> None:
    import sqlite3

    ds = czplan.load(hostile(tmp_path / "set"))
    content = export.content(ds, czplan.progress(ds, 2025), "sqlite")
    base = sqlite3.connect(":memory:")
    base.deserialize(content)
    assert [name for (name,) in base.execute("select name_zh from indicators order by rowid")] == [
        ds.indicator_records[f"i{at}"].name.zh for at in range(len(HARM))
    ]
    tables = {name for (name,) in base.execute("select name from sqlite_master where type='table'")}
    assert tables == {"progress", *OF_ONE_PLACE, "evidence", "columns", "verdicts"}


def test_stata_holds_harm_as_text(tmp_path: Path) -> None:
    """The label of the file, names and notes: what acts shows as U+FFFD, the rest as it is."""
    from czplan.sinks import plain

    folder = hostile(tmp_path / "set")
    name = "".join(f"\\U{ord(letter):08x}" for letter in "\x1b[31m\x00\u202e<script>=1+1`\"'$x" * 5)
    (folder / "dataset.yaml").write_text(f'format: 1\nplace: {{zh: "{name}", en: "{name}"}}\n')
    ds = czplan.load(folder)
    content = export.content(ds, czplan.progress(ds, 2025), "dta")
    with pd.io.stata.StataReader(io.BytesIO(content)) as reader:
        held = reader.read()
        assert set(reader.variable_labels()) == set(held)
        label = reader.data_label
    assert label == plain(ds.place.en)[: len(label)]
    assert len(label) > 20
    assert sorted(held["name_zh"]) == sorted(HARM)


def test_display_fields(tmp_path: Path) -> None:
    asked = "id,name,verdict,gap_text,source_title,url"
    line = ("--year", "2025", "--fields", asked, "--data", str(SAMPLE))
    listed = within("progress", "-f", "json", *line, "--lang", "en")
    rows = json.loads(listed.out)
    assert list(rows[0]) == asked.split(",")
    assert {row["verdict"] for row in rows} & {"Met", "Not met"}
    assert any(row["gap_text"] for row in rows)
    assert all(row["source_title"] for row in rows)
    zh = json.loads(within("progress", "-f", "json", *line, "--lang", "zh").out)
    assert [row["id"] for row in zh] == [row["id"] for row in rows]
    assert zh != rows
    assert json.loads(within("export", "json", *line, "--lang", "en").out) == rows
    wrong = within("export", "csv", "--fields", "verdicts", "--data", str(SAMPLE), "--lang", "en")
    assert wrong.status == 2
    assert "verdict" in wrong.err
    goals = within("targets", "list", "-f", "json", "--fields", "name,source_title", "--data",
                str(SAMPLE), "--lang", "en")  # fmt: skip
    assert all(row["source_title"] for row in json.loads(goals.out))


@pytest.mark.parametrize(
    ("form", "name"), [("xlsx", "x.csv"), ("csv", "x.XLSX"), ("json", "x.dta"), ("dta", "x.db")]
)
def test_a_file_is_called_what_it_is(form: str, name: str, tmp_path: Path) -> None:
    refused = within(
        "export", form, "-o", str(tmp_path / name), "--data", str(SAMPLE), "--lang", "en"
    )
    assert refused.status == 2
    assert f"x.{form}" in refused.err
    assert list(tmp_path.iterdir()) == []
    assert (
        within("export", "json", "-o", str(tmp_path / "x.txt"), "--data", str(SAMPLE)).status == 0
    )


@pytest.mark.parametrize("text", ["+2.6%", "-3", "+1,234.5", "-0.08%"])
def test_a_signed_number_is_not_guarded(text: str) -> None:
    from czplan import sinks

    assert sinks.csv_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("+2.6% ", "-1+1", "+2.6个百分点", "=1", "@A", "+", "-A1", "+1,2", "--3", "+1%%", "'+2%"),
        *("\t=1", "\r@A", " \n-A1", "\xa0=1", "\u200b=1", "'\t=1", " +2%", "\x00=1"),
    ],
)
def test_every_other_text_that_begins_like_a_formula_is(text: str) -> None:
    from czplan import sinks

    assert sinks.csv_text(text) == f"'{text}"
    assert sinks.csv_untext(f"'{text}") == text


def test_a_guard_is_taken_off_again() -> None:
    from czplan import sinks

    for size in range(5):
        for letters in itertools.product("'=+- \t\u200b1a", repeat=size):
            text = "".join(letters)
            cell = sinks.csv_text(text)
            assert sinks.csv_untext(cell) == text
            assert not cell.strip(" \t\u200b").startswith("=")


def test_harm_stays_text(tmp_path: Path) -> None:
    folder = hostile(tmp_path / "set")
    rows = json.loads(within("export", "json", "--table", "indicators", "--data", str(folder)).out)
    assert [row["name_zh"] for row in rows] == list(HARM)
    csv = within("export", "csv", "--table", "indicators", "--data", str(folder)).out
    assert "'=1+1" in csv
    assert ",=1+1" not in csv


@pytest.mark.parametrize("text", ["a|b", "a\\|b", "a\\\\|b", "|", "\\|", "a\\"])
def test_backslashes_never_end_a_markdown_cell(text: str) -> None:
    from czplan import sinks

    # readers differ in whether a backslash can itself be escaped: an odd number before each
    # pipe is an escaped pipe for all of them, and reads back as what was written
    cell = sinks.markdown(text)
    before = [len(run.group(1)) for run in re.finditer(r"(\\*)\|", cell)]
    assert all(count % 2 for count in before)
    assert len(before) == text.count("|")
    assert re.sub(r"(\\+)\|", lambda m: "\\" * (len(m[1]) // 2) + "|", cell) == text


def test_five_frames(case: Any) -> None:
    ds, _ = case
    for name in ("plans", "sources", "indicators"):
        frame = getattr(ds, name)
        records = getattr(ds, f"{name[:-1]}_records")
        assert list(frame["id"]) == list(records)
        stem = "title" if name == "sources" else "name"
        for lang in ("zh", "en"):
            held = [getattr(getattr(one, stem), lang) for one in records.values()]
            assert list(frame[f"{stem}_{lang}"]) == held
        assert not frame.map(lambda cell: isinstance(cell, (list, dict))).any().any()
    assert str(ds.plans["end"].dtype) == "Int64"
    assert list(ds.plans["end"].dropna()) == [p.end for p in ds.plan_records.values() if p.end]
    joined = ds.actuals.merge(ds.sources, left_on="source", right_on="id")
    assert len(joined) == ds.actuals["source"].notna().sum()
