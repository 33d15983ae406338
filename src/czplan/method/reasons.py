"""Why a row has its verdict: the sum, in words, in both languages from the same facts.

A reason is a chain of short clauses; each clause is written once with its numbers and said in
Chinese and English, so the two sentences can't disagree. Here: what was promised and what was
reported; the sum itself is in `czplan.method.reason_sums`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from czplan.codes import Bools, Objects
from czplan.decimals import objects
from czplan.method.facts import Facts
from czplan.method.number_texts import Texts, number, plain, ranges
from czplan.method.reason_clauses import Clauses, Part, chosen, said, single, words
from czplan.method.working import Rows
from czplan.period import period_words
from czplan.vocabulary import KINDS, OUTCOMES

FIRST = "goal"
"""The topic of the step that every row has, and has first."""

_MUST = {
    ">=": ("须不低于", "at least "),
    ">": ("须超过", "more than "),
    "<=": ("须不高于", "at most "),
    "<": ("须低于", "less than "),
    "around": ("须约为", "about "),
}
"""What an operator asks, before the number."""


def goal_clauses(facts: Facts) -> Iterator[Clauses]:
    """Say what was promised."""
    left = np.ones(len(facts), dtype=bool)
    kind, operator = facts.kind, facts.word("operator")
    stated = facts.word("stated")
    quote = objects([f"“{text}”" if text else "" for text in stated.tolist()])
    codes, years = pd.factorize(facts.result["due"].iloc[facts.rows])
    by_zh = objects([*(f"{year}年" for year in years), ""])[codes]
    by_en = objects([*(f" by {year}" for year in years), ""])[codes]
    target = facts.operand("target")

    def take(mask: Bools) -> Rows:
        """Return those of the rows left that the mask holds, and leave the others."""
        rows = np.flatnonzero(left & mask)
        left[rows] = False
        return rows

    if len(rows := take(kind == "milestone")):
        yield Clauses(
            FIRST,
            rows,
            (by_zh[rows], "目标是一件须办成的事"),
            ("the goal is a task to be done", by_en[rows]),
        )
    if len(rows := take(np.isin(kind, ("ladder", "each-year", "composite")))):
        names = words(
            {code: (term.zh, term.en.lower()) for code, term in KINDS.items()}, kind[rows]
        )
        zh: tuple[Part, ...]
        zh = (by_zh[rows], "目标", quote[rows], "由各部分合成（", names.zh, "）")
        en = said("the goal ", quote[rows], by_en[rows], " is judged by its parts (", names.en, ")")
        yield Clauses(FIRST, rows, zh, (single(en),))
    if len(rows := take(facts.vague)):
        zh = ("目标", quote[rows], "没有可核的数量、名次或事项")
        en = said("the goal ", quote[rows], " names no amount, rank or event to check")
        yield Clauses(FIRST, rows, zh, (single(en),))
    if len(rows := take(kind == "parity")):
        tolerance = facts.operand("tolerance")[rows]
        slack = number(tolerance, np.full(len(rows), "%", dtype=object), True)
        tolerates = np.isfinite(tolerance)
        end_zh = np.where(tolerates, said("，容差", slack.zh), "")
        end_en = np.where(tolerates, said(", within ", slack.en), "")
        how = chosen(
            facts.side("is_faster")[rows],
            ("须快于", "must be faster than"),
            ("须与之同步：", "must keep step with"),
        )
        other = facts.references.at(rows)
        yield Clauses(
            FIRST,
            rows,
            (by_zh[rows], "目标", quote[rows], how.zh, other.zh, end_zh),
            ("the goal ", quote[rows], by_en[rows], " ", how.en, " ", other.en, end_en),
        )
    if len(rows := take(operator == "direction")):
        rises = facts.operand("direction")[rows] > 0
        way = chosen(rises, ("上升", "rise"), ("下降", "fall"))
        steady = facts.side("is_steady")[rows]
        way.zh[steady], way.en[steady] = "增长率不为负", "growth that is not negative"
        yield Clauses(
            FIRST,
            rows,
            (by_zh[rows], "目标", quote[rows], "只要求方向：", way.zh),
            ("the goal ", quote[rows], by_en[rows], " asks for a direction only: ", way.en),
        )
    if len(rows := take(facts.index)):
        low, high = facts.value("target_low")[rows], facts.value("target_high")[rows]
        per_cent = np.full(len(rows), "%", dtype=object)
        asked = number(np.where(np.isfinite(low), low, high), per_cent, False)
        must = words(_MUST, operator[rows])
        goal = plain(target[rows], 6)
        yield Clauses(
            FIRST,
            rows,
            (by_zh[rows], "目标", quote[rows], "为", asked.zh, "，以起点为1，指数", must.zh, goal),
            ("the goal ", quote[rows], by_en[rows], " is ", asked.en,
             ": from 1 the index must be ", must.en, goal),
        )  # fmt: skip
    if len(rows := take(~np.isfinite(target))):
        yield Clauses(
            FIRST,
            rows,
            (by_zh[rows], "目标为", quote[rows]),
            ("the goal is ", quote[rows], by_en[rows]),
        )
    if len(rows := np.flatnonzero(left)):
        yield Clauses(FIRST, rows, *_amount(facts, rows, by_zh, by_en, quote))


def _amount(
    facts: Facts, rows: Rows, by_zh: Objects, by_en: Objects, quote: Objects
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return what is said of goals with a number."""
    size = number(facts.operand("target")[rows], facts.unit[rows], False)
    kept = facts.kind[rows] == "maintain"
    operator = facts.word("operator")[rows]
    around = (operator == "around") | kept
    operator[around] = ""
    must = words(_MUST | {"": ("", "")}, operator)
    before_zh = np.where(kept, "须保持在", np.where(around, "须为", must.zh))
    before_en = np.where(
        kept,
        "asks to stay around ",
        np.where(around, "asks for about ", said("asks for ", must.en)),
    )
    behind = chosen(around, ("左右", ""))
    high = facts.high_end[rows]
    top = number(np.where(np.isnan(high), 0.0, high), facts.unit[rows], False)
    ranged = ~np.isnan(high)
    top_zh = np.where(ranged, said("（区间上端", top.zh, "）"), "")
    top_en = np.where(ranged, said(" (upper end ", top.en, ")"), "")
    return (
        (by_zh[rows], "目标", quote[rows], before_zh, size.zh, behind.zh, top_zh),
        ("the goal ", quote[rows], by_en[rows], " ", before_en, size.en, top_en),
    )


