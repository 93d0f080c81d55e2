"""Class sets: what is asked for, what it costs, which files are made."""

import io
import json
import re
import shutil
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from conftest import CACHE, TINY, Run
from pypdf import PdfReader, PdfWriter

from press import words
from press.place import folders
from press.print_room import class_set
from press.print_room.class_set import WrongSetError

PACK = TINY / "content" / "tide-pools"


def entry(level, edition="standard", **more):
    return {
        "path": f"print/{level}-{edition}.pdf",
        "kind": "print",
        "level": level,
        "edition": edition,
        "mark": "leaf",
        "lessons": [],
        "paper": "a4",
        "flip": "short",
        "sheets": 4,
        "signatures": 1,
        "colour": 3,
        **more,
    }


def rows(wanted, *entries):
    levels = list(dict.fromkeys(one["level"] for one in entries))
    return class_set.rows({"levels": levels, "files": list(entries)}, wanted, "a4", "short")


def test_a_set_is_read_in_the_order_given():
    assert list(class_set.wishes(["b=12,a=6", " c=1"]).items()) == [("b", 12), ("a", 6), ("c", 1)]


@pytest.mark.parametrize("text", ["", "a", "a=", "=3", "a=0", "a=-1", "a=1.5", "a=x", "a=1,,b=2", "a=1,a=2", "A=99999"])
def test_what_is_no_set(text):
    with pytest.raises(WrongSetError):
        class_set.wishes([text])


def test_sheets_minutes_and_colour():
    one, two = rows({"b": 12, "a": 6}, entry("a"), entry("b", sheets=13, mark="wave"))
    assert (one.all_sheets, one.minutes, one.colour, one.file) == (156, 16, 36, "01-wave-12x.pdf")  # 312 sides at 20
    assert (two.all_sheets, two.minutes) == (24, 3)
    assert class_set.total((one, two)) == class_set.Total(copies=18, sheets=180, colour=54, minutes=18)


def test_a_name_may_be_a_level_or_an_edition():
    large, other = entry("a", "large-print"), entry("b", "large-print")
    assert rows({"a": 1, "large-print": 1}, entry("a"), large)[1].source == large["path"]
    assert rows({"a/large-print": 1}, large, other)[0].source == large["path"]


@pytest.mark.parametrize(
    ("wanted", "level"),
    [
        ({"a": 6, "b": 12}, "b"),
        ({"a": 6, "b": 6}, "a"),
        ({"b": 6, "a": 6}, "b"),
        ({"a": 6, "b": 4, "b/large-print": 3}, "b"),
        ({"c": 6}, "c"),
        ({}, "c"),
    ],
)
def test_an_edition_alone_is_that_of_the_level_with_most_copies(wanted, level):
    entries = [entry(one, edition) for one in "abc" for edition in ("standard", "large-print")]
    manifest = {"levels": ["c", "b", "a"], "files": entries}
    *_, row = class_set.rows(manifest, {**wanted, "large-print": 1}, "a4", "short")
    assert row.source == f"print/{level}-large-print.pdf"
    assert row.note == f"large-print: that of {level}; {level}/large-print says so."
    lacking = {**manifest, "files": [one for one in entries if one is not entries[2 * "abc".index(level) + 1]]}
    with pytest.raises(WrongSetError, match=f"There is no {level}/large-print"):
        class_set.rows(lacking, {**wanted, "large-print": 1}, "a4", "short")


def test_what_was_made_for_the_other_edge_is_turned():
    single = entry("a", "large-print", flip="long", signatures=0)
    (row,) = rows({"large-print": 1}, single)
    assert (row.turned, row.signatures, row.note) == (True, 0, "")
    both = entry("a"), entry("a", flip="long", path="print/long.pdf")
    assert [(one.turned, one.source) for one in rows({"a": 1}, *both)] == [(False, "print/a-standard.pdf")]


def test_handouts_of_one_lesson():
    def handout(number, paper="a4"):
        path = f"handouts/x-{number:02}-{paper}.pdf"
        return entry("a", kind="handout", number=number, lessons=[f"l{number}"], path=path, paper=paper, signatures=0)

    files = {"levels": ["a"], "files": [entry("a"), handout(3), handout(4), handout(3, "letter")]}
    for lesson in ("3", "l3"):
        (row,) = class_set.rows(files, {"a": 2}, "a4", "short", lesson)
        assert (row.source, row.signatures) == ("handouts/x-03-a4.pdf", 0)
    with pytest.raises(WrongSetError, match="There is no a/standard"):
        class_set.rows(files, {"a": 2}, "a4", "short", "9")


