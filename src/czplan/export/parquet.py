"""A table as Apache Parquet: typed, closed vocabularies dictionary-encoded, described.

The file says what its columns mean (`description_zh`, `description_en`, `unit` in each
field's metadata) and holds no time of writing: the same rows give the same bytes.
"""

from __future__ import annotations

import io

from czplan.export.columns import FileColumn
from czplan.export.table import Table
from czplan.extras import need

__all__ = ["parquet"]


def parquet(table: Table) -> bytes:
    """Return the table as the bytes of a Parquet file.

    Raises:
        MissingExtra: pyarrow isn't installed.
    """
    pa = need("pyarrow", "parquet")
    pq = need("pyarrow.parquet", "parquet")
    word = pa.dictionary(pa.int32(), pa.string())
    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "array": pa.list_(pa.string()),
    }
    arrays, fields = [], []
    for column in table.columns:
        series = table.frame[column.name]
        repeated = column.values is not None or series.dtype == "category"
        kind = word if repeated else kinds[column.type]
        values = (
            pa.array(table.values(column), type=pa.string()).dictionary_encode()
            if repeated
            else pa.array(table.values(column), type=kind)
        )
        arrays.append(values)
        fields.append(pa.field(column.name, kind, metadata=_metadata(column)))
    whole = pa.table(arrays, schema=pa.schema(fields))
    sink = io.BytesIO()
    pq.write_table(whole, sink, compression="zstd", version="2.6")
    return sink.getvalue()


def _metadata(column: FileColumn) -> dict[str, str]:
    return {
        "title_zh": column.zh,
        "title_en": column.en,
        "description_zh": column.about("zh"),
        "description_en": column.about("en"),
        "unit": column.unit,
    }
