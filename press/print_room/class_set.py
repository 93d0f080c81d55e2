"""A class set: so many copies of each booklet, or of each handout of a lesson, as one job for the copier.

It says what the set costs in paper and time. All files of a set are printed with one setting of the printer:
what was made for the other edge has its backs turned.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.model.edition import EDITIONS, STANDARD
from press.model.paper import Flip, SheetPaper
from press.problems import nearest

if TYPE_CHECKING:
    from press.model.made import Markup
    from press.words import Words

RATE = 20
"""Sides that a school copier prints in a minute."""

STAPLED = 20
"""Sheets of 80 g that the stapler of an office goes through."""

_WISH = re.compile(r"(?P<name>[a-z0-9][a-z0-9/-]*)=(?P<copies>[0-9]{1,4})")


class WrongSetError(Exception):
    """A set that was asked for and cannot be; its text is a sentence."""


@dataclass(frozen=True)
class Row:
    """One booklet of the set."""

    number: int
    """From 1, in the order in which they are handed out."""
    mark: str
    source: str
    """Its print file in the pack's folder."""
    copies: int
    sheets: int
    colour_sides: int
    """Of one copy."""
    signatures: int = 1
    """Piles to fold; 0 for what is stapled at the corner."""
    turned: bool = False
    """It was made for a printer that flips on the other edge."""
    note: str = ""
    """What the program decided, as a sentence."""
    edition: str = STANDARD

    @property
    def pile(self) -> int:
        """Sheets that are folded together, at most."""
        return -(-self.sheets // self.signatures) if self.signatures else 0

    @property
    def thick(self) -> bool:
        """No fold and no staple holds it."""
        return not self.signatures and self.sheets > STAPLED

    @property
    def file(self) -> str:
        """The name of its file in the folder of the class: it shows the mark and the edition, never the level."""
        edition = "" if self.edition == STANDARD else f"{self.edition}-"
        return f"{self.number:02}-{self.mark}-{edition}{self.copies}x.pdf"

    @property
    def all_sheets(self) -> int:
        """Sheets of paper for all copies."""
        return self.sheets * self.copies

    @property
    def colour(self) -> int:
        """Coloured sides in all copies."""
        return self.colour_sides * self.copies

    @property
    def minutes(self) -> int:
        """Minutes at the copier, begun ones counted."""
        return -(-2 * self.all_sheets // RATE)


@dataclass(frozen=True)
class Total:
    """The set as a whole."""

    copies: int
    sheets: int
    colour: int
    minutes: int


def total(rows: Sequence[Row]) -> Total:
    """Return what all booklets of the set come to."""
    sheets = sum(row.all_sheets for row in rows)
    return Total(sum(row.copies for row in rows), sheets, sum(row.colour for row in rows), -(-2 * sheets // RATE))


def wishes(texts: Iterable[str]) -> dict[str, int]:
    """Return copies by name from `starter=6,builder=12`, in the order given.

    Raises WrongSetError for what is written otherwise, a name that stands twice, and no copies.
    """
    found: dict[str, int] = {}
    for text in (part.strip() for whole in texts for part in whole.split(",")):
        match = _WISH.fullmatch(text)
        if not match or not int(match["copies"]):
            raise WrongSetError(
                f"“{text}” is no part of a set: write a name and the copies, as in starter=6,builder=12."
            )
        if match["name"] in found:
            raise WrongSetError(f"“{match['name']}” stands twice in the set.")
        found[match["name"]] = int(match["copies"])
    return found


def booklets(wanted: Mapping[str, int], levels: Sequence[str]) -> list[tuple[str, str]]:
    """Return level and edition of each name in a set, for a pack with these levels.

    A level is named by its id, an edition by its own name, and an edition of one level as `level/edition`. An
    edition alone is that of the level which has most copies in the set; of equals the first of the set, and
    the pack's first if the set has none. Raises WrongSetError for any other name.
    """
    known = {level: (level, STANDARD) for level in levels}
    for edition in _others():
        known[edition] = (_most(wanted, levels), edition)
        known |= {f"{level}/{edition}": (level, edition) for level in levels}
    for name in wanted:
        if name not in known:
            listed = ", ".join([*levels, *_others()])
            raise WrongSetError(f"--set {name}: there is {listed}. {nearest(name, sorted(known))}".strip())
    return [known[name] for name in wanted]


def _others() -> list[str]:
    """Return the editions that a set names; the standard one goes without saying."""
    return [name for name in EDITIONS if name != STANDARD]


def _most(wanted: Mapping[str, int], levels: Sequence[str]) -> str:
    """Return the level that has most copies in a set: of equals its first, and the pack's first if it has none."""
    copies: dict[str, int] = {}
    for name, count in wanted.items():
        level = name.partition("/")[0]
        if level in levels:
            copies[level] = copies.get(level, 0) + count
    return max(copies, key=lambda level: copies[level]) if copies else next(iter(levels), "")


def require_lesson(lesson: str | None, lessons: Mapping[int, str]) -> None:
    """Raise WrongSetError for a lesson that is neither a number nor an id of `lessons`."""
    if lesson is not None and lesson not in (*map(str, lessons), *lessons.values()):
        raise WrongSetError(f"--lesson {lesson}: there is {', '.join(map(str, sorted(lessons)))}.")


def rows(
    manifest: Mapping[str, Any], wanted: Mapping[str, int], paper: SheetPaper, flip: Flip, lesson: str | None = None
) -> tuple[Row, ...]:
    """Return the files of a set in hand-out order: whole booklets, or handouts of a lesson (its id or number).

    A name that the pack of the manifest does not have is a WrongSetError, and so is a file that it lacks.
    """
    fits = [one for one in manifest["files"] if one["paper"] == paper]
    files = _for_edge(_of_lesson(fits, lesson) if lesson else _booklets(fits), flip)
    levels, found = manifest["levels"], []
    for number, (name, booklet) in enumerate(zip(wanted, booklets(wanted, levels), strict=True), 1):
        row = _row(number, wanted[name], _file(files, *booklet), flip)
        decided = name in _others() and len(levels) > 1
        found.append(replace(row, note=_note(name, booklet[0]) if decided else ""))
    return tuple(found)


def _file(files: Mapping[tuple[str, str], Mapping[str, Any]], level: str, edition: str) -> Mapping[str, Any]:
    """Return the file of a booklet."""
    if (level, edition) not in files:
        raise WrongSetError(f"There is no {level}/{edition} for this paper: the pack has to be built.")
    return files[level, edition]


def _note(edition: str, level: str) -> str:
    """Return which level an edition alone stands for."""
    return f"{edition}: that of {level}; {level}/{edition} says so."


def _row(number: int, copies: int, one: Mapping[str, Any], flip: Flip) -> Row:
    """Return the row of a file."""
    return Row(
        number,
        str(one["mark"]),
        str(one["path"]),
        copies,
        int(one["sheets"]),
        int(one["colour"]),
        signatures=int(one["signatures"]),
        turned=one["flip"] != flip,
        edition=str(one["edition"]),
    )


def _booklets(entries: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [one for one in entries if one["kind"] == "print" and not one["lessons"]]


def _of_lesson(entries: Iterable[Mapping[str, Any]], lesson: str) -> list[Mapping[str, Any]]:
    """Return the handouts of a lesson."""
    return [one for one in entries if one["kind"] == "handout" and lesson in (str(one["number"]), *one["lessons"])]


def _for_edge(entries: Iterable[Mapping[str, Any]], flip: Flip) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return one file of each booklet, by level and edition: that for the edge, or the only one there is."""
    best: dict[tuple[str, str], Mapping[str, Any]] = {}
    for one in sorted(entries, key=lambda one: one["flip"] != flip):
        best.setdefault((one["level"], one["edition"]), one)
    return best


def whole(folder: Path, rows: Sequence[Row], *, title: str, lang: str, flip: Flip) -> bytes:
    """Return one PDF with every copy of the rows, in hand-out order, for a printer that flips on that edge.

    A page's content is written once, however many copies there are. Each copy starts on a new sheet. The
    same rows give the same bytes.
    """
    from pypdf import PdfReader, PdfWriter

    from press.impose.draw import write

    writer = PdfWriter()
    for row in rows:
        pages = PdfReader(io.BytesIO((folder / row.source).read_bytes())).pages
        for _ in range(row.copies):
            for number, page in enumerate(pages):
                added = writer.add_page(page)
                if row.turned and number % 2:
                    added.rotate(180)
            if len(pages) % 2:
                writer.add_blank_page()
    return write(writer, title=title, lang=lang, duplex=flip)


def alone(folder: Path, row: Row, *, title: str, lang: str, flip: Flip) -> bytes:
    """Return one copy of a row: its print file, with the backs turned if it was made for the other edge."""
    if not row.turned:
        return (folder / row.source).read_bytes()
    return whole(folder, [replace(row, copies=1)], title=title, lang=lang, flip=flip)


def tally(
    rows: Sequence[Row], *, title: str, paper: SheetPaper, flip: Flip, layouts: Path, cache: Path | None, words: Words
) -> Markup:
    """Return the tally: a page that lies beside the copier and shows marks, copies, sheets, minutes."""
    from press import fonts, render
    from press.cache import Cache

    return render.notice(
        "tally",
        layouts=layouts,
        fonts=fonts.read(layouts, Cache(cache)),
        words=words,
        rows=rows,
        total=total(rows),
        title=title,
        paper=paper,
        paper_name=paper.capitalize(),
        flip=flip,
        rate=RATE,
    )


def table(rows: Sequence[Row], wanted: Mapping[str, int]) -> list[tuple[str, ...]]:
    """Return the tally for the terminal, where names may be shown: whoever typed them knows them."""
    head = ("", "copies", "sheets each", "sheets", "minutes", "colour sides", "file")
    lines = [
        (name, *map(str, (row.copies, row.sheets, row.all_sheets, row.minutes, row.colour)), row.file)
        for name, row in zip(wanted, rows, strict=True)
    ]
    all_ = total(rows)
    return [head, *lines, ("together", *map(str, (all_.copies, "", all_.sheets, all_.minutes, all_.colour)), "")]
