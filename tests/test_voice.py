"""The pack's own voice: both names, words that take a side, peoples that act; in the flagship and in small."""

from dataclasses import replace
from pathlib import Path

import pytest

from press import load
from press.check.texts import tellings
from press.check.voice import voice
from press.model.content import Glossary, Pair, Paragraph, Passage, Source, Timeline, Voice

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def flagship():
    return load.library(ROOT / "content" / "karabakh", print)


@pytest.fixture(scope="module")
def bare(flagship):
    """Return the flagship's library with its registers and rules, and without its texts."""
    return replace(
        flagship,
        pack=flagship.pack.model_copy(update={"front": (), "back": ()}),
        lessons=(),
        glossary=Glossary(terms=()),
        maps={},
        charts={},
        sources={},
        passages={},
    )


def event(told):
    """Return a timeline whose one event is told so."""
    sources = [{"source": "meduza-karabakh", "at": "p1"}]
    one = {"date": "1990", "start": 1990, "what": told, "standing": "attributed", "sources": sources}
    return Timeline.model_validate({"events": {"one": one}})


@pytest.fixture(scope="module")
def said(bare):
    """Return a function that gives the problems of a text."""
    return lambda text: sorted(set(voice(replace(bare, timeline=event(text)))))


def codes(problems):
    return [problem.code for problem in problems]


BOTH = [
    ("The road to Shusha is long.", ["single-name"]),
    ("The road to Shushi is long.", ["single-name"]),
    ("The road to Shushi / Shusha is long.", ["single-name"]),
    ("The road to Shushi (Shusha) is long.", ["single-name"]),
    ("The road to Shusha / Shushi is long. Shusha lies high.", []),
    ("Shusha lies high. The road to Shusha / Shushi is long.", ["single-name"]),
    ("They spoke of “Shusha” only.", []),
    ("The Lachin corridor is narrow.", ["single-name"]),
    ("The Berdzor / Lachin corridor is narrow.", []),
    ("SHUSHA / SHUSHI", []),
    ("SHUSHI", ["single-name"]),
    ("Stepanakert’s station and Shusha", ["single-name", "single-name"]),
    ("Stepanakertsi is a surname.", []),
    ("Baku, Tug and Aghdam have one name each.", []),
    ("Khojaly may stand alone.", []),
    ("Ivanyan may not.", ["single-name"]),
    ("Khojaly / Ivanyan is the wrong order.", ["single-name"]),
]


@pytest.mark.parametrize(("text", "found"), BOTH)
def test_both_names_in_order_at_first_mention(text, found, said):
    assert codes(said(text)) == found


def test_name_within_an_official_name_is_no_mention(bare):
    pack = bare.pack.model_copy(update={"names": (*bare.pack.names, "Shushi Museum")})
    library = replace(bare, pack=pack, timeline=event("The Shushi Museum is open."))
    assert list(voice(library)) == []


def test_pairs_that_are_no_places(bare):
    own = Voice(pairs=(Pair(names=("Day of Unity", "Day of Loss")),))
    library = replace(bare, voice=own, timeline=event("Day of Loss, they said."))
    (problem,) = voice(library)
    assert "Write “Day of Unity / Day of Loss”" in problem.hint


LOADED = [
    ("The occupied districts were empty.", ["loaded-word"]),
    ("The districts were “occupied”.", ["loaded-word"]),
    ("The districts were “occupied”, the article says.", []),
    ("The writer calls the districts occupied.", []),
    ("The article says much. The districts were liberated.", ["loaded-word"]),
    ("“The article says” that they were liberated.", ["loaded-word"]),
    ("The preoccupied teacher left.", []),
    ("Azeri villages lay there.", ["loaded-word"]),
    ("They fled from ethnic\ncleansing.", ["loaded-word"]),
    ("Artsakh had a flag.", ["loaded-word"]),
    ("The Republic of Artsakh had a flag.", []),
    ("A regime and a massacre.", ["loaded-word", "loaded-word"]),
]


@pytest.mark.parametrize(("text", "found"), LOADED)
def test_loaded_word_needs_somebody_whose_it_is(text, found, said):
    assert codes(said(text)) == found


