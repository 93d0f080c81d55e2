"""Checks of the program's own words: the language of the pack has them all, and its own ones can be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from press import words
from press.model.library import Library
from press.problems import Problem, nearest

MONTHS = 12


def unworded(library: Library, layouts: Path) -> Iterator[Problem]:
    """Yield a problem if neither a catalogue nor the pack has all words of the pack's language."""
    pack = library.pack
    known = words.read(layouts, pack.language, pack.words).entries
    missing = sorted(words.keys(layouts) - known.keys())
    if missing:
        message = f"The language “{pack.language}” has no words for {len(missing)} headings, such as “{missing[0]}”."
        hint = (
            f"Write layouts/words/{words.primary(pack.language)}.toml, or give them under “words”. "
            f"There are words for: {', '.join(words.languages(layouts))}."
        )
        yield Problem(library.where("pack", "language"), "missing-words", message, hint)


def misworded(library: Library, layouts: Path) -> Iterator[Problem]:
    """Yield a problem for each word of the pack's own that the program never uses or cannot fill in."""
    english = words.read(layouts, "en").entries
    for key, text in library.pack.words.items():
        where = library.where("pack", "words", key)
        if key.startswith(words.LANGUAGE):
            continue
        if key not in english:
            hint = nearest(key, english) or "The words are those of layouts/words/en.toml."
            yield Problem(where, "unknown-reference", f"The program has no word “{key}”.", hint)
        elif (blanks := _blanks(text)) is None or not blanks <= (_blanks(english[key]) or set()):
            hint = f"The English wording is: {english[key]}"
            yield Problem(where, "missing-words", f"The words “{text}” have braces that cannot be filled in.", hint)
        elif key in {"months", "short-months"} and len(text.split()) != MONTHS:
            yield Problem(where, "missing-words", "There must be twelve names of months, with spaces between.")


def _blanks(text: str) -> set[str] | None:
    """Return the names in braces, or None where the braces are not in order or ask for a format."""
    try:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return None
    return (
        None
        if any(spec or conversion for _, _, spec, conversion in fields)
        else {str(name) for _, name, _, _ in fields}
    )
