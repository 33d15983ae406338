"""The agreement of the two codings: the formula, and the figures that the documentation quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

import czplan
from czplan.evidence.texts import TextFolder
from tools.coding.agreement import ALL, CodingError, agreement, read_pass, table
from tools.coding.passes import PASS_COLUMNS, PassRow, Taken, compare, read_records

CODING = Path(__file__).parents[1] / "data" / "coding"
README = Path(__file__).parents[1] / "data" / "README.md"


def _clauses(codes: str, source: str = "doc") -> dict[tuple[str, int, int, int], str]:
    names = {"g": "goal", "f": "figure", "n": "neither"}
    return {(source, 1, at, at + 1): names[code] for at, code in enumerate(codes)}


def test_kappa_of_a_worked_example() -> None:
    """20 and 15 alike of 50, a 5/10 split of the rest: p_o 0.7, p_e 0.5, kappa 0.4."""
    first = _clauses("g" * 20 + "g" * 5 + "n" * 10 + "n" * 15)
    second = _clauses("g" * 20 + "n" * 5 + "g" * 10 + "n" * 15)
    found = agreement(first, second)["doc"]
    assert (found.clauses, found.alike) == (50, 35)
    assert found.raw == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)


def test_three_codes_and_all_documents_together() -> None:
    """Chance is taken over all three codes; the whole isn't the mean of the parts."""
    first = _clauses("gfn", "a") | _clauses("nnnn", "b")
    second = _clauses("gfn", "a") | _clauses("nnng", "b")
    found = agreement(first, second)
    assert found["a"].kappa == 1
    assert found["b"].kappa == 0
    assert found[ALL].raw == pytest.approx(6 / 7)
    expected = (1 * 2 + 1 * 1 + 5 * 4) / 49
    assert found[ALL].kappa == pytest.approx((6 / 7 - expected) / (1 - expected))


def test_one_code_throughout_is_full_agreement() -> None:
    """Where chance explains everything kappa has no denominator; it is said to be 1."""
    assert agreement(_clauses("nnn"), _clauses("nnn"))["doc"].kappa == 1


def test_clauses_coded_once_are_refused() -> None:
    """A clause that one coder left out would hide a disagreement."""
    with pytest.raises(CodingError):
        agreement(_clauses("gn"), _clauses("g"))


@pytest.mark.parametrize(
    "line", ["doc,1,0,1,maybe", "doc,x,0,1,goal", "doc,1,0,1,goal\ndoc,1,0,1,neither"]
)
def test_a_pass_that_cannot_be_read(tmp_path: Path, line: str) -> None:
    """An unknown code, a place that is no number and a clause coded twice are refused."""
    path = tmp_path / "pass.csv"
    path.write_text(f"source,line,start,end,code\n{line}\n", encoding="utf-8")
    with pytest.raises(CodingError):
        read_pass(path)


def test_figures_quoted_in_the_documentation() -> None:
    """The table in data/README.md is recomputed from the two passes."""
    figures = agreement(read_pass(CODING / "pass-1.csv"), read_pass(CODING / "pass-2.csv"))
    assert table(figures) in README.read_text("utf-8")


HEAD = ",".join(PASS_COLUMNS)
TEXT = "开头，产值超5000亿元，新增企业20家。\n预计增长6%左右，建成大桥；"


def _list(tmp_path: Path, name: str, *rows: str) -> list[PassRow]:
    path = tmp_path / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return read_records(path)


ROWS = (
    "doc,1,6,goal,output,产值,超5000亿元,500000000000,,>,2021,2025,,city",
    "doc,1,14,goal,firms-added,新增企业,新增企业20家,20,20,>=,2021,2021,,city",
    "doc,2,3,figure,gdp-growth,增速,增长6%左右,6,6,around,,,2020,city",
    "doc,2,10,goal,,建成大桥,建成大桥,,,task,2021,2021,,city",
)


def test_two_lists_of_records(tmp_path: Path) -> None:
    """The same words with another bound and year; one row each that the other lacks."""
    second = (
        "doc,1,7,goal,output,产值,5000亿元,500000000000,,>=,2021,2021,,city",
        "doc,1,18,goal,firms-added,新增企业,20家,20,20,>=,2021,2021,,city",
        "doc,2,3,figure,gdp-growth,增速,增长6%左右,6,6,around,,,2020,city",
        "doc,2,5,figure,other,别的,6%,6,6,=,,,2019,city",
    )
    found = compare(_list(tmp_path, "1", *ROWS), _list(tmp_path, "2", *second), {"doc": TEXT})
    assert found.taken["goal"] == Taken(2, 1, 0)
    assert found.taken["figure"] == Taken(1, 0, 1)
    assert found.taken["goal"].positive == pytest.approx(4 / 5)
    assert found.fields["goal"]["value"] == (2, 2)
    assert found.fields["goal"]["operator"] == (1, 2)
    assert found.fields["goal"]["years"] == (1, 2)
    assert [fields for _, _, fields in found.apart] == [("operator", "years")]
    assert [row.name for row in found.lonely[0]] == ["建成大桥"]
    assert [row.name for row in found.lonely[1]] == ["别的"]
    assert found.clauses["doc"].clauses == 5
    assert found.clauses["doc"].alike == 4


def test_a_list_agrees_with_itself(tmp_path: Path) -> None:
    rows = _list(tmp_path, "1", *ROWS)
    found = compare(rows, list(reversed(rows)), {"doc": TEXT})
    assert found.apart == ()
    assert found.lonely == ((), ())
    assert {one.positive for one in found.taken.values()} == {1.0}
    assert found.clauses["doc"].kappa == 1


@pytest.mark.parametrize(
    "row", [ROWS[0].replace("goal", "maybe"), ROWS[0].replace(",1,6,", ",x,6,"), "doc,1,6,goal"]
)
def test_a_list_that_cannot_be_read(tmp_path: Path, row: str) -> None:
    with pytest.raises(CodingError):
        _list(tmp_path, "1", row)


def test_the_list_of_the_work_reports(shared: Path) -> None:
    """Each row begins where it says; a document that isn't given is refused."""
    rows = read_records(CODING / "reports-pass-1.csv")
    shelf = TextFolder(shared / "sources")
    ds = czplan.load(CODING.parent)
    texts = {}
    for source in dict.fromkeys(row.source for row in rows):
        text = shelf.held(ds.source_records[source].sha256)
        assert text is not None
        texts[source] = text.raw
    for row in rows:
        line = texts[row.source].split("\n")[row.line - 1]
        assert line[row.column - 1 :].replace("*", "").startswith(row.stated[:2]), row
    found = compare(rows, rows, texts)
    assert found.taken["goal"].positive == 1
    assert {agreed.kappa for agreed in found.clauses.values()} == {1.0}
    with pytest.raises(CodingError, match="no text"):
        compare(rows, rows, {})
