"""Numbers, dates, names and hedges are found however they are written, and compared fairly."""

import dataclasses
import shutil

import mutations
import pytest
from conftest import ROOT, TINY
from rulebook import edit, good_pack

from press import load
from press.check import facts
from press.language.facts import compare, found, own_removed
from press.model.content import Fact, Hold, Paragraph

NAMES = frozenset({"Armenia", "Lantern Rock", "Thomas de Waal"})


def keys(text, language="en"):
    return [number.key for number in found(text, NAMES, language).numbers]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,000 limpets", ["1000"]),
        ("106 thousand and half a million", ["106000", "500000"]),
        ("ten million; 9.7 million", ["10000000", "9700000"]),
        ("seventy-seven thousand two hundred and six", ["77206"]),
        ("in the 1990s, or 1990", ["1990s", "1990"]),
        ("80 percent, 18% and 5 per cent", ["80%", "18%", "5%"]),
        ("1919–1920", ["1919", "1920"]),
        ("within 10–12 hours", ["10", "12"]),
        ("hundreds of thousands of views", ["hundreds of thousands"]),
        ("10-fold, tenfold", ["10", "10"]),
        ("a D-30 gun, a 28-year-old, a hundred men", ["28", "100"]),
        ("May 1990 and 3 June", ["1990"]),
    ],
)
def test_numbers_have_one_key_however_they_are_written(text, numbers):
    assert keys(text) == numbers


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("more than 220", "more than"),
        ("over 100", "more than"),
        ("at least twenty", "at least"),
        ("around 500", "about"),
        ("just under 10", "about"),
        ("up to 1 million", "at most"),
        ("no more than 30", "at most"),
        ("no greater than 146,000", "at most"),
        ("20 or more", "at least"),
        ("exactly 30", ""),
        ("a book about 1915", ""),
        ("fighting over the four days", ""),
    ],
)
def test_qualifier_belongs_to_its_number(text, qualifier):
    assert [number.qualifier for number in found(text, NAMES).numbers] == [qualifier]


@pytest.mark.parametrize(
    "text", ["27 September", "Sept. 27", "September 27, 2020", "the 27th of September", "2020-09-27"]
)
def test_dates_are_one_however_they_are_written(text):
    assert [(date.month, date.day) for date in found(text, NAMES).dates] == [(9, 27)]


def test_month_that_begins_a_sentence_is_another_word_without_a_year():
    assert not found("Stop. May I come? March on.", NAMES).dates
    assert [date.month for date in found("May 1990 was warm.", NAMES).dates] == [5]


def names(text, known=NAMES, language="en"):
    return [name.written for name in found(text, known, language).names]


def test_words_with_a_capital_are_names_where_no_sentence_begins():
    assert names("Boards stood in Tug. “They” saw the Soviet Union.") == ["Tug", "Soviet Union"]


def test_known_names_are_names_everywhere():
    assert names("Armenians came. Lantern Rock is wet. Thomas de Waal’s book") == [
        "Armenians",
        "Lantern Rock",
        "Thomas",
        "Waal",
    ]


def test_other_languages_know_figures_and_listed_names():
    assert names("Die Schnecke auf Lantern Rock", language="de") == ["Lantern Rock"]
    assert keys("Um 1990 lebten dort 1,000 Tiere im Mai", "de") == ["1990", "1000"]


def differences(level, against, **more):
    return [(one.kind, one.here) for one in compare(found(level, NAMES), found(against, NAMES), **more)]


@pytest.mark.parametrize(
    ("level", "against", "expected"),
    [
        ("220 died", "more than 220 died", [("qualifier", "220")]),
        ("at least 220 died", "more than 220 died", [("qualifier", "at least 220")]),
        ("about 220 died", "220 died", [("qualifier", "about 220")]),
        ("over 220 died, and 220 is many", "more than 220 died", []),
        ("220 died", "more than 220 died; the 220 had names", []),
        ("two men and three women", "men and women", []),
        ("four men", "men", [("number", "four")]),
        ("in 1990", "in the 1990s", [("number", "1990")]),
        ("on 28 September", "on Sept. 27", [("date", "28 September")]),
        ("in September", "on Sept. 27", []),
        ("the Armenians of Karabakh", "Armenia and Nagorno-Karabakh", []),
        ("seen in the USSR", "seen in the Soviet Union", []),
        ("said to be in Baku", "said to be in Ganja", [("name", "Baku")]),
        ("it rained", "it rained, he said", [("hedge", "")]),
    ],
)
def test_comparison(level, against, expected):
    assert differences(level, against) == expected


