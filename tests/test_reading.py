"""Passages are held to the limits of their level, and the panel says what the problems say."""

import pytest
from rulebook import edit, good_pack

from press import check, load
from press.check import reading
from press.check.naming import names_of, suggested
from press.place import layouts

SENTENCE = "The sea goes out and the rocks dry in the sun. "
"""11 words, and none of them hard."""


@pytest.fixture
def pack(tmp_path):
    return good_pack(tmp_path)


@pytest.fixture
def library(pack):
    return load.library(pack, print)


def tell(pack, paddler):
    """Tell the first paragraph of the passage at the lower level as `paddler`."""
    passage = pack.parent.parent / "seeds" / "shore-notes" / "low-water.yaml"
    text = passage.read_text(encoding="utf-8")
    start, end = text.index("paddler: >-"), text.index("      diver: >-")
    passage.write_text(f"{text[:start]}paddler: >-\n        {paddler}\n{text[end:]}", encoding="utf-8")


def rows(pack, of="shore-notes/low-water", level="paddler"):
    """Return the rows of a passage or lesson at a level, by measure."""
    found = reading.panel(load.library(pack, print))
    return {row.measure: row for row in found if (row.of, row.level) == (of, level)}


def codes(pack):
    return {problem.code for row in reading.panel(load.library(pack, print)) for problem in row.problems}


def test_good_pack_is_within_all_limits(library):
    assert all(row.within for row in reading.panel(library))


def test_problems_are_those_of_the_panel(pack):
    tell(pack, SENTENCE * 25)
    library = load.library(pack, print)
    outside = {problem for row in reading.panel(library) if not row.within for problem in row.problems}
    assert outside
    assert outside <= set(check.problems(library, layouts()))


def test_row_says_limit_and_actual(pack):
    row = rows(pack)["longest sentence"]
    assert (row.limit, row.actual) == ("at most 20", "12")
    assert row.example == "It pulls its shell down hard, and a little water stays inside."
    row = rows(pack)["mean length of a sentence"]
    assert (row.limit, row.actual) == ("5–12", "7.6")


def test_short_passage_has_no_grade(pack):
    assert rows(pack)["grade"].actual == "–"
    assert rows(pack, of="low-water")["grade"].actual == "–"


def test_long_passage_has_a_grade_and_scores_without_a_limit(pack):
    tell(pack, SENTENCE * 17)
    found = rows(pack)
    assert float(found["grade"].actual) < 3
    assert found["grade"].limit == "1–6"
    assert found["share of unfamiliar words in percent"].limit == "at most 12"
    scores = {measure for measure, row in found.items() if row.limit == "–"}
    assert scores == {"Dale–Chall score", "SMOG", "Fog", "Coleman–Liau", "Flesch ease"}


HARD = "Autonomous republics occasionally demonstrate extraordinary administrative sophistication. "


def test_hard_words_are_above_the_level_and_shown(pack):
    tell(pack, SENTENCE * 8 + HARD * 16)
    found = rows(pack)
    grade, share = found["grade"], found["share of unfamiliar words in percent"]
    assert [problem.code for problem in (*grade.problems, *share.problems)] == ["reads-above-level"] * 2
    assert grade.problems[0].message == f"The grade is {grade.actual}; 6.0 is the most at “paddler”."
    assert "autonomous, republics" in share.problems[0].hint
    assert str(grade.problems[0].where) == "seeds/shore-notes/low-water.yaml:1:8"


def test_names_that_are_on_no_list_are_hinted_at(pack):
    tell(pack, SENTENCE * 8 + HARD * 16 + "We like Vitrekia.")
    assert "list them under “names”: Vitrekia." in rows(pack)["grade"].problems[0].hint


def two_passages(pack):
    """Let the lesson read a second passage, of 200 words, beside the first."""
    tell(pack, SENTENCE * 8 + HARD * 16)
    seeds = pack.parent.parent / "seeds" / "shore-notes"
    text = (seeds / "low-water.yaml").read_text(encoding="utf-8")
    (seeds / "second.yaml").write_text(text, encoding="utf-8")
    tell(pack, SENTENCE)
    lesson = pack / "lessons" / "01-low-water.yaml"
    edit(lesson, "  - strip: counting\n", "  - read: shore-notes/second\n  - strip: counting\n")


