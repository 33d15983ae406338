"""The operands of one verdict that its reason is made of, beyond the row's own columns."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Facts"]

_NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Facts:
    """Operands of one row: target and band used, the reference of parity, parts, evidence."""

    target: float = _NAN
    tolerance: float = _NAN
    zone: float = _NAN
    milestone: float = _NAN
    second_low: float = _NAN
    second_high: float = _NAN
    high_end: float | None = None
    direction: int = 1
    index: bool = False
    index_low: float = _NAN
    index_high: float = _NAN
    compound: bool = False
    hold: bool = False
    from_nothing: bool = False
    vague: bool = False
    steady: bool = False
    rates: bool = False
    faster: bool = False
    reference_zh: str = ""
    reference_en: str = ""
    outcome: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    other: tuple[str, str] | None = None
    turn: str = ""
    real: tuple[float, float] = (_NAN, _NAN)
    nominal: tuple[float, float] = (_NAN, _NAN)
    changes: tuple[tuple[str, str, str], ...] = ()