def test_part_of_a_name_will_do_between_levels():
    assert differences("in Nagorno-Karabakh", "in Karabakh") == [("name", "Nagorno-Karabakh")]
    assert differences("in Nagorno-Karabakh", "in Karabakh", part=True) == []


def test_own_counts_are_put_in_brackets():
    assert own_removed("districts (seven by our count); no date", "en") == "districts ; no date"


def library(pack):
    found_: list = []
    loaded = load.library(pack, found_.append)
    assert loaded, found_
    return loaded


def checked(pack):
    return [(problem.code, problem.where.file, problem.message) for problem in facts.facts(library(pack))]


@pytest.fixture
def pack(tmp_path):
    return good_pack(tmp_path)


def with_article(pack):
    seeds = pack.parent.parent / "seeds" / "shore-notes"
    shutil.copy(ROOT / "tests" / "articles" / "rock-pool.txt", seeds / "original.txt")
    return seeds


def test_true_texts_give_no_alarm(pack):
    assert checked(pack) == []
    with_article(pack)
    assert checked(pack) == []


def test_message_says_what_stands_where(pack):
    seeds = with_article(pack)
    edit(seeds / "low-water.yaml", "for six hours", "for nine hours")
    codes = {code: message for code, _, message in checked(pack)}
    assert codes["changed-number"] == "“nine” does not stand in p1, SN-01; what stands there: six, thirty."


def test_ledger_is_compared_with_the_article(pack):
    seeds = pack.parent.parent / "seeds" / "shore-notes"
    edit(seeds / "facts.yaml", "stays inside.", "stays inside for nine hours.")
    assert checked(pack) == []
    with_article(pack)
    assert [(code, file) for code, file, _ in checked(pack)] == [("changed-number", "seeds/shore-notes/facts.yaml")]


def test_ledger_may_count_for_itself(pack):
    seeds = with_article(pack)
    edit(seeds / "facts.yaml", "stays inside.", "stays inside (nine hours by our count).")
    assert checked(pack) == []


def test_without_ledger_and_article_levels_are_compared(pack):
    passage = pack.parent.parent / "seeds" / "shore-notes" / "low-water.yaml"
    edit(passage, "    facts: [SN-01]\n", "")
    edit(passage, "Some water stays behind in holes.", "In 1990 water stayed behind in Lantern Rock.")
    assert [code for code, _, _ in checked(pack)] == ["only-below", "only-below"]


PADDLER = (
    "Mair Penry says: In May 1990 more than 220 limpets sat on Lantern Rock. Only 80 percent came back. She asked why."
)
DIVER = (
    "In May 1990, Mair Penry writes, she counted more than 220 limpets on Lantern Rock in Gull Bay / Porth Wylan. "
    "Around 40 were dead. Only 80 percent came back, she says."
)
SAYS = (
    "In May 1990 more than 220 limpets sat on Lantern Rock in Gull Bay; 80 percent came back, and around 40 were dead."
)


def spoilt_library():
    """Return the small pack with a paragraph that has everything that could be spoilt."""
    tiny = library(TINY / "content" / "tide-pools")
    holds = (
        Hold(words=("more than 220", "Lantern Rock"), within=1),
        Hold(words=("80 percent", "came back"), in_order=True),
        Hold(words=("around 40", "dead"), levels=("diver",)),
    )
    fact = Fact(says=SAYS, at="p1", by="Mair Penry", certainty="attributed", holds=holds)
    paragraph = Paragraph(of="p1", told={"paddler": PADDLER, "diver": DIVER}, facts=("SN-09",))
    passage = tiny.passages["shore-notes/low-water"].model_copy(update={"paragraphs": (paragraph,)})
    ledger = {"shore-notes": {"SN-09": fact}}
    return dataclasses.replace(tiny, passages={"shore-notes/low-water": passage}, facts=ledger, originals={})


def test_what_is_spoilt_is_caught():
    loaded = spoilt_library()
    assert list(facts.facts(loaded)) == []
    counted = mutations.count(loaded, [("40", "220")])
    for kind in ("wrong digit", "wrong month", "lost qualifier", "other qualifier", "swapped roles", "no attribution"):
        caught, made = counted[kind]
        assert caught == made > 0, kind
    for kind in ("foreign name", "deleted sentence"):
        caught, made = counted[kind]
        assert caught >= 0.8 * made > 0, kind
