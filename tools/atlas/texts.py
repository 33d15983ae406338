"""The documents of a folder of reports: whose, of which year, of what kind."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Document", "documents", "places"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_DAY = re.compile(r"([12]\d{3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_SESSION = re.compile(
    r"([12]\d{3})\s*年\s*(\d{1,2})\s*月\s*\d{1,2}\s*日(?=[^。]{0,40}(?:人民代表大会|人大|次会议|[）)]))"
)
_GOALS = re.compile(r"(20[012]\d)年[^。]{0,30}(?:预期目标|主要目标)")
_NATION = "国务院"
_BUREAU = "国家统计局年度统计"
_PLANS = "五年规划"


@dataclass(frozen=True, slots=True)
class Document:
    """One text.

    Attributes:
        id: of the source, and of the plan where it states goals.
        place: id of the place; parent: of the one above it.
        kind: annual-report, five-year-plan, or empty for a communiqué.
        name: its place as it calls itself; year: of the report, first year of a plan.
        title, publisher, published, sha256, file: as in a record of a source.
    """

    id: str
    place: str
    parent: str
    kind: str
    name: str
    year: int
    title: str
    publisher: str
    published: str
    sha256: str
    file: str
    text: str

    @property
    def end(self) -> int:
        """The year in which its goals are due."""
        return self.year + 4 if self.kind == "five-year-plan" else self.year


def places(folder: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the table of places by Chinese name, former names included."""
    found: dict[str, dict[str, str]] = {}
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["name_zh"]] = row
    return found


def documents(texts: Path, folder: Path) -> Iterator[Document]:
    """Yield the documents below a folder `kind/place/year.md`, in a fixed order."""
    known = places(folder)
    seen: set[str] = set()
    with (folder / "years.csv").open(encoding="utf-8", newline="") as file:
        by_hand = {row["file"]: int(row["year"]) for row in csv.DictReader(file)}
    kept = {path.relative_to(texts).as_posix() for path in texts.rglob("*.md")}
    for path in sorted(texts.rglob("*.md")):
        parts = path.relative_to(texts).parts
        year = _YEAR.search(path.stem)
        if year is None:
            continue
        data = path.read_bytes()
        text = data.decode("utf-8", errors="strict")
        named = at = int(year.group())
        kind, place, above, name = "annual-report", "nation", "", ""
        publisher = "国务院"
        if parts[0] == _PLANS:
            kind, publisher = "five-year-plan", "全国人民代表大会"
        elif parts[0] == _BUREAU:
            kind, publisher = "", "国家统计局"
        elif parts[0] != _NATION:
            name = parts[-2]
            if name not in known:
                raise ValueError(f"{path}: {name} isn't in places.csv")
            place, publisher = known[name]["id"], f"{name}人民政府"
            above = known[name]["parent"]
            at = by_hand.get("/".join(parts)) or _own_year(text, named)
        id = {"": f"{place}-bureau-{at}", "five-year-plan": f"{place}-plan-{at}"}.get(
            kind, f"{place}-{at}"
        )
        twin = path.with_name(f"{at}.md")
        name_of_twin = twin.relative_to(texts).as_posix()
        other = at != named and name_of_twin in kept and name_of_twin not in by_hand
        if other and _own_year(twin.read_text(encoding="utf-8"), at) == at:
            continue  # the same report, filed once under another year
        while id in seen:  # a second report of one year
            id += "-b"
        seen.add(id)
        yield Document(
            id,
            place,
            above,
            kind,
            name,
            at,
            _title(text, name, at, kind),
            publisher,
            _published(text, at, kind),
            hashlib.sha256(data).hexdigest(),
            "/".join(parts),
            text,
        )


def _title(text: str, name: str, year: int, kind: str) -> str:
    """Return the document's name: whose and of which year, in one form for all."""
    if kind == "five-year-plan":
        found = _TITLE.search(text[:2000])
        return found.group(1) if found else f"{year}年五年规划纲要"
    if kind == "":
        return f"{year}年国民经济和社会发展统计公报"
    return f"{name}{year}年政府工作报告" if name else f"{year}年国务院政府工作报告"


def _own_year(text: str, named: int) -> int:
    """Return the year that a report is of: that of its file, unless its own words say another.

    A session from November on is about the year that follows. Where no session is dated, the
    year that its goals are said to be of decides.
    """
    goals = {int(year) for year in _GOALS.findall(text)}
    found = _SESSION.search(text[:1200])
    if found:
        year = int(found[1]) + (int(found[2]) >= 11)
        if year == named or not goals or year in goals:
            return year
        return named
    return goals.pop() if goals == {named + 1} else named


def _published(text: str, year: int, kind: str) -> str:
    """Return the day of the session that its first lines name, else the year."""
    about = year + 1 if kind == "" else year
    for found in _DAY.finditer(text[:1500]):
        at, month, day = map(int, found.groups())
        if at == about and 1 <= month <= 12 and 1 <= day <= 31:
            return f"{at}-{month:02d}-{day:02d}"
    return str(about)