def test_a_lesson_by_id_or_number():
    for known in (None, "3", "l3"):
        class_set.require_lesson(known, {3: "l3", 4: "l4"})
    with pytest.raises(WrongSetError, match=r"--lesson 9: there is 3, 4\."):
        class_set.require_lesson("9", {3: "l3", 4: "l4"})


def test_only_whole_booklets_for_this_paper_and_edge():
    others = (
        entry("a", lessons=["x"], path="no"),
        entry("a", paper="letter", path="no"),
        entry("a", flip="long", path="no"),
    )
    assert rows({"a": 1}, *others, entry("a"))[0].source == "print/a-standard.pdf"


def test_a_near_miss_is_corrected():
    with pytest.raises(WrongSetError, match=r"there is paddler, large-print, dyslexia\. Did you mean “paddler”"):
        rows({"padler": 3}, entry("paddler"))


@pytest.fixture(scope="module")
def made(generate: Run, tmp_path_factory):
    out = tmp_path_factory.mktemp("class")
    done = generate("class", PACK, "--set", "diver=3,paddler=2", "--flip", "long", "--out", out)
    assert done.returncode == 0, done.stderr
    return out / "tide-pools", done.stdout


def test_missing_booklets_are_made_first(made):
    folder, said = made
    names = {path.name for path in (folder / "class").iterdir()}
    assert names == {"01-wave-3x.pdf", "02-leaf-2x.pdf", "tally.pdf", "whole-class.pdf"}
    assert re.search(r"^diver +3 +4 +12 +2 +\d+ +01-wave-3x.pdf$", said, re.MULTILINE)
    assert re.search(r"^together +5 +20 +2 ", said, re.MULTILINE)
    source = folder / "print" / "tide-pools-wave-a4-long-edge.pdf"
    assert (folder / "class" / "01-wave-3x.pdf").read_bytes() == source.read_bytes()


def test_nothing_else_is_made(made):
    folder, _ = made
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {one["edition"] for one in files} == {"standard", "teacher"}
    assert {one["paper"] for one in files} == {"a4", "a5"}


