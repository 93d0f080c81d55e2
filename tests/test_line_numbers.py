"""Every fifth line of a source has a number, which is no text and moves nothing."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader
from pypdf.generic import DecodedStreamObject, NameObject
from test_typeset import PAGE, markup, measured, section

from press import paginate, typeset
from press.build import jobs
from press.model.content import TypeSize
from press.model.edition import EDITIONS, STANDARD
from press.model.made import Booklet, Fill, Line, Lines, Markup, Measured, Printed, Section, Stretch

LOOK = '@page { @left-middle { content: ""; padding-right: 1mm } @right-middle { content: ""; padding-left: 1mm } }'


def source(name: str, *paragraphs: int, style: str = "") -> str:
    """Return a section with paragraphs of so many lines."""
    told = "".join(
        f'<p data-lines="{name}{number}" style="{style}">{"<br>".join(["word"] * count)}</p>'
        for number, count in enumerate(paragraphs, start=1)
    )
    return section(name, told)


def page(*sources: str, direction: str = "ltr") -> Markup:
    made = markup("".join(sources))
    html = made.html.replace(PAGE, PAGE + LOOK).replace('lang="en"', f'lang="en" dir="{direction}"')
    return replace(made, html=html.replace("<h1>T</h1>", ""))


def set_apart(printed: Printed) -> tuple[list[str], list[str]]:
    """Return the words that the pages show as artifacts, and those that they have as text."""
    artifacts, texts = [], []
    for one in PdfReader(io.BytesIO(printed.pdf)).pages:
        drawn = one.get_contents().get_data()
        for pattern, words in ((rb"BDC.*?EMC", artifacts), (rb"/Artifact\s+BMC.*?EMC", texts)):
            content = DecodedStreamObject()
            content.set_data(re.sub(pattern, b"BDC EMC", drawn, flags=re.DOTALL))
            one[NameObject("/Contents")] = content
            words.extend(one.extract_text().split())
    return artifacts, texts


def test_every_fifth_line_has_a_number_that_is_an_artifact() -> None:
    artifacts, texts = set_apart(typeset.booklet(page(source("a", 4, 7))))
    assert artifacts == ["5", "10"]
    assert texts == ["word"] * 11


def test_each_source_counts_its_own_lines() -> None:
    printed = typeset.booklet(page(source("a", 6), source("b", 2, 3)))
    assert set_apart(printed)[0] == ["5", "5"]
    assert printed.told["b2"] == (Line(3, 2, "word"), Line(4, 2, "word"), Line(5, 2, "word"))
    assert [line.number for line in printed.told["b"]] == [1, 2, 3, 4, 5]


def test_counting_goes_on_over_the_page() -> None:
    """A page has 14 lines."""
    printed = typeset.booklet(page(source("a", 20)))
    assert [line.page for line in printed.told["a1"]] == [1] * 14 + [2] * 6
    assert set_apart(printed)[0] == ["5", "10", "15", "20"]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_numbers_stand_before_the_lines_they_count(direction: str) -> None:
    printed = typeset.booklet(page(source("a", 5), direction=direction))
    found: dict[str, list[tuple[float, float]]] = {}

    def see(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.setdefault(text.strip(), []).append((x, round(y, 1)))

    PdfReader(io.BytesIO(printed.pdf)).pages[0].extract_text(visitor_text=see)
    ((x, y),) = found["5"]
    word, baseline = found["word"][-1]
    assert y == baseline
    assert x < word if direction == "ltr" else x > word


def test_nothing_moves() -> None:
    """The page is drawn as without numbers, and then the numbers."""
    body = source("a", 7)
    bare = typeset.booklet(replace(page(body), html=page(body).html.replace(LOOK, "")))
    drawn, numbered = (
        PdfReader(io.BytesIO(one.pdf)).pages[0].get_contents().get_data() for one in (bare, typeset.booklet(page(body)))
    )
    words = re.compile(rb"MCID.*?EMC", re.DOTALL)
    assert words.findall(drawn) == words.findall(numbered)
    assert drawn != numbered


def test_lines_are_measured_with_their_text() -> None:
    (one,) = measured(section("a", '<p data-lines="a1 a2"><b>A</b> limpet<br>sits</p><p data-lines="">x</p>'))
    assert [lines.names for lines in one.told] == [("a1", "a2"), ()]
    assert ["".join(lines.texts) for lines in one.told] == ["A limpetsits", "x"]


def level(*stretches: Stretch) -> paginate.Level:
    size = TypeSize(size=8, leading=8, answer_line=18)
    sections = tuple(Section(name, "read", name) for name in ("a", "back-cover"))
    booklet = Booklet("p", "T", "S", "en", "2026-01-01", "low", "leaf", size, EDITIONS[STANDARD], "", sections, {})
    ends = (Stretch("back-cover", 50, 50), Stretch("notes-1", 28, 72))
    return paginate.Level(booklet, Measured((*stretches, *ends)))


def test_the_plan_tells_on_which_page_each_line_will_stand() -> None:
    one, two = Lines(("a1",), ("x", "y")), Lines(("a2",), ("z",))
    fell = level(Stretch("a", 90, 10, (("a1", 0.0),), (), (one,)), Stretch("a", 20, 80, (("a2", 0.0),), (), (two,)))
    told = paginate.fill(paginate.outline([fell]), fell).told
    assert told["a1"] == (Line(1, 1, "x"), Line(2, 1, "y"))
    assert told["a2"] == (Line(3, 2, "z"),)
    assert told["a"] == told["a1"] + told["a2"]


def test_a_paragraph_stands_where_the_plan_breaks() -> None:
    one, two = Lines(("a1",), ("x",)), Lines(("a2",), ("z",))
    together = level(Stretch("a", 60, 40, (("a1", 0.0), ("a2", 30.0)), (), (one, two)))
    common = replace(paginate.outline([together]), breaks=frozenset({"a2"}), pages={"a": 2, "back-cover": 1})
    assert paginate.fill(common, together).told["a2"] == (Line(2, 2, "z"),)


def test_lines_that_are_not_as_measured_are_a_problem() -> None:
    printed = Printed(b"", 1, {}, told={"a1": (Line(1, 2, "x"),)})
    assert jobs.reworded("a.pdf", printed, Fill(told={"a1": (Line(1, 2, "x"),)})) == []
    (problem,) = jobs.reworded("a.pdf", printed, Fill(told={"a1": (Line(1, 3, "x"),)}))
    assert problem.code == "lines-moved"
