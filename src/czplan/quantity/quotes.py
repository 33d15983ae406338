"""Whether words quote a text, and whether they cut a number: 近8 is no quotation of 近80万辆.

White space, line breaks, `*` and HTML tags are dropped from both first, and nothing else. Next to
a quotation's end stands no digit, point, comma between digits, per cent sign or factor that belongs
to the number at that end (data format, "The one idea").
"""

from __future__ import annotations

from czplan import patterns as re
from czplan.quantity.normal import drop_layout

_DIGITS = "0-9０-９"
_HAN = "〇零一二两三四五六七八九"
# 千 of 千瓦 and 百 of 百分点 are parts of units.
_FACTOR = "(?:[十万亿萬億]|百(?!分)|千(?![瓦克米卡伏帕分升]))"
_ENDS = (  # what stands before a cut that runs through a number, and what stands after it
    (f"[{_DIGITS}]", f"[{_DIGITS}]|[.．][{_DIGITS}]|[,，][{_DIGITS}]{{3}}(?![{_DIGITS}])"),
    (f"[{_DIGITS}][.．,]", f"[{_DIGITS}]"),
    (f"[{_DIGITS}{_HAN}十百千万亿多余][.．]?", f"{_FACTOR}|[%％‰]|[多余餘]{_FACTOR}"),
    (
        f"[{_DIGITS}{_HAN}][十百千万亿萬億]+[多余餘]?",
        f"[{_DIGITS}]|[{_HAN}](?={_FACTOR}|[{_HAN}]*$)",
    ),
    ("[十百千万亿]", f"{_FACTOR}"),
    ("十", f"[{_HAN}]"),
    (f"[{_HAN}]", f"点[{_HAN}]"),
    (f"[{_HAN}]点", f"[{_HAN}]"),
    ("分之|零下", f"[{_DIGITS}{_HAN}十百]"),
    (f"[{_HAN}十百千万]", f"分之[{_DIGITS}{_HAN}十百]"),
    (f"[{_HAN}十百千万]分", f"之[{_DIGITS}{_HAN}十百]"),
    ("零", f"下[{_DIGITS}{_HAN}十]"),
    ("[长速降率幅为][-−－负]", f"[{_DIGITS}]"),  # a sign, no dash of a list
)  # fmt: skip
_BEFORE = [re.compile(f"(?:{before})$") for before, _ in _ENDS]
_AFTER = [re.compile(after) for _, after in _ENDS]
_FIRST = frozenset(f"0123456789０１２３４５６７８９.．,，十百千万亿萬億%％‰多余餘点分之下{_HAN}")
"""The characters with which what stands after a cut begins, in any row of `_ENDS`."""
_AROUND = 12
"""Characters looked at on either side of a cut."""


def cuts_number(text: str, at: int) -> bool:
    """Tell whether a place of a text without layout lies inside a number."""
    if not 0 < at < len(text) or text[at] not in _FIRST:
        return False
    left, right = text[max(at - _AROUND, 0) : at], text[at : at + _AROUND]
    return any(
        before.search(left) is not None and after.match(right) is not None
        for before, after in zip(_BEFORE, _AFTER, strict=True)
    )


def quotes(words: str, text: str) -> bool | None:
    """Tell whether words stand in a text.

    Returns:
        True where they do; None where they only stand so that they cut a number; else False.
    """
    sought, whole = drop_layout(words), drop_layout(text)
    start = whole.find(sought)
    if start < 0:
        return False
    while start >= 0:
        if not (cuts_number(whole, start) or cuts_number(whole, start + len(sought))):
            return True
        start = whole.find(sought, start + 1)
    return None
