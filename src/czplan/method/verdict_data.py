"""What the method needs of a data set, whatever it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from czplan.records import RecordsById

if TYPE_CHECKING:
    import pandas as pd

    from czplan.quantity.forms import Phrases
    from czplan.records import Region


class VerdictData(RecordsById, Protocol):
    """The tables and records of a data set that verdicts are made from."""

    @property
    def targets(self) -> pd.DataFrame:
        """The goals, one row each, everything inherited filled in."""

    @property
    def actuals(self) -> pd.DataFrame:
        """The reports, one row each, in the order of the data set."""

    @property
    def place_records(self) -> Mapping[str, Region]:
        """The places by id; none in a set about one place."""

    def counted(self, key: str) -> tuple[str, str]:
        """Return the unit and measure of the figures under an indicator's or a target's id."""

    @property
    def phrases(self) -> Phrases:
        """The wordings of the figures by form, row by row of `actuals`."""
