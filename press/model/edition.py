"""The editions of a booklet: the same text, set for other readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.model.content import TypeSize
from press.model.paper import MM_TO_PT, PAGE_PT, Paper


@dataclass(frozen=True)
class Trim:
    """A page and its margins, in mm."""

    paper: Paper
    top: float
    foot: float
    inner: float
    """At the fold or the staple."""
    outer: float


@dataclass(frozen=True)
class Edition:
    """In which size, and on which pages, the booklets of all levels are set. Lengths are in mm.

    `layouts/booklet.css` and `layouts/editions/<name>.css` have the type that goes with it.
    """

    name: str
    trims: tuple[Trim, ...]
    """All leave the same live area: a booklet is laid out for the first, and trimmed for the others."""
    width: float
    """Of the live area; maps and charts fill it."""
    timeline: float
    """Height of a timeline: the live area without the heading and the notes below."""
    chart: float
    """A chart is at most so high: its table, source and notes stand on the same page."""
    letters: float
    """The smallest letters of a map, in pt."""
    figures: float
    """The smallest letters of a timeline or a chart, in pt: there are fewer of them than on a map."""
    smallest: float
    """The smallest letters of all, in pt."""
    sheet: int
    """A booklet has a multiple of so many pages."""
    type: TypeSize | None = None
    """In place of the levels' own, for the level with the smallest."""

    parted: bool = False
    """Paragraphs of a source may go on over the page: whole ones would leave half pages empty."""
    noted: tuple[float, float] = (0, 0)
    """How much lower the last page of a timeline may be, for its notes: below a heading, and after other pages."""
    tinted: bool = False
    """Its reading files may have pages of a pale colour."""

    def type_of(self, own: TypeSize, least: float) -> TypeSize:
        """Return the type of a level, where `least` is the smallest type size among the levels, in pt.

        Levels with fewer words keep half of what makes their type larger than that: in one size for all,
        their texts would need so many pages less that no lines to write on could fill them.
        """
        if self.type is None:
            return own
        height = int(self.height / self.type.leading) * self.type.leading
        leading = height / round(height / self.type.leading / ((1 + own.size / least) / 2))
        size = self.type.size * leading / self.type.leading
        return self.type.model_copy(update={"size": round(size, 2), "leading": round(leading, 3)})

    @property
    def height(self) -> float:
        """Height of the live area in pt, which lines of text fill."""
        trim = self.trims[0]
        return round(PAGE_PT[trim.paper][1] - (trim.top + trim.foot) * MM_TO_PT, 1)

    @property
    def folded(self) -> bool:
        """Two pages share a side of the sheet, which is folded between them."""
        return self.sheet == FOLDED


FOLDED = 4
"""Pages on a sheet that is folded."""

FLAT = 2
"""Pages on a sheet that is not."""

STANDARD = "standard"

EDITIONS: Mapping[str, Edition] = {
    one.name: one
    for one in (
        Edition(
            name=STANDARD,
            trims=(Trim("a5", 13, 17.96, 16, 12), Trim("half-letter", 15.5, 21.36, 11, 8.7)),
            width=120,
            timeline=150,
            chart=110,
            letters=8,
            figures=8,
            smallest=8,
            sheet=FOLDED,
        ),
        Edition(
            name="large-print",
            trims=(Trim("a4", 20, 34.1, 20, 20), Trim("letter", 13, 23.5, 22.95, 22.95)),
            width=170,
            timeline=205,
            chart=190,
            letters=18,
            figures=18,
            smallest=18,
            sheet=FLAT,
            type=TypeSize.model_construct(size=18.0, leading=25.5, answer_line=34.5, gloss="below"),
            parted=True,
            noted=(27, 8),
        ),
        Edition(
            name="dyslexia",
            trims=(Trim("a4", 18, 34.5, 30, 30), Trim("letter", 13, 21.9, 32.95, 32.95)),
            width=150,
            timeline=194,
            chart=150,
            letters=10,
            figures=12,
            smallest=10,
            sheet=FLAT,
            type=TypeSize.model_construct(size=14.0, leading=21.0, answer_line=31.5, gloss="below"),
            tinted=True,
        ),
    )
}
"""By name, the standard one first: the others say on which of its pages a section stands.

Large print has 18 pt and nothing smaller, is set anew and not enlarged, and keeps to A4 (UKAAF G003, Clear
and Large Print). The dyslexia-friendly edition has a face whose letters differ, one and a half times the
type size from line to line, and lines of about sixty letters (British Dyslexia Association, Style Guide 2023).
"""
