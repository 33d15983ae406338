"""Which formats and which tables can be exported."""

from __future__ import annotations

FORMATS = (
    "csv", "tsv", "json", "jsonl", "xlsx", "parquet", "dta", "sqlite", "markdown", "datapackage",
)  # fmt: skip
TABLES = ("targets", "actuals", "indicators", "plans", "sources", "places")
"""The data set's own tables; the verdicts stand in one called progress."""
BINARY = ("xlsx", "parquet", "dta", "sqlite", "datapackage")
"""Formats that aren't text: they have no encoding and don't belong on a terminal."""
