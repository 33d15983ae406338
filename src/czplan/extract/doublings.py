"""Where words say that something doubles: 翻一番, 倍增; the name of a scheme says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from czplan import patterns as re
from czplan.extract.seeking import seek
from czplan.quantity.numerals import count_of

_DOUBLE = re.compile(
    r"(?:比|较)?(?:[^,;。、]{0,14})?(?P<word>翻(?:了)?(?P<count>[一两二三])?番(?!式)|(?<![成数几心\d])倍增(?!长))"
    r"(?P<more>以上|多)?(?:左右)?"
)
_SCHEME = re.compile("[^,;。、和与及的]{0,6}(?:计划|工程|行动|机制|效应|规划|攻坚战|举措|战略)")
_SCHEMES = re.compile(
    _SCHEME.pattern + "|[和与及、][^,;。、]{2,14}(?:计划|工程|行动|机制|效应|规划)"
)
"""What follows the name of a scheme, or of one of two: 倍增计划, 倍增和培育计划."""


def doublings(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], float]]:
    """Yield where a sentence says that something doubles, and to how many times."""
    for match in seek(_DOUBLE, text, start, end, "番", "倍增"):
        at = match.start("word")
        if text.rfind("“", start, at) > text.rfind("”", start, at):
            continue  # 科技企业“双倍增两转化”行动: the name of a scheme
        scheme = _SCHEMES if match["word"] == "倍增" else _SCHEME
        if not scheme.match(text, match.end()):
            yield match, float(2 ** (count_of(match["count"] or "一") or 1))
