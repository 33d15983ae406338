"""A change of a data set's figures: worked out, tried as a whole, then made at once.

Nothing is written before the set as it would be has been read like any other and found free of
errors; so nothing gets in that `check` would refuse.
"""

from __future__ import annotations

import codecs
import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from pathlib import Path

from czplan import dataset
from czplan.dataset import Dataset, shipped_folder
from czplan.editing import into_csv, into_yaml
from czplan.editing.addition import Addition, Unfit, meaning
from czplan.editing.difference import difference
from czplan.faults import Fault
from czplan.faults.system import why
from czplan.reading.decoding import MOST_YAML_BYTES
from czplan.storage import WriteFault, locked, replace

__all__ = ["NEVER", "FileChange", "Refused", "commit", "is_shipped", "plan"]

YAML = "actuals.yaml"
CSV = "actuals.csv"

NEVER = (
    "自带的数据集不写入。先复制一份：czplan init DIR --copy，"
    "再用 --data DIR（或环境变量 CZPLAN_DATA）指明它",
    "the shipped data set is never written to. Make a copy: czplan init DIR --copy,"
    " and name it: --data DIR (or the environment variable CZPLAN_DATA)",
)
"""What is said, in both languages, to whoever would write to the shipped data set."""

Look = Callable[[Dataset, Dataset], None]


class Refused(Exception):
    """The set would have errors: each with the addition it comes from, if it comes from one."""

    def __init__(self, faults: Sequence[tuple[Addition | None, Fault]]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(fault.text("en") for _, fault in faults))


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a file would become.

    Attributes:
        path: the file.
        before, after: its bytes; None where it isn't there yet.
        new: the additions that it takes.
        known: those that it holds already, word for word; they are left out.
        warnings: what `check` would say of the new set and not of the old.
        state: what the folder's tables were when the change was worked out.
        notes: what couldn't be kept of the file that was replaced, Chinese and English.
    """

    path: Path
    before: bytes | None
    after: bytes
    new: Sequence[Addition]
    known: Sequence[Addition] = ()
    warnings: Sequence[Fault] = field(default=())
    state: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    notes: Sequence[tuple[str, str]] = ()

    def diff(self) -> list[str]:
        """Return the change as lines of a unified diff, without line ends."""
        old = (self.before or b"").decode("utf-8-sig").splitlines()
        new = self.after.decode("utf-8-sig").splitlines()
        return difference(old, new, self.path.name)


def is_shipped(folder: Path) -> bool:
    """Tell whether a figure added in `folder` would land in the shipped data set: by a link too."""
    shipped = shipped_folder().resolve()
    try:
        return shipped in {
            folder.resolve(),
            *((folder / name).resolve().parent for name in (YAML, CSV)),
        }
    except (OSError, ValueError, RuntimeError):
        return False  # reading it will say what is wrong


def plan(ds: Dataset, additions: Sequence[Addition], look: Look | None = None) -> FileChange:
    """Work out what a set's file of figures would become; nothing is written.

    `look` is shown the set as it is and as it would be, while the latter can be read.

    Raises:
        Refused: the set would have errors.
        WriteFault: the file is written in a way in which nothing can be added safely.
    """
    folder = ds.folder
    state = _state(folder)
    path = folder / (CSV if (folder / CSV).exists() and not (folder / YAML).exists() else YAML)
    before = path.read_bytes() if path.exists() else None
    mark = codecs.BOM_UTF8 if (before or b"").startswith(codecs.BOM_UTF8) else b""
    text = (before or b"").decode("utf-8-sig")
    new, known = _unknown(path, text, additions)
    if not new:
        return FileChange(path, before, before or b"", new, known, state=state)
    after = mark + _text(path, text, new).encode()
    with _trial(folder, path.name, after) as trial:
        would, faults = dataset.read(trial)
        if would is None:
            errors = [fault for fault in faults if fault.is_error]
            raise Refused(_blamed(errors, path, after.decode("utf-8-sig"), new))
        if look is not None:
            look(ds, would)
    old = {(fault.file, fault.code, fault.en) for fault in ds.faults}
    warnings = [one for one in would.faults if (one.file, one.code, one.en) not in old]
    return FileChange(path, before, after, new, known, warnings, state)


def commit(additions: Sequence[Addition], change: FileChange) -> FileChange:
    """Make a change and return what was made.

    It is worked out and tried anew if any table of the set isn't what it was: somebody may have
    written while a question stood.

    Raises:
        WriteFault, czplan.faults.DataError, Refused: it couldn't be made; the file is as it was.
    """
    if not change.new:
        return change
    folder = change.path.parent
    if is_shipped(folder):
        raise WriteFault(*NEVER)
    with locked(change.path):
        try:
            changed = _state(folder) != change.state
        except OSError as error:
            raise WriteFault(str(error), str(error)) from error
        if changed:
            change = plan(dataset.load(folder), additions)
        if change.new:
            change = replaced(change, notes=replace(change.path, change.after))
    return change


def _state(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return what tells the tables of a folder from what they were or will be."""
    tables = (one for one in folder.iterdir() if one.suffix in (".yaml", ".csv"))
    state: dict[str, tuple[int, ...]] = {}
    for one in tables:
        about = one.stat()
        state[one.name] = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns)
    return state


