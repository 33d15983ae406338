"""Where the data that comes with the program lie; light, so that anything may ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


def shipped_folder() -> Path:
    """Return the folder of the data set that comes with the program.

    In a checkout this is its `data/`, also in an editable install, whose copy of the data made
    when it was installed would go stale; in a wheel it is `czplan/_data`.
    """
    package = Path(__file__).resolve().parent
    checkout = package.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "data").is_dir():
        return checkout / "data"
    return package / "_data"


@cache
def catalogue_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table of the shipped catalogue, the first in line 2 of its file."""
    import csv

    path = shipped_folder() / "catalogue" / f"{name}.csv"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def shipped_set(name: str) -> Path | None:
    """Return the folder of a further data set that comes with the program, such as `atlas`."""
    if not name or name in {".", ".."} or "/" in name or "\\" in name:
        return None
    folder = shipped_folder()
    sets = folder.parent / ("datasets" if folder.name == "data" else "_datasets")
    return sets / name if (sets / name).is_dir() else None
