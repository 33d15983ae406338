"""The preview images of a site's pages: one a family and language, and one for the first page.

Made once by `uv run --with pillow python -m tools.previews`, and kept: 1200 by 630, few colours.
"""

from __future__ import annotations

import io
from pathlib import Path

from czplan.charts.picture import INK
from czplan.vocabulary import FAMILIES

FOLDER = Path(__file__).resolve().parents[1] / "src" / "czplan" / "report" / "preview"
WORDS = {
    "met": ("做到了", "Kept"),
    "on-course": ("进展顺利", "On course"),
    "behind": ("落后于进度", "Behind"),
    "missed": ("没做到", "Missed"),
    "open": ("暂无结论", "No verdict yet"),
    "index": ("承诺了什么，做到了吗？", "What was promised. Was it kept?"),
}
UNDER = ("政府写明的目标 · 公布的数据 · 依据", "Stated goals · reported figures · the evidence")
FONT = "Noto Sans CJK SC"


def drawing(family: str, lang: str) -> str:
    """Return a preview as SVG."""
    place = 0 if lang == "zh" else 1
    colour = INK.get(family, INK["figure"])
    size = 104 if len(WORDS[family][place]) < 16 else 66
    shape = _shape(family, colour)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">'
        f'<rect width="1200" height="630" fill="#fff"/><rect width="1200" height="18" '
        f'fill="{colour}"/>{shape}'
        f'<text x="{300 if shape else 90}" y="345" font-family="{FONT}" font-size="{size}" '
        f'font-weight="700" fill="{INK["ink"]}">{WORDS[family][place]}</text>'
        f'<text x="90" y="520" font-family="{FONT}" font-size="38" fill="{INK["dim"]}">'
        f'{UNDER[place]}</text><text x="90" y="575" font-family="{FONT}" font-size="30" '
        f'fill="{INK["dim"]}">czplan</text></svg>'
    )


def _shape(family: str, colour: str) -> str:
    """Return the family's sign, drawn."""
    return {
        "met": f'<circle cx="180" cy="310" r="72" fill="{colour}"/>',
        "on-course": f'<polygon points="180,238 258,376 102,376" fill="{colour}"/>',
        "behind": f'<polygon points="180,382 258,244 102,244" fill="{colour}"/>',
        "missed": f'<rect x="112" y="242" width="136" height="136" fill="{colour}"/>',
        "open": f'<circle cx="180" cy="310" r="64" fill="none" stroke="{colour}" '
        'stroke-width="14"/>',
    }.get(family, "")


def main() -> None:
    """Write the images."""
    import vl_convert
    from PIL import Image

    FOLDER.mkdir(exist_ok=True)
    for family in (*FAMILIES, "index"):
        for lang in ("zh", "en"):
            content = vl_convert.svg_to_png(drawing(family, lang), scale=1)
            image = Image.open(io.BytesIO(content)).convert("RGB").quantize(16)
            image.save(FOLDER / f"{family}.{lang}.png", optimize=True)


if __name__ == "__main__":
    main()
