"""`diff`: what a new report or a correction changed, between folders, revisions and dates."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cli_process import SAMPLE, within

import czplan
from czplan.views.changes import CHANGE_COLUMNS


def changed(*words: str) -> list[dict[str, Any]]:
    return within("diff", *words, "-f", "json").rows


def mend(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_correction_turns_a_verdict_and_says_why(town: Path) -> None:
    mend(town, "actuals.yaml", "stated: 5710家", "stated: 6010家")
    mend(town, "actuals.yaml", "text: 5710家", "text: 6010家")
    mend(town, "targets.yaml", "  good-air:\n", "  firms-10bn:\n    stated: 40家\n    text: 40家\n"
         "    line: 7\n  good-air:\n")  # fmt: skip
    found = changed(str(SAMPLE), str(town), "--year", "2025")
    assert {tuple(row) for row in found} == {CHANGE_COLUMNS}
    by = {row["change"]: row for row in found}
    assert list(by) == ["verdict-turned", "goal-added", "figure-changed"]
    turned = by["verdict-turned"]
    assert (turned["id"], turned["before"], turned["after"]) == (
        "fyp14/large-firms", "partly_met", "met",
    )  # fmt: skip
    assert "5710家" in turned["why_zh"]
    assert "6010家" in turned["why_en"]
    assert (turned["source"], turned["published"]) == ("bulletin-2025", "2026-03")
    assert (by["figure-changed"]["before"], by["figure-changed"]["after"]) == ("5710家", "6010家")
    assert by["goal-added"]["after"] == "40家"
    back = {row["change"] for row in changed(str(town), str(SAMPLE), "--year", "2025")}
    assert back == {"verdict-turned", "goal-removed", "figure-changed"}


@pytest.mark.slow
def test_the_same_is_no_change_and_the_exit_status_says_so(town: Path) -> None:
    assert changed(str(SAMPLE), str(town)) == []
    assert within("diff", str(SAMPLE), str(town), "--exit-code").status == 0
    mend(town, "dataset.yaml", "licence: CC0-1.0", "licence: CC-BY-4.0")
    assert within("diff", str(SAMPLE), str(town), "--exit-code").status == 0
    mend(town, "actuals.yaml", "{stated: 190起", "{stated: 191起")
    done = within("diff", str(SAMPLE), str(town), "--exit-code", "--lang", "en")
    assert done.status == 1
    assert within("diff", str(SAMPLE), str(town)).status == 0


def test_two_dates(town: Path) -> None:
    found = changed("--as-of", "2025-06", "--as-of", "2026-03", "--year", "2025",
                    "--data", str(town))  # fmt: skip
    assert {row["change"] for row in found} == {"verdict-turned", "figure-added"}
    late = [row for row in found if row["change"] == "figure-added"]
    assert {row["source"] for row in late} == {"bulletin-2025", "press-2026"}
    earlier = changed("--as-of", "2021-03", "--as-of", "2025-06", "--data", str(town))
    assert "goal-added" in {row["change"] for row in earlier}


def test_a_ladder_is_told_by_the_words_of_its_tiers() -> None:
    from czplan.views.changes import SetState, changes

    ds = czplan.load()
    goals = [row for row in ds.target_rows() if row["tiers"]]
    made = changes(SetState(ds, [], [], []), SetState(ds, goals, [], []))
    for row, goal in zip(made, goals, strict=True):
        assert row["after"] == "、".join(tier["stated"] for tier in goal["tiers"].values())
    moved = [
        {
            **one,
            "tiers": {key: {**tier, "line": 1, "text": "x"} for key, tier in one["tiers"].items()},
        }
        for one in goals
    ]
    assert changes(SetState(ds, goals, [], []), SetState(ds, moved, [], [])) == []


def test_dates_in_the_wrong_order_are_said(town: Path) -> None:
    dates = ("--as-of", "2026-03", "--as-of", "2025-06", "--data", str(town), "--lang", "en")
    assert "back from 2026-03 to 2025-06" in within("diff", *dates).err
    assert "back from" not in within("diff", *dates[2:4], *dates[:2], *dates[4:]).err


@pytest.mark.slow
def test_revisions_of_a_repository(town: Path) -> None:
    def git(*words: str) -> None:
        env = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *who, *words], cwd=town.parent, check=True, env=env,
                       capture_output=True)  # fmt: skip

    git("init", "-q")
    git("add", "town")
    git("commit", "-qm", "one")
    mend(town, "actuals.yaml", "{stated: 190起", "{stated: 191起")
    assert [row["change"] for row in changed("rev:HEAD", "--data", str(town))] == ["figure-changed"]
    git("commit", "-qam", "two")
    assert changed("rev:HEAD", "--data", str(town)) == []
    assert len(changed("rev:HEAD~1", "rev:HEAD", "--data", str(town))) == 1
    mend(town, "targets.yaml", "stated:", "statid:")
    git("commit", "-qam", "faulty")
    mend(town, "targets.yaml", "statid:", "stated:")
    mend(
        town,
        "actuals.yaml",
        "text: ",
        "text: 这是一段很长很长很长很长很长很长很长很长很长很长很长很长很长的原文",
    )
    for word, says in (("rev:HEAD", "the data set rev:HEAD has"), (None, "see czplan check")):
        done = within("diff", word or "rev:HEAD~1", "--data", str(town), "--lang", "en")
        assert says in done.err
        assert "/czplan-" not in done.err  # the folder that a revision is laid out in
    for word in ("rev:nosuch", "rev:--output=x", "rev:"):
        done = within("diff", word, "--data", str(town), "--lang", "en")
        assert done.status == 2
        assert "no such revision" in done.err
    assert not (town / "x").exists()


@pytest.mark.parametrize(
    "line",
    ["diff", "diff --as-of 2025", "diff a b c", "diff --as-of 1 --as-of 2 --as-of 3",
     "diff /no/such/folder", "diff --as-of 2025 --as-of never", "diff --change nothing x"],
)  # fmt: skip
def test_questions_that_cannot_be_answered(line: str) -> None:
    done = within(*line.split(), "--data", str(SAMPLE))
    assert done.status == 2
    assert done.out == ""
    assert "Traceback" not in done.err
