"""One good booklet passes; each of the bad ones breaks one rule, and that rule only."""

import base64
import io
import re
from functools import cache
from pathlib import Path

import fontpkg_literata
import fontpkg_source_sans_3
import pytest
import weasyprint
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from press import impose, preflight
from press.model.paper import PAGE_PT
from press.preflight.findings import HINTS
from press.preflight.texts import Run, joined
from press.problems import PREFLIGHT_RULES, RULES

LETTERS = "".join(map(chr, range(0x20, 0x7F)))
BODY = """<h1 id="one">One</h1><p>Words of the first page.</p>
<section id="two"><h1>Two</h1><p>Words of <i>the</i> second page. <a href="#one">Back</a></p></section>"""
MAP = """<svg width="50mm" height="50mm" viewBox="0 0 100 100">
<text x="10" y="50" font-family="Booklet Sans" {}>Old River</text></svg>"""


@cache
def font(package, file, axes):
    """One static face of a variable font, in the letters of these tests, as a data URI."""
    face = TTFont(Path(package.__file__).parent / "files" / file)
    cutter = subset.Subsetter()
    cutter.populate(text=LETTERS)
    cutter.subset(face)
    out = io.BytesIO()
    instancer.instantiateVariableFont(face, dict(axes)).save(out)
    return "data:font/ttf;base64," + base64.b64encode(out.getvalue()).decode()


def css(size):
    sans = font(fontpkg_source_sans_3, "SourceSans3[wght].ttf", (("wght", 400),))
    stranger = font(fontpkg_literata, "Literata[opsz,wght].ttf", (("wght", 400), ("opsz", 12)))
    return f"""@font-face {{ font-family: "Booklet Sans"; src: url("{sans}") }}
        @font-face {{ font-family: "Stranger"; src: url("{stranger}") }}
        @page {{ size: {size}; margin: 12mm }}
        html {{ font: 11pt "Booklet Sans" }}
        section {{ break-before: page }}
        .edge {{ position: absolute; width: 9mm; height: 2mm; background: #000 }}"""


@cache
def made(body=BODY, title="Two Names on the Map", size="148mm 210mm", head=""):
    """The PDF, and where its anchors stand."""
    html = f'<html lang="en"><head><title>{title}</title>{head}<style>{css(size)}</style></head>{body}</html>'
    document = weasyprint.HTML(string=html).render(pdf_variant="pdf/ua-1")
    anchors = {name: number for number, page in enumerate(document.pages, 1) for name in page.anchors}
    return document.write_pdf(pdf_variant="pdf/ua-1"), anchors


def judged(body=BODY, *, pdf=None, made_with=None, **changes):
    """The problems of a booklet, after some of the wishes have been changed."""
    made_pdf, anchors = made(body, **(made_with or {}))
    wishes = {
        "name": "out/pack/booklet.pdf",
        "size": PAGE_PT["a5"],
        "expected_pages": 2,
        "families": frozenset({"BookletSans"}),
        "ids": frozenset(re.findall(r'id="(\w+)"', body)),
        "anchors": anchors,
        "hidden": frozenset({"Lighter", "Full text"}),
    }
    return preflight.reading(pdf or made_pdf, **(wishes | changes))


def rules(problems):
    assert problems == sorted(problems, key=lambda p: int((re.match(r"page (\d+)", p.message) or [0, 0])[1]))
    assert all(problem.where.file and problem.hint for problem in problems)
    return [problem.code for problem in problems]


def edited(pdf, change):
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def without_font_file(writer):
    for item in writer._objects:
        if item is not None and "/FontFile2" in (found := item.get_object()):
            del found["/FontFile2"]


def without_characters(writer):
    for item in writer._objects:
        if item is not None and "/ToUnicode" in (found := item.get_object()):
            del found["/ToUnicode"]


def test_a_good_booklet_has_no_problem():
    assert judged() == []
    assert {"one", "two"} == set(made()[1])


