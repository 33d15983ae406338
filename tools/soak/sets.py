"""Data sets that hypothesis has broken, read and judged: nothing but faults of ours comes out."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from tools.soak.ground import own_set

__all__ = ["sets"]


def sets(count: int) -> list[str]:
    """Read and judge `count` data sets that hypothesis has broken."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    import czplan
    from czplan import dataset
    from czplan.faults import FolderError

    failed: list[str] = []
    turn = sound = 0
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        base = Path(made)
        own_set(base)
        folder = base / "set"
        texts = {path: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}

        @settings(
            max_examples=count,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.randoms(use_true_random=False), st.integers(1, 3))
        def read(chance: random.Random, breaks: int) -> None:
            nonlocal turn, sound
            turn += 1
            broken = dict(texts)
            for _ in range(breaks):
                path = chance.choice(list(texts))
                broken[path] = _broken(broken[path], chance)
            for path, text in broken.items():
                path.write_text(text, encoding="utf-8", errors="replace")
            try:
                ds, faults = dataset.read(folder, advice=True)
                for fault in faults:
                    fault.text("zh")
                    fault.text("en")
                if ds is not None:
                    sound += 1
                    if sound % 5 == 0:
                        czplan.progress(ds, year=2026, all=True)
            except FolderError:
                pass
            except Exception as error:  # whatever it is, no user should see it
                failed.append(f"example {turn}: {type(error).__name__}: {error}")
                kept = Path(tempfile.gettempdir()) / f"soak-set-{turn}"
                shutil.copytree(folder, kept, dirs_exist_ok=True)

        read()
    print(f"sets: {turn} examples, {sound} sound, {len(failed)} failures", flush=True)
    return failed


_STUFF = (
    *("\x00", "\u202e", "é", "5%", "{", "}", "[", "\t", "\n", ": ", "- ", "'", '"', "#", "&a "),
    *("*a", "1e999", "-", "２０２５", "null", "~", "!!int ", "<<: ", "万", "亿", "", "。"),
)


def _broken(text: str, chance: random.Random) -> str:
    """Return a text that chance has changed a little."""
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice((0, 0, 1, 3, 40)))
    lines = text.split("\n")
    kind = chance.random()
    if kind < 0.15:
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
        return "\n".join(lines)
    if kind < 0.3:
        lines.insert(chance.randrange(len(lines)), chance.choice(lines))
        return "\n".join(lines)
    return text[:at] + chance.choice(_STUFF) + text[end:]
