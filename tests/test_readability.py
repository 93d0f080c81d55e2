"""The formulas give what their authors print, and names and numbers do not make a text harder."""

import sys
from dataclasses import replace

import pytest

from press.language import readability
from press.language.readability import is_familiar, measure, syllables

PLAIN = "The cat sat on the mat. It saw a dog by the old door and ran up the stairs."
TEXT = [PLAIN] * 11
"""209 words."""


def test_formulas_at_points_that_can_be_worked_out_by_hand():
    assert readability.flesch_kincaid(10, 1.5) == pytest.approx(3.9 + 17.7 - 15.59)
    assert readability.flesch_ease(10, 1.5) == pytest.approx(206.835 - 10.15 - 126.9)
    assert readability.smog(1) == pytest.approx(1.043 * 30**0.5 + 3.1291)
    assert readability.fog(10, 5) == pytest.approx(6)
    assert readability.coleman_liau(450, 5) == pytest.approx(26.46 - 1.48 - 15.8)


def test_dale_chall_jumps_above_five_percent():
    assert readability.dale_chall(10, 5) == pytest.approx(0.7895 + 0.496)
    assert readability.dale_chall(10, 5.1) == pytest.approx(0.80529 + 0.496 + 3.6365)


def test_counts():
    found = measure([PLAIN], ())
    assert (found.words, found.sentences, found.mean_sentence) == (19, 2, 9.5)
    assert found.longest == ("It saw a dog by the old door and ran up the stairs.", 13)


def test_text_of_200_words_has_a_grade_and_a_shorter_one_has_none():
    long = measure(TEXT, ())
    assert long.grade == pytest.approx(0.39 * 9.5 + 11.8 - 15.59)
    assert long.unfamiliar_percent == 0
    short = measure(TEXT[:10], ())
    assert (short.grade, short.unfamiliar_percent, short.smog, short.ease) == (None, None, None, None)
    assert short.words == 190


def test_other_languages_have_lengths_only():
    found = measure(TEXT, (), "fr")
    assert found.grade is None
    assert found.mean_sentence == 9.5


def test_nothing_can_be_measured_of_nothing():
    found = measure([], ())
    assert (found.words, found.mean_sentence, found.longest.sentence) == (0, 0, "")


def test_names_and_numbers_count_for_length_only():
    with_names = [text.replace("cat", "Nagorno-Karabakh").replace("dog", "1,000,000") for text in TEXT]
    assert measure(with_names, {"Nagorno-Karabakh"}) == replace(
        measure(TEXT, ()),
        names=("Nagorno-Karabakh",),
        longest=("It saw a 1,000,000 by the old door and ran up the stairs.", 13),
        coleman_liau=measure(with_names, {"Nagorno-Karabakh"}).coleman_liau,
    )
    unlisted = measure(with_names, ())
    assert unlisted.grade > measure(TEXT, ()).grade + 2
    assert unlisted.unfamiliar == ("nagorno-karabakh",)


def hard(text, names):
    """Return the unfamiliar words of a text, with easy ones put after it so that it is long enough."""
    return measure([text, *TEXT], names).unfamiliar


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("Zorbia’s king met Zorbia.", {"Zorbia"}, ()),
        ("The Zorbians met.", {"Zorbia"}, ("zorbians",)),
        ("They met at Zorb Vitrek.", {"Zorb Vitrek"}, ()),
        ("They met at Vitrek.", {"Zorb Vitrek"}, ("vitrek",)),
        ("They met at Zorb / Vitrek.", {"Zorb", "Vitrek"}, ()),
        ("The zorb is small.", {"Zorb"}, ("zorb",)),
        ("A Zorb-Vitrek meeting.", {"Zorb", "Vitrek"}, ()),
        ("An anti-Zorb meeting.", {"Zorb"}, ("anti",)),
        ("Zorb‑Vitrek met.", {"Zorb-Vitrek"}, ()),
        ("A 15-year-old boy.", (), ()),
    ],
)
def test_what_is_a_name(text, names, left):
    assert hard(text, names) == left


def test_longest_name_is_found_first():
    found = measure(["The Soviet Union ended. The Soviet army left."], {"Soviet", "Soviet Union"})
    assert found.names == ("Soviet",)
    found = measure(["The Soviet Union ended."], {"Soviet", "Soviet Union", "Union"})
    assert found.names == ("Soviet Union",)


@pytest.mark.parametrize(
    ("text", "names", "count"),
    [
        ("Armenia and Armenians", {"Armenia", "Armenians"}, 1),
        ("Thomas de Waal, that is, de Waal", {"Thomas de Waal", "Waal"}, 1),
        ("Zorb / Vitrek, then Vitrek", {"Zorb / Vitrek", "Zorb", "Vitrek"}, 1),
        ("Baku, Bakuriani", {"Baku", "Bakuriani"}, 2),
        ("Baku, Ganja, Baku", {"Baku", "Ganja"}, 2),
    ],
)
def test_names_that_lengthen_others_are_the_same(text, names, count):
    assert len(measure([text], names).names) == count


FAMILIAR = "stopped cities happily bigger Dog’s couldn't they're fallen neighbour fighters far-off understood 1990s"


@pytest.mark.parametrize("word", FAMILIAR.split())
def test_familiar_words_and_their_forms(word):
    assert is_familiar(word)


@pytest.mark.parametrize("word", ["autonomous", "segregated", "anti-war", "republics", "as-yet-undetermined"])
def test_unfamiliar_words(word):
    assert not is_familiar(word)


SYLLABLES = {"every": 2, "fire": 1, "corridor": 3, "village’s": 2, "self-rule": 2, "autonomous": 4, "USSR": 4}
UNKNOWN = {"blorped": 1, "grintle": 2, "vitrekation": 4}


@pytest.mark.parametrize(("word", "count"), {**SYLLABLES, **UNKNOWN}.items())
def test_syllables(word, count):
    assert syllables(word) == count


def test_hardest_words_come_first():
    found = measure(["Segregated corridors. Segregated autonomous zones.", *TEXT], ())
    assert found.unfamiliar == ("segregated", "corridors", "autonomous", "zones")
    assert found.polysyllables == ("segregated", "autonomous", "corridors")


def test_word_list_comes_without_its_package():
    is_familiar("sea")
    assert "new_dale_chall_readability" not in sys.modules
