"""The indicators that taken proposals need, beside those that a data set and the catalogue have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from czplan.editing.addition import NewRecord, Value
from czplan.editing.alone import grew
from czplan.editing.document_records import free_id
from czplan.editing.proposed import Decision, text_of
from czplan.extract.catalogue import shipped
from czplan.period import PLAN_NAME
from czplan.quantity import WordingError, normalise, read
from czplan.quantity.figure_words import interpret
from czplan.quantity.units import canonical, compatible, unit_name
from czplan.reading.shipped_indicators import shipped_indicators

if TYPE_CHECKING:
    from czplan.dataset import Dataset

_FALLING = re.compile(
    r"下降|降低|减少|压减|PM2\.5.*浓度$"
    r"|(?:失业|死亡|伤亡|事故|发案|能耗|排放|污染|贫困|PM2\.5|负债|不良|价格|费用|成本|CPI)"
    r"(?:[^\u3400-\u9fff]|[总起数量率件例者天物户村县人口员年日均值占]|上涨|上升|致死|隐患|天气|登记|调查|发生"
    r"|强度|浓度|平均|水平|指数|[涨增]幅|幅度|[总余]额|规模|案件|贷款|资产|比例|比重|增速|增长率|同比|支出|损失|次数|程度|合计|系数"
    r"|[(（][^()（）]*[)）]|[占与].+比[重率例])*(?:[比较].*)?$"
)
"""What less is better of, as a name ends: not 能耗监测企业, 贫困人口人均纯收入."""
_LESSENED = re.compile(
    r"压减|减少|退出|化解|淘汰|关停|削减|核减|脱贫|降低|节约|节省|减轻|减免|处置|清收|治理|整治|解决|搬迁|帮扶|帮助|扶持|资助|救助|摆脱"
)
"""What a name opens with that counts what goes or is helped: 压减炼铁产能, 搬迁贫困人口."""
_SIDE = {">=": "up", ">": "up", "<=": "down", "<": "down", "around": "keep"}
_MEASURED = frozenset({"theme", "measure", "direction", "basis"})
"""What an indicator of the catalogue keeps in another unit, beside its names."""
_RATIOS = frozenset({"%", "倍", "番"})
"""What a figure of anything may be in: it makes no unit of a set's own."""
_SINCE = re.compile(
    r"(?:累计|(?:[比较](?:[12]\d{3}年[底末]?|“?"
    + PLAN_NAME
    + r"”?期?末)|[二三四五六2-6]年)(?:累计)?)$"
)
"""What makes the growth behind it one of several years together."""
_WHERE = {"nation": ("全国", "the nation"), "province": ("全省", "the province")}
_TURNED = {"up": "down", "down": "up", "keep": "keep"}
_IN_ID = re.compile(r"[^a-z0-9]+")
"""What stands between the words of an id."""
_SLIP = 0.88
"""How alike an unknown id is to a known one of which it is a slip: gdp-grwth, not tea-output."""
_TELLING = 4
"""The fewest characters of a name by which a figure and a goal share a new indicator."""
_SOME = 3
"""The fewest characters of a name that says what is meant."""
_DIRECTION = {"zh": "方向由程序推断，请核对", "en": "The direction was inferred: check it."}


class _Kind(NamedTuple):
    """What words measure that is no indicator's level: what it adds to an indicator's id and names.

    `measure` is empty where it is the indicator's own; `turned` where less of it is better if
    more of the indicator is.
    """

    id: str
    zh: str
    en: str
    unit: str
    measure: str
    turned: bool = False


def total_words(choice: Decision) -> str | None:
    """Return a proposal's words with those before them that make its growth one of all its years.

    Without them (比2015年|增长81.4%) a record would say an average; None where none stand there.
    """
    proposal = choice.proposal
    several = ".." in choice.cell("period") or choice.cell("start") != choice.cell("due")
    if choice.cell("measure") != "growth" or not several or "累计" in proposal.stated:
        return proposal.stated
    before, _, _ = proposal.text.partition(proposal.stated)
    if (found := _SINCE.search(before)) is not None:
        return found[0] + proposal.stated
    return None if "total" in proposal.why else proposal.stated


