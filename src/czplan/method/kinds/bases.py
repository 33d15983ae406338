"""Rates on one price basis: as reported on it, or turned into it with a price index (method 4.7).

Real with real and nominal with nominal may order two rates otherwise: prices of what is earned
and of what is produced don't move alike.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from czplan.codes import Bools, Ints
from czplan.method.figure_store import Figures
from czplan.method.intervals import Ends

NOMINAL, REAL = 1, 2


class Pairs(NamedTuple):
    """Rates side by side, goal by goal, in order of time.

    Attributes:
        owner: the place of each pair's goal among the rows judged; mine, theirs: where its rates
            stand in `Figures`.
        first: where each goal's pairs begin.
        ytd: of each goal, whether its one pair is of a part of the year.
    """

    owner: Ints
    mine: Ints
    theirs: Ints
    first: Ints
    ytd: Bools

    @property
    def last(self) -> Ints:
        """Where each goal's last pair stands."""
        return np.append(self.first[1:], len(self.owner)) - 1

    @property
    def size(self) -> Ints:
        """How many pairs each goal has."""
        return np.diff(np.append(self.first, len(self.owner)))

    def every(self, mask: Bools) -> Bools:
        """Tell for each goal whether all its pairs are so."""
        return np.logical_and.reduceat(mask, self.first)

    def some(self, mask: Bools) -> Bools:
        """Tell for each goal whether one of its pairs is so."""
        return np.logical_or.reduceat(mask, self.first)


def on_basis(figures: Figures, places: Ints, basis: int) -> Ints:
    """Return where the rates of the same periods on a price basis stand, -1 for none."""
    other = figures.rebased[places]
    there = (other >= 0) & (figures.basis[np.maximum(other, 0)] == basis)
    return np.where(figures.basis[places] == basis, places, np.where(there, other, -1))


def prices_at(figures: Figures, series: Ints, places: Ints, where: Bools) -> Ints:
    """Return where the price index of each rate's period stands, -1 for none."""
    found = np.full(len(places), -1)
    found[where] = figures.any.at(series[where], figures.end[places[where]])
    return found


def mean(figures: Figures, pairs: Pairs, places: Ints, price: Ints, sign: int = 1) -> Ends:
    """Return the geometric mean of each goal's rates in per cent, deflated where prices are known.

    A single rate that isn't deflated is itself.

    Args:
        places: where the rates stand in `Figures`; price: where the prices do, -1 for none.
        sign: 1 to deflate, -1 to turn real rates into nominal ones.
    """
    years = np.maximum((figures.end[places] - figures.start[places]) / 12, 1.0)
    power = np.where(figures.cumulative[places], 1.0, years)
    months = np.add.reduceat(np.round(years * 12), pairs.first)
    index = np.where(price >= 0, figures.low[np.maximum(price, 0)], 0.0)
    deflator = sign * power * np.log1p(np.where(index > 50, index - 100, index) / 100)
    alone = (pairs.size == 1) & ~pairs.some(price >= 0)
    goal = np.repeat(np.arange(len(pairs.first)), 2 * pairs.size)
    ends = []
    for name in ("low", "high"):
        rates = getattr(figures, name)[places]
        logs = np.stack([power * np.log1p(rates / 100), -deflator], axis=1)
        total = np.bincount(goal, logs.ravel())
        average = (np.exp(total / (months / 12)) - 1) * 100
        ends.append(np.where(alone, rates[pairs.first], average))
    return Ends(
        ends[0],
        ends[1],
        pairs.some(figures.low_open[places]),
        pairs.some(figures.high_open[places]),
        pairs.every(figures.sure_low[places]),
        pairs.every(figures.sure_high[places]),
    )


def turned(
    figures: Figures, pairs: Pairs, places: Ints, series: Ints, basis: int
) -> tuple[Ends, Bools]:
    """Return the mean rates on a basis: reported on it, else turned with the side's own prices.

    And of each goal whether they are known so.

    Args:
        places: where the rates stand; series: the price index of each pair's rate, -1 for none.
    """
    reported = on_basis(figures, places, basis)
    other = (reported < 0) & (figures.basis[places] != 0)
    price = prices_at(figures, series, places, other)
    known = pairs.every((reported >= 0) | (price >= 0))
    chosen = np.where(reported >= 0, reported, places)
    return mean(figures, pairs, chosen, price, 1 if basis == REAL else -1), known
