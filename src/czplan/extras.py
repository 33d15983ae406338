"""Parts that are installed on wish: what to say when one is asked for and isn't there."""

from __future__ import annotations

import importlib
import importlib.util
import shlex
import sys
from pathlib import Path
from types import ModuleType

from czplan.unable import Unable

EXTRAS = {
    "search": ("opencc>=1.4,<2",),
    "xlsx": ("openpyxl>=3.1.5,<4",),
    "parquet": ("pyarrow>=17,<27",),
    "png": ("vl-convert-python>=1.7,<2",),
    "dask": ("dask[dataframe]>=2025.11", "distributed>=2025.11", "pyarrow>=17,<27"),
}
"""What each extra of the package brings, as `pyproject.toml` has it."""


class MissingExtra(Unable):
    """A library that an extra brings isn't installed; `zh` and `en` hold the one command."""

    def __init__(self, extra: str, module: str) -> None:
        line = command(extra)
        self.extra = extra
        super().__init__(
            f"需要 {module}，尚未安装。请运行：{line}",
            f"this needs {module}, which isn't installed. Run: {line}",
        )


def command(extra: str) -> str:
    """Return the line that installs what an extra brings into the environment at hand.

    It names the very interpreter that runs, and pip where that has it, else uv.
    """
    python = Path(sys.executable)
    if python.is_relative_to(Path.cwd()):
        python = python.relative_to(Path.cwd())
    known = shlex.join(EXTRAS[extra])
    at = shlex.quote(str(python))
    if importlib.util.find_spec("pip") is not None:
        return f"{at} -m pip install {known}"
    return f"uv pip install --python {at} {known}"


def need(module: str, extra: str) -> ModuleType:
    """Import and return `module`, which the extra of this name brings.

    Raises:
        MissingExtra: it isn't installed.
    """
    root = module.split(".")[0]
    if sys.modules.get(root, sys) is None:
        del sys.modules[root]  # it was only spared
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as fault:
        if fault.name is not None and module.split(".")[0] != fault.name.split(".")[0]:
            raise  # the library is there and itself lacks something: not ours to explain
        raise MissingExtra(extra, module.split(".")[0]) from fault


def spare(module: str) -> None:
    """Let what is imported from now on do without a library, as if it weren't installed.

    pandas imports pyarrow wherever it finds it, which takes a fifth of its import and pays only
    in large tables; `need` still finds what was spared.
    """
    sys.modules.setdefault(module, None)  # type: ignore[arg-type]