def wordless(choice: Decision) -> bool:
    """Tell whether a figure's words carry no number: 与去年持平 is growth by nothing."""
    try:
        interpret(choice.proposal.stated)
    except WordingError as error:
        return error.code == "no-number"
    return False


def special(choice: Decision) -> _Kind | None:
    """Return the kind of what is a difference, a fall, or growth of years together unsaid so.

    高于全省1.4个百分点 is no level, 医疗费用下降6个百分点 adds nothing to them, and 增长81% of five
    years would be read as a yearly average: each is an amount of an indicator of its own, so that
    the words stay what they are.
    """
    proposal = choice.proposal
    below = (proposal.low if proposal.low is not None else proposal.high or 0.0) < 0
    unit = canonical(proposal.unit) or "%"
    fewer = below and proposal.operator != "above" and choice.cell("measure") == "additions"
    if fewer and not choice.cell("indicator"):
        return _Kind("fall", "（下降）", ", fall", unit, "additions", True)
    if proposal.operator == "above":
        if proposal.kind == "goal":
            return None
        place = (proposal.reference or "").rpartition("@")[2]
        zh, en = _WHERE.get(place, ("所比", "what it is compared with"))
        place = place if place in _WHERE else "other"
        if below:
            return _Kind(
                f"below-{place}", f"（低于{zh}）", f", below {en}", unit, "additions", True
            )
        return _Kind(f"above-{place}", f"（高于{zh}）", f", above {en}", unit, "additions")
    if total_words(choice) is not None or proposal.low is proposal.high is None:
        return None
    if below:
        return _Kind("fall", "（几年合计下降）", ", fall over years", "%", "additions", True)
    return _Kind("rise", "（几年合计增长）", ", rise over years", "%", "additions")


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
        self._of: dict[tuple[str, str, str, str], str] = {}
        said = Counter(
            (_key(one), one.proposal.kind, one.cell("period"), one.cell("due"))
            for one in chosen
            if one.take and not one.proposal.stretch and not one.cell("indicator")
        )
        self._vague = {key for (key, *_), number in said.items() if number > 1}

    def has(self, id: str) -> bool:
        """Tell whether there is such an indicator."""
        return id in self.known or id in self.new

    def measured(self, id: str) -> tuple[str, str, str]:
        """Return unit, measure and direction of an indicator; empty where there is none."""
        if id in self.own:
            own = self.own[id]
            return own.unit, own.measure, own.direction
        shared = shipped_indicators().get(id)
        values = self.new[id].fields if id in self.new else dict(shared.values) if shared else {}
        unit, measure, way = (str(values.get(x, "")) for x in ("unit", "measure", "direction"))
        return unit, measure, way

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
        """Return the indicator that a choice's words measure, where it names `id`."""
        kind = self._kind(choice, id) if id else None
        return id if kind is None or id.endswith(f"-{kind.id}") else f"{id}-{kind.id}"

    def _kind(self, choice: Decision, id: str) -> _Kind | None:
        """Return what the words measure that isn't the indicator itself; None where they do."""
        if id in self.goals:
            return None
        return special(choice) or self._in_unit(choice, id)

    def _in_unit(self, choice: Decision, id: str) -> _Kind | None:
        """Return the kind of words in another unit than the catalogue's.

        89亿斤 of grain, counted in tonnes: one indicator has one unit, whoever reports first.
        """
        shared = shipped_indicators().get(id)
        if shared is None:
            return None
        base = self.own[id].unit if id in self.own else str(shared.values["unit"])
        try:
            unit = read(choice.proposal.stated, base).unit
        except WordingError:
            return None
        if unit in _RATIOS or compatible(unit, base):
            return None
        name = unit_name(unit, "en") or "units"
        key = _IN_ID.sub("-", name.lower())
        return _Kind(f"in-{key}", f"（{unit}）", f" ({name})", canonical(unit), "")

    def need(self, choice: Decision, id: str) -> str:
        """Make the indicator that a choice means by `id`, unless it is there; return its id."""
        meant = self.meant(choice, id)
        if meant in self.known or meant in self.new or meant in self.goals:
            return meant  # figures of a goal that no indicator measures are keyed by its id
        shared = shipped_indicators().get(id)
        kind = self._kind(choice, id)
        if kind is None or (shared is None and id not in self.own):
            self._make(choice, meant, kind)
            return meant
        if id in self.own:
            own = self.own[id]
            values = {
                "name_zh": own.name.zh,
                "name_en": own.name.en,
                "theme": own.theme,
                "measure": own.measure,
                "direction": own.direction,
                "basis": own.basis,
            }
        else:
            values = dict(shared.values) if shared is not None else {}
        fields: dict[str, Value] = {
            name: str(values[name]) for name in _MEASURED if values.get(name)
        }
        names = {"zh": f"{values['name_zh']}{kind.zh}"}
        if values.get("name_en"):
            names["en"] = f"{values['name_en']}{kind.en}"
        fields |= {"name": names, "unit": kind.unit, "measure": kind.measure or fields["measure"]}
        if kind.turned:
            fields["direction"] = _TURNED[str(fields["direction"])]
        self.new[meant] = NewRecord("indicators", (meant,), fields, choice.origin)
        return meant

    def made(self, choice: Decision, slug: str) -> str:
        """Return a new indicator for a choice that names none; its id is the slug, made free."""
        key, kind = _key(choice), special(choice)
        own = _own_name(choice)
        shared = len(key[0]) >= _TELLING and key not in self._vague and own
        place = (*key, kind.id if kind else "")
        if shared and place in self._of:
            return self._told(self._of[place], choice, kind)
        id = free_id(slug, {*self.known, *self.new})
        self._make(choice, id, kind, "" if own or kind else f"（{choice.proposal.text}）")
        if shared:
            self._of[place] = id
        return id

    def _told(self, id: str, choice: Decision, kind: _Kind | None) -> str:
        """Let a goal say the direction of an indicator that was inferred from a figure's name."""
        if (side := _side(choice, kind)) is not None and id in self.inferred:
            fields = {**self.new[id].fields, "direction": side}
            del fields["note"]
            self.new[id] = replace(self.new[id], fields=fields)
            self.inferred.remove(id)
        return id

    def _make(self, choice: Decision, id: str, kind: _Kind | None = None, more: str = "") -> None:
        name = choice.cell("name") or choice.proposal.text
        direction = _side(choice, kind)
        measure, unit = choice.cell("measure") or "flow", choice.cell("unit") or "点"
        if measure == "growth":
            # 增长1.3倍 is growth by 130%, 2010年的2.4倍 is none
            measure, unit = ("ratio", "倍") if _times(choice) else (measure, "%")
        if kind is not None:
            more, measure, unit = kind.zh, kind.measure, kind.unit
        turned = kind is not None and kind.turned
        lessened = _FALLING.search(name) is not None and _LESSENED.match(name) is None
        fields: dict[str, Value] = {
            "name": {"zh": name + more},
            "unit": unit,
            "measure": measure,
            "direction": direction or ("down" if lessened != turned else "up"),
        }
        if direction is None:
            fields["note"] = dict(_DIRECTION)
            self.inferred.append(id)
        self.new[id] = NewRecord("indicators", (id,), fields, choice.origin)


def _side(choice: Decision, kind: _Kind | None) -> str | None:
    """Return the direction that a proposal's bound says, None where it says none."""
    side = _SIDE.get(choice.proposal.operator)
    return _TURNED[side] if side is not None and kind is not None and kind.turned else side


def _times(choice: Decision) -> bool:
    """Tell whether a figure is a multiple of another one and no growth: 2010年的2.4倍.

    The second of 分别增长2倍和1.5倍 is growth, too: its verb stands before the first.
    """
    if grew(choice.proposal):
        return False
    try:
        interpret(choice.proposal.stated, "%", "growth")
    except WordingError:
        return choice.proposal.kind == "figure" and choice.proposal.unit == "倍"
    return False
