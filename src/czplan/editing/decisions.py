"""What a person has decided about the proposals of a document, kept at each key.

A line is added to a file beside the data for every decision and flushed to the disk, so that a
killed terminal loses nothing; the last line about a proposal counts. Decisions that have become
records go, and the file with the last of them.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from czplan.storage import WriteFault, locked, replace
from czplan.storage.unwritable import refused


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: `y`, `n`, or empty for one that was taken back or edited only; edited cells."""

    take: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


class Decisions:
    """The decisions about one document, by the proposal's id."""

    def __init__(self, folder: Path, sha256: str) -> None:
        self.path = folder / f".czplan-review-{sha256[:12]}.jsonl"
        self._made = self._read()

    def _read(self) -> dict[str, Decided]:
        made: dict[str, Decided] = {}
        text = ""
        with contextlib.suppress(OSError):  # a line may be cut off, in a character too
            text = self.path.read_bytes().decode("utf-8", "replace")
        for line in text.split("\n"):
            with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
                one = json.loads(line)
                said = {str(name): str(text) for name, text in one["said"].items()}
                made.pop(str(one["id"]), None)  # the order is that of the decisions
                made[str(one["id"])] = Decided(str(one["take"]), said)
        return made

    def get(self, id: str) -> Decided:
        """Return the decision about a proposal."""
        return self._made.get(id, Decided())

    def put(self, id: str, decided: Decided) -> None:
        """Keep a decision, beside those of others who review the same document.

        Raises:
            WriteFault: it can't be written; the file is as it was.
        """
        with locked(self.path):
            old = self.path.stat().st_size if self.path.exists() else None
            try:
                with self.path.open("a+b", buffering=0) as file:
                    file.seek(-1 if old else 0, os.SEEK_END)
                    cut = b"\n" * (file.read(1) not in (b"", b"\n"))
                    line = cut + _line(id, decided).encode()
                    if file.write(line) != len(line):
                        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                    os.fsync(file.fileno())
            except OSError as error:
                with contextlib.suppress(OSError):
                    if old is None:
                        self.path.unlink()
                    else:
                        os.truncate(self.path, old)
                raise refused(self.path, error) from error
        self._made.pop(id, None)
        self._made[id] = decided

    def ids(self) -> list[str]:
        """Return the ids of the proposals that are decided, in the order of the decisions."""
        return [id for id, one in self._made.items() if one.take]

    def forget(self, ids: Iterable[str]) -> None:
        """Let decisions go that have become records; what others have decided meanwhile stays."""
        gone = [id for id in ids if self._made.pop(id, None)]
        if not gone:
            return
        with contextlib.suppress(OSError, WriteFault), locked(self.path):
            held = self._read()
            for id in gone:
                held.pop(id, None)
            if any(one.take or one.said for one in held.values()):
                replace(self.path, "".join(_line(*one) for one in held.items()).encode())
            else:
                self.path.unlink(missing_ok=True)


def _line(id: str, decided: Decided) -> str:
    row = {"id": id, "take": decided.take, "said": dict(decided.said)}
    return json.dumps(row, ensure_ascii=False) + "\n"
