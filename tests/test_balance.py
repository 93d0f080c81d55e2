"""The balance of voices: what is counted, for whom, and what is not known."""

from dataclasses import replace
from pathlib import Path

import pytest
from rulebook import good_pack

from press import load
from press.check.balance import NOT_KNOWN, PlaceCount, Voices, balance, rows
from press.model.content import Person

ROOT = Path(__file__).parent.parent


@pytest.fixture
def tiny(tmp_path):
    library = load.library(good_pack(tmp_path), print)
    mair = Person(name="Mair Penry", role="counts", community="Welsh", standing="scholar")
    return replace(library, people={"mair-penry": mair, "owen-tide": Person(name="Owen Tide", role="reads tables")})


def spoken_by(library, person):
    """Return the library with its one quotation spoken by that person of the register."""
    source = library.sources["shore-notes"]
    quotation = source.quotations["patience"].model_copy(update={"person": person})
    return replace(library, sources={"shore-notes": source.model_copy(update={"quotations": {"patience": quotation}})})


def told(library, text):
    """Return the library with a first paragraph that is told so at its first level."""
    passage = library.passages["shore-notes/low-water"]
    first = passage.paragraphs[0]
    changed = first.model_copy(update={"told": {**first.told, "paddler": text}})
    paragraphs = (changed, *passage.paragraphs[1:])
    return replace(library, passages={"shore-notes/low-water": passage.model_copy(update={"paragraphs": paragraphs})})


def test_each_lesson_and_the_pack(tiny):
    lesson, pack = balance(tiny)
    assert (lesson.title, pack.title) == ("Lesson 1: Low Water", "Between Two Tides")
    assert lesson.words == pack.words


def test_words_by_source_and_level(tiny):
    one = told(tiny, "One two three / four.")
    (words,) = balance(one)[0].words
    second = one.passages["shore-notes/low-water"].paragraphs[1].told["paddler"]
    assert words.source == "shore-notes"
    assert words.retold[0] == 4 + len(second.split())
    assert words.quoted == 11


def test_quotation_of_a_strip_by_its_speaker(tiny):
    assert balance(spoken_by(tiny, "mair-penry"))[0].quotations == (Voices("Welsh", "scholar", 1, ("Mair Penry",)),)


@pytest.mark.parametrize("person", [None, "somebody-else"])
def test_what_the_register_does_not_say_is_not_known(person, tiny):
    assert balance(spoken_by(tiny, person))[0].quotations == (Voices(NOT_KNOWN, NOT_KNOWN, 1, ("Mair Penry",)),)


QUOTED = [
    ("“Wet feet are honest feet,” Penry says.", ("Welsh", "scholar")),
    ("Penry came. “Wet feet are honest feet.”", (NOT_KNOWN, NOT_KNOWN)),
    ("“Wet feet are honest feet,” Penry told Tide.", (NOT_KNOWN, NOT_KNOWN)),
    ("Penryn is a town. “Wet feet are honest feet.”", (NOT_KNOWN, NOT_KNOWN)),
]


@pytest.mark.parametrize(("text", "of"), QUOTED)
def test_quotation_in_a_passage_is_whose_name_its_sentence_has(text, of, tiny):
    found = balance(told(spoken_by(tiny, "mair-penry"), text))[0].quotations
    number = 2 if of == ("Welsh", "scholar") else 1
    assert (*of, number) in [(one.community, one.standing, one.number) for one in found]


def test_quoted_term_is_no_voice(tiny):
    assert sum(one.number for one in balance(told(tiny, "Penry says “tide pool”."))[0].quotations) == 1


def test_people_count_once(tiny):
    found = balance(told(spoken_by(tiny, "mair-penry"), "Mair Penry and again Mair Penry."))[0].people
    assert found == (Voices("Welsh", "scholar", 1, ("Mair Penry",)),)


def test_places_by_paragraphs_under_any_name(tiny):
    lesson, _ = balance(told(tiny, "Porth Wylan, or Gull Bay."))
    assert lesson.places == (PlaceCount(("Gull Bay", "Porth Wylan"), 1),)


def test_rows_say_all_of_it(tiny):
    found = rows(balance(spoken_by(tiny, "mair-penry")), tiny)
    assert ("Lesson 1: Low Water", "quotations", "Welsh, scholar", "1: Mair Penry") in found
    assert ("Lesson 1: Low Water", "places", "Gull Bay / Porth Wylan", "1") in found
    (words,) = (row for row in found if row[0].startswith("Lesson") and row[1] == "words")
    assert words[3].startswith("paddler ")
    assert words[3].endswith("quoted 11")


def test_flagship_hears_both_communities():
    lesson, *_ = balance(load.library(ROOT / "content" / "karabakh", print))
    speaking = {(one.community, one.standing): one.who for one in lesson.quotations}
    assert speaking["Armenian", "civilian"] == ("Ashot",)
    assert speaking["Azerbaijani", "writer"] == ("Rauf Azimov",)
    assert speaking[NOT_KNOWN, "writer"] == ("Sergey Rumyantsev",)
