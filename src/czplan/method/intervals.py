"""Three-valued tests and ratios of figures with bounds (method 2.2, 2.3, 3).

A test is satisfied (1) or not (-1) only where certain ends prove it, else undecided (0). An end
that is a convention counts as certain where it clears the number by the interval's own width.
All functions take and return columns.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from czplan.codes import Bools, Floats
from czplan.method.working import Rows, State, round9
from czplan.vocabulary import OPERATORS


def _one_of(*codes: str) -> Bools:
    """Return, by place in the table of operators, whether it is one of some; the last: none."""
    return np.array([*(code in codes for code in OPERATORS), False])


_NOISE = 1e-9
"""What binary fractions may add to a difference, as a part of the numbers."""

_FLOOR, _CAP, _STRICT = _one_of(">=", ">"), _one_of("<=", "<"), _one_of(">", "<")


def clears(
    low: Floats, high: Floats, number: Floats, wide: tuple[Floats, Floats] | None = None
) -> tuple[Bools, Bools]:
    """Tell which intervals clear a number by their own width: from above, and from below (M1).

    Whoever could report more than 超80万 would: it is short of a million. An interval without
    an end clears nothing.

    Args:
        wide: for the low end and for the high one, how wide the report is that gave it, where
            several make the interval (NaN where one does): what another report adds on the one
            side makes the other no surer.
    """
    with np.errstate(invalid="ignore"):
        noise = _NOISE * np.fmax(1.0, np.abs(high))
        at_low = at_high = high - low
        if wide is not None:
            at_low, at_high = np.fmax(at_low, wide[0]), np.fmax(at_high, wide[1])
        return low - number >= at_low - noise, number - high >= at_high - noise


class Ends(NamedTuple):
    """Figures or changes as intervals, with what is open and what is certain of their ends."""

    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools
    sure_low: Bools
    sure_high: Bools

    def at(self, places: npt.NDArray[np.int64]) -> Self:
        """Return some of them."""
        return type(self)._make(column[places] for column in self)

    def less(self, other: Ends) -> Self:
        """Return by how much these exceed others: from end to opposite end."""
        return type(self)(
            self.low - other.high,
            self.high - other.low,
            self.low_open | other.high_open,
            self.high_open | other.low_open,
            self.sure_low & other.sure_high,
            self.sure_high & other.sure_low,
        )


class Test(NamedTuple):
    """A three-valued test of figures, and where only an implied end decides it."""

    result: npt.NDArray[np.int64]
    implied: Bools


def satisfies(
    figures: Any,
    places: Any,
    number: Floats,
    upward: npt.NDArray[np.bool_],
    strict: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """Test figures against numbers to be reached (upward) or kept below; see `test`."""
    return test(figures, places, number, upward, strict, None).result


def test(
    figures: Any,
    places: Any,
    number: Floats,
    upward: npt.NDArray[np.bool_],
    strict: npt.NDArray[np.bool_],
    wide: tuple[Floats, Floats] | None,
) -> Test:
    """Test figures against numbers to be reached (upward) or kept below.

    Args:
        figures: anything with the columns low, high, low_open, high_open, sure_low, sure_high.
        places: which rows of these columns to test.
        number, upward, strict: the test, one entry a place.
        wide: see `clears`.
    """
    low, high = round9(figures.low[places]), round9(figures.high[places])
    low_open, high_open = figures.low_open[places], figures.high_open[places]
    sure_low, sure_high = figures.sure_low[places], figures.sure_high[places]
    number = round9(number)
    over, under = clears(low, high, number, wide)
    with np.errstate(invalid="ignore"):
        reach = sure_low & np.where(strict & ~low_open, low > number, low >= number)
        short = sure_high & np.where(strict | high_open, high <= number, high < number)
        below = sure_high & np.where(strict & ~high_open, high < number, high <= number)
        above = sure_low & np.where(strict | low_open, low >= number, low > number)
    yes, no = np.where(upward, reach, below), np.where(upward, short, above)
    yes_implied = np.where(upward, over & ~sure_low, under & ~sure_high)
    no_implied = np.where(upward, under & ~sure_high, over & ~sure_low)
    found = np.where(yes | yes_implied, 1, np.where(no | no_implied, -1, 0)).astype(np.int64)
    return Test(found, (found == 1) & ~yes | (found == -1) & ~no)


def sides(state: State, rows: Rows) -> tuple[Bools, Bools]:
    """Return whether each goal is a floor (else a cap), and whether equality fails it (2.6)."""
    operator = state.operator[rows]
    upward = _FLOOR[operator] | (~_CAP[operator] & (state.direction[rows] >= 0))
    return upward, _STRICT[operator]


def likely(state: State, rows: Rows) -> npt.NDArray[np.int64]:
    """Test the deciding figures of `rows` with their conventional ends: no proof, but a guess.

    It tells where a running goal without a schedule may already be satisfied.
    """
    return likely_above(state, rows, state.target[rows], *sides(state, rows))


def likely_above(
    state: State, rows: Rows, number: Floats, upward: Bools, strict: Bools
) -> npt.NDArray[np.int64]:
    """Test the deciding figures of `rows` against numbers as `likely` does against their goals."""
    every = np.ones(len(rows), dtype=bool)
    figures = Ends(
        state.low[rows], state.high[rows], state.low_open[rows], state.high_open[rows], every, every
    )
    return satisfies(figures, np.arange(len(rows)), number, upward, strict)


def check(state: State, rows: Rows, slack: Floats | float = 0.0) -> npt.NDArray[np.int64]:
    """Test the deciding figures of `rows` against their targets, loosened by `slack`.

    Where an implied end decides, `implied` is set.
    """
    upward, strict = sides(state, rows)
    number = state.target[rows] - np.where(upward, 1.0, -1.0) * slack
    found = test(state, rows, number, upward, strict, wide(state, rows))
    certain = _certain(state, rows, number, upward, strict)
    some = (found.result == 0) | (certain == found.result)
    state.implied[rows] |= found.implied & ~some
    return np.where(some & (certain != 0), certain, found.result)


def _own(state: State, rows: Rows) -> Bools:
    """Tell where the number tested is still the figure itself, as it was taken."""
    taken = (state.low[rows] == state.taken_low[rows]) & (
        state.high[rows] == state.taken_high[rows]
    )
    return np.asarray(taken)


def wide(state: State, rows: Rows) -> tuple[Floats, Floats]:
    """Return how wide the reports are that gave each end of a figure of several; else NaN."""
    own = _own(state, rows)
    return (
        np.where(own, state.wide_low[rows], np.nan),
        np.where(own, state.wide_high[rows], np.nan),
    )


def _certain(
    state: State, rows: Rows, number: Floats, upward: Bools, strict: Bools
) -> npt.NDArray[np.int64]:
    """Test figures of several reports by the ends that one of them makes certain (3.2).

    Another report's convention may lie closer; what was certain stays so. Undecided where the
    number tested is no longer the figure itself.
    """
    low, high = round9(state.proof_low[rows]), round9(state.proof_high[rows])
    number = round9(number)
    with np.errstate(invalid="ignore"):
        above = np.where(upward & ~strict, low >= number, low > number)
        below = np.where(~upward & ~strict, high <= number, high < number)
        # of a strict goal the number itself falls short
        above |= ~upward & strict & (low == number)
        below |= upward & strict & (high == number)
    found = np.where(above, np.where(upward, 1, -1), np.where(below, np.where(upward, -1, 1), 0))
    return np.where(_own(state, rows), found, 0).astype(np.int64)


def attain(state: State, rows: Rows) -> None:
    """Write attainment: A/T to be raised, T/A to be lowered; only for positive numbers (2.2)."""
    target, low, high = state.target[rows], state.low[rows], state.high[rows]
    up = state.direction[rows] >= 0
    with np.errstate(all="ignore"):
        ok = (target > 0) & np.where(up, low >= 0, low > 0)
        first = np.where(up, low / target, target / high)
        second = np.where(up, high / target, target / low)
    state.attainment_low[rows] = np.where(ok, first, np.nan)
    state.attainment_high[rows] = np.where(ok & np.isfinite(second), second, np.nan)


def gap(state: State, rows: Rows) -> None:
    """Write the gap d(A - T), in the target's unit; A - T where the goal is to keep (5.6)."""
    target = state.target[rows]
    sign = np.where(state.direction[rows] < 0, -1.0, 1.0)
    first = sign * (state.low[rows] - target)
    second = sign * (state.high[rows] - target)
    low, high = np.fmin(first, second), np.fmax(first, second)
    # an infinite end stays unknown
    state.gap_low[rows] = round9(np.where(np.isfinite(low), low, np.nan))
    state.gap_high[rows] = round9(np.where(np.isfinite(high), high, np.nan))


def progress(state: State, rows: Rows, *, compound: bool = False) -> None:
    """Write progress (A-B)/(T-B), or ln(A/B)/ln(T/B) for compound kinds (method 2.3).

    Bounded figures and baselines give a range: the extremes lie at the corners.
    """
    low, high = state.low[rows], state.high[rows]
    base = (state.base_low[rows], state.base_high[rows])
    target = state.target[rows]
    corners = []
    with np.errstate(all="ignore"):
        for b in base:
            for a in (low, high):
                share = np.log(a / b) / np.log(target / b) if compound else (a - b) / (target - b)
                corners.append(share)
    grid = np.stack(corners)
    grid = np.where(np.isnan(grid), np.nan, grid)
    bad = np.isnan(grid).all(axis=0) | ~np.isfinite(base[0]) | ~np.isfinite(base[1])
    first = np.where(bad, np.nan, np.fmin.reduce(grid))
    second = np.where(bad, np.nan, np.fmax.reduce(grid))
    state.progress_low[rows] = first
    state.progress_high[rows] = second
