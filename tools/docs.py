"""The generated documents: `python -m tools.docs` makes them, `--check` looks if they are fresh.

A document, or a part of it, that only repeats what the code or the data know is made from them.
`DOCUMENTS` is the one list of those files, each with the function that makes its whole text from
the text that stands there now.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from czplan.format.json_schema import SCHEMA_TABLES as TABLES

__all__ = ["DOCUMENTS", "main", "stale"]

ROOT = Path(__file__).resolve().parents[1]

DOCUMENTS: dict[str, str] = {
    "README.md": "tools.readme:fresh",
    "README.zh.md": "tools.readme:fresh",
    "docs/cli.md": "tools.reference:made:en",
    "docs/cli.zh.md": "tools.reference:made:zh",
    "docs/new-data-set.md": "tools.walk:fresh",
    "docs/faults.md": "tools.fault_page:page",
    "docs/data-format.md": "tools.method_tables:fresh:both",
    "docs/method.md": "tools.method_tables:fresh:en",
    "docs/method.zh.md": "tools.method_tables:fresh:zh",
    "docs/how-we-judge.md": "tools.method_tables:fresh:en",
    "docs/how-we-judge.zh.md": "tools.method_tables:fresh:zh",
    "docs/progress.schema.json": "tools.result_schema:document",
    **{
        f"docs/screens/{name}.{lang}.svg": f"tools.screens:picture:{name}:{lang}"
        for name in ("progress", "card", "ladder")
        for lang in ("zh", "en")
    },
    **{f"data/schema/{table}.json": f"tools.docs:schema:{table}" for table in TABLES},
}
"""File below the repository's root -> `module:function`, a function from old text to new text.

`module:function:word` is a function from old text and the word.
"""


def schema(old: str, table: str) -> str:
    """Return the JSON Schema of a table, which the tables' first lines name for editors."""
    from czplan.editing.begin import schema_text

    return schema_text(table)


def stale(documents: dict[str, str] | None = None) -> dict[str, str]:
    """Return the documents that aren't as they would be made now, each with its fresh text."""
    found = {}
    for name, maker in (DOCUMENTS if documents is None else documents).items():
        module, function, *words = maker.split(":")
        make: Callable[..., str] = getattr(import_module(module), function)
        path = ROOT / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        fresh = make(text, *words)
        if fresh != text:
            found[name] = fresh
    return found


def main(argv: Sequence[str]) -> int:
    """Make the documents, or with `--check` return 1 where one isn't fresh."""
    old = stale()
    for name, text in old.items():
        if "--check" in argv:
            print(f"{name} isn't fresh: run `make docs`", file=sys.stderr)
        else:
            path = ROOT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"made {name}")
    return 1 if old and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
