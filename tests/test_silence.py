"""Silenced rules: covered is what lies on or in the object, and a silence that covers nothing is a problem."""

import pytest
from rulebook import edit, good_pack

from press import check, load
from press.check.silence import applied, silences
from press.place import layouts
from press.problems import RULES

UNUSED = "  east-steps:\n    names: [East Steps]\n    at: [-4.71, 52.8]\n    kind: village\n"
WHELKS = (
    "  whelks:\n    date: '1991'\n    start: 1991\n    standing: agreed\n    sources: [{source: shore-notes, at: p1}]\n"
)


@pytest.fixture
def pack(tmp_path):
    return good_pack(tmp_path)


def add(file, text):
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def library_of(pack):
    found = []
    library = load.library(pack, found.append)
    assert not found
    return library


def found_in(pack, *files):
    """Return the code of each problem in these files of the pack."""
    problems = check.problems(library_of(pack), layouts())
    return [problem.code for problem in problems if problem.where.file.endswith(files)]


def silenced(rule, on=None):
    lines = f"    silence:\n      - rule: {rule}\n        because: It is meant so.\n"
    return lines + (f"        on: {on}\n" if on else "")


def test_silence_on_the_object(pack):
    add(pack / "places.yaml", UNUSED)
    assert found_in(pack, "places.yaml") == ["unused"]
    add(pack / "places.yaml", silenced("unused"))
    assert found_in(pack, "places.yaml") == []


def test_silence_on_what_holds_the_object(pack):
    edit(pack / "timeline.yaml", "the notes say.", "and vermin come.")
    assert found_in(pack, "timeline.yaml") == ["loaded-word"]
    add(pack / "timeline.yaml", "silence: [{rule: loaded-word, because: It is meant so.}]\n")
    assert found_in(pack, "timeline.yaml") == []


def test_silence_covers_no_neighbour_and_no_other_rule(pack):
    add(pack / "places.yaml", UNUSED + silenced("unused") + UNUSED.replace("east", "west"))
    assert found_in(pack, "places.yaml") == ["unused"]
    add(pack / "places.yaml", silenced("single-name"))
    assert sorted(found_in(pack, "places.yaml")) == ["needless-silence", "unused"]


@pytest.mark.parametrize(("on", "left"), [("pests", ["loaded-word"]), ("vermin", ["loaded-word"]), (None, [])])
def test_silence_on_some_words_only(on, left, pack):
    add(
        pack / "timeline.yaml", WHELKS + "    what: The pests are vermin.\n" + silenced("loaded-word", on and f"“{on}”")
    )
    lesson = pack / "lessons" / "01-low-water.yaml"
    edit(lesson, "[first-count, warm-summer]", "[first-count, warm-summer, whelks]")
    assert found_in(pack, "timeline.yaml") == left


@pytest.mark.parametrize(
    ("rule", "code", "said"),
    [
        ("unused", "needless-silence", "finds nothing"),
        ("no-rights", "needless-silence", "cannot be silenced"),
        ("unusd", "unknown-reference", "There is no rule"),
    ],
)
def test_silence_that_covers_nothing_is_a_problem_itself(rule, code, said, pack):
    add(pack / "people.yaml", silenced(rule))
    (problem,) = (one for one in check.problems(library_of(pack), layouts()) if one.where.file.endswith("people.yaml"))
    assert (problem.code, problem.where.line) == (code, 6)
    assert said in problem.message
    assert problem.hint


def test_silence_in_a_passage_and_their_number(pack):
    passage = pack.parent.parent / "seeds" / "shore-notes" / "low-water.yaml"
    edit(passage, "  - of: p2\n", "  - of: p2\n    silence: [{rule: hard-word, because: Read aloud.}]\n")
    library = library_of(pack)
    (one,) = silences(library)
    assert one.at == ("passages", "shore-notes/low-water", "paragraphs", 1)
    assert [problem.where.line for problem in applied(library, [])] == [14]


def test_only_judgement_can_be_overruled():
    structural = {"unknown-reference", "missing-level", "duplicate-id", "no-rights", "changed-quotation", "unknown-key"}
    assert not any(RULES[code].may_be_silenced for code in structural | {"needless-silence", "bad-map"})
    assert all(RULES[code].may_be_silenced for code in ("single-name", "loaded-word", "hard-word", "unused"))
