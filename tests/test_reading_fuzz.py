"""Whatever the bytes are, reading ends soon, with faults or with a data set, never otherwise."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_sets import SOUND, write

from czplan import dataset
from czplan.format.fields import TABLES
from czplan.reading.csv_files import CsvFile

FEW = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
YAML_FILES = list(SOUND)
SECONDS = 5


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder with the sound set."""
    with tempfile.TemporaryDirectory() as name:
        yield write(Path(name))


def read(path: Path) -> None:
    """Read the set in `path`; only faults may come of it, each with a place in its file."""
    start = time.process_time()
    ds, found = dataset.read(path, advice=True)
    assert time.process_time() - start < SECONDS
    for fault in found:
        assert fault.line >= 1
        assert fault.column >= 1
        assert "\n" not in fault.text("zh") + fault.text("en")
    assert (ds is None) == any(fault.is_error for fault in found)
    if ds is not None:
        assert len(ds.targets) == len(ds.target_rows()) == len(ds.target_records)
        assert len(ds.actuals) == len(ds.actual_rows()) == len(ds.actual_records)


@FEW
@given(name=st.sampled_from(YAML_FILES), data=st.binary(max_size=300))
def test_any_bytes(name: str, data: bytes) -> None:
    with folder() as path:
        (path / name).write_bytes(data)
        read(path)


@FEW
@given(data=st.data())
def test_sound_files_with_bytes_changed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(YAML_FILES))
    whole = SOUND[name].encode()
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 8))
    put = data.draw(st.binary(max_size=4) | st.sampled_from(
        [b"\t", b"*", b"&", b"!", b"%", b"{", b"[", b"- ", b"? ", b": ", b"#", b"|", b">", b"'",
         b'"', b"\n", b"\n---\n", b"<<: ", b"\xe2\x80\xa8", b"\r", b",", b"~", b"@"]
    ))  # fmt: skip
    with folder() as path:
        (path / name).write_bytes(whole[:at] + put + whole[at + cut :])
        read(path)


WORDS = st.sampled_from(
    ["gdp", "fyp", "wr", "report-2025", "firms", "zh", "stated", "text", "line", "tiers", "2025",
     "2021..2025", "none", "milestone", "突破1万亿元", "5%左右", "100万家", "以上", "true", "-1",
     "fyp/gdp", "", " ", "~", "null", "1e309", "九千", "２０２５", "预计增长5%", "持续下降"]
) | st.text(max_size=6)  # fmt: skip
FIELDS = st.sampled_from(sorted({name for table in TABLES.values() for name in table.fields}))
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS | WORDS, inner, max_size=5),
    max_leaves=25,
)


@FEW
@given(data=st.data())
def test_any_tree(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(YAML_FILES))
    tree: Any = data.draw(TREES)
    for _ in TABLES[name.removesuffix(".yaml")].keys:
        tree = {data.draw(WORDS): tree}
    with folder() as path:
        # JSON is YAML; lone surrogates can't be written
        text = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
        (path / name).write_bytes(text)
        read(path)


@FEW
@given(data=st.data())
def test_any_field_of_a_sound_record(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from([each for each in TABLES.values() if each.keys]))
    record = data.draw(st.dictionaries(st.sampled_from(list(table.fields)), TREES, max_size=8))
    keys = {"targets": ["fyp", "gdp"], "actuals": ["gdp", "2024"]}.get(table.name, ["gdp"])
    tree: Any = record
    for key in reversed(keys):
        tree = {key: tree}
    with folder() as path:
        text = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
        (path / f"{table.name}.yaml").write_bytes(text)
        read(path)


@FEW
@given(table=st.sampled_from(["targets", "actuals"]), data=st.binary(max_size=300))
def test_any_bytes_as_csv(table: str, data: bytes) -> None:
    with folder() as path:
        (path / f"{table}.csv").write_bytes(data)
        read(path)


CELL = WORDS | st.sampled_from(
    ["{firms: 5家}", "{2023: 5家}", "'=1", "a,b", 'q"q', "x\ny", "district:x"]
)


def csv_text(header: list[str], rows: list[list[str]]) -> str:
    """Return a table, every cell quoted."""
    return "".join(
        ",".join('"' + cell.replace('"', '""').replace("\x00", "") + '"' for cell in row) + "\n"
        for row in [header, *rows]
    )


def tables(data: st.DataObject) -> tuple[str, str]:
    """Draw a CSV table with the right keys and any cells."""
    name = data.draw(st.sampled_from(["targets", "actuals"]))
    keys = [key for key, _ in TABLES[name].keys]
    columns = [column for column in TABLES[name].columns if column not in keys]
    header = keys + data.draw(st.lists(st.sampled_from(columns), max_size=8, unique=True))
    row = st.tuples(*([CELL] * len(header))).map(list)
    rows = data.draw(st.lists(row, max_size=6))
    return name, csv_text(header, rows)


@FEW
@given(data=st.data())
def test_any_cells(data: st.DataObject) -> None:
    name, text = tables(data)
    with folder() as path:
        (path / f"{name}.csv").write_bytes(text.encode("utf-8", "replace"))
        read(path)