def _text(path: Path, text: str, new: Sequence[Addition]) -> str:
    """Return the file's text with additions."""
    added = into_csv.added if path.name == CSV else into_yaml.added
    try:
        made = added(text, new)
    except Unfit as error:
        wanted = into_csv.added("", new) if path.name == CSV else into_yaml.by_hand(new)
        lines = "\n".join("  " + line for line in wanted.splitlines())
        raise WriteFault(
            f"{path} 的写法特别，自动添加恐有损坏。请自己写进去：\n{lines}",
            f"{path} is written in a way in which nothing can be added safely."
            f" Add this by hand:\n{lines}",
        ) from error
    if path.name == YAML and len(made.encode()) > MOST_YAML_BYTES:
        raise WriteFault(
            f"{path} 会超过 {MOST_YAML_BYTES >> 20} MiB；大批数据请放进 {CSV}",
            f"{path} would be larger than {MOST_YAML_BYTES >> 20} MiB: bulk belongs in {CSV}",
        )
    return made


def _unknown(
    path: Path, text: str, additions: Sequence[Addition]
) -> tuple[list[Addition], list[Addition]]:
    """Part the additions into those that the file lacks and those it holds word for word."""
    if path.name == CSV:
        wanted = {(each.indicator, each.period) for each in additions}
        held = into_csv.held(text, wanted)
    else:
        held = into_yaml.held(text)
    new: list[Addition] = []
    known: list[Addition] = []
    reports: dict[tuple[str, str], list[dict[str, str]]] = {}
    for each in additions:
        key = each.indicator, each.period
        if key not in reports:
            reports[key] = [meaning(record) for record in held.get(key, ())]
        record = meaning(each.fields)
        (known if record in reports[key] else new).append(each)
        reports[key].append(record)
    return new, known


@contextlib.contextmanager
def _trial(folder: Path, name: str, data: bytes) -> Iterator[Path]:
    """Give a folder in which one file is as it would be and the others are as they are.

    Raises:
        WriteFault: there is no room for it where the system keeps temporary files.
    """
    with contextlib.ExitStack() as stack:
        try:
            trial = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="czplan-")))
            for one in folder.iterdir():
                if one.name == name or not one.is_file() or one.suffix not in (".yaml", ".csv"):
                    continue
                try:
                    (trial / one.name).symlink_to(one.resolve())
                except OSError:  # pragma: no cover - a system without links
                    shutil.copyfile(one, trial / one.name)
            (trial / name).write_bytes(data)
        except OSError as error:
            zh, en = why(error)
            raise WriteFault(
                f"没有地方试写 {name}（{tempfile.gettempdir()}：{zh}）；原有内容未动",
                f"there is no room to try {name} out ({tempfile.gettempdir()}: {en}); "
                "everything is as it was",
            ) from error
        yield trial


def _blamed(
    errors: Sequence[Fault], path: Path, text: str, new: Sequence[Addition]
) -> list[tuple[Addition | None, Fault]]:
    """Give every fault the addition in whose lines it stands."""
    lines = into_csv.lines(text, new) if path.name == CSV else into_yaml.lines(text, new)
    blamed: list[tuple[Addition | None, Fault]] = []
    for fault in errors:
        owner = None
        if fault.file == path.name:
            owner = next(
                (one for one, (a, b) in zip(new, lines, strict=True) if a <= fault.line <= b), None
            )
        blamed.append((owner, fault))
    return blamed