_SURE = {
    "low": ("仅下限确定", "only the lower end is certain"),
    "high": ("仅上限确定", "only the upper end is certain"),
    "none": ("上下限均为惯例", "both ends are conventions"),
}
_STATE = {"estimate": ("预计数", "an estimate"), "preliminary": ("初步数", "preliminary")}


def figure_clauses(facts: Facts) -> Iterator[Clauses]:
    """Say what was reported."""
    period, kind = facts.word("actual_period"), facts.kind
    decided = np.zeros(len(facts), dtype=bool)
    if facts.outcomes:
        rows = np.array(sorted(facts.outcomes), dtype=np.int64)
        decided[rows] = True
        terms = {code: (term.zh, term.en) for code, term in OUTCOMES.items()}
        what = words(terms, objects([facts.outcomes[row] for row in rows.tolist()]))
        dated = [str(text) for text in period[rows].tolist()]
        zh, en = (objects([period_words(one, lang) for one in dated]) for lang in ("zh", "en"))
        yield Clauses(
            "figure",
            rows,
            (zh, "的记录为“", what.zh, "”"),
            ("the evidence for ", en, " says: ", what.en),
        )
    there = np.array([text is not None for text in period.tolist()], dtype=bool)
    yield from _no_figure(facts, np.flatnonzero(~decided & ~there))
    low, high = facts.value("actual_low"), facts.value("actual_high")
    numbered = np.isfinite(low) | np.isfinite(high)
    told = ~decided & there & (kind != "ladder")
    reported = facts.reported()
    number = facts.without_words(reported) & numbered  # nobody wrote it so
    quote = objects(
        [
            f"“{text}”" if text is not None and not bare else ""
            for text, bare in zip(facts.word("actual_stated"), number.tolist(), strict=True)
        ]
    )
    when = facts.when("actual_period", "at", reported)
    if len(rows := np.flatnonzero(told & ~numbered)):
        yield Clauses(
            "figure",
            rows,
            (when.zh[rows], "的数据为", quote[rows]),
            ("reported for ", when.en[rows], ": ", quote[rows]),
        )
    if not len(rows := np.flatnonzero(told & numbered)):
        return
    size = ranges(low[rows], high[rows], facts.unit[rows])
    several = np.array([".." in text for text in period[rows].tolist()], dtype=bool)
    mean = chosen(facts.index[rows] & several, ("，平均每年", ", on average a year"))
    note = _caution(facts, rows, low[rows] != high[rows])
    reads = chosen(quote[rows] != "", ("即", ", that is "), ("为", ""))
    yield Clauses(
        "figure",
        rows,
        (when.zh[rows], "的数据", quote[rows], reads.zh, size.zh, mean.zh, note.zh),
        (
            "reported for ",
            when.en[rows],
            ": ",
            quote[rows],
            reads.en,
            size.en,
            mean.en,
            note.en,
        ),
    )
    second = facts.operand("second_low"), facts.operand("second_high")
    compared = told & numbered & (kind == "parity") & np.isfinite(second[0])
    if len(rows := np.flatnonzero(compared)):
        per_cent = np.full(len(rows), "%", dtype=object)
        rate = ranges(second[0][rows], second[1][rows], per_cent)
        other = facts.references.at(rows)
        yield Clauses("reference", rows, (other.zh, "为", rate.zh), (other.en, ": ", rate.en))


