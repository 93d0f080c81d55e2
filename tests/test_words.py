"""Every language has every word; a pack can word things otherwise."""

from pathlib import Path
from string import Formatter

import pytest

from press import words

LAYOUTS = Path(__file__).parent.parent / "layouts"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", words.languages(LAYOUTS))
def test_catalogues_have_the_same_keys_and_the_same_blanks(language: str) -> None:
    english, other = words.read(LAYOUTS, "en").entries, words.read(LAYOUTS, language).entries
    assert other.keys() == english.keys()
    for key in english:
        assert fields(other[key]) == fields(english[key]), key


def test_a_pack_can_word_a_heading_otherwise() -> None:
    own = words.read(LAYOUTS, "en", {"exit": "Before you go"})
    assert own("exit") == "Before you go"
    assert own("lesson", number=3) == "Lesson 3"


def test_months_and_direction_follow_the_language() -> None:
    assert words.read(LAYOUTS, "fr").month("2026-11-22") == "novembre 2026"
    assert words.Words("ar", {}).direction == "rtl"
    assert words.Words("en-GB", {}).direction == "ltr"


def test_every_word_the_program_asks_for_is_in_the_catalogue() -> None:
    import re

    known = words.keys(LAYOUTS) | {key for key in words.read(LAYOUTS, "en").entries if key.startswith(words.TEACHER)}
    root = LAYOUTS.parent
    files = [
        *root.glob("press/compose/*.py"),
        *root.glob("layouts/sections/*.j2"),
        *root.glob("layouts/teacher/*.j2"),
        root / "layouts" / "booklet.html.j2",
    ]
    asked = {key for path in files for key in re.findall(r'\bwords\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))}
    assert asked
    assert asked <= known, asked - known
