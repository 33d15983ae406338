"""The words that options choose among, where no vocabulary of the method has them."""

from __future__ import annotations

LISTING_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")
PANEL_FORMATS = ("csv", "tsv", "json", "jsonl", "xlsx", "parquet", "dta")
ENGINES = ("pandas", "dask")
COLOURS = ("auto", "always", "never")
CHECK_FORMATS = ("text", "json", "github")
GROUPS = ("plan", "theme", "family")
"""What verdict rows may be grouped by."""

FAILING = {"behind": frozenset({"behind", "missed"}), "missed": frozenset({"missed"})}
"""On which families of verdicts `progress` may fail."""
