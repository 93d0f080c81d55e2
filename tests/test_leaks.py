"""The answer-leak test: an answer planted anywhere in a pupil's file is found, and none is found where none is."""

import io
from dataclasses import replace

import pytest
from conftest import CACHE, ROOT, TINY
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from press import answers, compose, fonts, illustrate, load, paginate, render, typeset, words
from press.cache import Cache
from press.compose import keys
from press.model.edition import EDITIONS
from press.preflight import leaks
from press.progress import Silent

ANSWER = "It presses its shell to the rock and shuts the water in."
NAME = "reading/tide-pools-leaf-a5.pdf"


@pytest.fixture(scope="module")
def library():
    return load.library(TINY / "content" / "tide-pools", print)


@pytest.fixture(scope="module")
def own():
    return words.read(ROOT / "layouts", "en")


@pytest.fixture(scope="module")
def known(library, own):
    return answers.answers(library, own, keys.worked_out(library))


@pytest.fixture(scope="module")
def booklet(tiny_out):
    """The bytes of a booklet as the press made it."""
    return (tiny_out / NAME).read_bytes()


@pytest.fixture
def writer(booklet):
    return PdfWriter(clone_from=PdfReader(io.BytesIO(booklet)))


def judged(writer, known):
    out = io.BytesIO()
    writer.write(out)
    return leaks.leaks(out.getvalue(), name=NAME, answers=known)


def structure(writer):
    """Return the first structure element that has an alternative text."""
    return next(one for one in writer._objects if isinstance(one, DictionaryObject) and "/Alt" in one)


def on_page(writer, answer, show="1 0 0 1 40 40 Tm"):
    """Write an answer on the third page, in white, a line for each half."""
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    page = writer.pages[2]
    page["/Resources"].setdefault(NameObject("/Font"), DictionaryObject()).get_object()[NameObject("/Plant")] = (
        DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    )
    half = answer.index(" ", 25)
    drawn = DecodedStreamObject()
    text = f"q 1 g BT /Plant 9 Tf {show} 11 TL ({answer[:half]}) Tj T* ({answer[half + 1 :]}) Tj ET Q\n"
    drawn.set_data(text.encode())
    contents = page["/Contents"].get_object()
    drawn.set_data(contents.get_data() + b"\n" + text.encode())
    page[NameObject("/Contents")] = writer._add_object(drawn)


def in_xmp(writer, answer):
    packet = DecodedStreamObject()
    packet.set_data(f"<x xmlns:dc='http://purl.org/dc/elements/1.1/' dc:description='{answer}'/>".encode())
    packet[NameObject("/Type")] = NameObject("/Metadata")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)


def beside_a_picture(writer, answer):
    """Give a stretch of a page's content an alternative text in its list of properties."""
    drawn = DecodedStreamObject()
    before = writer.pages[2]["/Contents"].get_object().get_data()
    drawn.set_data(before + f"\n/Span <</Alt ({answer})>> BDC EMC\n".encode())
    writer.pages[2][NameObject("/Contents")] = writer._add_object(drawn)


PLACES = {
    "page": (on_page, "page 3"),
    "page, outside the paper": (lambda writer, text: on_page(writer, text, "1 0 0 1 -900 40 Tm"), "page 3"),
    "page, never drawn": (lambda writer, text: on_page(writer, text, "3 Tr 1 0 0 1 40 40 Tm"), "page 3"),
    "bookmark": (lambda writer, text: writer.add_outline_item(title=text, page_number=2), "a title or bookmark"),
    "metadata": (lambda writer, text: writer.add_metadata({"/Subject": text}), "the metadata"),
    "metadata of one’s own": (lambda writer, text: writer.add_metadata({"/Key": text}), "an entry “Key”"),
    "XMP metadata": (in_xmp, "the metadata"),
    "attachment": (lambda writer, text: writer.add_attachment("key.txt", text.encode()), "an attachment"),
    "attachment in UTF-16": (lambda writer, text: writer.add_attachment("k", text.encode("utf-16")), "an attachment"),
    "name of an attachment": (
        lambda writer, text: writer.add_attachment(text, b""),
        "the name or description of an attachment",
    ),
    "alternative text": (
        lambda writer, text: structure(writer).update({NameObject("/Alt"): TextStringObject(text)}),
        "an alternative text",
    ),
    "alternative text in a page’s content": (beside_a_picture, "an alternative text"),
    "note on a page": (
        lambda writer, text: writer.add_annotation(2, FreeText(text=text, rect=(20, 20, 40, 40))),
        "a note or form field",
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", [ANSWER, ANSWER.upper()], ids=["as written", "capitals"])
def test_a_planted_answer_is_found(place, text, writer, known):
    plant, said = PLACES[place]
    plant(writer, text)
    found = judged(writer, known)
    assert found
    assert {problem.code for problem in found} == {"answer-leaked"}
    assert said in {problem.message.split(":")[0] for problem in found}
    assert all("presses its shell" in problem.message.lower() and problem.hint for problem in found)


def test_nothing_is_found_in_a_good_booklet(booklet, writer, known, tiny_out):
    assert leaks.leaks(booklet, name=NAME, answers=known) == []
    assert judged(writer, known) == []
    for sheets in sorted(tiny_out.glob("print/*.pdf")):
        assert leaks.leaks(sheets.read_bytes(), name=sheets.name, answers=known) == []


def test_a_file_is_not_named_by_an_answer(booklet, known):
    (problem,) = leaks.beyond_pages(booklet, name=f"reading/{ANSWER}.pdf", answers=known)
    assert "file’s name" in problem.message


def test_what_composing_lets_through_is_found(library, own, known):
    """A title is printed, and stands in the contents, the outline and the names of the file's parts."""
    level, layouts = library.pack.levels[0], ROOT / "layouts"
    faces = fonts.read(layouts, Cache(CACHE))
    figures = illustrate.figures(library, EDITIONS["standard"], faces, layouts, Cache(CACHE), print, Silent())
    made = compose.booklet(library, level, figures, own, edition=EDITIONS["standard"])
    sections = tuple(
        replace(one, title=library.lessons[0].questions[0].answer) if one.id == "L1-A" else one for one in made.sections
    )
    whole = replace(made, sections=sections)
    page = render.markup(whole, layouts=layouts, fonts=faces, words=own, fill=paginate.trial(whole))
    places = {one.message.split(":")[0] for one in leaks.leaks(typeset.booklet(page).pdf, name=NAME, answers=known)}
    assert "a title or bookmark" in places
    assert any(place.startswith("page ") for place in places)
