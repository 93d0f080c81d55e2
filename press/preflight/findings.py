"""What was found in a file, and how that is said: one problem for each page and rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from press.problems import Problem, Where

HINTS = {
    "answer-leaked": "Only teachers may read this. Which section or template prints it for pupils? Take it out there.",
    "empty-page": "Does one forced break follow another, or has a section no block? Leave one out.",
    "font-not-embedded": "Every font must travel in the file: otherwise the printer takes one of its own.",
    "foreign-font": "No font of ours has these characters, or a style (or an SVG) names no family of ours.",
    "ink-in-margin": "Printers leave the edge of the paper white, and would cut this off: move it inwards.",
    "level-named": "A pupil should not be told a level: use its mark, in titles and in file names.",
    "lost-id": "Layout dropped its box. Is it hidden, or a direct child of a flex or grid row, "
    "or a note inside something that is placed absolutely?",
    "page-count": "Was the file cut short, or made from an older plan? Make the pack again.",
    "page-size": "The stylesheet’s @page size and the paper of the edition must be the same.",
    "text-off-page": "A long word, a wide table, a tall note? Break it, shorten it or let it wrap.",
    "text-too-small": "In a map or chart: draw it wider, or give its letters a larger size.",
}


@dataclass(frozen=True, order=True)
class Finding:
    """Something wrong in a file."""

    page: int
    """From 1; 0 when the whole file is meant."""
    code: str
    says: str


def problems(found: Iterable[Finding], name: str) -> list[Problem]:
    """Return the findings as problems in page order: one per page and rule, which counts the others."""
    problems = []
    for _, alike in groupby(sorted(found), key=lambda finding: (finding.page, finding.code)):
        first, *others = alike
        says = (f"page {first.page}: " if first.page else "") + first.says
        more = f" And {len(others)} more of the kind." if others else ""
        problems.append(Problem(Where(name), first.code, says + more, HINTS[first.code]))
    return problems
