"""A change of a data set: worked out, tried as a whole, then made at once.

Nothing is written before the set as it would be has been read like any other and found free of
errors; so nothing gets in that `check` would refuse. Records of several tables go in together
or not at all.
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
from czplan.dataset import Dataset
from czplan.editing import into_csv, into_yaml, out_of_yaml
from czplan.editing.addition import NewRecord, Unfit, meaning
from czplan.editing.difference import difference
from czplan.faults import Fault
from czplan.faults.system import why
from czplan.format.fields import TABLES
from czplan.reading.decoding import MOST_YAML_BYTES
from czplan.reading.folder import stamps
from czplan.shipped import shipped_folder
from czplan.storage import LOCK_NAME, WriteFault, locked, replace, temporary_folder

NEVER = (
    "自带的数据集不写入。先复制一份：czplan init DIR --copy，"
    "再用 --data DIR（或环境变量 CZPLAN_DATA）指明它",
    "the shipped data set is never written to. Make a copy: czplan init DIR --copy,"
    " and name it: --data DIR (or the environment variable CZPLAN_DATA)",
)
"""What is said, in both languages, to whoever would write to the shipped data set."""

Look = Callable[[Dataset, Dataset], None]

_YAML_ONLY = frozenset({"not-goals"})


class Refused(Exception):
    """The set would have errors: each with the record it comes from, if it comes from one."""

    def __init__(self, faults: Sequence[tuple[NewRecord | None, Fault]]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(fault.text("en") for _, fault in faults))


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a file would become.

    Attributes:
        path: the file.
        before, after: its bytes; None where it isn't there yet.
        new: the records that it takes.
        gone: how many records it loses.
    """

    path: Path
    before: bytes | None
    after: bytes
    new: Sequence[NewRecord]
    gone: int = 0

    def diff(self) -> list[str]:
        """Return the change as lines of a unified diff, without line ends."""
        old = (self.before or b"").decode("utf-8-sig").splitlines()
        new = self.after.decode("utf-8-sig").splitlines()
        return difference(old, new, self.path.name)


@dataclass(frozen=True, slots=True)
class SetChange:
    """What a data set would become.

    Attributes:
        folder: the set's.
        files: the tables that change, in the order of writing: a table never names a record of
            one that is written later.
        known: records that the set holds already, word for word; they are left out.
        warnings: what `check` would say of the new set and not of the old.
        state: what the folder's tables were when the change was worked out.
        notes: what couldn't be kept of files that were replaced, Chinese and English.
    """

    folder: Path
    files: Sequence[FileChange] = ()
    known: Sequence[NewRecord] = ()
    warnings: Sequence[Fault] = ()
    state: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    notes: Sequence[tuple[str, str]] = ()

    @property
    def new(self) -> list[NewRecord]:
        """The records that the set takes."""
        return [one for file in self.files for one in file.new]

    @property
    def paths(self) -> list[Path]:
        """The files that change."""
        return [file.path for file in self.files]

    def diff(self) -> list[str]:
        """Return the change as lines of a unified diff, file after file."""
        return [line for file in self.files for line in file.diff()]


def is_shipped(folder: Path) -> bool:
    """Tell whether a record added in `folder` would land in a shipped data set: by a link too."""
    shipped = shipped_folder().resolve()
    tables = (folder / f"{table}{end}" for table in TABLES for end in (".yaml", ".csv"))
    try:
        return shipped in {folder.resolve(), *(path.resolve().parent for path in tables)}
    except (OSError, ValueError, RuntimeError):
        return False  # reading it will say what is wrong


