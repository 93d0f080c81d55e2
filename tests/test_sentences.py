"""Sentences and words are counted as a reader would."""

import pytest

from press.language.sentences import is_number, sentences, words

TRICKY = [
    ("He met U.S. officials in Baku. They talked.", 2),
    ("Since Sept. 27, forces have fought. It is bad.", 2),
    ("“Throw away the pear. It could be poisoned.”", 2),
    ("“No,” he said. “I can’t.”", 2),
    ("“Where are you?” she asked.", 1),
    ("“What kind of peace can we talk about now?” says one.", 1),
    ("He came at 3 p.m. on Monday.", 1),
    ("Dr. Smith and Mr. Jones left. We stayed.", 2),
    ("The budget was 3.5 billion dollars. It grew.", 2),
    ("Wait… I can’t go.", 2),
    ("I call my relatives, I’m very worried… but to the front, no.", 1),
    ("Is it true? Yes! It is.", 3),
    ("Shusha (traditionally called Shushi) is old. Stepanakert is new.", 2),
    ("The population fell to 146,000. Many left.", 2),
    ("He was born in 1993. 20 meters later he stopped.", 2),
    ("We left at 5 a.m. and came back.", 1),
    ("J. K. Rowling wrote it. I read it.", 2),
    ("“Artsakh is Armenia, full stop,” he said.", 1),
    ("They asked: “Will we see a real Armenian?” The boy dropped his spoon.", 2),
    ("The St. Petersburg talks failed.", 1),
    ("See p. 12 for the map. Then answer.", 2),
    ("The U.N. did not agree. Nobody did.", 2),
    ("Talks took place in the U.S. The sides met again.", 2),
    ("She said, “Stop!” and ran.", 1),
    ("It was cold (very cold!). We left.", 2),
    ("One. Two. Three.", 3),
    ("The price is $3 billion. That is a lot.", 2),
    ("He asked “Why?” Nobody knew.", 2),
    ("Guns, e.g. drones and tanks, came from abroad.", 1),
    ("The law ended. (It was old.) A new one came.", 3),
]


@pytest.mark.parametrize(("text", "count"), TRICKY)
def test_sentences_of_tricky_texts(text, count):
    found = sentences(text)
    assert len(found) == count
    assert " ".join(found) == text


def test_initials_before_a_name_end_nothing():
    assert len(sentences("The U.N. Security Council met J. A. Smith. He left.")) == 2


def test_no_is_an_abbreviation_before_a_number_only():
    assert len(sentences("Look at No. 5 first. Did they stay? No. They left.")) == 4


def test_empty_line_ends_a_sentence_and_a_line_break_does_not():
    assert sentences("A title\n\nThe sea\nleaves.") == ("A title", "The sea\nleaves.")


def test_other_scripts_have_sentences_too():
    assert len(sentences("Ես գնացի։ Նա մնաց։")) == 2


def test_what_has_no_word_is_no_sentence():
    assert sentences("… — !") == ()
    assert list(sentences("")) == []


def test_words():
    assert list(words("Baku’s anti-war group, 27% of 1,000;")) == ["Baku’s", "anti-war", "group", "27%", "of", "1,000"]
    assert list(words("in the U.S. a 15-year-old’s 3.5")) == ["in", "the", "U.S.", "a", "15-year-old’s", "3.5"]
    assert list(words("1919–1920 A / B")) == ["1919", "1920", "A", "B"]


@pytest.mark.parametrize("word", ["7", "1,000", "27%", "1990s", "3rd", "3.5", "12:30", "1919-1920"])
def test_numbers(word):
    assert is_number(word)
    assert list(words(f"in {word}.")) == ["in", word]


@pytest.mark.parametrize("word", ["two", "U.S.", "15-year-old", "KGB"])
def test_words_that_are_no_numbers(word):
    assert not is_number(word)
