"""The fact ledger: what a paragraph names must be there, and must be told at each level."""

import pytest
from rulebook import edit, good_pack

from press import load
from press.check import ledger
from press.language import holds
from press.model.content import Hold

SHELLED = "Azerbaijani forces shelled Stepanakert. After that, Armenia fired on Ganja."
SWAPPED = "Armenian forces shelled Stepanakert. After that, Azerbaijan fired on Ganja."


@pytest.mark.parametrize(
    ("words", "in_order", "within", "text", "met"),
    [
        (("Azerbaijan*", "shell*|fire*", "Stepanakert"), True, 1, SHELLED, True),
        (("Azerbaijan*", "shell*|fire*", "Stepanakert"), True, 1, SWAPPED, False),
        (("Armenia", "Stepanakert"), False, 2, SHELLED, True),
        (("Armenia", "Stepanakert"), False, 1, SHELLED, False),
        (("Armenia", "Stepanakert"), True, 2, SHELLED, False),
        (("shell",), False, 1, SHELLED, False),
        (("more than 220",), False, 1, "More  than\n220 died.", True),
        (("15–20 km|15–20 kilomet*",), False, 1, "a zone 15-20 kilometres wide", True),
        (("Armenia’s creation",), False, 1, "“Armenia's creation”", True),
        (("Black Garden",), False, 1, "He wrote *Black Garden*.", True),
        (("shell", "shell"), True, 1, "shell and shell", True),
        (("shell", "shell"), True, 1, "one shell", False),
    ],
)
def test_hold_is_met_by_words_in_so_many_sentences(words, in_order, within, text, met):
    assert holds.met(Hold(words=words, in_order=in_order, within=within), text) is met


@pytest.fixture
def seeds(tmp_path):
    return good_pack(tmp_path).parent.parent / "seeds" / "shore-notes"


KEY = "shore-notes/low-water"


def loaded(seeds):
    found: list = []
    library = load.library(seeds.parent.parent / "content" / "tide-pools", found.append)
    assert library, found
    return library


def lost(seeds):
    return list(ledger.lost(loaded(seeds), KEY))


def test_good_passage_tells_all(seeds):
    assert lost(seeds) == []
    assert list(ledger.unknown(loaded(seeds), KEY)) == []


def test_unknown_fact_is_answered_with_the_nearest(seeds):
    edit(seeds / "low-water.yaml", "[SN-01]", "[SN-11]")
    (found,) = ledger.unknown(loaded(seeds), KEY)
    assert (found.code, found.message) == ("unknown-reference", "There is no fact “SN-11”.")
    assert found.hint == "Did you mean “SN-01”?"
    assert found.where.line == 5


def test_fact_is_lost_at_the_level_that_leaves_it_out(seeds):
    edit(seeds / "low-water.yaml", "Some water stays behind in holes.", "Holes stay wet.")
    (found,) = lost(seeds)
    assert found.code == "lost-fact"
    assert "At “paddler”" in found.message
    assert "“rock*”; “water stays behind”, in this order" in found.message
    assert found.hint.startswith("SN-01 says: Twice a day")


def test_hold_may_be_of_some_levels_only(seeds):
    edit(seeds / "low-water.yaml", "for six hours it is", "it is")
    (found,) = lost(seeds)
    assert "At “diver”" in found.message


def test_fact_of_two_paragraphs_may_be_told_by_either(seeds):
    edit(seeds / "low-water.yaml", "[SN-02]", "[SN-02, SN-01]")
    assert lost(seeds) == []


def test_entry_that_nobody_names_is_let_be(seeds):
    edit(seeds / "low-water.yaml", "    facts: [SN-02]\n", "")
    assert lost(seeds) == []
