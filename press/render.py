"""Stage 4: Booklet → Markup. The only module that knows Jinja2.

Every value that a template prints is escaped; text of authors goes through Markdown-lite, which
escapes too. The HTML names no file but those handed along with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Safe
from markupsafe import escape

from press.fonts import Fonts
from press.markdown import inline, plain
from press.model.edition import Trim
from press.model.made import Booklet, Fill, Guide, Handout, Line, Markup, Side
from press.model.paper import PAGE_PT, SheetPaper
from press.references import PATTERN, Spot, Stretch, Widest, bare, placeholders, spot_of, spots
from press.words import Words

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand in for the tags around a glossed word while its text is escaped; no text has them."""

_GAP = "\ue002"
"""Stands in for a gap to write in."""

_REFERENCE = "\ue003"
"""Stands in for a reference to a paragraph."""

SOURCES = {"read": "paragraphs", "strip": "lines", "original": "rows"}
"""Kinds of sections whose lines are counted, and where each has its paragraphs."""


def markup(booklet: Booklet, *, layouts: Path, fonts: Fonts, words: Words, fill: Fill) -> Markup:
    """Return the booklet as HTML, with the files it may ask for and the ids it has."""
    environment = _environment(layouts)
    environment.filters.update(_Referring(words, fill.told, _widest(booklet)).filters)
    html = environment.get_template("booklet.html.j2").render(
        booklet=booklet,
        words=words,
        fill=fill,
        page=_page(booklet.edition.trims[0]),
        style=_style(booklet, fonts),
        stylesheets=_stylesheets(layouts, booklet),
    )
    named = frozenset(re.findall(r'(?:src|href)="([^"#][^"]*)"', html))
    drawings = {name: svg.encode() for name, svg in booklet.drawings.items() if name in named}
    files = {**_files(layouts, fonts, html, _stylesheets(layouts, booklet)), **drawings}
    return Markup(html=html, assets=files, ids=_ids(html))


def panels(
    booklet: Booklet, beside: Sequence[Beside], *, layouts: Path, fonts: Fonts, words: Words, trim: Trim
) -> Markup:
    """Return what is printed beside the pages of handouts, as HTML: for each its panel, or its lines.

    What belongs to lesson 3 runs from the id `beside-3` to the id `beside-3-end`. A page of lines is as wide
    as the sheet and as high as the upper margin of a page.
    """
    stylesheets = [*_stylesheets(layouts, booklet), "handouts.css"]
    html = (
        _environment(layouts)
        .get_template("handouts.html.j2")
        .render(
            booklet=booklet,
            beside=beside,
            paper=trim.paper,
            page=_page(trim),
            words=words,
            style=_style(booklet, fonts),
            stylesheets=stylesheets,
        )
    )
    return Markup(html=html, assets=_files(layouts, fonts, html, stylesheets), ids=_ids(html))


@dataclass(frozen=True)
class Beside:
    """Where the panel of a handout stands, and beside which pages."""

    handout: Handout
    first: int
    last: int
    side: Literal["left", "right"] | None
    """None where no half of a sheet is left: lines in the upper margins take the place of the panel."""


def _files(layouts: Path, fonts: Fonts, html: str, stylesheets: Sequence[str]) -> dict[str, bytes]:
    """Return the files that all booklets need, and the marks and icons that the HTML names."""
    return {
        **{name: (layouts / name).read_bytes() for name in stylesheets},
        "fonts.css": fonts.css().encode(),
        **{face.url: face.data for face in fonts.faces},
        **_drawings(layouts, frozenset(re.findall(r'src="([^"#][^"]*)"', html))),
    }


def _ids(html: str) -> frozenset[str]:
    return frozenset(re.findall(r'\sid="([^"]+)"', html))


def notice(template: str, *, layouts: Path, fonts: Fonts, words: Words, **values: object) -> Markup:
    """Return a sheet for the print room, `layouts/print-room/<template>.html.j2`, as HTML with its files."""
    page = _of_its_own("print-room", template, layouts=layouts, fonts=fonts, words=words, **values)
    return replace(page, ids=frozenset())


