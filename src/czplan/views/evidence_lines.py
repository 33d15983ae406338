"""How the terminal shows on what a goal and its figure rest: documents, words, addresses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from czplan.views.screen import Screen
from czplan.views.style import cell

if TYPE_CHECKING:
    from rich.text import Text

    from czplan.views.cited import Cite
    from czplan.views.goal_card import Evidence


def evidence_lines(known: Sequence[Evidence], screen: Screen) -> list[tuple[str, Text]]:
    """Return labels and texts: the document with its grade, the words, how they were seen."""
    pairs: list[tuple[str, Text]] = []
    for one in known:
        pairs.append((one.label, cell(_document(one, screen))))
        text = cell(f"“{one.words}”" if one.words else "")
        at = text.plain.find(one.stated) if one.stated else -1
        if at >= 0:
            text.stylize("bold", at, at + len(one.stated))
        pairs.append(("", text))
        pairs += [("", cell(f"{name}  “{stated}”")) for name, stated in one.tiers]
        if one.cite:
            pairs += [("", cell(one.cite.seen)), ("", address(one.cite, screen))]
    return pairs


def _document(one: Evidence, screen: Screen) -> str:
    """Return a document with its grade in words, where in it, by whom and when."""
    cite = one.cite
    if cite is None:
        return one.place
    where = [cite.title, one.place, cite.publisher, cite.published]
    return f"{cite.grade_name}  {screen.pick('，', ', ').join(filter(None, where))}"


def address(cite: Cite, screen: Screen) -> Text:
    """Return the address of a document, or that none is known."""
    if not cite.url:
        return cell(screen.pick("没有已知网址", "no address is known"), "dim")
    said = screen.pick("发布者的页面，未比对：", "publisher's page, not compared: ")
    return cell((said if cite.grade == "copy" else "") + cite.url, "dim")


def own_lines(cite: Cite) -> list[Text]:
    """Return whose an address is, and it on a line never broken, so that it can be copied."""
    line = cell(f"  {cite.url}", "dim")
    line.no_wrap, line.overflow = True, "ignore"
    return [cell(cite.title), line] if cite.url else []
