"""Provinces as a grid of tiles, each about where it lies: no map, so no border to get wrong.

What a tile says and what its colour means is the caller's; a province that isn't held is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from czplan.charts.picture import PAD, Picture
from czplan.charts.text import Both, same, width

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

_PAIRS = (
    "11=BJ 12=TJ 13=HE 14=SX 15=NM 21=LN 22=JL 23=HL 31=SH 32=JS 33=ZJ 34=AH 35=FJ 36=JX 37=SD "
    "41=HA 42=HB 43=HN 44=GD 45=GX 46=HI 50=CQ 51=SC 52=GZ 53=YN 54=XZ 61=SN 62=GS 63=QH 64=NX "
    "65=XJ"
)
LETTERS: Mapping[str, str] = dict(pair.split("=") for pair in _PAIRS.split())
"""The letter code of each province (GB/T 2260), for tiles too narrow for its English name."""

_ENDINGS = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: the beginning of its code, its name, what its tile says, the tile's class, and
    its cells in the table."""

    code: str
    name: Both
    told: str
    kind: str
    cells: Sequence[Both]


def tiles(
    title: Both,
    about: Both,
    head: Sequence[Both],
    held: Iterable[Tile],
    notes: Iterable[Both],
    wide: int = 720,
) -> Picture:
    """Return the grid; a tile without a place in it is left out. `about` explains the tiles."""
    picture = Picture(wide, title)
    picture.head = head
    picture.paragraph(title, "head", 17, lines=6)
    picture.gap(4)
    picture.paragraph(about, "dim", 12)
    picture.gap(10)
    size = (wide - 2 * PAD) / 9
    high = min(size, 60)
    top = picture.high
    placed = [tile for tile in held if tile.code in GRID]
    first, last = (end([GRID[tile.code][0] for tile in placed] or [0]) for end in (min, max))
    for tile in placed:
        row, column = GRID[tile.code]
        row -= first
        x, y = PAD + column * size, top + row * high
        picture.bar(x + 1, y + 1, size - 2, high - 2, tile.kind, f"{tile.name.zh} {tile.told}")
        middle = x + size / 2
        picture.text(middle, y + high * 0.45, _short(tile, size), "small", anchor="middle")
        picture.text(middle, y + high * 0.8, same(tile.told), "bold", anchor="middle")
        picture.body.append([tile.name, *tile.cells])
    picture.high = top + (last - first + 1) * high + 8
    for note in notes:
        picture.paragraph(note, "dim small", 11, lines=9)
    return picture


def _short(tile: Tile, size: float) -> Both:
    """Return a province's name as its tile holds it."""
    zh, en = tile.name.zh, tile.name.en.partition(" (")[0]
    for ending in _ENDINGS:
        if zh.endswith(ending) and len(zh) > len(ending) + 1:
            zh = zh.removesuffix(ending)
            break
    return Both(zh, en if width(en) * 11 < size * 1.12 else LETTERS[tile.code])