def teacher(
    guide: Guide,
    sides: Sequence[Side],
    *,
    layouts: Path,
    fonts: Fonts,
    words: Words,
    paper: SheetPaper,
    where: Callable[[Sequence[str]], str],
) -> Markup:
    """Return the notes of the teacher's booklet, on sides with room for the pupils' pages, as HTML with its files.

    `where` turns anchors of the pupils' booklet into the pages on which they stand.
    """
    values = {"guide": guide, "sides": sides, "paper": paper, "where": where}
    return _of_its_own("teacher", "teacher", layouts=layouts, fonts=fonts, words=words, **values)


def _of_its_own(folder: str, template: str, *, layouts: Path, fonts: Fonts, words: Words, **values: object) -> Markup:
    """Return HTML made from `layouts/<folder>/<template>.html.j2` with the stylesheet `<folder>.css` beside it."""
    families = fonts.families(words.language)
    style = ";".join(f"--{role}:{_stack(names)}" for role, names in sorted(families.items()))
    page = _environment(layouts).get_template(f"{folder}/{template}.html.j2")
    html = page.render(words=words, style=style, **values)
    own = {f"{folder}.css": (layouts / folder / f"{folder}.css").read_bytes()}
    files = {**_files(layouts, fonts, html, []), **own}
    return Markup(html=html, assets=files, ids=_ids(html))


