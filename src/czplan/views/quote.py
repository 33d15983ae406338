"""A paragraph to quote: what was promised, what is reported, how it ended, and by whom.

Made from the verdict row and the records alone, so that it says no more than they do; nothing
in it is rounded or supplied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.period import period_words
from czplan.views.figures import deciding
from czplan.views.gap_texts import gap_text
from czplan.views.headline_words import aside
from czplan.views.publishers import publisher
from czplan.views.readings import (
    amount,
    figure_reading,
    goal_reading,
    in_words,
    judged_text,
    said_words,
)
from czplan.views.stated import asked_by_id, with_english
from czplan.vocabulary import FAMILIES, FIGURE_STATUSES, OUTCOMES, STATUSES

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Source

Row = Mapping[str, Any]

EARLIER = 2
"""So many earlier statements are named."""


_CHINESE = re.compile("[\u3400-\u9fff]")


def quote(
    ds: Dataset,
    target: Row,
    row: Row,
    history: Sequence[Row],
    lang: str,
    parts: Sequence[Row] = (),
    as_of: str | None = None,
) -> str:
    """Return the paragraph in `lang`.

    Args:
        ds: the data set.
        target: the goal's row of `Dataset.target_rows`.
        row: its verdict row.
        parts: the verdict rows of its parts; a trend's earlier figure may stand in one of them.
        history: the statements of the same measure, each with `id`, `plan`, `stated`, `period`
            (the due year) and `family`.
        as_of: the day, month or year by which what is reported had been published.
    """
    said = [
        _promise(ds, target, row, lang),
        _report(ds, target, row, parts, lang, aside(as_of, "", lang)),
        _contest(row, lang),
        _before(ds, target, history, lang),
    ]
    return ("" if lang == "zh" else " ").join(part for part in said if part)


def period_said(ds: Dataset, target: Row, row: Row, lang: str) -> str:
    """Say of which period the deciding figure is, and its statistical year if that is another."""
    period = str(row["actual_period"] or "")
    year = _statistical_year(ds, target, row)
    if year is None:
        return period if period.isdigit() else period_words(period, lang)
    if lang == "zh":
        return f"统计年度{year}，{period_words(period, lang)}公布"
    return f"statistical year {year}, published in {period_words(period, lang)}"


def _statistical_year(ds: Dataset, target: Row, row: Row) -> int | None:
    """Return the statistical year of the deciding figure, where that isn't its period's."""
    for _, one in deciding(ds, target, row):
        if one and one["of"] is not None and str(one["of"]) != str(row["actual_period"]):
            return int(one["of"])
    return None


def seen_in(ds: Dataset, source: Source, lang: str) -> str:
    """Say that a document itself wasn't seen, and where what it said was; empty where it was."""
    via = source.via
    if via is None:
        return ""
    notes = [note for note in (publisher(ds, via.publisher, lang), via.published) if note]
    if lang == "zh":
        more = f"（{'，'.join(notes)}）" if notes else ""
        return f"未见原件，据“{via.title}”{more}转述"
    more = f" ({', '.join(notes)})" if notes else ""
    return f"not seen itself, as restated by “{via.title}”{more}"


def _issuer(ds: Dataset, target: Row, lang: str) -> str:
    """Return whose plan it is, and the plan."""
    plan = ds.plan_records.get(target["plan"])
    name = plan.name.in_language(lang) if plan else str(target["plan"])
    region = ds.place_records.get(str(target.get("place") or ""))
    place = (region.name if region else ds.place).in_language(lang)
    if not place or place.removesuffix("市") in name:
        return name
    return f"{place}{name}" if lang == "zh" else f"{place}: {name}"


def _cited(ds: Dataset, source: Source | None, lang: str, *, within: bool = False) -> str:
    """Return a document's title with its date, and through what it was seen.

    `within`: it stands in brackets already.
    """
    if source is None:
        return ""
    title = source.title.in_language(lang)
    notes = [source.published or "", seen_in(ds, source, lang)]
    said = ("；" if lang == "zh" else "; ").join(note for note in notes if note)
    if not said:
        return title
    if within:
        return f"{title}，{said}" if lang == "zh" else f"{title}, {said}"
    return f"{title}（{said}）" if lang == "zh" else f"{title} ({said})"


