"""A data set of one's own begun: an empty one with examples, or a copy of the one shipped."""

from __future__ import annotations

import json
import re
from pathlib import Path

from czplan.editing import blank
from czplan.editing.notation import scalar
from czplan.faults.system import why
from czplan.shipped import shipped_folder
from czplan.storage import WriteFault, write_folder

_PLACE = re.compile(r"^place:.*\n(?:[ \t].*\n)*", re.MULTILINE)


def place_names(name: str) -> tuple[str, str]:
    """Return the Chinese and the English name of `苏州市/Suzhou`, `苏州市` or `Suzhou`."""
    zh, _, en = (part.strip() for part in name.partition("/"))
    return zh, en


def begin(folder: Path, lang: str, *, copy: bool, place: tuple[str, str] = ("", "")) -> list[Path]:
    """Make a data set in a folder that is absent or empty, and return its files.

    Args:
        folder: where; folders above it are made too.
        lang: the language of the comments.
        copy: a copy of the shipped data set's tables, else an empty set with examples.
        place: the names of the place, Chinese and English; empty where there are none.

    Raises:
        WriteFault: there is something already, or it can't be written; what was there is as it
            was, and nothing new is left.
    """
    texts = _copied(place) if copy else _encoded(blank.texts(lang, place))
    texts |= _schemas()
    try:
        above = _made(folder.absolute().parent)
        try:
            write_folder(folder, texts, new=True)
        except BaseException:
            for one in reversed(above):
                one.rmdir()
            raise
    except OSError as error:
        zh, en = why(error)
        raise WriteFault(f"建不成 {folder}（{zh}）", f"can't make {folder} ({en})") from error
    return [folder / name for name in texts]


def _made(folder: Path) -> list[Path]:
    """Make a folder and those above it, and return the ones that weren't there."""
    made = [one for one in [*reversed(folder.parents), folder] if not one.exists()]
    for count, one in enumerate(made):
        try:
            one.mkdir()
        except OSError:
            for done in reversed(made[:count]):
                done.rmdir()
            raise
    return made


def _encoded(texts: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in texts.items()}


def _copied(place: tuple[str, str]) -> dict[str, bytes]:
    """Return the tables of the shipped data set, at another place if one is named."""
    shipped = shipped_folder()
    tables = sorted(path for path in shipped.iterdir() if path.suffix in (".yaml", ".csv"))
    texts = {path.name: path.read_bytes() for path in tables if path.is_file()}
    if any(place):
        names = ", ".join(
            f"{code}: {scalar(name)}"
            for code, name in zip(("zh", "en"), place, strict=True)
            if name
        )
        text = texts["dataset.yaml"].decode()
        texts["dataset.yaml"] = _PLACE.sub(lambda _: f"place: {{{names}}}\n", text).encode()
    return texts


def schema_text(table: str) -> str:
    """Return the JSON Schema of a table as the text of a file."""
    from czplan.format.json_schema import schema

    return json.dumps(schema(table), ensure_ascii=False, indent=2) + "\n"


def _schemas() -> dict[str, bytes]:
    """Return the schemas that the tables' first lines name, for editors."""
    from czplan.format.json_schema import SCHEMA_TABLES

    return {f"schema/{table}.json": schema_text(table).encode() for table in SCHEMA_TABLES}
