"""Traditional characters for the page's search, where the converter is installed."""

from __future__ import annotations


def variants(text: str) -> dict[str, str]:
    """Return the traditional form of each simplified character of `text`: form to simplified.

    Empty where OpenCC (the extra `search`) isn't installed; the page then searches as typed.
    """
    try:
        from opencc import OpenCC
    except ModuleNotFoundError:
        return {}
    simplified = sorted({letter for letter in text if "\u4e00" <= letter <= "\u9fff"})
    found: dict[str, str] = {}
    for configuration in ("s2t", "s2tw", "s2hk"):
        converter = OpenCC(configuration)
        for letter in simplified:
            other = converter.convert(letter)
            if other != letter and len(other) == 1:
                found.setdefault(other, letter)
    return dict(sorted(found.items()))
