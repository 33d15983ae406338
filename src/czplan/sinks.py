"""What text from a data set looks like where it comes out: data is never code.

One function a sink. On a terminal, in TSV, Markdown, HTML, SVG and Atom a control or bidirectional
character shows as U+FFFD, a tab or line break as a space; Markdown also escapes `<` and `|`, markup
all that it knows;
a text cell of CSV that begins like a formula, and isn't just a signed number, gets a leading `'`.
JSON carries text as it is, such characters as escapes; XLSX and data packages carry it as it is.
"""

from __future__ import annotations

from czplan import patterns as re

_BREAK = re.compile(r"\r\n|[\t\n\r\v\f\x85\u2028\u2029]")
# C0, DEL and C1; bidirectional marks, embeddings, overrides and isolates (Unicode UAX 9); other
# characters that show nothing or reorder: soft hyphen, zero-width ones, interlinear and tag
# characters, lone surrogates; the non-characters that XML can't hold
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# the same and the line breaks that JSON needn't escape; its own line feeds and tabs stay
_HIDDEN = re.compile(_CONTROL.pattern.replace(r"\x00-\x1f", r"\u2028\u2029"))
_WHITE = dict.fromkeys(map(ord, "\t\n\r\v\f\x85"), " ")
_PIPE = re.compile(r"(\\*)\|")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
# spreadsheets pass over what shows nothing at the beginning of a cell
_FORMULA = re.compile(rf"'*[\s{_CONTROL.pattern[1:-1]}]*[=+\-@]")
_SIGNED = re.compile(r"[+-](?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")


def plain(text: str) -> str:
    """Return `text` for a terminal or a TSV cell: one line, nothing that acts."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("\ufffd", _BREAK.sub(" ", text))


def markup(text: str) -> str:
    """Return `text` for HTML, SVG and XML, element or attribute: `plain`, and escaped."""
    from html import escape  # brings the names of all entities along; few runs need them

    return escape(plain(text), quote=True)


def hidden(text: str) -> str:
    """Return the characters of `text` that act where it is shown, each once, in order.

    Tabs and line breaks are none.
    """
    if text.isprintable():
        return ""
    return "".join(dict.fromkeys(_CONTROL.findall(text.translate(_WHITE))))


def lines(text: str) -> str:
    """Return text of several lines for a terminal: its line feeds stay, nothing else acts."""
    return "\n".join(plain(line) for line in text.split("\n"))


def json_text(text: str) -> str:
    """Return JSON with the characters that act on a terminal as escapes: it means the same."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def markdown(text: str) -> str:
    """Return `text` for a cell of a Markdown table.

    `<` becomes a reference and `|` gets a backslash, so that no renderer sees a tag or the end
    of the cell; backslashes before a `|` are doubled, lest they take its own away; a `&` that
    would read as a reference becomes one itself.
    """
    return _PIPE.sub(r"\1\1\\|", _REFERENCE.sub("&amp;", plain(text)).replace("<", "&lt;"))


def csv_text(text: str) -> str:
    """Return `text` for a text cell of CSV: never the beginning of a formula, blanks or not.

    A signed number alone, such as +2.6%, is none and stays. Text that already stands behind `'`
    gets one more, so that taking one off gives it back.
    """
    if _SIGNED.fullmatch(text):
        return text
    return "'" + text if _FORMULA.match(text) else text


def csv_untext(cell: str) -> str:
    """Return the text that a cell of CSV stands for: without one `'` that guards it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def encodable(text: str, encoding: str | None) -> bool:
    """Return whether `encoding` (None: UTF-8) can write `text`."""
    try:
        text.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
