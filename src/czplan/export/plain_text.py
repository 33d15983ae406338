"""Tables as text: CSV, TSV, JSON, JSON lines and Markdown, and their bytes.

The writers are the ones that listings use (`czplan.export.rows_as_text`), so that a table exported
and the same table listed are the same text.
"""

from __future__ import annotations

import csv
import io

from czplan.export.rows_as_text import cell, written
from czplan.export.table import Table
from czplan.unable import Unable


class EncodingError(Unable):
    """An encoding isn't known, or can't write a character; `zh` and `en` say which."""


def text(table: Table, form: str) -> str:
    """Return the table as text in `form`, csv, tsv, json, jsonl or markdown."""
    names = [column.name for column in table.columns]
    return "".join(written(form, table.rows(), names))


def bare_csv(table: Table) -> str:
    """Return the table as CSV whose texts are exactly the data's: for programs, not for Excel."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")  # RFC 4180; quotes every kind of line end
    writer.writerow([column.name for column in table.columns])
    writer.writerows([cell(value) for value in row.values()] for row in table.rows())
    return sink.getvalue()


def encoded(whole: str, encoding: str) -> bytes:
    """Return `whole` in `encoding` (`utf-8-sig` writes a byte-order mark).

    Raises:
        EncodingError: the encoding isn't known, or has no place for a character.
    """
    try:
        return whole.encode(encoding)
    except LookupError as fault:
        raise EncodingError(
            f"没有这种编码：{encoding}。可用 utf-8、utf-8-sig、gb18030",
            f"no such encoding: {encoding}. Use utf-8, utf-8-sig or gb18030",
        ) from fault
    except UnicodeEncodeError as fault:
        letter = f"U+{ord(whole[fault.start]):04X}"
        raise EncodingError(
            f"编码 {encoding} 写不出“{whole[fault.start]}”（{letter}）。可用 utf-8-sig 或 gb18030",
            f"{encoding} can't write {whole[fault.start]!r} ({letter}): use utf-8-sig or gb18030",
        ) from fault
