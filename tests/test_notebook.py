"""Data sets, verdicts and charts in a notebook, and the example that shows them."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from cli_process import SAMPLE
from report_sets import HARM, hostile

import czplan
from czplan import notebook


def test_verdicts_show_themselves() -> None:
    frame = czplan.progress(czplan.load(SAMPLE), 2025, all=True)
    html = frame._repr_html_()
    assert html == notebook.progress_html(frame)
    for row in frame.to_dict("records"):
        assert str(row["name_zh"]) in html
        assert escape(str(row["name_en"])) in html
    assert html.count("<tr>") == len(frame) + 1
    assert f"{len(frame)} 行" in html


def test_a_selection_of_columns_is_an_ordinary_table() -> None:
    frame = czplan.progress(czplan.load(SAMPLE), 2025)
    html = frame[["id", "status"]]._repr_html_()
    assert "<table" in html
    assert str(frame["id"].iloc[0]) in html


def test_a_data_set_shows_itself() -> None:
    ds = czplan.load(SAMPLE)
    html = ds._repr_html_()
    assert html == notebook.dataset_html(ds)
    assert f"{len(ds.target_rows())} 目标 · goals" in html
    for plan in ds.plan_records.values():
        assert plan.name.zh in html


def test_harm_is_text(tmp_path: Path) -> None:
    ds = czplan.load(hostile(tmp_path))
    for html in (notebook.progress_html(czplan.progress(ds, 2025)), notebook.dataset_html(ds)):
        assert "<script" not in html
        assert "<img" not in html
    assert "&lt;script&gt;" in notebook.progress_html(czplan.progress(ds, 2025))
    assert HARM[0].startswith("<script")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_hold_their_numbers(lang: str) -> None:
    ds = czplan.load()
    frame = czplan.progress(ds, 2025, all=True)
    whole = frame[~frame["id"].str.contains("#")]
    by_theme = notebook.verdicts_chart(ds, frame, by="theme", lang=lang)
    counts = [int(cell.zh) for line in by_theme.picture.body for cell in line[1:]]
    assert sum(counts) == len(whole)
    missed = notebook.missed_chart(ds, frame, lang=lang)
    summary = czplan.summary(ds, 2025)
    assert isinstance(summary, dict)
    assert len(missed.picture.body) == summary["missed"]
    line = notebook.indicator_chart(ds, frame, "nev-output", lang=lang)
    for drawing in (by_theme, missed, line):
        svg = drawing._repr_svg_()
        assert svg == drawing.svg
        assert svg.startswith("<svg xmlns=")
    with pytest.raises(KeyError):
        notebook.ladder_chart(ds, frame, "no/such")


def test_the_example_runs(root: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    path = root / "docs" / "example.ipynb"
    held = nbformat.read(path, as_version=4)
    nbformat.validate(held)
    fresh = nbformat.from_dict(held)
    nbclient.NotebookClient(
        fresh, timeout=120, resources={"metadata": {"path": str(root)}}
    ).execute()
    for before, after in zip(held.cells, fresh.cells, strict=True):
        if before.cell_type == "code":
            assert before.outputs, "the example is published with its results"
            assert [one["output_type"] for one in before.outputs] == [
                one["output_type"] for one in after.outputs
            ]
