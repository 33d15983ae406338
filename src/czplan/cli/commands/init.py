"""`czplan init`: a data set of one's own."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import current


@described(
    "czplan init mycity --place 某某市/Somewhere",
    zh="在空文件夹（没有则新建）里写出五张表，每张表开头有说明和注释掉的例子；"
    "--copy 则是自带数据集的副本。注释用所选语言。非空的文件夹不动。",
    en="Writes five tables into an empty or a new folder, each with an explanation and examples"
    " that are commented out; with --copy, a copy of the shipped data set. The comments are in the"
    " language in use. A folder that isn't empty is left alone.",
)
def init(
    folder: Annotated[str, opt.argument("DIR", "文件夹", "the folder")],
    copy: Annotated[
        bool, opt.option("--copy", "复制自带的数据集", "copy the shipped data set")
    ] = False,
    place: Annotated[
        str | None,
        opt.option(
            "--place NAME",
            "地名，如 苏州市 或 苏州市/Suzhou",
            "the place, such as 苏州市 or 苏州市/Suzhou",
        ),
    ] = None,
) -> None:
    """Begin a data set."""
    from czplan.editing.begin import begin, place_names

    if not folder.strip():
        errors.fail("没有写文件夹", "the folder has no name")
    if place is not None and not place.strip(" /"):
        errors.fail("--place 是空的", "--place is empty")
    names = place_names(place) if place else ("", "")
    made = begin(Path(os.path.expanduser(folder)), current(), copy=copy, place=names)
    for path in made:
        print(path)
    where = shlex.quote(folder)
    if not copy:
        add = f"czplan sources add report.md --keep --data {where}"
        go_on = f"czplan plans add --data {where}", f"czplan review report.md --data {where}"
        errors.hint(
            f"下一步：{add}，{'，'.join(go_on)}；或填写各表",
            f"next: {add}, {', '.join(go_on)}; or fill in the tables",
        )
    errors.hint(
        f"然后：czplan check {where}，czplan progress --data {where}",
        f"then: czplan check {where}, czplan progress --data {where}",
    )
