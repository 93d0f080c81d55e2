"""Paper: every number of pages is printed, turned and folded in numbers; some also in pixels."""

import io
import re
from functools import cache

import numpy as np
import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from test_folding import gathered, read

from press import folding, impose
from press.folding import Plan
from press.impose import draw
from press.impose.leaves import Leaf
from press.model.paper import PAGE_PT

MOST = 200
FLIPS = ("short", "long")
WIDTH, HEIGHT = PAGE_PT["a5"]
LEAVES = {number: Leaf(number, WIDTH, HEIGHT) for number in range(1, MOST + 1)}
PLACED = re.compile(r"q 1 0 0 1 (\S+) (\S+) cm /(Left|Right) Do")


@cache
def seen(sheet, flip, *, back):
    """What a reader sees on one side: the page on the left and on the right, as the ink lies on the paper.

    A printer that flips on the short edge of a lying sheet turns it like the leaf of a book, and so does the
    reader. One that flips on the long edge turns it head over heels: the reader sees what it printed upside down.
    """
    width, height = draw.PAPERS["a4"]
    drawing, named = draw.side(LEAVES, sheet, draw.Look("a4", flip), back=back)
    on_its_head = drawing.startswith("q -1 0 0 -1")
    found = [None, None]
    for x, y, name in PLACED.findall(drawing):
        middle = float(x) + WIDTH / 2
        upside_down = on_its_head
        middle = width - middle if on_its_head else middle
        if back and flip == "long":
            middle, upside_down = width - middle, not upside_down
        assert not upside_down, "every page stands upright for its reader"
        assert 0 <= float(y) <= height - HEIGHT + 0.01
        found[middle > width / 2] = named[name].form
    return tuple(found)


def printed(sheets, flip):
    """The sheets as they come out of a printer with two sides."""
    return [folding.Sheet(seen(one, flip, back=False), seen(one, flip, back=True)) for one in sheets]


def printed_by_hand(sheets, flip, *, turned):
    """The sheets whose fronts and backs were printed one after the other, the stack put back between.

    The sheet that came out last lies on top. As it lies, it is drawn in first; turned over, the first is.
    """
    fronts = [seen(one, flip, back=False) for one in sheets]
    stack = fronts if turned else fronts[::-1]
    backs = [seen(one, flip, back=True) for one in folding.backs(sheets, turned=turned)]
    met = [folding.Sheet(front, back) for front, back in zip(stack, backs, strict=True)]
    return met if turned else met[::-1]


def folded(plan, sheets):
    """The pages of a booklet whose sheets were printed in the order of its plan."""
    parts = iter(sheets)
    return gathered(
        Plan(tuple(next(parts) for _ in plan.cover), tuple(tuple(next(parts) for _ in one) for one in plan.signatures))
    )


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("own_cover", [False, True], ids=["whole", "own cover"])
@pytest.mark.parametrize("most", [MOST, None, 1, 4, 8], ids=["saddle", "default", "1", "4", "8"])
def test_every_booklet_reads_in_order_however_it_is_printed(most, own_cover, flip):
    for pages in range(1, MOST + 1):
        plan = folding.booklet(pages, most=most, own_cover=own_cover)
        ways = [printed(plan.sheets, flip)]
        ways += [printed_by_hand(plan.sheets, flip, turned=turned) for turned in (False, True)]
        for sheets in ways:
            order = folded(plan, sheets)
            assert [page for page in order if page] == list(range(1, pages + 1))
            assert pages == 1 or (order[0], order[-1]) == (1, pages)


@pytest.mark.parametrize("flip", FLIPS)
def test_every_two_up_handout_reads_in_order(flip):
    for pages in range(1, MOST + 1):
        wanted = list(range(1, pages + 1))
        for ways in (printed, lambda sheets, flip: printed_by_hand(sheets, flip, turned=False)):
            beside = [page for one in ways(folding.side_by_side(pages), flip) for side in one.sides for page in side]
            assert [page for page in beside if page] == wanted
            for cut in (0, 1):  # the half that lies left in front lies right behind
                half = [
                    page for one in ways(folding.twice(pages), flip) for page in (one.front[cut], one.back[1 - cut])
                ]
                assert [page for page in half if page] == wanted


def test_the_wrong_edge_a_swapped_page_and_a_wrong_stack_do_not_read_in_order():
    plan = folding.booklet(16)
    right = list(range(1, 17))
    wrong_edge = [folding.Sheet(one.front, seen(one, "short", back=True)[::-1]) for one in plan.sheets]
    assert folded(plan, wrong_edge) != right
    assert folded(plan, printed_by_hand(list(reversed(plan.sheets)), "short", turned=True)) != right
    outer, *others = plan.sheets
    swapped = folding.Sheet(outer.front[::-1], outer.back)
    assert read([swapped, *others]) != right


@cache
def source(pages=MOST):
    """A PDF whose pages show their number in binary, in two columns of four fields, and a hook: which way is up."""
    writer = PdfWriter()
    for number in range(1, pages + 1):
        fields = [
            f"{20 + 190 * (bit % 2)} {20 + 130 * (bit // 2)} 170 110 re f" for bit in range(8) if number >> bit & 1
        ]
        stream = DecodedStreamObject()
        stream.set_data("\n".join(["0.2 g", *fields, "20 545 300 20 re f 20 560 20 25 re f"]).encode())
        writer.add_blank_page(WIDTH, HEIGHT)[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


SCALE = 0.25


def pixels(page):
    return page.render(scale=SCALE, grayscale=True).to_numpy().squeeze().astype(int)


@cache
def originals():
    return [pixels(page) for page in pdfium.PdfDocument(source())]


def first(pages):
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(source())).pages[:pages]:
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def off(pdf, plan, flip):
    """How many halves of the sheets look other than the page that belongs there."""
    wrong = 0
    sides = [side for sheet in plan.sheets for side in sheet.sides]
    for number, (drawn, side) in enumerate(zip(pdfium.PdfDocument(pdf), sides, strict=True)):
        whole = pixels(drawn)
        whole = whole[::-1, ::-1] if flip == "long" and number % 2 else whole
        spine = whole.shape[1] // 2
        for page, half in zip(side, (whole[:, :spine], whole[:, spine:]), strict=True):
            if page is None:
                wrong += half[5:-5, 4:-4].min() < 255
                continue
            due = originals()[page - 1]
            high, wide = (min(pair) for pair in zip(due.shape, half.shape, strict=True))
            inside = (slice(5, high - 5), slice(4, wide - 4))  # without the ticks
            wrong += np.abs(half[inside] - due[inside]).mean() > 8
    return wrong


def compared(pages, flip):
    made = impose.booklet(first(pages), paper="a4", flip=flip, title="T")
    return off(made.pdf, folding.booklet(pages), flip)


@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 8, 13, 40, 41, 80, 196, 200])
def test_real_sheets_look_like_their_pages(pages):
    assert compared(pages, "short") == 0
    assert compared(min(pages, 41), "long") == 0


def test_pages_that_are_swapped_are_seen():
    made = impose.booklet(first(8), paper="a4", flip="short", title="T").pdf
    ((outer, inner),) = folding.booklet(8).signatures
    swapped = folding.Sheet((outer.front[0], 3), outer.back)
    assert off(made, Plan((), ((swapped, inner),)), "short") == 1
    assert off(made, folding.booklet(8), "long") > 0, "backs on their head are seen"
