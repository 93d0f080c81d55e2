"""Booklets are folded here on paper that only exists in numbers, and looked at pixel by pixel."""

import base64
import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3
import numpy as np
import pypdfium2 as pdfium
import pytest
import weasyprint
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

from press import folding, impose
from press.impose import leaves
from press.model.paper import PAGE_PT

MM = 72 / 25.4
FONT = Path(fontpkg_source_sans_3.__file__).parent / "files" / "SourceSans3[wght].ttf"
PAGE = {"a4": "a5", "letter": "half-letter"}
CSS_SIZE = {"a4": "148mm 210mm", "letter": "5.5in 8.5in"}


@cache
def font():
    """Source Sans in one weight and in the letters of these tests, as a data URI."""
    face = TTFont(FONT)
    cutter = subset.Subsetter()
    cutter.populate(text="PAGE-0123456789 words")
    cutter.subset(face)
    out = io.BytesIO()
    instancer.instantiateVariableFont(face, {"wght": 400}).save(out)
    return "data:font/ttf;base64," + base64.b64encode(out.getvalue()).decode()


@cache
def source(pages, paper="a4", size=None):
    """A tagged PDF whose pages say which they are, in a word and by the height of a bar."""
    leaves = "".join(
        f'<section><h1>PAGE-{n}</h1><p style="border-left: 40mm solid; height: {20 + 10 * (n % 11)}mm">'
        f"{'words ' * n}</p></section>"
        for n in range(1, pages + 1)
    )
    html = f"""<html lang="en"><title>Source</title><style>
        @font-face {{ font-family: "Booklet Sans"; src: url("{font()}") }}
        html {{ font-family: "Booklet Sans" }}
        @page {{ size: {size or CSS_SIZE[paper]}; margin: 12mm }}
        section {{ break-after: page }} section:last-child {{ break-after: auto }}</style>{leaves}"""
    return weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


def imposed(pages, paper="a4", flip="short"):
    return impose.booklet(source(pages, paper), paper=paper, flip=flip, title="Print booklet")


def as_held(spread, side, flip):
    """The two halves as a reader sees them who turns the sheet like a leaf of a book."""
    return tuple(reversed(spread)) if flip == "long" and side % 2 else spread


def planned(pages, **how):
    """The two halves of each side in the order of printing."""
    return [side for sheet in folding.booklet(pages, **how).sheets for side in sheet.sides]


def folded(spreads):
    """The pages in the order in which they are read when the pile is folded in the middle."""
    sheets = list(zip(spreads[::2], spreads[1::2], strict=True))
    first_half = [page for front, back in sheets for page in (front[1], back[0])]
    second_half = [page for front, back in reversed(sheets) for page in (back[1], front[0])]
    return first_half + second_half


