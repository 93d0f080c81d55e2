"""Quotations are exact, traced and used; where the article is at hand, the hint is the line to write."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from rulebook import edit, good_pack

from press import load
from press.check import quotations

ARTICLE = ROOT / "tests" / "articles" / "rock-pool.txt"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return good_pack(tmp_path)


def checked(pack: Path) -> list:
    found: list = []
    library = load.library(pack, found.append)
    assert library, found
    return [*quotations.in_passages(library), *quotations.of_sources(library)]


def seeds(pack: Path) -> Path:
    return pack.parent.parent / "seeds" / "shore-notes"


def with_article(pack: Path) -> None:
    shutil.copy(ARTICLE, seeds(pack) / "original.txt")


def quoting(pack: Path, words: str, listed: str = "") -> None:
    """Let a paragraph quote words, with an entry in its list."""
    passage = seeds(pack) / "low-water.yaml"
    edit(passage, "        stays inside.", f"        stays inside, “{words}”.")
    if listed:
        edit(passage, "  - of: p2\n", f"  - of: p2\n    quotes:\n      - {listed}\n")


def test_good_pack_has_no_problem_with_and_without_the_article(pack):
    assert checked(pack) == []
    with_article(pack)
    assert checked(pack) == []


def test_hint_is_the_line_to_write(pack):
    with_article(pack)
    quoting(pack, "as tight as a jar")
    (found,) = checked(pack)
    assert found.code == "changed-quotation"
    line = found.hint.partition("- ")[2]
    assert line.startswith('{words: "as tight as a jar", at: p2, seen: "')
    passage = seeds(pack) / "low-water.yaml"
    edit(passage, "  - of: p2\n", f"  - of: p2\n    quotes:\n      - {line}\n")
    assert checked(pack) == []
    (seeds(pack) / "original.txt").unlink()
    assert checked(pack) == []


def test_trace_to_write_is_given_where_the_words_are_found(pack):
    with_article(pack)
    quoting(pack, "as tight as a jar", "{words: as tight as a jar, at: p2}")
    (found,) = checked(pack)
    assert found.code == "unseen-quotation"
    seen = re.search(r'seen: "(\w+)"', found.hint)[1]
    edit(seeds(pack) / "low-water.yaml", "at: p2}", f'at: p2, seen: "{seen}"}}')
    assert checked(pack) == []
    edit(seeds(pack) / "low-water.yaml", "as tight as a jar", "as tight as the jar")
    assert {found.code for found in checked(pack)} == {"changed-quotation"}


def test_words_at_another_place_are_told_where_they_stand(pack):
    with_article(pack)
    quoting(pack, "wet boots", "{words: wet boots, at: p2}")
    (found,) = checked(pack)
    assert (found.code, found.hint) == ("changed-quotation", "It stands at p6.")
    edit(seeds(pack) / "low-water.yaml", "wet boots, at: p2", "wet boots, at: p99")
    assert [found.hint for found in checked(pack)] == ["It stands at p6."]


def test_source_s_own_quotation_needs_no_second_entry(pack):
    quoting(pack, "You count a limpet twice, or you have not counted it")
    assert checked(pack) == []


def test_elision_is_exact_on_both_sides(pack):
    with_article(pack)
    quoting(pack, "a mouthful of sea […] as tight as a jar")
    (found,) = checked(pack)
    assert "The article has these words." in found.hint


def test_block_that_the_user_s_file_lacks_accuses_nobody(pack):
    with_article(pack)
    text = (seeds(pack) / "original.txt").read_text(encoding="utf-8").split("\n\n")
    text[3] = "[…]"
    (seeds(pack) / "original.txt").write_text("\n\n".join(text), encoding="utf-8")
    assert checked(pack) == []


def test_paragraph_word_for_word_is_a_quotation_as_a_whole(pack):
    with_article(pack)
    passage = seeds(pack) / "low-water.yaml"
    edit(passage, "  - of: p2\n", "  - of: p2\n    quoted: true\n")
    assert [found.code for found in checked(pack)] == ["changed-quotation"] * 2
