"""What was found in a pack, kept until something changes: the pack, its sources, the layouts or the program."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from press.cache import Cache
from press.check import Checked
from press.check import checked as look_through
from press.check.rows import Row
from press.language.wordbook import remembered
from press.model.library import Library
from press.place import Folders
from press.problems import Problem, Where
from press.state import Choice, digest


def checked(library: Library, folders: Folders) -> Checked:
    """Return what is found in a pack, from the cache if nothing has changed since it was last looked through."""
    cache = Cache(folders.cache)

    def look() -> bytes:
        with remembered(cache):
            return json.dumps(dataclasses.asdict(look_through(library, folders.layouts))).encode()

    kept = json.loads(cache.make("check", [digest(folders, Choice())], look))
    rows = (Row(**{**row, "problems": _problems(row["problems"])}) for row in kept["panel"])
    return Checked(_problems(kept["problems"]), tuple(rows))


def _problems(kept: Sequence[dict[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(Where(**one["where"]), one["code"], one["message"], one["hint"]) for one in kept)
