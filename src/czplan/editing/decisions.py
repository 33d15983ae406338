"""What a person has decided about the proposals of a document, kept at each key.

A line is added to a file beside the data for every decision and flushed to the disk, so that a
killed terminal loses nothing; the last line about a proposal counts. When the decisions have
become records the file goes.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except OSError:
            lines = []
        for line in lines:
            with contextlib.suppress(ValueError, KeyError, TypeError):  # the last may be cut off
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
        row = {"id": id, "take": decided.take, "said": dict(decided.said)}
        line = json.dumps(row, ensure_ascii=False) + "\n"
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise refused(self.path, error) from error

    def forget(self) -> None:
        """Let the decisions go: they have become records."""
        self._made.clear()
        with contextlib.suppress(OSError):
            self.path.unlink()
