"""What the place can show where a view appears: language, width, colour, characters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from czplan import patterns as re
from czplan.sinks import encodable, lines
from czplan.views.layout import StyledPart, StyledText, cells, laid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType
    from rich.segment import Segment
    from rich.style import Style
    from rich.text import Text

    Shown = RenderableType | StyledText | list[StyledText]
    """What a screen shows."""

NATURAL = 100_000
"""The width of a table that no terminal bounds, in cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Where a view appears.

    Attributes:
        lang: `zh` or `en`.
        width: in terminal cells; `NATURAL` where nothing bounds it.
        colour: whether escape sequences for colour may be written.
        many_colours: whether the place has the 256 colours of xterm, not the first eight alone.
        ascii: whether lines and signs must be ASCII.
        encoding: of the console; what it can't write is replaced by a plain sign.
    """

    lang: str = "zh"
    width: int = 80
    colour: bool = False
    many_colours: bool = False
    ascii: bool = False
    encoding: str = "utf-8"

    @property
    def natural(self) -> bool:
        """Whether nothing bounds the width."""
        return self.width >= NATURAL

    def pick(self, zh: str, en: str) -> str:
        """Return the text in the screen's language."""
        return zh if self.lang == "zh" else en

    def sign(self, sign: str, plain: str) -> str:
        """Return `sign`, or `plain` where ASCII is asked for or the console can't write it."""
        return plain if self.ascii or not encodable(sign, self.encoding) else sign

    def console(self, file: Any = None) -> Console:
        """Return a Rich console of this width and colour.

        It takes nothing for markup, and no text makes it send anything that acts, however the
        text came into a view: escapes are of styles alone.
        """
        from rich.console import Console

        console = Console(
            file=file,
            width=self.width,
            height=25,
            force_terminal=self.colour,
            color_system="standard" if self.colour else None,
            no_color=not self.colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )
        render = console.render

        def harmless(*args: Any, **more: Any) -> Iterator[Segment]:
            for segment in render(*args, **more):
                if segment.control or segment.text.isprintable():
                    yield segment
                else:
                    yield segment._replace(text=lines(segment.text))

        console.render = harmless  # type: ignore[method-assign]
        return console

    def text(self, *renderables: Shown) -> str:
        """Return renderables as the text that this screen shows: of Rich, lines, lists of them."""
        page = _Page(self)
        for one in renderables:
            page.add(one)
        whole = page.file.getvalue()
        if self.ascii:
            whole = whole.translate(_PLAIN)
        if self.many_colours:
            whole = _CODES.sub(lambda code: _on_any_ground(code[0]), whole)
        return whole if self.colour else "\n".join(line.rstrip() for line in whole.split("\n"))


def in_signs(text: str, screen: Screen) -> str:
    """Return a reading in signs that the screen can write."""
    plain = (("−", "-"), ("～", "~"), ("–", "-"), ("≥", ">="), ("≤", "<="), ("≈", "~"))
    for sign, other in plain:
        if sign in text:
            text = text.replace(sign, screen.sign(sign, other))
    return text


_PLAIN = str.maketrans("“”„‘’–—−·", '"""\'\'---.')
"""Typographic signs of texts, as they stand where signs must be ASCII: each as wide."""


class _Page:
    """What a screen shows, put together; Rich is imported where a plain line won't do."""

    def __init__(self, screen: Screen) -> None:
        self.file = StringIO()
        self._screen = screen

    @cached_property
    def _console(self) -> Console:
        return self._screen.console(self.file)

    def add(self, one: Shown) -> None:
        """Write a renderable; a line that fits is written at once, not measured and cut first."""
        if isinstance(one, list):
            for part in one:
                self.add(part)
            return
        if isinstance(one, StyledText):
            plain, spans = one
        else:
            from rich.text import Text

            if type(one) is not Text or one.justify or one.end != "\n":
                self._console.print(one)
                return
            plain = one.plain
            own = [StyledPart(0, len(plain), one.style)] if one.style else []
            spans = [*own, *(StyledPart(*span) for span in one.spans)]
        if not plain.isprintable() or cells(plain) > self._screen.width:
            if plain.isprintable() and not isinstance(one, StyledText) and not one.no_wrap:
                for line in laid(StyledText(plain, spans), self._screen.width, whole=True):
                    self.add(line)
                return
            self._console.print(_rich(one) if isinstance(one, StyledText) else one)
            return
        if not self._screen.colour or not spans:
            self.file.write(plain)
        elif all(left.end <= right.start for left, right in pairwise(spans)):
            at = 0
            for start, end, ink in spans:
                self.file.write(plain[at:start])
                self.file.write(self._inked(plain[start:end], ink))
                at = end
            self.file.write(plain[at:])
        else:
            for text, style, _ in _rich(StyledText(plain, spans)).render(self._console):
                self.file.write(_styled(text, style))
        self.file.write("\n")

    def _inked(self, text: str, ink: Any) -> str:
        """Return text with the escape sequences of a style, which may be a name."""
        if text and isinstance(ink, str) and (code := _code(ink)):
            return f"\x1b[{code}m{text}\x1b[0m"
        return _styled(text, self._console.get_style(ink, default=""))


ON_ANY_GROUND = {"31": "196", "32": "28", "33": "130", "35": "133", "36": "31"}
"""Colours of the first eight, each as one of the 256 that is as readable on white as on black.

What the first eight look like is the terminal's affair: the yellow of many is lost on white.
"""
_CODES = re.compile(r"\x1b\[[0-9;]+m")


@cache
def _on_any_ground(code: str) -> str:
    """Return a sequence of styles with its colour from `ON_ANY_GROUND`."""
    found = (f"38;5;{ON_ANY_GROUND[one]}" if one in ON_ANY_GROUND else one
             for one in code[2:-1].split(";"))  # fmt: skip
    return f"\x1b[{';'.join(found)}m"


_EFFECTS = {"bold": "1", "dim": "2"}
_COLOURS = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


@cache
def _code(ink: str) -> str:
    """Return the numbers that Rich sends for a style of effects, a colour, or both in turn.

    Empty for any other style, for which Rich is asked.
    """
    *effects, last = ink.split(" ")
    codes = [_EFFECTS.get(word, "") for word in effects]
    codes.append((_EFFECTS | _COLOURS).get(last, ""))
    return ";".join(codes) if all(codes) else ""


def _rich(line: StyledText) -> Text:
    """Return a line as a text of Rich."""
    from rich.text import Span as Styled
    from rich.text import Text

    spans = [Styled(*span) for span in line.spans]
    return Text(line.plain, spans=spans, no_wrap=True, overflow="ignore")


def _styled(text: str, style: Style | None) -> str:
    """Return text with the escape sequences of a style."""
    from rich.color import ColorSystem

    return style.render(text, color_system=ColorSystem.STANDARD) if style else text
