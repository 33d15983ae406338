"""README.md leads to every page of the documentation, and no link of it leads nowhere."""

from __future__ import annotations

import re

from cli_process import ROOT

LINK = re.compile(r"\]\(([^)#:]+)\)")
PAGES = ("cli", "cli.zh", "method", "method.zh", "data-format", "choices", "faults")


def test_links_lead_somewhere() -> None:
    links = LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_every_page_and_picture_is_linked() -> None:
    links = set(LINK.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    pictures = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/screens/*.svg")}
    assert {f"docs/{page}.md" for page in PAGES} | pictures <= links
