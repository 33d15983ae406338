"""Periods: the three forms, their order and their bounds (data format, "Periods")."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from czplan.period import FIRST_YEAR, LAST_YEAR, Period, PeriodError, is_year, year_end

YEARS = st.integers(FIRST_YEAR, LAST_YEAR)


@st.composite
def texts(draw: st.DrawFn) -> str:
    first = draw(YEARS)
    form = draw(st.sampled_from(("year", "month", "span")))
    if form == "year":
        return str(first)
    if form == "month":
        return f"{first}-{draw(st.integers(1, 12)):02d}"
    return f"{first}..{draw(st.integers(first, LAST_YEAR))}"


@pytest.mark.parametrize(
    ("text", "first", "last", "years", "part", "end"),
    [
        ("2025", 2025, 2025, 1, False, 2025 * 12),
        ("2025-09", 2025, 2025, 0, True, 2024 * 12 + 9),
        ("2025-01", 2025, 2025, 0, True, 2024 * 12 + 1),
        ("2025-12", 2025, 2025, 1, False, 2025 * 12),
        ("2021..2025", 2021, 2025, 5, False, 2025 * 12),
        ("2025..2025", 2025, 2025, 1, False, 2025 * 12),
        ("1600", 1600, 1600, 1, False, 1600 * 12),
        ("2999", 2999, 2999, 1, False, 2999 * 12),
        ("1600..2999", 1600, 2999, 1400, False, 2999 * 12),
        ("２０２５－０９", 2025, 2025, 0, True, 2024 * 12 + 9),
    ],
)
def test_forms(text: str, first: int, last: int, years: int, part: bool, end: int) -> None:
    period = Period.read(text)
    assert period.first_year == first
    assert period.last_year == last
    assert period.years == years
    assert period.is_part_year is part
    assert period.end == end


@pytest.mark.parametrize(
    "text",
    [
        "", " 2025", "2025 ", "2025\n", "25", "1599", "3000", "02025", "2025-9", "2025-00",
        "2025-13", "2025-1", "2025/09", "2025.09", "2025-09-01", "2025-Q1", "2025..2024",
        "2021-2025", "2021—2025", "2021...2025", "2021..", "..2025", "2021..3000", "1599..2025",
        "2025年", "二〇二五", "+2025", "2025-09..2025-12", "²025", "٢٠٢٥",
    ],
)  # fmt: skip
def test_only_these_three_forms(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.read(text)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("2025-09", "2025"),  # of two that begin together the shorter comes first
        ("2025-03", "2025-09"),
        ("2024", "2025-01"),
        ("2021", "2021..2025"),
        ("2021..2025", "2022"),
    ],
)
def test_order(shorter: str, longer: str) -> None:
    assert Period.read(shorter) < Period.read(longer)


@given(texts())
def test_what_is_printed_is_read_back(text: str) -> None:
    period = Period.read(text)
    assert Period.read(str(period)) == period
    assert str(Period.read(str(period))) == str(period)
    assert FIRST_YEAR <= period.first_year <= period.last_year <= LAST_YEAR
    assert period.start < period.end


@given(st.text(max_size=12))
def test_any_other_text_is_refused(text: str) -> None:
    try:
        period = Period.read(text)
    except PeriodError:
        return
    assert Period.read(str(period)) == period


@given(st.integers(0, 9999))
def test_years(year: int) -> None:
    assert is_year(f"{year:04d}") == (FIRST_YEAR <= year <= LAST_YEAR)


def test_time_is_counted_at_the_end() -> None:
    """Data of 2023 stand at 2023, the end of June 2023 at 2022.5 (method 2.1)."""
    assert Period.read("2023").end / 12 == 2023
    assert Period.read("2023-06").end / 12 == 2022.5
    assert year_end(2023) == Period.read("2023").end
