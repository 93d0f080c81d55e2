"""Has anything changed since the last run? Answered from digests, without reading a line of YAML.

No engine is imported here: a teacher who runs the command twice gets the answer at once.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from press.place import PACKAGE, Folders

ENGINES = ("weasyprint", "pydyf", "pypdf", "jinja2", "markdown-it-py", "fonttools", "pyproj", "shapely", "pydantic")
"""Packages whose version may change a byte of the booklets."""


@dataclass(frozen=True)
class Choice:
    """What was asked for: empty means all."""

    levels: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Nothing was left out."""
        return not (self.levels or self.lessons or self.editions or self.papers)


def digest(folders: Folders, choice: Choice) -> str:
    """Return the digest of all that the booklets are made from, and of what was asked for."""
    total = hashlib.sha256(repr(choice).encode())
    for name in ENGINES:
        total.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    roots = {
        "pack": folders.pack,
        "seeds": folders.root / "seeds",
        "layouts": folders.layouts,
        "press": PACKAGE,
    }
    for label, root in roots.items():
        for path in _files(root):
            total.update(f"{label}/{path.relative_to(root).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    """Yield the files below a folder in a fixed order, without bytecode and hidden files."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name != "__pycache__" and not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if not name.startswith(".") and path.is_file():
                yield path


def unchanged(folders: Folders, choice: Choice, now: str) -> Sequence[dict[str, object]] | None:
    """Return the manifest's files if the last run made them from the same things and all still lie there."""
    record = _record(folders, choice)
    if record is None:
        return None
    try:
        last = json.loads(record.read_text(encoding="utf-8"))
        manifest = json.loads((folders.out / "manifest.json").read_text(encoding="utf-8"))
        files = {one["path"]: one for one in manifest["files"]}
        if last["digest"] != now or any(path not in files for path in last["paths"]):
            return None
        for path in last["paths"]:
            if hashlib.sha256((folders.out / path).read_bytes()).hexdigest() != files[path]["sha256"]:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return [files[path] for path in last["paths"]]


def remember(folders: Folders, choice: Choice, now: str, paths: Sequence[str]) -> None:
    """Note what this run was made from."""
    record = _record(folders, choice)
    if record is not None:
        try:
            record.parent.mkdir(parents=True, exist_ok=True)
            record.write_text(json.dumps({"digest": now, "paths": list(paths)}), encoding="utf-8")
        except OSError:
            return


def _record(folders: Folders, choice: Choice) -> Path | None:
    """Return where the last run for this choice and this `out` is noted."""
    if folders.cache is None:
        return None
    name = hashlib.sha256(f"{folders.out}\0{choice!r}".encode()).hexdigest()
    return folders.cache / "state" / name
