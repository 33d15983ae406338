"""Why a row has its verdict: the sum, in words, in both languages from the same facts.

A reason is a chain of short clauses; each clause is written once with its numbers and said in
Chinese and English, so the two sentences can't disagree. Numbers are written with the same
digits in both: plain with thousands commas, from ten billion on in 万亿 (trillion).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from czplan.method.facts import Facts
from czplan.quantity import unit_name
from czplan.vocabulary import CHANGES, FLAGS, KINDS, OUTCOMES, STATUSES

__all__ = ["Clause", "clauses", "number", "sentence"]

_BIG = 1e10
_TRILLION = 1e12
_POINTS = frozenset({"growth", "share", "coverage", "average-growth", "reduction"})


class Clause(NamedTuple):
    """One step of the sum: what it is about, and how it is said in each language."""

    topic: str
    zh: str
    en: str


def _plain(value: float, places: int = 6, digits: int = 15) -> str:
    """Write a number with at most so many places, and so many digits that count."""
    if value and math.isfinite(value):
        places = min(places, max(0, digits - 1 - math.floor(math.log10(abs(value)))))
    text = f"{round(value, places):,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def number(
    value: float, unit: str | None, points: bool = False, digits: int = 15
) -> tuple[str, str]:
    """Return a number with its unit in both languages, with the same digits."""
    unit = unit if isinstance(unit, str) else ""  # a frame writes a missing unit as NaN
    if unit == "%":
        text = _plain(value, 4)
        return (
            (f"{text}个百分点", f"{text} percentage points") if points else (f"{text}%", f"{text}%")
        )
    if abs(value) >= _BIG:
        figure, zh, en = _plain(value / _TRILLION, 12, digits), "万亿", " trillion"
    else:
        figure, zh, en = _plain(value, 6, digits), "", ""
    if unit == ":1":
        return f"{figure}:1", f"{figure}:1"
    name = unit_name(unit, "en")
    return f"{figure}{zh}{unit}", f"{figure}{en} {name}".rstrip()


def _range(low: float, high: float, unit: str | None, points: bool = False) -> tuple[str, str]:
    """Return an interval in both languages; one number where its ends agree."""
    if _none(low) and _none(high):
        return "—", "—"
    if low == high:
        return number(low, unit, points)
    first, second = (number(x, unit, points) if not _none(x) else ("", "") for x in (low, high))
    if not second[0]:
        return f"至少{first[0]}", f"at least {first[1]}"
    if not first[0]:
        return f"至多{second[0]}", f"at most {second[1]}"
    return f"{first[0]}至{second[0]}", f"{first[1]} to {second[1]}"


def _ratio(low: float, high: float) -> str:
    """Return a ratio, or a range of one, with four places."""
    if _none(low):
        return ""
    if _none(high):
        return f">={_plain(low, 4)}"
    first, second = _plain(low, 4), _plain(high, 4)
    return first if first == second else f"{first}~{second}"


def _none(value: Any) -> bool:
    return (
        value is None or (isinstance(value, float) and not math.isfinite(value)) or value != value
    )


_MUST = {
    ">=": ("须不低于", "at least "),
    ">": ("须超过", "more than "),
    "<=": ("须不高于", "at most "),
    "<": ("须低于", "less than "),
    "around": ("须约为", "about "),
}


def clauses(row: Mapping[str, Any], facts: Facts) -> list[Clause]:
    """Return the steps of a row's sum, in order; the last names the verdict."""
    made = [*_goal(row, facts), *_figure(row, facts), *_sum(row, facts), *_notes(row, facts)]
    status = STATUSES[row["status"]]
    made.append(Clause("verdict", f"判为“{status.zh}”", f"verdict: {status.en}"))
    return made


def sentence(made: list[Clause]) -> tuple[str, str]:
    """Join the steps into one sentence a language."""
    return "；".join(item.zh for item in made) + "。", "; ".join(item.en for item in made) + "."


