"""A data set narrowed to some goals and the figures that can decide them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from czplan.quantity.forms import Phrases, group

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Indicator, Name, Plan, Region, Source

__all__ = ["Narrow", "narrow"]


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the method needs (`czplan.method.given.Given`), of some goals alone."""

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


def narrow(ds: Dataset, targets: pd.DataFrame, indicator: str) -> Narrow:
    """Return the data set with these goals of an indicator alone.

    The figures are those of the indicator, of what the goals refer to, of deflators and stocks,
    and of the goals' own ids.
    """
    references = {str(word).partition("@")[0] for word in targets["reference"].dropna().unique()}
    keys = {indicator, *references, *map(str, targets["id"])}
    for id in [indicator, *references]:
        if (known := ds.indicator_records.get(id)) is not None:
            keys |= {other for other in (known.deflator, known.stock) if other}
    actuals = ds.actuals
    mine = actuals["indicator"].isin(list(keys)).to_numpy(dtype=bool)
    some = actuals[mine].reset_index(drop=True)
    return Narrow(
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
