"""What one pupil reads, from compose to HTML, on the tiny pack: all of it, at one level, and nothing of a teacher's."""

from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from conftest import CACHE, TINY

from press import compose, fonts, illustrate, load, place, render, typeset, words
from press.cache import Cache
from press.model.edition import EDITIONS
from press.model.library import Library
from press.model.made import Booklet, Fill, Line, Markup, Section
from press.progress import Silent

LAYOUTS = place.layouts()
OWN = words.read(LAYOUTS, "en")


@pytest.fixture(scope="module")
def library() -> Library:
    found: list = []
    loaded = load.library(TINY / "content" / "tide-pools", found.append)
    assert loaded, found
    return loaded


@pytest.fixture(scope="module")
def faces() -> fonts.Fonts:
    return fonts.read(LAYOUTS, Cache(CACHE))


def booklet(library: Library, faces: fonts.Fonts, level: int = 0) -> Booklet:
    figures = illustrate.figures(library, EDITIONS["standard"], faces, LAYOUTS, Cache(None), print, Silent())
    assert figures
    return compose.booklet(library, library.pack.levels[level], figures, OWN, edition=EDITIONS["standard"])


def html(
    made: Booklet, faces: fonts.Fonts, own: words.Words = OWN, told: dict[str, tuple[Line, ...]] | None = None
) -> Markup:
    return render.markup(made, layouts=LAYOUTS, fonts=faces, words=own, fill=Fill(told=told or {}))


def test_levels_have_the_same_sections_and_anchors(library: Library, faces: fonts.Fonts) -> None:
    first, second = (html(booklet(library, faces, level), faces) for level in (0, 1))
    assert first.ids == second.ids
    assert {"L1", "L1-A", "L1-A1", "L1-A2", "L1-B", "L1-B1", "L1-Q01", "page-how-to-read"} <= first.ids


def test_each_level_is_told_in_its_own_words(library: Library, faces: fonts.Fonts) -> None:
    (passage,) = library.passages.values()
    for number, level in enumerate(library.pack.levels):
        page = html(booklet(library, faces, number), faces).html
        others = [one.id for one in library.pack.levels if one is not level]
        start = " ".join(passage.paragraphs[0].told[level.id].split()[:3])
        assert start in page
        assert " ".join(passage.paragraphs[0].told[others[0]].split()[:6]) not in page


def test_a_term_is_marked_once_a_passage(library: Library, faces: fonts.Fonts) -> None:
    read = next(one for one in booklet(library, faces).sections if one.kind == "read")
    marked = [gloss["term"] for paragraph in read.data["paragraphs"] for gloss in paragraph["glosses"]]
    assert marked == ["limpet"]


def test_no_answer_and_no_note_of_a_teacher(library: Library, faces: fonts.Fonts) -> None:
    page = html(booklet(library, faces), faces).html
    lesson = library.lessons[0]
    for secret in (lesson.questions[0].answer, lesson.teacher.notes, lesson.teacher.content_note):
        assert secret not in page


def test_a_quotation_without_a_lead_names_its_speaker(library: Library, faces: fonts.Fonts) -> None:
    lesson = library.lessons[0]
    strips = [one.model_copy(update={"lines": tuple(line.model_copy(update={"lead": None}) for line in one.lines)})
              for one in lesson.sections if hasattr(one, "strip")]  # fmt: skip
    bare = lesson.model_copy(update={"sections": tuple(strips)})
    (strip,) = (one for one in booklet(replace(library, lessons=(bare,)), faces).sections if one.kind == "strip")
    assert strip.data["lines"][0]["lead"] == "Mair Penry"


def test_what_an_author_writes_cannot_become_markup(library: Library, faces: fonts.Fonts) -> None:
    made = replace(booklet(library, faces), title="<script>x</script>{{ 7 * 7 }}")
    page = html(made, faces).html
    assert "<script>" not in page
    assert "{{ 7 * 7 }}" in page


def test_direction_and_fonts_follow_the_language(library: Library, faces: fonts.Fonts) -> None:
    hebrew = words.Words("he", OWN.entries)
    page = html(replace(booklet(library, faces), language="he"), faces, hebrew).html
    assert '<html lang="he" dir="rtl"' in page
    assert "--serif:&#39;Booklet Serif&#39;" in page


