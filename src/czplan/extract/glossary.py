"""The glossary at the end of a report: where it is, which of its entries speak for the place."""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.clean import TextLine
from czplan.extract.document import Document

__all__ = ["Glossary"]

_LONGEST_HEADING = 40
_GLOSSARY = re.compile(
    r"[*【(]*(?:附件?|\d)?[:.、]?(?:《?政府工作报告》?)?(?:中|的|里)?(?:有关|相关|部分|特定|内容|工作|和|专业|名词)*"
    r"(?:名词|词语|用语|术语|名词术语)?(?:解释|注释|说明)(?:及有关说明)?[*】)]*[:。]?"
)
_ENTRY = re.compile("[*]*(?P<number>[0-9]{1,2})[.、](?P<term>[^:。;,]{2,30}):")
_FEWEST = 3
"""How many entries make a glossary."""
_DEEDS = re.compile("[*]*[0-9]{1,2}[.、][^:。;]{0,24}(?:件|项|大|类|“|群众)[^:。;]{0,8}实事")
_AIMED = re.compile("[今明]年|年底|(?:19|20)[0-9][0-9]年|[三五]年|力争|确保|计划|目标")
"""Without a time or an aim an entry tells what a thing is: 其中省级100个."""
_ANNEX = re.compile("实事|清单|分解|目标|安排")
"""What opens another annex behind a glossary."""
_CITYS = re.compile("全[市州县盟旗]|[我本][市州县]|[市州县]委")
_PROVINCES = re.compile("全[省区]|[我本][省区]|省委|自治区党委")


class Glossary:
    """The lines of a document that explain its terms; asked line by line, in order."""

    def __init__(self, rows: list[TextLine], document: Document) -> None:
        """Find where a glossary without a heading begins."""
        self._half = len(rows) // 2
        self._document = document
        self._begins = _beginning(rows)
        self._open = False

    def explains(self, line: TextLine) -> bool:
        """Tell whether a line explains a term: what it says is no goal of the place.

        A heading opens the glossary or, where another annex begins, closes it.
        """
        text = line.text
        if line.number > self._half and len(text) < _LONGEST_HEADING:
            self._open = _GLOSSARY.fullmatch(text) is not None or (
                self._open and _ANNEX.search(text) is None
            )
        self._open = self._open or line.number == self._begins
        return self._open and not _DEEDS.match(text) and not _speaks(text, self._document)


def _beginning(rows: list[TextLine]) -> int:
    """Return the number of the line with which a glossary without a heading begins; 0 without one.

    Its entries are numbered from one on to the end, and most explain a term that the text used.
    """
    entries: list[tuple[TextLine, str]] = []
    for line in rows[len(rows) // 2 :]:
        entry = _ENTRY.match(line.text) if line.text else None
        if entry and int(entry["number"]) == len(entries) + 1:
            entries.append((line, entry["term"].strip("“”《》*")))
        elif entry and int(entry["number"]) == 1:
            entries = [(line, entry["term"].strip("“”《》*"))]
    if len(entries) < _FEWEST:
        return 0
    first = entries[0][0]
    left = [line for line in rows[first.number - 1 :] if line.text]
    before = "\n".join(line.text for line in rows[: first.number - 1])
    used = sum(
        re.split("[、(及和]", term, maxsplit=1)[0].strip("“”") in before for _, term in entries
    )
    whole = 2 * len(entries) >= len(left) and 3 * used >= 2 * len(entries)
    return first.number if whole else 0


def _speaks(text: str, document: Document) -> bool:
    """Tell whether an entry of a glossary speaks for the place: 十件实事 that its council decided.

    Most explain what others do (全省建设1000个示范村, 年收割4—8次), which is no goal of the place.
    """
    whose = _PROVINCES if document.level == "province" else _CITYS
    ours = whose.search(text) is not None or any(name in text for name in document.own_names)
    return ours and _AIMED.search(text) is not None
