"""What a run says at its end: problems, what a rule means, what was made. To people as text, to programs as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.problems import RULES, Problem, nearest

if TYPE_CHECKING:  # the models of content are not read in for a run with nothing to do
    from press.check.rows import Row

WIDTH = 100
"""Columns to which explanations are broken."""

MOST = 20
"""Files that are listed one by one."""


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


def panel(rows: Sequence[Row]) -> str:
    """Return the measures of each passage and lesson as a table, levels side by side, each “limit | actual”.

    What is outside its limit has an exclamation mark; the sentence or words that weigh most are in its problem.
    """
    groups = dict.fromkeys(row.of for row in rows)
    return "\n\n".join(_table(of, [row for row in rows if row.of == of]) for of in groups)


def measure(row: Row) -> dict[str, object]:
    """Return one measure for programs."""
    return {
        "of": row.of,
        "level": row.level,
        "measure": row.measure,
        "limit": row.limit,
        "actual": row.actual,
        "within": row.within,
        "example": row.example,
    }


def _table(of: str, rows: Sequence[Row]) -> str:
    """Return the table of one passage or lesson."""
    levels = list(dict.fromkeys(row.level for row in rows))
    cells = {(row.measure, row.level): f"{row.limit} | {row.actual}{'' if row.within else ' !'}" for row in rows}
    lines = [(of, *levels)]
    measures = dict.fromkeys(row.measure for row in rows)
    lines += [(f"  {name}", *(cells.get((name, level), "") for level in levels)) for name in measures]
    return columns(lines)


def balance(rows: Sequence[tuple[str, str, str, str]]) -> str:
    """Return the counts of voices, a table for each lesson: what is counted, of whom, and the number."""
    titles = dict.fromkeys(row[0] for row in rows)
    tables = ([(title, "", ""), *((f"  {row[1]}", *row[2:]) for row in rows if row[0] == title)] for title in titles)
    return "\n\n".join(columns(table) for table in tables)


def columns(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells with the cells of a column under one another; a first cell alone takes no room there."""
    full = [line for line in lines if any(line[1:])]
    widths = [max(len(line[column]) for line in full) for column in range(len(lines[0]))]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(line.rstrip() for line in padded)


def files(made: Sequence[Mapping[str, Any]], out: Path) -> str:
    """Return a table of what was made: file, pages, sheets of paper, ink on a page (on average, in grey), kilobytes.

    Of many files there is a line for each folder and edition, with the range of pages and sheets.
    """
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for one in made:
        path = str(one["path"])
        folder = "teacher/" if one["kind"] == "teacher" else f"{path.partition('/')[0]}/ {one['edition']}"
        groups.setdefault(path if len(made) <= MOST else folder, []).append(one)
    rows = [(name if len(made) <= MOST else f"{name}, {_count(those)}", those) for name, those in groups.items()]
    width = max((len(name) for name, _ in rows), default=4)
    lines = [f"{'file':<{width}}  {'pages':>7}  {'sheets':>7}  ink %      kB"]
    for name, those in rows:
        pages, sheets = _range(those, "pages"), "–" if those[0]["kind"] == "reading" else _range(those, "sheets")
        ink = [share for one in those for share in one.get("ink", ())]
        grey = f"{sum(ink) / len(ink):.1f}" if ink else "–"
        size = sum(int(one["bytes"]) for one in those) // 1000
        lines.append(f"{name:<{width}}  {pages:>7}  {sheets:>7}  {grey:>5}  {size:>6}")
    shown = out.relative_to(Path.cwd()) if out.is_relative_to(Path.cwd()) else out
    return "\n".join([*lines, f"in {shown}"])


def _count(files: Sequence[Mapping[str, Any]]) -> str:
    return f"{len(files)} file{'s' if len(files) > 1 else ''}"


def _range(files: Sequence[Mapping[str, Any]], key: str) -> str:
    """Return `18–25`, or `192` where all files have the same."""
    least, most = (pick(int(one[key]) for one in files) for pick in (min, max))
    return f"{least}–{most}" if least < most else f"{least}"
