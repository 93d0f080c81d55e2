"""What of a text can be checked by its letters: numbers, dates, names, and words that say whose a claim is.

How a language writes them stands in `layouts/readability/facts-<language>.toml`. Of a language without
that file only figures and the names that the pack lists are known.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from press.language.marks import in_place
from press.language.speech import Speech, speech, starred

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*")
"""A word that may be part of a name. Hyphens part it, for of `anti-Soviet` only `Soviet` is a name."""

BEGINS = re.compile(r"(?:^|\n\s*\n|[.!?…][\"”»')\]*]*\s)[\s\"“„«(\[*]*$|[\"“„«]$")
"""What stands before the first word of a sentence or of a quotation: its capital letter says nothing."""

ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
YEARS = range(1000, 2101)
NO_QUALIFIER = ""


@dataclass(frozen=True)
class Number:
    """An amount or a year."""

    key: str
    """The same for `1,000`, `one thousand` and `1 thousand`; `18%`, `1990s`, `hundreds of thousands`."""
    written: str
    """As it stands, with its qualifier."""
    qualifier: str
    """`more than`, `at least`, `about`, `at most`, `less than`, or nothing."""
    start: int
    counted: bool = False
    """A small number in words: an author may have counted what the source lists."""


@dataclass(frozen=True)
class Date:
    """A day of a month, or with day 0 the month alone. Its year is a number of the text."""

    month: int
    day: int
    written: str
    start: int


@dataclass(frozen=True)
class Name:
    """A proper name, and the words, folded, that are in a text which has this name."""

    written: str
    keys: frozenset[str]
    start: int


@dataclass(frozen=True)
class Found:
    """What was found in one text, each kind in order."""

    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...]
    attributions: tuple[str, ...]
    words: frozenset[str]
    """All its words, folded as names are."""


@dataclass(frozen=True)
class Difference:
    """Something that stands in one text, `here`, and not so in the one it is compared with: `there`."""

    kind: Literal["number", "qualifier", "date", "name", "hedge"]
    here: str
    there: str


@functools.lru_cache(maxsize=4096)
def found(text: str, names: frozenset[str], language: str = "en", attribution: tuple[str, ...] = ()) -> Found:
    """Return what stands in a text; `names` are the proper names that are known, `attribution` further such words."""
    known = speech(language)
    text = in_place(text)
    dates, rest = _dates(text, known)
    said = _any_of((*known.attribution, *attribution))
    return Found(
        numbers=tuple(sorted(_numbers(rest, known), key=lambda number: number.start)),
        dates=tuple(dates),
        names=tuple(_names(rest, names, known)),
        attributions=tuple(one[0] for one in said.finditer(text)) if said else (),
        words=frozenset(key for word in WORD.findall(text) for key in known.keys(word)),
    )


def merged(texts: Iterable[Found]) -> Found:
    """Return what stands in several texts as if they were one."""
    several = list(texts)
    return Found(
        numbers=tuple(number for one in several for number in one.numbers),
        dates=tuple(date for one in several for date in one.dates),
        names=tuple(name for one in several for name in one.names),
        attributions=tuple(words for one in several for words in one.attributions),
        words=frozenset().union(*(one.words for one in several)),
    )


def keys(name: str, language: str) -> frozenset[str]:
    """Return the words of a name, folded as those of a text are."""
    known = speech(language)
    return frozenset(key for word in WORD.findall(in_place(name)) for key in known.keys(word))


def own_removed(text: str, language: str) -> str:
    """Return a text without brackets that say that something is our own count."""
    return speech(language).own.sub("", text)


def compare(level: Found, against: Found, *, part: bool = False) -> list[Difference]:
    """Return what a level has and the text that it retells has not, or has otherwise.

    With `part` it is enough that a text has part of a name: `Karabakh` for `Nagorno-Karabakh`.
    """
    hedge = against.attributions and not level.attributions
    return [
        *_other_numbers(level, against),
        *_other_dates(level, against),
        *_other_names(level, against, part=part),
        *([Difference("hedge", "", against.attributions[0])] if hedge else []),
    ]


def _other_numbers(level: Found, against: Found) -> Iterator[Difference]:
    """Yield numbers that are not there, and those that are there with another qualifier.

    Where a text has a number twice, once with its qualifier is enough; where the source has it with and
    without, both are right.
    """
    there = _by_key(against.numbers)
    for key, numbers in _by_key(level.numbers).items():
        if key not in there:
            if not all(number.counted for number in numbers):
                yield Difference("number", numbers[0].written, _listed(number.written for number in against.numbers))
            continue
        asked = {number.qualifier for number in there[key]}
        given = {number.qualifier for number in numbers}
        lost = NO_QUALIFIER not in asked and not given & asked
        if lost or given - asked - {NO_QUALIFIER}:
            odd = next(number for number in numbers if number.qualifier not in asked)
            yield Difference("qualifier", odd.written, _listed(number.written for number in there[key]))


def _other_dates(level: Found, against: Found) -> Iterator[Difference]:
    months = {date.month for date in against.dates}
    days = {(date.month, date.day) for date in against.dates}
    for date in level.dates:
        if date.month not in months or (date.day and (date.month, date.day) not in days):
            yield Difference("date", date.written, _listed(date.written for date in against.dates))


def _other_names(level: Found, against: Found, *, part: bool) -> Iterator[Difference]:
    parts = frozenset(key for name in against.names for key in name.keys) if part else frozenset()
    for name in {name.keys: name for name in level.names}.values():
        if not (name.keys & parts or name.keys <= against.words):
            yield Difference("name", name.written, _listed(name.written for name in against.names))


def _by_key(numbers: Iterable[Number]) -> dict[str, list[Number]]:
    found: dict[str, list[Number]] = {}
    for number in numbers:
        found.setdefault(number.key, []).append(number)
    return found


def _listed(things: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(things))


def _dates(text: str, known: Speech) -> tuple[list[Date], str]:
    """Return the dates of a text, and the text with days and months blanked; the years stay, for they are numbers."""
    found: list[Date] = []

    def take(month: int, days: Iterable[str | None], written: re.Match[str]) -> str:
        found.extend(Date(month, int(day or 0), written[0].strip(" ."), written.start()) for day in days)
        return " " * len(written[0])

    text = ISO.sub(lambda one: one[1] + take(int(one[2]), [one[3]], one)[4:], text)
    if known.months:
        month = known.month
        text = known.day_month.sub(lambda one: take(month(one["month"]), [d for d in one.group(1, 2) if d], one), text)
        text = known.month_day.sub(lambda one: take(month(one["month"]), [d for d in one.group(2, 3) if d], one), text)
        # At the beginning of a sentence “May” and “March” are other words, unless a year follows.
        text = known.month_alone.sub(
            lambda one: (
                one[0] if _begins(text, one.start()) and one["year"] is None else take(month(one[1]), [None], one)
            ),
            text,
        )
    return sorted(found, key=lambda date: date.start), text


def _numbers(text: str, known: Speech) -> Iterator[Number]:
    """Yield the numbers of a text whose dates are blanked."""
    for one in known.figures.finditer(text):
        digits = re.sub(r"\D", "", one["figure"])
        value = float(digits + (one["part"] or "")) * known.scales.get((one["scale"] or "").lower(), 1)
        suffix = "%" if one["percent"] else (one["suffix"] or "")
        is_year = value in YEARS and one["figure"] == digits and not one["scale"]
        kind, written = known.qualified(text, *one.span(), is_year=is_year)
        yield Number(f"{value:.12g}{suffix}", written, kind, one.start())
    for pattern, value_of in ((known.halves, known.half), (known.in_words, known.value), (known.vague, str.lower)):
        for one in pattern.finditer(text) if pattern else ():
            key = f"{value_of(one[0])}{'%' if one['percent'] else ''}"
            kind, written = known.qualified(text, *one.span())
            yield Number(key, written, kind, one.start(), one[0].lower() in known.counted)


def _names(text: str, names: frozenset[str], known: Speech) -> Iterator[Name]:
    """Yield the proper names: those that are known, and words with a capital inside a sentence.

    Such words that follow one another are one name: `Soviet Union`, `Nagorno-Karabakh`.
    """
    listed = _known(names, known)
    start = end = listed_to = 0
    for one in WORD.finditer(text):
        if not one[0][0].isupper() or one[0].lower() in known.titles:
            continue
        if (not known.capitals or _begins(text, one.start())) and one.start() >= listed_to:
            name = listed.match(text, one.start()) if listed else None
            if not name:
                continue
            listed_to = name.end()
        if end and text[end : one.start()] not in (" ", "-"):
            yield _name(text, start, end, known)
            end = 0
        start, end = start if end else one.start(), one.end()
    if end:
        yield _name(text, start, end, known)


def _name(text: str, start: int, end: int, known: Speech) -> Name:
    """Return the name that stands there."""
    keys = frozenset(key for word in WORD.findall(text[start:end]) for key in known.keys(word))
    return Name(text[start:end].removesuffix("'s"), keys, start)


def _begins(text: str, start: int) -> bool:
    """Return whether a sentence or a quotation begins here."""
    return BEGINS.search(text[max(0, start - 12) : start] if start > 12 else text[:start]) is not None


@functools.lru_cache(maxsize=64)
def _known(names: frozenset[str], known: Speech) -> re.Pattern[str] | None:
    """Return a pattern of names, the longest first, each also with the endings that make a people of it."""
    written = "|".join(re.escape(in_place(name)) for name in sorted(names, key=lambda name: (-len(name), name)))
    ending = f"(?:{'|'.join(known.endings)})?" if known.endings else ""
    return re.compile(rf"(?<!\w)(?:{written}){ending}(?!\w)") if written else None


@functools.lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern of words and wordings in which a star stands for letters."""
    written = "|".join(starred(word) for word in words)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE) if written else None
