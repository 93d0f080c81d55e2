"""A page keeps its fingerprint until something on that page changes."""

import io
from functools import cache

import weasyprint
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from test_impose import font

from press.deliver import fingerprint


def drawing(radius: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="{radius}"/></svg>'
    )


@cache
def prints(*pages: str) -> tuple[str, ...]:
    """The fingerprints of pages with a running page number at their foot."""
    html = f"""<html lang="en"><style>
        @font-face {{ font-family: "Booklet Sans"; src: url("{font()}") }}
        html {{ font-family: "Booklet Sans" }}
        @page {{ size: 148mm 210mm; margin: 13mm 12mm 18mm; @bottom-center {{ content: counter(page) }} }}
        section {{ break-after: page }} section:last-child {{ break-after: auto }}</style>
        {"".join(f"<section>{page}</section>" for page in pages)}"""
    return fingerprint.pages(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))


def words(one: str) -> str:
    return one.split("-")[0]


def changed(before: tuple[str, ...], now: tuple[str, ...]) -> list[int]:
    return [number for number, (one, other) in enumerate(zip(before, now, strict=True), 1) if one != other]


def test_only_the_page_with_another_word_changes() -> None:
    before = prints("words 1", "words 2", "words 3")
    now = prints("words 1", "words PAGE-9 0", "words 3")
    assert changed(before, now) == [2]
    assert words(before[1]) != words(now[1])


def test_only_the_page_with_another_drawing_changes_and_its_words_stay() -> None:
    before = prints("words", drawing(30) + "map", "words" + drawing(5))
    now = prints("words", drawing(31) + "map", "words" + drawing(5))
    assert changed(before, now) == [2]
    assert words(before[1]) == words(now[1])


def test_a_page_that_moves_keeps_its_words() -> None:
    before, now = prints("a", "words 22"), prints("a", "new", "words 22")
    assert words(now[2]) == words(before[1])
    assert now[2] != before[1], "its number is another"


def rewritten(names: tuple[str, str], picture: bytes) -> str:
    """The fingerprint of a page that draws one picture, under the names that an engine gave it."""
    from test_impose import source

    writer = PdfWriter(clone_from=io.BytesIO(source(1)))
    form = DecodedStreamObject()
    form.set_data(picture)
    form[NameObject("/Subtype")] = NameObject("/Form")
    resources = writer.pages[0]["/Resources"]
    resources[NameObject("/XObject")] = writer._add_object(
        type(resources)({NameObject(f"/{name}"): writer._add_object(form) for name in names})
    )
    content = writer.pages[0]["/Contents"].get_object()
    content.set_data(content.get_data() + f"\n/{names[0]} Do".encode())
    out = io.BytesIO()
    writer.write(out)
    assert PdfReader(io.BytesIO(out.getvalue()))
    return fingerprint.pages(out.getvalue())[0]


def test_a_picture_counts_and_its_number_does_not() -> None:
    one = rewritten(("x3", "x4"), b"0 0 9 9 re f")
    assert rewritten(("x77", "x78"), b"0 0 9 9 re f") == one
    assert rewritten(("x3", "x4"), b"0 0 9 8 re f") != one


def test_a_picture_that_draws_itself_ends() -> None:
    assert rewritten(("x3", "x4"), b"/x3 Do")


def test_the_same_pages_give_the_same_fingerprints() -> None:
    assert prints("words 1") == prints.__wrapped__("words 1")
