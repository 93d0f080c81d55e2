"""How much of what can go wrong in a retelling is caught: texts are spoilt in one place, and checked again.

By hand, `python tests/mutations.py` spoils all passages of the flagship pack, one place at a time, and
prints how many of each kind are caught: by ledgers and levels alone, and with the articles, if they lie
in `../shared/seeds/`. The quick test of `test_facts.py` does the same to the small pack.
"""

from __future__ import annotations

import collections
import dataclasses
import itertools
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from press import load  # noqa: E402
from press.check import facts  # noqa: E402
from press.check.naming import names_of  # noqa: E402
from press.language.facts import found  # noqa: E402
from press.language.marks import in_place  # noqa: E402
from press.language.sentences import sentences  # noqa: E402
from press.language.speech import speech, starred  # noqa: E402
from press.model.library import Library  # noqa: E402

ARTICLES = ROOT.parent / "shared" / "seeds"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "September",
    "October",
    "November",
    "December",
)
FOREIGN = ("Tbilisi", "Kocharyan", "Turkey", "Ankara", "Lisbon", "Pashinyan")
SWAPS = (("Armenia", "Azerbaijan"), ("Baku", "Yerevan"))
"""What could change sides in the flagship pack."""


class Mutation(NamedTuple):
    """A text spoilt in one place, and how."""

    kind: str
    text: str


class Place(NamedTuple):
    """One level of one paragraph."""

    key: str
    number: int
    level: str


def places(library: Library) -> Iterator[Place]:
    """Yield every level of every paragraph that the pack reads."""
    for key in facts.passages_read(library):
        for number, paragraph in enumerate(library.passages[key].paragraphs):
            yield from (Place(key, number, level) for level in paragraph.told)


def told(library: Library, place: Place) -> str:
    return library.passages[place.key].paragraphs[place.number].told[place.level]


def spoilt(library: Library, place: Place, text: str) -> Library:
    """Return a library that has only this passage, with another text at this place."""
    passage = library.passages[place.key]
    paragraphs = list(passage.paragraphs)
    was = paragraphs[place.number]
    paragraphs[place.number] = was.model_copy(update={"told": {**was.told, place.level: text}})
    passage = passage.model_copy(update={"paragraphs": tuple(paragraphs)})
    return dataclasses.replace(library, passages={place.key: passage})


def problems(library: Library) -> set[tuple[str, str]]:
    """Return what the check finds."""
    return {(str(problem.where), problem.message) for problem in facts.facts(library)}


def mutations(library: Library, place: Place, swaps: Iterable[tuple[str, str]]) -> Iterator[Mutation]:
    """Yield every mutation of one text; the same ones each time."""
    text = told(library, place)
    dice = random.Random(f"{place}")
    here = found(text, names_of(library, place.key.partition("/")[0]))
    for number in re.finditer(r"\d(?=\D|$)", text):
        digit = str((int(number[0]) + dice.randint(1, 8)) % 10 or 7)
        yield Mutation("wrong digit", _replaced(text, number.span(), digit))
    for month in re.finditer(rf"\b({'|'.join(MONTHS)})\b", text):
        other = dice.choice([name for name in MONTHS if name not in text])
        yield Mutation("wrong month", _replaced(text, month.span(), other))
    parts = {word for name in here.names for word in re.findall(r"\w+", name.written) if word[0].isupper()} - {"The"}
    for part in re.finditer(rf"\b({'|'.join(sorted(parts)) or '(?!)'})\b", text):
        yield Mutation("foreign name", _replaced(text, part.span(), dice.choice(FOREIGN)))
    for one in here.numbers:
        bare = re.search(r"[$€£]?\d.*", one.written)
        if one.qualifier and bare:
            yield Mutation("lost qualifier", text.replace(one.written, bare[0]))
            yield Mutation("other qualifier", text.replace(one.written, f"at least {bare[0]}"))
    yield from _unattributed(text, library)
    yield from _swapped(text, swaps)
    whole = sentences(text)
    for at in range(len(whole)) if len(whole) > 1 else ():
        yield Mutation("deleted sentence", " ".join(whole[:at] + whole[at + 1 :]))