def _no_figure(facts: Facts, rows: Rows) -> Iterator[Clauses]:
    """Say that nothing was reported; of a comparison, whose figure it is that lacks."""
    parity = np.flatnonzero((facts.kind[rows] == "parity") & (facts.references.zh[rows] != ""))
    pairs = rows[parity]
    own, second = facts.compared("series", pairs), facts.compared("reference", pairs)
    plain = np.ones(len(rows), dtype=bool)
    plain[parity[~second]] = False
    if len(some := rows[plain]):
        yield Clauses("figure", some, ("没有可用的数据",), ("no usable figure is reported",))
    if len(some := pairs[own & ~second]):
        other = facts.references.at(some)
        yield Clauses(
            "figure",
            some,
            ("没有可比的数据：", other.zh, "没有可用的数据"),
            ("no usable figure is reported of what it is compared with, ", other.en),
        )
    if len(some := pairs[~own & ~second]):
        other = facts.references.at(some)
        yield Clauses(
            "figure",
            some,
            ("没有可用的数据，", other.zh, "也没有"),
            ("no usable figure is reported, nor one of ", other.en),
        )


def _caution(facts: Facts, rows: Rows, bounded: Bools) -> Texts:
    """Return what is to be known of figures in brackets: estimate, which ends are certain."""
    sure, status = facts.word("actual_sure")[rows], facts.word("actual_status")[rows]
    keys = [
        (_STATE.get(state), _SURE.get(end) if some else None)
        for state, end, some in zip(status.tolist(), sure.tolist(), bounded.tolist(), strict=True)
    ]
    made = {}
    for key in set(keys):
        given = [each for each in key if each]
        zh, en = "，".join(each[0] for each in given), ", ".join(each[1] for each in given)
        made[key] = (f"（{zh}）", f" ({en})") if given else ("", "")
    return Texts(objects([made[key][0] for key in keys]), objects([made[key][1] for key in keys]))
