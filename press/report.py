"""What a run says at its end: problems, what a rule means, what was made. To people as text, to programs as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from press.problems import RULES, Problem, nearest

WIDTH = 100
"""Columns to which explanations are broken."""


def problems(found: Sequence[Problem]) -> str:
    """Return problems as text, sorted by place, with a line that counts them; nothing if there are none."""
    if not found:
        return ""
    errors = sum(problem.severity == "error" for problem in found)
    said = [str(problem) for problem in sorted(found)]
    return "\n".join([*said, f"{errors} to mend, {len(found) - errors} to look at"])


def as_json(found: Sequence[Problem], **more: object) -> str:
    """Return problems, and whatever else there is to say, as one JSON object."""
    listed = [
        {
            "file": one.where.file,
            "line": one.where.line,
            "column": one.where.column,
            "severity": one.severity,
            "code": one.code,
            "message": one.message,
            "hint": one.hint,
        }
        for one in sorted(found)
    ]
    return json.dumps({"problems": listed, **more}, ensure_ascii=False, indent=1)


def explained(code: str) -> str | None:
    """Return what a rule is for, or None if there is no such rule."""
    rule = RULES.get(code)
    if rule is None:
        return None
    weight = "to mend: it stops the press" if rule.severity == "error" else "to look at: it stops nothing"
    return "\n".join([f"{rule.code} ({rule.stage}; {weight})", *textwrap.wrap(rule.explains, WIDTH)])


def no_such_rule(code: str) -> str:
    """Return the answer to a question about a rule that there is not."""
    return f"There is no rule “{code}”. {nearest(code, RULES)}".strip()


def files(made: Sequence[Mapping[str, Any]], out: Path) -> str:
    """Return a table of what was made: file, pages, sheets of paper, kilobytes."""
    width = max((len(str(one["path"])) for one in made), default=4)
    lines = [f"{'file':<{width}}  pages  sheets      kB"]
    for one in made:
        sheets = one["sheets"] if one["kind"] == "print" else "–"
        lines.append(f"{one['path']:<{width}}  {one['pages']:>5}  {sheets:>6}  {int(one['bytes']) // 1000:>6}")
    shown = out.relative_to(Path.cwd()) if out.is_relative_to(Path.cwd()) else out
    return "\n".join([*lines, f"in {shown}"])
