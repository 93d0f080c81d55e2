"""A class set: so many copies of each booklet, as one job for the copier, and what it costs in paper and time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.model.made import Flip, SheetPaper
from press.problems import nearest

if TYPE_CHECKING:
    from press.model.made import Markup
    from press.words import Words

RATE = 20
"""Sides that a school copier prints in a minute."""

STANDARD = "standard"

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

    @property
    def file(self) -> str:
        """The name of its file in the folder of the class: it shows the mark, never the level."""
        return f"{self.number:02}-{self.mark}-{self.copies}x.pdf"

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


def names(entries: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Return whole booklets of a manifest by the names a set can give them.

    A level is named by its id, an edition by its own name, and an edition of one level as `level/edition`.
    A name that stands for several booklets has them all: a set must say which it means.
    """
    known: dict[str, list[Mapping[str, Any]]] = {}
    for one in entries:
        level, edition = str(one["level"]), str(one["edition"])
        called = [level] if edition == STANDARD else [edition, f"{level}/{edition}"]
        for name in called:
            known.setdefault(name, []).append(one)
    return known


def unknown(name: str, there: Iterable[str]) -> str:
    """Return the sentence about a name that no booklet has."""
    listed = sorted(there)
    return f"--set {name}: there is {', '.join(listed)}. {nearest(name, listed)}".strip()


def rows(manifest: Mapping[str, Any], wanted: Mapping[str, int], paper: SheetPaper, flip: Flip) -> tuple[Row, ...]:
    """Return the booklets of a set in hand-out order; a name that a manifest lacks is a WrongSetError."""
    fits = [one for one in manifest["files"] if one["kind"] == "print" and not one.get("lessons")
            and (one["paper"], one["flip"]) == (paper, flip)]  # fmt: skip
    known, found = names(fits), []
    for number, (name, copies) in enumerate(wanted.items(), 1):
        if name not in known:
            raise WrongSetError(unknown(name, known))
        if len(known[name]) > 1:
            which = ", ".join(f"{one['level']}/{one['edition']}" for one in known[name])
            raise WrongSetError(f"--set {name}: which one, {which}?")
        (one,) = known[name]
        found.append(Row(number, str(one["mark"]), str(one["path"]), copies, int(one["sheets"]), int(one["colour"])))
    return tuple(found)


def whole(folder: Path, rows: Sequence[Row], title: str) -> bytes:
    """Return one PDF with every copy of every booklet, in hand-out order.

    A page's content is written once, however many copies there are. The same rows give the same bytes.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    for row in rows:
        reader = PdfReader(io.BytesIO((folder / row.source).read_bytes()))
        for _ in range(row.copies):
            for page in reader.pages:
                writer.add_page(page)
        wishes = reader.root_object["/ViewerPreferences"]
        writer.root_object[NameObject("/ViewerPreferences")] = wishes.clone(writer)
    writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


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
