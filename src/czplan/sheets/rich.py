"""Rich text of a workbook: the words of a cell, as its runs show them."""

from __future__ import annotations

import re

from czplan.sheets.cells import CROSSED_OUT, NOT_SHOWN

_ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
OFF = frozenset({"0", "false", "none", "off"})
_NUMBER = re.compile(r"[.,。，％%〇零一二两三四五六七八九十百千万亿]|\d")


def unescaped(text: str) -> str:
    """Return what a workbook's text means: `_x000D_` stands for a character that XML can't hold.

    Raises:
        ValueError: half of a character.
    """
    if "_x" not in text:
        return text
    return _ESCAPE.sub(
        lambda found: bytes.fromhex(
            "".join(found[0][at + 2 : at + 6] for at in range(0, len(found[0]), 7))
        ).decode("utf-16-be"),
        text,
    )


class RichText:
    """Runs of one text, taken from the stream of its XML; how it is said aloud is left out.

    What is raised or lowered (80¹万辆, 10⁴, CO₂) gets the characters that show it so, and is
    never glued to a number.
    """

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._piece: list[str] = []
        self._spoken = self._open = self._struck = False
        self._aligned = ""
        self._refused = ""

    def clear(self) -> None:
        """Begin another text."""
        self._runs.clear()
        self._spoken = self._open = self._struck = False
        self._aligned = self._refused = ""

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take in the start of an element."""
        if tag == "rPh":
            self._spoken = True
        elif tag == "r":
            self._aligned, self._struck = "", False
        elif tag == "vertAlign":
            self._aligned = given.get("val", "baseline")
        elif tag in {"strike", "dstrike"}:
            self._struck = given.get("val", "1") not in OFF
        elif tag == "t":
            self._open = True
            self._piece.clear()

    def data(self, text: str) -> int:
        """Take in characters, and return how many count."""
        if not self._open or self._spoken:
            return 0
        self._piece.append(text)
        return len(text)

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag == "rPh":
            self._spoken = False
        elif tag == "t":
            self._open = False
            if not self._spoken:
                self._runs.append(self._shown(unescaped("".join(self._piece))))
        elif tag == "r":
            self._aligned, self._struck = "", False

    def _shown(self, text: str) -> str:
        if self._struck and text.strip():
            self._refused = CROSSED_OUT
        if self._aligned in {"superscript", "subscript"}:
            shown = text.translate(_RAISED if self._aligned == "superscript" else _LOWERED)
            if _NUMBER.search(shown):
                self._refused = f"{NOT_SHOWN}{self._aligned} {text}"
            return shown
        return text

    @property
    def text(self) -> str:
        """The words, or the mark of why they can't be taken."""
        return self._refused or "".join(self._runs).strip()
