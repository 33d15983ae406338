"""Which language the command line speaks, and that it speaks all of it."""

from __future__ import annotations

import re

import pytest
from cli_process import SAMPLE, run

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("args", "env", "chinese"),
    [
        ((), {}, True),
        ((), {"LANG": "en_GB.UTF-8"}, False),
        ((), {"LANG": "zh_CN.UTF-8"}, True),
        ((), {"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, True),
        ((), {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
        ((), {"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"}, False),
        ((), {"LC_ALL": "C", "LC_MESSAGES": "POSIX", "LANG": ""}, True),
        ((), {"LANG": "zh-Hant-TW"}, True),
        ((), {"LANG": "fr_FR.UTF-8"}, False),
        ((), {"LC_ALL": "POSIX"}, True),
        ((), {"LANG": "en_US.UTF-8", "CZPLAN_LANG": "zh"}, True),
        (("--lang", "en"), {"CZPLAN_LANG": "zh"}, False),
        (("--lang=zh",), {"LANG": "en_US.UTF-8"}, True),
    ],
)
def test_language_is_chosen_by_option_then_variable_then_locale(args, env, chinese) -> None:
    said = run("plans", "list", "--help", *args, **env).out
    assert bool(CHINESE.search(said)) is chinese


@pytest.mark.parametrize("words", [("--lang", "eng"), ("--lang=En-gb",)])
def test_mistyped_language_gets_the_nearest(words) -> None:
    done = run("plans", "list", *words, LANG="en_US.UTF-8")
    assert done.status == 2
    assert "en" in done.err.split("no such language", 1)[1]
    assert done.err.count("\n") == 1


def test_mistyped_variable_is_named() -> None:
    done = run("plans", "list", CZPLAN_LANG="klingon")
    assert done.status == 2
    assert "CZPLAN_LANG" in done.err


ENGLISH = [
    ("--help",),
    ("progress", "--help"),
    ("targets", "list", "--help"),
    ("indicators", "list", "--help"),
    ("plans", "list", "--help"),
    ("actuals", "list", "--help"),
    ("sources", "list", "--help"),
    ("completion", "--help"),
    ("targets",),
    ("targets", "lits"),
    ("targets", "list", "--nope"),
    ("targets", "list", "--plan"),
    ("targets", "list", "--plan", "nope"),
    ("targets", "list", "-f", "jsn"),
    ("targets", "list", "--fields", "nmae_zh"),
    ("progress", "--year", "soon"),
    ("progress", "--as-of", "soon"),
]


@pytest.mark.parametrize("args", ENGLISH, ids=" ".join)
def test_each_language_stands_alone(args) -> None:
    english = run(*args, "--lang", "en", CZPLAN_DATA=str(SAMPLE))
    chinese = run(*args, "--lang", "zh", CZPLAN_DATA=str(SAMPLE))
    assert english.status == chinese.status
    assert not CHINESE.search(english.out + english.err)
    assert CHINESE.search(chinese.out + chinese.err)
    words = re.findall(r"\b(?:the|and|which|only|no such|Error|Usage|Options)\b", chinese.err)
    assert not words


def test_machine_formats_never_change_with_the_language() -> None:
    for form in ("json", "tsv", "csv", "jsonl", "markdown"):
        english, chinese = (
            run("targets", "list", "-f", form, "--data", str(SAMPLE), "--lang", lang)
            for lang in ("en", "zh")
        )
        assert english.raw == chinese.raw


def test_a_locale_that_says_nothing_has_more_than_ascii() -> None:
    done = run("progres", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.status == 2
    assert "没有这个命令" in done.err