def _by(row: Mapping[str, Any]) -> tuple[str, str]:
    due = row["due"]
    # pandas' NA is no int either
    return (f"{due}年", f" by {due}") if isinstance(due, int) else ("", "")


def _goal(row: Mapping[str, Any], facts: Facts) -> list[Clause]:
    """Say what was promised."""
    words = row["stated"] if isinstance(row["stated"], str) else None
    by_zh, by_en = _by(row)
    quote = f"“{words}”" if words else ""
    kind, operator, unit = row["kind"], row["operator"], row["unit"]
    if kind == "milestone":
        return [
            Clause("goal", f"{by_zh}目标是一件须办成的事", f"the goal is a task to be done{by_en}")
        ]
    if kind in {"ladder", "each-year", "composite"}:
        name = KINDS[kind]
        return [
            Clause(
                "goal",
                f"{by_zh}目标{quote}由各部分合成（{name.zh}）",
                f"the goal {quote}{by_en} is judged by its parts ({name.en.lower()})".replace(
                    "  ", " "
                ),
            )
        ]
    if facts.vague:
        return [
            Clause(
                "goal",
                f"目标{quote}没有可核的数量、名次或事项",
                f"the goal {quote} names no amount, rank or event to check".replace("  ", " "),
            )
        ]
    if kind == "parity":
        tolerance = number(facts.tolerance, "%", True) if not _none(facts.tolerance) else None
        how = (
            ("须快于", "must be faster than")
            if facts.faster
            else ("须与之同步：", "must keep step with")
        )
        end = (f"，容差{tolerance[0]}", f", within {tolerance[1]}") if tolerance else ("", "")
        return [
            Clause(
                "goal",
                f"{by_zh}目标{quote}{how[0]}{facts.reference_zh}{end[0]}",
                f"the goal {quote}{by_en} {how[1]} {facts.reference_en}{end[1]}",
            )
        ]
    if operator == "direction":
        way = ("上升", "rise") if facts.direction > 0 else ("下降", "fall")
        if facts.steady:
            way = ("增长率不为负", "growth that is not negative")
        return [
            Clause(
                "goal",
                f"{by_zh}目标{quote}只要求方向：{way[0]}",
                f"the goal {quote}{by_en} asks for a direction only: {way[1]}",
            )
        ]
    if facts.index:
        asked = number(
            row["target_low"] if not _none(row["target_low"]) else row["target_high"], "%"
        )
        target = _plain(facts.target, 6)
        ask_zh, ask_en = _MUST[operator]
        return [
            Clause(
                "goal",
                f"{by_zh}目标{quote}为{asked[0]}，以起点为1，指数{ask_zh}{target}",
                f"the goal {quote}{by_en} is {asked[1]}: from 1 the index must be {ask_en}{target}",
            )
        ]
    if _none(facts.target):
        return [Clause("goal", f"{by_zh}目标为{quote}", f"the goal is {quote}{by_en}")]
    zh, en = number(facts.target, unit)
    if kind == "maintain":
        ask = f"须保持在{zh}左右", f"asks to stay around {en}"
    elif operator == "around":
        ask = f"须为{zh}左右", f"asks for about {en}"
    else:
        ask = _MUST[operator][0] + zh, f"asks for {_MUST[operator][1]}{en}"
    made = [Clause("goal", f"{by_zh}目标{quote}{ask[0]}", f"the goal {quote}{by_en} {ask[1]}")]
    if facts.high_end is not None:
        top = number(facts.high_end, unit)
        made[0] = Clause(
            "goal", made[0].zh + f"（区间上端{top[0]}）", made[0].en + f" (upper end {top[1]})"
        )
    return made


