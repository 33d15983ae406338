"""A picture as PNG, without a browser; the fonts are the machine's."""

from __future__ import annotations

from functools import lru_cache

from czplan.charts.picture import Picture
from czplan.extras import need
from czplan.unable import Unable

SCALE = 2.5
"""Pixels of the file for each of the picture's: enough for print."""


class NoFontError(Unable):
    """No font of the machine has Chinese characters; `zh` and `en` say what to do."""

    def __init__(self) -> None:
        super().__init__(
            "本机没有中文字体，PNG 中的汉字会是空框：请安装一种（如 fonts-noto-cjk），或改用 .svg",
            "no font here has Chinese characters, a PNG would show empty boxes: install one "
            "(such as fonts-noto-cjk), or write .svg",
        )


def png(picture: Picture, lang: str) -> bytes:
    """Return the picture in `lang` as the bytes of a PNG.

    Raises:
        MissingExtra: the library of the extra `png` isn't installed.
        NoFontError: the picture has Chinese characters and no font has them.
    """
    drawn = picture.svg(lang)
    if any("\u4e00" <= letter <= "\u9fff" for letter in drawn) and not _chinese():
        raise NoFontError
    content: bytes = need("vl_convert", "png").svg_to_png(drawn, scale=SCALE)
    return content


@lru_cache
def _chinese() -> bool:
    """Tell whether two Chinese characters look different: without a font both are a box."""
    convert = need("vl_convert", "png").svg_to_png
    made = {
        convert(
            '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
            f'<text x="2" y="16" font-size="14" font-family="sans-serif">{letter}</text></svg>'
        )
        for letter in "一国"
    }
    return len(made) > 1