def _promise(ds: Dataset, target: Row, row: Row, lang: str) -> str:
    """Say what was promised, by which document."""
    source = ds.source_records.get(target["source"] or "")
    who, where = _issuer(ds, target, lang), _cited(ds, source, lang, within=True)
    text, due = target["text"] or target["stated"] or "", target["due"]
    if lang == "zh":
        by = f"，{due}年到期" if due is not None else "，未写年份"
        return (
            f"{who}提出“{text}”（{target['name_zh']}{by}；见{where}）。"
            if where
            else (f"{who}提出“{text}”（{target['name_zh']}{by}）。")
        )
    by = f" by {due}" if due is not None else ""
    known = with_english(ds, target)
    asked = "" if row["kind"] == "milestone" else in_words(goal_reading(row, "en", known))
    what = target["name_en"] + (f", {asked}" if asked and not _CHINESE.search(asked) else "")
    return f"{who} set as a goal{by}: {what} (“{text}”" + (f"; {where})." if where else ").")


def _report(ds: Dataset, target: Row, row: Row, parts: Sequence[Row], lang: str, known: str) -> str:
    """Say what is reported and how it ended; or that nothing is known.

    `known`: by when what is reported had been published, in brackets.
    """
    family = FAMILIES[row["family"]]
    ended = _ended(row, lang) + known
    sources = [ds.source_records.get(id) for id in (row["actual_source"] or "").split(";")]
    cited = ("、" if lang == "zh" else ", ").join(_cited(ds, one, lang) for one in sources if one)
    gap = gap_text(row, lang, bare=False) if family.code in ("missed", "met", "behind") else ""
    far = _far(gap, lang)
    short = far.startswith(("差", "short"))
    if short and family.code == "met" and row["operator"] == "around":
        far += "，在约数所许之内" if lang == "zh" else ", within what “about” allows"
    words, period = row["actual_stated"], row["actual_period"]
    if not judged_text(row, lang):
        words = said_words(row)
    if not cited or period is None:
        year = row["year"]
        if lang == "zh":
            return f"截至{year}年没有可用的数据：{ended}。"
        return f"No figure that settles it is known for {year}: {ended}."
    if row["kind"] == "milestone" and row["status"] == "not_met" and words not in OUTCOMES:
        return _undone(ds, target, row, cited, ended, lang)
    state = row["actual_status"]
    said = OUTCOMES[words].name(lang) if words in OUTCOMES else str(words or "")
    notes = [
        FIGURE_STATUSES[state].name(lang) if state in FIGURE_STATUSES and state != "final" else "",
        judged_text(row, lang),
        _earlier(row, parts, lang),
        _neighbour(row, lang),
    ]
    year = _statistical_year(ds, target, row)
    waits = ""
    if year is not None and row["status"] == "due_no_data" and (row["due"] or 0) > year:
        waits = f"尚无统计年度{row['due']}的数，" if lang == "zh" else (
            f", no figure for statistical year {row['due']} is known"
        )  # fmt: skip
    if lang == "zh":
        read = figure_reading(row, "zh") if row["kind"] == "ladder" or not said else ""
        read = _SIGNS.get(read[:1], read[:1]) + read[1:]
        told = _bracketed(
            read or f"“{said}”", [f"{period_words(period, lang)}公布" if year else "", *notes]
        )
        of = f"统计年度{year}" if year else period_words(period, lang)
        end = waits + ended + (f"，{far}" if far else "")
        return f"{cited}所载{of}的情况为{told}：{end}。"
    read = in_words(figure_reading(row, "en", alone=True))
    told = f"{read} (“{said}”)" if read and read != said and not notes[1] else f"“{said}”"
    told = read if read and (row["kind"] == "ladder" or not said) else told
    told = ", ".join([told, *(note for note in notes if note)])
    period = period_words(period, lang)
    of = f"statistical year {year} (published in {period})" if year else period
    end = ended + waits + (f", {far}" if far else "")
    return f"{cited} reports for {of}: {told}. Verdict: {end}."


def _undone(ds: Dataset, target: Row, row: Row, cited: str, ended: str, lang: str) -> str:
    """Say from which words, mostly those of a later goal, it is read that a task wasn't done.

    The document doesn't report it as not done: its words stand with what the record notes of them.
    """
    noted = [
        one[f"note_{lang}"] or one["note"] or "" for _, one in deciding(ds, target, row) if one
    ]
    note = next(filter(None, noted), "").rstrip("。.")
    words, when = row["actual_stated"], period_words(row["actual_period"], lang)
    if lang == "zh":
        return f"{cited}写有“{words}”{f'（{note}）' if note else ''}：{when}{ended}。"
    noted_so = f" ({note[:1].lower()}{note[1:]})" if note else ""
    return f"{cited} says “{words}”{noted_so}. Verdict for {when}: {ended}."


