"""Words above a level are explained, and what explains them is no harder."""

import pytest
from rulebook import edit, good_pack

from press import load
from press.check import terms


@pytest.fixture
def pack(tmp_path):
    return good_pack(tmp_path)


def passage(pack):
    return pack.parent.parent / "seeds" / "shore-notes" / "low-water.yaml"


def asked(pack, check=terms.hard_words):
    found = []
    library = load.library(pack, found.append)
    assert not found
    return sorted(check(library))


def codes(problems):
    return [problem.code for problem in problems]


def test_good_pack_has_no_problem(pack):
    assert not [*asked(pack), *asked(pack, terms.definitions), *asked(pack, terms.idle_overrides)]


def test_one_problem_for_all_forms_of_a_word_in_a_passage(pack):
    edit(passage(pack), "It sits on the bare rock.", "It escalates. Did it escalate?")
    (problem,) = asked(pack)
    assert problem.message == "“escalates” (C2) is above A2 and is not explained."
    assert problem.hint.startswith("“It escalates.” Explain it in glossary.yaml")
    assert "put “escalate” into word-levels.yaml" in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "Mair says: “It escalates.”",
        "Mair has 1,000 of them in the 1990s.",
        "It sits in Porth Wylan’s sun.",
        "It sits on a *limpet*.",
    ],
)
def test_quotations_names_numbers_and_terms_are_let_be(text, pack):
    edit(passage(pack), "It sits on the bare rock.", text)
    assert asked(pack) == []


def test_a_quoted_word_does_not_hide_it_in_our_own_voice(pack):
    edit(passage(pack), "It sits on the bare rock.", "“It escalates.” So it escalates.")
    assert codes(asked(pack)) == ["hard-word"]


def test_a_name_with_a_hyphen_leaves_the_other_part(pack):
    edit(passage(pack), "It sits on the bare rock.", "It is escalation-Penry and pro-Penry.")
    assert [problem.message.partition(" ")[0] for problem in asked(pack)] == ["“escalation”"]


def test_a_term_explains_only_at_its_levels(pack):
    edit(pack / "glossary.yaml", "levels: [paddler, diver]", "levels: [diver]")
    (hard,) = asked(pack)
    assert hard.message.startswith("“limpet” (C2)")


def test_a_main_passage_should_explain_something(pack):
    edit(pack / "pack.yaml", "terms: [0, 3]", "terms: [2, 3]")
    assert codes(asked(pack)) == ["too-many-terms"] * 2
    edit(passage(pack), "span: p1–p2\n", "span: p1–p2\nrole: mini\n")
    assert asked(pack) == []


def test_other_languages_have_no_bands(pack):
    edit(pack / "pack.yaml", "language: en\n", "language: fr\n")
    edit(passage(pack), "It sits on the bare rock.", "It escalates.")
    assert asked(pack) == []


def test_a_level_without_a_band_asks_nothing(pack):
    edit(pack / "pack.yaml", "      vocabulary: A2\n", "")
    edit(passage(pack), "It sits on the bare rock.", "It escalates.")
    assert asked(pack) == []


def test_a_meaning_may_use_what_the_same_level_explains(pack):
    meaning = "a small animal with a shell like a hat"
    term = "\n  - term: mollusc\n    levels: [paddler]\n    means: a soft animal\n"
    edit(pack / "glossary.yaml", meaning, "a mollusc with a hat")
    assert codes(asked(pack, terms.definitions)) == ["hard-definition"]
    edit(pack / "glossary.yaml", "    equivalents: {fr: patelle}\n", term)
    assert asked(pack, terms.definitions) == []


def test_a_meaning_told_alike_is_asked_once(pack):
    text = (pack / "glossary.yaml").read_text(encoding="utf-8")
    start, end = text.index("    means:"), text.index("    say:")
    (pack / "glossary.yaml").write_text(text[:start] + "    means: it escalates\n" + text[end:], encoding="utf-8")
    (problem,) = asked(pack, terms.definitions)
    assert "above A2, the limit of “paddler”" in problem.message


@pytest.mark.parametrize(
    ("term", "more", "needless"),
    [
        ("rock", "", True),
        ("rock", "special: true", False),
        ("rock", "say: ROK", False),
        ("bare rock", "", False),
        ("Rock", "", False),
    ],
)
def test_needless_terms(term, more, needless, pack):
    added = f"  - term: {term}\n    levels: [paddler]\n    means: hard ground\n    {more}\n"
    edit(pack / "glossary.yaml", "    equivalents: {fr: patelle}\n", f"    equivalents: {{fr: patelle}}\n{added}")
    assert codes(asked(pack, terms.definitions)) == ["needless-term"] * needless


def test_an_override_that_nothing_uses(pack):
    edit(pack / "word-levels.yaml", "word: tide", "word: anemone")
    (problem,) = asked(pack, terms.idle_overrides)
    assert problem.code == "unused"
    assert str(problem.where) == "content/tide-pools/word-levels.yaml:2:11"
