"""A picture in SVG: shapes with classes, texts in both languages, a title and a source line.

The page shows a picture with both languages in it and its own colours; a file holds one language
and the colours of print. Nothing is drawn beyond the picture's edges. Every text passes
`sinks.markup`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from czplan.charts.text import Both, of, width, wrapped
from czplan.sinks import markup
from czplan.vocabulary import LANGUAGES

INK: Mapping[str, str] = {
    "met": "#2e9e4f",
    "on-course": "#2b93b5",
    "behind": "#c98500",
    "missed": "#d0443c",
    "open": "#8d949d",
    "ink": "#1b1f24",
    "dim": "#59626d",
    "line": "#d5d9df",
    "figure": "#2454b8",
    "path": "#6b7280",
}
"""The colours of a picture on white, by the names that the page's style sheet gives them."""

FONT = (
    "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',"
    "'Source Han Sans SC',system-ui,sans-serif"
)
STYLE = (
    f"text{{font-family:{FONT};font-size:12px;fill:{INK['ink']}}}"
    ".head{font-size:17px;font-weight:700}.sub{font-size:13px}.bold{font-weight:600}"
    f".dim{{fill:{INK['dim']}}}.small{{font-size:11px}}"
    f".grid{{stroke:{INK['line']};stroke-width:1}}.rule{{stroke:{INK['dim']};stroke-width:1}}"
    f".track{{fill:{INK['line']};fill-opacity:.6}}"
    f".line{{stroke:{INK['figure']};stroke-width:2;fill:none}}.dot{{fill:{INK['figure']}}}"
    f".thin{{stroke:{INK['figure']};stroke-width:1;stroke-dasharray:1 3;fill:none}}"
    f".span{{stroke:{INK['figure']};stroke-width:6;stroke-opacity:.35}}"
    f".path{{stroke:{INK['path']};stroke-width:1.2;stroke-dasharray:4 4;fill:none}}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}"
    ".soft{fill-opacity:.4}.past{fill-opacity:.55}"
    + "".join(f".{name}{{fill:{INK[name]}}}" for name in
              ("met", "on-course", "behind", "missed", "open"))
)  # fmt: skip
"""The style sheet of a file."""

BOLD = 13.2
"""Pixels an em of bold text is wide: a bold letter is wider than its size says."""
PAD = 16
"""Pixels between a picture's edge and what it shows."""

_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
"""Quotation marks that a Chinese font draws as wide as a character."""