def plan(ds: Dataset, additions: Sequence[NewRecord], look: Look | None = None) -> SetChange:
    """Work out what a set's files would become; nothing is written.

    `look` is shown the set as it is and as it would be, while the latter can be read.

    Raises:
        Refused: the set would have errors.
        WriteFault: a file is written in a way in which nothing can be added safely, or a
            record of the same id is there and says something else.
    """
    folder = ds.folder
    state = stamps(folder)
    files: list[FileChange] = []
    known: list[NewRecord] = []
    for table in TABLES:
        wanted = [one for one in additions if one.table == table]
        if wanted:
            change, held = _of_table(folder, table, wanted)
            known += held
            if change is not None:
                files.append(change)
    if not files:
        return SetChange(folder, known=known, state=state)
    with _trial(folder, {file.path.name: file.after for file in files}) as trial:
        would, faults = dataset.read(trial)
        if would is None and stamps(folder) == state:
            errors = [fault for fault in faults if fault.is_error]
            raise Refused(_blamed(errors, files))
        if would is not None and look is not None:
            look(ds, would)
    if would is None:  # somebody wrote while it was tried: what was tried never was
        return plan(dataset.load(folder), additions, look)
    old = {(fault.file, fault.code, fault.en) for fault in ds.faults}
    warnings = [
        one for one in would.faults if not one.accepted and (one.file, one.code, one.en) not in old
    ]
    return SetChange(folder, files, known, warnings, state)


def commit(additions: Sequence[NewRecord], change: SetChange) -> SetChange:
    """Make a change and return what was made.

    It is worked out and tried anew if any table of the set isn't what it was: somebody may have
    written while a question stood.

    Raises:
        WriteFault, czplan.faults.DataError, Refused: it couldn't be made; the set is as it was.
    """
    folder = change.folder
    if not change.files:
        if (folder / LOCK_NAME).exists():  # a run that made this very change may have left it
            with contextlib.suppress(WriteFault), locked(folder / "any", patience=0):
                pass
        return change
    if is_shipped(folder):
        raise WriteFault(*NEVER)
    with contextlib.ExitStack() as locks:
        for place in sorted({path.resolve().parent for path in change.paths}):
            locks.enter_context(locked(place / "any"))  # links may lead elsewhere
        if stamps(folder) != change.state:
            change = plan(dataset.load(folder), additions)
        notes = [note for file in change.files for note in replace(file.path, file.after)]
    return replaced(change, notes=notes)


def _of_table(
    folder: Path, table: str, additions: Sequence[NewRecord]
) -> tuple[FileChange | None, list[NewRecord]]:
    """Work out what a table's file would become, and which records it holds already."""
    path = folder / f"{table}.yaml"
    as_csv = folder / f"{table}.csv"
    if table not in _YAML_ONLY and as_csv.exists() and not path.exists():
        path = as_csv
    before = path.read_bytes() if path.exists() else None
    mark = codecs.BOM_UTF8 if (before or b"").startswith(codecs.BOM_UTF8) else b""
    text = (before or b"").decode("utf-8-sig")
    leaving = [one for one in additions if one.gone]
    kept = _without(path, text, leaving)
    new, known = _unknown(path, table, kept, [one for one in additions if one not in leaving])
    if not new and kept == text:
        return None, known
    after = _text(path, kept, new) if new else kept
    return FileChange(path, before, mark + after.encode(), new, len(leaving)), known


def _without(path: Path, text: str, records: Sequence[NewRecord]) -> str:
    """Return the file's text without records.

    Raises:
        WriteFault: it is written in a way in which nothing can be taken out safely.
    """
    try:
        return out_of_yaml.without(text, records)
    except Unfit as error:
        names = ", ".join(f"{one.title} {one.fields.get('text', '')}" for one in records)
        raise WriteFault(
            f"{path} 的写法特别，自动删除恐有损坏。请自己删去：{names}",
            f"{path} is written in a way in which nothing can be taken out safely. "
            f"Take out by hand: {names}",
        ) from error


