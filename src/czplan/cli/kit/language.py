"""Which of the two languages to speak, decided once, before the command line is built.

`--lang` anywhere on the line wins, then `CZPLAN_LANG`, then the locale (`LC_ALL`,
`LC_MESSAGES`, `LANG`: the first that names a language decides; `C` and `POSIX` name none), then
Chinese. Help texts are made when the command line is built, so this module
must have chosen before anything else of `czplan.cli` is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from czplan.vocabulary import LANGUAGES

DEFAULT = "zh"

OTHER = "en"
"""What a reader of a third language gets."""

_chosen: str | None = None


def pick(zh: str, en: str, lang: str | None = None) -> str:
    """Return the text in `lang`, or in the language in use."""
    return zh if (lang or current()) == "zh" else en


def current() -> str:
    """Return the language in use: what `use` was given, else what the environment says."""
    return _chosen or from_environment(os.environ)


def use(lang: str) -> None:
    """Speak `lang` from now on."""
    global _chosen
    _chosen = lang


def given(argv: Sequence[str]) -> str | None:
    """Return the last value of `--lang` on the line, or None; nothing counts after `--`."""
    value = None
    words = iter(argv)
    for word in words:
        if word == "--":
            break
        if word == "--lang":
            value = next(words, None)
        elif word.startswith("--lang="):
            value = word.removeprefix("--lang=")
    return value


def from_environment(environ: Mapping[str, str]) -> str:
    """Return the language that `CZPLAN_LANG` or the locale names, else Chinese."""
    wish = environ.get("CZPLAN_LANG", "").strip().lower()
    if wish in LANGUAGES:
        return wish
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        word = re.split(r"[._@-]", environ.get(name, ""))[0].lower()
        if word not in ("", "c", "posix"):
            return word if word in LANGUAGES else OTHER
    return DEFAULT


def choose(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language for this run; a mistyped `--lang` counts as not given."""
    wish = (given(argv) or "").lower()
    return wish if wish in LANGUAGES else from_environment(environ)


def wrong_choice(argv: Sequence[str], environ: Mapping[str, str]) -> tuple[str, str] | None:
    """Return where a language was asked for that isn't spoken, and its name, or None."""
    wish = given(argv)
    if wish is not None:
        return None if wish.lower() in LANGUAGES else ("--lang", wish)
    wish = environ.get("CZPLAN_LANG", "").strip()
    if wish and wish.lower() not in LANGUAGES:
        return "CZPLAN_LANG", wish
    return None
