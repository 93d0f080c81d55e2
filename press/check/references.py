"""References: what is named must be there, and what is there should be named somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from press.check.citations import Citation, Names, citations, names, passages_read, quotations_printed
from press.check.explained import finder
from press.markdown import plain
from press.model.content import LabelMap
from press.model.library import Library
from press.problems import Problem, near, nearest

WRITTEN_IN = {
    "place": "places.yaml",
    "person": "people.yaml",
    "event": "timeline.yaml",
    "map": "maps/",
    "chart": "charts/",
    "level": "pack.yaml",
    "ladder": "a page of pack.yaml",
    "term": "glossary.yaml",
    "question": "the lesson's own “questions”",
    "source": "seeds/",
    "step": "the lesson: a passage, a paragraph, a question or a kind of section",
}
"""Where a name of each kind is given to something."""

PRINTED = ("passage", "quotation", "place", "person", "event", "map", "chart", "question")
"""Kinds of things that are only worth having when something prints them."""


def unknown(library: Library) -> Iterator[Problem]:
    """Yield a problem for each name that nothing has."""
    there = names(library)
    for citation in citations(library):
        if citation.name not in there[citation.kind]:
            message, hint = _said(citation, there, library)
            yield Problem(library.where(*citation.at), "unknown-reference", message, hint)


def unused(library: Library) -> Iterator[Problem]:
    """Yield a problem for each thing that nothing names.

    Of sources only the quotations and passages are asked for: a source is loaded because it is named.
    A name that a misspelt one comes near to counts as used.
    """
    there = names(library)
    cited = {(one.kind, _meant(one, there)) for one in citations(library)}
    for kind, paths in there.items():
        word = kind.partition(" ")[0]
        if word in PRINTED:
            for name in (name for name in paths if (kind, name) not in cited):
                shared = word in {"passage", "quotation"}
                hint = "Use it, or delete it" + ("; if another pack uses it, all is well." if shared else ".")
                message = f"Nothing uses the {word} “{name}”."
                yield Problem(library.where.key(*paths[name]), "unused", message, hint)


def unused_terms(library: Library) -> Iterator[Problem]:
    """Yield a problem for each term that stands in no passage and no quotation at one of its levels.

    While a passage is missing, nobody can tell.
    """
    read = passages_read(library)
    if not library.passages.keys() >= set(read):
        return
    paragraphs = [paragraph for name in read for paragraph in library.passages[name].paragraphs]
    quoted = quotations_printed(library)
    terms = library.glossary.terms
    met: set[tuple[str, str]] = set()
    for level in library.pack.levels:
        told = (plain(paragraph.told.get(level.id, "")) for paragraph in paragraphs)
        texts = (text for text in (*told, *quoted) if text)
        here = (found for text in texts for found in finder(library, level.id).occurrences(text))
        met |= {(level.id, found.term.term.casefold()) for found in here}
    known = {level.id for level in library.pack.levels}
    for index, term in enumerate(terms):
        explained = [level for level in term.levels if level in known]
        absent = [level for level in explained if (level, term.term.casefold()) not in met]
        if absent:
            at = f"at {' and '.join(f'“{level}”' for level in absent)}"
            message = f"The term “{term.term}” is explained {at}, but stands in no passage there."
            hint = "Take the level out of its “levels”, or write under “forms” how it stands there."
            yield Problem(library.where("glossary", "terms", index, "term"), "unused", message, hint)


def not_on_map(library: Library) -> Iterator[Problem]:
    """Yield a problem for each place that pupils are to find on a map which does not show it."""
    for index, lesson in enumerate(library.lessons):
        for entry, section in enumerate(lesson.sections):
            activity = getattr(section, "activity", None)
            if not isinstance(activity, LabelMap) or activity.map not in library.maps:
                continue
            shown = set(library.maps[activity.map].places)
            for number, place in enumerate(activity.places):
                if place in library.places and place not in shown:
                    where = library.where("lessons", index, "sections", entry, "activity", "places", number)
                    message = f"The place “{place}” is not on the map “{activity.map}”."
                    hint = f"Add it in maps/{activity.map}.yaml, or leave it out here."
                    yield Problem(where, "not-on-map", message, hint)


def _meant(citation: Citation, there: Names) -> str:
    """Return the name, or of a misspelt one the name that may have been meant, or an empty text."""
    known = there[citation.kind]
    return citation.name if citation.name in known else near(citation.name, known)


def _said(citation: Citation, there: Names, library: Library) -> tuple[str, str]:
    """Return the message and the hint for a name that nothing has."""
    kind, _, _ = citation.kind.partition(" ")
    name = citation.name
    if kind == "mark":
        marks = [mark for mark in there[citation.kind] if mark.startswith(name[0]) and mark != name[0]]
        hint = f"There are: {', '.join(marks)}." if marks else "Passages and strips take letters in turn."
        return f"This lesson has no passage or paragraph “{name}”.", hint
    if kind == "source" or (kind in {"passage", "quotation"} and name.partition("/")[0] not in library.shelf):
        source = name.partition("/")[0]
        hint = nearest(source, library.shelf) or "Sources are folders in seeds/."
        return f"There is no source “{source}”.", hint
    hint = nearest(name, there[citation.kind])
    if kind in {"passage", "quotation"}:
        source, _, part = name.partition("/")
        own = [known for known in there[kind] if known.startswith(f"{source}/")]
        hint = nearest(name, own) or f"It has: {', '.join(own) or 'none yet'}."
        return f"The source “{source}” has no {kind} “{part}”.", hint
    return f"There is no {kind} “{name}”.", hint or f"It would have to stand in {WRITTEN_IN[kind]}."
