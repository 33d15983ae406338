"""What has no number becomes a draft: 与经济增长同步, 翻一番, 与上年持平."""

from __future__ import annotations

from czplan.extract.bare import Bare
from czplan.extract.catalogue import Catalogue
from czplan.extract.clean import TextLine
from czplan.extract.document import Document
from czplan.extract.framing import Frame, Frames
from czplan.extract.periods import YearsTold
from czplan.extract.scope import scope_of
from czplan.extract.settling import ProposalDraft
from czplan.extract.values import Value


def bare_draft(
    line: TextLine,
    start: int,
    bare: Bare,
    frame: Frame,
    frames: Frames,
    document: Document,
    catalogue: Catalogue,
) -> ProposalDraft:
    """Return the draft of words without a number, in the sentence that begins at `start`."""
    entry = catalogue.entries.get(bare.id)
    goal = frame.kind == "goal"
    least = bare.operator == ">"
    sign = "around" if goal and bare.operator == "=" else bare.operator
    value = Value(sign, bare.value, None if least else bare.value)
    unit = bare.unit or (entry.unit if entry is not None else "")
    grows = bare.operator == "parity" or unit == "倍"
    measure = entry.measure if entry else "growth" if grows else "share"
    confidence = {"parity": 0.93, "external": 0.92, "=": 0.92, "around": 0.92, ">": 0.92}.get(
        bare.operator, 0.8
    )
    if entry is None:
        confidence -= 0.12
    if bare.value is None and bare.operator not in {"parity", "external", "direction", "above"}:
        confidence = min(confidence, 0.5)
    why = [frame.reason, "bare"]
    period = None if goal else str(frame.end or "") or None
    if unit == "倍" and not goal:
        period = _years_of(line.text, start, bare, frame, frames, why)
    return ProposalDraft(
        line, bare.start, bare.end, bare.name, bare.begin, bare.stop, bare.id, value, unit, measure,
        frame, frame.kind, period,
        frame.start if goal else None, frame.end if goal else None, None if goal else "final",
        scope_of(document, "", "" if bare.id else bare.name, counted=True),
        bare.reference, bare.stretch, False, confidence, tuple(why),
    )  # fmt: skip


def _years_of(
    text: str, start: int, bare: Bare, frame: Frame, frames: Frames, why: list[str]
) -> str | None:
    """Return the years over which something has doubled: 比2018年翻一番."""
    edge = max(start, *(text.rfind(mark, start, bare.start) + 1 for mark in ",;:("))
    return YearsTold(
        measure="growth", unit=bare.unit, name=bare.name, id_="", size=bare.value, changed=True,
        points=False, clause=text[edge : bare.end], lead=text[start : bare.start],
        behind=text[bare.end : bare.end + 24], near="", level=False, fresh=True, listed=None,
        frame=frame, current=frames.current, past=frames.past, why=why,
    ).period()  # fmt: skip
