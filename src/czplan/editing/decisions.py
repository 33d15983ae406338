"""What a person has decided about the proposals of a document, kept at each key.

A line is added to a file beside the data for every decision and flushed to the disk, so that a
killed terminal loses nothing; the last line about a proposal counts. Decisions that have become
records go, and the file with the last of them.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from czplan.storage import WriteFault, replace
from czplan.storage.fault import refused

__all__ = ["Decided", "Decisions"]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: `y`, `n`, or empty for one that was taken back or edited only; edited cells."""

    take: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


class Decisions:
    """The decisions about one document, by the proposal's id."""

    def __init__(self, folder: Path, sha256: str) -> None:
        self.path = folder / f".czplan-review-{sha256[:12]}.jsonl"
        self._made: dict[str, Decided] = {}
        text = ""
        with contextlib.suppress(OSError):  # the last line may be cut off, in a character too
            text = self.path.read_bytes().decode("utf-8", "replace")
        self._cut = text[-1:] not in ("", "\n")
        for line in text.split("\n"):
            with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
                one = json.loads(line)
                said = {str(name): str(text) for name, text in one["said"].items()}
                self._made[str(one["id"])] = Decided(str(one["take"]), said)

    def get(self, id: str) -> Decided:
        """Return the decision about a proposal."""
        return self._made.get(id, Decided())

    def put(self, id: str, decided: Decided) -> None:
        """Keep a decision.

        Raises:
            WriteFault: it can't be written.
        """
        self._made[id] = decided
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write("\n" * self._cut + _line(id, decided))
                self._cut = False
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise refused(self.path, error) from error

    def forget(self, ids: Iterable[str]) -> None:
        """Let decisions go that have become records."""
        if not [id for id in ids if self._made.pop(id, None)]:
            return
        with contextlib.suppress(OSError, WriteFault):
            if any(one.take or one.said for one in self._made.values()):
                whole = "".join(_line(id, one) for id, one in self._made.items())
                replace(self.path, whole.encode())
            else:
                self.path.unlink()


def _line(id: str, decided: Decided) -> str:
    row = {"id": id, "take": decided.take, "said": dict(decided.said)}
    return json.dumps(row, ensure_ascii=False) + "\n"
