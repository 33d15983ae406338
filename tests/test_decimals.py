"""Many numbers at once are written as each by itself is."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from czplan.decimals import exact, rounded
from czplan.export.rows_as_text import number

ANY = st.floats()
SHORT = st.builds(
    lambda digits, places: digits / 10**places, st.integers(-(10**15), 10**15), st.integers(0, 14)
)
"""Numbers of 15 digits at most, as people write them."""


@given(st.lists(ANY | SHORT, min_size=1, max_size=20))
@example([0.0, -0.0, 1e-12, 123.000001, 999.9999999999, 1e15, 1e22, 0.1 + 0.2, -5.0])
def test_exact_reads_back_the_same_and_nothing_is_shorter(values: list[float]) -> None:
    """A number is written as `number` writes it, or left."""
    made, left = exact(np.array(values))
    for at, value in enumerate(values):
        if at not in left:
            assert made[at] == number(value)
        else:
            assert not (float(value).is_integer() and abs(value) < 1e15)


@given(st.lists(st.tuples(ANY | SHORT, st.integers(0, 12)), min_size=1, max_size=20))
@example([(0.5, 0), (0.125, 2), (999.9999, 2), (-0.00001, 4), (1234567.891, 3), (1e14, 0)])
def test_rounded_is_what_a_format_says(pairs: list[tuple[float, int]]) -> None:
    """A number is rounded as `format` rounds it, without zeros at the end, or left."""
    values, places = zip(*pairs, strict=True)
    made, left = rounded(np.array(values), np.array(places))
    for at, (value, room) in enumerate(pairs):
        if at in left:
            assert not (math.isfinite(value) and float(value).is_integer() and abs(value) < 1e15)
            continue
        text = f"{value:,.{room}f}"
        short = text.rstrip("0").rstrip(".") if "." in text else text
        assert made[at] == ("0" if short == "-0" else short)
