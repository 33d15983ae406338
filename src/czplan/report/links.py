"""Where things stand: on one page by fragments, on a site by pages of their own."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

GOALS = "goals/"
FEEDS = "feed/"
PREVIEWS = "preview/"


def file_of(identity: str) -> str:
    """Return a goal's path without its ending; ids are letters, digits, `-` and `/`."""
    return quote(identity, safe="/")


def addressee(contact: str) -> str:
    """Return who hears of mistakes as people read it: a mail address without `mailto:`."""
    to = contact.strip()
    return to[7:].partition("?")[0].strip() if to[:7].lower() == "mailto:" else to


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses that a page uses.

    Attributes:
        site: whether the page is one of a site; else all is on the page itself.
        root: the way back to the site's first page, such as `../../`.
        base: the site's address, ending in `/`; empty where it isn't known.
        contact_to: who hears of mistakes: a mail address or a web address.
        digest: the data's hash, for the message.
    """

    site: bool = False
    root: str = ""
    base: str = ""
    contact_to: str = ""
    digest: str = ""

    def goal(self, identity: str) -> str:
        """Return where a goal's card is."""
        if self.site:
            return f"{self.root}{GOALS}{file_of(identity)}.html"
        return f"#{quote(identity, safe='/')}"

    def path(self, identity: str) -> str:
        """Return a goal's page from the site's address on."""
        return f"{GOALS}{file_of(identity)}.html"

    def feed(self, identity: str) -> str:
        """Return where a goal's own feed is."""
        return f"{self.root}{FEEDS}{file_of(identity)}.xml"

    def source(self, identity: str) -> str:
        """Return where a document is described."""
        page = f"{self.root}index.html" if self.site and self.root else ""
        return f"{page}#source-{quote(identity, safe='')}"

    def image(self, family: str, lang: str) -> str:
        """Return the preview image, empty for a page that isn't on the web."""
        if not self.site:
            return ""
        return f"{self.base or self.root}{PREVIEWS}{family}.{lang}.png"

    def contact(self, about: str) -> str:
        """Return the address of a message about something, begun; empty where it is neither."""
        to = self.contact_to
        if to.startswith(("https://", "http://")):
            return to
        if "@" not in to or any(letter in to for letter in " ,;?&<>\"'"):
            return ""
        subject = quote(f"czplan {about} ({self.digest})".replace("  ", " "), safe="")
        return f"mailto:{quote(to, safe='@+.-_')}?subject={subject}"
