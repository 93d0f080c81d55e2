"""Any PDF on sheets, looked at pixel by pixel; files that are none; the sheets of the print room."""

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from conftest import Run
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject
from test_impose import grey, halves, source

from press import folding, print_room
from press.impose import PAPERS, Job, draw, files
from press.impose.opening import opened

MM = 72 / 25.4
A4 = "210mm 297mm"


def job(**how) -> Job:
    return Job(**{"paper": "a4", "flip": "short", **how})


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def changed(pages: int, change, size: str | None = None) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(source(pages, size=size)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def made(data: bytes, **how):
    return files(list(PdfReader(io.BytesIO(data)).pages), job(**how), title="T")


def expected(sheets, *, backs_only=False):
    return [sheet.back for sheet in sheets] if backs_only else [side for sheet in sheets for side in sheet.sides]


@pytest.mark.parametrize("most", [None, 2, 3])
@pytest.mark.parametrize("pages", [5, 16, 44])
def test_signatures_lie_on_paper_as_planned(pages, most):
    (one,) = made(source(pages), signature_sheets=most)
    plan = folding.booklet(pages, most=most)
    assert halves(one.pdf) == expected(plan.sheets)
    assert (one.sheets, one.signatures) == (len(plan.sheets), len(plan.signatures))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("flip", ["short", "long"])
def test_fronts_and_backs_as_two_files(flip, turned):
    fronts, backs = made(source(14), two_sides=True, turned=turned, flip=flip)
    sheets = folding.booklet(14).sheets
    assert halves(fronts.pdf) == [sheet.front for sheet in sheets]
    found = [side[::-1] if flip == "long" else side for side in halves(backs.pdf)]
    assert found == [sheet.back for sheet in (sheets if turned else sheets[::-1])]
    assert PdfReader(io.BytesIO(fronts.pdf)).root_object["/ViewerPreferences"]["/Duplex"] == "/Simplex"


def test_a_cover_of_its_own_is_another_file():
    cover, inside = made(source(14), own_cover=True)
    assert (cover.name, inside.name) == ("cover", "inside")
    assert halves(cover.pdf) == [(14, 1), (2, None)]
    assert halves(inside.pdf) == expected(folding.booklet(14, own_cover=True).signatures[0])


def test_handouts_side_by_side_and_twice():
    assert halves(made(source(3), two_up="copies")[0].pdf) == [(1, 1), (2, 2), (3, 3), (None, None)]
    assert halves(made(source(3), two_up="pages")[0].pdf) == [(1, 2), (3, None)]


def test_larger_pages_are_scaled_and_look_the_same():
    data = source(4, size=A4)
    (one,) = made(data)
    whole, side = grey(pdfium.PdfDocument(data)[0], 2 / 2**0.5), grey(pdfium.PdfDocument(one.pdf)[0])
    right = side[:, side.shape[1] // 2 :]
    height, width = (min(pair) for pair in zip(whole.shape, right.shape, strict=True))
    inside = (slice(40, height - 40), slice(20, width - 20))
    whole, right = whole[:height, :width], right[:height, :width]
    assert np.abs(whole - right)[inside].mean() < 3
    assert np.abs(whole - right[::-1])[inside].mean() > 9, "upside down is another picture"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_seen_as_a_viewer_shows_them(turn):
    data = changed(1, lambda writer: writer.pages[0].rotate(turn))
    (one,) = made(data)
    seen, side = grey(pdfium.PdfDocument(data)[0], 1), grey(pdfium.PdfDocument(one.pdf)[0], 1)
    right = side[:, side.shape[1] // 2 :]
    factor = draw.scale((seen.shape[1], seen.shape[0]), draw.Look("a4", "short", fit=True))
    small = grey(pdfium.PdfDocument(data)[0], factor)
    top = (right.shape[0] - small.shape[0]) // 2
    part = right[top : top + small.shape[0], : small.shape[1]]
    off = [np.abs(np.rot90(part, times) - small)[15:-15, 5:-5].mean() for times in (0, 2)]
    assert off[0] < 6 < off[1]


def test_mixed_sizes_are_said_with_their_factor(tmp_path):
    def change(writer):
        writer.append(io.BytesIO(source(2, size=A4)))

    found = []
    path = put(tmp_path / "mixed.pdf", changed(4, change))
    assert print_room.impose(path, job(), tmp_path / "out", found.append)
    assert [(one.code, one.message) for one in found] == [("page-scaled", "Pages 5–6 are printed at 71 %.")]
    assert halves((tmp_path / "out" / "mixed-booklet-a4-short-edge.pdf").read_bytes()) == [
        (2, 1), (2, None), (None, 3), (4, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("flip", ["short", "long"])
def test_creep_moves_inner_sheets_to_the_spine(flip):
    still, moved = (made(source(16), creep=mm, flip=flip)[0].pdf for mm in (0, 0.5))
    for side in range(8):
        before, after = (grey(pdfium.PdfDocument(pdf)[side], 4) < 128 for pdf in (still, moved))
        middle = before.shape[1] // 2
        ticks = round(12 * MM * 4)
        halves_ = [(half[ticks:-ticks, :middle], half[ticks:-ticks, middle:]) for half in (before, after)]
        for old, new, towards in zip(*halves_, (1, -1), strict=True):
            shift = np.flatnonzero(new.any(axis=0))[0] - np.flatnonzero(old.any(axis=0))[0]
            assert shift == pytest.approx(towards * (side // 2) * 0.5 * MM * 4, abs=1.5)


def test_a_page_that_creeps_is_cut_at_the_spine():
    def paint(writer):
        for page in writer.pages:
            page[NameObject("/Contents")].get_object().set_data(b"0 g -50 -50 1000 1000 re f")

    (one,) = made(changed(8, paint), creep=0.5)
    (plain,) = made(changed(8, paint))
    assert np.array_equal(grey(pdfium.PdfDocument(one.pdf)[0]), grey(pdfium.PdfDocument(plain.pdf)[0]))


def test_collating_marks_are_a_stair_on_the_spine():
    (one,) = made(source(24), signature_sheets=2)
    document = pdfium.PdfDocument(one.pdf)
    tops = []
    for side in (0, 4, 8):
        sheet = grey(document[side], 4)
        spine = sheet[:, sheet.shape[1] // 2]
        black = np.flatnonzero(spine < 40) / 4 / MM
        assert np.ptp(black) == pytest.approx(5, abs=0.4)
        tops.append(black.min())
    assert np.diff(tops) == pytest.approx([5, 5], abs=0.3)
    assert grey(document[1], 4)[:, sheet.shape[1] // 2].min() > 40, "only outside"


def test_the_same_job_gives_the_same_bytes():
    assert made(source(7), creep=0.1)[0].pdf == made(source(7), creep=0.1)[0].pdf


def locked(algorithm: str) -> bytes:
    def change(writer):
        writer.encrypt("secret", algorithm=algorithm)

    return changed(2, change)


def no_pages() -> bytes:
    out = io.BytesIO()
    PdfWriter().write(out)
    return out.getvalue()


def vast(writer):
    writer.pages[1].mediabox.right = writer.pages[1].trimbox.right = 200000
    writer.pages[1].cropbox.right = 200000


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("not-a-pdf", lambda: b""),
        ("not-a-pdf", lambda: b"<html>a page</html>"),
        ("broken-pdf", lambda: b"%PDF-1.7\n"),
        ("broken-pdf", lambda: source(4)[:3000]),
        ("locked-pdf", lambda: locked("RC4-128")),
        ("empty-pdf", no_pages),
        ("large-page", lambda: changed(3, vast)),
    ],
    ids=["nothing", "no PDF", "header only", "cut short", "password", "no pages", "vast page"],
)
def test_a_file_that_cannot_be_printed_is_one_clear_problem(tmp_path, code, data):
    found = []
    assert opened(put(tmp_path / "file.pdf", data()), found.append) is None
    assert [one.code for one in found] == [code]
    assert found[0].hint and found[0].message.endswith(".")


def test_a_file_that_is_not_there(tmp_path):
    for path in (tmp_path / "nothing.pdf", tmp_path):
        found = []
        assert opened(path, found.append) is None
        assert [one.code for one in found] == ["no-such-pdf"]


def test_harmed_files_never_end_in_a_traceback(tmp_path):
    whole = source(3)
    random = np.random.default_rng(7)
    for _ in range(60):
        harmed = bytearray(whole)
        for place in random.integers(9, len(whole), 40):
            harmed[place] = random.integers(0, 256)
        path = put(tmp_path / "harmed.pdf", bytes(harmed))
        found = []
        print_room.impose(path, job(), tmp_path / "out", found.append)


def test_what_lies_over_a_page_is_said_to_be_lost(tmp_path):
    def change(writer):
        from pypdf.annotations import FreeText

        writer.add_annotation(1, FreeText(text="a note", rect=(50, 50, 100, 80)))

    found = []
    assert opened(put(tmp_path / "notes.pdf", changed(3, change)), found.append)
    assert [(one.code, one.message) for one in found] == [
        ("lost-on-paper", "Form fields or notes on page 2 are not printed.")
    ]


def test_the_command_prints_what_to_do(generate: Run, tmp_path):
    path = put(tmp_path / "handout.pdf", source(8))
    done = generate("impose", path, "--two-sides", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert {one.name for one in (tmp_path / "out").iterdir()} == {
        "handout-booklet-fronts-a4.pdf",
        "handout-booklet-backs-a4.pdf",
    }
    assert "Leave the stack as it lies" in done.stdout
    done = generate("impose", put(tmp_path / "no.pdf", b"no"), "--out", tmp_path / "out")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "error [not-a-pdf]" in done.stderr
    assert generate("impose", path, "--creep", "9").returncode == 2
    assert generate("impose", path, "--signature-sheets", "0").returncode == 2


def test_the_pencil_finds_one_answer_for_each_edge(generate: Run, tmp_path):
    """Both edges in pixels: what stands behind the target is the centre of a ring, and the ring is that edge's."""
    for paper, (width, height) in PAPERS.items():
        assert generate("printer-test", "--paper", paper, "--out", tmp_path).returncode == 0
        front, back = pdfium.PdfDocument((tmp_path / f"printer-test-{paper}.pdf").read_bytes())
        assert back.get_size() == pytest.approx((width, height), abs=0.5)
        sheet = grey(back, 4) < 128
        x, y = 0.75 * width * 4, 0.34 * height * 4
        behind = {"short": (sheet.shape[1] - x, y), "long": (x, sheet.shape[0] - y)}
        for column, row in behind.values():
            assert sheet[round(row), round(column)], "the dot of a ring"
        assert (grey(front, 4) < 128)[round(y), round(x)], "the dot of the target"
        words = {side: back.get_textpage().get_text_bounded(left=left, right=left + width / 2)
                 for side, left in (("short", 0), ("long", width / 2))}  # fmt: skip
        assert all(f"--flip {side}" in text for side, text in words.items())


def test_the_rulers_are_100_mm_long(generate: Run, tmp_path):
    assert generate("printer-test", "--language", "fr", "--out", tmp_path).returncode == 0
    front = pdfium.PdfDocument((tmp_path / "printer-test-a4.pdf").read_bytes())[0]
    assert "Essai de l’imprimante" in front.get_textpage().get_text_bounded()
    ink = grey(front, 4) < 200
    along = np.flatnonzero(ink[round((210 - 26) * MM * 4), : round(150 * MM * 4)])
    assert np.ptp(along[along > 20 * MM * 4]) / 4 / MM == pytest.approx(100, abs=0.3)
    up = np.flatnonzero(ink[round(40 * MM * 4) :, round((297 - 26) * MM * 4)])
    assert np.ptp(up[up < 148 * MM * 4]) / 4 / MM == pytest.approx(100, abs=0.3)


@pytest.mark.parametrize(("stack", "numbers"), [("kept", ["2", "1"]), ("turned", ["1", "2"])])
def test_a_test_for_printers_with_one_side(generate: Run, tmp_path, stack, numbers):
    assert generate("printer-test", "--two-sides", "--stack", stack, "--out", tmp_path).returncode == 0
    for name, due in (("fronts", ["1", "2"]), ("backs", numbers)):
        document = pdfium.PdfDocument((tmp_path / f"printer-test-a4-{name}.pdf").read_bytes())
        texts = [page.get_textpage().get_text_bounded() for page in document]
        assert ["1" if "Sheet 1" in text else "2" for text in texts] == due
