"""Texts that were read beside the article: an edit clears the trace of its level, and the hint has the new one."""

import re

import pytest
from rulebook import edit, good_pack

from press import load
from press.check import comparison


@pytest.fixture
def pack(tmp_path):
    return good_pack(tmp_path)


def passage(pack):
    return pack.parent.parent / "seeds" / "shore-notes" / "low-water.yaml"


def found(pack):
    reported = []
    library = load.library(pack, reported.append)
    assert library, reported
    return list(comparison.not_compared(library))


def without_trace(pack):
    file = passage(pack)
    file.write_text(re.sub(r"(?m)^compared:.*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")


def test_a_text_without_a_trace_is_named_at_its_title(pack):
    without_trace(pack)
    (problem,) = found(pack)
    assert problem.severity == "review"
    assert str(problem.where) == "seeds/shore-notes/low-water.yaml:1:8"
    assert problem.message == "The text of “paddler” and “diver” has not been compared with p1–p2 of the article."


def test_an_edit_clears_one_level_and_no_other(pack):
    edit(passage(pack), "a mouthful of sea", "a cupful of sea")
    (problem,) = found(pack)
    assert "“diver” has not been compared" in problem.message
    assert "was changed since" in problem.message
    assert "paddler" not in problem.message


@pytest.mark.parametrize(
    ("old", "new"), [("of: p2", "of: p4"), ("span: p1–p2", "span: p1–p3"), ("the Sea G", "a Sea G")]
)
def test_another_span_or_title_clears_all_levels(old, new, pack):
    edit(passage(pack), old, new)
    (problem,) = found(pack)
    assert "“paddler” and “diver”" in problem.message


def test_another_article_clears_all_levels(pack):
    edit(passage(pack).with_name("source.yaml"), "rock-pool.txt", "rock-pools.txt")
    (problem,) = found(pack)
    assert "“paddler” and “diver”" in problem.message


def test_another_break_of_lines_clears_nothing(pack):
    edit(passage(pack), "The rocks dry in the sun.", "The rocks dry\n        in the sun.")
    assert found(pack) == []


def test_the_hint_has_the_line_to_write(pack):
    without_trace(pack)
    (problem,) = found(pack)
    line = problem.hint.partition("write: ")[2]
    with passage(pack).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    assert found(pack) == []
