"""Goals as the columns by which promises are told apart (method 4.14): what each asks for, when.

Read from the words of all goals known; `czplan.method.promises` compares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Bools, Ints, alike
from czplan.method import ask_goals
from czplan.method.parts import measures
from czplan.method.question import first_day, last_day
from czplan.method.working import round9
from czplan.quantity.many import goal_numbers
from czplan.vocabulary import YEARLY

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData


_TOTALS = ("additions", "reduction", "average-growth")
"""Kinds whose number counts from the goal's own first year."""

_ALIKE = {"share": "level", "coverage": "level"}
"""Kinds whose numbers measure the same thing as another kind's."""


class Goals(NamedTuple):
    """The goals that may have to do with another, in the order of their documents.

    Attributes:
        row: in `ds.targets`; group: place, indicator and scope, -1 without an indicator.
        document: its number; day: when it was published.
        meaning: what the number measures; side: +1 floor, -1 cap, 0 to be kept; number: NaN for
            none; years: the plan's length; yearly: asked anew by each plan.
    """

    row: Ints
    group: Ints
    document: Ints
    day: Ints
    due: npt.NDArray[np.float64]
    meaning: Ints
    side: Ints
    number: npt.NDArray[np.float64]
    strict: Bools
    yearly: Bools
    unit: Ints


def groups(targets: pd.DataFrame) -> Ints:
    """Number the goals' subjects: place, indicator and scope; -1 without an indicator."""
    names = [name for name in ("indicator", "scope", "place") if name in targets]
    found, _ = alike(*(targets[name] for name in names))
    return np.where(targets["indicator"].isna().to_numpy(), -1, found)


def read(ds: VerdictData, targets: pd.DataFrame, rows: Ints, group: Ints) -> Goals:
    """Read the words of the goals at some rows."""
    day, document = _documents(ds, targets, rows)
    order = np.lexsort((rows, day))
    rows, day, document = rows[order], day[order], document[order]
    table = targets.iloc[rows].reset_index(drop=True)
    measures(ds, table)
    table["is_year"] = False
    asks = ask_goals.read(table)
    number = goal_numbers(asks)["target"]

    def of(name: str, dtype: Any, missing: Any) -> npt.NDArray[Any]:
        return asks.of(lambda item: getattr(item, name), missing, dtype)

    multiple = of("multiple", np.float64, np.nan)
    start = table["start"].to_numpy(dtype=np.float64, na_value=np.nan)
    due = table["due"].to_numpy(dtype=np.float64, na_value=np.nan)
    years = due - start + 1
    # an average over n years of additions is n times as many in all
    total = of("average", bool, False) & (asks.of(lambda x: x.kind, "", object) == "additions")
    number = np.where(np.isnan(multiple), number * np.where(total, years, 1), multiple)
    kind = pd.Series(asks.of(lambda item: item.kind, "", object))
    operator = asks.of(lambda item: item.operator, "", object)
    way = of("direction", np.int64, 1)
    cap = np.isin(operator, ("<=", "<"))
    floor = np.isin(operator, (">=", ">", "parity"))
    side = np.where(cap, -1, np.where(floor, 1, way))
    vague = of("vague", bool, False)
    told = np.isin(kind, ("parity", "direction"))
    meaning, _ = alike(
        kind.replace(_ALIKE),
        of("relative", bool, False),
        of("rise", bool, False),
        ~np.isnan(multiple),
        of("since", np.float64, -1.0),
        np.where(kind.isin(_TOTALS), np.nan_to_num(start, nan=-1.0), 0.0),
        np.where(kind == "parity", table["reference"].astype(object).fillna(""), ""),
        np.where(kind == "direction", of("steady", bool, False), False),
        # tasks, and words without a number to compare, are alike in nothing but their links
        np.where(np.isnan(number) & (~told | vague), np.arange(len(rows)), -1),
    )
    one_year = years == 1
    flow = (table["measure"].astype(object) == "flow").to_numpy()
    yearly = kind.isin(YEARLY).to_numpy() | (one_year & (flow | (side < 0)))
    return Goals(
        row=rows,
        group=group[rows],
        document=document,
        day=day,
        due=np.nan_to_num(due, nan=-1.0),
        meaning=meaning,
        side=side,
        # to outgrow the reference asks for more than to keep step with it
        number=np.where(np.isnan(number) & told, of("faster", bool, False) * 1.0, round9(number)),
        strict=np.isin(operator, (">", "<")),
        yearly=yearly,
        unit=pd.factorize(table["unit"])[0].astype(np.int64),
    )


def _documents(ds: VerdictData, targets: pd.DataFrame, rows: Ints) -> tuple[Ints, Ints]:
    """Return the day on which each goal's document came out, and the document's number.

    A document without a date is taken to open its plan's first year.
    """
    plans, ids = pd.factorize(targets["plan"].iloc[rows])
    plan = [ds.plan_records.get(str(name)) for name in ids]
    first = [item.first if item else None for item in plan]
    opened = np.array([first_day(year) if year else 0 for year in first], dtype=np.int64)[plans]
    sources, names = pd.factorize(targets["source"].iloc[rows])
    found = [ds.source_records.get(str(name)) for name in names]
    days = [last_day(item.published) if item and item.published else 0 for item in found]
    published = np.array([*days, 0], dtype=np.int64)[sources]
    day = np.where(published > 0, published, opened)
    return day, np.where(sources >= 0, sources, len(names) + plans).astype(np.int64)
