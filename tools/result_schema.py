"""JSON Schema of the verdict rows that `progress` and `export` write as JSON.

The published copy is `docs/progress.schema.json`; a test holds it to this module.
"""

from __future__ import annotations

import json
from typing import Any

from czplan import vocabulary
from czplan.export.columns import OPEN_SDG_FIELDS, RESULT_FIELDS, FileColumn

__all__ = ["document", "row_schema"]


def row_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of the array of verdict rows (method 5.5)."""
    required = [RESULT_FIELDS[name] for name in vocabulary.RESULT_COLUMNS]
    properties = {column.name: _property(column) for column in required}
    properties |= {column.name: _property(column) for column in OPEN_SDG_FIELDS.values()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "czplan progress",
        "description": "Verdicts on stated plan goals: one flat object a goal, followed by its "
        "parts. 规划目标评估结论：每个目标一个对象，其后为分项。",
        "type": "array",
        "items": {"$ref": "#/$defs/row"},
        "$defs": {
            "row": {
                "type": "object",
                "properties": properties,
                "required": [column.name for column in required],
                "additionalProperties": False,
            }
        },
    }


def document(old: str = "") -> str:
    """Return the text of the published schema; what the file said before doesn't matter."""
    return json.dumps(row_schema(), ensure_ascii=False, indent=2) + "\n"


def _property(column: FileColumn) -> dict[str, Any]:
    described: dict[str, Any] = {
        "title": f"{column.zh} · {column.en}",
        "description": f"{column.about('zh')} · {column.about('en')}",
    }
    if column.type == "array":
        return described | {"type": "array", "items": {"type": "string", "pattern": _flags()}}
    if column.values is not None:
        words: list[str | None] = list(column.values)
        return described | {"enum": words if column.required else [*words, None]}
    kind: str | list[str] = column.type if column.required else [column.type, "null"]
    if column.unit:
        described |= {"x-unit": column.unit}
    return described | {"type": kind}


def _flags() -> str:
    """Return the pattern of a flag: a code, or a code with a count such as tiers_met=1/3."""
    return rf"^({'|'.join(vocabulary.FLAGS)})(=\d+/\d+)?$"
