"""Worst first: the order in which verdicts are shown.

Families missed, behind, open, on-course, met; within one the lowest schedule ratio, then the
lowest attainment; a goal whose pace can't be told stands by its attainment (2.6% of about 5% is
worse than 98 of 100), one without either comes last; then as in the data set. The rows of a goal's
parts (`plan/slug#part`) follow their goal in their own order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FAMILY_ORDER = ("missed", "behind", "open", "on-course", "met")


def worst_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a verdict frame worst first, with a fresh index; the type is kept."""
    import numpy as np

    if frame.empty:
        return frame.reset_index(drop=True)
    ids = frame["id"].to_numpy(dtype=object)
    goal = np.array([text.partition("#")[0] for text in ids.tolist()], dtype=object)
    part = goal != ids
    # a part takes the place of its goal; one whose goal isn't there stands for itself
    heads = ~part
    heads[0] = True
    heads[1:] |= part[1:] & (goal[1:] != goal[:-1])
    place = np.arange(len(frame))
    whole = np.maximum.accumulate(np.where(heads, place, 0))
    family = frame["family"].map({name: at for at, name in enumerate(FAMILY_ORDER)})
    attained = frame["attainment_low"].to_numpy(dtype=float, na_value=np.nan)
    pace = frame["schedule_ratio_low"].to_numpy(dtype=float, na_value=np.nan)
    # lexsort sorts by its last key first, puts NaN last and keeps the order of equals
    order = np.lexsort(
        (
            place,
            whole,
            attained[whole],
            np.where(np.isnan(pace), attained, pace)[whole],
            family.to_numpy(dtype=float, na_value=len(FAMILY_ORDER))[whole],
        )
    )
    return frame.iloc[order].reset_index(drop=True)
