"""What a row's reason is made of, beyond the row's own columns (method 5.5, `reason_*`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from czplan.method.reasons import clauses, sentence

if TYPE_CHECKING:
    from czplan.method.judge import Judgement

__all__ = ["Facts", "facts", "reasons_of"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Operands of one row: target and band used, the reference of parity, parts, evidence."""

    target: float = float("nan")
    high_end: float | None = None
    direction: int = 1
    tolerance: float = float("nan")
    zone: float = float("nan")
    milestone: float = float("nan")
    index: bool = False
    index_low: float = float("nan")
    index_high: float = float("nan")
    compound: bool = False
    hold: bool = False
    vague: bool = False
    steady: bool = False
    faster: bool = False
    second_low: float = float("nan")
    second_high: float = float("nan")
    reference_zh: str = ""
    reference_en: str = ""
    outcome: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    other: tuple[str, str] | None = None


def facts(judgement: Judgement, row: int) -> Facts:
    """Return the operands of a row."""
    s, table, ds = judgement.state, judgement.table, judgement.dataset
    kind = table["kind"].iat[row]
    index = kind in ("average-growth", "reduction")
    reference = table["reference"].iat[row]
    named = ds.indicators.get(str(reference)) if isinstance(reference, str) else None
    parts: tuple[tuple[str, str], ...] = ()
    if table["parent"].iat[row] < 0 and kind in ("ladder", "each-year", "composite"):
        mine = np.flatnonzero(table["parent"].to_numpy() == row)
        parts = tuple(
            (str(table["part"].iat[part]), str(judgement.status[part])) for part in mine.tolist()
        )
    other = None
    place = int(s.figure[row])
    if s.has_figure[row] and place >= 0 and judgement.figures.other[place] >= 0:
        report = ds.actuals.iloc[int(judgement.figures.other[place])]
        words = report["stated"] if isinstance(report["stated"], str) else f"{report['value']:.15g}"
        other = (words, "" if pd.isna(report["source"]) else str(report["source"]))
    low, high = float(s.target_low[row]), float(s.target_high[row])
    ranged = np.isfinite(low) and np.isfinite(high) and low != high
    evidence = judgement.evidence.get(row)
    return Facts(
        target=float(s.target[row]),
        high_end=high if ranged and not index else None,
        direction=int(s.direction[row]),
        tolerance=float(s.tolerance[row]),
        zone=float(s.zone[row]),
        milestone=float(s.milestone[row]),
        index=index,
        index_low=float(s.low[row]) if index else float("nan"),
        index_high=float(s.high[row]) if index else float("nan"),
        compound=bool(not np.isnan(table["multiple"].iat[row])),
        hold=bool(s.hold[row]),
        vague=bool(
            s.not_assessable[row]
            and table["operator"].iat[row] != "event"
            and np.isnan(s.target[row])
            and not s.has_figure[row]
            and kind != "parity"
        ),
        steady=bool(table["is_steady"].iat[row]),
        faster=bool(table["is_faster"].iat[row]),
        second_low=float(s.second_low[row]),
        second_high=float(s.second_high[row]),
        reference_zh=named.name.zh if named else "",
        reference_en=named.name.en if named else "",
        outcome=evidence[0] if evidence else "",
        parts=parts,
        other=other,
    )


def reasons_of(judgement: Judgement, row: Mapping[str, Any], place: int) -> tuple[str, str]:
    """Return the reason of a row in Chinese and in English."""
    return sentence(clauses(row, facts(judgement, place)))
