"""Whose words fill the lessons: counts of words, quotations, people and places, for each lesson and for all.

The counts say nothing of what is said, nor of fairness: they show an editor where to look. Whatever
`people.yaml` does not tell is counted as not known, and is not guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from press.check.texts import sentence_spans
from press.language.marks import normal
from press.language.quoting import spans
from press.language.sentences import words
from press.model.balance import NOT_KNOWN, Balance, PlaceCount, Voices, Words
from press.model.content import Lesson, Passage, Person, Read, Strip
from press.model.library import Library

SHORTEST = 3
"""Words that a quotation in a passage has at least; fewer are a term that is quoted, and nobody's voice."""


class _Heard(NamedTuple):
    """Somebody who is quoted or named."""

    who: str
    """The name, or what the source calls them; empty where nobody can be told."""
    community: str | None = None
    standing: str | None = None
    person: Person | None = None


def _heard(person: Person) -> _Heard:
    return _Heard(person.name, person.community, person.standing, person)


def balance(library: Library) -> tuple[Balance, ...]:
    """Return the counts of each lesson in order, and at the end those of the pack.

    A passage or quotation that several lessons print counts once for the pack. References that lead nowhere,
    which the check reports, are passed over.
    """
    lessons = [_counted(f"Lesson {lesson.number}: {lesson.title}", [lesson], library) for lesson in library.lessons]
    return (*lessons, _counted(library.pack.title, library.lessons, library))


def rows(counted: Iterable[Balance], library: Library) -> list[tuple[str, str, str, str]]:
    """Return counts as rows to print: title of the lesson, what is counted, of whom, and the number with details."""
    found = []
    levels = [level.id for level in library.pack.levels]
    for one in counted:
        for source in one.words:
            retold = " · ".join(f"{level} {count}" for level, count in zip(levels, source.retold, strict=True))
            found.append((one.title, "words", source.source, f"{retold} · quoted {source.quoted}"))
        for what, voices in (("quotations", one.quotations), ("people", one.people)):
            for voice in voices:
                number = f"{voice.number}: {'; '.join(voice.who)}" if voice.who else str(voice.number)
                found.append((one.title, what, f"{voice.community}, {voice.standing}", number))
        found += [(one.title, "places", " / ".join(place.names), str(place.paragraphs)) for place in one.places]
    return found


def _counted(title: str, lessons: Sequence[Lesson], library: Library) -> Balance:
    """Return the counts of some lessons together."""
    read = {section.read: None for lesson in lessons for section in lesson.sections if isinstance(section, Read)}
    passages = {name: library.passages[name] for name in read if name in library.passages}
    quotes = [quote for quote in _quotes(lessons) if quote[1] in _quotations_of(quote[0], library)]
    spoken = [*_in_strips(quotes, library), *_in_passages(passages.values(), library)]
    return Balance(
        title,
        _words(passages, quotes, library),
        _voices(spoken),
        _voices(_named(lessons, passages.values(), spoken, library)),
        _places(passages.values(), library),
    )


def _quotes(lessons: Iterable[Lesson]) -> list[tuple[str, str]]:
    """Return the source and the name of each quotation in strips, none twice."""
    strips = (section for lesson in lessons for section in lesson.sections if isinstance(section, Strip))
    names = {line.quote: None for strip in strips for line in strip.lines}
    return [(source, quotation) for source, _, quotation in (name.partition("/") for name in names)]


def _quotations_of(source: str, library: Library) -> Iterable[str]:
    return library.sources[source].quotations if source in library.sources else ()


def _words(passages: dict[str, Passage], quotes: Iterable[tuple[str, str]], library: Library) -> tuple[Words, ...]:
    """Return how many words each source has, by the name of the source."""
    levels = [level.id for level in library.pack.levels]
    retold: dict[str, list[int]] = defaultdict(lambda: [0] * len(levels))
    quoted: Counter[str] = Counter()
    for name, passage in passages.items():
        counts = retold[name.partition("/")[0]]
        for paragraph in passage.paragraphs:
            for number, level in enumerate(levels):
                counts[number] += len(words(paragraph.told.get(level, "")))
    for source, quotation in quotes:
        quoted[source] += len(words(library.sources[source].quotations[quotation].text))
    return tuple(Words(source, tuple(retold[source]), quoted[source]) for source in sorted({*retold, *quoted}))


def _in_strips(quotes: Iterable[tuple[str, str]], library: Library) -> Iterator[_Heard]:
    """Yield the speaker of each quotation."""
    for source, name in quotes:
        quotation = library.sources[source].quotations[name]
        person = library.people.get(quotation.person or "")
        said = quotation.speaker if isinstance(quotation.speaker, str) else next(iter(quotation.speaker.values()))
        yield _heard(person) if person else _Heard(said, quotation.community, quotation.standing)


def _in_passages(passages: Iterable[Passage], library: Library) -> Iterator[_Heard]:
    """Yield the speaker of each quotation in a passage: the one person whom the sentence names, if there is one."""
    for passage in passages:
        speakers: dict[str, Person | None] = {}
        for text in (text for paragraph in passage.paragraphs for text in paragraph.told.values()):
            for start, end in sentence_spans(text):
                named = list(_people_in(text[start:end], library))
                for span in spans(text[start:end]):
                    if len(words(span.words)) >= SHORTEST:
                        said = normal(span.words).strip(" .,;:!?").casefold()
                        speakers[said] = speakers.get(said) or (named[0] if len(named) == 1 else None)
        yield from (_heard(person) if person else _Heard("") for person in speakers.values())


def _named(
    lessons: Iterable[Lesson], passages: Iterable[Passage], spoken: Iterable[_Heard], library: Library
) -> Iterator[_Heard]:
    """Yield each person whom the lessons introduce, quote or name in a passage, once."""
    listed = (library.people[name] for lesson in lessons for name in lesson.people if name in library.people)
    speaking = (heard.person for heard in spoken if heard.person)
    texts = (text for passage in passages for paragraph in passage.paragraphs for text in paragraph.told.values())
    named = (person for text in texts for person in _people_in(text, library))
    everybody = {person.name: person for person in (*listed, *speaking, *named)}
    return (_heard(person) for person in everybody.values())


def _people_in(text: str, library: Library) -> Iterator[Person]:
    """Yield the people of the register whose name, or the last word of it, stands in a text."""
    for person in library.people.values():
        if _stands_in(text, (person.name, person.name.split()[-1])):
            yield person


def _places(passages: Iterable[Passage], library: Library) -> tuple[PlaceCount, ...]:
    """Return the places that passages name, those first that most paragraphs do."""
    told = ["\n".join(paragraph.told.values()) for passage in passages for paragraph in passage.paragraphs]
    counts = [
        PlaceCount(place.names, sum(_stands_in(text, place.names) for text in told))
        for place in library.places.values()
    ]
    return tuple(sorted((one for one in counts if one.paragraphs), key=lambda one: (-one.paragraphs, one.names)))


def _stands_in(text: str, names: Iterable[str]) -> bool:
    """Return whether one of these names stands in a text, not as part of another word."""
    return any(name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)


def _voices(heard: Iterable[_Heard]) -> tuple[Voices, ...]:
    """Return people or quotations by community and standing, those of whom nothing is known at the end."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in heard:
        groups[one.community or NOT_KNOWN, one.standing or NOT_KNOWN].append(one.who)
    in_order = sorted(groups, key=lambda group: (group[0] == NOT_KNOWN, group[0], group[1] == NOT_KNOWN, group[1]))
    return tuple(
        Voices(*group, len(groups[group]), tuple(sorted({who for who in groups[group] if who}))) for group in in_order
    )
