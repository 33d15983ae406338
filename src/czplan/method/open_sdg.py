"""The rule that SDG trackers publish with (method 9b): growth observed over growth required.

Statistics Canada, Open SDG 2.4. It stands beside the plan's own verdict, so that figures can be
compared; it never replaces one. The rule knows points only, and one number to be reached by a
year. It gives `not_available` to

- goals without such a number: tasks, parity, direction only, keep-around, each-year goals and
  their single years, the parent rows of ladders and composites;
- growth rates and average growth, since the compound growth of a rate means nothing (its authors
  say to convert to levels), and additions, whose sum starts from nothing;
- tiers of a ladder that are reported or stated as disjoint classes: no series holds their count;
- a baseline or a current figure that is bounded (近, 超, 约), or of another price basis;
- a goal without a due year, unless it is reached: there is no pace to compare with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Bools, Floats, Ints
from czplan.method.working import round9
from czplan.period import Period
from czplan.vocabulary import OPEN_SDG_STATUSES

if TYPE_CHECKING:
    from czplan.method.judge import Judgement


LEAST = 0.001
"""What stands for a goal or a baseline of 0, which has no growth rate."""

SUBSTANTIAL, MODERATE, LIMITED = 0.95, 0.60, 0.0
BEST, WORST = 5.0, -5.0
_ABOVE = (7.1429, -4.2857)
_BELOW = (4.1667, -2.5)
"""Slope and intercept of the score, from `MODERATE` up and below it."""

_KINDS = ("level", "share", "coverage", "rank", "reduction")


class Inputs(NamedTuple):
    """What the rule is applied to: arrays of one length, NaN where there is none.

    Attributes:
        base_year, current_year, target_year: calendar years.
        base_value, current_value, target: in one unit.
        direction: +1 to be raised, -1 to be lowered, 0 where the rule doesn't apply.
    """

    base_year: Floats
    base_value: Floats
    current_year: Floats
    current_value: Floats
    target_year: Floats
    target: Floats
    direction: Floats


class Rating(NamedTuple):
    """What the rule says: arrays of one length.

    Attributes:
        progress: observed over required growth, NaN for none; negative is the wrong way.
        score: from -5 to 5, NaN for none.
        status: codes of vocabulary OPEN_SDG_STATUSES.
    """

    progress: Floats
    score: Floats
    status: npt.NDArray[np.object_]


def rate(inputs: Inputs) -> Rating:
    """Apply the rule, row by row in columns (method 9b).

    A current value on or past the target is `target_achieved`, whatever the rate, a single year
    with data included; a baseline later than the last data is `not_available` in any case.
    """
    base = np.where(inputs.base_value == 0, LEAST, inputs.base_value)
    target = np.where(inputs.target == 0, LEAST, inputs.target)
    current, direction = inputs.current_value, inputs.direction
    years, span = inputs.current_year - inputs.base_year, inputs.target_year - inputs.base_year
    known = np.isfinite(base) & np.isfinite(current) & np.isfinite(target) & (direction != 0)
    with np.errstate(all="ignore"):
        known &= years >= 0
        reached = known & np.where(direction > 0, current >= target, current <= target)
        observed = (current / base) ** (1 / years) - 1
        required = np.abs((target / base) ** (1 / span) - 1)
        progress = np.sign(base) * direction * observed / required
        computable = known & (years > 0) & (span > 0) & (required > 0)
        computable &= (current == 0) | (np.sign(current) == np.sign(base))
        computable &= np.sign(target) == np.sign(base)
    progress = np.where(computable, progress, np.nan)
    return Rating(progress, _score(progress, reached), _status(progress, reached))


def _score(progress: Floats, reached: Bools) -> Floats:
    """Return the score in [-5, 5]; 5 where the target is reached."""
    with np.errstate(invalid="ignore", over="ignore"):  # whatever is too large is clipped
        high = progress >= MODERATE
        slope, start = (np.where(high, up, low) for up, low in zip(_ABOVE, _BELOW, strict=True))
        score = np.clip(slope * progress + start, WORST, BEST)
    return np.where(reached, BEST, score)


def _status(progress: Floats, reached: Bools) -> npt.NDArray[np.object_]:
    """Return the codes of the verdicts: the first that applies."""
    with np.errstate(invalid="ignore"):
        place = np.select(
            [
                reached,
                progress >= SUBSTANTIAL,
                progress >= MODERATE,
                progress >= LIMITED,
                progress < LIMITED,
            ],
            [
                OPEN_SDG_STATUSES.rank(code)
                for code in (
                    "target_achieved",
                    "substantial_progress",
                    "moderate_progress",
                    "limited_progress",
                    "deterioration",
                )
            ],
            OPEN_SDG_STATUSES.rank("not_available"),
        )
    return np.asarray(np.array(OPEN_SDG_STATUSES.codes, dtype=object)[place])


def choose(judgement: Judgement) -> Inputs:
    """Pick baseline, current figure and target of every row of a judgement.

    The baseline is the goal's own where the record states its figure; else the full-year figure
    of its base year, or of the next later year that has one (for this method only). The base year
    is that of the declared `baseline`, of 较Y年, or the year before the goal's first. The current
    figure is the last full-year one up to the year of the question.
    """
    state, figures, table = judgement.state, judgement.figures, judgement.table
    some = np.flatnonzero(_applicable(judgement))
    month = _base_month(judgement, some)
    series = np.where(np.isnan(month), -1, state.series[some])
    after = np.where(np.isnan(month), 0, month).astype(np.int64) - 1
    until = np.full(len(some), judgement.question.end, dtype=np.int64)
    owner, place = figures.years.between(series, after, until)
    first, last = np.full(len(some), -1), np.full(len(some), -1)
    first[owner[::-1]], last[owner] = place[::-1], place

    base_month, base = _point(judgement, first)
    current_month, current = _point(judgement, last)
    words = table["baseline_stated"].notna().to_numpy()[some] & _full_year(judgement, some)
    low, high = state.raw_base_low[some], state.raw_base_high[some]
    base = np.where(words, np.where(low == high, low, np.nan), base)
    base_month = np.where(words, month, base_month)

    found = {
        "base_year": base_month / 12,
        "base_value": base,
        "current_year": current_month / 12,
        "current_value": current,
        "target_year": state.due[some] / 12,
        "target": _targets(judgement, some, base),
        "direction": state.direction[some].astype(np.float64),
    }
    size = state.size
    spread = {name: np.full(size, 0.0 if name == "direction" else np.nan) for name in found}
    for name, values in found.items():
        spread[name][some] = values
    return Inputs(**spread)


def columns(judgement: Judgement) -> dict[str, Any]:
    """Return the columns that the method adds to the verdict rows, in their order.

    `open_sdg_progress` and `open_sdg_score` are float64 (NaN for none), `open_sdg_status` is str.
    """
    rating = rate(choose(judgement))
    return {
        "open_sdg_progress": rating.progress,
        "open_sdg_score": rating.score,
        "open_sdg_status": pd.array(rating.status, dtype="str"),
    }


def _applicable(judgement: Judgement) -> Bools:
    """Return the rows that ask for one number, of a series that holds it."""
    table = judgement.table
    kind, parent = table["kind"].to_numpy(), table["parent"].to_numpy(dtype=np.int64)
    mask = np.isin(kind, _KINDS)
    mask &= (kind != "reduction") | table["is_relative"].to_numpy(dtype=bool)
    parts = np.flatnonzero(mask & (parent >= 0))
    if len(parts):
        nested = (table["counts"] == "nested") & (table["tiers_count"] == "nested")
        tier = kind[parent[parts]] == "ladder"
        mask[parts] = tier & nested.to_numpy(dtype=bool)[parent[parts]]
    return np.asarray(mask)


def _periods(judgement: Judgement, rows: Ints) -> tuple[Ints, list[Period]]:
    """Return a code for each row's declared base period (-1 for none) and what the codes mean."""
    codes, texts = pd.factorize(judgement.table["baseline_period"].iloc[rows])
    return codes.astype(np.int64), [Period.read(str(text)) for text in texts]


