"""What only teachers may read: which fields say so, and how an answer is known again."""

import pytest
from conftest import ROOT, TINY
from pydantic import BaseModel
from rulebook import edit

from press import answers, load, words
from press.model import content

ANSWER = "It presses its shell to the rock and shuts the water in."
KINDS = [one for one in vars(content).values() if isinstance(one, type) and issubclass(one, BaseModel)]


def known(pack, worked_out=()):
    found = []
    library = load.library(pack, found.append)
    assert library, found
    return answers.answers(library, words.read(ROOT / "layouts", "en"), worked_out)


@pytest.fixture(scope="module")
def tide_pools():
    return known(TINY / "content" / "tide-pools")


def test_every_field_with_an_answer_says_so():
    named = {"answer", "partial", "why", "good", "rungs"}
    marked = {(kind.__name__, name): kept for kind in KINDS for name, kept in answers._fields(kind).items()}
    assert not any(answers._marked(kind) for kind in (content.Text, content.Told))
    assert len({field for field in marked if field[1] in named}) >= 10
    assert all(kept for (_, name), kept in marked.items() if name in named)
    notes = [kept for (kind, name), kept in marked.items() if kind == "TeacherNotes" and name != "minutes"]
    assert notes
    assert all(notes)
    assert not any(
        kept for (_, name), kept in marked.items() if name in {"ask", "told", "title", "given", "instruction"}
    )


@pytest.mark.parametrize(
    "text",
    [
        ANSWER,
        ANSWER.upper(),
        "The key: it presses its shell\nto the rock.",
        "It press\u00ades its sh-\nell to the rock",
        "I t p r e s s e s i t s s h e l l t o t h e r o c k",
        "shell to the rock and s\u200bhuts the",
        "Bring a shell, if you have one.",
    ],
)
def test_an_answer_is_known_however_it_is_written(text, tide_pools):
    assert tide_pools.first_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It presses its shell",
        "A limpet does not wait in a pool. It sits on the bare rock.",
        "How does a limpet keep its water at low tide?",
    ],
)
def test_other_texts_are_not(text, tide_pools):
    assert tide_pools.first_in(text) == ""


def test_the_words_are_shown_as_they_stand(tide_pools):
    text = "Number 1: it presses its ﬂat SHELL. It presses its\n shell to the rock. The end."
    assert tide_pools.first_in(text).startswith("It presses its shell to the")


def test_what_pupils_read_is_no_secret(tiny):
    lesson = tiny / "lessons" / "01-low-water.yaml"
    edit(lesson, ANSWER, "Limpets do not need a pool, and they know it well.")
    assert not known(tiny).first_in("Limpets do not need a pool.")
    assert known(tiny).first_in("a pool, and they know it well")


def test_texts_that_meet_on_a_page_are_no_secret(tiny):
    edit(tiny / "lessons" / "01-low-water.yaml", ANSWER, "Notes from a wet notebook, Mair Penry")
    meeting = known(tiny).first_in("Notes from a Wet Notebook\nMair Penry")
    assert not meeting


def test_a_short_answer_is_known_as_a_whole(tiny):
    edit(tiny / "lessons" / "01-low-water.yaml", ANSWER, "Its own spittle.")
    assert known(tiny).first_in("1 its own spittle 2") == "its own spittle"
    assert not known(tiny).first_in("its own")


def test_gaps_are_for_teachers_and_what_is_around_them_is_not():
    task = content.Cloze(kind="cloze", text=("Throw away the __pear__ and run.",))
    assert list(answers.texts(task))[1:4] == [
        (True, "Throw away the pear and run."),
        (False, "Throw away the "),
        (False, " and run."),
    ]


def test_a_key_that_is_worked_out_counts_as_a_whole(tiny):
    found = known(tiny, ["1 Lantern Rock 2 Gull Bay / Porth Wylan"])
    assert found.first_in("Key: 1 Lantern Rock, 2 Gull Bay / Porth Wylan.")
    assert not found.first_in("Lantern Rock, Gull Bay / Porth Wylan")
