"""The glossary at the end of a report: where it is, which of its entries speak for the place."""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.clean import TextLine, clean
from czplan.extract.document import Document

_LONGEST_HEADING = 40
_GLOSSARY = re.compile(
    r"[*【(]*(?:附件?|\d)?[:.、]?(?:《?政府工作报告》?)?(?:中|的|里)?(?:有关|相关|部分|特定|内容|工作|和|专业|名词)*"
    r"(?:名词|词语|用语|术语|名词术语)?(?:解释|注释|说明)(?:及有关说明)?[*】)]*[:。]?"
)
_ENTRY = re.compile(
    r"[*#\s]*(?P<number>[0-9]{1,2})\s*[.、．]\s*(?:\*\*)?(?:(?P<term>[^:：。；，\s\d][^:：。；，\s]{1,29})(?:[:：]|\s))?"
)
_TERM = re.compile("[*#\\s]*[“《]?[^:。;,!\\s]{2,24}:(?P<says>[^:。]{0,12}?(?:即|指|是|为))?")
_MOSTLY = 0.6
"""The share of entries that say what a term is (即, 是指) in a glossary without numbers."""
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
        """Find the entries of a glossary without a heading."""
        self._half = len(rows) // 2
        self._document = document
        self._entries = _unheaded(rows) or _unnumbered(rows)
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
        return (
            (self._open or line.number in self._entries)
            and not _DEEDS.match(text)
            and not _speaks(text, self._document)
        )


def _unheaded(rows: list[TextLine]) -> frozenset[int]:
    """Return the numbers of the lines that are entries of a glossary without a heading.

    Its entries are numbered from one on to the end, and most explain a term that the text used.
    """
    entries: list[tuple[TextLine, str]] = []
    for line in rows[len(rows) // 2 :]:
        entry = _ENTRY.match(line.raw) if line.text else None
        number = int(entry["number"]) if entry else 0
        if entry and number in {1, len(entries) + 1}:
            entries = [*(entries if number > 1 else []), (line, clean(entry["term"] or "").text)]
    if len(entries) < _FEWEST:
        return frozenset()
    first = entries[0][0]
    left = [line for line in rows[first.number - 1 :] if line.text]
    before = "\n".join(line.text for line in rows[: first.number - 1])
    heads = [re.split("[、(及和]", term.strip("“”《》*"), maxsplit=1)[0] for _, term in entries]
    used = sum(len(head) > 1 and head.strip("“”") in before for head in heads)
    whole = 2 * len(entries) >= len(left) and 2 * used >= len(entries)
    return frozenset(line.number for line, _ in entries) if whole else frozenset()


def _unnumbered(rows: list[TextLine]) -> frozenset[int]:
    """Return the numbers of the lines at the end that explain term by term (六争:即争政策)."""
    entries: list[TextLine] = []
    said = 0
    for line in reversed(rows[len(rows) // 2 :]):
        if not line.text:
            continue
        term = _TERM.match(line.text)
        if term is None:
            break
        entries.append(line)
        said += term["says"] is not None
    whole = len(entries) > 2 * _FEWEST and said >= _MOSTLY * len(entries)
    return frozenset(line.number for line in entries) if whole else frozenset()


def _speaks(text: str, document: Document) -> bool:
    """Tell whether an entry of a glossary speaks for the place: 十件实事 that its council decided.

    Most explain what others do (全省建设1000个示范村, 年收割4—8次), which is no goal of the place.
    """
    whose = _PROVINCES if document.level == "province" else _CITYS
    ours = whose.search(text) is not None or any(name in text for name in document.own_names)
    return ours and _AIMED.search(text) is not None
