"""The headline of a year in words: the sentence to quote, what is left, what it rests on.

Every number comes from `czplan.method.headline`; the terminal and the page say the same lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from czplan.views.layout import cells
from czplan.vocabulary import GRADES

Figures = Mapping[str, Any]


def said(
    figures: Figures,
    place: str,
    lang: str,
    *,
    dot: str = " · ",
    mark: str = "⚑",
    width: int | None = None,
    only: str = "",
    running: int = 0,
) -> list[str]:
    """Return the lines of a headline.

    Args:
        figures: a headline (`czplan.method.headline.headline`).
        place: what the place is called in `lang`; empty for none.
        lang: `zh` or `en`.
        dot, mark: what stands between grades, and for contested figures.
        width: where the sentence is longer, what is undecided moves to the next line; where that
            one is, it is said in fewer words.
        only: which goals alone are counted, in words; a sentence without it would be quoted as
            that of all.
        running: how many of those that wait for a figure have one of a part of the year
            (`czplan.method.headline.under_way`).
    """

    def left(*, short: bool = False) -> str:
        return the_rest(figures, lang, short=short, running=running)

    first, rest = sentence(figures, place, lang, only), left()
    undecided = _undecided(figures, lang)
    if width is not None and undecided and cells(first) > width:
        first = first.removesuffix(undecided)
        rest = _with(undecided, rest, lang)
        if cells(rest) > width:
            rest = _with(undecided, left(short=True), lang)
    elif width is not None and cells(rest) > width:
        rest = left(short=True)
    based = rests_on(figures, lang, dot=dot, mark=mark)
    if width is not None and cells(based) > width:
        based = rests_on(figures, lang, dot=dot, mark=mark, short=True)
    lines = [first, rest, based]
    return [line for line in lines if line]


def _with(undecided: str, rest: str, lang: str) -> str:
    """Return the second line with what is undecided before the rest."""
    between = "；" if lang == "zh" else "; "
    parts = (undecided.lstrip("，, "), rest.removeprefix("另有 "))
    return between.join(part for part in parts if part)


def _undecided(figures: Figures, lang: str) -> str:
    """Return the end of the sentence that counts what can't be decided; empty for none."""
    count = figures["undecided"]
    if not count:
        return ""
    return f"，无法判定 {count}" if lang == "zh" else f", {count} undecided"


def sentence(figures: Figures, place: str, lang: str, only: str = "") -> str:
    """Return the sentence to quote: how many due, how many with a figure, how they ended.

    `only`: which goals alone are counted, as `said` has it.
    """
    year, known, when = figures["year"], figures["with_figure"], figures["as_of"]
    due, met, missed = (figures[key] for key in ("numbered", "met", "missed"))
    undecided = _undecided(figures, lang)
    if lang == "zh":
        head = f"{place} {year} 年".strip() + aside(when, only, lang)
        if not due:
            return f"{head}：没有写明数字的到期承诺"
        ends = f"：完成 {met}，未完成 {missed}" if known else ""
        return f"{head}：写明数字的到期承诺 {due} 项，{known} 项有数据{ends}{undecided}"
    head = f"{place}, {year}" if place else f"{year}"
    head += aside(when, only, lang)
    if not due:
        return f"{head}: no numbered promise is due"
    ends = f": {met} met, {missed} missed" if known else ""
    one = "promise" if due == 1 else "promises"
    return f"{head}: {due} numbered {one} due, {known} with a figure{ends}{undecided}"


def aside(as_of: str | None, only: str, lang: str) -> str:
    """Say in brackets what a sentence leaves out: later publications, goals not asked for."""
    zh = lang == "zh"
    dated = f"据截至 {as_of} 的发布" if zh else f"as published by {as_of}"
    text = ("；" if zh else "; ").join(filter(None, [dated if as_of else "", only]))
    if not text:
        return ""
    return f"（{text}）" if zh else f" ({text})"


def the_rest(figures: Figures, lang: str, *, short: bool = False, running: int = 0) -> str:
    """Return what the sentence leaves out, by why; empty where it leaves out nothing.

    `short`: in the fewest words; English then counts what can't be rated in one number.
    `running`: how many wait with a figure of a part of the year.
    """
    aside_zh, aside_en = (
        (f"（年内进行 {running}）", f" ({running} under way)") if running else ("", "")
    )
    waiting, tasks, evidence, vague, aside = (
        figures[key]
        for key in ("waiting", "tasks", "tasks_with_evidence", "not_assessable", "unverifiable")
    )
    if lang == "zh":
        parts = [
            f"另有 {waiting} 项待数据{aside_zh}" if waiting else "",
            f"任务类 {tasks} 项（有凭据 {evidence}）" if tasks else "",
            f"无法评估 {vague}" if vague else "",
        ]
        text = "；".join(part for part in parts if part)
        left = f"无法核实 {aside} {'' if short else '项'}不计" if aside else ""
        return "，".join(part for part in (text, left) if part)
    if short:
        parts = [
            f"{waiting} {'lacks' if waiting == 1 else 'lack'} a figure{aside_en}"
            if waiting
            else "",
            f"{tasks} {'task' if tasks == 1 else 'tasks'} ({evidence} evidenced)" if tasks else "",
            f"{vague + aside} can't be rated" if vague + aside else "",
        ]
        return "; ".join(part for part in parts if part)
    parts = [
        f"{waiting} {'waits' if waiting == 1 else 'wait'} for a figure{aside_en}"
        if waiting
        else "",
        f"{tasks} {'task' if tasks == 1 else 'tasks'} ({evidence} with evidence)" if tasks else "",
        f"{vague} not assessable" if vague else "",
        f"{aside} unverifiable, left out" if aside else "",
    ]
    return "; ".join(part for part in parts if part)


def rests_on(
    figures: Figures, lang: str, *, dot: str = " · ", mark: str = "⚑", short: bool = False
) -> str:
    """Return what the verdicts rest on; empty where there is none.

    `short`: without the number of documents, which `sources coverage` lists.
    """
    if not figures["with_figure"]:
        return ""
    zh = lang == "zh"
    grades = dot.join(
        f"{GRADES[code].name(lang) if zh else GRADES[code].name(lang).lower()} {count}"
        for code, count in figures["grades"].items()
    )
    sources = 0 if short else figures["sources"]
    notes = [
        (figures["preliminary"], f"初步数 {figures['preliminary']}" if zh
         else f"preliminary {figures['preliminary']}"),
        (figures["contested"], f"一说不合 {mark} {figures['contested']}" if zh
         else f"contested {mark} {figures['contested']}"),
        (figures["proxy"], f"代用指标 {figures['proxy']}" if zh
         else f"proxy {figures['proxy']}"),
        (sources, f"{sources} 份文件" if zh
         else f"{sources} document{'' if sources == 1 else 's'}"),
    ]  # fmt: skip
    parts = [grades, *(text for count, text in notes if count)]
    return f"依据：{'；'.join(parts)}" if zh else f"Rests on: {'; '.join(parts)}"
