"""The sum in words: how the figure stands to the goal, and what else decided."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from czplan.decimals import objects
from czplan.method.facts import Facts
from czplan.method.number_texts import number, plain, ranges, ratios
from czplan.method.reason_clauses import Clauses, chosen, words
from czplan.vocabulary import CHANGES, FLAGS, STATUSES

_SAID = (
    "implied", "no_baseline", "baseline_past_target", "fell_back", "equals_strict_target",
    "strict_broken", "missing_years", "too_few_changes", "no_elapsed_time", "ytd",
    "mixed_price_basis", "basis_unstated", "basis_changed", "deflated_estimate",
    "attribution_unverifiable", "part_year_ignored", "invalid_period", "stale",
    "official_milestone", "proxy", "lagged", "unverifiable",
)  # fmt: skip
"""Flags that a reason names."""

_COUNTED = ("tiers_met", "years_ok")
"""Flags whose counts a reason names."""


def sum_clauses(facts: Facts) -> Iterator[Clauses]:
    """Say how the figure stands to the goal."""
    yield from _baseline(facts)
    yield from _ratio(facts, "attainment", "attainment", "完成率", "attainment ")
    yield from _index_reached(facts)
    yield from _ratio(facts, "progress", "progress", "进度", "progress ")
    yield from _expected(facts)
    yield from _ratio(facts, "schedule_ratio", "ratio", "两者之比", "schedule ratio ")
    yield from _gap(facts)
    yield from _bands(facts)
    yield from _milestone(facts)
    yield from _required(facts)
    yield from _parts(facts)


def _baseline(facts: Facts) -> Iterator[Clauses]:
    """Say where the goal started."""
    kind, unit = facts.kind, facts.unit
    low, high = facts.value("baseline_low"), facts.value("baseline_high")
    based = np.isfinite(low) & ~facts.fact("from_nothing")
    based &= ~((kind == "direction") & facts.rates)
    if len(rows := np.flatnonzero(based)):
        base = ranges(low[rows], high[rows], unit[rows])
        when = facts.when(
            "baseline_period", "base_at", facts.judgement.state.base_row[facts.rows]
        ).at(rows)
        yield Clauses(
            "baseline",
            rows,
            ("基期", when.zh, "为", base.zh),
            ("the baseline of ", when.en, " is ", base.en),
        )


def _index_reached(facts: Facts) -> Iterator[Clauses]:
    """Say how far an index has come."""
    index = (facts.operand("low"), facts.operand("high"))
    if len(rows := np.flatnonzero(facts.index & np.isfinite(index[0]))):
        reached = ratios(index[0][rows], index[1][rows])
        yield Clauses("index", rows, ("已达指数", reached), ("the index stands at ", reached))


def _expected(facts: Facts) -> Iterator[Clauses]:
    """Say what the schedule asks by then."""
    expected = facts.value("expected")
    if len(rows := np.flatnonzero(np.isfinite(expected))):
        text = plain(expected[rows], 4)
        yield Clauses("expected", rows, ("按时间应达", text), ("expected by then ", text))


def _gap(facts: Facts) -> Iterator[Clauses]:
    """Say what is between figure and goal, or what a direction has changed by."""
    kind, unit = facts.kind, facts.unit
    points = unit == "%"
    low, high = facts.value("gap_low"), facts.value("gap_high")
    if len(rows := np.flatnonzero(np.isfinite(low) & (kind != "ladder"))):
        parity = kind[rows] == "parity"
        units = np.where(parity, "%", unit[rows])
        gap = ranges(low[rows], high[rows], units, points[rows] | parity)
        some = facts.index[rows]
        gap.zh[some] = gap.en[some] = ratios(low[rows[some]], high[rows[some]])
        name = chosen(kind[rows] == "direction", ("累计变化", "the change"), ("与目标之差", "gap"))
        rate = (kind[rows] == "direction") & facts.rates[rows]
        name.zh[rate], name.en[rate] = "最近增速", "the latest rate"
        yield Clauses("gap", rows, (name.zh, gap.zh), (name.en, " ", gap.en))


def _bands(facts: Facts) -> Iterator[Clauses]:
    """Say what the wording tolerates."""
    kind, unit = facts.kind, facts.unit
    points = unit == "%"
    zone, tolerance = facts.operand("zone"), facts.operand("tolerance")
    banded = np.isfinite(zone)
    if len(rows := np.flatnonzero(banded)):
        inner = number(zone[rows], unit[rows], points[rows])
        outer = number(tolerance[rows], unit[rows], points[rows])
        yield Clauses(
            "band",
            rows,
            ("±", inner.zh, "以内算完成，±", outer.zh, "以内算容差内"),
            ("within ±", inner.en, " is met, within ±", outer.en, " tolerated"),
        )
    if len(rows := np.flatnonzero(~banded & np.isfinite(tolerance) & (kind != "parity"))):
        slack = number(tolerance[rows], unit[rows], points[rows])
        some = facts.index[rows]
        slack.zh[some] = slack.en[some] = plain(tolerance[rows[some]], 6)
        yield Clauses(
            "band", rows, ("措辞给出的容差为", slack.zh), ("the wording tolerates ", slack.en)
        )


def _milestone(facts: Facts) -> Iterator[Clauses]:
    """Say the official step of the year."""
    unit = facts.unit
    milestone = facts.operand("milestone")
    if len(rows := np.flatnonzero(np.isfinite(milestone))):
        step = number(milestone[rows], unit[rows], False)
        yield Clauses(
            "milestone",
            rows,
            ("当年官方时序为", step.zh),
            ("the official step of that year is ", step.en),
        )


def _required(facts: Facts) -> Iterator[Clauses]:
    """Say what each year must still bring."""
    unit = facts.unit
    points = unit == "%"
    required = facts.value("required_rate")
    if len(rows := np.flatnonzero(np.isfinite(required))):
        compound = facts.index[rows] | facts.compound[rows]
        units = np.where(compound, "%", unit[rows])
        rate_text = number(required[rows], units, points[rows] & ~compound, 10)
        yield Clauses(
            "required",
            rows,
            ("此后每年还须变动", rate_text.zh),
            ("still needed each year: ", rate_text.en),
        )


def _parts(facts: Facts) -> Iterator[Clauses]:
    """Say what became of the parts."""
    parts = facts.parts
    first, last = np.searchsorted(parts.parent, (facts.rows.start, facts.rows.stop))
    if last > first:
        texts = parts.texts.at(slice(first, last))
        yield Clauses(
            "parts",
            parts.parent[first:last] - facts.rows.start,
            ("各部分为", texts.zh),
            ("the parts are ", texts.en),
        )


def _ratio(facts: Facts, column: str, topic: str, zh: str, en: str) -> Iterator[Clauses]:
    """Say a ratio of the verdict rows where there is one."""
    low, high = facts.value(f"{column}_low"), facts.value(f"{column}_high")
    if len(rows := np.flatnonzero(np.isfinite(low))):
        text = ratios(low[rows], high[rows])
        yield Clauses(topic, rows, (zh, text), (en, text))


def note_clauses(facts: Facts) -> Iterator[Clauses]:
    """Say what else decided: flags, changes of the promise, a report that contradicts."""
    state = facts.judgement.state
    every = np.arange(facts.rows.start, facts.rows.stop)
    figureless = np.array([text is None for text in facts.word("actual_period")], dtype=bool)
    for code, term in FLAGS.items():
        if code in _SAID:
            flagged = state.flagged(code, every)
            if code == "no_baseline":
                flagged &= ~figureless
            if len(rows := np.flatnonzero(flagged)):
                yield Clauses("note", rows, (term.zh,), (term.en,))
    first, last = facts.rows.start, facts.rows.stop
    noted: dict[str, list[tuple[int, str]]] = {}
    for row, notes in state.notes.items():
        if first <= row < last:
            for note in notes:
                name, _, count = note.partition("=")
                if name not in _COUNTED:
                    continue
                noted.setdefault(name, []).append((row - first, count))
    for name, found in noted.items():
        counts = objects([count for _, count in found])
        rows = np.array([row for row, _ in found], dtype=np.int64)
        yield Clauses("note", rows, (FLAGS[name].zh, counts), (FLAGS[name].en, " ", counts))
    if len(rows := np.flatnonzero(state.flagged("deflator_sensitive", every))):
        per_cent = np.full(len(rows), "%", dtype=object)
        real, nominal = (
            ranges(facts.operand(f"{basis}_low")[rows], facts.operand(f"{basis}_high")[rows],
                   per_cent, True)
            for basis in ("real", "nominal")
        )  # fmt: skip
        yield Clauses(
            "bases",
            rows,
            ("实际比实际差", real.zh, "，名义比名义差", nominal.zh, "，结论不同"),
            ("real against real the gap is ", real.en, ", nominal against nominal ", nominal.en,
             ": the verdicts differ"),
        )  # fmt: skip
    for row, code, earlier, later in facts.changes():
        term = CHANGES[code]
        zh, en = f"{term.zh}：{earlier}→{later}", f"{term.en}: {earlier} to {later}"
        yield Clauses("change", np.array([row]), (zh,), (en,))
    others = list(facts.others())
    if others:
        quoted = objects([text for _, text, _ in others])
        source = objects([name for *_, name in others])
        yield Clauses(
            "conflict",
            np.array([row for row, *_ in others]),
            ("另有报道“", quoted, "”（", source, "）与之不合"),
            ("another report says “", quoted, "” (", source, ")"),
        )
    for row, turn in facts.turns:
        by_it = STATUSES[turn.status]
        zh, en = f"若依该报道则为“{by_it.zh}”", f"by that report it would be: {by_it.en}"
        yield Clauses("turn", np.array([row]), (zh,), (en,))


def verdict_clauses(facts: Facts) -> Iterator[Clauses]:
    """Name the verdict."""
    status = words(
        {code: (term.zh, term.en) for code, term in STATUSES.items()}, facts.word("status")
    )
    every = np.arange(len(facts))
    yield Clauses("verdict", every, ("判为“", status.zh, "”"), ("verdict: ", status.en))
