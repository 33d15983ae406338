"""The first screen: the sentence, what it rests on, and promises by name.

What was missed and what was kept stand beside one another, then what is behind, then what has no
verdict yet, folded by its reason. Counts are those of `czplan.summary` (method M11).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from czplan.charts.at_hand import AtHand
from czplan.method.headline import Promise, headline, promises, under_way
from czplan.report.cards import Cards
from czplan.report.model import Both, Named, Reason
from czplan.views import headline_words

REASONS: Mapping[str, Both] = {
    "waiting": Both("到期，尚无全年数据", "due, waiting for a figure"),
    "task-evidence": Both("任务类，有凭据", "tasks with evidence"),
    "task": Both("任务类，未见凭据", "tasks without evidence"),
    "not_assessable": Both("无法评估", "can't be assessed"),
    "unverifiable": Both("无法核实，不计", "can't be verified, not counted"),
    "early": Both("未到期，已提前完成", "not due yet, met early"),
    "on-course": Both("未到期，顺利", "not due yet, on course"),
    "later": Both("未到期，尚不能判断", "not due yet, no verdict"),
}
"""Why promises stand neither under missed nor under kept, in the order of the page."""


class FirstScreen:
    """What the first screen says.

    Attributes:
        sentence, rest, rests_on: the lines of the headline in both languages.
        unrated: how many of the goals due can't be rated.
        missed, met, undecided, behind: promises by name.
        reasons: the others, by why they have no verdict.
    """

    def __init__(self, known: AtHand, cards: Cards) -> None:
        figures = headline(known.rows, known.year, as_of=known.as_of)
        running = under_way(known.rows)
        place = known.place
        names = {"zh": place.zh, "en": place.en}
        self.figures = figures
        self.sentence, self.rest, self.rests_on = (
            Both(*texts)
            for texts in (
                [headline_words.sentence(figures, names[lang], lang) for lang in ("zh", "en")],
                [
                    _capital(headline_words.the_rest(figures, lang, running=running))
                    for lang in ("zh", "en")
                ],
                [headline_words.rests_on(figures, lang) for lang in ("zh", "en")],
            )
        )
        self.unrated = _unrated(figures)
        found = promises(known.rows)
        named = {one.id: Named(cards.row(one.row), len(one.rows)) for one in found}

        def of(standing: str) -> list[Named]:
            return [named[one.id] for one in found if one.standing == standing]

        self.missed, self.met, self.undecided = of("missed"), of("met"), of("undecided")
        self.behind = [named[one.id] for one in found if _why(one) == "behind"]
        self.reasons = _reasons(found, named)


def _reasons(found: Sequence[Promise], named: Mapping[str, Named]) -> list[Reason]:
    held: dict[str, list[Named]] = {code: [] for code in REASONS}
    for one in found:
        why = _why(one)
        if why in held:
            held[why].append(named[one.id])
    return [Reason(code, REASONS[code], goals) for code, goals in held.items() if goals]


def _unrated(figures: Mapping[str, Any]) -> Both:
    rated = figures["met"] + figures["missed"]
    due, beside = figures["numbered"], figures["unverifiable"]
    zh = f"写明数字的到期承诺 {due} 项中，{rated} 项能判断，{due - rated} 项目前不能"
    en = f"Of {due} numbered promises due, {rated} can be rated and {due - rated} can't yet"
    if beside:
        zh += f"；另有 {beside} 项无法核实，不计在内"
        en += f"; {beside} more can't be verified and aren't counted"
    return Both(f"{zh}。", f"{en}.")


def _why(one: Promise) -> str:
    """Return under which reason a promise stands; its standing where it is one of the due."""
    row: Mapping[str, Any] = one.row
    if one.standing == "task":
        return "task-evidence" if row["actual_source"] else "task"
    if one.standing == "later":
        return {"met": "early", "open": "later", "missed": "later"}.get(
            str(row["family"]), str(row["family"])
        )
    return one.standing


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