AGENTS = [
    ("The Azerbaijanis attacked the town.", ["collective-agent"]),
    ("Armenians attacked the town.", ["collective-agent"]),
    ("Then, the writer says, Armenians had also killed people.", ["collective-agent"]),
    ("Karabakh Armenians wanted to leave.", ["collective-agent"]),
    ("Armenians and Azerbaijanis fought.", ["collective-agent"]),
    ("In 1991 Armenians started the war.", ["collective-agent"]),
    ("The Armenians are like that.", ["collective-agent"]),
    ("“The Armenians attacked the town,” he said.", []),
    ("Armenians lived there and spoke Armenian.", []),
    ("Azerbaijanis were killed.", []),
    ("Soldiers told Azerbaijanis there to leave.", []),
    ("Two Azerbaijanis killed near Askeran were young.", []),
    ("It was a clash with Armenians. Killed were two.", []),
    ("Prosecutors counted 26 Armenians killed.", []),
    ("Some Armenians attacked the town.", []),
    ("They meant to protect the Armenians of Karabakh.", []),
    ("Armenians made up 80 percent.", []),
    ("Azerbaijan started a blockade.", []),
    ("People began to leave; Azerbaijanis began to leave too.", []),
]


@pytest.mark.parametrize(("text", "found"), AGENTS)
def test_people_as_a_whole_does_not_act(text, found, said):
    assert codes(said(text)) == found


def passage(*paragraphs, title="A town", quoted=False):
    told = (Paragraph(of="p1", told=text, quoted=quoted) for text in paragraphs)
    return Passage(title=title, span="p1", paragraphs=tuple(told))


def of_passage(flagship, one):
    """Return the problems of a passage that the flagship reads."""
    name = "meduza-karabakh/names-and-lines"
    library = replace(flagship, passages={**flagship.passages, name: one})
    return [problem for problem in voice(library) if problem.where.file.endswith("names-and-lines.yaml")]


def test_first_mention_counts_for_the_passage_and_the_level(flagship):
    one = passage(
        {"starter": "Shusha / Shushi is high.", "builder": "It is high."},
        {"starter": "Shusha is old.", "builder": "Shusha is old."},
    )
    (problem,) = of_passage(flagship, one)
    assert "Shusha is old." in problem.message
    assert problem.where.line != of_passage(flagship, passage({"starter": "Shusha is old."}))[0].where.line


def test_title_is_a_first_mention(flagship):
    assert codes(of_passage(flagship, passage({"starter": "Shusha is old."}, title="Shusha / Shushi"))) == []
    assert codes(of_passage(flagship, passage({"starter": "It is old."}, title="Shusha"))) == ["single-name"]


def test_word_for_word_is_not_our_voice(flagship):
    text = {"starter": "The Armenians occupied Shusha."}
    assert codes(of_passage(flagship, passage(text, quoted=True))) == []
    assert set(codes(of_passage(flagship, passage(text)))) == {"single-name", "loaded-word", "collective-agent"}


def test_gloss_explains_the_words_of_a_quotation(flagship):
    source = flagship.sources["lefteast-sakhnin"]

    def glossed(text):
        quotation = source.quotations["occupy-our-homeland"].model_copy(update={"gloss": text})
        one: Source = source.model_copy(update={"quotations": {"occupy-our-homeland": quotation}})
        sources = {**flagship.sources, "lefteast-sakhnin": one}
        found = voice(replace(flagship, sources=sources))
        return [problem.code for problem in found if "lefteast" in problem.where.file]

    assert glossed("occupy: hold a land; Shusha: a town") == []
    assert glossed("homeland: an occupied land") == ["loaded-word"]


def test_pack_without_rules_has_only_its_pairs(bare):
    library = replace(bare, voice=Voice(), timeline=event("The Armenians occupied Shusha."))
    assert codes(voice(library)) == ["single-name"]


def test_all_that_pupils_read_is_asked(flagship):
    places = {telling.at for telling in tellings(flagship)}
    for path in (
        ("lessons", 0, "title"),
        ("lessons", 0, "questions", 0, "ask"),
        ("pack", "front", 0, "title"),
        ("pack", "back", 0, "rules", 0),
        ("glossary", "terms", 0, "means"),
        ("timeline", "events", "khojaly", "what"),
        ("maps", "karabakh-1994", "alt"),
        ("maps", "karabakh-1994", "layers", 0, "key"),
        ("charts", "population", "rows", 0, "label"),
        ("people", "ashot", "role"),
        ("sources", "meduza-karabakh", "leaves_out"),
        ("passages", "azimov-essay/a-child-in-the-war", "title"),
    ):
        assert path in places
    assert not any({"answer", "teacher", "partial"} & set(place) for place in places)
