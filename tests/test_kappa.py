"""The agreement of the two codings: the formula, and the figures that the documentation quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from czplan.evidence.agreement import ALL, CodingError, agreement, read_pass, table

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
