"""Parts that are installed on wish: what to say when one is asked for and isn't there."""

from __future__ import annotations

import importlib
from types import ModuleType

__all__ = ["MissingExtra", "need"]


class MissingExtra(Exception):
    """A library that an extra brings isn't installed; `zh` and `en` hold the one command."""

    def __init__(self, extra: str, module: str) -> None:
        command = f"pip install 'czplan[{extra}]'"
        self.extra = extra
        self.zh = f"需要 {module}，尚未安装。请运行：{command}"
        self.en = f"this needs {module}, which isn't installed. Run: {command}"
        super().__init__(self.en)


def need(module: str, extra: str) -> ModuleType:
    """Import and return `module`, which the extra of this name brings.

    Raises:
        MissingExtra: it isn't installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as fault:
        if fault.name is not None and module.split(".")[0] != fault.name.split(".")[0]:
            raise  # the library is there and itself lacks something: not ours to explain
        raise MissingExtra(extra, module.split(".")[0]) from fault
