"""Words to numbers and back: `突破100万辆` is more than 1,000,000 辆."""

from __future__ import annotations

from czplan.quantity.display import show_number
from czplan.quantity.normal import drop_layout, normalise
from czplan.quantity.parsing import read
from czplan.quantity.quotes import cuts_number, quotes
from czplan.quantity.units import compatible, has_factor, unit_name
from czplan.quantity.wording import Wording, WordingError
from czplan.quantity.writing import write

__all__ = [
    "Wording",
    "WordingError",
    "compatible",
    "cuts_number",
    "drop_layout",
    "has_factor",
    "normalise",
    "quotes",
    "read",
    "show_number",
    "unit_name",
    "write",
]
