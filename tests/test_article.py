"""An article's own text: its blocks by locator, spans, digests, and words found in it."""

import pytest
from conftest import ROOT

from press.article import blocks, digest, digest_of_block, holds, places, ranges, spans, trace
from press.model.seeds import Article

ROCK_POOL = (ROOT / "tests" / "articles" / "rock-pool.txt").read_text(encoding="utf-8")


def test_paragraphs_stand_between_empty_lines():
    found = blocks("\nTwo\u00a0words,\u200b hard-\nwrapped  lines. \n\n \t\n\nNext\r\n\r\nLast", "paragraphs")
    assert found == {"p1": "Two words, hard-wrapped lines.", "p2": "Next", "p3": "Last"}


def test_lines_that_are_empty_are_not_counted():
    assert blocks("\ufeffOne\n\n\nTwo\n", "lines") == {"l1": "One", "l2": "Two"}


def test_missing_block_keeps_the_numbers_of_those_after_it():
    assert blocks("One\n\n[…]\n\nThree", "paragraphs") == {"p1": "One", "p3": "Three"}


def test_no_text_has_no_blocks():
    assert blocks("", "paragraphs") == blocks(" \n\n", "lines") == {}


def test_joined_article_has_the_blocks_of_the_wrapped_one():
    found = blocks(ROCK_POOL, "paragraphs")
    assert list(found) == [f"p{number}" for number in range(1, 8)]
    assert blocks("\n\n".join(found.values()), "paragraphs") == found


@pytest.mark.parametrize(
    ("span", "locators"),
    [
        ("p7–p9, p11", ["p7", "p8", "p9", "p11"]),
        ("p7-9", ["p7", "p8", "p9"]),
        ("p7 p9", ["p7", "p9"]),
        ("l2", ["l2"]),
        ("the end", []),
    ],
)
def test_spans(span, locators):
    assert spans(span) == locators


def test_ranges_are_written_as_authors_write_them():
    assert ranges(["p7", "p8", "p9", "p11"]) == "p7–p9, p11"
    assert spans(ranges(spans("p1 p3–p5"))) == ["p1", "p3", "p4", "p5"]
    assert [places(one) for one in ("p7 p8 p9 p11", "l3 l14", "the title")] == ["p7–p9, p11", "l3, l14", "the title"]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("my boots have", False),
        ("My  boots\u00a0have been wet", True),
        ("“My boots have been wet since May.”", False),
        ("boots […] wet paper", True),
        ("wet paper […] boots", False),
        ("boo", False),
        ("", False),
        (".", False),
    ],
)
def test_words_in_a_text(words, there):
    assert holds(blocks(ROCK_POOL, "paragraphs")["p6"], words) is there


def test_digest_of_a_block_knows_its_letters_only():
    assert digest_of_block("It’s “one‑day-old” ﬁsh.") == digest_of_block("it's one-day- old fish")
    assert digest_of_block("fish") != digest_of_block("dish")
    assert digest("it’s") == digest("it's") != digest("its")


def test_trace_fits_one_place_one_article_and_these_words():
    known = Article(file="a.txt", locators="paragraphs")
    mark = trace(known, "p1", "wet boots")
    assert mark == trace(known, "p1", "wet  boots.")
    others = [(known, "p2", "wet boots"), (known, "p1", "dry boots"), (known, "p1", "Wet boots")]
    others.append((Article(file="b.txt", locators="paragraphs"), "p1", "wet boots"))
    assert mark not in [trace(*other) for other in others]
