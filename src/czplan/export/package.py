"""A folder that other tools can read without being told: a Frictionless data package.

`datapackage.json` describes each CSV: types, units, both languages, keys between the tables,
licence and sources (Data Package 1 and 2, as the frictionless library reads them).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from czplan.export.columns import FileColumn
from czplan.export.plain_text import bare_csv
from czplan.export.table import Table
from czplan.sinks import json_text

DESCRIPTOR = "datapackage.json"

_TYPES = {"array": "string"}
_UNITS = {
    "base": "base unit of the indicator",
    "fraction": "fraction",
    "year": "calendar year",
}


def package(
    tables: Sequence[Table],
    *,
    name: str,
    title: Mapping[str, str],
    description: Mapping[str, str],
    licence: str,
    sources: Sequence[Mapping[str, str]],
    links: Mapping[str, Mapping[str, str]],
) -> dict[str, bytes]:
    """Return the package's files by name: the descriptor and a CSV a table.

    `title` and `description` have `zh` and `en`; `links` says for each table which column
    refers to the key of which other table.
    """
    files = {f"{table.name}.csv": bare_csv(table).encode() for table in tables}
    held = {table.name: table for table in tables}
    descriptor: dict[str, Any] = {
        "name": name,
        "title": f"{title['zh']} · {title['en']}",
        "description": f"{description['zh']}\n\n{description['en']}",
        "title_zh": title["zh"],
        "title_en": title["en"],
    }
    if licence:
        descriptor["licenses"] = [{"name": licence}]
    if sources:
        descriptor["sources"] = [dict(source) for source in sources]
    descriptor["resources"] = [
        _resource(table, links.get(table.name, {}), held) for table in tables
    ]
    text = json_text(json.dumps(descriptor, ensure_ascii=False, indent=2)) + "\n"
    return {DESCRIPTOR: text.encode(), **files}


def _resource(table: Table, links: Mapping[str, str], held: Mapping[str, Table]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, table.key) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    foreign = [
        {
            "fields": [column],
            "reference": {"resource": other, "fields": list(held[other].key)},
        }
        for column, other in links.items()
        if other in held
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "title": f"{table.zh} · {table.en}",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: FileColumn, key: Sequence[str]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "title": f"{column.zh} · {column.en}",
        "description": f"{column.about('zh')} · {column.about('en')}",
        "title_zh": column.zh,
        "title_en": column.en,
        "description_zh": column.about("zh"),
        "description_en": column.about("en"),
    }
    if column.unit:
        field["unit"] = _UNITS[column.unit]
    constraints: dict[str, Any] = {}
    if column.required and column.type != "array":
        constraints["required"] = True
    if column.values is not None:
        constraints["enum"] = list(column.values)
    if column.name in key and len(key) == 1:
        constraints["unique"] = True
    if constraints:
        field["constraints"] = constraints
    return field
