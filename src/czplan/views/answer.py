"""The answer of a year on one screen: what was missed, what is behind, what was kept, what is open.

Under the sentence to quote stand the misses a line each, with goal, figure, gap and a number to
ask on with; then what is behind; then, folded into a line each, what goes well, what was kept,
and what nobody can know yet, by its reason. What finds no room is named in one folded line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rich.text import Text

from czplan.method.headline import Promise
from czplan.period import period_words
from czplan.views.fitting import GAP, Column, Layout, layout
from czplan.views.folds import FOLDED, Folds, folded, rest_of, title_of
from czplan.views.layout import StyledText, cells, wrap
from czplan.views.progress import RUNNING, Background, derived, gap, signs_of
from czplan.views.readings import figure_reading, said_words
from czplan.views.row_cells import name_of
from czplan.views.row_numbers import percent
from czplan.views.screen import Screen, in_signs
from czplan.views.style import cell, colour
from czplan.vocabulary import STATUSES

ORDER = ("missed", "behind", "on-course", "met", "open")
"""Misses first, what nobody can know yet last."""

FEWEST = 3
"""So many misses stand in lines of their own on the smallest screen."""

NARROW = 140
"""Below so many columns English readings bear the short names of their powers and units."""

BRIEF = (
    (re.compile(r" million\b"), " m"),
    (re.compile(r" billion\b"), " bn"),
    (re.compile(r" trillion\b"), " tn"),
    (re.compile(r" US dollars\b"), " US$"),
    (re.compile(r"^(?:about )?in step with "), "with "),
    (re.compile(r"^steady, and better$"), "steady, better"),
)
TEN_THOUSANDS = re.compile(r"(?<![\d,.])(?:\d{1,3},)?\d{2}0,000(?![\d,.])")
SHORT_OF = re.compile(r"^short by (.+?)( m)?[–-](.+)$")

Row = Mapping[str, Any]
Entry = Mapping[str, Any]
"""A promise in a line of its own: `promise`, its `row`, and its `number` in the listing."""


class Answer(NamedTuple):
    """The lines of the screen, and the ids of the rows that are numbered in them, in order."""

    lines: list[Text | StyledText]
    ids: list[str]


def answer(
    head: Sequence[str],
    promises: Sequence[Promise],
    known: Background,
    screen: Screen,
    *,
    room: int,
    families: frozenset[str] = frozenset(),
    words: bool = False,
) -> Answer:
    """Return the screen.

    Args:
        head: the lines of the headline.
        promises: those of the rows chosen, worst first.
        known: what the verdict rows lack.
        screen: where it is shown.
        room: how many lines there are for all of it.
        families: where the rows were chosen by their verdicts, the families to list whole.
        words: show the documents' words in place of the readings.
    """
    found: dict[str, list[Promise]] = {code: [] for code in ORDER}
    for one in promises:
        found[str(one.row["family"])].append(one)
    listed = [code for code in ORDER if found[code] and code in (families or {"missed", "behind"})]
    top = [line for at, text in enumerate(head) for line in _wrapped(text, at, screen)]
    top.append(Text(""))
    every = {code: len(found[code]) for code in listed}
    slugs = Counter(id.partition("/")[2] for id in known.goals)
    made: dict[str, Sequence[Text]] = {}

    def laid(
        counts: Mapping[str, int], ids: bool, folds: Folds
    ) -> tuple[list[str], list[Text | StyledText]]:
        columns = _Columns(known, screen, words, ids, slugs, made)
        return _blocks(found, counts, columns, screen, folds)

    tries = [(every, Folds(FOLDED))] if families else _tries(every)
    titles = len(top) + sum(map(bool, found.values()))
    for counts, folds in tries:
        if titles + sum(counts.values()) > room and sum(counts.values()) > FEWEST and not families:
            continue  # not even with a line each
        numbered, lines = laid(counts, False, folds)
        if len(top) + len(lines) <= room:
            break
    left = every.get("behind", 0)
    if not families and left and not counts["behind"]:
        # lines left over are for what is behind, though names must be cut for it
        shorter = Folds(1, 1, folds.missed, behind=1, cut=True)
        spare = room - len(top) - len(laid(counts, False, shorter)[1])
        more = left if spare >= left else spare - 1
        for count in range(more, min(2, left) - 1, -1):  # a long goal takes two lines
            listing = {**counts, "behind": count}
            made_of = laid(listing, False, shorter)
            if len(top) + len(made_of[1]) <= room:
                counts, folds, (numbered, lines) = listing, shorter, made_of
                break
    left, spare = every.get("missed", 0) - counts.get("missed", 0), room - len(top) - len(lines)
    if not families and left and spare > 0:  # then for misses that are folded
        listing = {**counts, "missed": counts["missed"] + min(left, spare)}
        made_of = laid(listing, False, folds)
        if len(top) + len(made_of[1]) <= room:
            counts, (numbered, lines) = listing, made_of
    with_ids = laid(counts, True, folds)[1]
    # the numbers are handles: ids stand beside them where they cost few lines and no name its end
    spare = max(0, min(FOLDED, len(numbered) // 3, room - len(top) - len(lines)))
    sign = screen.sign("…", "...")
    ends = [sum(sign in line.plain for line in shown) for shown in (lines, with_ids)]
    cheap = len(with_ids) <= len(lines) + spare and ends[1] <= ends[0]
    return Answer([*top, *(with_ids if cheap else lines)], numbered)


def _wrapped(text: str, at: int, screen: Screen) -> list[Text]:
    """Return a line of the headline in the lines that it takes; the first says it all, and loud."""
    return [cell(line, "" if at else "bold") for line in wrap(text, screen.width)]


def _tries(counts: Mapping[str, int]) -> Iterator[tuple[Mapping[str, int], Folds]]:
    """Yield what to show, from everything to the least: first what says most in few lines.

    How many promises of each family have a line; how many lines the names of what is folded may
    take. Every miss is named as long as there is room.
    """
    folding = {**counts, "behind": 0}
    for most in (counts, folding):
        for lines in (FOLDED, 1):
            yield most, Folds(lines)
    missed = counts.get("missed", 0)
    least = min(FEWEST, missed)
    yield folding, Folds(1, cut=True)
    for count in range(missed, least - 1, -1):
        yield {**folding, "missed": count}, Folds(1, 1, cut=True)
    for lines in range(2 * FOLDED, 0, -1):
        yield {**folding, "missed": least}, Folds(1, 1, lines, cut=True)


def _blocks(
    found: Mapping[str, Sequence[Promise]],
    counts: Mapping[str, int],
    columns: _Columns,
    screen: Screen,
    folds: Folds,
) -> tuple[list[str], list[Text | StyledText]]:
    """Return the ids numbered and the lines below the headline, `counts` of a family in lines."""
    in_lines = {code: found[code][: counts.get(code, 0)] for code in ORDER}
    # what is folded behind lines of its family has its number, too
    numbered = [
        one
        for code in ORDER
        for one in (found if code == "missed" or in_lines[code] else in_lines)[code]
    ]
    numbers = {one.id: at for at, one in enumerate(numbered, start=1)}
    entries: list[Entry] = [
        {"promise": one, "row": one.row, "number": numbers[one.id]}
        for code in ORDER
        for one in in_lines[code]
    ]
    codes = [code for code in ORDER if counts.get(code)]
    title = title_of(codes[0], found[codes[0]], screen) if codes else ""
    laid = _shortest(entries, columns, title, screen, cut=folds.cut)
    lines: list[Text | StyledText] = []
    for code in ORDER:
        own = [one for one in entries if one["row"]["family"] == code]
        if not own and found[code]:
            lines += folded(found[code], code, screen, folds)
        elif own:
            line = cell(title_of(code, found[code], screen), colour(code))
            lines += _headed(line, laid, screen) if code == codes[0] else [line]
            lines += [line for one in own for line in laid.lines(laid.made[id(one)])]
            if rest := found[code][len(own) :]:
                room = folds.missed if code == "missed" else folds.behind
                lines += rest_of(rest, numbers, code, screen, room)
    return [str(one.row["id"]) for one in numbered], lines


def _shortest(
    entries: Sequence[Entry], columns: _Columns, title: str, screen: Screen, *, cut: bool
) -> Layout:
    """Return the layout in which the entries take the fewest lines, however wide the names.

    `cut`: names that don't fit on one line end in an ellipsis; their number leads to the whole.
    """
    best: Layout | None = None
    fewest = 0
    least = max(14, cells(title) - 2)
    names = {least, *(max(least, screen.width * part // 20) for part in (5, 7, 9))}
    tries = [(name, True) for name in sorted(names, reverse=cut)]
    if cut:  # how far a goal is takes no second line for it
        tries += [(name, False) for name, _ in tries]
    for name, pace in tries:
        laid = layout(entries, columns.of(name, entries)[: None if pace else -1], screen)
        if cut:
            laid = laid.cut(1, screen.sign("…", "..."))
        height = sum(map(laid.height, entries))
        hidden = 0 if cut else len(laid.hidden) * len(entries)
        if best is None or height + hidden < fewest:
            best, fewest = laid, height + hidden
        if height == len(entries):
            break
    assert best is not None
    return best


def _in_millions(found: re.Match[str]) -> str:
    """Return a number of tens of thousands, such as 120,000, as millions."""
    return f"{float(found[0].replace(',', '')) / 1e6:g} m"


class _Columns(NamedTuple):
    """The columns of the lines: number, name, goal, figure, gap, handle and what is under way."""

    known: Background
    screen: Screen
    words: bool
    ids: bool
    slugs: Counter[str]
    made: dict[str, Sequence[Text]]

    def of(self, name: int, entries: Sequence[Entry]) -> list[Column]:
        """Return the columns of entries; names have at least `name` cells.

        Ids stand whole beside all of them or not at all: the numbers are handles, too.
        """
        ids = [cells(self.cells_of(one["promise"])[5].plain) for one in entries]

        def made(at: int) -> Callable[[Entry], Text]:
            return lambda one: self.cells_of(one["promise"])[at]

        return [
            Column("", "", lambda one: cell(one["number"], "bold"), 0, 2, right=True),
            Column("目标", "Goal", made(0), 0, name, name),
            Column("目标", "Goal", made(1), 1, 6),
            Column("实际", "Figure", made(2), 1, 6),
            Column("差", "Gap", made(3), 2, 6),
            Column("缘由", "Why", made(4), 2, 8),
            *([Column("编号", "Id", made(5), 3, max(ids, default=0))] if self.ids else []),
            Column("进度", "Progress", made(6), 4, 12),
        ]

    def cells_of(self, promise: Promise) -> Sequence[Text]:
        """Return the cells of a promise, made once however often the screen is laid out."""
        found = self.made.get(promise.id)
        if found is None:
            row = promise.row
            slug = str(row["id"]).partition("/")[2]
            handle = slug if self.slugs[slug] == 1 else str(row["id"])
            found = self.made[promise.id] = (
                cell(name_of(row, self.screen)),
                self.goal(row),
                self.figure(row),
                cell(self.short(gap(row, self.screen, self.known))),
                cell(self.why(row)),
                cell(handle, "dim"),
                cell(self.pace(row)),
            )
        return found

    def short(self, text: str) -> str:
        """Return an English reading as it fits into a narrow column: billion is bn."""
        if self.screen.lang == "en" and self.screen.width < NARROW:
            for long, brief in BRIEF:
                text = long.sub(brief, text)
            text = text.replace(" micrograms per cubic metre", self.screen.sign(" µg/m³", " ug/m3"))
            minus = self.screen.sign("−", "-")
            text = TEN_THOUSANDS.sub(_in_millions, text)
            text = SHORT_OF.sub(rf"{minus}\1 to {minus}\3", text)
        return text

    def goal(self, row: Row) -> Text:
        """Return what was asked, with the year where it isn't the year judged."""
        known, screen = self.known, self.screen
        read = self.short(known.reading(row, screen))
        text = cell(known.words_for(row, screen) if self.words else read)
        if row["due"] != row["year"]:
            due = screen.pick("未写年份", "no year") if row["due"] is None else row["due"]
            text.append_text(cell(f" ({due})", "dim"))
        return text

    def figure(self, row: Row) -> Text:
        """Return the figure with its marks, and its period where it isn't the year judged.

        Of a task that was missed the gap says all that there is.
        """
        screen = self.screen
        if row["kind"] == "milestone" and row["family"] == "missed":
            return Text("")
        read = self.short(in_signs(figure_reading(row, screen.lang), screen))
        worked_out = derived(row, screen, brief=screen.width < NARROW)
        text = cell(worked_out or (said_words(row) if self.words else "") or read)
        period = row["actual_period"]
        if text.plain and period is not None and period != str(row["year"]):
            said = in_signs(period_words(period, "en"), screen)
            text.append_text(cell(f" ({said})", "dim"))
        if text.plain and (signs := signs_of(row, screen)):
            text.append(f" {signs}", style="bold")
        return text

    def pace(self, row: Row) -> str:
        """Return how far a goal under way is, and how far it should be."""
        lang = self.screen.lang
        low, expected = row["progress_low"], row["expected"]
        if row["family"] not in RUNNING or low is None or expected is None:
            return ""
        far, due = percent(low, lang, 0).replace("-", "−"), percent(expected, lang, 0)
        return in_signs(self.screen.pick(f"{far}，应到 {due}", f"{far}, due {due}"), self.screen)

    def why(self, row: Row) -> str:
        """Return why there is no verdict."""
        return STATUSES[row["status"]].name(self.screen.lang) if row["family"] == "open" else ""


def _headed(line: Text, laid: Layout, screen: Screen) -> list[Text]:
    """Return the first title with the headings of the columns on its right.

    They take a line of their own where the title is wider than its columns.
    """
    room = sum(laid.widths[:2]) + GAP
    above = [line] if cells(line.plain) > room else []
    line = Text() if above else Text.assemble(line)  # its colour isn't that of the headings
    line.append(" " * max(1, room - cells(line.plain)))
    for column, width in zip(laid.columns[2:], laid.widths[2:], strict=True):
        text = column.title(screen.lang)
        line.append(" " * GAP).append(text + " " * (width - cells(text)), style="dim")
    line.rstrip()
    return [*above, line]
