"""`czplan schema`: JSON Schema of the YAML tables, for editors and other validators."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.format.json_schema import SCHEMA_TABLES


@described(
    "czplan schema targets",
    zh="输出一张表的 JSON Schema（2020-12）；不写表名则输出全部，键为表名。"
    "编辑器据此提示与检查：把输出存为文件，在数据文件首行写 # yaml-language-server: $schema=文件。",
    en="Prints the JSON Schema (2020-12) of one table, or of all by name. Editors complete and "
    "check by it: save it, and begin a data file with # yaml-language-server: $schema=FILE.",
)
def schema(
    table: Annotated[
        str | None,
        opt.argument(
            "TABLE",
            "dataset、sources、plans、indicators、targets、actuals 或 not-goals",
            "dataset, sources, plans, indicators, targets, actuals or not-goals",
            SCHEMA_TABLES,
        ),
    ] = None,
) -> None:
    """Print JSON Schema."""
    from czplan.format import json_schema as schemas

    if table is None:
        found: object = {name: schemas.schema(name) for name in schemas.SCHEMA_TABLES}
    else:
        name = table.removesuffix(".yaml")
        errors.one_of(name, schemas.SCHEMA_TABLES, "表", "table")
        found = schemas.schema(name)
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
