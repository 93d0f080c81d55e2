"""The teacher's booklet of the tiny pack, looked at on its pages: each note beside what it belongs to."""

import json
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import verapdf
from conftest import CACHE, TINY, Run
from pypdf import PdfReader

from press import compose, fonts, illustrate, load, place, words
from press.build import teacher
from press.cache import Cache
from press.check.balance import balance
from press.compose import notes
from press.compose.guide import guide
from press.compose.omissions import Omissions
from press.compose.plan import plan
from press.compose.telling import Telling
from press.model.content import Fact, Hold, Passage, Quoted, ShowTimeline
from press.model.edition import EDITIONS
from press.model.library import Library
from press.model.made import END, Booklet, Entry, Figures, Guide, Note, Printed, notes_page
from press.progress import Silent

LAYOUTS = place.layouts()
OWN = words.read(LAYOUTS, "en")
ROUNDING = 8
"""By how many of 255 greys a pixel may be off: letters that begin between two pixels are drawn a hair differently."""
SHEET = {"a5": "a4", "half-letter": "letter"}


@pytest.fixture(scope="module")
def library() -> Library:
    found: list = []
    loaded = load.library(TINY / "content" / "tide-pools", found.append)
    assert loaded, found
    return loaded


@pytest.fixture(scope="module")
def faces() -> fonts.Fonts:
    return fonts.read(LAYOUTS, Cache(CACHE))


@pytest.fixture(scope="module")
def told(library: Library, faces: fonts.Fonts) -> tuple[Booklet, Guide]:
    """The last level's booklet, and what teachers get with it."""
    figures = illustrate.figures(library, EDITIONS["standard"], faces, LAYOUTS, Cache(None), print, Silent())
    assert figures
    whole = compose.booklet(library, library.pack.levels[-1], figures, OWN, edition=EDITIONS["standard"])
    return whole, guide(library, whole, figures, OWN, counts=balance(library), editions=("standard",))


def telling(library: Library) -> Telling:
    return Telling(library, library.pack.levels[-1], Figures(), OWN)


def manifest(out: Path) -> dict[str, dict]:
    return {one["path"]: one for one in json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]}


def texts(pdf: Path) -> list[str]:
    """The text of each side, in one line."""
    document = pdfium.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def half(pdf: Path, side: int, left: bool) -> str:
    page = pdfium.PdfDocument(pdf)[side - 1]
    width, height = page.get_size()
    start = 0 if left else width / 2
    return " ".join(page.get_textpage().get_text_bounded(start, 0, start + width / 2, height).split())


def right_half(pdf: Path, side: int) -> str:
    return half(pdf, side, left=False)


def printed(pages: int, **anchors: int) -> Printed:
    return Printed(b"", pages, {name.replace("_", "-"): page for name, page in anchors.items()})


def on(pages: int, *noted: str, **anchors: int) -> list[tuple[tuple[int, ...], list[str], str]]:
    """The sides of a booklet with notes at these anchors: pages, notes, and what is left out before."""
    pupils = teacher.Pupils(
        printed(pages, **anchors), "a5", tuple(n.replace("_", "-") for n in anchors if "notes" not in n)
    )
    beside = tuple(Note(f"note-{name}", "text", name) for name in noted)
    made = Guide("T", "", "en", "2026-01-01", "", (), beside, {}, {})
    return [(side.pages, [note.at for note in side.notes], side.gone) for side in teacher.sides(made, pupils)]


def test_a_page_with_notes_stands_alone_and_others_by_twos() -> None:
    assert on(6, "b", a=1, b=3, c=4) == [((1, 2), [], ""), ((3,), ["b"], ""), ((4, 5), [], ""), ((6,), [], "")]


def test_pages_of_lines_are_left_out_and_the_next_side_says_so() -> None:
    assert on(5, "b", a=1, a_notes_1=2, a_notes_2=3, b=4, notes_1=5, z=5)[1] == ((4,), ["b"], "2–3")


