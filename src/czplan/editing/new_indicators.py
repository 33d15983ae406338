"""The indicators that taken proposals need, beside those that a data set and the catalogue have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from czplan.editing.addition import NewRecord, Value
from czplan.editing.drafts import free_id
from czplan.editing.proposed import Decision, text_of
from czplan.extract.catalogue import shipped
from czplan.quantity import WordingError, normalise, read
from czplan.quantity.units import canonical, compatible, unit_name
from czplan.reading.catalogue import shipped_indicators

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["Indicators", "counted"]

_FALLING = re.compile(
    r"下降|降低|减少|压减|失业|死亡|事故|能耗|排放|污染|贫困|PM2\.5|负债|价格|CPI"
)
_SIDE = {">=": "up", ">": "up", "<=": "down", "<": "down", "around": "keep"}
_MEASURED = frozenset({"theme", "measure", "direction", "basis"})
"""What an indicator of the catalogue keeps in another unit, beside its names."""
_RATIOS = frozenset({"%", "倍", "番"})
"""What a figure of anything may be in: it makes no unit of a set's own."""
_IN_ID = re.compile(r"[^a-z0-9]+")
"""What stands between the words of an id."""
_SLIP = 0.88
"""How alike an unknown id is to a known one of which it is a slip: gdp-grwth, not tea-output."""
_TELLING = 4
"""The fewest characters of a name by which a figure and a goal share a new indicator."""
_SOME = 3
"""The fewest characters of a name that says what is meant."""
_DIRECTION = {"zh": "方向由程序推断，请核对", "en": "The direction was inferred: check it."}


def _key(choice: Decision) -> tuple[str, str, str]:
    """Return what a choice measures, in the document's words."""
    name, unit, measure = (choice.cell(cell) for cell in ("name", "unit", "measure"))
    return normalise(name), canonical(unit), measure


def counted(choice: Decision) -> bool:
    """Tell whether a goal says in what it is counted: 工业倍增, 零就业家庭动态清零 don't."""
    unit = choice.cell("unit")
    return unit not in ("倍", "番") and (choice.cell("measure") != "share" or unit == "%")


def _own_name(choice: Decision) -> bool:
    """Tell whether a new indicator can go by its name alone, so that later texts mean it by it.

    A word of two characters (投资, 剩余) may be of anything; a name that the catalogue knows but
    doesn't mean here (一般公共预算收入 growing over several years) belongs to the catalogue.
    """
    name = choice.cell("name")
    if name != choice.proposal.name:
        return True  # a person has named it
    return len(name) >= _SOME and not shipped().ids(normalise(name))


class Indicators:
    """The indicators of a set and the catalogue, and those that choices need besides.

    A figure and a goal that say the same name, unit and measure share a new one, where the name
    is no mere word and neither class says it twice of one time: 建成, 投资 are many things.
    """

    def __init__(self, ds: Dataset, chosen: Sequence[Decision]) -> None:
        self.own = ds.indicator_records
        self.goals = ds.target_records
        self.known = {*self.own, *shipped_indicators()}
        self.new: dict[str, NewRecord] = {}
        self.inferred: list[str] = []
        self._of: dict[tuple[str, str, str], str] = {}
        said = Counter(
            (_key(one), one.proposal.kind, one.cell("period"), one.cell("due"))
            for one in chosen
            if one.take and not one.proposal.stretch and not one.cell("indicator")
        )
        self._vague = {key for (key, *_), number in said.items() if number > 1}

    def has(self, id: str) -> bool:
        """Tell whether there is such an indicator."""
        return id in self.known or id in self.new

    def mistyped(self, id: str) -> str:
        """Return the known id that an unknown one is a slip of, empty where it is none."""
        if id in self.known or id in self.new or id in self.goals:
            return ""
        folded = id.casefold().replace("_", "-")
        return next(iter(get_close_matches(folded, self.known, n=1, cutoff=_SLIP)), "")

    def said_otherwise(self, choice: Decision, id: str) -> str:
        """Return which cells a person has changed that a known indicator decides: unit, measure."""
        shared = shipped_indicators().get(id)
        values = dict(shared.values) if shared is not None else {}
        if id in self.own:
            values = {"unit": self.own[id].unit, "measure": self.own[id].measure}
        return ", ".join(
            name
            for name in ("unit", "measure")
            if values
            and (said := choice.cell(name))
            and said != text_of(getattr(choice.proposal, name))
            and canonical(said) != canonical(str(values[name]))
        )

    def meant(self, choice: Decision, id: str) -> str:
        """Return the indicator that a choice's words count for, where it names `id`.

        Words in another unit than the catalogue's (89亿斤 of grain, counted in tonnes) are of an
        indicator of their own: one indicator has one unit, whoever reports first.
        """
        unit = self._other_unit(choice, id)
        return (
            f"{id}-in-{_IN_ID.sub('-', unit_name(unit, 'en').lower()) or 'units'}" if unit else id
        )

    def _other_unit(self, choice: Decision, id: str) -> str:
        """Return the unit of a choice's words where a catalogued indicator isn't counted in it."""
        shared = shipped_indicators().get(id)
        if shared is None or id in self.goals:
            return ""
        base = self.own[id].unit if id in self.own else str(shared.values["unit"])
        try:
            unit = read(choice.proposal.stated, base).unit
        except WordingError:
            return ""
        return "" if unit in _RATIOS or compatible(unit, base) else canonical(unit)

    def need(self, choice: Decision, id: str) -> str:
        """Make the indicator that a choice means by `id`, unless it is there; return its id."""
        meant = self.meant(choice, id)
        if meant in self.known or meant in self.new or meant in self.goals:
            return meant  # figures of a goal that no indicator measures are keyed by its id
        if meant == id:
            self._make(choice, id)
            return id
        shared, unit = shipped_indicators()[id], self._other_unit(choice, id)
        fields: dict[str, Value] = {
            name: str(shared.values[name]) for name in _MEASURED if name in shared.values
        }
        names = {
            "zh": f"{shared.values['name_zh']}（{unit}）",
            "en": f"{shared.values['name_en']} ({unit_name(unit, 'en') or 'units'})",
        }
        self.new[meant] = NewRecord(
            "indicators", (meant,), {"name": names, **fields, "unit": unit}, choice.origin
        )
        return meant

    def made(self, choice: Decision, slug: str) -> str:
        """Return a new indicator for a choice that names none; its id is the slug, made free."""
        key = _key(choice)
        own = _own_name(choice)
        shared = len(key[0]) >= _TELLING and key not in self._vague and own
        if shared and key in self._of:
            return self._of[key]
        id = free_id(slug, {*self.known, *self.new})
        self._make(choice, id, "" if own else f"（{choice.proposal.text}）")
        if shared:
            self._of[key] = id
        return id

    def _make(self, choice: Decision, id: str, more: str = "") -> None:
        name = choice.cell("name") or choice.proposal.text
        direction = _SIDE.get(choice.proposal.operator)
        measure = choice.cell("measure") or "flow"
        unit = choice.cell("unit") or "点"
        fields: dict[str, Value] = {
            "name": {"zh": name + more},
            "unit": "%" if measure == "growth" else unit,  # 增长1.3倍 is growth by 130%
            "measure": measure,
            "direction": direction or ("down" if _FALLING.search(name) else "up"),
        }
        if direction is None:
            fields["note"] = dict(_DIRECTION)
            self.inferred.append(id)
        self.new[id] = NewRecord("indicators", (id,), fields, choice.origin)
