"""Where answers go: standard output, in the form that was asked for.

A person at a terminal gets a table, a pipe gets TSV with nothing cut, a program gets what it
asks for. JSON keys and column names are English whatever the language. Machine formats are
UTF-8 and have no byte-order mark.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from czplan import sinks
from czplan.cli.choices import COLOURS, LISTING_FORMATS
from czplan.cli.kit import errors, language, pager
from czplan.cli.kit.streams import hush
from czplan.export import rows_as_text
from czplan.views.screen import NATURAL, Screen

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.views.screen import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Screen):
    """How this run shows its answer, made from the shared options by `Output.of`.

    A screen, and besides: the `format`, and whether the line named it (`named`); `fields` (the
    columns asked for, or None); `quiet` (ids only); `pager` (long output may go through one);
    `height`, the lines of the terminal.
    """

    format: str = "table"
    named: bool = False
    fields: tuple[str, ...] | None = None
    quiet: bool = False
    pager: bool = True
    height: int = 24

    @classmethod
    def of(
        cls,
        *,
        format: str | None = None,
        fields: str | None = None,
        quiet: bool = False,
        color: str | None = None,
        ascii: bool = False,
        no_pager: bool = False,
    ) -> Output:
        """Return the output that a command's shared options ask for.

        Raises:
            errors.Refusal: an option has a value that isn't one of its words.
        """
        spoken = language.current()
        on_terminal = sys.stdout.isatty()
        form = _format(format) if format is not None else ("table" if on_terminal else "tsv")
        size = shutil.get_terminal_size((80, 24))
        return cls(
            lang=spoken,
            format=form,
            named=format is not None,
            pager=not no_pager,
            height=max(1, size.lines),
            fields=named_fields(fields),
            quiet=quiet,
            colour=_colour(color, on_terminal, os.environ),
            many_colours=_many_colours(os.environ),
            ascii=ascii or os.environ.get("CZPLAN_ASCII", "") not in ("", "0"),
            width=max(20, size.columns) if on_terminal else NATURAL,
            encoding=sys.stdout.encoding or "utf-8",
        )

    @property
    def as_rows(self) -> bool:
        """Whether the line asks for rows: it names a format or columns, or wants ids alone."""
        return self.named or self.fields is not None or self.quiet

    @property
    def for_screen(self) -> bool:
        """Whether the answer may be laid out for the terminal at hand, not as rows."""
        return self.for_people and not self.named and self.fields is None and not self.natural

    @property
    def for_people(self) -> bool:
        """Whether the answer is a table for a person to read."""
        return self.format == "table" and not self.quiet

    @property
    def laid_out(self) -> bool:
        """Whether a person gets the command's own layout: no columns were asked for."""
        return self.for_people and self.fields is None

    def show(self, *renderables: Shown) -> None:
        """Write Rich renderables to standard output, through the pager where the rule says so."""
        self.write([self.text(*renderables)])

    def say(self, lines: Iterable[str]) -> None:
        """Write sentences to standard output, a line each; no character of the data acts."""
        self.write(sinks.lines(line) + "\n" for line in lines)

    def write(self, texts: Iterable[str]) -> None:
        """Write text to standard output: UTF-8 for machines; a closed pipe is no fault."""
        if self.format != "table" or self.quiet:
            reconfigure = getattr(sys.stdout, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="replace", newline="\n")
        if sys.stdout.isatty():
            whole = "".join(texts)
            if self.format != "table":  # what is in the data must not act on the terminal
                whole = sinks.lines(whole)
            if self.pager and self.for_people and pager.paged(whole):
                return
            texts = [whole]
        try:
            for text in texts:
                sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            hush()


def _format(word: str) -> str:
    """Return the format that `word` names."""
    return errors.one_of(
        {"md": "markdown"}.get(word.lower(), word.lower()), LISTING_FORMATS, "格式", "format"
    )


def named_fields(words: str | None) -> tuple[str, ...] | None:
    """Return the columns that `--fields` lists."""
    if words is None:
        return None
    named = tuple(word.strip() for word in words.replace("，", ",").split(",") if word.strip())
    if not named:
        errors.fail("--fields 没有写出列名", "--fields names no field")
    return named


def _colour(word: str | None, on_terminal: bool, environ: Mapping[str, str]) -> bool:
    """Return whether to colour.

    `--color` wins; then `NO_COLOR`, if not empty; then `FORCE_COLOR` or `CLICOLOR_FORCE`
    (`0` is off); then a terminal colours, unless it is a dumb one.
    """
    choice = errors.one_of(
        "auto" if word is None else word.lower(), COLOURS, "颜色选择", "choice of colour"
    )
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environ.get(name):
            return environ[name] != "0"
    return on_terminal and environ.get("TERM") != "dumb" and environ.get("CLICOLOR") != "0"


_MANY = ("kitty", "alacritty", "ghostty", "foot", "wezterm", "direct")
"""Terminals with more than sixteen colours whose names don't say so."""


def _many_colours(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal says that it has 256 colours or more."""
    term = environ.get("TERM", "")
    return (
        environ.get("COLORTERM", "") in ("truecolor", "24bit")
        or "256color" in term
        or "WT_SESSION" in environ
        or any(name in term for name in _MANY)
    )


def emit(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    out: Output,
    table: Callable[[], Any] = lambda: None,
    key: str = "id",
    ds: Dataset | None = None,
) -> None:
    """Write a listing: `rows` of `columns`, in the form that `out` asks for.

    A missing value is None. `table` builds what a person sees; with `--fields` a plain table
    of those columns takes its place. Columns that found no room are named on standard error.
    `key` is the column that `-q` prints. With `ds`, what the rows are of, `--fields` takes display
    fields (`czplan.export.reading_fields`) too.

    Raises:
        errors.Refusal: `--fields` names an unknown column.
    """
    chosen = list(columns)
    if out.fields is not None:
        made = _makers(ds, columns, out)
        offered = [*columns, *made]
        chosen = [errors.one_of(name, offered, "列", "field") for name in out.fields]
        made = {name: maker for name, maker in made.items() if name in chosen}
        if made and not out.quiet:
            rows = [{**row, **{name: maker(row) for name, maker in made.items()}} for row in rows]
    if out.quiet:
        out.write(f"{rows_as_text.plain_cell(row[key])}\n" for row in rows)
    elif out.format == "table" and not rows and out.for_screen:
        return  # that nothing matched is said beside it; a heading over nothing says less
    elif out.format == "table":
        if out.fields is None:
            made = table()
            out.show(getattr(made, "table", made))
            tell_hidden(out, getattr(made, "hidden", ()))
        else:
            from czplan.views.fitting import listing

            out.show(listing(rows, chosen, out))
    else:
        out.write(rows_as_text.written(out.format, rows, chosen))


def _makers(ds: Dataset | None, columns: Sequence[str], out: Output) -> dict[str, Any]:
    """Return how the display fields of a listing are made; none where it has no data set."""
    if ds is None:
        return {}
    from czplan.export.reading_fields import makers

    return dict(makers(ds, out.lang, set(columns)))


def tell_hidden(out: Output, hidden: Sequence[str]) -> None:
    """Say on standard error which columns found no room."""
    if hidden:
        names = out.pick("、", ", ").join(hidden)
        errors.hint(
            f"宽度不够，未显示：{names}（加宽窗口，或用 --fields、-f json）",
            f"no room for: {names} (widen the window, or use --fields or -f json)",
        )