def test_every_rule_is_in_the_table_and_has_a_hint():
    assert {rule.code for rule in PREFLIGHT_RULES} == set(HINTS)
    assert all(RULES[rule.code].stage == "preflight" for rule in PREFLIGHT_RULES)


@pytest.mark.parametrize("change", [without_font_file, without_characters])
def test_fonts_must_travel_with_their_characters(change):
    problems = judged(pdf=edited(made()[0], change))
    assert rules(problems) == ["font-not-embedded"] * 2
    assert problems[0].message.startswith("page 1: The font Booklet-Sans")
    assert problems[1].message.startswith("page 2: The font Booklet-Sans-Oblique")


def test_a_font_of_another_family():
    problems = judged(BODY.replace("<i>", '<i style="font: 11pt Stranger">'))
    assert rules(problems) == ["foreign-font"]
    assert problems[0].message == "page 2: The font Stranger is none of the pack’s. It sets “the”."


def test_a_font_that_only_a_drawing_uses():
    drawing = MAP.replace("Booklet Sans", "Stranger").format('font-size="20" opacity="0.5"')
    problems = judged(BODY + drawing)
    assert rules(problems) == ["foreign-font"]
    assert "It sets “Old River”" in problems[0].message


def test_a_page_of_another_size():
    problems = judged(made_with={"size": "148mm 208mm"})
    assert rules(problems) == ["page-size", "page-size"]
    assert "The page measures 148.0 × 208.0 mm instead of 148.0 × 210.0 mm." in problems[0].message


def test_a_page_too_many():
    assert rules(judged(expected_pages=1)) == ["page-count"]


@pytest.mark.parametrize("place", ["left: -10mm", "right: -10mm", "top: -10mm", "bottom: -10mm"])
def test_ink_in_the_margin(place):
    problems = judged(f'<div class="edge" style="{place}"></div>' + BODY)
    assert rules(problems) == ["ink-in-margin"]
    edge = {"left": "left", "right": "right", "top": "upper", "bottom": "lower"}[place.split(":")[0]]
    assert re.match(rf"page 1: Ink stands [12]\.\d mm from the {edge} edge", problems[0].message)


def test_ink_at_the_margin_is_well():
    assert judged('<div class="edge" style="left: -7mm"></div>' + BODY) == []
    assert judged('<div class="edge" style="left: -10mm"></div>' + BODY, margin=0) == []


@pytest.mark.parametrize(
    "style", ["white-space: nowrap", "position: absolute; left: -60mm", "position: absolute; top: -60mm"]
)
def test_a_text_that_leaves_the_page(style):
    long = f'<p style="{style}">{"endless words " * 10}</p>'
    problems = judged(BODY.replace("</section>", long + "</section>"))
    assert rules(problems) == ["text-off-page"]
    assert problems[0].message.startswith("page 2: “endless words endless")


@pytest.mark.parametrize(
    ("small", "size"),
    [
        ('<p style="font-size: 6pt">Old River</p>', "6.0"),
        (MAP.format('font-size="5"'), "7.1"),
        (MAP.format('font-size="5" transform="rotate(30 10 50)"'), "7.1"),
        (MAP.format('font-size="5" opacity="0.5"'), "7.1"),
    ],
)
def test_a_text_too_small_to_read(small, size):
    problems = judged(BODY + small)
    assert rules(problems) == ["text-too-small"]
    assert problems[0].message == f"page 2: “Old River” is set in {size} pt: 8 pt is the least."


def test_a_text_just_large_enough():
    assert judged(BODY + MAP.format('font-size="6"')) == []


def test_runs_of_spaces_are_no_text():
    space = Run(" ", "", 2, True, False, (0, 0))
    letter = Run("a", "", 2, True, False, (99, 0))
    assert joined([space, letter]) == [letter]


def test_a_part_that_layout_dropped():
    problems = judged(BODY + '<p id="answer" style="display: none">Gone</p>')
    assert rules(problems) == ["lost-id"]
    assert "“answer”" in problems[0].message
    assert rules(judged(anchors={"one": 1, "two": 3})) == ["lost-id"], "there is no page 3"


