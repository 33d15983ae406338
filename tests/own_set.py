"""A small data set of one's own to write into: what `init` makes, its examples in use."""

from __future__ import annotations

import re
from pathlib import Path

from czplan.editing.begin import begin

EXAMPLE = re.compile(r"^#(?! \S)", re.MULTILINE)
"""What stands before a line of an example."""


def own_set(folder: Path, lang: str = "en") -> Path:
    """Make the set in `folder` and return it."""
    begin(folder, lang, copy=False)
    for path in folder.glob("*.yaml"):
        path.write_text(EXAMPLE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def as_csv(folder: Path) -> Path:
    """Put the figures of the set into `actuals.csv`."""
    (folder / "actuals.yaml").unlink()
    (folder / "actuals.csv").write_text(
        "indicator,period,stated,status,source,text,line\n"
        "gdp-growth,2026,增长5.3%,preliminary,bulletin2026,增长5.3%,3\n"
        'nev-output,2025,87.5万辆,,report2026,"新能源整车产量87.5万辆",5\n',
        encoding="utf-8",
    )
    return folder
