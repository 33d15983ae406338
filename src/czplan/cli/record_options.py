"""Options made from the data format's own table of fields: one option a field, said once.

A command that writes a record takes the fields of its table as options; a field with parts
(`name`: zh, en) has an option a part, the Chinese one named as the field.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any

import typer

from czplan.cli.kit.language import pick
from czplan.editing.addition import Value
from czplan.format.field import Field
from czplan.format.fields import TABLES

Fields = dict[str, Value]

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

    It takes what was said of them as one `fields`, as a record has them; its options of
    `writing` stand behind them.
    """

    def widened(function: Callable[..., None]) -> Callable[..., None]:
        options = _options(table, leave)
        own = dict(inspect.signature(function, eval_str=True).parameters)
        del own["fields"]
        last = own.pop("writing")
        keyword = inspect.Parameter.KEYWORD_ONLY

        def command(**given: Any) -> None:
            said = {name: given.pop(name) for name in options}
            function(fields=_fields(table, said), **given)

        fields = [
            inspect.Parameter(name, keyword, default=None, annotation=kind)
            for name, kind in options.items()
        ]
        first = [one.replace(kind=keyword) for one in own.values()]
        command.__signature__ = inspect.Signature([*first, *fields, last])  # type: ignore[attr-defined]
        return command

    return widened


def _fields(table: str, options: Mapping[str, Any]) -> Fields:
    """Return the fields that options say, as a record has them; what wasn't said is absent."""
    found: Fields = {}
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
