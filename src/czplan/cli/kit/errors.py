"""How the command line says no: one clear line on standard error, and exit status 2.

Everything a person may mistype gets the nearest right word. Nothing here imports more than
the standard library, so that a refusal is as quick as an answer.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

from czplan import sinks
from czplan.cli.kit import language, streams

if TYPE_CHECKING:
    from czplan.unknown import UnknownValue

_NUMBERED = re.compile(r" +\d+  ")

REFUSED = 2
"""The exit status of a question that can't be answered (the contract's "Everywhere")."""


class Refusal(Exception):
    """A question that can't be answered; its text is a whole message in the language in use."""

    def __init__(self, message: str, status: int = REFUSED) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def fail(zh: str, en: str, status: int = REFUSED) -> NoReturn:
    """Refuse with one message, in the language in use.

    Raises:
        Refusal: always.
    """
    raise Refusal(language.pick(zh, en), status)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word of `words` most like `word`, or None where none is much like it."""
    found = _near(word, words)
    return found[0] if found else None


def _near(word: str, words: Iterable[str]) -> list[str]:
    """Return the word most like `word`; of Chinese names a few that are equally like it."""
    from difflib import SequenceMatcher, get_close_matches

    known = {one.casefold(): one for one in words}
    asked = word.casefold()
    if asked in known:
        return [known[asked]]
    for at in range(len(asked) - 1):  # two characters that changed places: wr2052 is wr2025
        swapped = f"{asked[:at]}{asked[at + 1]}{asked[at]}{asked[at + 2 :]}"
        if swapped in known:
            return [known[swapped]]
    found = get_close_matches(asked, known, n=1 if asked.isascii() else MOST_NEAR, cutoff=0.6)
    if not found and not asked.isascii():  # of two characters one is wrong: no half is alike
        found = [
            one
            for one in known
            if len(one) == len(asked) > 1 and sum(map(str.__ne__, one, asked)) == 1
        ]
    if found:
        likeness = [SequenceMatcher(None, asked, one).ratio() for one in found]
        best = [one for one, ratio in zip(found, likeness, strict=True) if ratio == max(likeness)]
        best.sort(key=lambda one: one[0] != asked[0])
        return [known[one] for one in best[:MOST_NEAR]]
    holding = [one for one in known if len(asked) > 1 and asked in one]
    return [known[min(holding, key=lambda one: (len(one), one))]] if holding else []


MOST_NEAR = 3
"""So many names that are equally near are offered."""


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return a sentence that offers the nearest of `words`, or nothing."""
    return _offered(_near(word, words))


def _shares(name: str, word: str) -> bool:
    """Tell whether two Chinese words have a character in common: 环保 and 生态环境."""
    return not name.isascii() and not set(name).isdisjoint(word)


def _offered(found: Sequence[str]) -> str:
    """Return a sentence that offers names, or nothing."""
    if not found:
        return ""
    zh, en = "、".join(found), " or ".join(found)
    return language.pick(f"是不是 {zh}？", f" Did you mean {en}?")


def known_source(id: str, sources: Iterable[str]) -> str:
    """Return the id of one of a data set's sources.

    Raises:
        Refusal: it isn't; the message offers the nearest, and how to add one.
    """
    more = language.pick(" 添一份：czplan sources add", " To add one: czplan sources add")
    return one_of(id, sources, "来源", "source", more=more)


def one_of(word: str, words: Iterable[str], what_zh: str, what_en: str, *, more: str = "") -> str:
    """Return `word` if it is one of `words`.

    `what_*` names what the word should be, such as `格式` and `format`; `more` ends the message.

    Raises:
        Refusal: it isn't; the message offers the nearest, else the first few.
    """
    known = list(words)
    if word in known:
        return word
    offer = (did_you_mean(word, known) or _some(known)) + more
    fail(f"没有这个{what_zh}：{word}。{offer}", f"no such {what_en}: {word}.{offer}")


def each_of(
    values: Iterable[str] | None, words: Iterable[str], what_zh: str, what_en: str
) -> list[str]:
    """Return the words of values, some joined by commas, if each is one of `words`.

    Raises:
        Refusal: one isn't.
    """
    known = list(words)
    return [
        one_of(word.strip(), known, what_zh, what_en)
        for value in values or ()
        for word in value.split(",")
    ]