def test_a_set_for_which_all_lies_there_builds_nothing(made, generate: Run, tmp_path):
    """Where it lies does not matter: a folder that was copied is as good."""
    folder, _ = made
    shutil.copytree(folder, tmp_path / "out" / "tide-pools", ignore=shutil.ignore_patterns("class"))
    done = generate("class", PACK, "--set", "diver=3", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_missing_or_older_than_the_pack_is_made_first(generate: Run, tiny, tmp_path):
    def run(*wanted):
        done = generate("class", tiny, "--out", tmp_path / "out", "--set", *wanted)
        assert done.returncode == 0, done.stderr
        return "made first" in done.stderr

    out = tmp_path / "out" / "tide-pools"
    assert run("paddler=2") and not run("paddler=3")
    for print_file in out.glob("print/*-leaf-a4-*-edge.pdf"):
        print_file.write_bytes(b"harmed")
    assert not run("paddler=2", "--lesson", "1") and run("paddler=2")
    people = tiny / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8") + "# mended\n", encoding="utf-8")
    assert run("paddler=2") and not run("paddler=2")


def test_the_whole_class_has_every_copy_in_order_and_each_content_once(made):
    folder, _ = made
    whole = folder / "class" / "whole-class.pdf"
    parts = [folder / "class" / name for name in ("01-wave-3x.pdf", "02-leaf-2x.pdf")]
    texts = [[page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(part)] for part in parts]
    assert [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(whole)] == texts[0] * 3 + texts[1] * 2
    assert whole.stat().st_size < 1.3 * sum(part.stat().st_size for part in parts)
    assert PdfReader(whole).root_object["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipLongEdge"


def test_the_tally_shows_marks_and_no_level(made):
    folder, _ = made
    (page,) = pdfium.PdfDocument(folder / "class" / "tally.pdf")
    text = page.get_textpage().get_text_bounded()
    levels = json.dumps([one["level"] for one in json.loads((folder / "manifest.json").read_text())["files"]])
    for name in ("diver", "paddler", "Diver", "Paddler"):
        assert name not in text and (name.lower() in levels)
    assert "wave" in text and "flip on long edge" in text
    assert page.get_size() == pytest.approx((595.3, 841.9), abs=0.5)


def test_the_next_set_replaces_the_last_and_gives_the_same_bytes(made, generate: Run):
    folder, _ = made
    before = {path.name: path.read_bytes() for path in (folder / "class").iterdir()}
    (folder / "class" / "my-notes.pdf").write_bytes(b"mine")
    arguments = ("class", PACK, "--flip", "long", "--out", folder.parent, "--set")
    assert generate(*arguments, "paddler=1").returncode == 0
    names = {path.name for path in (folder / "class").iterdir()}
    assert names == {"01-leaf-1x.pdf", "tally.pdf", "whole-class.pdf", "my-notes.pdf"}
    assert generate(*arguments, "diver=3", "--set", "paddler=2").returncode == 0
    (folder / "class" / "my-notes.pdf").unlink()
    assert {path.name: path.read_bytes() for path in (folder / "class").iterdir()} == before


@pytest.mark.parametrize(("text", "says"), [("divr=2", "Did you mean “diver”?"), ("diver", "is no part of a set")])
def test_a_wrong_set_is_a_usage_error(made, generate: Run, text, says):
    folder, _ = made
    done = generate("class", PACK, "--set", text, "--out", folder.parent)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pack_with_problems_gives_no_set(generate: Run, tmp_path):
    done = generate("class", tmp_path / "content" / "nowhere", "--set", "a=1")
    assert (done.returncode, "missing-folder" in done.stderr) == (1, True)


@pytest.mark.parametrize("flip", ["short", "long"])
def test_handouts_of_a_lesson_can_be_a_set(made, generate: Run, flip):
    """They are made for the short edge: for the long one their backs are turned, alone and in the whole class."""
    folder, _ = made
    done = generate("class", PACK, "--set", "diver=2", "--lesson", "1", "--flip", flip, "--out", folder.parent)
    assert done.returncode == 0, done.stderr
    handout = PdfReader(folder / "handouts" / "tide-pools-01-wave-a4.pdf")
    turns = [0, 180 if flip == "long" else 0] * (len(handout.pages) // 2)
    for name, copies in (("01-wave-2x.pdf", 1), ("whole-class.pdf", 2)):
        reader = PdfReader(folder / "class" / name)
        assert [page.rotation for page in reader.pages] == turns * copies
        assert reader.root_object["/ViewerPreferences"]["/Duplex"] == f"/DuplexFlip{flip.capitalize()}Edge"
    (page,) = pdfium.PdfDocument(folder / "class" / "tally.pdf")
    text = page.get_textpage().get_text_bounded()
    assert "Lesson 1" in text and "do not fold" in text and "How to fold" not in text
    assert generate("class", PACK, "--set", "diver=2", "--lesson", "7", "--out", folder.parent).returncode == 2


def test_what_no_stapler_goes_through_is_for_a_binder(tmp_path):
    thin, thick = (class_set.Row(n, "leaf", "x.pdf", 1, sheets, 0, signatures=0) for n, sheets in ((1, 20), (2, 21)))
    assert (thin.thick, thick.thick, replace(thick, signatures=3).thick) == (False, True, False)
    where = folders(PACK, tmp_path, cached=True)
    how = {"layouts": where.layouts, "cache": CACHE, "words": words.of_print_room(where.layouts, "en")}
    page = class_set.tally([thin, thick], title="T", paper="a4", flip="long", **how)
    assert "01-leaf-1x.pdf: do not fold. Staple" in page.html
    assert "02-leaf-1x.pdf: do not fold. Too thick to staple" in page.html


def test_a_copy_with_an_odd_number_of_sides_ends_with_a_bare_one(made):
    folder, _ = made
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(595, 842)
    writer.write(folder / "three.pdf")
    row = class_set.Row(1, "leaf", "three.pdf", 2, 2, 0, signatures=0, turned=True)
    whole = PdfReader(io.BytesIO(class_set.whole(folder, [row], title="T", lang="en", flip="short")))
    assert [page.rotation for page in whole.pages] == [0, 180, 0, 0] * 2
