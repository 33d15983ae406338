"""Whose figure it is: a figure serves only goals of its own place and scope (data format).

Place and scope together are one text, `where`; in a set about one place it is the scope alone.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from czplan.codes import labels

OWN = "city"
"""The scope of a place itself, whatever its level."""

_BETWEEN = "\n"
"""What stands between place and scope: no id or scope has a line break."""


def where_is(place: str | None, scope: str) -> str:
    """Return place and scope as one text."""
    return scope if place is None else f"{place}{_BETWEEN}{scope}"


def where(frame: pd.DataFrame) -> pd.Series:
    """Return place and scope of the rows of targets or of actuals, one text each."""
    scopes = frame["scope"]
    if "place" not in frame or not frame["place"].notna().any():
        return scopes
    first, places = pd.factorize(frame["place"])
    second, names = pd.factorize(scopes)
    held, said = [*map(str, places), None], [*map(str, names)]
    codes, pairs = pd.factorize(np.where(first < 0, len(places), first) * len(said) + second)
    texts = [where_is(held[pair // len(said)], said[pair % len(said)]) for pair in pairs.tolist()]
    return pd.Series(labels(texts, codes, "str"), index=frame.index)


def refer(reference: pd.Series, at: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return indicator and `where` that references mean.

    `gdp-growth` is of the goal's own place and scope, `gdp-growth@nation` of another place
    itself.
    """
    codes, words = pd.factorize(reference)
    parts = [str(word).partition("@") for word in words]
    if not any(mark for _, mark, _ in parts):
        return reference, at
    keys = np.array([*(key for key, _, _ in parts), None], dtype=object)[codes]
    others = [where_is(place, OWN) if mark else None for _, mark, place in parts]
    there = np.array([*others, None], dtype=object)[codes]
    own = at.astype(object).to_numpy()
    chosen = np.where(pd.isna(there), own, there)
    return (
        pd.Series(keys, index=reference.index, dtype=object),
        pd.Series(chosen, index=reference.index, dtype=object),
    )
