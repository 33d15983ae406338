"""Every listing in every format says what the Python API says, and nothing is lost or added."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest
from cli_process import SAMPLE, inside, run

import czplan
from czplan.vocabulary import RESULT_COLUMNS

LISTINGS = ("targets", "actuals", "indicators", "plans", "sources")


def frame_of(name: str) -> list[dict[str, object]]:
    """Return the rows that the Python API has for a listing."""
    ds = czplan.load(SAMPLE)
    if name == "progress":
        from czplan.export.rows_as_text import frame_rows
        from czplan.views.worst_first import worst_first

        return frame_rows(worst_first(czplan.progress(ds, year=2025)))
    if name in ("targets", "actuals"):
        frame = getattr(ds, name)
        rows = ds.target_rows() if name == "targets" else ds.actual_rows()
        assert list(frame.columns) == list(rows[0])
        return rows
    module = __import__(f"czplan.cli.commands.{name}", fromlist=["rows_of"])
    return module.rows_of(ds)


def line(name: str) -> tuple[str, ...]:
    return ("progress", "--year", "2025") if name == "progress" else (name, "list")


def listing(name: str, *args: str) -> str:
    done = inside(*line(name), *args, "--data", str(SAMPLE))
    assert done.status == 0, done.err
    return done.raw.decode("utf-8")


def as_text(value: object) -> str:
    """Return a value as its cell: the contract's words for lists, booleans and numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def same(text: str, value: object) -> bool:
    if isinstance(value, float):
        return float(text) == value and "e" not in text.lower()
    return text == as_text(value)


@pytest.mark.parametrize("name", [*LISTINGS, "progress"])
def test_every_format_equals_the_frame(name: str) -> None:
    rows = frame_of(name)
    columns = list(rows[0])
    assert json.loads(listing(name, "-f", "json")) == rows
    lines = listing(name, "-f", "jsonl").splitlines()
    assert [json.loads(one) for one in lines] == rows
    assert list(json.loads(lines[0])) == columns
    head, *body = csv.reader(io.StringIO(listing(name, "-f", "csv")))
    tsv_head, *tsv_body = [one.split("\t") for one in listing(name, "-f", "tsv").splitlines()]
    mark_head, _, *mark_body = [
        [cell.strip() for cell in one.strip("|").split(" |")]
        for one in listing(name, "-f", "markdown").splitlines()
    ]
    assert head == tsv_head == mark_head == columns
    for cells in (body, tsv_body, mark_body):
        assert len(cells) == len(rows)
        for texts, row in zip(cells, rows, strict=True):
            assert all(same(text, row[key]) for text, key in zip(texts, columns, strict=True))


def test_progress_has_the_contracts_columns_in_its_order() -> None:
    rows = json.loads(listing("progress", "-f", "json"))
    assert all(tuple(row) == RESULT_COLUMNS for row in rows)
    assert all(isinstance(row["flags"], list) for row in rows)
    assert any(row["target_high"] is None for row in rows)
    assert tuple(listing("progress", "-f", "csv").splitlines()[0].split(",")) == RESULT_COLUMNS


def test_a_pipe_gets_tsv_and_no_byte_order_mark() -> None:
    piped = run("plans", "list", "--data", str(SAMPLE))
    assert piped.raw.decode("utf-8") == listing("plans") == listing("plans", "-f", "tsv")
    for form in ("csv", "tsv", "json"):
        assert not listing("plans", "-f", form).startswith("\ufeff")


def test_pandas_reads_the_csv_as_the_frame() -> None:
    read = pd.read_csv(io.StringIO(listing("progress", "-f", "csv")))
    frame = czplan.progress(czplan.load(SAMPLE), year=2025)
    assert set(read["id"]) == set(frame["id"])
    assert read["target_low"].sum() == frame["target_low"].sum()


def test_fields_choose_and_order_columns() -> None:
    text = listing("targets", "--fields", "due,id", "-f", "csv")
    assert text.splitlines()[0] == "due,id"
    assert text.splitlines()[1] == "2025,fyp14/gdp"
    table = listing("targets", "--fields", "id,stated", "-f", "table")
    assert table.split()[:2] == ["id", "stated"]
    assert "达到1万亿元" in table


def test_quiet_prints_ids_one_a_line() -> None:
    ids = listing("targets", "-q").splitlines()
    assert ids == [row["id"] for row in frame_of("targets")]
    assert listing("targets", "-q", "-f", "json").splitlines() == ids


def test_an_empty_answer_is_empty_in_every_format() -> None:
    nothing = ("--search", "nothing holds this")
    assert json.loads(listing("targets", *nothing, "-f", "json")) == []
    assert listing("targets", *nothing, "-f", "jsonl") == ""
    assert listing("targets", *nothing, "-f", "csv").count("\n") == 1
    assert listing("targets", *nothing, "-q") == ""


FILTERS = {
    ("--plan", "wr2025"): {"gdp-growth", "retail-growth", "ev-output", "listed-added", "accidents"},
    ("--theme", "safety"): {"accidents"},
    ("--theme", "安全"): {"accidents"},
    ("--kind", "ladder", "--kind", "milestone"): {"firm-ladder", "star-city"},
    ("--kind", "ladder,milestone"): {"firm-ladder", "star-city"},
    ("--due", "2025", "--theme", "environment"): {"good-air"},
    ("--due", "none"): set(),
    ("--scope", "city", "--theme", "safety"): {"accidents"},
    ("--search", "新能源"): {"ev-output"},
    ("--search", "NEW-ENERGY"): {"ev-output"},
    ("--search", "vehicle output"): {"ev-output"},
    ("--search", "fyp14/gdp"): {"gdp"},
    ("--search", "梯队", "--search", "retail"): {"firm-ladder", "retail-growth"},
}


@pytest.mark.parametrize("options", FILTERS, ids=" ".join)
def test_filters(options: tuple[str, ...]) -> None:
    listed = {one.partition("/")[2] for one in listing("targets", "-q", *options).splitlines()}
    assert listed == FILTERS[options]
    judged = {
        one.partition("/")[2].partition("#")[0]
        for one in listing("progress", "-q", *options).splitlines()
    }
    assert judged == FILTERS[options]


def test_search_finds_simplified_by_traditional_characters() -> None:
    pytest.importorskip("opencc")
    for words in ("新能源整車產量", "規模以上", "生產安全事故"):
        assert listing("targets", "-q", "--search", words)


def test_search_without_the_converter_says_how_to_get_it(tmp_path) -> None:
    (tmp_path / "opencc.py").write_text("raise ImportError\n", encoding="utf-8")
    hide = "import importlib.util as u\nold=u.find_spec\n"
    hide += "u.find_spec=lambda n,*a:None if n=='opencc' else old(n,*a)\n"
    (tmp_path / "sitecustomize.py").write_text(hide, encoding="utf-8")
    path = f"{tmp_path}:{SAMPLE.parents[2] / 'src'}"
    done = run(
        "targets", "list", "-q", "--search", "新能源", "--data", str(SAMPLE), PYTHONPATH=path
    )
    assert done.out == "wr2025/ev-output\n"
    assert "czplan[search]" in done.err
    done = run(
        "targets", "list", "-q", "--search", "retail", "--data", str(SAMPLE), PYTHONPATH=path
    )
    assert "czplan[search]" not in done.err