def _figure(row: Mapping[str, Any], facts: Facts) -> list[Clause]:
    """Say what was reported."""
    if facts.outcome:
        what = OUTCOMES[facts.outcome]
        when = str(row["actual_period"])
        return [
            Clause(
                "figure", f"{when}的记录为“{what.zh}”", f"the evidence for {when} says: {what.en}"
            )
        ]
    if not isinstance(row["actual_period"], str):
        return [Clause("figure", "没有可用的数据", "no usable figure is reported")]
    if row["kind"] in {"ladder"}:
        return []
    period, words = row["actual_period"], row["actual_stated"]
    quote = f"“{words}”" if isinstance(words, str) else ""
    zh, en = _range(row["actual_low"], row["actual_high"], row["unit"])
    sure = {
        "low": ("仅下限确定", "only the lower end is certain"),
        "high": ("仅上限确定", "only the upper end is certain"),
        "none": ("上下限均为惯例", "both ends are conventions"),
    }
    bounded = row["actual_low"] != row["actual_high"] and not (
        _none(row["actual_low"]) and _none(row["actual_high"])
    )
    end = sure.get(row["actual_sure"] if bounded else "", ("", ""))
    state = {"estimate": ("预计数", "an estimate"), "preliminary": ("初步数", "preliminary")}.get(
        row["actual_status"], ("", "")
    )
    notes_zh = "，".join(x for x in (state[0], end[0]) if x)
    notes_en = ", ".join(x for x in (state[1], end[1]) if x)
    if _none(row["actual_low"]) and _none(row["actual_high"]):
        return [Clause("figure", f"{period}的数据为{quote}", f"reported for {period}: {quote}")]
    extra = (f"（{notes_zh}）", f" ({notes_en})") if notes_zh else ("", "")
    mean = ("，平均每年", ", on average a year") if facts.index and ".." in period else ("", "")
    made = [
        Clause(
            "figure",
            f"{period}的数据{quote}即{zh}{mean[0]}{extra[0]}",
            f"reported for {period}: {quote}, that is {en}{mean[1]}{extra[1]}",
        )
    ]
    if row["kind"] == "parity" and not _none(facts.second_low):
        other = _range(facts.second_low, facts.second_high, "%")
        made.append(
            Clause(
                "reference",
                f"{facts.reference_zh}为{other[0]}",
                f"{facts.reference_en}: {other[1]}",
            )
        )
    return made


def _sum(row: Mapping[str, Any], facts: Facts) -> list[Clause]:
    """Say how the figure stands to the goal."""
    made: list[Clause] = []
    unit, kind = row["unit"], row["kind"]
    if (
        not _none(row["baseline_low"])
        and not facts.from_nothing
        and not (kind == "direction" and facts.rates)
    ):
        base = _range(row["baseline_low"], row["baseline_high"], unit)
        when = row["baseline_period"]
        made.append(
            Clause("baseline", f"基期{when}为{base[0]}", f"the baseline of {when} is {base[1]}")
        )
    attained = _ratio(row["attainment_low"], row["attainment_high"])
    if attained:
        made.append(Clause("attainment", f"完成率{attained}", f"attainment {attained}"))
    if facts.index and not _none(facts.index_low):
        reached = _ratio(facts.index_low, facts.index_high)
        made.append(Clause("index", f"已达指数{reached}", f"the index stands at {reached}"))
    progress = _ratio(row["progress_low"], row["progress_high"])
    if progress:
        made.append(Clause("progress", f"进度{progress}", f"progress {progress}"))
    if not _none(row["expected"]):
        expected = _plain(row["expected"], 4)
        made.append(Clause("expected", f"按时间应达{expected}", f"expected by then {expected}"))
    ratio = _ratio(row["schedule_ratio_low"], row["schedule_ratio_high"])
    if ratio:
        made.append(Clause("ratio", f"两者之比{ratio}", f"schedule ratio {ratio}"))
    if not _none(row["gap_low"]) and kind not in {"ladder"}:
        points = unit == "%" or kind == "parity"
        if facts.index:
            text = _ratio(row["gap_low"], row["gap_high"])
            gap = text, text
        else:
            gap = _range(row["gap_low"], row["gap_high"], "%" if kind == "parity" else unit, points)
        name = ("与目标之差", "gap")
        if kind == "direction":
            name = ("最近增速", "the latest rate") if facts.rates else ("累计变化", "the change")
        made.append(Clause("gap", f"{name[0]}{gap[0]}", f"{name[1]} {gap[1]}"))
    if not _none(facts.zone):
        inner, outer = (
            number(facts.zone, unit, unit == "%"),
            number(facts.tolerance, unit, unit == "%"),
        )
        made.append(
            Clause(
                "band",
                f"±{inner[0]}以内算完成，±{outer[0]}以内算容差内",
                f"within ±{inner[1]} is met, within ±{outer[1]} tolerated",
            )
        )
    elif not _none(facts.tolerance) and kind != "parity":
        slack = (
            (_plain(facts.tolerance, 6),) * 2
            if facts.index
            else number(facts.tolerance, unit, unit == "%")
        )
        made.append(
            Clause("band", f"措辞给出的容差为{slack[0]}", f"the wording tolerates {slack[1]}")
        )
    if not _none(facts.milestone):
        step = number(facts.milestone, unit)
        made.append(
            Clause(
                "milestone",
                f"当年官方时序为{step[0]}",
                f"the official step of that year is {step[1]}",
            )
        )
    if not _none(row["required_rate"]):
        compound = facts.index or facts.compound
        points = unit == "%" and not compound
        rate = number(row["required_rate"], "%" if compound else unit, points, 10)
        made.append(
            Clause("required", f"此后每年还须变动{rate[0]}", f"still needed each year: {rate[1]}")
        )
    if facts.parts:
        listed_zh = "、".join(f"{name}：{STATUSES[code].zh}" for name, code in facts.parts)
        listed_en = ", ".join(f"{name}: {STATUSES[code].en}" for name, code in facts.parts)
        made.append(Clause("parts", f"各部分为{listed_zh}", f"the parts are {listed_en}"))
    return made


