"""Paper that exists in numbers only is folded, gathered, turned and put back into printers."""

import pytest

from press import folding


def read(sheets):
    """The pages in the order in which they are read when sheets are folded into one another."""
    first = [page for sheet in sheets for page in (sheet.front[1], sheet.back[0])]
    second = [page for sheet in reversed(sheets) for page in (sheet.back[1], sheet.front[0])]
    return first + second


def gathered(plan):
    """The pages of a whole booklet: signatures on one another, the cover around them."""
    inside = [page for one in plan.signatures for page in read(one)]
    cover = read(plan.cover)
    return cover[:2] + inside + cover[2:]


@pytest.mark.parametrize("own_cover", [False, True])
@pytest.mark.parametrize("most", [None, 1, 2, 4, 7])
def test_every_booklet_reads_in_order_however_it_is_cut(most, own_cover):
    for pages in range(1, 201):
        plan = folding.booklet(pages, most=most, own_cover=own_cover)
        order = gathered(plan)
        assert [page for page in order if page] == list(range(1, pages + 1))
        assert len(order) - pages < 4 and len(order) == 4 * len(plan.sheets)
        assert order[0] == 1
        assert pages == 1 or order[-1] == pages, "the back cover is outermost"
        sizes = [len(one) for one in plan.signatures]
        assert max(sizes) <= (most or folding.THICKEST)
        assert max(sizes) - min(sizes) <= 1
        assert len(sizes) == -(-sum(sizes) // (most or folding.THICKEST)), "as few as can be"


def test_a_thin_booklet_is_one_pile_and_a_thick_one_equal_piles():
    sizes = {pages: [len(one) for one in folding.booklet(pages).signatures] for pages in (40, 41, 52, 88)}
    assert sizes == {40: [10], 41: [6, 5], 52: [7, 6], 88: [8, 7, 7]}


def test_a_cover_of_its_own_has_the_outer_pages():
    plan = folding.booklet(14, own_cover=True)
    assert [sheet.sides for sheet in plan.cover] == [((14, 1), (2, None))]
    assert plan.signatures[0][0].sides == ((None, 3), (4, 13))
    assert folding.booklet(4, own_cover=True).cover == (), "one sheet is no cover of anything"


def test_depth_counts_the_sheets_around():
    assert [sheet.depth for sheet in folding.booklet(16).sheets] == [0, 1, 2, 3]
    assert [sheet.depth for sheet in folding.booklet(16, most=2).sheets] == [0, 1, 0, 1]
    assert [sheet.depth for sheet in folding.booklet(16, own_cover=True).sheets] == [0, 1, 2, 3]


def test_only_the_outside_of_a_signature_is_numbered():
    assert [sheet.signature for sheet in folding.booklet(16, most=2).sheets] == [1, 0, 2, 0]
    assert [sheet.signature for sheet in folding.booklet(16).sheets] == [0, 0, 0, 0]


@pytest.mark.parametrize(("depth", "thickness", "shift"), [(0, 0.1, 0), (1, 0.1, 0.1), (7, 0.1, 0.7), (7, 0, 0)])
def test_creep_is_one_thickness_for_each_sheet_around(depth, thickness, shift):
    assert folding.creep(depth, thickness) == pytest.approx(shift)


@pytest.mark.parametrize("turned", [False, True])
def test_fronts_and_backs_meet_in_any_stack(turned):
    for pages in range(1, 201):
        sheets = folding.booklet(pages).sheets
        out = [sheet.front for sheet in sheets]  # the last one that came out lies on top
        on_top_first = out if turned else out[::-1]  # turning the whole stack brings the first one up
        backs = [sheet.back for sheet in folding.backs(sheets, turned=turned)]
        met = dict(zip(on_top_first, backs, strict=True))
        assert met == {sheet.front: sheet.back for sheet in sheets}


def test_handouts():
    assert [sheet.sides for sheet in folding.twice(3)] == [((1, 1), (2, 2)), ((3, 3), (None, None))]
    assert [sheet.sides for sheet in folding.side_by_side(5)] == [((1, 2), (3, 4)), ((5, None), (None, None))]


def test_cut_in_two_each_half_of_a_handout_is_whole():
    for pages in range(1, 41):
        sheets = folding.twice(pages)
        for half in (0, 1):
            order = [
                side[half if number == 0 else 1 - half] for sheet in sheets for number, side in enumerate(sheet.sides)
            ]
            assert [page for page in order if page] == list(range(1, pages + 1))


def test_sheets_that_a_change_touches():
    assert folding.sheets_of([1], 16) == [1]
    assert folding.sheets_of([3, 8], 16) == [2, 4]
    assert folding.sheets_of([], 16) == []
    assert folding.sheets_of([24, 25], 44) == [1, 7], "sheets are counted through all signatures"


@pytest.mark.parametrize(("pages", "most"), [(0, None), (4, 0), (-1, 3)])
def test_what_cannot_be_folded(pages, most):
    with pytest.raises(ValueError, match="cannot be folded"):
        folding.booklet(pages, most=most)