def _base_month(judgement: Judgement, rows: Ints) -> Floats:
    """Return the end of each row's base year in months; NaN where none can be told."""
    since = judgement.table["since"].to_numpy(dtype=np.float64)[rows] * 12
    month = np.where(np.isnan(since), judgement.state.start[rows], since)
    codes, periods = _periods(judgement, rows)
    ends = np.array([*(period.last_year * 12 for period in periods), np.nan])
    return np.where(codes >= 0, ends[codes], month)


def _full_year(judgement: Judgement, rows: Ints) -> Bools:
    """Return which rows declare a baseline of one full year."""
    codes, periods = _periods(judgement, rows)
    whole = [period.years == 1 and not period.is_part_year for period in periods]
    return np.array([*whole, False], dtype=bool)[codes]


def _point(judgement: Judgement, places: Ints) -> tuple[Floats, Floats]:
    """Return month and value of the figures at `places`; NaN for none, value NaN if no point."""
    figures = judgement.figures
    if not len(figures):
        return np.full(len(places), np.nan), np.full(len(places), np.nan)
    month = np.where(places >= 0, figures.end[places], np.nan)
    low, high = figures.low[places], figures.high[places]
    exact = (places >= 0) & (low == high) & ~figures.vague[places] & ~figures.mismatch[places]
    return month, np.where(exact, low, np.nan)


def _targets(judgement: Judgement, rows: Ints, base: Floats) -> Floats:
    """Return the level asked for, from this method's baseline where it is said as a change."""
    state, table = judgement.state, judgement.table
    low, high = state.target_low[rows], state.target_high[rows]
    # a change has become the level that it leads to from the other method's baseline
    changed = ~np.isnan(state.change_low[rows]) | ~np.isnan(state.change_high[rows])
    low = np.where(changed, state.change_low[rows], low)
    high = np.where(changed, state.change_high[rows], high)
    # the one number of the words: the weakest bound of a range, else the only one
    number = np.where((state.direction[rows] < 0) & ~np.isnan(high) | np.isnan(low), high, low)
    multiple = table["multiple"].to_numpy(dtype=np.float64)[rows]
    return np.select(
        [
            ~np.isnan(multiple),
            table["is_relative"].to_numpy(dtype=bool)[rows],
            table["is_rise"].to_numpy(dtype=bool)[rows],
        ],
        [base * multiple, base * (1 + number / 100), round9(base + number)],
        state.target[rows],
    )
