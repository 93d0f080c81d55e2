"""How a language writes numbers, dates and the names of peoples: its data, made into patterns.

The data stand in `layouts/readability/facts-<language>.toml`. Of a language without that file only
figures are known.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from press.language.marks import in_place
from press.place import layouts
from press.words import primary

FIGURE = r"(?<![\w.,])(?<![A-Z]-)[$€£]?(?P<figure>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<part>\.\d+)?"
SHORTEST_STEM = 4


class Speech:
    """How a language writes numbers, dates and names, as patterns; those of which nothing is known are None."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.capitals = bool(data.get("capitals"))
        self.titles = frozenset(data.get("titles", ()))
        self.counted = frozenset(data.get("counted", ()))
        self.endings: tuple[str, ...] = tuple(data.get("endings", ()))
        self.attribution: tuple[str, ...] = tuple(data.get("attribution", {}).get("words", ()))
        self.own = re.compile(rf"\([^()]*(?:{_longest_first(data.get('own', ())) or '(?!)'})[^()]*\)")
        self.same = {other: words[0] for words in data.get("same", ()) for other in words[1:]}
        self.months: Mapping[str, int] = data.get("months", {})
        self.units: Mapping[str, int] = data.get("numbers", {})
        self.scales: Mapping[str, int] = data.get("scales", {})
        self._of_numbers(data)
        self._of_dates()

    def _of_numbers(self, data: Mapping[str, Any]) -> None:
        """Make the patterns of figures, of numbers in words and of what qualifies them."""
        scale, vague = "|".join(self.scales), "|".join(data.get("vague", ()))
        percent = r"(?P<percent>\s*(?:%|percent\b|per cent\b))?"
        scaled = rf"(?:[\s-]+(?P<scale>{scale})\b)?" if scale else r"(?P<scale>(?!))?"
        self.figures = re.compile(rf"{FIGURE}(?P<suffix>s\b|st\b|nd\b|rd\b|th\b)?{scaled}{percent}", re.IGNORECASE)
        self.halves = self.in_words = self.vague = None
        if self.units:
            word = _longest_first([*self.units, *self.scales])
            begins = rf"(?:{_longest_first(self.units)}|an?\s+(?:{scale}))"
            self.halves = re.compile(rf"\bhalf\s+an?\s+(?:{scale})\b{percent}", re.IGNORECASE)
            rest = rf"(?:[\s-]+(?:and\s+)?(?:{word}))*"
            self.in_words = re.compile(rf"(?<!half )\b{begins}{rest}(?:fold)?\b{percent}", re.IGNORECASE)
            self.vague = re.compile(rf"\b(?:{vague})(?:\s+of\s+(?:{vague}))?\b(?P<percent>(?!))?", re.IGNORECASE)
        self.not_before_years = frozenset(data.get("not_before_years", ()))
        self.kinds = {
            words: kind for side in ("before", "after") for kind, all_ in data.get(side, {}).items() for words in all_
        }
        before, after = (
            _longest_first(w for all_ in data.get(side, {}).values() for w in all_) for side in ("before", "after")
        )
        self.before = re.compile(rf"(?:^|\W)({before or '(?!)'})\s+(?:an?\s+)?$", re.IGNORECASE)
        self.after = re.compile(rf"\W?\s*({after or '(?!)'})\b", re.IGNORECASE)

    def _of_dates(self) -> None:
        """Make the patterns of days and months."""
        # With a capital, for “may” and “march” are other words.
        months = _longest_first(month.capitalize() for month in self.months)
        day = r"(\d{1,2})(?:st|nd|rd|th)?"
        days = rf"{day}(?:\s*(?:-|and|to)\s*{day})?"
        self.day_month = re.compile(rf"(?<![\d,.]){days}\s+(?:of\s+)?(?P<month>{months})\b\.?")
        self.month_day = re.compile(rf"\b(?P<month>{months})\b\.?\s+{day}(?:\s*-\s*{day})?(?![\d,]*\d)")
        self.month_alone = re.compile(rf"\b({months})\b\.?(?P<year>(?=,?\s+\d{{4}}\b))?")

    def month(self, written: str) -> int:
        """Return the number of a month, from 1."""
        return self.months[written.lower()]

    def value(self, written: str) -> str:
        """Return the number that words say: `two hundred and six thousand` is `206000`."""
        total = current = 0
        for word in re.findall(r"[a-z]+", written.lower().replace("fold", "")):
            if word in self.units:
                current += self.units[word]
            elif word in self.scales:
                current = max(current, 1) * self.scales[word]
                if self.scales[word] > 100:
                    total, current = total + current, 0
        return str(total + current)

    def half(self, written: str) -> str:
        """Return what `half a million` is."""
        return str(self.scales[written.lower().split()[2]] // 2)

    def qualified(self, text: str, start: int, end: int, *, is_year: bool = False) -> tuple[str, str]:
        """Return the kind of qualifier that the number there has, or nothing, and number and qualifier as written."""
        number = text[start:end]
        before = self.before.search(text[max(0, start - 30) : start])
        after = self.after.match(text[end : end + 20])
        if before and not (is_year and before[1].lower() in self.not_before_years):
            return self.kinds[before[1].lower()], f"{before[1]} {number}"
        return (self.kinds[after[1].lower()], f"{number} {after[1]}") if after else ("", number)

    @functools.lru_cache(maxsize=8192)  # noqa: B019  (there is one speech for each language)
    def keys(self, word: str) -> frozenset[str]:
        """Return the words, folded, that a word of a name stands for: `USSR` for two, `Armenians` for `armen`."""
        bare = word.removesuffix("'s")
        return frozenset(self._stem(part.lower()) for part in self.same.get(bare, bare).split())

    def _stem(self, word: str) -> str:
        """Return a word without the endings that make a people of a country; four letters stay at least."""
        ending = next((e for e in self.endings if word.endswith(e) and len(word) - len(e) >= SHORTEST_STEM), "")
        return self._stem(word.removesuffix(ending)) if ending else word


def starred(words: str) -> str:
    """Return the pattern of words in which a star stands for letters and any space for spaces."""
    return r"\s+".join(re.escape(word).replace(r"\*", r"[\w'-]*") for word in in_place(words).split())


def _longest_first(words: Iterable[str]) -> str:
    """Return words as alternatives of a pattern."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@functools.cache
def speech(language: str) -> Speech:
    """Return what is known of a language."""
    file = layouts() / "readability" / f"facts-{primary(language)}.toml"
    return Speech(tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {})
