"""Which page lies where, in page numbers only: sheets, signatures, creep, stacks that go back into a printer.

A spread is one side of a sheet as the one who reads it sees it: the page on the left, the page on the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

Spread = tuple[int | None, int | None]
"""The page on the left and the page on the right of one side of a sheet; None is a blank."""

Side = tuple[int | None, ...]
"""The pages on one side of a sheet, from left to right: two, or one that fills it."""

PANEL = 0
"""Stands for the panel of a handout: what is said beside the pages of its lesson. If it goes on, −1, −2 follow."""

THICKEST = 10
"""Sheets of 80 g that still fold in one pile: above 40 pages the fold springs open and the fore-edge bevels."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper."""

    front: Spread
    back: Spread
    depth: int = 0
    """How many sheets lie around it in the folded pile."""
    signature: int = 0
    """The number of the signature whose outermost sheet it is; 0 for all others."""

    @property
    def sides(self) -> tuple[Spread, Spread]:
        """Front and back."""
        return self.front, self.back

    @property
    def pages(self) -> frozenset[int]:
        """The pages on it, without blanks."""
        return frozenset(page for side in self.sides for page in side if page)


@dataclass(frozen=True)
class Plan:
    """The sheets of one booklet in the order of printing, outermost first."""

    cover: tuple[Sheet, ...]
    """The sheet that goes around all the others, if it is printed by itself."""
    signatures: tuple[tuple[Sheet, ...], ...]
    """Sheets that are folded together, from the front of the booklet to its back."""

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets, in the order of printing."""
        return (*self.cover, *(sheet for one in self.signatures for sheet in one))


def booklet(pages: int, *, most: int | None = None, covers: int = 1, own_cover: bool = False) -> Plan:
    """Return the plan of a booklet whose signatures have at most `most` sheets.

    Without `most` a booklet is one signature as long as that can be folded (`THICKEST`), and else as few as
    can. Signatures differ by one sheet at most, the thicker ones in front. Up to three blanks make the
    number of pages a multiple of four; they stand before the last `covers` pages, so that the back cover
    stays outermost. With `own_cover` the first two and the last two pages are a sheet of their own, if
    there are more than four. Raises ValueError for less than one page, sheet or cover.
    """
    if pages < 1 or covers < 0 or (most is not None and most < 1):
        raise ValueError(f"A booklet of {pages} pages with {covers} covers at the end cannot be folded.")
    run = _padded(pages, covers)
    outside = own_cover and len(run) > 4
    cover = _nested([*run[:2], *run[-2:]], depth=0) if outside else ()
    inside = run[2:-2] if outside else run
    total = len(inside) // 4
    count = -(-total // (most or THICKEST))
    sizes = [total // count + (number < total % count) for number in range(count)]
    # Sheets that lie in a cover of their own are one deeper only if all of them do: one signature.
    depth = 1 if outside and count == 1 else 0
    signatures = []
    for number, size in enumerate(sizes, 1):
        start = 4 * sum(sizes[: number - 1])
        first, *others = _nested(inside[start : start + 4 * size], depth=depth)
        signatures.append((replace(first, signature=number if count > 1 else 0), *others))
    return Plan(cover, tuple(signatures))


def side_by_side(pages: int) -> tuple[Sheet, ...]:
    """Return sheets for handouts: pages 1 and 2 beside one another, 3 and 4 on the back, and so on."""
    return _in_pairs([(page, page + 1 if page < pages else None) for page in range(1, pages + 1, 2)])


def twice(pages: int) -> tuple[Sheet, ...]:
    """Return sheets for handouts that are cut: each page twice, page 2 behind page 1, and so on."""
    return _in_pairs([(page, page) for page in range(1, pages + 1)])


def handout(first: int, last: int, *, across: int, panels: int = 1) -> tuple[Side, ...]:
    """Return the sides of sheets that are stapled at the corner: the pages `first` to `last` of a booklet.

    With two pages `across`, even pages stay left and odd ones right, as in the booklet: what is printed
    outside or inside stays there. The first half that is left over takes the `PANEL`, and where it has several
    pages (`panels`), the others come last; if the pages fill their sheets, there is no panel. With one page
    across, panels come last in any case. There is an even number of sides: the last back may be bare.
    """
    pages, panel = list(range(first, last + 1)), [PANEL - number for number in range(panels)]
    run: list[int | None] = [*pages, *panel]
    if across == 2 and first % 2:
        run = [*panel[:1], *pages, *panel[1:]]
    elif across == 2 and len(pages) % 4 == 0:
        run = [*pages]
    run += [None] * (-len(run) % (2 * across))
    return tuple(tuple(run[start : start + across]) for start in range(0, len(run), across))


def creep(depth: int, thickness: float) -> float:
    """Return by how many mm the pages of a sheet move towards the spine.

    Each sheet around it pushes a sheet outwards by one thickness, so that its pages would stand so much
    nearer to the edge once the booklet is trimmed: shift = depth × thickness. (A round fold pushes by up
    to π/2 as much; pressed flat, as a stapled booklet is, it is one thickness.)
    """
    return depth * thickness


def backs(sheets: Sequence[Sheet], *, turned: bool) -> list[Sheet]:
    """Return the sheets in the order in which their backs are printed, for a stack that goes in again.

    In every printer the sheet that came out last lies on top. Put back as it lies, it is drawn in first:
    the backs run from the last sheet to the first. If the stack is `turned` over as a whole, the first
    sheet comes to lie on top, and they run as the fronts did.
    """
    return list(sheets) if turned else list(reversed(sheets))


def sheets_of(pages: Iterable[int], count: int) -> list[int]:
    """Return the sheets, from 1 in the order of printing, on which these pages of a booklet of `count` pages lie."""
    wanted = frozenset(pages)
    return [number for number, sheet in enumerate(booklet(count).sheets, 1) if sheet.pages & wanted]


def _padded(pages: int, covers: int) -> list[int | None]:
    """Return the page numbers with the blanks that fill the last sheet, before the covers at the end."""
    inside = pages - min(covers, pages - 1)
    blanks: list[int | None] = [None] * (-pages % 4)
    return [*range(1, inside + 1), *blanks, *range(inside + 1, pages + 1)]


def _nested(run: Sequence[int | None], *, depth: int) -> tuple[Sheet, ...]:
    """Return the sheets that read as `run` when they are folded into one another."""
    sheets = []
    for outer in range(0, len(run) // 2, 2):
        inner = outer + 1
        front, back = (run[-1 - outer], run[outer]), (run[inner], run[-1 - inner])
        sheets.append(Sheet(front, back, depth + outer // 2))
    return tuple(sheets)


def _in_pairs(sides: Sequence[Spread]) -> tuple[Sheet, ...]:
    """Return the sides as fronts and backs; the last back may be bare."""
    full = [*sides, *[(None, None)] * (len(sides) % 2)]
    return tuple(Sheet(front, back) for front, back in zip(full[::2], full[1::2], strict=True))