_SAID = (
    "implied",
    "no_baseline",
    "baseline_past_target",
    "fell_back",
    "equals_strict_target",
    "strict_broken",
    "missing_years",
    "too_few_changes",
    "no_elapsed_time",
    "ytd",
    "mixed_price_basis",
    "basis_unstated",
    "basis_changed",
    "deflated_estimate",
    "attribution_unverifiable",
    "part_year_ignored",
    "invalid_period",
    "stale",
    "official_milestone",
    "proxy",
    "lagged",
    "unverifiable",
)


def _notes(row: Mapping[str, Any], facts: Facts) -> list[Clause]:
    """Say what else decided: flags, and a report that contradicts the deciding one."""
    made = []
    for flag in row["flags"]:
        if flag in _SAID and not (
            flag == "no_baseline" and not isinstance(row["actual_period"], str)
        ):
            made.append(Clause("note", FLAGS[flag].zh, FLAGS[flag].en))
        elif flag.startswith(("tiers_met=", "years_ok=")):
            name, _, count = flag.partition("=")
            made.append(Clause("note", f"{FLAGS[name].zh}{count}", f"{FLAGS[name].en} {count}"))
    if "deflator_sensitive" in row["flags"]:
        real, nominal = (_range(low, high, "%", True) for low, high in (facts.real, facts.nominal))
        made.append(
            Clause(
                "bases",
                f"实际比实际差{real[0]}，名义比名义差{nominal[0]}，结论不同",
                f"real against real the gap is {real[1]}, nominal against nominal {nominal[1]}: "
                "the verdicts differ",
            )
        )
    for code, earlier, later in facts.changes:
        term = CHANGES[code]
        made.append(
            Clause(
                "change",
                f"{term.zh}：{earlier}→{later}",
                f"{term.en}: {earlier} to {later}",
            )
        )
    if facts.other is not None:
        words, source = facts.other
        made.append(
            Clause(
                "conflict",
                f"另有报道“{words}”（{source}）与之不合",
                f"another report says “{words}” ({source})",
            )
        )
    if facts.turn:
        by_it = STATUSES[facts.turn]
        made.append(
            Clause(
                "turn",
                f"若依该报道则为“{by_it.zh}”",
                f"by that report it would be: {by_it.en}",
            )
        )
    return made
