"""The screen of `czplan review`: a sentence with its figure marked, the proposal, the keys."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from czplan.cli.kit import keys
from czplan.cli.kit.language import pick
from czplan.editing.decisions import Decided, Decisions
from czplan.editing.proposed import READ

if TYPE_CHECKING:
    from collections.abc import Callable

    from czplan.cli.kit.output import Output
    from czplan.extract import Proposal

SURE = 0.9
"""The confidence from which `A` takes."""

_CLEAR = "\x1b[2J\x1b[H"

_EDITABLE = ("name", "indicator", "period", "start", "due", "scope", "unit", "measure", "slug")


class Session:
    """One person going through the proposals of one document.

    Attributes:
        proposals: in the order of the text.
        kept: what was decided, on disk at each key.
        at: the number of the proposal that is shown.
        refusal: says of proposals, and what to suppose of them, why they can't become records,
            and which is at fault; empty where they can.
        trail: the proposals that were decided, in order and in earlier runs too, each with what
            was decided before.
    """

    def __init__(
        self,
        proposals: list[Proposal],
        kept: Decisions,
        text: str,
        out: Output,
        refusal: Callable[..., tuple[str, str]],
    ) -> None:
        self.proposals = proposals
        self.kept = kept
        self.text = text
        self.out = out
        self.refusal = refusal
        places = {one.id: at for at, one in enumerate(proposals)}
        self.trail: list[tuple[int, Decided]] = [
            (places[id], replace(kept.get(id), take="")) for id in kept.ids() if id in places
        ]
        self.message = ""
        self.listing = False
        self._waiting = self._unfit = False
        self.at = next(
            (at for at, one in enumerate(proposals) if not kept.get(one.id).take),
            len(proposals) - 1,
        )

    def run(self) -> bool:
        """Go through the proposals; return whether the person left by `q` (else: interrupted).

        Raises:
            czplan.storage.WriteFault: a decision can't be kept.
        """
        try:
            with keys.pressed(), keys.resized(self._fit):
                return self._loop()
        except KeyboardInterrupt:
            return False

    def _loop(self) -> bool:
        while True:
            self._draw()
            self._waiting = True
            if self._unfit:  # the terminal changed while something else was done
                self._draw()
            char = keys.next_key()
            self._waiting = False
            if char in ("", "\x04"):
                return False
            self.message = ""
            if char == "q":
                if self._may_leave():
                    print(flush=True)
                    return True
                continue
            self._act(char)

    def _fit(self) -> None:
        """Draw anew where the terminal has another size: at once if a key is waited for."""
        self._unfit = True
        if self._waiting:
            self._draw()

    def _act(self, char: str) -> None:
        """Do what a key means."""
        if char in ("y", "\n"):
            self._decide("y")
        elif char == "n":
            self._decide("n")
        elif char in (" ", "j"):
            self._move(1)
        elif char == "k":
            self._move(-1)
        elif char == "b":
            self._back()
        elif char == "e":
            self._edit()
        elif char == "g":
            self.listing = not self.listing
        elif char == "/":
            self._find()
        elif char == "A":
            self._take_all()
        elif char == "?":
            self.message = _help()
        else:
            self.message = pick("没有这个键；? 看帮助", "no such key; ? helps")

    def _may_leave(self) -> bool:
        """Tell whether what was decided can be written; else show what can't, and why."""
        reason, id = self.refusal(self.proposals)
        if reason:
            self.at = next((at for at, one in enumerate(self.proposals) if one.id == id), self.at)
            self.message = pick(
                f"写不了：{reason}（n 不收，e 改；Ctrl-C 不写入就离开）",
                f"can't be written: {reason} (n: no record, e: edit; Ctrl-C leaves unwritten)",
            )
        return not reason

    def _refused(self, at: int) -> str:
        """Return why a proposal can't be taken, empty where it can."""
        one = self.proposals[at]
        return self.refusal([one], Decided("y", self.kept.get(one.id).said))[0]

    @property
    def now(self) -> Proposal:
        """The proposal that is shown."""
        return self.proposals[self.at]

    def _put(self, at: int, take: str) -> None:
        before = self.kept.get(self.proposals[at].id)
        self.kept.put(self.proposals[at].id, Decided(take, before.said))
        self.trail.append((at, before))

    def _decide(self, take: str) -> None:
        if take == "y" and (reason := self._refused(self.at)):
            self.message = pick(
                f"收不了：{reason}（n 不收，e 改）", f"can't be taken: {reason} (n: no, e: edit)"
            )
            return
        self._put(self.at, take)
        self._on(self.at)

    def _on(self, last: int) -> None:
        """Go to the next proposal behind `last` that is undecided, from the end to the first."""
        for at in [*range(last + 1, len(self.proposals)), *range(last + 1)]:
            if not self.kept.get(self.proposals[at].id).take:
                self.at = at
                return
        self.message = pick("全部核对完；q 写入并离开", "all done: q writes and leaves")

    def _move(self, step: int) -> None:
        self.at = min(max(self.at + step, 0), len(self.proposals) - 1)

    def _back(self) -> None:
        if not self.trail:
            self.message = pick("没有可退回的", "nothing to take back")
            return
        self.at, before = self.trail.pop()
        self.kept.put(self.now.id, before)

    def _edit(self) -> None:
        """Edit the proposal's cells, one line each; an empty Enter keeps."""
        made = self.kept.get(self.now.id)
        said = dict(made.said)
        for name in _EDITABLE:
            own = getattr(self.now, name, None)
            if name not in READ or (own is None and name in ("period", "start", "due")):
                continue
            before = said.get(name, "" if own is None else str(own))
            typed = keys.edited(f"{name}: ", before)
            if typed is None:
                break
            if typed.strip() != before:
                said[name] = typed.strip()
        self.kept.put(self.now.id, Decided(made.take, said))

    def _find(self) -> None:
        words = keys.edited("/", "")
        if not words:
            return
        order = [*range(self.at + 1, len(self.proposals)), *range(self.at + 1)]
        for at in order:
            one = self.proposals[at]
            if words in one.text or words in one.name or words == one.indicator:
                self.at = at
                return
        self.message = pick(f"没有找到：{words}", f"not found: {words}")

    def _on_screen(self) -> list[int]:
        """Return the proposals that this screen shows: the list's, else the one."""
        if not self.listing:
            return [self.at]
        room = max(3, shutil.get_terminal_size((80, 24)).lines - 5)
        first = max(0, min(self.at - room // 2, len(self.proposals) - room))
        return list(range(first, min(first + room, len(self.proposals))))

    def _take_all(self) -> None:
        """Take what the screen shows at 0.9 or more, named first."""
        sure = [
            at
            for at in self._on_screen()
            if self.proposals[at].confidence >= SURE
            and not self.kept.get(self.proposals[at].id).take
            and not self._refused(at)
        ]
        if not sure:
            self.message = pick(
                "本屏没有把握 0.9 以上、还未决定的", "none on this screen at 0.9 or more"
            )
            return
        names = pick("、", ", ").join(self.proposals[at].stated for at in sure)
        answer = keys.edited(
            pick(f"收下 {len(sure)} 条：{names}？[y/N] ", f"Take {len(sure)}: {names}? [y/N] "), ""
        )
        if answer and keys.key(answer.strip()[:1]) == "y":
            last = self._on_screen()[-1]
            for at in sure:
                self._put(at, "y")
            self._on(last)

    def _draw(self) -> None:
        """Draw the screen anew."""
        from rich.text import Text

        from czplan.views.proposal_card import card, in_list

        self._unfit = False
        out = replace(self.out, width=max(20, shutil.get_terminal_size((80, 24)).columns))
        done = sum(bool(self.kept.get(one.id).take) for one in self.proposals)
        total = len(self.proposals)
        head = Text(
            pick(
                f"{self.at + 1}/{total}  已核对 {done}，还有 {total - done}",
                f"{self.at + 1}/{total}  done {done}, left {total - done}",
            ),
            style="bold" if out.colour else "",
        )
        if self.listing:
            body = [
                in_list(
                    self.proposals[at].row(out.lang),
                    self.kept.get(self.proposals[at].id).take,
                    out,
                    here=at == self.at,
                )
                for at in self._on_screen()
            ]
        else:
            made = self.kept.get(self.now.id)
            row = self.now.row(out.lang) | dict(made.said)
            body = [card(row, made.take, self.text, out)]
        foot = [Text(self.message)] if self.message else []
        sys.stdout.write(_CLEAR + out.text(head, *body, *foot, Text(_keys())))
        sys.stdout.flush()


def _keys() -> str:
    return pick(
        "y 收  n 不收  空格 以后  e 改  b 退回  j/k 移动  g 列表  / 查找  A 全收  q 离开  ? 帮助",
        "y take  n no  space later  e edit  b back  j/k move  g list  / find  A all  q leave  ?",
    )


def _help() -> str:
    return pick(
        "y 或回车：写成记录；n：不是记录，记入 not-goals；空格：以后再说；e：逐项修改后仍要按 y；"
        "b：退回上一个决定，可连按；A：收下本屏把握 0.9 以上的，先报出来；q：写入并离开；"
        "Ctrl-C：不写入就离开，决定仍保留。",
        "y or Enter: becomes a record; n: no record, remembered in not-goals; space: later; e: "
        "edit its fields (then y); b: take the last decision back, any number of times; A: take "
        "what this screen shows at 0.9 or more, named first; q: write and leave; Ctrl-C: leave "
        "without writing, decisions stay.",
    )
