"""Options made from the data format's own table of fields: one option a field, said once.

A command that writes a record takes the fields of its table as options; a field with parts
(`name`: zh, en) has an option a part, the Chinese one named as the field.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any

import typer

from czplan.cli import options as opt
from czplan.cli.commands.carry_out import DryRunOpt, YesOpt
from czplan.cli.kit.language import pick
from czplan.editing.addition import Value
from czplan.format.fields import TABLES, Field

__all__ = ["PANEL", "given", "with_fields"]

_SPREAD = ("name", "title", "note", "via", "baseline")
_LISTS = ("aliases",)
_BY_HAND = frozenset({"tiers", "milestones", "also", "extracted", "names", "codes", "accepted"})
"""Fields that are no text: they are written in the file."""

PANEL = pick("记录的字段", "Fields of the record")
"""Under what the options of fields stand in help."""


def _parts(field: Field) -> list[tuple[str, Field]]:
    """Return a field's options: name of the parameter and the field or part it is about."""
    if field.name in _SPREAD and field.parts:
        return [
            (field.name if part.name == "zh" else f"{field.name}_{part.name}", part)
            for part in field.parts
        ]
    if field.name == "note":
        return [("note", field), ("note_en", field)]
    return [(field.name, field)]


def _meaning(field: Field, part: Field) -> str:
    """Return what an option is about; of a text in two languages, in which it is."""
    if field.name in ("name", "baseline") or part is field:
        return pick(part.zh, part.en)
    if part.name not in ("zh", "en"):
        return pick(f"{field.zh}：{part.zh}", f"{field.en}: {part.en}")
    english = part.name == "en"
    return pick(
        f"{field.zh}，{'英文' if english else '中文'}",
        f"{field.en}, in {'English' if english else 'Chinese'}",
    )


def _options(table: str, leave: Collection[str]) -> dict[str, Any]:
    """Return the options of a table's fields as annotated types, by parameter."""
    made: dict[str, Any] = {}
    for field in TABLES[table].fields.values():
        if field.name in leave or field.name in _BY_HAND:
            continue
        for name, part in _parts(field):
            words = part.type.words
            many = field.name in _LISTS
            kind: Any = list[str] | None if many else str | None
            flag = "--for" if name == "scope" else "--" + name.replace("_", "-")
            made[name] = Annotated[
                kind,
                typer.Option(
                    "--alias" if many else flag,
                    metavar="|".join(words.codes) if words is not None else "TEXT",
                    help=_meaning(field, part),
                    rich_help_panel=PANEL,
                ),
            ]
    return made


def with_fields(
    table: str, *, leave: Collection[str] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the fields of `table` as options, but for those of `leave`.

    The command takes its own arguments by name, `dry_run`, `yes`, `data`, `color`, and
    the fields as `**fields`: parameter to characters, None where nothing was said.
    """

    def widened(function: Callable[..., None]) -> Callable[..., None]:
        own = [
            one
            for one in inspect.signature(function, eval_str=True).parameters.values()
            if one.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        keyword = inspect.Parameter.KEYWORD_ONLY
        shared: dict[str, tuple[Any, Any]] = {
            "dry_run": (DryRunOpt, False),
            "yes": (YesOpt, False),
            "data": (opt.DataOpt, None),
            "color": (opt.ColorOpt, None),
        }
        fields = {name: (kind, None) for name, kind in _options(table, leave).items()}
        parameters = [one.replace(kind=keyword) for one in own if one.name not in shared]
        parameters += [
            inspect.Parameter(name, keyword, default=default, annotation=kind)
            for name, (kind, default) in (fields | shared).items()
        ]
        function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        function.__annotations__ = {one.name: one.annotation for one in parameters}
        return function

    return widened


def given(table: str, options: Mapping[str, Any]) -> dict[str, Value]:
    """Return the fields that options say, as a record has them; what wasn't said is absent."""
    found: dict[str, Value] = {}
    for field in TABLES[table].fields.values():
        said = {
            name: options[name]
            for name, _ in _parts(field)
            if options.get(name) and (not isinstance(options[name], str) or options[name].strip())
        }
        if not said:
            continue
        if field.name in _LISTS:
            found[field.name] = [one.strip() for one in said[field.name] if one.strip()]
        elif field.name in _SPREAD and not (field.plain and said.keys() == {field.name}):
            own = field.name
            found[own] = {
                "zh" if name == own else name.removeprefix(f"{own}_"): text.strip()
                for name, text in said.items()
            }
        else:
            found[field.name] = said[field.name].strip()
    return found
