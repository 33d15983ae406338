"""A table as Apache Parquet: typed, closed vocabularies dictionary-encoded, described.

The file says what its columns mean (`description_zh`, `description_en`, `unit` in each
field's metadata) and holds no time of writing: the same rows give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from czplan.export.columns import FileColumn
from czplan.export.table import Table
from czplan.extras import need


def parquet(table: Table) -> bytes:
    """Return the table as the bytes of a Parquet file.

    Raises:
        MissingExtra: pyarrow isn't installed.
    """
    pa = need("pyarrow", "parquet")
    pq = need("pyarrow.parquet", "parquet")
    schema = schema_of(table.columns)
    arrays = [
        pa.array(table.values(column), type=pa.string()).dictionary_encode()
        if column.values is not None
        else pa.array(table.values(column), type=schema.field(column.name).type)
        for column in table.columns
    ]
    whole = pa.table(arrays, schema=schema)
    sink = io.BytesIO()
    pq.write_table(whole, sink, compression="zstd", version="2.6")
    return sink.getvalue()


def schema_of(columns: Sequence[FileColumn]) -> Any:
    """Return the Arrow schema of columns: it depends on nothing else, least of all on the rows."""
    pa = need("pyarrow", "parquet")
    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "array": pa.list_(pa.string()),
    }
    word = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        pa.field(
            column.name,
            kinds[column.type] if column.values is None else word,
            nullable=not column.required,
            metadata=_metadata(column),
        )
        for column in columns
    )


def _metadata(column: FileColumn) -> dict[str, str]:
    return {
        "title_zh": column.zh,
        "title_en": column.en,
        "description_zh": column.about("zh"),
        "description_en": column.about("en"),
        "unit": column.unit,
    }