def halves(pdf):
    """The page marks that are found on the left and on the right half of each side."""
    spreads = []
    for page in pdfium.PdfDocument(pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        found = []
        for left, right in ((0, width / 2), (width / 2, width)):
            words = text.get_text_bounded(left=left, right=right, bottom=0, top=height)
            mark = re.search(r"PAGE-(\d+)", words)
            found.append(int(mark[1]) if mark else None)
        spreads.append(tuple(found))
    return spreads


def grey(page, scale=2.0):
    return page.render(scale=scale, grayscale=True).to_numpy().astype(int).squeeze()


@pytest.mark.parametrize("covers", [0, 1, 2])
def test_every_plan_reads_in_order_when_folded(covers):
    for pages in range(1, 201):
        order = folded(planned(pages, covers=covers, most=50))
        assert [page for page in order if page] == list(range(1, pages + 1))
        assert len(order) % 4 == 0 and len(order) - pages < 4
        assert order[0] == 1, "the first page is the front cover"
        tail = min(covers, pages - 1)
        assert order[len(order) - tail :] == list(range(pages - tail + 1, pages + 1)), "covers come last"


def test_a_plan_that_anyone_can_check_by_hand():
    assert planned(8) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert planned(6) == [(6, 1), (2, None), (None, 3), (4, 5)]
    assert planned(6, covers=0) == [(None, 1), (2, None), (6, 3), (4, 5)]


@pytest.mark.parametrize(("pages", "covers"), [(0, 1), (-4, 1), (4, -1)])
def test_no_plan_without_pages(pages, covers):
    with pytest.raises(ValueError, match="cannot be folded"):
        folding.booklet(pages, covers=covers)


@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("pages", [1, 2, 3, 5, 14, 16])
def test_real_sheets_read_in_order_when_folded(pages, flip):
    made = imposed(pages, flip=flip)
    found = [as_held(spread, side, flip) for side, spread in enumerate(halves(made.pdf))]
    assert found == planned(pages) == list(made.sides)
    order = folded(found)
    assert [page for page in order if page] == list(range(1, pages + 1))
    assert pages == 1 or order[-1] == pages, "the back cover is outermost"
    assert (made.pages, made.sheets, made.signatures) == (pages, -(-pages // 4), 1)


@pytest.mark.parametrize("flip", ["short", "long"])
def test_a_thick_booklet_comes_in_signatures(flip):
    made = imposed(44, flip=flip)
    found = [as_held(spread, side, flip) for side, spread in enumerate(halves(made.pdf))]
    assert folded(found[:12]) + folded(found[12:]) == list(range(1, 45))
    assert (made.sheets, made.signatures, list(made.sides)) == (11, 2, found)


def test_sheets_for_the_other_edge_do_not_read_in_order():
    held_wrongly = halves(imposed(8, flip="long").pdf)
    assert folded(held_wrongly) != list(range(1, 9))


@pytest.mark.parametrize(("paper", "size"), [("a4", (841.890, 595.276)), ("letter", (792.0, 612.0))])
def test_each_side_is_exactly_the_paper(paper, size):
    reader = PdfReader(io.BytesIO(imposed(6, paper).pdf))
    assert len(reader.pages) == 4
    for page in reader.pages:
        assert [float(edge) for edge in page.mediabox] == [0, 0, *size]


@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_half_looks_like_its_page(paper, flip):
    width, height = (round(2 * length) for length in PAGE_PT[PAGE[paper]])
    pages = {n: grey(page)[:height, :width] for n, page in enumerate(pdfium.PdfDocument(source(6, paper)), 1)}
    sides = pdfium.PdfDocument(imposed(6, paper, flip).pdf)
    inside = (slice(30, height - 30), slice(10, width - 10))  # without the ticks
    for side, spread in enumerate(planned(6)):
        sheet = grey(sides[side])
        if flip == "long" and side % 2:
            sheet = sheet[::-1, ::-1]
        spine = sheet.shape[1] // 2
        left, right = sheet[:height, spine - width : spine], sheet[:height, spine : spine + width]
        for number, half in zip(spread, (left, right), strict=True):
            if number is None:
                assert half[inside].min() == 255, "a blank is blank"
                continue
            off = {n: np.abs(half - page)[inside].mean() for n, page in pages.items()}
            assert off.pop(number) < 0.5
            assert min(off.values()) > 3, "no other page fits"


def test_fold_ticks_stand_on_the_spine_where_a_printer_can_print():
    sheet = grey(pdfium.PdfDocument(imposed(4).pdf)[0], scale=4) < 250
    middle = sheet.shape[1] // 2
    inked = np.flatnonzero(sheet[:, middle - 2 : middle + 2].any(axis=1)) / 4 / MM
    upper, lower = inked[inked < 105], 595.276 / MM - inked[inked > 105]
    for tick in (upper, lower):
        assert tick.min() == pytest.approx(6, abs=0.2)
        assert tick.max() == pytest.approx(10, abs=0.2)
    assert not sheet[: int(10 * MM * 4), : middle - 4].any()


def test_the_printer_is_told_how_to_print():
    for flip, duplex in (("short", "/DuplexFlipShortEdge"), ("long", "/DuplexFlipLongEdge")):
        reader = PdfReader(io.BytesIO(imposed(4, flip=flip).pdf))
        wishes = reader.root_object["/ViewerPreferences"]
        assert wishes["/Duplex"] == duplex
        assert wishes["/PrintScaling"] == "/None"
        assert wishes["/DisplayDocTitle"].value is True
        assert reader.root_object["/Lang"] == "en"
        assert reader.metadata.title == "Print booklet"


def test_what_pages_share_is_written_once_and_nothing_is_tagged():
    before, after = source(16), imposed(16).pdf
    assert len(after) < len(before) + 16 * 300
    reader = PdfReader(io.BytesIO(after))
    drawn = [page["/Resources"]["/XObject"] for page in reader.pages]
    forms = [form.get_object() for side in drawn for form in side.values()]
    assert len(forms) == 16
    assert len({form.raw_get("/Resources").idnum for form in forms}) == 1
    assert b"BDC" in PdfReader(io.BytesIO(before)).pages[0].get_contents().get_data()
    assert not any(re.search(rb"\b(BDC|BMC|EMC)\b", form.get_data()) for form in forms)
    assert "/StructTreeRoot" not in reader.root_object
    assert not any("/Annots" in page for page in reader.pages)


def test_the_same_pages_give_the_same_bytes():
    assert imposed(7).pdf == imposed(7).pdf
    assert imposed(7).pdf != imposed(7, flip="long").pdf


def rewritten(pages, change):
    writer = PdfWriter(clone_from=io.BytesIO(source(pages)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return impose.booklet(out.getvalue(), paper="a4", flip="short", title="T").pdf


def test_contents_in_pieces_and_inherited_resources_are_understood():
    def change(writer):
        for page in writer.pages:
            content = page["/Contents"].get_data()
            cut = content.index(b"\nBT")
            pieces = []
            for part in (content[:cut], content[cut:]):
                stream = DecodedStreamObject()
                stream.set_data(part)
                pieces.append(writer._add_object(stream))
            page[NameObject("/Contents")] = ArrayObject(pieces)
        resources = [page.pop("/Resources") for page in writer.pages]
        writer.root_object["/Pages"][NameObject("/Resources")] = resources[0]

    assert halves(rewritten(4, change)) == [(4, 1), (2, 3)]


def test_a_page_without_content_is_a_white_page():
    def change(writer):
        del writer.pages[1]["/Contents"]
        writer.pages[2][NameObject("/Contents")] = writer._add_object(DecodedStreamObject())

    assert halves(rewritten(4, change)) == [(4, 1), (None, None)]


def test_marks_that_cannot_be_told_from_text_stay():
    marked = b"/P <</MCID 0>> BDC\nBT <0001> Tj ET\nEMC\n/Artifact BMC\n0 0 m\nEMC\n"
    assert leaves._without_marks(marked) == b"BT <0001> Tj ET\n0 0 m\n"
    text, layer = b"/P BMC (say /P BMC or EMC now) Tj EMC", b"/OC /Layer BDC 0 0 m EMC"
    for kept in (text, layer, b"BI ID \x00 EMC \x01 EI"):
        assert leaves._without_marks(kept) == kept


def test_pages_of_another_size_are_refused():
    with pytest.raises(ValueError, match=r"Page 1 measures 148\.0 × 200\.0 mm: .* takes pages of a5"):
        impose.booklet(source(4, size="148mm 200mm"), paper="a4", flip="short", title="T")
    with pytest.raises(ValueError, match="half-letter"):
        impose.booklet(source(4), paper="letter", flip="short", title="T")
    mixed = PdfWriter(clone_from=io.BytesIO(source(4)))
    mixed.pages[2].mediabox.right = mixed.pages[2].trimbox.right = 400
    out = io.BytesIO()
    mixed.write(out)
    with pytest.raises(ValueError, match=r"Page 3 measures 141\.1"):
        impose.booklet(out.getvalue(), paper="a4", flip="short", title="T")


def test_rotated_pages_are_refused():
    with pytest.raises(ValueError, match="Page 2 is rotated by 90 degrees"):
        rewritten(4, lambda writer: writer.pages[1].rotate(90))


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("flip", ["short", "long"])
def test_qpdf_finds_nothing_wrong(tmp_path, flip):
    path = tmp_path / "booklet.pdf"
    path.write_bytes(imposed(6, flip=flip).pdf)
    assert subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0
