"""Terms are found in all their forms, the longest first, each passage's first only once."""

import pytest

from press.language.vocabulary import TermFinder, words
from press.model.content import Term


def term(word: str, *forms: str, but: tuple[str, ...] = ()) -> Term:
    return Term(term=word, forms=forms, but=but, levels=("l",), means="x")


def found(text: str, *terms: Term, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in TermFinder(terms, language).occurrences(text)]


def test_regular_endings_are_known() -> None:
    assert found("Borders, two republics, a border’s end", term("border"), term("republic")) == [
        "Borders", "republics", "border",
    ]  # fmt: skip
    assert found("cities sieged and besieging", term("city"), term("siege")) == ["cities", "sieged"]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("flee", "fled"),
        ("shrink", "shrunk"),
        ("treaty", "treaties"),
        ("organization", "organisations"),
        ("organise", "organizing"),
        ("honour", "honored"),
        ("centre", "centers"),
        ("defence", "defense"),
        ("travel", "travelled"),
        ("front line", "front-lines"),
        ("front line", "frontline"),
        ("front-line", "front lines"),
        ("peacekeeper", "peace-keepers"),
        ("ceasefire", "cease-fire’s"),
        ("planned economy", "planned economies"),
        ("sort out", "sorted out"),
        ("hashtag", "hashtagging"),
    ],
)
def test_other_forms_and_spellings(word: str, text: str) -> None:
    assert found(text, term(word)) == [text.removesuffix("’s")]


def test_a_form_of_another_word_is_none_of_this() -> None:
    assert found("she cared; he planed; they stared", term("car"), term("plan"), term("star")) == []


def test_the_longest_term_wins() -> None:
    assert found("ethnic cleansing, then cleansing", term("cleansing"), term("ethnic cleansing")) == [
        "ethnic cleansing", "cleansing",
    ]  # fmt: skip


def test_a_term_begun_in_vain_hides_no_other() -> None:
    assert found("front door line", term("front line"), term("door")) == ["door"]


def test_nothing_inside_another_word() -> None:
    assert found("cross-border, borderland, embordered", term("border")) == []


def test_no_point_stands_inside_a_term() -> None:
    assert found("at the front, line by line; a front\n line", term("front line")) == ["front\n line"]


def test_letters_that_only_patterns_take_for_one() -> None:
    assert found("İlham and exıle", term("ilham"), term("exile")) == []


def test_forms_of_the_author() -> None:
    assert found("an autonomous region", term("autonomy", "autonomous")) == ["autonomous"]


def test_wordings_that_are_not_the_term() -> None:
    shell = term("shell", but=("sea shell",))
    assert found("a shell, two sea shells, shelled", shell) == ["shell", "shelled"]
    assert found("a sea shell", shell, term("shell")) == ["shell"], "they are refused to one term only"
    assert found("ceasefire, cease fire, cease-fire", term("ceasefire", "cease fire", but=("cease fire",))) == [
        "ceasefire", "cease-fire",
    ]  # fmt: skip
    assert found("in arms, armed", term("arm", but=("arms",))) == ["armed"]


def test_each_term_once_per_passage() -> None:
    texts = ["a siege", "the siege and a tide", "tide"]
    finder = TermFinder([term("siege"), term("tide")])
    assert [[one.term.term for one in new] for new in finder.first_of_each(texts)] == [["siege"], ["tide"], []]


def test_other_languages_have_the_authors_forms_only() -> None:
    tide = term("marée", "marées")
    assert found("Marées, maréeux, la marée", tide, language="fr") == ["Marées", "marée"]
    assert found("two borders", term("border"), language="fr") == []
    assert found("युद्ध की सीमा", term("युद्ध"), language="hi") == ["युद्ध"]


def test_words_and_their_places() -> None:
    text = "In the 1990s, 26 people’s anti‑war U.S. bread–and"
    assert [word.text for word in words(text)] == [
        "In", "the", "1990s", "26", "people’s", "anti‑war", "U.S", "bread", "and",
    ]  # fmt: skip
    assert all(text[word.start : word.end] == word.text for word in words(text))
    assert [word.text for word in words(text) if word.is_number] == ["1990s", "26"]
