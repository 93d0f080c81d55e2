"""Reading levels: grade, sentences, paragraphs and passages are within the limits of their level.

What is measured is set down in rows, “limit | actual”; the problems are those of the rows, so that the panel
a person reads and the rules can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from press.check.citations import passages_read
from press.check.explained import finder
from press.check.naming import names_of, suggested
from press.check.rows import NONE, Row, Text, most, ranged
from press.language.readability import FEWEST_WORDS, FORMULAS_OF, measure
from press.language.sentences import sentences, words
from press.markdown import plain
from press.model.content import Level, Read
from press.model.library import Library
from press.problems import Problem, Where
from press.words import primary

LET_BE = 0.1
"""By this part a passage may be longer or shorter than its range."""

FAR_ENOUGH = 1.5
"""Grades that should lie between neighbouring levels of a lesson."""

SHOWN = 10
"""So many words are shown in a hint."""


def panel(library: Library) -> list[Row]:
    """Return the measures of the passages that lessons read, and of the lessons, at each level that has limits.

    A passage of less than 200 words has no grade and no share of its own: there all passages of its lesson are
    measured together. Limits that cannot be measured in the pack's language come first.
    """
    rows = list(_unmeasurable(library))
    texts = {
        (name, level.id): text
        for name in passages_read(library)
        for level in library.pack.levels
        if (text := _of_passage(library, name, level))
    }
    for text in texts.values():
        rows += _lengths(text, library.passages[text.of].role)
        rows += _graded(text) if _is_english(library) else ()
    if _is_english(library):
        for index in range(len(library.lessons)):
            rows += _of_lesson(library, index, texts)
    return rows


def _is_english(library: Library) -> bool:
    return primary(library.pack.language) == FORMULAS_OF


def _unmeasurable(library: Library) -> Iterator[Row]:
    """Yield a row for each limit that asks for English word lists in a pack of another language."""
    if _is_english(library):
        return
    for index, level in enumerate(library.pack.levels):
        for limit in ("grade", "unfamiliar_percent", "vocabulary"):
            if level.limits and getattr(level.limits, limit) is not None:
                where = library.where("pack", "levels", index, "limits", limit)
                message = f"The limit “{limit}” cannot be measured in the language “{library.pack.language}”."
                hint = "It rests on English word lists. Leave it out; lengths are measured in every language."
                problem = Problem(where, "no-measure", message, hint)
                yield Row(library.pack.id, level.id, limit, NONE, NONE, problems=(problem,))


def _of_passage(library: Library, name: str, level: Level) -> Text | None:
    """Return what a level with limits tells of a passage; None where there is nothing to measure."""
    passage = library.passages.get(name)
    if passage is None:
        return None
    paragraphs = tuple(
        (library.where("passages", name, "paragraphs", number, "told", level.id), plain(paragraph.told[level.id]))
        for number, paragraph in enumerate(passage.paragraphs)
        if level.id in paragraph.told
    )
    names = names_of(library, name.split("/")[0])
    return _text(library, name, "", level, library.where("passages", name, "title"), paragraphs, names)


def _text(
    library: Library,
    of: str,
    scope: str,
    level: Level,
    where: Where,
    paragraphs: tuple[tuple[Where, str], ...],
    names: frozenset[str],
) -> Text | None:
    """Return paragraphs with their measures; None without paragraphs or limits."""
    if not paragraphs or level.limits is None:
        return None
    # A pair of names, “Shusha / Shushi”, is one thing to keep apart from others.
    known = names | {" / ".join(place.names) for place in library.places.values()}
    told = [text for _, text in paragraphs]
    counted = measure(
        told, known, primary(library.pack.language), to_be_known=list(finder(library, level.id).to_be_known(told))
    )
    return Text(of, scope, level, level.limits, where, paragraphs, names, counted)


def _lengths(text: Text, role: str) -> Iterator[Row]:
    """Yield the rows of a passage for what can be counted in any language."""
    yield _passage_length(text, role)
    yield _mean_sentence(text)
    yield _longest_sentence(text)
    yield _longest_paragraph(text, "words", text.limits.paragraph_words, lambda told: len(words(told)))
    yield _longest_paragraph(text, "sentences", text.limits.paragraph_sentences, lambda told: len(sentences(told)))
    yield _names(text)


def _passage_length(text: Text, role: str) -> Row:
    """Return the row for the words of a passage, which its role gives a range."""
    count = text.measures.words
    limit = next((limit for of, limit in text.limits.passage_words.items() if of == role), None)
    if limit is None:
        return text.row("words", NONE, str(count))
    least, most = limit
    problems = []
    if not least * (1 - LET_BE) <= count <= most * (1 + LET_BE):
        message = f"The passage has {count} words at “{text.level.id}”; a passage “{role}” has {least} to {most} there."
        hint = "Leave out what the questions do not need." if count > most else "Tell more of its span."
        problems = [Problem(text.where, "passage-length", message, f"{hint} A tenth more or less is let be.")]
    return text.row("words", f"{least}–{most}", str(count), problems=problems)


def _mean_sentence(text: Text) -> Row:
    """Return the row for the mean length of the sentences."""
    longest = text.measures.longest.sentence
    hint = f"Part the longest sentences, such as: “{longest}”"
    return ranged(
        text, "mean length of a sentence", text.measures.mean_sentence, text.limits.mean_sentence, longest, hint
    )


def _longest_sentence(text: Text) -> Row:
    """Return the row for the longest sentence, with a problem for each that is too long."""
    limit = text.limits.longest_sentence
    problems = [
        Problem(
            where,
            "long-sentence",
            f"The sentence has {count} words; {limit} is the most at “{text.level.id}”.",
            f"Give its second thought a sentence of its own, with “so”, “but” or “then”: “{sentence}”",
        )
        for where, told in text.paragraphs
        for sentence in sentences(told)
        if limit and (count := len(words(sentence))) > limit
    ]
    longest = text.measures.longest
    return text.row("longest sentence", most(limit), str(longest.words), longest.sentence, problems)


def _longest_paragraph(text: Text, unit: str, limit: int | None, count: Callable[[str], int]) -> Row:
    """Return the row for the longest paragraph in a unit, with a problem for each that is too long."""
    problems = [
        Problem(
            where,
            "long-paragraph",
            f"The paragraph has {count(told)} {unit}; {limit} is the most at “{text.level.id}”.",
            "Shorten it, or part it in two at every level, so that paragraphs keep the same numbers.",
        )
        for where, told in text.paragraphs
        if limit and count(told) > limit
    ]
    longest = max((told for _, told in text.paragraphs), key=count)
    return text.row(f"{unit} in a paragraph", most(limit), str(count(longest)), sentences(longest)[0], problems)


def _names(text: Text) -> Row:
    """Return the row for different proper names."""
    names = text.measures.names
    limit = text.limits.names
    problems = []
    if limit and len(names) > limit:
        message = f"The passage has {len(names)} proper names; {limit} is the most at “{text.level.id}”."
        hint = f"Leave out those that are named once and not needed: {', '.join(names)}."
        problems = [Problem(text.where, "many-names", message, hint)]
    return text.row("names", most(limit), str(len(names)), ", ".join(names), problems)


def _graded(text: Text) -> Iterator[Row]:
    """Yield the rows of a text for the grade, the share of unfamiliar words, and the scores without a limit."""
    counted = text.measures
    if text.is_short:
        yield text.row("grade", NONE, NONE, f"fewer than {FEWEST_WORDS} words: too few for a grade")
        return
    unlisted = _perhaps_names(text)
    longest = counted.longest.sentence
    long = ", ".join(counted.polysyllables[:SHOWN])
    plainer = f"Part its longest sentence: “{longest}” Say with shorter words: {long}.{unlisted}"
    yield ranged(text, "grade", counted.grade, text.limits.grade, longest, plainer)
    limit = text.limits.unfamiliar_percent
    example = ", ".join(counted.unfamiliar[:SHOWN])
    hint = f"Say some of these in everyday words: {example}.{unlisted}"
    share = counted.unfamiliar_percent
    yield ranged(
        text, "share of unfamiliar words in percent", share, None if limit is None else (0, limit), example, hint
    )
    yield ranged(text, "Dale–Chall score", counted.dale_chall)
    yield ranged(text, "SMOG", counted.smog)
    yield ranged(text, "Fog", counted.fog)
    yield ranged(text, "Coleman–Liau", counted.coleman_liau)
    yield ranged(text, "Flesch ease", counted.ease)


def _perhaps_names(text: Text) -> str:
    """Return a hint at words that are proper names, perhaps, and on no list."""
    found = ", ".join(suggested((told for _, told in text.paragraphs), text.names))
    return f" If these are proper names, list them under “names”: {found}." if found else ""


def _of_lesson(library: Library, index: int, texts: Mapping[tuple[str, str], Text]) -> Iterator[Row]:
    """Yield the rows for the passages of a lesson together: grades if one of them is short, and their distances."""
    lesson = library.lessons[index]
    names = dict.fromkeys(section.read for section in lesson.sections if isinstance(section, Read))
    wholes = []
    for level in library.pack.levels:
        parts = [texts[name, level.id] for name in names if (name, level.id) in texts]
        paragraphs = tuple(paragraph for part in parts for paragraph in part.paragraphs)
        known = frozenset(name for part in parts for name in part.names)
        where = library.where("lessons", index, "title")
        scope = " in all passages of the lesson together"
        whole = _text(library, lesson.id, scope, level, where, paragraphs, known)
        if whole:
            wholes.append(whole)
            yield from _graded(whole) if any(part.is_short for part in parts) else ()
    yield from _distances([whole for whole in wholes if whole.limits.grade])


def _distances(levels: list[Text]) -> Iterator[Row]:
    """Yield a row for each two neighbouring levels of a lesson: how many grades lie between them."""
    for lower, upper in pairwise(sorted(levels, key=lambda text: text.limits.grade or (0, 0))):
        grades = (lower.measures.grade, upper.measures.grade)
        if grades[0] is None or grades[1] is None:
            continue
        apart = round(grades[1] - grades[0], 1)
        problems = []
        if apart < FAR_ENOUGH:
            message = f"“{upper.level.id}” is {apart:.1f} grades above “{lower.level.id}”; {FAR_ENOUGH} is the least."
            hint = f"Their readers get almost the same text: its grades are {grades[0]:.1f} and {grades[1]:.1f}."
            problems = [Problem(upper.where, "levels-too-close", message, hint)]
        name = f"grades above “{lower.level.id}”"
        yield upper.row(name, f"at least {FAR_ENOUGH}", f"{apart:.1f}", problems=problems)
