"""Where a file that a command made goes: to the file that was named, or to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from czplan import sinks
from czplan.cli.kit import errors
from czplan.cli.kit.streams import hush
from czplan.export.formats import BINARY


def refuse_terminal(form: str, output: str | None) -> None:
    """Refuse to show on a terminal what isn't text.

    Raises:
        errors.Refusal: it would go there.
    """
    if form in BINARY and output in (None, "-") and sys.stdout.isatty():
        errors.fail(
            f"{form} 不是文字，不能显示在终端上：请用 -o 文件，或接管道",
            f"{form} isn't text and can't be shown on a terminal: use -o FILE, or a pipe",
        )


def put(content: bytes, output: str | None) -> None:
    """Write to a file in one step and say so, or to standard output; a closed pipe is no fault.

    Raises:
        WriteFault: the file can't be written.
    """
    if output not in (None, "-"):
        from czplan.storage import WriteFault, write_file

        if str(output).endswith(("/", os.sep)):
            raise WriteFault(f"{output} 是文件夹，不是文件", f"{output} is a folder, not a file")
        for zh, en in write_file(Path(str(output)), content):
            errors.hint(f"提醒：{zh}", f"warning: {en}")
        errors.hint(f"已写入 {output}", f"wrote {output}")
        return
    if sys.stdout.isatty():  # what is in the data must not act on the terminal
        content = sinks.lines(content.decode("utf-8", "replace")).encode()
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        hush()
