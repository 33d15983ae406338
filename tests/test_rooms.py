"""The house: which room may import which (docs/architecture.md), no circles, no name twice."""

from __future__ import annotations

import ast
import pydoc
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from conftest import LONG, SLOW

import czplan

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "czplan"

MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix("__init__").rstrip("."): (
        path
    )
    for path in SOURCE.rglob("*.py")
}


PUBLIC = {"__main__", "api", "notebook"}
"""Modules that others than this package may import names from."""


@cache
def tree(module: str) -> ast.Module:
    """Return a module's syntax."""
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports(module: str) -> Iterator[str]:
    """Yield the modules of the package that a module imports, wherever in it."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            # importing a module imports its package first
            names = [str(node.module)] + [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith("czplan.") and name.removeprefix("czplan.") in MODULES:
                yield name.removeprefix("czplan.")


def rooms() -> list[str]:
    """Return the rooms in the order of the document."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def test_every_module_stands_in_a_room_of_the_plan() -> None:
    """The document names every room, and none that isn't there."""
    there = {name.partition(".")[0] for name in MODULES} - {"", "__main__"}
    assert sorted(rooms()) == sorted(there)


@pytest.mark.parametrize("room", rooms())
def test_a_room_never_imports_one_below_it(room: str) -> None:
    """Lazy imports and imports for types count too."""
    order = {name: number for number, name in enumerate(rooms())}
    wrong = {
        f"{module} imports {other}"
        for module in MODULES
        if module.partition(".")[0] == room
        for other in imports(module)
        if order[other.partition(".")[0]] > order[room]
    }
    assert not wrong


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not even by way of others."""
    graph = {module: {other for other in imports(module) if other != module} for module in MODULES}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_public_classes_share_a_name() -> None:
    """A name means one thing."""
    names = Counter(
        node.name
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_no_modules_share_a_name() -> None:
    """A command's module is named as its command, and may be named as what it shows."""
    names = Counter(
        module.rpartition(".")[2] for module in MODULES if not module.startswith("cli.commands.")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_only_what_passes_names_on_or_is_public_lists_them() -> None:
    """A name with an underscore is its module's own: a list beside that is a second one."""
    needless = []
    for module in MODULES:
        body = tree(module).body
        own = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        listed: set[str] = set()
        for node in body:
            if isinstance(node, ast.Assign | ast.AnnAssign):
                parts = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = {
                    part.id for one in parts for part in ast.walk(one) if isinstance(part, ast.Name)
                }
                own |= names
                if "__all__" in names and node.value is not None:
                    listed = set(ast.literal_eval(node.value))
        package = MODULES[module].name == "__init__.py"
        if listed and listed <= own and not package and module not in PUBLIC:
            needless.append(module)
    assert needless == []


def test_files_that_are_slow_or_long_are_there() -> None:
    """A name that no file has would leave its tests where they don't belong."""
    files = [file.stem for file in (ROOT / "tests").glob("test_*.py")]
    assert [name for name in SLOW if not any(one.startswith(name) for one in files)] == []
    assert [name for name in LONG if name not in files] == []


def test_help_tells_of_everything_public() -> None:
    for name in czplan.__all__:
        if name != "__version__":
            assert len(pydoc.render_doc(getattr(czplan, name))) > 200, name


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_modules_that_a_page_names_are_there(page: str) -> None:
    named = re.findall(r"`((?:\w+/)+[\w*]*)(?:\.py)?`", (ROOT / page).read_text("utf-8"))
    inside = [one for one in named if (SOURCE / one.split("/")[0]).is_dir()]
    assert len(inside) > 5
    assert [one for one in inside if not any(SOURCE.glob(f"{one.rstrip('/*')}*"))] == []
