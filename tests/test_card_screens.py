"""The screens of one goal, one indicator, two plans and a ladder, as they were looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_process import SAMPLE, in_terminal
from evidence_set import evidence_set
from test_cli_terminal import COLOUR, golden
from test_compare import INDICATORS, PLANS, goals

from czplan.views.layout import cells

FIRMS = SAMPLE.parent / "firms.csv"
SCREENS = {
    "card": ("targets", "show", "fyp14/gdp", "--year", "2024"),
    "card-ladder": ("targets", "show", "fyp14/firm-ladder", "--year", "2025"),
    "card-milestone": ("targets", "show", "fyp14/star-city", "--year", "2025"),
    "indicator": ("indicators", "show", "large-firms", "--year", "2025"),
    "ladder": ("ladder", "--year", "2025"),
    "ladder-firms": ("ladder", "--year", "2025", "--companies", FIRMS.name),
    "compare": ("plans", "compare", "old", "new"),
}
RESTATED = goals(
    old="gdp | stated: 突破1万亿元\nfirms | stated: 达到500家\nshare | stated: 稳定在43%左右\n"
    "growth | stated: 年均增长6%以上\ndust | stated: 30微克以内",
    new="gdp | stated: 达到1.2万亿元\nfirms | stated: 达到500家\nshare | stated: 稳定在43%左右\n"
    "growth | stated: 年均增长5%左右\nrank | stated: 进入前10",
)


@pytest.fixture(scope="module")
def restated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("restated") / "set"
    return evidence_set(folder, targets=RESTATED, indicators=INDICATORS, plans=PLANS, actuals="")


def screen(name: str, restated: Path, lang: str, columns: int, *more: str) -> str:
    data = restated if name == "compare" else SAMPLE
    done = in_terminal(
        *SCREENS[name], *more, columns=columns, rows=200, cwd=FIRMS.parent,
        CZPLAN_DATA=str(data), CZPLAN_LANG=lang, NO_COLOR="1",
    )  # fmt: skip
    assert done.status == 0, done.err
    return done.out + "\n--- stderr\n" + done.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_golden_screens(name: str, lang: str, restated: Path) -> None:
    for columns in (80, 120):
        golden(f"{name}-{columns}-{lang}", screen(name, restated, lang, columns))


@pytest.mark.parametrize("columns", [60, 100, 200])
@pytest.mark.parametrize("name", SCREENS)
def test_no_line_is_wider_than_the_terminal(name: str, columns: int, restated: Path) -> None:
    for lang in ("zh", "en"):
        text = screen(name, restated, lang, columns).split("\n--- stderr")[0]
        lines = [line for line in COLOUR.sub("", text).split("\n") if "://" not in line]
        assert max(map(cells, lines)) <= columns


@pytest.mark.parametrize("name", SCREENS)
def test_ascii_draws_with_ascii(name: str, restated: Path) -> None:
    for lang in ("zh", "en"):
        text = screen(name, restated, lang, 80, "--ascii")
        drawn = re.sub("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]", "", text)
        assert drawn.isascii(), {char for char in drawn if not char.isascii()}
