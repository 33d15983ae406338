"""From the words of a command line to an exit status, with no traceback on the way."""

from __future__ import annotations

import codecs
import gc
import os
import sys
from collections.abc import Sequence

from czplan.cli.kit import errors, language
from czplan.cli.kit.streams import hush
from czplan.unable import Unable
from czplan.unknown import SeveralPlaces, UnknownValue
from czplan.vocabulary import LANGUAGES

SELDOM = 500_000
"""Objects made between two looks for garbage: a tenth of the time of a short run goes there."""


def start(argv: Sequence[str]) -> int:
    """Run `argv` and return the exit status; whatever goes wrong is one line on standard error."""
    gc.set_threshold(SELDOM, 10, 10)
    language.use(language.choose(argv, os.environ))
    shell = os.environ.get("_CZPLAN_COMPLETE")
    try:
        if shell:
            from czplan.cli import complete

            status = complete.answer(shell, argv)
            sys.stdout.flush()
            return status
        _forgive_consoles()
        wrong = language.wrong_choice(argv, os.environ)
        if wrong is not None:
            where, word = wrong
            offer = errors.did_you_mean(word, LANGUAGES) or language.pick(
                "可选：zh、en。", " One of: zh, en."
            )
            errors.fail(
                f"{where} 没有这种语言：{word}。{offer}",
                f"{where}: no such language: {word}.{offer}",
            )
        from czplan.cli import app

        status = app.run(argv)
        sys.stdout.flush()
        return status
    except errors.Refusal as refusal:
        errors.complain(refusal.message)
        return refusal.status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        hush()
        return 0
    except SystemExit as left:
        # Typer leaves with 1, "the answer is no", where a reader has closed the pipe
        if isinstance(left.__context__, BrokenPipeError):
            hush()
            return 0
        raise
    except Unable as unable:
        errors.complain(language.pick(unable.zh, unable.en))
        return errors.REFUSED
    except SeveralPlaces as several:
        errors.complain(errors.several(several.option, several.word, several.known))
        return errors.REFUSED
    except UnknownValue as unknown:
        errors.complain(errors.unknown(unknown))
        return errors.REFUSED
    except Exception as error:
        if os.environ.get("CZPLAN_DEBUG") == "1":
            raise
        errors.complain(_unforeseen(error))
        return errors.REFUSED
    finally:
        _flush()


def _flush() -> None:
    """Write out what is left; where that fails again, let it go without a word at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        hush()


def _forgive_consoles() -> None:
    """Let a console that lacks a character (GBK, cp1252) show a `?` for it and go on.

    A locale that says nothing (C, POSIX) isn't one that has ASCII alone.
    """
    asked = os.environ.get("PYTHONIOENCODING")
    for stream in (sys.stderr, sys.stdout):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            mute = not asked and codecs.lookup(stream.encoding).name == "ascii"
            reconfigure(encoding="utf-8" if mute else stream.encoding, errors="replace")


def _unforeseen(error: Exception) -> str:
    """Return one line about an error that nothing else has put into words."""
    if isinstance(error, OSError) and error.strerror:
        place = error.filename or language.pick("输出", "the output")
        return f"{place}{language.pick('：', ': ')}{errors.reason(error)}"
    words = " ".join(str(error).split())
    return language.pick(
        f"程序内部错误（{type(error).__name__}：{words}）；设 CZPLAN_DEBUG=1 可看全部经过",
        f"internal error ({type(error).__name__}: {words}); CZPLAN_DEBUG=1 shows the whole story",
    )
