"""Stage 10: everything → out/, the manifest last.

Files are written to a folder beside their place and moved there at the end, under a lock, so that
a run that fails leaves `out/` as it was and two runs at once do not mix.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock

from press.deliver.changes import slip
from press.model.made import Made

MANIFEST = "manifest.json"

CHANGES = "changes.txt"
"""Says which pages a run has changed; it stays until another run changes some."""

REMAINS = "~"
"""Stands between a pack's name and the rest in the name of its temporary folder; no pack's name has it."""

OURS = re.compile(r"(reading|print|handouts|teacher)/[^/]+\.pdf")
"""Files that this stage makes; an entry of an old manifest that names another is not believed."""


def files(
    made: Sequence[Made],
    folder: Path,
    *,
    pack: str,
    levels: Sequence[str],
    made_with: str,
    made_from: str,
    whole: bool,
) -> dict[str, Any]:
    """Put the files into `folder` and return the manifest that lies there afterwards.

    The manifest names the `levels` in the pack's order, and with each file what it was `made_from`.

    A `whole` run replaces all that an earlier run made; a partial one (`--level`, `--lesson` …) only
    the files of the same name. Files that no run made are never touched.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as until_delivered:
        until_delivered.enter_context(FileLock(folder.parent / f".{folder.name}.lock"))
        _clear_remains(folder)
        prefix = f".{folder.name}{REMAINS}"
        stage = Path(until_delivered.enter_context(tempfile.TemporaryDirectory(dir=folder.parent, prefix=prefix)))
        before = read_manifest(folder)
        new = {one.path: _entry(one, made_from) for one in made}
        kept = {} if whole else {one["path"]: one for one in before["files"] if one["path"] not in new}
        manifest = {
            "pack": pack,
            "levels": list(levels),
            "made_with": made_with,
            "files": [entry for _, entry in sorted({**kept, **new}.items())],
        }
        for one in made:
            _write(stage / "new" / one.path, one.data)
        _write(stage / "new" / MANIFEST, _json(manifest))
        changed = slip(before["files"], manifest["files"], pack)
        if changed:
            _write(stage / "new" / CHANGES, changed.encode())
        gone = [one["path"] for one in before["files"] if one["path"] not in kept and one["path"] not in new]
        _exchange(stage, folder, [*sorted(new), *[CHANGES] * bool(changed), MANIFEST], gone)
    return manifest


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the levels and files of an earlier run's manifest; empty lists where there is none to believe."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    levels, files = (_listed(found, key) for key in ("levels", "files"))
    ours = [one for one in files if isinstance(one, dict) and OURS.fullmatch(str(one.get("path")))]
    return {"levels": levels, "files": ours}


def standing(folder: Path, made_from: str) -> dict[str, Any]:
    """Return the manifest with those files only that lie there as it says and were made from the same as now."""
    manifest = read_manifest(folder)
    return {**manifest, "files": [one for one in manifest["files"] if _stands(folder, one, made_from)]}


def _stands(folder: Path, entry: dict[str, Any], made_from: str) -> bool:
    if entry.get("made_from") != made_from:
        return False
    try:
        return hashlib.sha256((folder / entry["path"]).read_bytes()).hexdigest() == entry.get("sha256")
    except OSError:
        return False


def _listed(found: object, key: str) -> list[Any]:
    listed = found.get(key) if isinstance(found, dict) else None
    return listed if isinstance(listed, list) else []


def _entry(made: Made, made_from: str) -> dict[str, Any]:
    return {
        "path": made.path,
        "kind": made.kind,
        "edition": made.edition,
        "level": made.level,
        "mark": made.mark,
        "lessons": list(made.lessons),
        "number": made.number,
        "paper": made.paper,
        "flip": made.flip,
        "pages": made.pages,
        "sheets": made.sheets,
        "signatures": made.signatures,
        "sha256": hashlib.sha256(made.data).hexdigest(),
        "bytes": len(made.data),
        "made_from": made_from,
        "colour": made.colour,
        "ink": list(made.ink),
        "fingerprints": list(made.fingerprints),
        "sections": [{"id": name, "page": page} for name, page in made.sections],
    }


def _json(manifest: dict[str, Any]) -> bytes:
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _exchange(stage: Path, folder: Path, names: Sequence[str], gone: Sequence[str]) -> None:
    """Move the new files in, the last name last; should one move fail, put everything back."""
    with contextlib.ExitStack() as undo:
        for name in [*names, *gone]:
            target, aside = folder / name, stage / "old" / name
            aside.parent.mkdir(parents=True, exist_ok=True)
            if target.is_file():
                target.replace(aside)
                undo.callback(aside.replace, target)
            if name in names:
                target.parent.mkdir(parents=True, exist_ok=True)
                (stage / "new" / name).replace(target)
                if not aside.is_file():
                    undo.callback(target.unlink)
        undo.pop_all()
    for name in gone:
        with contextlib.suppress(OSError):
            (folder / name).parent.rmdir()


def _clear_remains(folder: Path) -> None:
    """Remove the folders of runs that were killed while they delivered."""
    if folder.parent.is_dir():
        for left in folder.parent.glob(f".{folder.name}{REMAINS}*"):
            shutil.rmtree(left, ignore_errors=True)
