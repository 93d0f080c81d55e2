"""A reference prints what its edition has: mark, page and lines, of a paragraph or of a phrase in it."""

import pytest

from press.markdown import plain
from press.model.made import Line
from press.references import Spot, Widest, lines_with, placeholders, scoped, spot_of, spots

EDITION = {
    "L1-A1": (Line(1, 7, "Twice a day the sea"), Line(2, 7, "leaves the bay.")),
    "L1-A2": (Line(3, 7, "A limpet sits on well-"), Line(4, 8, "worn rock.")),
    "L1-B1": (Line(1, 9, "One counter."),),
}
EDITION["L1-A"] = EDITION["L1-A1"] + EDITION["L1-A2"]


def test_a_lesson_finds_its_own_paragraphs() -> None:
    assert scoped("See {A3} and {B1 two words}.", "L2-") == "See {L2-A3} and {L2-B1 two words}."
    assert scoped("{a3} {A3: x} {} __gap__", "L2-") == "{a3} {A3: x} {} __gap__"


@pytest.mark.parametrize("text", ["See {A3}.", "See {L2-A3}.", "See {A3 some *words*}."])
def test_plain_texts_have_no_braces(text: str) -> None:
    assert plain(text) == "See ¶ A3."


@pytest.mark.parametrize(
    ("phrase", "found"),
    [("the sea", (0, 0)), ("sea leaves", (0, 1)), ("the  bay.", (1, 1)), ("the bay. Twice", None), ("crab", None)],
)
def test_a_phrase_is_found_over_the_end_of_a_line(phrase: str, found: tuple[int, int] | None) -> None:
    assert lines_with(phrase, [line.text for line in EDITION["L1-A1"]]) == found


def test_lines_that_follow_one_another_are_one_stretch() -> None:
    assert list(spots(["L1-A1", "L1-A2", "L1-B1"], EDITION)) == [
        Spot(("A1", "A2"), ((7, 8),), ((1, 4),)),
        Spot(("B1",), ((9, 9),), ((1, 1),)),
    ]


def test_a_whole_source_has_pages_only() -> None:
    assert list(spots(["L1-A"], EDITION)) == [Spot(("A",), ((7, 8),), ())]


def test_a_phrase_has_its_own_line_and_page() -> None:
    assert spot_of("L1-A2", "limpet sits", EDITION) == Spot(("A2",), ((7, 7),), ((3, 3),))
    assert spot_of("L1-A2", "well-worn", EDITION) == Spot(("A2",), ((7, 8),), ((3, 4),))


def test_words_that_an_edition_does_not_have_stand_for_the_paragraph() -> None:
    assert spot_of("L1-A1", "crab", EDITION) == Spot(("A1",), ((7, 7),), ((1, 2),))


def test_placeholders_take_as_much_room() -> None:
    assert list(placeholders(["L1-A1", "L1-A2", "L1-A5", "L1-B"], Widest(88, 888, split=False))) == [
        Spot(("A1", "A2", "A5"), ((87, 88), (88, 88)), ((887, 888), (887, 888))),
        Spot(("B",), ((87, 88),), ()),
    ]
    assert list(placeholders(["L1-A1"], Widest(88, 88, split=True))) == [Spot(("A1",), ((87, 88),), ((87, 88),))]
