"""A ladder tier by tier: what is needed, what is reported, what a list of firms gives.

Counts are nested unless the record says otherwise: 以上 includes, so a firm of the 100-billion
class is one of the 10-billion class too (method 4.9). A tier's threshold is read from its own
words (千亿级), never typed in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from czplan.ladder.companies import Company, Rung, count_steps
from czplan.ladder.yuan import threshold
from czplan.quantity import WordingError
from czplan.quantity.goal_words import interpret, tier_query

if TYPE_CHECKING:
    from czplan.dataset import Dataset

LADDER_COLUMNS = (
    "id", "target", "plan", "indicator", "name_zh", "name_en", "threshold", "stated", "needed",
    "due", "tiers_count", "actual_stated", "actual_period", "actual_low", "actual_high",
    "gap_low", "gap_high", "status", "family", "grade", "counted", "between", "just_under",
)  # fmt: skip
"""`threshold` in yuan; `counted` firms of a list on the tier (as `tiers_count` says), `between`
firms at or above this tier and below the next, `just_under` the nearest below it."""

Row = dict[str, Any]


def ladders(ds: Dataset) -> list[dict[str, Any]]:
    """Return the targets that are ladders, in the data set's order."""
    return [row for row in ds.target_rows() if row["tiers"]]


def of_firms(ds: Dataset, target: Mapping[str, Any]) -> bool:
    """Tell whether a ladder counts firms by revenue: all its tiers are counted in 家."""
    tiers = [ds.indicator_records.get(indicator) for indicator in target["tiers"]]
    return all(one is not None and one.unit in {"家", "户"} for one in tiers)


def tier_threshold(ds: Dataset, target: Mapping[str, Any], indicator: str) -> Decimal | None:
    """Return the revenue in yuan from which a firm stands on a tier, by the tier's own words.

    Looked for in the tier's `stated` and `text`, its indicator's names, and the clause of the
    target's text in which `stated` stands; None where none of them names an amount.
    """
    tier = target["tiers"][indicator]
    known = ds.indicator_records.get(indicator)
    texts = [tier.get("stated"), tier.get("text")]
    texts += [known.name.zh, known.name.en] if known else []
    stated = tier.get("stated") or ""
    clauses = re.split(r"[、，,;；和及]", target.get("text") or "")
    texts += [clause for clause in clauses if stated and stated in clause]
    return next((found for words in texts if words and (found := threshold(words))), None)


def ladder_rows(
    ds: Dataset, target: Mapping[str, Any], verdicts: Mapping[str, Mapping[str, Any]]
) -> list[Row]:
    """Return one row of `LADDER_COLUMNS` a tier, in the record's order.

    Args:
        ds: the data set.
        target: the ladder's row.
        verdicts: rows of the result (method 5.5) by id; parts are `plan/slug#indicator`.
    """
    rows = []
    for indicator, tier in target["tiers"].items():
        known = ds.indicator_records.get(indicator)
        verdict = verdicts.get(f"{target['id']}#{indicator}", {})
        amount = tier_threshold(ds, target, indicator)
        rows.append(
            dict.fromkeys(LADDER_COLUMNS)
            | {
                "id": f"{target['id']}#{indicator}",
                "target": target["id"],
                "plan": target["plan"],
                "indicator": indicator,
                "name_zh": known.name.zh if known else indicator,
                "name_en": known.name.en if known else indicator,
                "threshold": float(amount) if amount is not None else None,
                "stated": tier["stated"],
                "needed": _needed(ds, target, indicator),
                "due": target["due"],
                "tiers_count": target["tiers_count"],
            }
            | {name: verdict.get(name) for name in _FROM_VERDICT}
        )
    return rows


_FROM_VERDICT = [
    "actual_stated", "actual_period", "actual_low", "actual_high", "gap_low", "gap_high",
    "status", "family", "grade",
]  # fmt: skip


def _needed(ds: Dataset, target: Mapping[str, Any], indicator: str) -> float | None:
    known = ds.indicator_records.get(indicator)
    if known is None:
        return None
    try:
        query = tier_query((known.unit, known.measure, known.direction), target.get("direction"))
        goal = interpret(target["tiers"][indicator]["stated"], query)
    except WordingError:
        return None
    return goal.number


def with_firms(rows: Sequence[Row], firms: Sequence[Company]) -> tuple[list[Row], int]:
    """Count a list of firms on the tiers of one ladder.

    Returns:
        The rows with `counted`, `between` and `just_under` filled in (firms as
        `{name, revenue, short}`, amounts in yuan, nearest first); and how many firms stand
        below the lowest tier.

    Raises:
        ValueError: a tier's words name no amount; the message holds its indicator.
    """
    for row in rows:
        if row["threshold"] is None:
            raise ValueError(row["indicator"])
    steps = [Rung(row["indicator"], Decimal(row["threshold"])) for row in rows]
    counted = {one.step.key: one for one in count_steps(firms, steps)}
    filled = []
    for row in rows:
        one = counted[row["indicator"]]
        near = [
            {
                "name": firm.name,
                "revenue": float(firm.revenue),
                "short": float(one.step.threshold - firm.revenue),
            }
            for firm in one.under
        ]
        disjoint = row["tiers_count"] == "disjoint"
        filled.append(
            row
            | {
                "counted": one.between if disjoint else one.nested,
                "between": one.between,
                "just_under": near,
            }
        )
    lowest = min(step.threshold for step in steps)
    return filled, sum(firm.revenue < lowest for firm in firms)
