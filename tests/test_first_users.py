"""What misled, stopped or slowed the first people who tried the program stays mended.

Each line is typed on a terminal of 80 columns, in one process, about the shipped data. What
other tests hold isn't here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_process import Done
from many_screens import Ask, answers

FINDINGS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    # finding: the line, its language, what is said, what isn't
    "2 plans known through the press": (
        "plans compare fyp14 fyp15", "zh", ("转述（只从《", "所藏未见"), ("未再提", "新提"),
    ),
    "3 a document that wasn't seen": (
        "show wr2025/nev-output", "en", ("not seen itself, as restated by", "no address is known"),
        (),
    ),
    "6 a stock isn't what was newly certified": (
        "show wr2025/high-tech-firms-certified", "zh", ("没有可用的数据",), ("5791",),
    ),
    "7 no share of the goal beyond double": (
        "progress --rows --search rd-share", "zh", ("● 完成",), (r"525%", r"[3-9]\d\d%"),
    ),
    "8 one word for what was missed": (
        "progress --rows --family missed", "zh", (r"■ 未完成 \d\d%",),
        ("部分完成", "接近完成", "完成 0"),
    ),
    "17 a name is a handle": ("targets show 新能源整车产量", "zh", ("wr2025/nev-output",), ()),
    "18 readings for who reads English": (
        "plans compare wr2024 wr2025", "en", ("> 880 billion", "yuan"), ("突破", "亿"),
    ),
    "19 what waits is folded, last": ("progress", "zh", (r"○ 暂无结论 \d+  待数据",), ("○ 到期",)),
    "27 texts that aren't shipped": (
        "sources verify", "en", ("has no folder texts/", "sources coverage tells"), (),
    ),
    "29 a ladder without counts": ("ladder", "en", ("no counts reported yet",), ("0/3",)),
    "30 a mistyped command": ("version", "en", ("Did you mean czplan --version",), ("verify",)),
    "30 a year in two digits": ("progress --year 25", "en", ("Did you mean 2025",), ("2035",)),
    "30 a bare group": ("targets", "zh", ("用法：czplan targets",), ("Missing",)),
    "30 the card of a plan": ("plans show wr2025", "en", ("Did you mean czplan show wr2025?",), ()),
    "30 two digits changed places": ("show wr2052", "zh", ("是不是 wr2025",), ("wr2026",)),
    "3 an amount in its own scale": (
        "show fyp14-outline/general-budget-revenue --year 2025", "en",
        ("that is 71.55 billion yuan", "         −8.45 billion yuan"), (r"0\.0\d+ trillion",),
    ),
    "7 one figure dated one way": (
        "show wr2025/rd-share", "en", ("baseline of 2024 (statistical year 2023)",), (),
    ),
    "16 a card's goals keep their ids": (
        "show gdp-growth", "en", ("wr2014/gdp-",), ("no room for",),
    ),
    "18 about, in words": ("progress", "en", ("about 5%",), ("≈ 5%",)),
    "18 changes in English": (
        "targets list --search logistics", "en", (r"fall by 0.2 points \(2023",), ("个百分点",),
    ),
    "9 lines, promises and goals": (
        "targets list --plan wr2025 --plan wr2024", "en",
        (r"\d+ lines: \d+ promises in \d+ goals",), (),
    ),
    "--ascii has no curly quotes": (
        "show wr2025/nev-output --ascii", "en", ('"超80万辆"',), ("[“”’·−]",),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    state: Path = tmp_path_factory.mktemp("state")
    asks = [
        Ask(tuple(line.split()), 80, 24, {"CZPLAN_LANG": lang})
        for line, lang, _, _ in FINDINGS.values()
    ]
    done = answers(*asks, NO_COLOR="1", XDG_STATE_HOME=str(state), CZPLAN_PAGER="cat")
    return dict(zip(FINDINGS, done, strict=True))


@pytest.mark.parametrize("finding", FINDINGS)
def test_it_stays_mended(finding: str, typed: dict[str, Done]) -> None:
    _, _, said, unsaid = FINDINGS[finding]
    text = re.sub(r"\s*\n\s*", " ", typed[finding].out + typed[finding].err)
    assert "Traceback" not in text
    for words in said:
        assert re.search(words if "\\" in words else re.escape(words), text), text
    for words in unsaid:
        assert not re.search(words, text), text
