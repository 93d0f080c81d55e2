"""The program's own words: headings such as “Before you read”, one catalogue per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi", "ckb", "dv", "sd", "ug"})
"""Languages that are written from right to left."""


LANGUAGE = "lang-"
"""Begins the key of a language's name: `lang-hy`."""

PRINT_ROOM = "print-"
"""Begins the key of a word that stands on sheets for the print room, and in no booklet."""

TEACHER = "teacher-"
"""Begins the key of a word that stands in the teacher's booklet only."""


def primary(language: str) -> str:
    """Return the language of a tag without its region or script: `en` of `en-GB`."""
    return language.split("-")[0]


@dataclass(frozen=True)
class Words:
    """A language's words by key; `words("lesson", number=2)` fills in what stands in braces."""

    language: str
    entries: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of `key`; a key no catalogue has is a KeyError, for it is our mistake."""
        return self.entries[key].format(**values)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return "rtl" if primary(self.language) in RIGHT_TO_LEFT else "ltr"

    def of_language(self, code: str) -> str:
        """Return the name of a language; of one that the catalogue does not know, its code."""
        return self.entries.get(LANGUAGE + code, code)

    def month(self, date: str) -> str:
        """Return `2026-11-22` as a month of the language: `November 2026`."""
        year, month, _ = date.split("-")
        return self("date", month=self("months").split()[int(month) - 1], year=int(year))

    def tick(self, year: int, month: int | None, day: int | None) -> str:
        """Return a date on an axis of time: `1988`, `Feb 1988`, or `11 Feb`, whose year stands elsewhere."""
        years = str(year).replace("-", "−")
        if month is None:
            return years
        name = self("short-months").split()[month - 1]
        return self("date", month=name, year=years) if day is None else self("day", day=day, month=name)


def languages(layouts: Path) -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.stem for path in (layouts / "words").glob("*.toml"))


def read(layouts: Path, language: str, own: Mapping[str, str] | None = None) -> Words:
    """Return the catalogue of a language, with the pack's own wording over it.

    A language without a catalogue has the pack's words only.
    """
    path = layouts / "words" / f"{primary(language)}.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Words(language, {**found, **(own or {})})


def of_print_room(layouts: Path, language: str) -> Words:
    """Return the words for the print room: in English where the language has no catalogue."""
    return read(layouts, language if primary(language) in languages(layouts) else "en")


def for_teachers(layouts: Path, own: Words) -> Words:
    """Return words for the teacher's booklet: what a pack's language lacks is in English."""
    return Words(own.language, {**read(layouts, "en").entries, **own.entries})


def keys(layouts: Path) -> frozenset[str]:
    """Return every key that a pupils' booklet needs: those of the English catalogue without the names of languages."""
    others = (LANGUAGE, PRINT_ROOM, TEACHER)
    return frozenset(key for key in read(layouts, "en").entries if not key.startswith(others))