def test_a_timeline_that_does_not_fit_is_a_problem_with_a_place(library: Library, faces: fonts.Fonts) -> None:
    name, event = next(iter(library.timeline.events.items()))
    long = event.model_copy(update={"what": "many words " * 400})
    events = {**library.timeline.events, name: long}
    endless = replace(library, timeline=library.timeline.model_copy(update={"events": events}))
    found: list = []
    assert (
        illustrate.figures(endless, EDITIONS["standard"], faces, LAYOUTS, Cache(None), found.append, Silent()) is None
    )
    assert [(one.code, one.where.file) for one in found] == [
        ("bad-timeline", "content/tide-pools/lessons/01-low-water.yaml")
    ]


def told(name: str, *lines: str, page: int = 7, first: int = 1) -> dict[str, tuple[Line, ...]]:
    return {name: tuple(Line(number, page, text) for number, text in enumerate(lines, start=first))}


def test_a_question_names_the_page_and_the_lines_of_its_edition(library: Library, faces: fonts.Fonts) -> None:
    made = booklet(library, faces)
    assert "¶ A2 · page 7 · lines 5–6<" in html(made, faces, told=told("L1-A2", "one", "two", first=5)).html
    assert "¶ A2 · page 9 · line 12<" in html(made, faces, told=told("L1-A2", "one", page=9, first=12)).html


def test_before_lines_are_known_there_is_room_for_them(library: Library, faces: fonts.Fonts) -> None:
    assert "¶ A2 · page 88 · lines 7–8<" in html(booklet(library, faces), faces).html


def test_texts_of_a_lesson_refer_to_its_paragraphs(library: Library, faces: fonts.Fonts) -> None:
    (lesson,) = library.lessons
    read, *others = lesson.sections
    asks = read.model_copy(update={"stop": "See {A2 pulls its shell} & {A1}."})
    told_so = replace(library, lessons=(lesson.model_copy(update={"sections": (asks, *others)}),))
    lines = told("L1-A2", "It pulls", "its shell down") | told("L1-A1", "x", first=9)
    page = (
        html(booklet(told_so, faces), faces, told=lines).html.replace('<span class="whole">', "").replace("</span>", "")
    )
    assert "See ¶ A2 (page 7, lines 1–2) &amp; ¶ A1 (page 7, line 9)." in page


def test_places_are_listed_with_their_names_in_other_languages(library: Library, faces: fonts.Fonts) -> None:
    def listed(**local: dict[str, str]) -> str:
        there = library.places
        named = {one: there[one].model_copy(update={"local": local.get(one.replace("-", "_"), {})}) for one in there}
        page = html(booklet(replace(library, places=named), faces), faces).html
        return page[page.index('id="names"') :]

    one = listed(gull_bay={"cy": "Porth Wylan"})
    assert "Porth Wylan</td>" in one and "Lantern Rock" not in one and OWN("names-unsure") not in one
    two = listed(gull_bay={"cy": "Porth Wylan", "ga": "Cuan"}, lantern_rock={"cy": "Craig y Golau"})
    assert "Craig y Golau</td>" in two and OWN("names-unsure") in two
    assert "Lantern Rock" in listed(), "a pack without other languages lists its places all the same"


@pytest.mark.parametrize("lines", [0, 3])
def test_a_question_on_a_chart_has_the_lines_its_author_gives_it(
    library: Library, faces: fonts.Fonts, lines: int
) -> None:
    figure = {"src": "", "alt": "x", "width": 1, "height": 1, "key": ()}
    data = {
        "figure": figure,
        "unit": "u",
        "head": (),
        "rows": (),
        "credit": "c",
        "note": "",
        "ask": "Why?",
        "lines": lines,
    }
    chart = Section(id="L1-1", kind="chart", title="Counts", data=data)
    page = html(replace(booklet(library, faces), sections=(chart,)), faces).html
    assert page.count("<i></i>") == lines


def test_what_a_page_asks_for_stands_with_the_lines_to_write_it_on(library: Library, faces: fonts.Fonts) -> None:
    def lines_on(page: pdfium.PdfPage) -> int:
        """The ruled lines: all that is drawn but the mark at the foot."""
        return -1 + sum(one.type == pdfium.raw.FPDF_PAGEOBJ_PATH for one in page.get_objects())

    for count in range(14, 26):
        data = {"text": (), "rules": ["One line."] * count, "ladder": (), "after": (), "adds": "Seen by me"}
        page = Section(id="page-x", kind="page", title="Rules", data=data)
        printed = typeset.booklet(html(replace(booklet(library, faces), sections=(page,)), faces))
        pages = list(pdfium.PdfDocument(printed.pdf))
        lined = ["Seen by me" in one.get_textpage().get_text_range() for one in pages]
        assert [lines_on(one) for one in pages] == [2 * one for one in lined], count