SOUND_ROWS: dict[str, list[dict[str, str]]] = {
    "targets": [
        {"plan": "fyp", "slug": "firms", "stated": "50家", "text": "达到50家", "line": "3"},
        {"plan": "wr", "slug": "gdp", "stated": "1亿元", "text": "1亿元", "page": "A1",
         "source": "outline", "baseline_period": "2020", "scope": "district:新区"},
        {"plan": "fyp", "slug": "event", "kind": "milestone", "name_zh": "建成", "text": "建成",
         "section": "一", "indicator": "firms", "theme": "sport"},
        {"plan": "fyp", "slug": "pace", "indicator": "income-growth", "reference": "gdp-growth",
         "stated": "与经济增长同步", "text": "与经济增长同步", "line": "9", "due": "none"},
        {"plan": "fyp", "slug": "own", "name_zh": "面积", "stated": "5亩", "text": "5亩",
         "line": "1", "supersedes": "fyp/firms"},
    ],
    "actuals": [
        {"indicator": "firms", "period": "2024", "stated": "49家", "text": "49家"},
        {"indicator": "gdp", "period": "2025-09", "value": "12.5", "status": "preliminary"},
        {"indicator": "gdp-growth", "period": "2024", "stated": "6%左右", "text": "预计6%左右",
         "status": "estimate", "source": "outline"},
        {"indicator": "fyp/road", "period": "2023", "outcome": "done", "line": "4"},
    ],
}  # fmt: skip
OTHER = CELL | st.sampled_from(
    [
        "",
        "50家" * 15,
        "预计49家",
        "49家",
        "done",
        "estimate",
        "outline",
        "gdp-growth",
        "3000",
        "2020",
    ]
)


def nearly_sound(data: st.DataObject) -> tuple[str, str]:
    """Draw a CSV table of sound rows in which single cells are changed."""
    name = data.draw(st.sampled_from(list(SOUND_ROWS)))
    header = sorted({column for row in SOUND_ROWS[name] for column in row})
    change = st.tuples(st.sampled_from(SOUND_ROWS[name]), st.sampled_from(header), OTHER)
    rows = [dict(row) for row in SOUND_ROWS[name]]
    for place, (row, column, cell) in enumerate(data.draw(st.lists(change, max_size=15))):
        rows.append(numbered(row, place) | {column: cell})
    return name, csv_text(header, [[row.get(column, "") for column in header] for row in rows])


def numbered(row: dict[str, str], place: int) -> dict[str, str]:
    """The row as another goal, or the figure of another year."""
    if "slug" in row:
        return row | {"slug": f"{row['slug']}-{place}", "indicator": row.get("indicator", "firms")}
    return row | {"period": str(1990 + place)}


def same_faults(name: str, text: str) -> None:
    """Check that looking at columns finds in a CSV table what looking at every row finds."""
    with folder() as path:
        (path / f"{name}.yaml").write_text("# in CSV\n", encoding="utf-8")
        road = "fyp:\n  road: {kind: milestone, name: {zh: 路}, text: 路, line: 1}\n"
        if name == "actuals":
            (path / "targets.yaml").write_text(road, encoding="utf-8")
        (path / f"{name}.csv").write_bytes(text.encode("utf-8", "replace"))
        quick = dataset.read(path)[1]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(CsvFile, "_rows", _every_row(CsvFile._rows))
            slow = dataset.read(path)[1]
    assert quick == slow


@settings(FEW, max_examples=40)
@given(data=st.data())
def test_columns_find_what_rows_find(data: st.DataObject) -> None:
    """The look at whole columns passes over no row in which a rule is broken."""
    same_faults(*nearly_sound(data))


ODD = ["\r", "\n", "\r\n", "\t", " ", "\x01", "\x0b", "\x1f", "\x7f", "\x85", "\xa0", "\u2028",
       "\u200b", "\u3000", "\ufeff", "'"]  # fmt: skip


@pytest.mark.parametrize("mark", ODD, ids=ascii)
def test_odd_characters_in_any_column(mark: str) -> None:
    """Alone, around and within every cell."""
    for name, sound in SOUND_ROWS.items():
        header = sorted({column for row in sound for column in row})
        rows = []
        for column in header:
            row = next(row for row in sound if row.get(column))
            whole = row[column]
            for cell in (mark, mark + whole, whole + mark, whole[:1] + mark + whole[1:]):
                rows.append(numbered(row, len(rows)) | {column: cell})
        cells = [[row.get(column, "") for column in header] for row in rows]
        same_faults(name, csv_text(header, cells))


def test_a_name_breaks_no_line_in_a_table_of_plans_either() -> None:
    with folder() as path:
        (path / "plans.yaml").unlink()
        header = ["id", "name_zh", "kind", "end", "source"]
        row = ["wr", "报\n告", "annual-report", "2025", "report-2025"]
        (path / "plans.csv").write_text(csv_text(header, [row]), "utf-8", newline="")
        found = [(fault.code, fault.file, fault.line) for fault in dataset.read(path)[1]]
    assert ("outer-space", "plans.csv", 2) in found


def _every_row(rows: Any) -> Any:
    """Return the check of rows with every row suspected."""

    def every(self: CsvFile, suspects: Any, code: str, check: Any) -> None:
        if code == "more-faults":  # all rows are looked at for errors, and so none again
            suspects[:] = True
        rows(self, suspects, code, check)

    return every
