"""Blocks are found by the digests of their letters, each once, and none inside another."""

from press.article import digest_of_block
from press.incoming.recognition import joined, stretches, words_of

LONG = "Nobody waits here. The sea comes back when it likes."
QUOTE = "The sea comes back when it likes."


def found(lines: list[str], *blocks: str) -> list[str]:
    words = words_of(lines)
    digests = [digest_of_block(block) for block in blocks]
    return [joined(words[one.start : one.end], words) for one in stretches(words, digests)]


def test_pull_quote_is_not_taken_out_of_the_block_that_it_repeats():
    assert found([LONG, "“" + QUOTE + "”"], QUOTE, LONG) == [LONG, "“" + QUOTE + "”"]
    assert found([LONG], QUOTE, LONG) == [LONG]


def test_block_in_the_middle_of_a_line_without_points_is_found():
    assert found(["Menu Nobody waits here Search"], "Nobody waits here") == ["Nobody waits here"]


def test_block_that_stands_twice_is_taken_as_often_as_the_article_has_it():
    assert found([QUOTE, QUOTE], QUOTE) == [QUOTE]
    assert found([QUOTE, QUOTE], QUOTE, QUOTE) == [QUOTE, QUOTE]


def test_hyphen_stays_where_the_word_has_it_elsewhere():
    lines = ["It is well‐", "known, and well-known things re-", "main so in 28-", "day months."]
    (text,) = found(lines, "It is well-known, and well-known things remain so in 28-day months.")
    assert text == "It is well-known, and well-known things remain so in 28-day months."


def test_nothing_is_found_in_nothing():
    assert found([], QUOTE) == []
    assert found(["—"], QUOTE) == []
