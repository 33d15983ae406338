"""Keys as they are pressed in a terminal, and lines as they are edited there."""

from __future__ import annotations

import os
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

_ESCAPES = {
    "\x1b[A": "k",
    "\x1b[B": "j",
    "\x1bOA": "k",
    "\x1bOB": "j",
    "\x1b[C": " ",
    "\x1b[D": "b",
}
"""What arrow keys mean: up and down move, right is later, left is back."""
_MOST_ESCAPE = 16
"""The most bytes of a key's escape sequence."""

_WORDS = {"是": "y", "否": "n", "收": "y", "不": "n", "\r": "\n", "？": "?", "／": "/"}


def key(char: str) -> str:
    """Return the key that is meant: full-width letters are letters, 是 is y, 否 is n."""
    char = _ESCAPES.get(char, _WORDS.get(char, char))
    return unicodedata.normalize("NFKC", char) if len(char) == 1 and char != "\u3000" else char


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    @contextmanager
    def pressed() -> Iterator[None]:
        """Take keys as they are pressed."""
        yield

    lines = pressed

    def next_key() -> str:
        """Wait for a key and return what is meant by it; empty at the end of input."""
        char = msvcrt.getwch()
        if char in "\x00\xe0":
            return {"H": "k", "P": "j", "M": " ", "K": "b"}.get(msvcrt.getwch(), "")
        return key(char)

else:
    import termios
    import tty

    @contextmanager
    def _set(change: Callable[[int], object]) -> Iterator[None]:
        """Change the terminal for a while; what was typed ahead stays, nothing is flushed."""
        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
        try:
            change(handle)
            yield
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)

    def pressed() -> AbstractContextManager[None]:
        """Take keys as they are pressed, without Enter; the terminal is as it was afterwards."""
        return _set(lambda handle: tty.setcbreak(handle, termios.TCSADRAIN))

    def lines() -> AbstractContextManager[None]:
        """Take whole lines for a while, as the terminal's own editing gives them."""

        def edit(handle: int) -> None:
            mode = termios.tcgetattr(handle)
            mode[3] |= termios.ICANON | termios.ECHO
            termios.tcsetattr(handle, termios.TCSADRAIN, mode)

        return _set(edit)

    def _whole(data: bytes) -> bool:
        """Tell whether an escape sequence is at its end."""
        if data[1:2] not in (b"[", b"O"):
            return len(data) > 1
        return len(data) > 2 and (0x40 <= data[-1] <= 0x7E or len(data) > _MOST_ESCAPE)

    def next_key() -> str:
        """Wait for a key and return what is meant by it; empty at the end of input."""
        handle = sys.stdin.fileno()
        data = os.read(handle, 1)
        if not data:
            return ""
        if data == b"\x1b":
            import select

            # an arrow has three bytes; Ctrl with one, or F5, has more and ends in a letter or ~
            while not _whole(data) and select.select([handle], [], [], 0.05)[0]:
                data += os.read(handle, 1)
            return key(data.decode("latin-1"))
        more = 3 if data[0] >= 0xF0 else 2 if data[0] >= 0xE0 else 1 if data[0] >= 0xC0 else 0
        for _ in range(more):  # a character of several bytes, as input methods send them
            data += os.read(handle, 1)
        return key(data.decode("utf-8", "replace"))


@contextmanager
def resized(fit: Callable[[], None]) -> Iterator[None]:
    """Call `fit` whenever the terminal has got another size."""
    if not hasattr(signal, "SIGWINCH"):  # pragma: no cover - a system without it
        yield
        return
    before = signal.signal(signal.SIGWINCH, lambda *_: fit())
    try:
        yield
    finally:
        signal.signal(signal.SIGWINCH, before)


def edited(prompt: str, value: str) -> str | None:
    """Return a line as a person edits it, `value` to begin with; None where it was given up.

    The system's line editor is used, so that an input method works as everywhere.
    """
    try:
        import readline
    except ImportError:  # pragma: no cover - a system without it
        with lines():
            typed = input(f"{prompt} [{value}] ")
        return typed or value
    readline.set_startup_hook(lambda: readline.insert_text(value))
    try:
        with lines():
            return input(prompt)
    except (EOFError, KeyboardInterrupt):
        return None
    finally:
        readline.set_startup_hook(None)
