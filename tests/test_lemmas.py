"""Dictionary forms: what simplemma's dictionary says, our exceptions, and one of two spellings."""

import pytest

from press.language.lemmas import _dictionary, folded, lemma, lemmas, rules, spelled


def test_the_dictionary_is_the_one_we_know() -> None:
    """Half-internal to simplemma: a new version may move it, or know other words."""
    assert len(_dictionary()) == 181_612
    assert _dictionary().get("fled") == "flee"
    assert _dictionary().get("no-such-word") is None


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Borders", "border"),
        ("fled", "flee"),
        ("treaties", "treaty"),
        ("war’s", "war"),
        ("soldiers’", "soldier"),
        ("according", "according"),
        ("left", "left"),
        ("Blorpington", "blorpington"),
    ],
)
def test_lemma(word: str, form: str) -> None:
    assert lemma(word) == form


def test_exceptions_are_needed_and_say_why() -> None:
    for word, entry in rules()["lemmas"].items():
        assert _dictionary().get(word) != entry["is"], f"the dictionary has {word} right"
        assert entry["because"]


def test_what_the_dictionary_does_not_know_has_its_regular_stems() -> None:
    assert lemmas("hashtagging") >= {"hashtagging", "hashtag"}
    assert lemmas("blorpies") >= {"blorpy", "blorpie"}
    assert lemmas("cared") == {"cared", "care"}


def test_forms_that_are_also_words_of_their_own() -> None:
    assert lemmas("left") == {"left", "leave"}
    for form, other in rules()["also"].items():
        assert _dictionary().get(form) != other, f"the dictionary has {form} right"


def test_folded() -> None:
    assert [folded(word) for word in ("Anti‑War", "we’ll", "Shusha's", "don’t")] == [
        "anti-war", "we", "shusha", "don't",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "pair",
    [
        "organisations organizations",
        "recognised recognized",
        "analyse analyze",
        "honour honor",
        "neighbouring neighboring",
        "centre center",
        "kilometres kilometers",
        "theatre theater",
        "defence defense",
        "travelled traveled",
        "dialogue dialog",
        "programmes programs",
    ],
)
def test_two_spellings_are_one(pair: str) -> None:
    british, american = pair.split()
    assert spelled(british) == spelled(american)


@pytest.mark.parametrize(
    "word", ["rise", "wise", "four", "tour", "hour", "our", "more", "there", "were", "fire", "filled"]
)
def test_short_words_have_one_spelling(word: str) -> None:
    assert spelled(word) == word or spelled(word) not in _dictionary()
