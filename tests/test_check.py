"""Stage 2: each rule finds what it is for, where it is, and nothing in a good pack."""

import pytest
from rulebook import FOLDERS, broken_pack, codes, edit, expected, good_pack, lines

from press import check, load
from press.place import layouts
from press.problems import RULES


def checked(pack):
    found = []
    library = load.library(pack, found.append)
    assert not found
    return check.problems(library, layouts())


def test_good_pack_has_no_problem(tmp_path):
    assert checked(good_pack(tmp_path)) == []


@pytest.mark.parametrize("code", codes("check"))
def test_rule_finds_its_problems_and_where_they_are(code, tmp_path):
    found = lines(checked(broken_pack(code, tmp_path)))
    assert found == expected(code)
    assert any(line.endswith(f" {code}") for line in found), "a rule's folder must break the rule"


def test_every_rule_has_a_folder_and_every_folder_a_rule():
    assert codes("check") == sorted(code for code, rule in RULES.items() if rule.stage == "check")
    assert {path.name for path in FOLDERS.iterdir()} == {*codes("check"), *codes("load")}


def test_misspelt_name_is_answered_with_the_nearest(tmp_path):
    found = {problem.message: problem.hint for problem in checked(broken_pack("unknown-reference", tmp_path))}
    assert found["There is no place “lantern-rok”."] == "Did you mean “lantern-rock”?"
    assert found["There is no source “shore-note”."] == "Did you mean “shore-notes”?"
    passage = "The source “shore-notes” has no passage “low-waters”."
    assert found[passage] == "Did you mean “shore-notes/low-water”?"


def test_source_may_have_levels_of_another_pack(tmp_path):
    pack = good_pack(tmp_path)
    passage = tmp_path / "seeds" / "shore-notes" / "low-water.yaml"
    edit(passage, "      diver: >-\n", "      whale: Very long.\n      diver: >-\n")
    assert checked(pack) == []


def test_duplicate_names_the_first_place(tmp_path):
    found = [problem.message for problem in checked(broken_pack("duplicate-id", tmp_path))]
    assert any("already at content/tide-pools/lessons/01-low-water.yaml:1:5" in message for message in found)


def test_misspelt_use_is_not_also_reported_as_unused(tmp_path):
    found = checked(broken_pack("unknown-reference", tmp_path))
    assert not [problem for problem in found if problem.code == "unused"]


@pytest.mark.parametrize("rights", ["TODO", "?", "unknown", "to be checked", "n/a", "—"])
def test_rights_that_say_nothing(rights, tmp_path):
    pack = good_pack(tmp_path)
    said = "© Mair Penry. Retold here in our own words, with one short quotation."
    edit(tmp_path / "seeds" / "shore-notes" / "source.yaml", said, f"'{rights}'")
    assert [problem.code for problem in checked(pack)] == ["no-rights"]


@pytest.mark.parametrize(("words", "codes_"), [(25, []), (26, ["quotation-too-long"])])
def test_quotation_has_at_most_25_words(words, codes_, tmp_path):
    pack = good_pack(tmp_path)
    said = "You count a limpet twice, or you have not counted it."
    source = tmp_path / "seeds" / "shore-notes" / "source.yaml"
    edit(source, said, " ".join(["it’s"] * words))
    assert [problem.code for problem in checked(pack) if problem.code != "unseen-quotation"] == codes_


OTHER_DRAWINGS = [("../crab.svg", "not in the pack"), ("crab.svg", "no drawing")]


@pytest.mark.parametrize(("drawing", "said"), OTHER_DRAWINGS)
def test_cover_drawing_must_be_a_file_of_the_pack(drawing, said, tmp_path):
    pack = good_pack(tmp_path)
    edit(pack / "pack.yaml", "front:\n", f"cover: {{drawing: {drawing}}}\nfront:\n")
    (found,) = checked(pack)
    assert found.code == "unknown-reference"
    assert said in found.message