def test_no_page_is_lost() -> None:
    assert notes_page(END, 1) == "notes-1"
    shown = on(9, "b", "c", a=1, b=2, b_notes_1=5, c=6, z=9)
    assert sorted(page for pages, _, _ in shown for page in pages) == [1, 2, 3, 4, 6, 7, 8, 9]
    assert [gone for _, _, gone in shown if gone] == ["5"]


def test_rows_stand_on_the_page_of_their_item() -> None:
    pupils = teacher.Pupils(printed(4, L1=1, L1_2=2, L1_2_1=2, L1_2_2=3), "a5", ("L1", "L1-2"))
    rows = tuple(Entry(str(number), "x", at=f"L1-2-{number}") for number in (1, 2, 3))
    key = Note("note-L1-2", "table", "L1-2", "Key", {"after": ["So."]}, rows)
    made = teacher.sides(Guide("T", "", "en", "2026-01-01", "", (), (key,), {}, {}), pupils)
    there = {side.pages[0]: [entry.label for note in side.notes for entry in note.entries] for side in made}
    assert there == {1: [], 2: ["1", "3"], 3: ["2"], 4: []}, (
        "what has no anchor of its own stands where its section begins"
    )
    assert [note.id for side in made for note in side.notes] == ["note-L1-2", "note-L1-2-3"]
    assert [note.data for side in made for note in side.notes] == [{"after": ["So."]}, {}]


def test_pages_are_listed_as_people_write_them() -> None:
    assert teacher.listed([10, 11, 12, 21]) == "10–12, 21"
    pupils = teacher.Pupils(printed(9, a=2, b=5, b1=6), "a5", ("a", "b"))
    assert [pupils.pages(names) for names in (["a"], ["b1"], ["a", "b1"])] == [[2, 3, 4], [6], [2, 3, 4, 6]]


def test_the_front_is_numbered_in_roman() -> None:
    assert [teacher.roman(number) for number in (1, 4, 9, 10, 14, 29, 40)] == [
        "i",
        "iv",
        "ix",
        "x",
        "xiv",
        "xxix",
        "xl",
    ]


@pytest.mark.parametrize("paper", ["a5", "half-letter"])
def test_answers_and_notes_stand_beside_what_they_belong_to(tiny_out: Path, library: Library, paper: str) -> None:
    files = manifest(tiny_out)
    name = f"teacher/tide-pools-teacher-{SHEET[paper]}.pdf"
    sides = {one["id"]: one["page"] for one in files[name]["sections"]}
    lesson = library.lessons[0]
    found = {
        section: right_half(tiny_out / name, sides[section]) for section in ("L1", "L1-A", "L1-B", "L1-questions-1")
    }
    assert lesson.teacher.notes in found["L1"] and lesson.teacher.content_note in found["L1"]
    assert lesson.questions[0].answer in found["L1-questions-1"]
    assert library.sources["shore-notes"].leaves_out in found["L1-A"]
    assert "A limpet needs no pool." in found["L1-A"]
    assert "Not told at Paddler:" in found["L1-A"]
    assert "Mair Penry: SN p4" in found["L1-B"]
    assert all(f"page {page}" in found[section] for section, page in stands(files, paper).items() if section in found)


def stands(files: dict[str, dict], paper: str) -> dict[str, int]:
    """The pupils' page of each section."""
    return {one["id"]: one["page"] for one in files[f"reading/tide-pools-wave-{paper}.pdf"]["sections"]}


def test_the_front_has_the_key_to_the_marks_and_the_lessons(tiny_out: Path) -> None:
    front = texts(tiny_out / "teacher" / "tide-pools-teacher-a4.pdf")[0]
    for text in ("Paddler", "Diver", "Readers of 9 and 10", "grade 1–6", "Low Water", "No difficult themes.",
                 "What happens under water at high tide", "For teachers only"):  # fmt: skip
        assert text in front, text


