"""What the place can show where a view appears: language, width, colour, characters."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from czplan.sinks import encodable, lines
from czplan.views.layout import cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import StringIO

    from rich.console import Console
    from rich.segment import Segment
    from rich.style import Style

__all__ = ["NATURAL", "Screen"]

NATURAL = 100_000
"""The width of a table that no terminal bounds, in cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Where a view appears.

    Attributes:
        lang: `zh` or `en`.
        width: in terminal cells; `NATURAL` where nothing bounds it.
        colour: whether escape sequences for colour may be written.
        ascii: whether lines and signs must be ASCII.
        encoding: of the console; what it can't write is replaced by a plain sign.
    """

    lang: str = "zh"
    width: int = 80
    colour: bool = False
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

    def text(self, *renderables: Any) -> str:
        """Return Rich renderables as the text that this screen shows."""
        from io import StringIO

        page = StringIO()
        console = self.console(page)
        for one in renderables:
            self._print(one, console, page)
        if self.colour:
            return page.getvalue()
        return "\n".join(line.rstrip() for line in page.getvalue().split("\n"))

    def _print(self, one: Any, console: Console, page: StringIO) -> None:
        """Write a renderable; a line that fits is written at once, not measured and cut first."""
        from rich.console import Group
        from rich.text import Span, Text

        if isinstance(one, Group):
            for part in one.renderables:
                self._print(part, console, page)
        elif (
            type(one) is Text
            and not one.justify
            and one.end == "\n"
            and (plain := one.plain).isprintable()
            and cells(plain) <= self.width
        ):
            spans = [Span(0, len(plain), one.style), *one.spans] if one.style else one.spans
            if not self.colour or not spans:
                page.write(plain)
            elif all(left.end <= right.start for left, right in pairwise(spans)):
                at = 0
                for start, end, ink in spans:
                    page.write(plain[at:start])
                    page.write(_styled(plain[start:end], console.get_style(ink, default="")))
                    at = end
                page.write(plain[at:])
            else:
                for text, style, _ in Text(plain, spans=spans).render(console):
                    page.write(_styled(text, style))
            page.write("\n")
        else:
            console.print(one)


def _styled(text: str, style: Style | None) -> str:
    """Return text with the escape sequences of a style."""
    from rich.color import ColorSystem

    return style.render(text, color_system=ColorSystem.STANDARD) if style else text
