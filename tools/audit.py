"""`make audit`: what others we stand on, and what we give away.

Three questions: may everything that is locked be used (licences, against a list of those that ask
for no more than a notice)? do wheel and source archive hold what the repository holds and nothing
else? is a known hole in what is locked (the advisories of PyPI, which pip-audit reads too)?
"""

from __future__ import annotations

import importlib.metadata as metadata
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["archives", "holes", "licences", "main"]

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")

FREE = re.compile(
    r"\b(MIT|BSD|Apache|PSF|Python Software Foundation|ISC|0BSD|Unlicense|CC0|HPND|zlib|"
    r"Public Domain|NCSA|CNRI)\b",
    re.IGNORECASE,
)
"""Licences that ask for a notice at most."""

TOOLS_ONLY = frozenset(
    {"certifi", "hypothesis", "orjson", "pathspec", "tqdm", "fqdn", "text-unidecode"}
)
"""Of the Mozilla or the Artistic licence, which bind the library's own files alone: tools of the
development, none of them shipped or needed to run."""

_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;]+)", re.MULTILINE)


@cache
def _locked() -> set[tuple[str, str]]:
    """Return name and version of what is locked."""
    return {
        (re.sub(r"[-_.]+", "-", name).lower(), version)
        for lock in LOCKS
        for name, version in _PIN.findall((ROOT / lock).read_text(encoding="utf-8"))
    }


def licences() -> list[str]:
    """Return what is locked and installed and may not simply be used."""
    wrong = []
    for name in sorted({name for name, _ in _locked()}):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # for another system
        said = " ".join(
            [
                *(about.get_all("License-Expression") or ()),
                *(text[:200] for text in about.get_all("License") or ()),
                *(line for line in about.get_all("Classifier") or () if "License" in line),
            ]
        )
        if not FREE.search(said) and name not in TOOLS_ONLY:
            wrong.append(f"{name}: {said.strip() or 'says no licence'}")
    return wrong


def _tracked() -> set[str]:
    """Return the files of the repository."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()}


def archives(wheel: Path, source: Path) -> list[str]:
    """Return what the archives hold besides files of the repository, and what they lack."""
    tracked = _tracked()
    wrong = []
    homes = {"src/czplan/": "czplan/", "data/": "czplan/_data/", "datasets/": "czplan/_datasets/"}
    inside = {
        new + name.removeprefix(old): name
        for name in tracked
        for old, new in homes.items()
        if name.startswith(old)
    }
    with zipfile.ZipFile(wheel) as book:
        held = {name for name in book.namelist() if ".dist-info/" not in name}
    wrong += [f"wheel: {name} is no file of the repository" for name in sorted(held - set(inside))]
    wrong += [
        f"wheel: {name} is missing"
        for name in sorted(set(inside) - held)
        if name.startswith("czplan/") and not name.startswith("czplan/_data/coding")
    ]
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames() if "/" in name}
        folders = {one.name.partition("/")[2] for one in archive.getmembers() if one.isdir()}
    for name in sorted(names - folders - {"PKG-INFO"} - tracked):
        wrong.append(f"source archive: {name} is no file of the repository")
    return wrong


def holes() -> tuple[list[str], list[str]]:
    """Return the known holes of what is locked, and what couldn't be looked up.

    PyPI tells those of a version on the version's page, and of the latest one on the project's;
    mirrors often have the latter alone.
    """
    wrong, unknown = [], []
    for name, version in sorted(_locked()):
        for page in (f"{name}/{version}", name):
            found = _page(page)
            if found is not None and found["info"]["version"] == version:
                wrong += [f"{name} {version}: {one['id']}" for one in found["vulnerabilities"]]
                break
        else:
            unknown.append(f"{name} {version}")
    return wrong, unknown


def _page(name: str) -> dict[str, Any] | None:
    """Return a page of PyPI's about a project or a version; None where it can't be had."""
    try:
        with urllib.request.urlopen(f"https://pypi.org/pypi/{name}/json", timeout=10) as answer:
            return dict(json.load(answer))
    except (OSError, ValueError):
        return None


def main() -> int:
    """Print what is wrong; return 1 where anything is."""
    wrong = licences()
    with tempfile.TemporaryDirectory(prefix="czplan-") as made:
        line = [sys.executable, "-m", "build", "--no-isolation", "--outdir", made, str(ROOT)]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        wheel, source = (next(Path(made).glob(end)) for end in ("*.whl", "*.tar.gz"))
        wrong += archives(wheel, source)
        sizes = [path.stat().st_size / 1e6 for path in (wheel, source)]
    known, unknown = holes()
    wrong += known
    for one in wrong:
        print(one)
    print(f"known holes: {len(_locked()) - len(unknown)} of {len(_locked())} packages looked up")
    if unknown:
        print(f"not looked up, since PyPI doesn't tell of them here: {', '.join(unknown)}")
    print(f"wheel {sizes[0]:.1f} MB, source archive {sizes[1]:.1f} MB; {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