@pytest.mark.parametrize("paper", ["a5", "half-letter"])
def test_the_left_half_is_the_pupils_page_to_the_pixel(tiny_out: Path, paper: str) -> None:
    name = f"teacher/tide-pools-teacher-{SHEET[paper]}.pdf"
    sides = {one["id"]: one["page"] for one in manifest(tiny_out)[name]["sections"]}
    whole = pdfium.PdfDocument(tiny_out / name)
    pupils = pdfium.PdfDocument(tiny_out / "reading" / f"tide-pools-wave-{paper}.pdf")
    for section in ("L1", "L1-A", "L1-B", "L1-questions-1"):
        page, pupil = whole[sides[section] - 1], pupils[stands(manifest(tiny_out), paper)[section] - 1]
        size = pupil.get_size()
        seen, due = pixels(page, page.get_width() / 2 - size[0], size), pixels(pupil, 0, size)
        assert (due < 250).any()
        assert np.abs(seen - due).max() <= ROUNDING, section


def pixels(page: pdfium.PdfPage, left: float, size: tuple[float, float]) -> np.ndarray:
    """A part of the page, `size` pt large and as high as it, in grey."""
    corner = page.get_mediabox()  # a page that was trimmed for another paper does not begin at 0, 0
    left, low = corner[0] + left, corner[1] + (page.get_height() - size[1]) / 2
    page.set_mediabox(left, low, left + size[0], low + size[1])
    page.set_cropbox(left, low, left + size[0], low + size[1])
    return page.render(scale=2, grayscale=True).to_numpy().astype(int)


def test_notes_that_are_too_long_go_on_and_nothing_is_lost(generate: Run, tiny: Path, tmp_path: Path) -> None:
    lesson = tiny / "lessons" / "01-low-water.yaml"
    long = "\n\n".join(
        f"    Shell number {number} lies on the rock, and nobody may take it home." for number in range(90)
    )
    text = lesson.read_text(encoding="utf-8").replace("notes: Bring a shell, if you have one.", f"notes: >-\n{long}")
    lesson.write_text(text, encoding="utf-8")
    done = generate(
        tiny, "--out", tmp_path / "out", "--paper", "a4", "--level", "diver", "--edition", "standard", "--quiet"
    )
    assert done.returncode == 0, done.stderr
    file = tmp_path / "out" / "tide-pools" / "teacher" / "tide-pools-teacher-a4.pdf"
    found = texts(file)
    begins = next(number for number, side in enumerate(found) if "Shell number 0 " in side)
    assert found[begins + 1].count("page 5, continued") == 1
    longer, shorter = (len(half(file, begins + 2, left)) for left in (True, False))
    assert 0.8 < shorter / longer < 1.2, "what goes on ends in both halves at one height"
    assert all(any(f"Shell number {number} lies" in side for side in found) for number in range(90))
    labels = PdfReader(file).page_labels
    assert labels[begins : begins + 2] == ["5", "5+"]


def test_a_level_alone_leaves_the_teachers_booklet_as_it_is(generate: Run, tiny: Path, tmp_path: Path) -> None:
    only = ["--paper", "a4", "--level", "paddler", "--edition", "standard"]
    done = generate(tiny, "--out", tmp_path / "out", *only, "--json")
    assert [one["kind"] for one in json.loads(done.stdout)["files"]] == ["handout", "print", "print", "reading"]


def test_it_is_tagged_as_pdf_ua_asks(tiny_out: Path) -> None:
    judged = verapdf.failures(*sorted(tiny_out.glob("teacher/*.pdf")))
    assert judged == {f"tide-pools-teacher-{paper}.pdf": {} for paper in ("a4", "letter")}


