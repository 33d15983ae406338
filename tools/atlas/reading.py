"""Every document read by the program, on all processors: proposals about headline indicators."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from tools.atlas.texts import Document

if TYPE_CHECKING:
    from czplan.extract import Proposal

__all__ = ["HEADLINE", "read_all"]

HEADLINE = (
    "gdp", "gdp-growth", "gdp-per-capita", "industrial-va-growth", "fixed-investment-growth",
    "retail-growth", "general-budget-revenue", "general-budget-revenue-growth",
    "foreign-trade-growth", "fdi", "income-growth", "urban-income-growth", "rural-income-growth",
    "consumer-price-change", "urban-jobs-added", "registered-unemployment",
    "surveyed-unemployment", "grain-output", "energy-intensity-change",
    "natural-population-growth", "urbanisation-rate", "rd-share", "pm25", "good-air-days",
    "urban-rural-income-ratio",
)  # fmt: skip
"""The indicators of the atlas: those that the catalogue names first."""

_CHOSEN = frozenset(HEADLINE)


def _read(document: Document) -> list[Proposal]:
    from czplan.extract import read

    found = read(
        document.text,
        file=document.file,
        place=document.name or None,
        year=document.year,
        sha256=document.sha256,
    )
    return [one for one in found if one.indicator in _CHOSEN]


def read_all(documents: Sequence[Document], processes: int | None = None) -> list[list[Proposal]]:
    """Return the headline proposals of each document, in the order given."""
    count = processes or os.cpu_count() or 1
    with ProcessPoolExecutor(count) as pool:
        return list(pool.map(_read, documents, chunksize=8))
