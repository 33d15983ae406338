"""The screens as they were looked at, at four widths, in both languages, plain, ASCII, coloured."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from cli_process import SAMPLE, Done, within
from evidence_set import evidence_set
from many_screens import Ask, answers
from test_compare import INDICATORS, PLANS, goals

from czplan.views.layout import cells
from czplan.views.screen import ON_ANY_GROUND
from czplan.vocabulary import CHANGES, FAMILIES

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SCREENS: dict[str, tuple[str, ...]] = {
    "progress": ("progress", "--year", "2025"),
    "rows": ("progress", "--year", "2025", "--rows"),
    "grouped": ("progress", "--year", "2025", "--group-by", "theme"),
    "targets": ("targets", "list"),
    "targets-rows": ("targets", "list", "--rows"),
    "search": ("search", "firms"),
    "plan": ("show", "fyp14"),
    "coverage": ("sources", "coverage"),
    "source": ("show", "bulletin-2025"),
    "actuals": ("actuals", "list"),
    "indicators": ("indicators", "list"),
    "plans": ("plans", "list"),
    "sources": ("sources", "list"),
    "card": ("show", "fyp14/gdp", "--year", "2024"),
    "card-ladder": ("targets", "show", "fyp14/firm-ladder", "--year", "2025"),
    "card-milestone": ("targets", "show", "fyp14/star-city", "--year", "2025"),
    "indicator": ("indicators", "show", "large-firms", "--year", "2025"),
    "ladder": ("ladder", "--year", "2025"),
    "ladder-firms": ("ladder", "--year", "2025", "--companies", "firms.csv"),
    "diff": ("diff", "--as-of", "2025-12-31", "--as-of", "2026-03-31"),
    "compare": ("plans", "compare", "old", "new"),
}
RESTATED = goals(
    old="gdp | stated: 突破1万亿元\nfirms | stated: 达到500家\nshare | stated: 稳定在43%左右\n"
    "growth | stated: 年均增长6%以上\ndust | stated: 30微克以内",
    new="gdp | stated: 达到1.2万亿元\nfirms | stated: 达到500家\nshare | stated: 稳定在43%左右\n"
    "growth | stated: 年均增长5%左右\nrank | stated: 进入前10",
)
MAIN = ("progress", "rows", "targets", "card", "compare")
WIDTHS = (60, 80, 100, 120)
LANGS = ("zh", "en")


def asks(name: str) -> dict[str, Ask]:
    """Return the runs of one screen by what they are called.

    What the answers of all screens have in common is looked at in the main ones; the others
    are kept at two widths.
    """
    line = SCREENS[name]
    found = {}
    for lang in LANGS:
        plain = {"CZPLAN_LANG": lang, "NO_COLOR": "1"}
        for width in WIDTHS if name in MAIN else (80, 120):
            found[f"{name}-{width}-{lang}"] = Ask(line, width, 24, {**plain})
        found[f"{name}-ascii-{lang}"] = Ask((*line, "--ascii"), 80, 24, {**plain})
        found[f"{name}-colour-{lang}"] = Ask(line, 80, 24, {"CZPLAN_LANG": lang})
        found[f"{name}-20-{lang}"] = Ask(line, 20, 24, {**plain})
    return found


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    """Return every screen, all of them shown by one process."""
    folder = tmp_path_factory.mktemp("restated") / "set"
    evidence_set(folder, targets=RESTATED, indicators=INDICATORS, plans=PLANS, actuals="")
    every = {key: ask for name in SCREENS for key, ask in asks(name).items()}
    for key, ask in every.items():
        if key.startswith("compare"):
            ask.env["CZPLAN_DATA"] = str(folder)
    done = answers(*every.values(), cwd=SAMPLE.parent, CZPLAN_DATA=str(SAMPLE))
    return dict(zip(every, done, strict=True))


def golden(name: str, text: str) -> None:
    """Compare a screen with the one that was looked at; GOLDEN=write keeps it instead."""
    path = SAMPLE.parent / f"{name}.txt"
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == Path(path).read_text(encoding="utf-8"), "GOLDEN=write keeps the new screen"


@pytest.mark.parametrize("name", SCREENS)
def test_golden_screens(name: str, shown: dict[str, Done]) -> None:
    for key in asks(name):
        done = shown[key]
        assert done.status == 0, done.err
        if name in MAIN or re.fullmatch(r"\d+", key.split("-")[-2]):
            golden(key, done.out + "\n--- stderr\n" + done.err)


@pytest.mark.parametrize("name", SCREENS)
def test_no_line_is_wider_than_the_terminal(name: str, shown: dict[str, Done]) -> None:
    for key, ask in asks(name).items():
        lines = COLOUR.sub("", shown[key].out).split("\n")
        widest = max(cells(line) for line in lines if "://" not in line)
        assert widest <= ask.columns, key


def test_english_screens_can_be_read_without_chinese(shown: dict[str, Done]) -> None:
    """Goals and figures are readings; words stand in cards, quotations and where they are asked."""
    theirs = {"actuals", "card", "card-ladder", "card-milestone", "targets-rows"}
    for name in SCREENS.keys() - theirs:
        text = re.sub("“[^”]*”", "", shown[f"{name}-120-en"].out)
        lines = text.split("\n")[2 if name in {"plan", "source", "indicator"} else 0 :]
        assert not [line for line in lines if re.search("[\u4e00-\u9fff]", line)] or (
            name == "ladder-firms"  # the firms of a list have the names that it gives
        )


@pytest.mark.parametrize("name", SCREENS)
def test_ascii_draws_with_ascii(name: str, shown: dict[str, Done]) -> None:
    for lang in LANGS:
        done = shown[f"{name}-ascii-{lang}"]
        drawn = re.sub("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]", "", done.out + done.err)
        assert drawn.isascii(), {char for char in drawn if not char.isascii()}


@pytest.mark.parametrize("name", SCREENS)
def test_colour_adds_nothing_but_colour(name: str, shown: dict[str, Done]) -> None:
    """Verdicts are told without colour, and only colours that a light and a dark ground show."""
    for lang in LANGS:
        coloured = shown[f"{name}-colour-{lang}"].out
        bare = [line.rstrip() for line in COLOUR.sub("", coloured).split("\n")]
        assert bare == shown[f"{name}-80-{lang}"].out.split("\n")
        codes = {code for found in COLOUR.findall(coloured) for code in found[2:-1].split(";")}
        assert codes <= {"", "0", "1", "2", "31", "32", "33", "35", "36"}, codes


def luminance(red: int, green: int, blue: int) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [one / 255 for one in (red, green, blue)]
    red_, green_, blue_ = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red_ + 0.7152 * green_ + 0.0722 * blue_


def of_256(number: int) -> tuple[int, int, int]:
    """Return one of the 216 colours of xterm's cube."""
    steps = (0, 95, 135, 175, 215, 255)
    red, rest = divmod(number - 16, 36)
    return steps[red], steps[rest // 6], steps[rest % 6]


def test_every_colour_is_readable_on_white_and_on_black() -> None:
    """4:1 and more on pure grounds, 3.5:1 on the dark grey of editors, for terms and pictures."""
    named = {"red": "31", "green": "32", "yellow": "33", "magenta": "35", "cyan": "36"}
    terms = [*FAMILIES.values(), *CHANGES.values()]
    assert {term.colour for term in terms} - {"white"} <= named.keys()
    assert named.keys() == {"red", "green", "yellow", "magenta", "cyan"}
    assert set(ON_ANY_GROUND) == set(named.values())
    for code in ON_ANY_GROUND.values():
        own = luminance(*of_256(int(code))) + 0.05
        assert 1.05 / own > 3.99, code
        assert own / 0.05 > 4, code
        assert own / (luminance(30, 30, 30) + 0.05) > 3.5, code


def test_the_terminal_says_which_colours_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def codes(**env: str) -> set[str]:
        with monkeypatch.context() as at:
            for name, value in env.items():
                at.setenv(name, value)
            return set(COLOUR.findall(within(*line, "--data", str(SAMPLE)).out))

    line = ("progress", "--year", "2025", "-f", "table")
    assert not codes(NO_COLOR="1", FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[31m" in codes(FORCE_COLOR="1", TERM="xterm")
    many = codes(CLICOLOR_FORCE="1", TERM="xterm-256color")
    assert {"\x1b[38;5;196m", "\x1b[2m"} <= many
    assert not {code for code in many if re.search(r"\[3[1-7]m|2;38", code)}
