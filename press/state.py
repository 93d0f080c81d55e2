"""Has anything changed since the last run? Answered from digests, without reading a line of YAML.

No engine is imported here: a teacher who runs the command twice gets the answer at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from press import __version__
from press.place import PACKAGE, Folders
from press.problems import Problem, Where


@dataclass(frozen=True)
class Choice:
    """What was asked for: empty means all."""

    levels: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    tint: str = ""
    """The colour of the pages of editions that may have one, `#rrggbb`; empty for white."""

    @property
    def whole(self) -> bool:
        """Nothing was left out."""
        return not (self.levels or self.lessons or self.editions or self.papers)


def digest(folders: Folders, choice: Choice) -> str:
    """Return the digest of all that the booklets are made from, of this machine, and of what was asked for."""
    return hashlib.sha256(repr((choice, sys.version_info[:2], _installed(), made_from(folders))).encode()).hexdigest()


def made_with() -> str:
    """Return the program and the engines that draw, with their versions."""
    return f"lesson-press {__version__}, WeasyPrint {version('weasyprint')}, pypdf {version('pypdf')}"


def made_from(folders: Folders) -> str:
    """Return 16 hexadecimal digits that tell from what booklets are made: the pack, its sources, and the program.

    They are the same on any machine, whatever part of the pack is asked for. A file that cannot be read counts
    as changed: the stage that needs it says what is wrong.
    """
    total = hashlib.sha256(made_with().encode())
    roots = {
        "pack": folders.pack,
        "seeds": folders.root / "seeds",
        "layouts": folders.layouts,
        "press": PACKAGE,
    }
    for label, root in roots.items():
        for path in _files(root):
            total.update(f"{label}/{path.relative_to(root).as_posix()}\0".encode())
            try:
                total.update(hashlib.sha256(path.read_bytes()).digest())
            except OSError:
                total.update(os.urandom(32))
    return total.hexdigest()[:16]


def _installed() -> list[str]:
    """Return the installed packages with their versions, as their folders are called: `pypdf-7.1.0.dist-info`."""
    found = {path.name for folder in sys.path if Path(folder).is_dir() for path in Path(folder).glob("*.dist-info")}
    return sorted(found)


def _files(root: Path) -> Iterator[Path]:
    """Yield the files below a folder in a fixed order, without bytecode and hidden files."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name != "__pycache__" and not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if not name.startswith(".") and path.is_file():
                yield path


@dataclass(frozen=True)
class Last:
    """What the last run made, and what it asked a person to look at."""

    files: tuple[dict[str, Any], ...]
    problems: tuple[Problem, ...]


def unchanged(folders: Folders, choice: Choice, now: str) -> Last | None:
    """Return what the last run made, if it was from the same things and all still lies there."""
    record = _record(folders, choice)
    if record is None:
        return None
    try:
        last = json.loads(record.read_text(encoding="utf-8"))
        manifest = json.loads((folders.out / "manifest.json").read_text(encoding="utf-8"))
        files = {one["path"]: one for one in manifest["files"]}
        if last["digest"] != now:
            return None
        for path in last["paths"]:
            if hashlib.sha256((folders.out / path).read_bytes()).hexdigest() != files[path]["sha256"]:
                return None
        problems = tuple(Problem(Where(*one["where"]), *one["says"]) for one in last["problems"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Last(tuple(files[path] for path in last["paths"]), problems)


def remember(folders: Folders, choice: Choice, now: str, last: Last) -> None:
    """Note what this run was made from, and what it said."""
    record = _record(folders, choice)
    if record is None:
        return
    problems = [
        {"where": [one.where.file, one.where.line, one.where.column], "says": [one.code, one.message, one.hint]}
        for one in last.problems
    ]
    note = {"digest": now, "paths": [one["path"] for one in last.files], "problems": problems}
    with contextlib.suppress(OSError):
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(note), encoding="utf-8")


def _record(folders: Folders, choice: Choice) -> Path | None:
    """Return where the last run for this choice and this `out` is noted."""
    if folders.cache is None:
        return None
    name = hashlib.sha256(f"{folders.out}\0{choice!r}".encode()).hexdigest()
    return folders.cache / "state" / name
