"""Text in terminal cells: what a line may be broken at, and that nothing is lost."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from czplan.views.layout import StyledPart, StyledText, cells, wrap
from czplan.views.screen import Screen

TEXTS = st.text(alphabet="目标（），。、“”年 ab12-/.%--", max_size=60)


@given(TEXTS, st.integers(2, 30))
def test_every_character_stays_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert max(map(cells, lines)) <= width


@pytest.mark.parametrize("word", ["--all", "--group-by", "2022-09", "2021-09-30", "2017/2018"])
@pytest.mark.parametrize("before", ["另有目标不在此列（见说明）：", "left aside ", "（", ""])
def test_options_and_dates_are_not_broken(before: str, word: str) -> None:
    for width in range(12, 40):
        assert any(word in line for line in wrap(f"{before}{word} and more words", width))


def test_a_sign_stays_with_its_number_and_a_dot_begins_no_line() -> None:
    lines = [wrap("→ > 1 trillion yuan (2025) → ≥ 5% · Growth · Jobs", n) for n in range(8, 40)]
    every = [line for found in lines for line in found]
    assert not [line for line in every if line.endswith((">", "≥")) or line.startswith("·")]


def test_words_may_stay_whole() -> None:
    """In a message an id must be there to be copied."""
    assert wrap("增速约2%", 6) == ("增速", "约2%")
    assert "wr2025/nev-output?" in wrap("Did you mean wr2025/nev-output?", 24, whole=True)


def test_hyphenated_words_and_ids_may_break() -> None:
    assert list(wrap("single-product champions", 10)) == ["single-", "product", "champions"]
    assert list(wrap("party-congress2016/rd-share", 19)) == ["party-congress2016/", "rd-share"]


@pytest.mark.parametrize(
    "ink", ["", "bold", "dim", "red", "dim red", "bold cyan", "red dim", "on red"]
)
def test_a_style_is_written_as_rich_writes_it(ink: str) -> None:
    screen = Screen(colour=True, width=40)
    page = StringIO()
    screen.console(page).print(Text.assemble("常州 ", ("达到 5", ink), " 家"))
    assert screen.text(StyledText("常州 达到 5 家", [StyledPart(3, 7, ink)])) == page.getvalue()


def test_a_number_stays_with_its_power_and_a_year_with_its_sign() -> None:
    text = "> 1 trillion yuan (2025 ●) → > 1.2 trillion yuan (2026 ▼)"
    for width in range(15, 60):
        lines = wrap(text, width)
        assert not [line for line in lines if line.startswith(("trillion", "●", "▼"))], lines
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