class Picture:
    """Shapes and texts, collected from top to bottom.

    Attributes:
        wide, high: the size in pixels; `high` grows as rows are added.
        name: what the picture says, for those who can't see it.
        head, body: its numbers as a table, for those who would rather read them.
        only: the language that what is drawn now belongs to; None for both.
    """

    def __init__(self, wide: int, name: Both) -> None:
        self.wide = wide
        self.high = float(PAD)
        self.name = name
        self.parts: list[str | tuple[str, str]] = []
        self.head: Sequence[Both] = ()
        self.body: list[Sequence[Both]] = []
        self.only: str | None = None

    def text(
        self,
        x: float,
        y: float,
        text: Both,
        kind: str = "",
        *,
        anchor: str = "",
    ) -> None:
        """Write a text with its baseline at `y`; `anchor` is middle or end."""
        held = f' class="{kind}"' if kind else ""
        if anchor:
            held += f' text-anchor="{anchor}"'
        at = f'x="{_n(x)}" y="{_n(y)}"{held}'
        if text.zh == text.en and self.only is None:
            if text.zh:
                self.parts.append(f"<text {at}>{markup(text.zh)}</text>")
            return
        for lang in LANGUAGES if self.only is None else (self.only,):
            if of(text, lang):
                told = markup(of(text, lang) if lang == "zh" else text.en.translate(_STRAIGHT))
                self.parts.append((lang, f'<text lang="{lang}" {at}>{told}</text>'))

    def bar(self, x: float, y: float, w: float, h: float, kind: str, title: str = "") -> None:
        """Draw a filled bar."""
        self._shape("rect", f'x="{_n(x)}" y="{_n(y)}" width="{_n(max(w, 0))}" height="{_n(h)}"',
                    kind, title)  # fmt: skip

    def dot(self, x: float, y: float, r: float, kind: str, title: str = "") -> None:
        """Draw a filled circle."""
        self._shape("circle", f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"', kind, title)

    def diamond(self, x: float, y: float, r: float, kind: str, title: str = "") -> None:
        """Draw a filled diamond."""
        points = f"{_n(x)},{_n(y - r)} {_n(x + r)},{_n(y)} {_n(x)},{_n(y + r)} {_n(x - r)},{_n(y)}"
        self._shape("polygon", f'points="{points}"', kind, title)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """Draw a straight line."""
        self._shape("line", f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"', kind, "")

    def _shape(self, tag: str, held: str, kind: str, title: str) -> None:
        inner = f"><title>{markup(title)}</title></{tag}>" if title else "/>"
        if self.only is None:
            self.parts.append(f'<{tag} {held} class="{kind}"{inner}')
        else:
            self.parts.append(
                (self.only, f'<{tag} lang="{self.only}" {held} class="{kind}"{inner}')
            )

    def paragraph(
        self, text: Both, kind: str, size: float, lines: int = 3, *, room: float | None = None
    ) -> None:
        """Write a text below what is there, broken to the picture's width."""
        wide = (room if room is not None else self.wide - 2 * PAD) / size
        wide /= BOLD / 12 if kind == "head" else 1
        broken = {lang: wrapped(of(text, lang), wide, lines) for lang in LANGUAGES}
        for place in range(max(map(len, broken.values()))):
            self.high += size * 1.35
            held = (broken[lang][place] if place < len(broken[lang]) else "" for lang in LANGUAGES)
            self.text(PAD, self.high - size * 0.3, Both(*held), kind)

    def legend(self, entries: Sequence[tuple[str, str, Both]]) -> None:
        """Write what the marks mean: shape (dot, diamond, bar, line, span), class, words each."""
        start, below = self.high, self.high
        for lang in LANGUAGES:
            self.only, self.high, x = lang, start + 17, float(PAD)
            for shape, kind, words in entries:
                wide = 20 + width(of(words, lang)) * 12
                if x > PAD and x + wide > self.wide - PAD:
                    x, self.high = float(PAD), self.high + 17
                self._mark(shape, kind, x + 7, self.high - 4)
                self.text(x + 19, self.high, words, "dim")
                x += wide + 12
            below = max(below, self.high)
        self.only, self.high = None, below

    def _mark(self, shape: str, kind: str, x: float, y: float) -> None:
        if shape == "dot":
            self.dot(x, y, 4, kind)
        elif shape == "diamond":
            self.diamond(x, y, 6, kind)
        elif shape == "span":
            self.line(x, y - 7, x, y + 7, kind)
        elif shape == "bar":
            self.bar(x - 7, y - 5, 14, 10, kind)
        else:
            self.line(x - 7, y, x + 8, y, kind)

    def gap(self, pixels: float) -> None:
        """Leave room below what is there."""
        self.high += pixels

    def svg(self, lang: str | None = None) -> str:
        """Return the picture: a file in `lang`, or for the page, with both languages, for None."""
        high = _n(self.high + PAD * 0.6)
        inner = "".join(
            part if isinstance(part, str) else part[1]
            for part in self.parts
            if isinstance(part, str) or lang is None or part[0] == lang
        )
        box = f'viewBox="0 0 {self.wide} {high}"'
        if lang is None:
            return f'<svg {box} width="{self.wide}" height="{high}" class="picture">{inner}</svg>'
        label = markup(of(self.name, lang))
        tag = "zh-Hans" if lang == "zh" else "en"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {box} width="{self.wide}" height="{high}" '
            f'lang="{tag}" role="img"><title>{label}</title><style>{STYLE}</style>'
            f'<rect width="100%" height="100%" fill="#fff"/>{inner}</svg>\n'
        )

    def html(self, lang: str) -> str:
        """Return a page in `lang` that holds the picture and its numbers; it needs no network."""
        shown = self.svg(lang).replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)
        heads = "".join(f'<th scope="col">{markup(of(cell, lang))}</th>' for cell in self.head)
        lines = "".join(
            "<tr>" + "".join(f"<td>{markup(of(cell, lang))}</td>" for cell in line) + "</tr>"
            for line in self.body
        )
        tag = "zh-Hans" if lang == "zh" else "en"
        title = markup(of(self.name, lang))
        return (
            f'<!DOCTYPE html>\n<html lang="{tag}">\n<head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><style>body{{margin:1rem auto;max-width:{self.wide}px;"
            f"padding:0 1rem;font:15px/1.6 {FONT};color:{INK['ink']};background:#fff}}"
            "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;"
            f"border-bottom:1px solid {INK['line']};vertical-align:top}}</style></head>\n"
            f'<body><main><figure style="margin:0">{shown}</figure>'
            f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></main></body>"
            "</html>\n"
        )


def _n(value: float) -> str:
    """Return a coordinate with at most a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")
