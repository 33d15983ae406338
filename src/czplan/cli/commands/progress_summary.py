"""`czplan progress --summary`: the headline of a year, as a sentence or as data (method M11)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan import filters, sinks
from czplan.cli.kit import errors
from czplan.cli.kit.output import Output
from czplan.export import rows_as_text
from czplan.method.headline import HEADLINE_KEYS, headlines, under_way
from czplan.vocabulary import KINDS

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.vocabulary import Term

Figures = Mapping[str, Any]

_CHOICES = {
    "plan": ("规划", "plan"),
    "theme": ("领域", "theme"),
    "kind": ("类型", "kind"),
    "due": ("到期", "due"),
    "scope": ("范围", "scope"),
    "search": ("检索", "search"),
    "grade": ("来源等级不低于", "sources graded at least"),
}
"""Options that leave goals or reports out, but for places, which the sentence names itself."""


def put(
    rows: Sequence[Mapping[str, Any]],
    ds: Dataset,
    year: int,
    as_of: str | None,
    out: Output,
    only: str = "",
) -> None:
    """Write the headline of the rows chosen, in the form that `out` asks for.

    A sentence to a person; a JSON object (an array for several places); else two columns, key
    and value, or for several places a row each.

    Raises:
        errors.Refusal: `--fields` names no key of the headline.
    """
    made = headlines(rows, ds, year, as_of=as_of)
    if out.laid_out:
        from rich.text import Text

        lines = [line for figures in made for line in titled(figures, rows, ds, out, only)]
        out.show(*map(Text, lines))
        return
    put_figures(made, out)


def put_figures(made: Sequence[Figures], out: Output) -> None:
    """Write headlines as data; several places are an array, or a row each.

    Raises:
        errors.Refusal: `--fields` names no key of the headline.
    """
    keys = [errors.one_of(name, HEADLINE_KEYS, "列", "field") for name in out.fields or ()]
    made = [{key: one[key] for key in keys or HEADLINE_KEYS} for one in made]
    if out.format == "json":
        whole: object = made if len(made) > 1 else made[0]
        out.write([sinks.json_text(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"])
        return
    flat = [dict(_flat(one)) for one in made]
    form = "tsv" if out.quiet or out.format == "table" else out.format
    if form == "jsonl":
        out.write(rows_as_text.written(form, made, list(made[0])))
    elif len(flat) > 1:
        out.write(rows_as_text.written(form, flat, list(flat[0])))
    else:
        pairs = [{"key": key, "value": value} for key, value in flat[0].items()]
        out.write(rows_as_text.written(form, pairs, ["key", "value"]))


def _flat(figures: Figures) -> list[tuple[str, Any]]:
    """Return the figures as pairs, those by grade each under a name of its own."""
    pairs: list[tuple[str, Any]] = []
    for key, value in figures.items():
        if isinstance(value, Mapping):
            pairs += [(f"{key}_{name}", one) for name, one in value.items()]
        else:
            pairs.append((key, value))
    return pairs


def titled(
    figures: Figures, rows: Sequence[Mapping[str, Any]], ds: Dataset, out: Output, only: str = ""
) -> list[str]:
    """Return the lines of a headline in the language, the signs and the width of the screen.

    Args:
        figures: the headline.
        rows: the verdict rows that it counts, of its place and others.
        ds: their data set.
        out: where it is shown.
        only: which goals alone were asked for, in words.
    """
    from czplan.views.headline_words import said

    region = ds.place_records.get(str(figures["place"]))
    place = (region.name if region is not None else ds.place).in_language(out.lang)
    mark = out.sign("⚑", "") or out.sign("※", "!")
    dot = out.sign(" · ", ", ")
    running = under_way(rows, str(figures["place"]) if region is not None else None)
    return said(
        figures, place, out.lang, dot=dot, mark=mark, width=out.width, only=only, running=running
    )


def only_in_words(choice: Mapping[str, Sequence[str] | None], ds: Dataset, out: Output) -> str:
    """Return in words which goals alone are counted: of which plans, themes, search, grade."""
    terms: Mapping[str, Mapping[str, Term]] = {"theme": ds.themes, "kind": KINDS}

    def said(name: str) -> str:
        words = choice[name] or ()
        if name in terms:
            codes = filters.codes_of(f"--{name}", words, terms[name], part=name == "theme")
            words = [terms[name][code].name(out.lang) for code in codes]
        return out.pick("、", ", ").join(words)

    told = [
        out.pick(f"{zh} {said(name)}", f"{en} {said(name)}")
        for name, (zh, en) in _CHOICES.items()
        if choice.get(name)
    ]
    return out.pick("只看", "only ") + out.pick("、", ", ").join(told) if told else ""
