"""What the parts of the soak stand on: a small data set, what commands leave of it, a run."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tools.copies import Done, run

__all__ = ["SCRAPS", "Tree", "own_set", "run_in", "tree"]

_EXAMPLE = re.compile(r"^#(?! \S)", re.MULTILINE)

SCRAPS = re.compile(r"\.czplan(-new|-old|-parts|\.lock)")
"""What a killed run leaves, and the next one sweeps."""

_REPORT = """---
title: 云岭市政府工作报告（2026年1月20日）
---

2026年经济社会发展的主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业3000人以上。
"""

Tree = dict[str, bytes]
"""Files below a folder by name."""


def run_in(base: Path, *args: str, keys: str = "", point: int = 0, traced: bool = False) -> Done:
    """Run a command in `base`, which is its home too (see `tools.copies.run`)."""
    env = {"HOME": str(base), "XDG_STATE_HOME": str(base / "state"), "CZPLAN_LANG": "en"}
    env |= {"CZPLAN_PAGER": "cat", "TERM": "xterm", "PATH": os.environ["PATH"]}
    return run(base, args, env, keys=keys, point=point, traced=traced)


def own_set(base: Path) -> None:
    """Make in `base` a small data set in use, a document it knows and a table of its proposals."""
    from czplan.editing.begin import begin

    begin(base / "set", "en", copy=False)
    for path in (base / "set").glob("*.yaml"):
        path.write_text(_EXAMPLE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    (base / "report.md").write_text(_REPORT, encoding="utf-8")
    (base / "figures.csv").write_text(
        "indicator,period,stated,source\nnev-output,2026-03,20万辆,report2026\n", "utf-8"
    )
    for line in (
        "sources add report.md --id report --data set -y",
        "extract report.md --data set --source report --plan wr2026 -o proposals.csv",
    ):
        done = run_in(base, *line.split())
        if done.status:
            raise RuntimeError(done.said)
    table = base / "proposals.csv"
    text = table.read_text(encoding="utf-8-sig").replace("\n,", "\ny,")
    table.write_text(text, encoding="utf-8-sig")


def tree(base: Path) -> Tree:
    """Return the files below a folder by name, without what killed runs leave."""
    return {
        name: path.read_bytes()
        for path in base.rglob("*")
        if path.is_file() and not SCRAPS.search(name := path.relative_to(base).as_posix())
    }