def _bracketed(text: str, notes: Sequence[str]) -> str:
    """Return a Chinese text with notes in brackets behind it."""
    inside = "，".join(note for note in notes if note)
    return f"{text}（{inside}）" if inside else text


def _ended(row: Row, lang: str) -> str:
    """Say how a goal ended; of a task no more than its record shows."""
    family, status = FAMILIES[row["family"]], STATUSES[row["status"]]
    if row["kind"] == "milestone" and row["status"] == "partly_met":
        return "部分完成（据记录判断）" if lang == "zh" else "partly done, going by the record"
    if row["kind"] == "milestone" and row["status"] == "not_met":
        return "没有记录显示已办成" if lang == "zh" else "no record shows it done"
    name = status.name(lang) if family.code == "open" else family.name(lang)
    return name if lang == "zh" else name.lower()


def _neighbour(row: Row, lang: str) -> str:
    """Say that the figure is of a neighbouring measure, where it is."""
    if "proxy" not in row["flags"]:
        return ""
    return "代用指标，非目标所指" if lang == "zh" else "a neighbouring measure, not the goal's own"


def _earlier(row: Row, parts: Sequence[Row], lang: str) -> str:
    """Return the earlier figure against which a goal without a number of its own was judged."""
    if row["kind"] not in ("direction", "composite"):
        return ""
    based = [
        one for one in (row, *parts) if one["baseline_low"] is not None and one["actual_stated"]
    ]
    for one in based[:1]:
        low, high, unit = one["baseline_low"], one["baseline_high"], one["unit"] or ""
        if low == high:
            value, period = amount(low, unit, lang), str(one["baseline_period"])
            when = period_words(period, lang)
            return f"{when}为{value}" if lang == "zh" else f"after {value} in {period}"
    return ""


_LEAST = {"≥+": ("至少", "at least "), "≤−": ("至少", "at least "),
          "≥−": ("至多", "at most "), "≤+": ("至多", "at most ")}  # fmt: skip
"""How a gap of which one end is known is said of its size."""


_SIGNS = {">": "超过", "<": "不到"}
"""How a sentence in Chinese says what a reading's sign does."""


def _far(gap: str, lang: str) -> str:
    """Return a gap as part of a sentence."""
    zh = lang == "zh"
    bound = _LEAST.get(gap[:2], ("", ""))[not zh]
    gap = gap[1:] if bound else gap
    if gap.startswith("+"):
        return ("超出" if zh else "above by ") + bound + gap[1:]
    if gap.startswith("−"):
        return ("差" if zh else "short by ") + bound + gap[1:]
    if gap[:1] == "0":
        return "恰为目标" if zh else "exactly the goal"
    return gap


def _contest(row: Row, lang: str) -> str:
    if "contested" not in row["flags"]:
        return ""
    if lang == "zh":
        return "另有来源与此不合，按它结论会变。"
    return "Another source contradicts this, and would turn the verdict."


def _before(ds: Dataset, target: Row, history: Sequence[Row], lang: str) -> str:
    """Name the statements of the same measure before this one, and how they ended."""
    at = next((i for i, one in enumerate(history) if one["id"] == target["id"]), 0)
    told = []
    before = history[:at][-EARLIER:]
    goals = ds.rows_by_id if before and lang == "en" else {}
    asked = asked_by_id(ds, lang, [one["id"] for one in before]) if goals else {}
    for one in before:
        plan = ds.plan_records.get(one["plan"])
        name = plan.name.in_language(lang) if plan else str(one["plan"])
        family = FAMILIES[one["family"]].name(lang) if one["family"] in FAMILIES else ""
        due = one["period"] or ""
        notes = ("，" if lang == "zh" else ", ").join(
            part for part in (f"{due}年" if due and lang == "zh" else due, family) if part
        )
        if lang == "zh":
            told.append(f"{name}“{one['stated']}”（{notes}）")
            continue
        what = in_words(asked.get(one["id"]) or "a task")
        if _CHINESE.search(what) or what == "a task":
            what = str(goals[one["id"]]["name_en"])
        told.append(f"{name}, {what} (“{one['stated']}”; {notes.lower()})")
    if not told:
        return ""
    if lang == "zh":
        return f"此前提过：{'；'.join(told)}。"
    return f"Stated before: {'; '.join(told)}."
