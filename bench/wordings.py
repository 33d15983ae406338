"""`python -m bench wordings TEXTS`: every clause with a number and a goal word, read twice.

200 reports of a folder, all years, are cut into clauses; of each the phrase from its verb on is
read by the program and by a simple reader that knows nothing of it: a page of patterns, no tables.
Where both read it they must agree on the number, its factor and its bound; where the program
refuses, the list shows whether rightly (`--list`: every difference and every refusal).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from czplan.quantity import WordingError, read

__all__ = ["Plain", "plain_reading", "wordings"]

REPORTS = 200
LONGEST = 60

_CLAUSE = re.compile(r"[，。；！？;!?\n\r、（）()：:|]+")
_GOAL = (
    "增长|提高|提升|上升|增加|下降|降低|减少|压减|缩小|回落|涨幅|增幅|降幅|增速|上涨|翻|倍|新增|净增"
    "|达到|达|超过|突破|实现|完成|控制在|稳定在|保持在|不低于|不少于|不超过|占|力争|确保|建成|培育|引进"
)
_VERB = re.compile(_GOAL)
_NUMBER = re.compile(r"[0-9]|[一二三四五六七八九十百千万亿两]+(?:个|家|项|成|倍|番|分之|亿|万)")

# --- the simple reader: what a person would write in an afternoon
_WIDE = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")
_PLACES = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8,
           "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}  # fmt: skip
_DATES = re.compile(
    r"(?<![0-9.])[12][0-9]{3}(?![0-9.]|[万亿元家户人个套项亩张公辆])(?:[-—~至到][0-9]{2,4})?年?|[0-9]{1,2}(?:[-—~至到][0-9]{1,2})?月[份底末]?|[0-9]{1,2}日"
    r"|“[^”]*”|《[^》]*》|第?[一二三四1-4]季度|PM[0-9.]+|[A-Z]+[0-9]+|[0-9]+[A-Z]+\b"
)
_SIMPLE = re.compile(r"(?<![0-9.])([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([多余]?)([十百千万亿]*)")
_BOUNDS = (
    ("at-least", r"以上|不低于|不少于|至少|达到或超过"),
    ("at-most", r"以内|以下|不超过|不高于|控制在|不得超过"),
    ("about", r"左右|约|上下"),
    ("near", r"近|接近|逼近"),
    ("over", r"超|突破|逾|高于|大于"),
    ("under", r"不足|不到|低于|未满"),
    ("more", r"多|余"),
)


class Plain(NamedTuple):
    """What the simple reader makes of a phrase: its one number in base units, and its bounds."""

    number: float
    bounds: frozenset[str]


def plain_reading(phrase: str) -> Plain | None:
    """Read a phrase with one arabic number; None for any other."""
    text = _DATES.sub("〇", phrase.translate(_WIDE))
    found = _SIMPLE.findall(text)
    if len(found) != 1:
        return None
    digits, more, run = found[0]
    if run not in _PLACES:
        return None
    bounds = {name for name, words in _BOUNDS if re.search(words, text)}
    if not more:
        bounds -= {"more"} if not re.search(r"[0-9十百千万亿][多余]", text) else set()
    value = float(digits.replace(",", "")) * 10.0 ** _PLACES[run]
    return Plain(float(f"{value:.12g}"), frozenset(bounds))


def phrases(texts: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every clause with a number and a goal word, from its first such word on."""
    for path in texts:
        text = path.read_text(encoding="utf-8", errors="replace")
        for clause in _CLAUSE.split(re.sub(r"[ \t\u3000*#]+", "", text)):
            if len(clause) <= LONGEST and _NUMBER.search(clause) and (at := _VERB.search(clause)):
                yield path, clause[at.start() :]


def sample(folder: Path, count: int = REPORTS) -> list[Path]:
    """Return reports of all years and places alike, the same ones every time."""
    files = sorted(folder.rglob("*.md"), key=lambda path: (path.stem, str(path)))
    step = max(1, len(files) // count)
    return files[step // 2 :: step][:count]


def _compare(phrase: str) -> tuple[str, str]:
    """Return what both readers make of a phrase: a class, and what was found."""
    plain = plain_reading(phrase)
    try:
        words = read(phrase)
    except WordingError as error:
        return f"refused: {error.code}", error.detail
    if plain is None:
        return "read: several numbers or Chinese ones", f"{words.number} {words.unit} {words.bound}"
    number = words.number if words.number is not None else words.factor
    if number is None:
        return "differs: no number", f"{plain.number:g}"
    part = 10.0 if "part" in words.marks else 1.0
    if abs(abs(number) - plain.number * part) > 1e-9 * max(1.0, plain.number):
        return "differs: number", f"{number:g} {words.unit}, not {plain.number:g}"
    if words.bound != "exact" and words.bound not in plain.bounds:
        return "differs: bound", f"{words.bound}, not {', '.join(sorted(plain.bounds)) or 'exact'}"
    if words.bound == "exact" and plain.bounds:
        return "differs: bound", f"exact, not {', '.join(sorted(plain.bounds))}"
    return "read alike", ""


def wordings(words: Sequence[str]) -> int:
    """Run the comparison and print its counts; with `--list` what differs and what is refused."""
    folders = [Path(word) for word in words if not word.startswith("-")]
    if len(folders) != 1 or not folders[0].is_dir():
        print("bench: python -m bench wordings TEXTS [--list]", file=sys.stderr)
        return 2
    texts = sample(folders[0])
    clauses = list(phrases(texts))
    shapes: dict[str, tuple[Path, str]] = {}
    for path, phrase in clauses:
        shapes.setdefault(re.sub(r"[0-9]+", "9", phrase), (path, phrase))
    counts: Counter[str] = Counter()
    for path, phrase in shapes.values():
        kind, found = _compare(phrase)
        counts[kind] += 1
        if "--list" in words and not kind.startswith("read"):
            print(f"{kind}\t{phrase}\t{found}\t{path.parent.name}/{path.name}")
    years = sorted({path.stem for path in texts})
    print(
        f"{len(texts)} reports ({years[0]}-{years[-1]}), {len(clauses)} clauses with a number and"
    )
    print(f"a goal word, {len(shapes)} shapes of them (digits alike)")
    for kind, count in counts.most_common():
        print(f"{count:>7}  {kind}")
    return 0
