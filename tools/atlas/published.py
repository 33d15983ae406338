"""The atlas beside what newspapers and others published: agree, differ, not covered."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from czplan.across.standing import Standing, standings
from czplan.across.year import change
from czplan.dataset import Dataset

__all__ = ["Fact", "compared", "counts"]

_PROVINCE = re.compile(r"province: (\S+)")
_CELL = re.compile(r"([\d.]+)(?:-([\d.]+))?(以上|左右)?")
_KIND = re.compile(r"(?:维吾尔|壮族|回族)?自治区$|[省市]$")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One published fact beside the atlas.

    Attributes:
        what, value, scope, years, source: as published.
        result: agree, differ or not covered; ours: what the atlas has.
    """

    what: str
    value: str
    scope: str
    years: str
    source: str
    result: str
    ours: str


def compared(ds: Dataset, folder: Path) -> list[Fact]:
    """Return every published fact with what the atlas says of it."""
    years = range(2003, 2027)
    held = standings(ds, "gdp-growth", years)
    ids = {
        _KIND.sub("", place.name.zh): id
        for id, place in ds.place_records.items()
        if place.level == "province"
    }
    found = []
    with (folder / "published_checks.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            result, ours = _one(row, held, ids)
            found.append(
                Fact(row["what"], row["value"], row["scope"], row["years"], row["source"], result,
                     ours)
            )  # fmt: skip
    return found


def counts(facts: Sequence[Fact]) -> dict[str, int]:
    """Return how many facts agree, differ and aren't covered."""
    return {
        result: sum(fact.result == result for fact in facts)
        for result in ("agree", "differ", "not covered")
    }


def _one(
    row: Mapping[str, str], held: Mapping[tuple[str, int], Standing], ids: Mapping[str, str]
) -> tuple[str, str]:
    if row["what"] == "gdp-growth goal" and (where := _PROVINCE.search(row["scope"])):
        one = held.get((ids.get(where[1], ""), int(row["years"])))
        return _cell(row["value"], one)
    if row["what"] == "regions publishing a range" and row["note"]:
        return _ranges(row, held, ids)
    if "lowered" in row["what"] and "against" in row["years"]:
        return _moves(row, held)
    return "not covered", ""


def _cell(value: str, one: Standing | None) -> tuple[str, str]:
    """Compare the goal of a place: number, range and hedge."""
    if one is None or one.reason == "no_report":
        return "not covered", ""
    cell = _CELL.fullmatch(value)
    if one.number is None or one.goal is None or cell is None:
        return ("differ" if one.reason in ("no_goal", "not_whole") else "not covered"), one.reason
    low, high, hedge = float(cell[1]), float(cell[2] or cell[1]), cell[3] or ""
    stated = str(one.goal["stated"])
    middle = (low + high) / 2
    alike = abs(one.number - middle) < 1e-9 and (
        not hedge or (hedge in stated) or (hedge == "以上" and one.words == "hard")
    )
    return ("agree" if alike else "differ"), stated


def _ranges(
    row: Mapping[str, str], held: Mapping[tuple[str, int], Standing], ids: Mapping[str, str]
) -> tuple[str, str]:
    """Compare which of the places that the atlas holds have a range."""
    year = int(row["years"])
    named = {ids[name] for name in row["note"].split() if name in ids}
    here = [
        one for (_, at), one in held.items()
        if at == year and one.place.level == "province" and one.number is not None
    ]  # fmt: skip
    if not here or not named:
        return "not covered", ""
    ours = {
        one.place.id for one in here
        if one.goal is not None
        and None not in (one.goal["target_low"], one.goal["target_high"])
        and one.goal["target_low"] != one.goal["target_high"]
    }  # fmt: skip
    there = named & {one.place.id for one in here}
    said = f"{len(ours)} of {len(here)} held, {len(there)} of them published"
    return ("agree" if ours == there else "differ"), said


def _moves(row: Mapping[str, str], held: Mapping[tuple[str, int], Standing]) -> tuple[str, str]:
    """Say how many of the places held moved their goal; a part of all can't settle a count."""
    now, before = (int(year) for year in _YEAR.findall(row["years"])[:2])
    words = "wording" in row["what"]
    moves = [
        change(held.get((id, before)), one, words=words)
        for (id, at), one in held.items()
        if at == now and one.place.level == "province"
    ]
    known = [move for move in moves if move]
    ours = " / ".join(str(known.count(move)) for move in ("lowered", "raised", "kept"))
    return "not covered", f"{ours} (lowered / raised / kept) of {len(known)} held"
