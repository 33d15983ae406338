"""The schedule: expected by now, the schedule ratio, and the class it falls in (method 2.4, 2.5).

Cut-offs 0.95, 0.60 and 0: Statistics Canada / Open SDG and Eurostat; 1.05 mirrors 0.95.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from czplan.codes import Floats
from czplan.method.working import Rows, State, round9

REGRESSING, LAGGING, SLOW, ON_TRACK, AHEAD = 0.0, 1.0, 2.0, 3.0, 4.0
"""Classes of pace, worst first."""

NEARLY, PARTLY, BEYOND = 0.95, 0.60, 1.05


def classify(ratio: Any) -> Floats:
    """Return the class of a schedule ratio; NaN stays NaN."""
    s = round9(ratio)
    with np.errstate(invalid="ignore"):
        found = np.select(
            [s >= BEYOND, s >= NEARLY, s >= PARTLY, s >= 0],
            [AHEAD, ON_TRACK, SLOW, LAGGING],
            REGRESSING,
        )
    return np.where(np.isnan(s), np.nan, found)


def expect(state: State, rows: Rows, since: Floats) -> None:
    """Write expected, schedule ratio and class: e = (t - t0)/(tT - t0), taken at the data's time.

    `since` is t0 in months; an unknown start or due year gives no schedule.
    """
    at, due = state.at[rows], state.due[rows]
    with np.errstate(all="ignore"):
        e = np.where(due > since, np.clip((at - since) / (due - since), 0.0, 1.0), np.nan)
    state.expected[rows] = e
    with np.errstate(all="ignore"):
        low = np.where(e > 0, state.progress_low[rows] / e, np.nan)
        high = np.where(e > 0, state.progress_high[rows] / e, np.nan)
    state.ratio_low[rows] = low
    state.ratio_high[rows] = high
    state.pace_low[rows] = classify(low)
    state.pace_high[rows] = classify(high)


def compound_rates(state: State, rows: Rows) -> None:
    """Write cagr_ratio = d CAGR_observed / |CAGR_required|, for positive exact figures (2.4).

    None after the due year, without elapsed time, or where the figures change sign.
    """
    a, b, target = state.low[rows], state.base_low[rows], state.target[rows]
    at, since, due = state.at[rows], state.base_at[rows], state.due[rows]
    exact = (a == state.high[rows]) & (b == state.base_high[rows])
    with np.errstate(all="ignore"):
        seen = (a / b) ** (12 / (at - since)) - 1
        need = (target / b) ** (12 / (due - since)) - 1
        ratio = np.where(state.direction[rows] < 0, -1.0, 1.0) * seen / np.abs(need)
        ok = exact & (a > 0) & (b > 0) & (target > 0) & (at > since) & (at <= due) & (need != 0)
    state.cagr[rows] = np.where(ok, ratio, np.nan)