def _environment(layouts: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(layouts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = _marked
    environment.filters["plain"] = plain
    environment.filters["glossed"] = glossed
    environment.filters["glossed_exactly"] = glossed_exactly
    return environment


def _marked(text: str) -> Safe:
    """Return an author's text as HTML, with the mark alone for each reference: pages and lines differ by edition."""
    return inline(bare(text))


@dataclass(frozen=True)
class _Referring:
    """Prints references to paragraphs as they are in one edition; before that is known, as wide as they may get."""

    words: Words
    edition: Mapping[str, Sequence[Line]]
    widest: Widest

    @property
    def filters(self) -> dict[str, Callable[..., Safe]]:
        """The filters of templates that print texts with references."""
        return {"md": self.inline, "gapped": partial(gapped, as_html=self.inline), "evidence": self.evidence}

    def inline(self, text: str) -> Safe:
        """Return an author's text as HTML."""
        first, *rest = str(inline(PATTERN.sub(_REFERENCE, text))).split(_REFERENCE)
        found = [self._cited(one) for one in PATTERN.finditer(text)]
        return Safe(first + "".join(f"{cited}{after}" for cited, after in zip(found, rest, strict=True)))

    def evidence(self, names: Sequence[str]) -> Safe:
        """Return where paragraphs are, those of one source together: `¶ A2, A4 · page 27 · lines 5–9, 14–20`."""
        there = spots(names, self.edition) if self.edition else placeholders(names, self.widest)
        return Safe(" ").join(Safe('<span class="ref">{}</span>').format(self._listed(spot)) for spot in there)

    def _listed(self, spot: Spot) -> Safe:
        """Return a reference that stays on one line, unless it has several stretches of lines."""
        parts = [self._marks(spot), *self._at(spot)]
        return _whole(" · ".join(parts)) if len(spot.lines) < 2 else Safe("\u00a0· ").join(map(_whole, parts))

    def _cited(self, found: re.Match[str]) -> Safe:
        """Return a reference within a text: `¶ A3 (page 27, lines 5–9)`."""
        name = f"{found['scope'] or ''}{found['mark']}"
        spot = next(placeholders([name], self.widest))
        if self.edition:
            spot = spot_of(name, found["phrase"] or "", self.edition)
        at = Safe(", ").join(map(_whole, self._at(spot)))
        return Safe("{} ({})" if at else "{}").format(_whole(self._marks(spot)), at)

    def _marks(self, spot: Spot) -> str:
        return self.words("evidence", marks=", ".join(spot.marks))

    def _at(self, spot: Spot) -> list[str]:
        """Return on which pages something is, and in which lines."""
        return [self._numbered(kind, those) for kind, those in (("page", spot.pages), ("line", spot.lines)) if those]

    def _numbered(self, kind: str, stretches: Sequence[Stretch]) -> str:
        listed = ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in stretches)
        return self.words(f"at-{kind}" if listed.isdecimal() else f"at-{kind}s", **{f"{kind}s": listed})


def _whole(text: str) -> Safe:
    """Return a text that no line breaks."""
    return Safe('<span class="whole">{}</span>').format(text)


def glossed(paragraph: Mapping[str, Any]) -> Safe:
    """Return a paragraph's text as HTML with its glossed words in `<span class="g">`."""
    return _glossed(paragraph, inline)


def glossed_exactly(paragraph: Mapping[str, Any]) -> Safe:
    """Return a text that is no author's as HTML: a star in it is a star."""
    return _glossed(paragraph, escape)


def _glossed(paragraph: Mapping[str, Any], as_html: Callable[[str], Safe]) -> Safe:
    text = str(paragraph["text"])
    for gloss in sorted(paragraph["glosses"], key=lambda one: -int(one["start"])):
        start, end = gloss["start"], gloss["end"]
        text = f"{text[:start]}{_OPEN}{text[start:end]}{_CLOSE}{text[end:]}"
    html = str(as_html(text))
    return Safe(html.replace(_OPEN, '<span class="g">').replace(_CLOSE, "</span>"))


def gapped(paragraph: Mapping[str, Any], as_html: Callable[[str], Safe] = inline) -> Safe:
    """Return the text around the gaps as HTML, with a number and a ruled gap between one piece and the next.

    All gaps are of one width, so that their length gives nothing away.
    """
    first, *rest = str(as_html(_GAP.join(paragraph["around"]))).split(_GAP)
    gaps = (
        f'<span class="gap-here"><b>{number}</b><i>\u00a0</i></span>{after}'
        for number, after in enumerate(rest, start=paragraph["first"])
    )
    return Safe(first + "".join(gaps))


def _stylesheets(layouts: Path, booklet: Booklet) -> list[str]:
    """Return the stylesheet of all booklets, and that of the edition if it has one."""
    names = ["booklet.css", f"editions/{booklet.edition.name}.css"]
    return [name for name in names if (layouts / name).is_file()]


def _page(trim: Trim) -> str:
    """Return the CSS of a page: its size, and its margins, mirrored on left pages."""
    width, height = PAGE_PT[trim.paper]
    return (
        f"@page {{ size: {width}pt {height}pt; margin: {trim.top}mm {trim.outer}mm {trim.foot}mm {trim.inner}mm }} "
        f"@page :left {{ margin-left: {trim.outer}mm; margin-right: {trim.inner}mm }}"
    )


def _style(booklet: Booklet, fonts: Fonts) -> str:
    """Return the custom properties of the level and of the language: all that the stylesheet is told."""
    size = booklet.type
    families = fonts.families(booklet.language, booklet.edition.name)
    return ";".join(
        [
            f"--fs:{size.size:g}pt",
            f"--lh:{size.leading:g}pt",
            f"--pitch:{size.answer_line:g}pt",
            *(f"--{role}:{_stack(names)}" for role, names in sorted(families.items())),
        ]
    )


def _widest(booklet: Booklet) -> Widest:
    """Return numbers with as many digits as the last page and the last line of a source have, or more.

    A section takes two pages or fewer, on average, and a line has seven words or more.
    """
    sources = [section for section in booklet.sections if section.kind in SOURCES]
    texts = ((one.get("text", "") for one in section.data[SOURCES[section.kind]]) for section in sources)
    words = max((sum(len(text.split()) for text in of_one) for of_one in texts), default=0)
    page, line = (int("8" * len(str(number))) for number in (2 * len(booklet.sections), words // 7))
    split = booklet.edition.parted or any(section.kind == "original" for section in sources)
    return Widest(page, line, split)


def _stack(families: Sequence[str]) -> str:
    return ", ".join(f"'{family}'" for family in families)


def _drawings(layouts: Path, named: frozenset[str]) -> dict[str, bytes]:
    """Return the marks and icons of the layouts that the HTML names."""
    return {name: (layouts / name).read_bytes() for name in sorted(named) if name.startswith(("marks/", "icons/"))}