def unknown(what: UnknownValue) -> str:
    """Return the message about an option's value that means nothing here."""
    option, word, words, shown = what.option, what.word, list(what.known), list(what.shown)
    if not word:
        return language.pick(
            f"{option} 没有写出值。{_some(shown)}", f"{option} names nothing.{_some(shown)}"
        )
    offer = _other_option(option, word)
    if not offer:
        alike = [one for one in words if option in NAMED and _shares(one, word)]
        offer = did_you_mean(word, words) or _offered(alike)
        if not offer and option in LISTED and len(words) > FEW:
            offer = language.pick(
                f"全部见 czplan {LISTED[option]}", f" All: czplan {LISTED[option]}"
            )
        elif not offer or (len(shown) <= FEW and not is_slip(word, nearest(word, words))):
            offer += _some(shown, most=FEW)  # ecology isn't economy mistyped
            if option in NAMED:
                offer += language.pick(
                    f"按词找：czplan search {word}", f" By words: czplan search {word}"
                )
    return language.pick(
        f"{option} 没有这个值：{word}。{offer}", f"{option}: no such value: {word}.{offer}"
    )


LISTED = {"--place": "places list", "--parent": "places list", "--plan": "plans list"}
"""Options whose values are too many to list, and what lists them."""


NAMED = ("--theme",)
"""Options whose values are names: one that shares a character is offered, and a search for it."""


def several(option: str, word: str, known: Iterable[str]) -> str:
    """Return the message about a word that fits several."""
    words = ", ".join(known)
    return language.pick(
        f"{option} {word} 合于多个：{words}。请写编号。",
        f"{option} {word} fits several: {words}. Write the id.",
    )


def _other_option(option: str, word: str) -> str:
    """Return a sentence that offers `--family` for a family given to `--status`, and back."""
    from czplan.vocabulary import FAMILIES, STATUSES

    others = (
        ("--status", "--family", FAMILIES, "这是一类结论", "That is a family of verdicts"),
        ("--family", "--status", STATUSES, "这是一种结论", "That is one verdict"),
    )
    for given, right, words, zh, en in others:
        if option == given and (code := word.casefold()) in words:
            return language.pick(f"{zh}：{right} {code}。", f" {en}: {right} {code}.")
    return ""


FEW = 20
"""So many values are told whole where the word given is far from all of them."""


def is_slip(word: str, other: str | None) -> bool:
    """Tell whether a word is likely another one mistyped."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, word.casefold(), (other or "").casefold()).ratio() >= 0.8


def _some(words: list[str], *, most: int = 12) -> str:
    """Return a sentence that lists the first few of `words`."""
    if not words:
        return language.pick("数据集里还没有。", " The data set has none yet.")
    first = ", ".join(words[:most])
    if len(words) > most:
        return language.pick(
            f"可选：{first} 等 {len(words)} 个。", f" One of {len(words)}: {first} and others."
        )
    return language.pick(f"可选：{first}。", f" One of: {first}.")


def reason(error: OSError) -> str:
    """Return why the system refused, in the language in use; its own words where none are known."""
    from czplan.faults.system import why

    return language.pick(*why(error))


def hint(zh: str, en: str) -> None:
    """Say something beside the data, on standard error."""
    _say(language.pick(zh, en))


def _say(text: str) -> None:
    """Print on standard error, in lines of the terminal's width where it is one.

    Where standard error can't be written, what was to be said is lost and the answer stands.
    """
    text = sinks.lines(text)
    if sys.stderr.isatty():
        from shutil import get_terminal_size

        width = get_terminal_size((80, 24)).columns
        text = "\n".join(part for line in text.split("\n") for part in _lines(line, width))
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        streams.hush("stderr")


def _lines(line: str, width: int) -> Iterator[str]:
    """Yield a line in the lines it takes; what goes on from a numbered one is set in below it."""
    from czplan.views.layout import wrap

    start = _NUMBERED.match(line)
    if start is None:
        yield from wrap(line, width, whole=True)
        return
    indent = " " * start.end()
    for at, part in enumerate(wrap(line[start.end() :], max(8, width - start.end()), whole=True)):
        yield (indent if at else start[0]) + part


def complain(message: str) -> None:
    """Print a refusal on standard error; what came from outside is shown as characters."""
    label = language.pick("错误：", "Error: ")
    _say(label + message)