def _unattributed(text: str, library: Library) -> Iterator[Mutation]:
    """Yield the text without its words of attribution: all, and each in turn."""
    words = sorted((*speech("en").attribution, *library.voice.attribution), key=len, reverse=True)
    said = re.compile(rf"\b(?:{'|'.join(starred(wording) for wording in words)})\b", re.IGNORECASE)
    folded = in_place(text)
    if said.search(folded):
        yield Mutation("no attribution", said.sub("", folded))
    for one in said.finditer(folded):
        yield Mutation("one attribution less", _replaced(text, one.span(), ""))


def _swapped(text: str, swaps: Iterable[tuple[str, str]]) -> Iterator[Mutation]:
    """Yield the text with two that change sides: countries and their peoples, and two amounts that are no years."""
    amounts = dict.fromkeys(re.findall(r"(?<![\d–,])\d[\d,]*(?![\d–,])", text))
    counts = [amount for amount in amounts if not re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", amount)]
    for one, other in [*swaps, *itertools.combinations(counts, 2)]:
        if re.search(rf"\b{one}", text) and re.search(rf"\b{other}", text):
            yield Mutation("swapped roles", _exchanged(text, one, other))


def _exchanged(text: str, one: str, other: str) -> str:
    """Return the text with the two exchanged: also Armenians and Azerbaijanis with Armenia and Azerbaijan."""
    ending = {one: "n", other: "i"}
    sides = re.compile(rf"\b(?P<side>{one}|{other})(?P<ending>[ni](?=s?\b))?(?=s?\b|’)")

    def other_side(found: re.Match[str]) -> str:
        new = other if found["side"] == one else one
        return new + (ending[new] if found["ending"] else "")

    return sides.sub(other_side, text)


def _replaced(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def count(
    library: Library,
    swaps: Iterable[tuple[str, str]] = (),
    tell: Callable[[Place, Mutation], None] = lambda place, mutation: None,
) -> dict[str, tuple[int, int]]:
    """Return by kind how many mutations were caught, and how many there were; `tell` hears of the others."""
    caught: dict[str, int] = collections.Counter()
    made: dict[str, int] = collections.Counter()
    for place in places(library):
        before = problems(spoilt(library, place, told(library, place)))
        for mutation in mutations(library, place, swaps):
            if mutation.text == told(library, place):
                continue
            made[mutation.kind] += 1
            if problems(spoilt(library, place, mutation.text)) - before:
                caught[mutation.kind] += 1
            else:
                tell(place, mutation)
    return {kind: (caught[kind], made[kind]) for kind in made}


def with_articles(library: Library) -> Library:
    """Return the library with the articles in it, as if users had put them there."""
    files = {name: ARTICLES / about.article.file for name, about in library.sources.items()}
    texts = {name: file.read_text(encoding="utf-8") for name, file in files.items() if file.is_file()}
    return dataclasses.replace(library, originals=texts)


def main() -> None:
    """Print a table of the flagship pack: kind, caught and made without and with the articles."""
    library = load.library(ROOT / "content" / "karabakh", print)
    assert library is not None
    library = dataclasses.replace(library, originals={})
    misses: list[str] = []

    def tell(place: Place, mutation: Mutation) -> None:
        misses.append(f"{mutation.kind} | {place.key} {place.number} {place.level} | {mutation.text}")

    alone = count(library, SWAPS, tell)
    beside = count(with_articles(library), SWAPS) if ARTICLES.is_dir() else {}
    print(f"{'':18}{'ledger, levels':>16}{'with articles':>16}")
    for kind, (caught, made) in alone.items():
        again = "{}/{}".format(*beside[kind]) if kind in beside else "–"
        print(f"{kind:18}{f'{caught}/{made}':>16}{again:>16}")
    if "-v" in sys.argv:
        print("\n\n".join(["", *misses]))


if __name__ == "__main__":
    main()
