"""Stage 4: Booklet → Markup. The only module that knows Jinja2.

Every value that a template prints is escaped; text of authors goes through Markdown-lite, which
escapes too. The HTML names no file but those handed along with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Safe
from markupsafe import escape

from press.fonts import Fonts
from press.markdown import inline, plain
from press.model.made import Booklet, Fill, Guide, Markup, Paper, SheetPaper, Side
from press.words import Words

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand in for the tags around a glossed word while its text is escaped; no text has them."""

_GAP = "\ue002"
"""Stands in for a gap to write in."""


def markup(booklet: Booklet, *, layouts: Path, fonts: Fonts, words: Words, paper: Paper, fill: Fill) -> Markup:
    """Return the booklet as HTML for one paper, with the files it may ask for and the ids it has."""
    environment = _environment(layouts)
    html = environment.get_template("booklet.html.j2").render(
        booklet=booklet,
        paper=paper,
        words=words,
        fill=fill,
        style=_style(booklet, fonts),
        stylesheet="booklet.css",
    )
    named = frozenset(re.findall(r'(?:src|href)="([^"#][^"]*)"', html))
    files = {
        "booklet.css": (layouts / "booklet.css").read_bytes(),
        "fonts.css": fonts.css().encode(),
        **{face.url: face.data for face in fonts.faces},
        **_drawings(layouts, named),
        **{name: svg.encode() for name, svg in booklet.drawings.items() if name in named},
    }
    return Markup(html=html, assets=files, ids=_ids(html))


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
    files = {
        f"{folder}.css": (layouts / folder / f"{folder}.css").read_bytes(),
        "fonts.css": fonts.css().encode(),
        **{face.url: face.data for face in fonts.faces},
        **_drawings(layouts, frozenset(re.findall(r'src="([^"#][^"]*)"', html))),
    }
    return Markup(html=html, assets=files, ids=_ids(html))


def _ids(html: str) -> frozenset[str]:
    return frozenset(re.findall(r'\sid="([^"]+)"', html))


def _environment(layouts: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(layouts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = inline
    environment.filters["plain"] = plain
    environment.filters["glossed"] = glossed
    environment.filters["glossed_exactly"] = glossed_exactly
    environment.filters["gapped"] = gapped
    return environment


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


def gapped(paragraph: Mapping[str, Any]) -> Safe:
    """Return the text around the gaps as HTML, with a number and a ruled gap between one piece and the next.

    All gaps are of one width, so that their length gives nothing away.
    """
    first, *rest = str(inline(_GAP.join(paragraph["around"]))).split(_GAP)
    gaps = (
        f'<span class="gap-here"><b>{number}</b><i>\u00a0</i></span>{after}'
        for number, after in enumerate(rest, start=paragraph["first"])
    )
    return Safe(first + "".join(gaps))


def _style(booklet: Booklet, fonts: Fonts) -> str:
    """Return the custom properties of the level and of the language: all that the stylesheet is told."""
    size = booklet.type
    families = fonts.families(booklet.language)
    return ";".join(
        [
            f"--fs:{size.size:g}pt",
            f"--lh:{size.leading:g}pt",
            f"--pitch:{size.answer_line:g}pt",
            *(f"--{role}:{_stack(names)}" for role, names in sorted(families.items())),
        ]
    )


def _stack(families: Sequence[str]) -> str:
    return ", ".join(f"'{family}'" for family in families)


def _drawings(layouts: Path, named: frozenset[str]) -> dict[str, bytes]:
    """Return the marks and icons of the layouts that the HTML names."""
    return {name: (layouts / name).read_bytes() for name in sorted(named) if name.startswith(("marks/", "icons/"))}
