"""Provinces as a grid of tiles, each about where it lies: no map, so no border to get wrong.

A tile says how many of the promises that can be judged were kept; its colour says which third of
them. A province without any stays grey, one that isn't held is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from czplan.charts.picture import PAD, Picture
from czplan.charts.text import Both, cut, same

__all__ = ["GRID", "Tile", "tiles"]

GRID: Mapping[str, tuple[int, int]] = {
    "23": (0, 8),
    "65": (1, 0), "15": (1, 5), "11": (1, 6), "21": (1, 7), "22": (1, 8),
    "62": (2, 2), "64": (2, 3), "14": (2, 4), "13": (2, 5), "12": (2, 6),
    "63": (3, 1), "61": (3, 3), "41": (3, 4), "37": (3, 5), "32": (3, 6),
    "54": (4, 0), "51": (4, 2), "50": (4, 3), "42": (4, 4), "34": (4, 5), "31": (4, 7),
    "53": (5, 2), "52": (5, 3), "43": (5, 4), "36": (5, 5), "33": (5, 6),
    "45": (6, 3), "44": (6, 4), "35": (6, 5),
    "46": (7, 4),
}  # fmt: skip
"""Row and column of each province, by the first two digits of its code (GB/T 2260)."""

_ENDINGS = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: the beginning of its code, its name, promises kept and those judged."""

    code: str
    name: Both
    met: int
    decided: int


def tiles(title: Both, held: Iterable[Tile], notes: Iterable[Both], wide: int = 720) -> Picture:
    """Return the grid; a tile without a place in it is left out."""
    picture = Picture(wide, title)
    picture.head = (Both("地方", "Place"), Both("做到", "Kept"), Both("能判断", "Judged"))
    picture.paragraph(title, "head", 17)
    picture.gap(4)
    picture.paragraph(
        Both("格中为做到的项数／能判断的项数。绿：三分之二以上；黄：三分之一以上；红：更少。",
             "In a tile: kept / judged. Green: two thirds or more; amber: a third or more; "
             "red: less."),
        "dim", 12,
    )  # fmt: skip
    picture.gap(10)
    size = (wide - 2 * PAD) / 9
    top = picture.high
    for tile in held:
        if tile.code not in GRID:
            continue
        row, column = GRID[tile.code]
        x, y = PAD + column * size, top + row * size
        share = tile.met / tile.decided if tile.decided else None
        kind = (
            "track" if share is None
            else "met soft" if share >= 2 / 3
            else "behind soft" if share >= 1 / 3
            else "missed soft"
        )  # fmt: skip
        told = f"{tile.met}/{tile.decided}" if tile.decided else "–"
        picture.bar(x + 1, y + 1, size - 2, size - 2, kind, f"{tile.name.zh} {told}")
        middle = x + size / 2
        picture.text(middle, y + size * 0.45, _short(tile.name, size), "small", anchor="middle")
        picture.text(middle, y + size * 0.8, same(told), "bold", anchor="middle")
        picture.body.append([tile.name, same(str(tile.met)), same(str(tile.decided))])
    picture.high = top + 8 * size
    for note in notes:
        picture.paragraph(note, "dim small", 11, lines=3)
    return picture


def _short(name: Both, size: float) -> Both:
    """Return a province's name as a tile holds it."""
    zh = name.zh
    for ending in _ENDINGS:
        if zh.endswith(ending) and len(zh) > len(ending) + 1:
            zh = zh.removesuffix(ending)
            break
    return Both(zh, cut(name.en, (size - 4) / 11))
