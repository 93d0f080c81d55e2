"""Bands of words: the lists, what corrects them, and what the smaller list of frequencies must hold."""

import pytest

from press.language import bands
from press.language.bands import band, strict_band


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("the", "A1"),
        ("can’t", "A1"),
        ("house", "A1"),
        ("pear", "A2"),  # rare in news, but familiar to every child
        ("picked", "A2"),
        ("protest", "B1"),
        ("civilian", "B2"),
        ("massacre", "B2"),
        ("escalate", "C2"),
        ("omnipotence", "C2"),
        ("blorpington", "C2"),
    ],
)
def test_band(word: str, name: str) -> None:
    assert bands.name(band(word)) == name


def test_forms_have_the_band_of_their_word() -> None:
    assert band("escalating") == band("escalate")
    assert band("Protest’s") == band("protest")


def test_both_spellings_have_one_band() -> None:
    for british, american in (("organisation", "organization"), ("centre", "center"), ("colour", "color")):
        assert band(british) == band(american)


def test_a_hyphen_joins_the_hardest() -> None:
    assert band("house-omnipotence") == band("omnipotence")
    assert band("state-house") == max(band("state"), band("house"))


def test_overrides_go_before_the_lists() -> None:
    assert band("escalating", {"escalate": 2}) == 2
    assert band("house", {"house": 6}) == 6
    assert band("pro-house", {"house": 6}) == 6
    assert band("left-wing", {"left-wing": 4}) == 4


def test_the_strict_band_is_never_lower() -> None:
    for word in ["house", "protest", "civilian", "escalate", "logistics", "fashionable", "energy", "accuse"]:
        assert strict_band(word) >= band(word)
    assert strict_band("accuse") > band("accuse")


def test_general_overrides_change_something_and_say_why() -> None:
    from press.language.lemmas import rules

    for word, entry in rules().get("bands", {}).items():
        assert entry["because"]
        assert bands._listed(word, bands._mean) != bands.number(entry["band"]), f"the lists have {word} right"


def test_the_smaller_list_of_frequencies_gives_the_same_steps() -> None:
    """It ends below the last step, so what it lacks is C2 in either."""
    import wordfreq

    lowest = min(bands.STEPS)
    small, large = bands._frequencies(), wordfreq.get_frequency_dict("en", "large")
    assert min(small.values()) < lowest
    for word in [*list(large)[:40_000:7], "logistics", "pogrom"]:
        zipf = wordfreq.zipf_frequency(word, "en")
        if zipf >= lowest and word in large and word.isalpha():
            assert small[word] == pytest.approx(zipf, abs=0.011), word
        elif zipf < lowest:
            assert small.get(word, 0) < lowest, word


def test_the_cefr_list_is_read_as_its_package_reads_it() -> None:
    from cefrpy import CEFRAnalyzer

    analyzer = CEFRAnalyzer()
    for word in [*list(bands._frequencies())[::40], "a", "i", "zzzz", "aa", "shell", "x" * 30, ""]:
        if word.isascii() and (word.isalpha() or not word):
            assert bands._cefr_list().level(word) == analyzer.get_average_word_level_float(word), word


def test_no_needless_package_is_imported() -> None:
    import subprocess
    import sys

    heavy = {"cefrpy", "wordfreq", "bs4", "ftfy"}
    code = f"import sys; from press.language import bands; bands.band('pear'); print({heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
