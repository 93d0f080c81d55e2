"""Which pages must be printed anew, why, and on which sheets they lie."""

from press.deliver.changes import Change, changes, slip

FOUR = ("cover-1", "text-2", "map-3", "back-4")


def entry(kind="reading", prints=FOUR, **more):
    return {
        "path": f"{kind}/x.pdf",
        "kind": kind,
        "level": "l",
        "mark": "wave",
        "edition": "standard",
        "lessons": [],
        "paper": "a5" if kind == "reading" else "a4",
        "sheets": 4,
        "fingerprints": list(prints) if kind == "reading" else [],
        **more,
    }


def test_nothing_changed():
    assert changes(FOUR, FOUR) == []


def test_text_and_drawing_are_told_apart():
    now = ("cover-1", "other-9", "map-8", "back-4")
    same_words = "the same words: a drawing, the layout or the foot is new"
    assert changes(FOUR, now) == [Change(2, "other text"), Change(3, same_words)]


def test_a_page_that_moved_is_told_from_a_new_one():
    now = ("cover-1", "new-9", "text-7", "map-8", "back-6")
    assert [one.why for one in changes(FOUR, now)] == [
        "other text",
        "this was page 2",
        "this was page 3",
        "this was page 4",
    ]
    assert changes(FOUR, (*FOUR, "more-5")) == [Change(5, "a new page")]


def test_pages_that_are_all_alike_did_not_move():
    assert changes(("notes-1", "notes-2"), ("new-3", "notes-2", "notes-4")) == [
        Change(1, "other text"),
        Change(3, "a new page"),
    ]


def test_a_slip_names_the_sheets():
    before = tuple(f"w{n}-{n}" for n in range(1, 17))
    now = (*before[:2], "new-3", *before[3:])
    said = slip([entry(prints=before)], [entry(prints=now), entry("print")], "tides")
    assert said.startswith("tides: ")
    assert "  page 3: other text\n  To print: sheet 2 of 4 (pages 3–4 of the print file).\n" in said


def test_a_folded_sheet_is_other_pages_in_the_file_than_in_the_booklet():
    before = tuple(f"w{n}-{n}" for n in range(1, 193))
    now = (*before[:39], "new-3", *before[40:])
    file = entry("print", sheets=48, signatures=5)
    said = slip([entry(prints=before)], [entry(prints=now), file], "tides")
    assert "  page 40: other text\n  To print: sheet 1 of 48 (pages 1–2 of the print file).\n" in said


def test_the_teachers_booklet_is_its_own_print_file():
    before = tuple(f"w{n}-{n}" for n in range(1, 10))
    booklet = {**entry(prints=before), "kind": "teacher", "sheets": 5, "signatures": 0, "paper": "a4"}
    said = slip([booklet], [{**booklet, "fingerprints": [*before[:8], "new-9"]}], "tides")
    assert "  page 9: other text\n  To print: sheet 5 of 5 (page 9 of the print file).\n" in said


def test_a_booklet_with_more_pages_is_printed_whole():
    said = slip([entry(prints=FOUR)], [entry(prints=(*FOUR, "new-5"))], "tides")
    assert "4 pages before, 5 now: print the whole booklet." in said


def test_no_slip_for_a_new_file_or_none_that_changed():
    assert slip([], [entry()], "tides") == ""
    assert slip([entry()], [entry()], "tides") == ""
    assert slip([{"path": "reading/x.pdf"}], [entry(), {"path": "print/y.pdf", **entry("print")}], "tides") == ""


def test_a_booklet_stands_on_the_slip_once_with_its_handouts():
    papers = [entry(paper="a5"), entry(paper="half-letter", path="reading/y.pdf")]
    handout = entry("handout", fingerprints=["text-2"], number=2, path="handouts/x.pdf")
    other = {"fingerprints": ["cover-1", "new-2", "new-3", "back-4"]}
    said = slip([*papers, handout], [{**one, **other} for one in (*papers, handout)], "tides")
    assert said.splitlines()[2:] == ["wave", "  pages 2–3: other text", "  Handouts: lesson 2."]
    said = slip(papers, [{**papers[0], **other}, papers[1]], "tides")
    assert said.splitlines()[2:] == ["wave (a5)", "  pages 2–3: other text"]


def test_sheets_that_are_not_folded_have_two_pages_one_after_the_other():
    before = tuple(f"w{n}-{n}" for n in range(1, 15))
    now = [entry(prints=(*before[:11], "new-3", *before[12:])), entry("print", sheets=7, signatures=0)]
    assert "  page 12: other text\n  To print: sheet 6 of 7 (pages 11–12 of the print file).\n" in slip(
        [entry(prints=before)], now, "tides"
    )