def test_pages_of_one_lesson_and_bookmarks(tiny_out: Path) -> None:
    reader = PdfReader(tiny_out / "teacher" / "tide-pools-teacher-a4.pdf")
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert "Which booklet for whom" in titles and "Lesson 1 Low Water" in titles
    assert reader.metadata.title == "Between Two Tides: teacher’s booklet"


def test_what_a_level_leaves_out_is_said_once_in_the_words_of_another(library: Library) -> None:
    paragraph = {
        "of": "p1",
        "told": {"paddler": "The tide falls.", "diver": "The sea falls. The tide falls in six hours."},
    }
    passage = Passage.model_validate(
        {
            "title": "x",
            "span": "p1",
            "paragraphs": [{**paragraph, "facts": ["SN-09"]}, {**paragraph, "facts": ["SN-09"]}],
        }
    )
    fact = Fact(says="x", at="p1", by="y", certainty="agreed",
                holds=(Hold(words=("shell*|six hours", "tide*"), levels=("diver",)), Hold(words=("sea",))))  # fmt: skip
    omissions = Omissions(passage, {"SN-09": fact}, library.pack.levels)
    assert omissions.of(0) == [("Paddler", [("The tide falls in **six hours**.", "SN-09")])]
    assert omissions.of(1) == []


def test_a_plan_names_what_it_uses(library: Library) -> None:
    (lesson,) = library.lessons
    steps = ({"minutes": "0–9", "does": "read", "at": ["A", "A2", "L1-Q01", "exit", "how-to-read"]}, "9–12: talk")
    teaching = lesson.teacher.model_validate({**lesson.teacher.model_dump(), "timing": steps})
    made = plan(telling(library), lesson.model_copy(update={"teacher": teaching}))
    assert made.data["steps"] == [
        {"minutes": "0–9", "does": "read", "at": ["L1-A", "L1-A2", "L1-Q01", "L1-5", "page-how-to-read"]},
        {"minutes": "9–12", "does": "talk", "at": []},
    ]


def test_a_note_on_one_thing_stands_after_what_is_said_of_it(library: Library) -> None:
    (lesson,) = library.lessons
    beside = {"A1": "Look again.", "B2": "Who speaks?", "L1-Q01": "Give time.", "exit": "Collect it."}
    undrawn = tuple(one for one in lesson.sections if not isinstance(one, ShowTimeline))
    teaching = lesson.teacher.model_validate({**lesson.teacher.model_dump(), "beside": beside})
    found = notes.of_lesson(telling(library), lesson.model_copy(update={"teacher": teaching, "sections": undrawn}))
    before = [(found[place - 1].at, note.at) for place, note in enumerate(found) if note.id.endswith("-beside")]
    assert before[:3] == [("L1-A1", "L1-A1"), ("L1-B", "L1-B2"), ("L1-Q01", "L1-Q01")]
    assert found[-1].data["text"] == ["Collect it."]


def test_a_quotation_that_is_part_of_another_is_not_listed_twice() -> None:
    long, short, elsewhere = (
        Quoted(words=said, at=at) for said, at in (("so it was called", "p4"), ("called", "p4"), ("called", "p5"))
    )
    told = [long, short, elsewhere]
    assert [one for one in told if not notes._is_part(one, told)] == [long, elsewhere]


def test_every_anchor_of_a_note_is_in_the_pupils_booklet(told: tuple[Booklet, Guide], tiny_out: Path) -> None:
    there = {section.id for section in told[0].sections}
    for note in told[1].notes:
        assert any(note.at == one or note.at.startswith(one) for one in there), note.at


def test_a_language_without_words_for_teachers_gets_them_in_english() -> None:
    bare = words.Words("nl", {"lesson": "Les {number}"})
    filled = words.for_teachers(LAYOUTS, bare)
    assert filled("lesson", number=1) == "Les 1"
    assert filled("teacher-only") == OWN("teacher-only")
    assert not any(key.startswith(words.TEACHER) for key in words.keys(LAYOUTS))
