"""A paragraph to quote: what was promised, what is reported, how it ended, and by whom.

Made from the verdict row and the records alone, so that it says no more than they do; nothing
in it is rounded or supplied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.views.publishers import publisher
from czplan.views.readings import figure_reading, gap_text, goal_reading, judged_text
from czplan.vocabulary import FAMILIES, FIGURE_STATUSES, OUTCOMES, STATUSES

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Source

__all__ = ["quote", "seen_in"]

Row = Mapping[str, Any]

EARLIER = 2
"""So many earlier statements are named."""


def quote(ds: Dataset, target: Row, row: Row, history: Sequence[Row], lang: str) -> str:
    """Return the paragraph in `lang`.

    Args:
        ds: the data set.
        target: the goal's row of `Dataset.target_rows`.
        row: its verdict row.
        history: the statements of the same measure, each with `id`, `plan`, `stated`, `period`
            (the due year) and `family`.
    """
    parts = [_promise(ds, target, row, lang), _report(ds, row, lang), _contest(row, lang)]
    parts.append(_before(ds, target, history, lang))
    return ("" if lang == "zh" else " ").join(part for part in parts if part)


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
    asked = "" if row["kind"] == "milestone" else goal_reading(row, "en")
    what = target["name_en"] + (f", {asked}" if asked and asked.isascii() else "")
    return f"{who} set as a goal{by}: {what} (“{text}”" + (f"; {where})." if where else ").")


def _report(ds: Dataset, row: Row, lang: str) -> str:
    """Say what is reported and how it ended; or that nothing is known."""
    family, status = FAMILIES[row["family"]], STATUSES[row["status"]]
    ended = status.name(lang) if family.code == "open" else family.name(lang)
    sources = [ds.source_records.get(id) for id in (row["actual_source"] or "").split(";")]
    cited = ("、" if lang == "zh" else ", ").join(_cited(ds, one, lang) for one in sources if one)
    gap = gap_text(row, lang, bare=False) if family.code in ("missed", "met", "behind") else ""
    words, period = row["actual_stated"], row["actual_period"]
    if not cited or period is None:
        year = row["year"]
        if lang == "zh":
            return f"截至{year}年没有可用的数据：{ended}。"
        return f"No figure that settles it is known for {year}: {ended.lower()}."
    state = row["actual_status"]
    note = (
        FIGURE_STATUSES[state].name(lang) if state in FIGURE_STATUSES and state != "final" else ""
    )
    said = OUTCOMES[words].name(lang) if words in OUTCOMES else str(words or "")
    judged = judged_text(row, lang)
    if lang == "zh":
        notes = "，".join(one for one in (note, judged) if one)
        told = f"“{said}”" + (f"（{notes}）" if notes else "")
        end = ended + (f"，{_far(gap, 'zh')}" if gap else "")
        return f"{cited}所载{period}年的情况为{told}：{end}。"
    read = figure_reading(row, "en")
    told = f"{read} (“{said}”)" if read and read != said else f"“{said}”"
    told = f"“{said}” ({judged})" if judged else told
    told += f", {note}" if note else ""
    end = ended.lower() + (f", {_far(gap, 'en')}" if gap else "")
    return f"{cited} reports for {period}: {told}. Verdict: {end}."


def _far(gap: str, lang: str) -> str:
    """Return a gap as part of a sentence."""
    if gap.startswith("+"):
        return ("超出" if lang == "zh" else "above by ") + gap[1:]
    if gap.startswith("−"):
        return ("差" if lang == "zh" else "short by ") + gap[1:]
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
    for one in history[:at][-EARLIER:]:
        plan = ds.plan_records.get(one["plan"])
        name = plan.name.in_language(lang) if plan else str(one["plan"])
        family = FAMILIES[one["family"]].name(lang) if one["family"] in FAMILIES else ""
        due = one["period"] or ""
        notes = ("，" if lang == "zh" else ", ").join(
            part for part in (f"{due}年" if due and lang == "zh" else due, family) if part
        )
        told.append(
            f"{name}“{one['stated']}”（{notes}）" if lang == "zh" else
            f"{name} “{one['stated']}” ({notes.lower()})"
        )  # fmt: skip
    if not told:
        return ""
    if lang == "zh":
        return f"此前提过：{'；'.join(told)}。"
    return f"Stated before: {'; '.join(told)}."
