"""Writing that loses nothing: files and folders that change whole or not at all, by turns.

`lock` gives writers their turns, `files` puts one file in place of another, `folders` does so
with a whole folder. Nothing here knows what is written.
"""

from __future__ import annotations

from czplan.storage.files import replace, write_file
from czplan.storage.folders import filling, temporary_folder, write_folder
from czplan.storage.lock import LOCK_NAME, PATIENCE, locked
from czplan.storage.unwritable import WriteFault

__all__ = [
    "LOCK_NAME",
    "PATIENCE",
    "WriteFault",
    "filling",
    "locked",
    "replace",
    "temporary_folder",
    "write_file",
    "write_folder",
]
