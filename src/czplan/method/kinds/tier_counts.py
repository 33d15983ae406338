"""Counts of a ladder's tiers (method 4.9).

级以上 includes, so a firm of the top tier counts in all.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from czplan.ladder.yuan import threshold
from czplan.method.figure_store import Figures
from czplan.method.working import Rows, State


def order(texts: list[str]) -> list[int]:
    """Return the places of tiers from the top down, by the thresholds that their words name.

    Where a tier names none (千亿级 names one) the document's own order is kept, top first.
    """
    found = [threshold(text) for text in texts]
    if all(item is not None for item in found) and len(set(found)) == len(found):
        return sorted(range(len(texts)), key=lambda place: -(found[place] or 0))
    return list(range(len(texts)))


def nest(state: State, table: pd.DataFrame, figures: Figures, rows: Rows) -> None:
    """Make the counts and goals of disjoint tiers among `rows` nested.

    Reported classes that exclude the tiers above them get those added; where the report doesn't
    say, the count lies between the reported and the sum. Goals stated tier by tier likewise.
    """
    parent = table["parent"].to_numpy(dtype=np.int64)
    apart = (table["counts"] != "nested") | (table["tiers_count"] != "nested")
    apart &= table["kind"] == "ladder"
    tiers = rows[(parent[rows] >= 0) & (table["part"].iloc[rows] != "").to_numpy()]
    tiers = tiers[apart.to_numpy(dtype=bool)[parent[tiers]]]
    for mine in np.split(tiers, np.flatnonzero(np.diff(parent[tiers])) + 1) if len(tiers) else ():
        owner = parent[mine[0]]
        counts, stated = str(table["counts"].iat[owner]), str(table["tiers_count"].iat[owner])
        ranked = [mine[place] for place in order(table["name_zh"].iloc[mine].astype(str).tolist())]
        if stated == "disjoint":
            total = np.cumsum([state.target[row] for row in ranked])
            for row, number in zip(ranked, total.tolist(), strict=True):
                state.target[row] = number
        if counts != "nested":
            _add(state, ranked, counts)


def _add(state: State, ranked: list[np.int64], counts: str) -> None:
    """Add to each tier's count those of the tiers above it, for the same moment."""
    own = [
        (state.low[row], state.high[row], state.base_low[row], state.base_high[row])
        for row in ranked
    ]
    for place, row in enumerate(ranked):
        if place == 0:
            continue
        above = range(place)
        alike = [other for other in above if state.at[ranked[other]] == state.at[row]]
        complete = len(alike) == place
        low = sum(own[other][0] for other in alike)
        high = sum(own[other][1] for other in alike) if complete else np.inf
        base_low = sum(own[other][2] for other in above)
        base_high = sum(own[other][3] for other in above)
        state.high[row] += high
        state.base_high[row] += base_high
        if counts == "disjoint":
            state.low[row] += low
            state.base_low[row] += base_low
        for end in ("sure_low", "sure_high"):
            getattr(state, end)[row] &= all(getattr(state, end)[ranked[other]] for other in alike)
        state.flag("bounded", np.array([row]), bool(state.low[row] != state.high[row]))
        state.raw_base_low[row], state.raw_base_high[row] = (
            state.base_low[row],
            state.base_high[row],
        )
        state.figure_low[row], state.figure_high[row] = state.low[row], state.high[row]
