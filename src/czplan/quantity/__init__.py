"""Words to numbers and back: `突破100万辆` is more than 1,000,000 辆."""

from __future__ import annotations

from czplan.quantity.normal import drop_layout, normalise
from czplan.quantity.reading import read
from czplan.quantity.units import compatible, has_factor
from czplan.quantity.wording import Wording, WordingError

__all__ = [
    "Wording",
    "WordingError",
    "compatible",
    "drop_layout",
    "has_factor",
    "normalise",
    "read",
]