def test_short_passages_are_measured_with_the_others_of_their_lesson(pack):
    two_passages(pack)
    assert rows(pack)["grade"].actual == "–"
    found = rows(pack, of="low-water")["grade"]
    assert "in all passages of the lesson together; 6.0 is the most" in found.problems[0].message
    assert str(found.problems[0].where) == "content/tide-pools/lessons/01-low-water.yaml:3:8"


def test_lesson_of_long_passages_is_not_measured_twice(pack):
    tell(pack, SENTENCE * 20)
    assert "grade" not in rows(pack, of="low-water")


SECOND_PARAGRAPH = 26
"""Words."""


@pytest.mark.parametrize(("words", "is_let_be"), [(36, True), (35, False)])
def test_a_tenth_less_is_let_be(pack, words, is_let_be):
    edit(pack / "pack.yaml", "{main: [20, 200]}", "{main: [40, 200]}")
    tell(pack, "It is dry. " * 2 + "Sea " * (words - SECOND_PARAGRAPH - 6))
    row = rows(pack)["words"]
    assert row.actual == str(words)
    assert row.within is is_let_be


@pytest.mark.parametrize(("words", "is_let_be"), [(44, True), (45, False)])
def test_a_tenth_more_is_let_be(pack, words, is_let_be):
    edit(pack / "pack.yaml", "{main: [20, 200]}", "{main: [20, 40]}")
    tell(pack, "It is dry. " * 2 + "Sea " * (words - SECOND_PARAGRAPH - 6))
    assert rows(pack)["words"].within is is_let_be


def test_role_of_a_passage_chooses_its_range(pack):
    edit(pack / "pack.yaml", "{main: [20, 200]}", "{main: [20, 200], mini: [5, 10]}")
    passage = pack.parent.parent / "seeds" / "shore-notes" / "low-water.yaml"
    edit(passage, "span: p1–p2\n", "span: p1–p2\nrole: mini\n")
    assert rows(pack)["words"].limit == "5–10"
    assert "passage-length" in codes(pack)


def test_marks_of_emphasis_hide_no_end_of_a_sentence(pack):
    tell(pack, "*It is dry.* We see it. **Stay** here. *Look!*")
    assert rows(pack)["sentences in a paragraph"].actual == "4"


def test_level_without_limits_is_not_measured(pack):
    text = (pack / "pack.yaml").read_text(encoding="utf-8")
    start, end = text.index("    limits:"), text.index("  - id: diver")
    (pack / "pack.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert rows(pack) == {}
    assert rows(pack, level="diver")


def test_passage_that_no_lesson_reads_is_not_measured(pack):
    seeds = pack.parent.parent / "seeds" / "shore-notes"
    text = (seeds / "low-water.yaml").read_text(encoding="utf-8")
    (seeds / "second.yaml").write_text(text, encoding="utf-8")
    assert rows(pack, of="shore-notes/second") == {}


def test_other_language_has_lengths_only(pack):
    edit(pack / "pack.yaml", "language: en", "language: fr")
    tell(pack, SENTENCE * 20)
    found = rows(pack)
    assert "grade" not in found
    assert found["words"].actual == "246"


def test_names_of_a_pack_and_a_source(pack):
    edit(pack / "pack.yaml", "names_rule:", "names: [Welsh, Irish Sea]\nnames_rule:")
    library = load.library(pack, print)
    known = names_of(library, "shore-notes")
    assert {"Gull Bay", "Porth Wylan", "Mair Penry", "Mair", "Penry", "Welsh", "Irish Sea"} <= known
    assert names_of(library, "no-such-source") <= known


def test_suggested_names():
    texts = ["In Gwynedd the sea is cold. Cold Rain falls. I said: “Now Brynn’s boat is at Porth.”", "The rain falls."]
    assert suggested(texts, {"Porth Wylan"}) == ["Brynn", "Gwynedd"]
