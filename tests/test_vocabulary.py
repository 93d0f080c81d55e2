"""Terms are found in all their forms, the longest first, each passage's first only once."""

from press.model.content import Term
from press.vocabulary import first_of_each, occurrences


def term(word: str, *forms: str) -> Term:
    return Term(term=word, forms=forms, levels=("l",), means="x")


def found(text: str, *terms: Term) -> list[str]:
    return [text[one.start : one.end] for one in occurrences(text, terms)]


def test_regular_endings_are_known() -> None:
    assert found("Borders, two republics, a border’s end", term("border"), term("republic")) == [
        "Borders", "republics", "border",
    ]  # fmt: skip
    assert found("cities sieged and besieging", term("city"), term("siege")) == ["cities", "sieged"]


def test_the_longest_term_wins() -> None:
    assert found("ethnic cleansing, then cleansing", term("cleansing"), term("ethnic cleansing")) == [
        "ethnic cleansing", "cleansing",
    ]  # fmt: skip


def test_nothing_inside_another_word() -> None:
    assert found("cross-border, borderland, embordered", term("border")) == []


def test_letters_that_only_patterns_take_for_one() -> None:
    assert found("İlham and exıle", term("ilham"), term("exile")) == []


def test_forms_of_the_author() -> None:
    assert found("an autonomous region", term("autonomy", "autonomous")) == ["autonomous"]


def test_each_term_once_per_passage() -> None:
    texts = ["a siege", "the siege and a tide", "tide"]
    assert [[one.term.term for one in new] for new in first_of_each(texts, [term("siege"), term("tide")])] == [
        ["siege"], ["tide"], [],
    ]  # fmt: skip
