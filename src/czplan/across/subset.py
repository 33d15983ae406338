"""A data set narrowed to some goals and the figures that can decide them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.period import Period
from czplan.quantity.forms import Phrases, group

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Indicator, Name, Plan, Region, Source

MOST_WITNESSES = 8
"""So many figures of a place are looked at for whether a year is over."""


@dataclass(frozen=True, slots=True)
class Subset:
    """What the method needs (`czplan.method.verdict_data.VerdictData`), of some goals alone."""

    targets: pd.DataFrame
    actuals: pd.DataFrame
    phrases: Phrases
    place: Name
    place_records: Mapping[str, Region]
    plan_records: Mapping[str, Plan]
    indicator_records: Mapping[str, Indicator]
    source_records: Mapping[str, Source]
    whole: Dataset

    def counted(self, key: str) -> tuple[str, str]:
        """Return the unit and measure of the figures under an indicator's or a target's id."""
        return self.whole.counted(key)


def subset(ds: Dataset, targets: pd.DataFrame, indicators: Sequence[str], year: int) -> Subset:
    """Return the data set with these goals of some indicators alone.

    The figures are those of the indicators, of what the goals refer to, of deflators and stocks,
    of the goals' own ids, and for each place one of any indicator that tells that the year judged
    is over (method M6).
    """
    references = {str(word).partition("@")[0] for word in targets["reference"].dropna().unique()}
    keys = {*indicators, *references, *map(str, targets["id"])}
    for id in [*indicators, *references]:
        if (known := ds.indicator_records.get(id)) is not None:
            keys |= {other for other in (known.deflator, known.stock) if other}
    actuals = ds.actuals
    mine = actuals["indicator"].isin(list(keys)).to_numpy(dtype=bool)
    mine = mine | _tells_the_year(actuals, year)
    some = actuals[mine].reset_index(drop=True)
    return Subset(
        targets.reset_index(drop=True),
        some,
        group(some["stated"].astype("str")),
        ds.place,
        ds.place_records,
        ds.plan_records,
        ds.indicator_records,
        ds.source_records,
        ds,
    )


def _tells_the_year(actuals: pd.DataFrame, year: int) -> npt.NDArray[np.bool_]:
    """Return for each place the first figures of a full year from `year` on, a few of them."""
    codes, periods = pd.factorize(actuals["period"])
    spans = [Period.read(str(period)) for period in periods]
    full = [not span.is_part_year and span.last_year >= year for span in spans]
    known = np.array([*full, False], dtype=bool)[codes]
    rows = np.flatnonzero(known & (actuals["status"] != "estimate").to_numpy(dtype=bool))
    place = pd.Series(pd.factorize(actuals["place"].iloc[rows])[0])
    chosen = rows[(place.groupby(place).cumcount() < MOST_WITNESSES).to_numpy()]
    found = np.zeros(len(actuals), dtype=bool)
    found[chosen] = True
    return found