def test_a_page_without_ink():
    body = '<section id="none">&nbsp;</section>'.join(BODY.split("\n"))
    problems = judged(body, expected_pages=3)
    assert rules(problems) == ["empty-page"]
    assert problems[0].message.startswith("page 2: ")
    assert judged(body, expected_pages=3, empty=frozenset({2})) == []


@pytest.mark.parametrize(
    ("body", "changes", "place"),
    [
        (BODY, {"made_with": {"title": "The Lighter Book"}}, "the metadata and in the XMP metadata"),
        (BODY, {"made_with": {"head": '<meta name="keywords" content="Lighter">'}}, "the metadata"),
        (BODY.replace(">Two<", ">Two, Lighter<"), {}, "the outline"),
        (BODY, {"name": "out/pack/two-names_Lighter.pdf"}, "the file’s name"),
    ],
)
def test_a_level_that_can_be_read(body, changes, place):
    problems = judged(body, **changes)
    assert rules(problems) == ["level-named"]
    assert f"“Lighter” can be read in {place}" in problems[0].message


def test_a_level_in_a_field_of_its_own():
    pdf = edited(made()[0], lambda writer: writer.add_metadata({"/Edition": "Full text, 2026"}))
    assert rules(judged(pdf=pdf)) == ["level-named"]


def test_a_word_that_only_looks_like_a_level():
    head = '<meta name="keywords" content="Lighters, lighter, Full of text">'
    assert judged(made_with={"head": head}, name="out/Lighterage.pdf") == []


def test_many_of_a_kind_are_counted_in_one_problem():
    problems = judged(families=frozenset({"Serif"}))
    assert rules(problems) == ["foreign-font", "foreign-font"]
    assert problems[0].message.endswith("And 1 more of the kind.")


def on_sheets(pdf=None, **changes):
    body = BODY + BODY.replace("<h1", '<h1 style="break-before: page"', 1).replace("id=", "class=")
    wishes = {"name": "print.pdf", "size": impose.PAPERS["a4"], "expected_pages": 2}
    sheet = impose.booklet(made(body)[0], paper="a4", flip="long", title="Print")
    return preflight.sheets(pdf or sheet.pdf, families=frozenset({"Booklet Sans"}), **(wishes | changes))


def test_good_sheets_have_no_problem():
    assert on_sheets() == []


def test_bad_sheets():
    assert rules(on_sheets(size=impose.PAPERS["letter"])) == ["page-size", "page-size"]
    assert rules(on_sheets(expected_pages=4)) == ["page-count"]
    stranger = made(BODY.replace("<i>", '<i style="font: 11pt Stranger">'))[0]
    sheet = impose.booklet(stranger, paper="a4", flip="short", title="Print").pdf
    assert rules(on_sheets(sheet)) == ["foreign-font"]
    sheet = impose.booklet(edited(made()[0], without_font_file), paper="a4", flip="short", title="Print").pdf
    assert rules(on_sheets(sheet)) == ["font-not-embedded"]


def test_sheets_that_lost_their_pages():
    def change(writer):
        for page in writer.pages[3:5]:
            page[NameObject("/Contents")] = writer._add_object(DecodedStreamObject())

    body = '<section id="more">More</section>'.join([BODY, *[""] * 6])
    pdf = edited(made(body)[0], change)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 8
    sheet = impose.booklet(pdf, paper="a4", flip="short", title="Print").pdf
    problems = on_sheets(sheet, expected_pages=4)
    assert rules(problems) == ["empty-page"]
    assert problems[0].message.startswith("page 4: ")


def test_halo_of_a_label_near_the_edge_is_not_off_the_page():
    label = '<text x="{}" y="5000" font-family="Booklet Sans" font-size="1200" {}>Old River</text>'
    halo = label.format(4000, 'fill="#fff" stroke="#fff" stroke-width="400"') + label.format(4000, "")
    drawn = f'<svg style="margin-left: 70mm" width="50mm" height="50mm" viewBox="0 0 14200 14200">{halo}</svg>'
    assert "text-off-page" not in rules(judged(BODY + drawn, margin=0))
