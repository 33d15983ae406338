"""The answer on one screen: it fits, its numbers are the summary's, nothing missed goes unnamed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cli_process import SAMPLE, inside
from hypothesis import given, settings
from hypothesis import strategies as st
from many_screens import Ask, answers

import czplan
from czplan.method.headline import promises
from czplan.views.answer import FEWEST, answer
from czplan.views.layout import cells
from czplan.views.progress import Background
from czplan.views.screen import Screen
from czplan.vocabulary import RESULT_COLUMNS, STATUSES

NOTHING = Background({}, {}, {})
WORDS = st.sampled_from(
    ["新增上市企业", "R&D expenditure as a share of gross domestic product", "煤"]
)


def row(id: str, status: str, name: str, **more: Any) -> dict[str, Any]:
    """Return a verdict row of an addition of firms."""
    made = dict.fromkeys(RESULT_COLUMNS) | {
        "id": id, "name_zh": name, "name_en": name, "kind": "additions", "due": 2025,
        "year": 2025, "unit": "家", "operator": ">=", "stated": "20家", "target_low": 20.0,
        "target_high": 20.0, "status": status, "family": STATUSES[status].family, "flags": [],
    }  # fmt: skip
    if STATUSES[status].family in ("met", "missed"):
        low = 25.0 if status == "met" else 4.0
        made |= {"actual_low": low, "actual_high": low, "actual_sure": "both",
                 "actual_period": "2025", "gap_low": low - 20, "gap_high": low - 20,
                 "attainment_low": low / 20, "attainment_high": low / 20,
                 "actual_status": "preliminary", "actual_source": "s"}  # fmt: skip
    return made | more


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["not_met", "met", "due_no_data", "indeterminate", "slow", "on_track"]),
        WORDS,
        st.sampled_from([2025, 2026]),
        st.sampled_from(["additions", "milestone"]),
    ),
    max_size=40,
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(50, 140), st.integers(14, 40), st.sampled_from(["zh", "en"]))
def test_it_fits_and_names_every_miss(
    drawn: list[tuple[str, str, int, str]], width: int, room: int, lang: str
) -> None:
    rows = [
        row(f"p/g{at}", status, f"{name}{at}", due=due, kind=kind)
        for at, (status, name, due, kind) in enumerate(drawn)
    ]
    screen = Screen(lang=lang, width=width)
    made = answer(["一句话"], promises(rows), NOTHING, screen, room=room)
    lines = [line.plain for line in made.lines]
    assert max(map(cells, lines)) <= width
    missed = [one for one in rows if one["family"] == "missed"]
    assert made.ids[: len(missed)] == [one["id"] for one in missed]  # a folded one is numbered, too
    in_lines = {int(at) for at in re.findall(r"(?m)^ ?([0-9]+)  ", "\n".join(lines))}
    folded = {at: one for at, one in enumerate(missed, start=1) if at not in in_lines}
    if len(lines) > room:  # only where a screen is too small for the fewest
        assert len(missed) - len(folded) <= FEWEST
    text = re.sub(r"\s", "", "".join(lines))
    named = [f"{at}{one['name_zh']}".replace(" ", "") for at, one in folded.items()]
    if any(name not in text for name in named):
        assert "…" in text
        assert "--familymissed" in text
    for code in ("missed", "behind", "on-course", "met", "open"):
        assert any(one["family"] == code for one in rows) is (
            any(line.startswith(sign) for line in lines for sign in SIGNS[code])
        )


SIGNS = {"missed": "■", "behind": "▼", "on-course": "▲", "met": "●", "open": "○"}


@pytest.fixture(scope="module")
def screens() -> dict[str, str]:
    """Return the answers about the shipped data, 80 by 24, as a person sees them."""
    asks = {
        key: Ask(("progress", "--year", "2025", *more), 80, 24, {"CZPLAN_LANG": lang})
        for key, lang, more in (
            ("zh", "zh", ()), ("en", "en", ()), ("words", "en", ("--words",)),
            ("missed", "en", ("--family", "missed")), ("open", "zh", ("--family", "open")),
            ("plan", "zh", ("--plan", "wr2025")), ("all", "en", ("--all",)),
        )
    }  # fmt: skip
    done = answers(*asks.values(), NO_COLOR="1")
    assert all(one.status == 0 for one in done)
    return {key: one.out + one.err for key, one in zip(asks, done, strict=True)}


def test_the_shipped_data_answer_on_one_screen(screens: dict[str, str]) -> None:
    for lang in ("zh", "en"):
        lines = screens[lang].rstrip("\n").split("\n")
        assert len(lines) <= 23, screens[lang]  # and the prompt
        assert "show 2" in screens[lang]
        assert max(map(cells, lines)) <= 80


def test_every_miss_is_named_before_what_was_kept(screens: dict[str, str]) -> None:
    """On 24 lines most in a line of their own, with figure, gap and number; names may be cut."""
    judged = czplan.progress(czplan.load(), 2025, reasons=False)
    missed = judged[(judged["family"] == "missed") & ~judged["id"].str.contains("#")]
    for lang in ("zh", "en"):
        first = re.sub(r"\s", "", screens[lang].partition("▼")[0])
        names = [re.sub(r"\s", "", name) for name in missed[f"name_{lang}"]]
        begins = 8 if lang == "zh" else 14
        assert not [name for name in names if name[:begins] not in first]
        rows = re.findall(r"^ ?\d+  .*", screens[lang].partition("▼")[0], re.MULTILINE)
        assert len(rows) >= 0.8 * len(names)


def test_its_numbers_are_those_of_the_summary(screens: dict[str, str]) -> None:
    told = czplan.summary(czplan.load(), 2025)
    assert isinstance(told, dict)
    text = screens["zh"].replace("\n", "")
    for said in (f"承诺 {told['numbered']} 项", f"{told['with_figure']} 项有数据",
                 f"完成 {told['met']}", f"未完成 {told['missed']}", f"■ 未完成 {told['missed']}",
                 f"待数据 {told['waiting']}", f"转载 {told['grades']['copy']}"):  # fmt: skip
        assert said in text, said


def test_filters_narrow_every_number(screens: dict[str, str]) -> None:
    line = ("progress", "--year", "2025", "--summary", "-f", "json", "--plan", "wr2025")
    told = json.loads(inside(*line).out)
    text = screens["plan"].replace("\n", "")
    assert f"承诺 {told['numbered']} 项" in text
    assert f"■ 未完成 {told['missed']}" in text
    ds = czplan.load()
    goals = [one for one in ds.target_rows() if one["plan"] == "wr2025"]
    judged = czplan.progress(ds, 2025, reasons=False)
    shown = {id for id in judged["id"] if id.startswith("wr2025/") and "#" not in id}
    left = len(goals) - len(shown)
    assert (f"另有 {left} 个目标" in text) is bool(left)
    assert "due before" not in screens["all"]


def test_a_family_is_listed_whole(screens: dict[str, str]) -> None:
    told = czplan.summary(czplan.load(), 2025)
    assert isinstance(told, dict)
    numbers = re.findall(r"^ *(\d+)  ", screens["missed"], re.MULTILINE)
    assert len(numbers) >= told["missed"]
    assert numbers == [str(at) for at in range(1, len(numbers) + 1)]
    assert "到期待数" in screens["open"]
    for name in ("missed", "open"):  # 0 of 11 met would be said of the missed alone
        assert not re.search(r"\b0 met|完成 0", screens[name])
    assert len(re.findall(r"^ *\d+  ", screens["open"], re.MULTILINE)) > told["waiting"]


def test_the_first_line_names_all_that_was_chosen_and_the_next_command_keeps_the_year() -> None:
    """It may be quoted; and at an earlier date another year is the usual one."""
    dated = ("progress", "--year", "2025", "--as-of", "2026-01", "--family", "missed")
    done = answers(
        Ask((*dated, "--plan", "wr2025", "--lang", "zh")),
        Ask((*dated, "--lang", "en")),
        Ask(("progress", "--year", "2025", "--as-of", "2025-10", "--lang", "en"), columns=120),
        NO_COLOR="1",
    )
    zh, en, earlier = (one.out for one in done)
    first = "常州市 2025 年，只看“未完成”（据截至 2026-01 的发布；只看规划 wr2025）"
    assert first in zh.replace("\n", "").replace("\r", "")
    assert "Changzhou, 2025, only missed (as published by 2026-01): 9 promises" in en
    assert "progress --year 2025 --as-of 2025-10 --lang en --rows" in earlier


def test_what_is_said_without_a_number_is_called_so() -> None:
    """It waits for a number in the sentence, and isn't early among what was met."""
    (done,) = answers(Ask(("progress", "--year", "2021", "--lang", "en")), NO_COLOR="1")
    assert "said without a number 2" in done.out
    assert "early" not in done.out


def test_words_and_readings(screens: dict[str, str]) -> None:
    assert "7,000 firms" in screens["en"]
    assert "7000家" not in screens["en"]
    assert "达7000家" in screens["words"]


def test_a_year_may_stand_alone_and_is_said(tmp_path: Path) -> None:
    done = inside("progress", "2025", "-q", "--data", str(SAMPLE), CZPLAN_LANG="en")
    assert done.status == 0
    assert "--year 2025" in done.err
    assert done.out == inside("progress", "--year", "2025", "-q", "--data", str(SAMPLE)).out


def test_limit_keeps_the_first_rows() -> None:
    whole = inside("progress", "--year", "2025", "-q", "--data", str(SAMPLE)).out.split()
    for form in ("json", "csv", "tsv"):
        done = inside("progress", "--year", "2025", "-f", form, "-L", "3", "--data", str(SAMPLE))
        assert all(id in done.out for id in whole[:3])
        assert whole[3] not in done.out
        assert "3" in done.err