def _text(path: Path, text: str, new: Sequence[NewRecord]) -> str:
    """Return the file's text with additions."""
    is_csv = path.suffix == ".csv"
    added = into_csv.added if is_csv else into_yaml.added
    try:
        made = added(text, new)
    except Unfit as error:
        wanted = into_csv.added("", new) if is_csv else into_yaml.by_hand(new)
        lines = "\n".join("  " + line for line in wanted.splitlines())
        raise WriteFault(
            f"{path} 的写法特别，自动添加恐有损坏。请自己写进去：\n{lines}",
            f"{path} is written in a way in which nothing can be added safely."
            f" Add this by hand:\n{lines}",
        ) from error
    if not is_csv and len(made.encode()) > MOST_YAML_BYTES:
        raise WriteFault(
            f"{path} 会超过 {MOST_YAML_BYTES >> 20} MiB；大批数据请放进 {path.stem}.csv",
            f"{path} would be larger than {MOST_YAML_BYTES >> 20} MiB: "
            f"bulk belongs in {path.stem}.csv",
        )
    return made


def _unknown(
    path: Path, table: str, text: str, additions: Sequence[NewRecord]
) -> tuple[list[NewRecord], list[NewRecord]]:
    """Part the additions into those that the file lacks and those it holds word for word.

    Raises:
        WriteFault: a key that can stand but once is there and says something else.
    """
    is_csv = path.suffix == ".csv"
    if is_csv:
        held = into_csv.held(text, table, {each.keys for each in additions})
    else:
        held = into_yaml.held(text, table)
    new: list[NewRecord] = []
    known: list[NewRecord] = []
    records: dict[tuple[str, ...], list[Mapping[str, object]]] = {}
    for each in additions:
        if each.keys not in records:
            records[each.keys] = [meaning(record) for record in held.get(each.keys, ())]
        fields = each.ordered()
        record = meaning(into_csv.flat(fields) if is_csv else fields)
        if record in records[each.keys]:
            known.append(each)
        elif records[each.keys] and not TABLES[table].listed:
            names = TABLES[table]
            raise WriteFault(
                f"{names.zh}里已有 {each.title}，内容不同；请另取编号",
                f"{names.en} already has {each.title}, which says something else: "
                "choose another id",
            )
        else:
            new.append(each)
        records[each.keys].append(record)
    return new, known


@contextlib.contextmanager
def _trial(folder: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Give a folder in which some files are as they would be and the others are as they are.

    Raises:
        WriteFault: there is no room for it where the system keeps temporary files.
    """
    name = "、".join(files), ", ".join(files)
    with contextlib.ExitStack() as stack:
        try:
            trial = stack.enter_context(temporary_folder())
            for one in folder.iterdir():
                if one.name in files or not one.is_file() or one.suffix not in (".yaml", ".csv"):
                    continue
                try:
                    (trial / one.name).symlink_to(one.resolve())
                except OSError:  # pragma: no cover - a system without links
                    shutil.copyfile(one, trial / one.name)
            for file, data in files.items():
                (trial / file).write_bytes(data)
        except OSError as error:
            zh, en = why(error)
            where = tempfile.tempdir or "TMPDIR"
            raise WriteFault(
                f"没有地方试写 {name[0]}（{where}：{zh}）；原有内容未动",
                f"there is no room to try {name[1]} out ({where}: {en}); everything is as it was",
            ) from error
        yield trial


def _blamed(
    errors: Sequence[Fault], files: Sequence[FileChange]
) -> list[tuple[NewRecord | None, Fault]]:
    """Give every fault the record in whose lines it stands."""
    spans: dict[str, list[tuple[NewRecord, int, int]]] = {}
    for file in files:
        if not file.new:
            continue
        text = file.after.decode("utf-8-sig")
        find = into_csv.lines if file.path.suffix == ".csv" else into_yaml.lines
        spans[file.path.name] = [
            (one, first, last)
            for one, (first, last) in zip(file.new, find(text, file.new), strict=True)
        ]
    blamed: list[tuple[NewRecord | None, Fault]] = []
    for fault in errors:
        near = spans.get(fault.file, ())
        owner = next((one for one, a, b in near if a <= fault.line <= b), None)
        blamed.append((owner, fault))
    return blamed
