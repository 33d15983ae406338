"""A real YAML language server marks what is wrong in a data file, by the schema we print."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from reading_sets import SOUND

from czplan.format.json_schema import schema

SERVER = Path("tests/npm/node_modules/yaml-language-server/bin/yaml-language-server")


class Editor:
    """Speaks the language server protocol with a server on its standard streams."""

    def __init__(self, root: Path) -> None:
        line = [shutil.which("node") or "node", str(root / SERVER), "--stdio"]
        self.process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0
        self.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.notify("initialized", {})

    def send(self, message: dict[str, Any]) -> None:
        """Send one message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = self._pipe(self.process.stdin)
        pipe.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        pipe.flush()

    def receive(self) -> dict[str, Any]:
        """Wait for one message; answer what the server asks of an editor with nothing."""
        pipe = self._pipe(self.process.stdout)
        length = 0
        while line := pipe.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the server has gone"
        message: dict[str, Any] = json.loads(pipe.read(length))
        if "id" in message and "method" in message:
            self.send({"id": message["id"], "result": None})
        return message

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe

    def request(self, method: str, params: dict[str, Any]) -> Any:
        """Ask and wait for the answer."""
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while (message := self.receive()).get("id") != self.asked or "method" in message:
            pass
        return message["result"]

    def notify(self, method: str, params: dict[str, Any]) -> None:
        """Tell."""
        self.send({"method": method, "params": params})

    def marks(self, path: Path) -> list[tuple[int, str]]:
        """Open a file and return the line and message of each mark the server sets."""
        text = path.read_text(encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        while (message := self.receive()).get("method") != "textDocument/publishDiagnostics":
            pass
        assert message["params"]["uri"] == path.as_uri()
        found = message["params"]["diagnostics"]
        return [(each["range"]["start"]["line"] + 1, each["message"]) for each in found]


@pytest.fixture(scope="module")
def editor(root: Path) -> Iterator[Editor]:
    """Start a server."""
    if not (root / SERVER).exists() or shutil.which("node") is None:
        pytest.skip("no node_modules: npm ci --prefix tests/npm")
    editor = Editor(root)
    yield editor
    editor.process.kill()
    editor.process.wait()


def as_opened(folder: Path, table: str, text: str) -> Path:
    """Write a table with the comment that names its schema, and the schema beside it."""
    (folder / "schema").mkdir(exist_ok=True)
    (folder / "schema" / f"{table}.json").write_text(json.dumps(schema(table)), encoding="utf-8")
    path = folder / f"{table}.yaml"
    path.write_text(
        f"# yaml-language-server: $schema=schema/{table}.json\n{text}", encoding="utf-8"
    )
    return path


@pytest.mark.parametrize("name", list(SOUND))
def test_sound_files_get_no_mark(editor: Editor, tmp_path: Path, name: str) -> None:
    assert editor.marks(as_opened(tmp_path, name.removesuffix(".yaml"), SOUND[name])) == []


@pytest.mark.parametrize("table", ["sources", "plans", "indicators", "targets", "actuals"])
def test_the_shipped_files_get_no_mark(
    editor: Editor, tmp_path: Path, root: Path, table: str
) -> None:
    text = (root / "data" / f"{table}.yaml").read_text(encoding="utf-8")
    assert editor.marks(as_opened(tmp_path, table, text)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("plans.yaml", "annual-report", "annual", 9),
        ("plans.yaml", "end: 2025\n  source", "end: 20255\n  source", 5),
        ("sources.yaml", "  grade: copy", "  grad: copy", 9),
        ("indicators.yaml", "basis: real", "basis: true", 12),
        ("targets.yaml", "line: 9", "line: nine", 24),
        ("actuals.yaml", "outcome: under-way", "outcome: undone", 10),
        ("actuals.yaml", "  2024: {stated: 近9000亿元", "  2024-13: {stated: 近9000亿元", 3),
    ],
)
def test_a_fault_is_marked_in_its_line(
    editor: Editor, tmp_path: Path, name: str, old: str, new: str, line: int
) -> None:
    assert SOUND[name].count(old) == 1
    text = SOUND[name].replace(old, new)
    marks = editor.marks(as_opened(tmp_path, name.removesuffix(".yaml"), text))
    assert marks
    assert line + 1 in {at for at, _ in marks}, marks
