"""Quotation marks: what they enclose, and which quotations are the same words."""

import pytest

from press.language.quoting import blanked, pieces, spans


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no” and “not yet”.", ["no", "not yet"]),
        ('He said "no".', ["no"]),
        ("Sie sagte „nein“, il dit « non ».", ["nein", " non "]),
        ("An inch is 1” long; “open", []),
        ("The girls’ boat isn’t ‘ours’.", []),
    ],
)
def test_what_is_quoted(text, quoted):
    assert [span.words for span in spans(text)] == quoted
    assert all(text[span.start : span.end] == span.words for span in spans(text))


def test_own_voice_keeps_its_places():
    text = "The sign said “closed” to all."
    assert blanked(text) == "The sign said “      ” to all."


def test_quotation_is_parted_where_words_were_left_out():
    assert pieces("We saw it […] twice.") == ["We saw it", "twice"]
