"""The whole line on the tiny pack: what is made, that it is the same each time, and what stops it."""

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from conftest import CACHE, ROOT, Run

from press.build import jobs
from press.model.edition import EDITIONS
from press.model.made import Fill, Printed

MARKS = ("leaf", "wave")
ONE_PAPER = ("--edition", "standard", "--paper", "a4")
"""For a test to which other editions and papers say nothing new."""


def made(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.pdf"))
    }


def for_pupils(manifest: dict) -> list[dict]:
    """Return the entries of whole booklets for pupils."""
    return [one for one in manifest["files"] if one["kind"] in ("reading", "print")]


def test_every_level_is_made_for_both_papers_and_both_flips(tiny_out: Path) -> None:
    expected = {f"reading/tide-pools-{mark}-{paper}.pdf" for mark in MARKS for paper in ("a5", "half-letter")}
    expected |= {
        f"print/tide-pools-{mark}-{paper}-{flip}-edge.pdf"
        for mark in MARKS
        for paper in ("a4", "letter")
        for flip in ("short", "long")
    }
    for mark, edition, paper in itertools.product(MARKS, ("large-print", "dyslexia"), ("a4", "letter")):
        expected.add(f"reading/tide-pools-{mark}-{edition}-{paper}.pdf")
        expected.add(f"print/tide-pools-{mark}-{edition}-{paper}-long-edge.pdf")
        expected.add(f"handouts/tide-pools-01-{mark}-{edition}-{paper}.pdf")
    expected |= {f"handouts/tide-pools-01-{mark}-{paper}.pdf" for mark in MARKS for paper in ("a4", "letter")}
    expected |= {f"teacher/tide-pools-teacher-{paper}.pdf" for paper in ("a4", "letter")}
    assert set(made(tiny_out)) == expected


def test_the_manifest_is_true(tiny_out: Path) -> None:
    manifest = json.loads((tiny_out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["pack"] == "tide-pools"
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == made(tiny_out)
    for one in manifest["files"]:
        assert one["bytes"] == (tiny_out / one["path"]).stat().st_size
    for one in for_pupils(manifest):
        on_a_sheet = EDITIONS[one["edition"]].sheet
        assert one["pages"] % on_a_sheet == 0
        assert one["sheets"] == (one["pages"] // on_a_sheet if one["kind"] == "print" else one["pages"])
        assert {"how", "contents", "L1", "L1-A", "words", "sources", "back-cover"} <= {s["id"] for s in one["sections"]}


def test_both_papers_break_their_pages_alike(tiny_out: Path) -> None:
    manifest = json.loads((tiny_out / "manifest.json").read_text(encoding="utf-8"))
    whole = for_pupils(manifest)
    for mark, edition in itertools.product(MARKS, EDITIONS):
        of_level = [one["sections"] for one in whole if (one["mark"], one["edition"]) == (mark, edition)]
        assert len(of_level) > 3
        assert all(sections == of_level[0] for sections in of_level)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_section_stands_on_the_same_page_at_every_level(tiny_out: Path, edition: str) -> None:
    manifest = json.loads((tiny_out / "manifest.json").read_text(encoding="utf-8"))
    first, *others = [one for one in for_pupils(manifest) if one["edition"] == edition]
    assert len(first["sections"]) > 10
    assert all((one["sections"], one["pages"]) == (first["sections"], first["pages"]) for one in others)


def test_other_editions_say_on_which_page_the_class_is(tiny_out: Path) -> None:
    manifest = json.loads((tiny_out / "manifest.json").read_text(encoding="utf-8"))
    files = {one["path"]: one["sections"] for one in manifest["files"]}
    standard = {one["id"]: one["page"] for one in files["reading/tide-pools-leaf-a5.pdf"]}
    for edition in ("large-print", "dyslexia"):
        path = f"reading/tide-pools-leaf-{edition}-letter.pdf"
        document = pdfium.PdfDocument(tiny_out / path)
        for one in files[path]:
            text = document[one["page"] - 1].get_textpage().get_text_range()
            if one["id"].startswith("L1"):
                assert f"Class booklet: page {standard[one['id']]}" in " ".join(text.split())


def test_both_papers_have_the_same_text_on_the_same_spot(tiny_out: Path) -> None:
    """The live areas of A5 and half-letter are the same; inner and outer margins change sides."""
    a5, half = (pdfium.PdfDocument(tiny_out / f"reading/tide-pools-leaf-{one}.pdf") for one in ("a5", "half-letter"))
    mm = 72 / 25.4
    for number, (one, other) in enumerate(zip(a5, half, strict=True), start=1):
        assert one.get_size() == pytest.approx((148 * mm, 210 * mm), abs=0.1)
        assert other.get_size() == pytest.approx((5.5 * 72, 8.5 * 72), abs=0.1)
        left, inner = one.get_bbox()[0] - other.get_bbox()[0], 16 - 11
        assert left == pytest.approx(-(inner if number % 2 else 12 - 8.7) * mm, abs=0.1)
        texts = [page.get_textpage() for page in (one, other)]
        assert texts[0].get_text_range() == texts[1].get_text_range()


def lengthen(pack: Path, level: str, times: int) -> None:
    """Make the first paragraph of the tiny pack far longer at one level, and lift the limits on length."""
    passage = pack.parent.parent / "seeds" / "shore-notes" / "low-water.yaml"
    told = passage.read_text(encoding="utf-8")
    long = "The rocks dry in the sun. " * times
    passage.write_text(told.replace(f"{level}: >-\n", f"{level}: >-\n        {long}\n", 1), encoding="utf-8")
    settings = pack / "pack.yaml"
    lifted = re.sub(r"    limits:\n(      .*\n)+", "", settings.read_text(encoding="utf-8"))
    settings.write_text(lifted, encoding="utf-8")


def test_a_level_that_needs_far_more_pages_is_a_problem(generate: Run, tiny: Path, tmp_path: Path) -> None:
    lengthen(tiny, "paddler", 50)
    done = generate(tiny, "--out", tmp_path / "out", "--level", "diver", "--edition", "standard")
    assert done.returncode == 1
    assert "seeds/shore-notes/low-water.yaml:7:16: error [pages-apart]" in done.stderr
    assert "“When the Sea Goes Out” (L1-A)" in done.stderr
    assert "3 at paddler, 1 at diver" in done.stderr
    assert "shorten ¶ A1" in done.stderr
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_the_other_levels_make_up_for_one_that_needs_a_page_more(generate: Run, tiny: Path, tmp_path: Path) -> None:
    lengthen(tiny, "paddler", 25)
    done = generate(tiny, "--out", tmp_path / "out", *ONE_PAPER, "--json")
    assert done.returncode == 0, done.stdout
    first, *others = for_pupils(json.loads(done.stdout))
    assert all(one["sections"] == first["sections"] for one in others)
    stands = {one["id"]: one["page"] for one in first["sections"]}
    assert stands["L1-B"] == stands["L1-A"] + 2


def test_a_section_that_moved_is_found() -> None:
    fill = Fill(stands={"a": 1, "b": 3, "c": 4})
    found = jobs.moved("x.pdf", Printed(b"", 5, {"a": 1, "b": 4, "c": 5}), fill)
    assert [(one.code, one.message.split()[0]) for one in found] == [("pages-apart", "b")]
    assert jobs.moved("x.pdf", Printed(b"", 5, {"a": 1, "b": 3, "c": 4}), fill) == []


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (["--jobs", "1", *ONE_PAPER], {"PYTHONHASHSEED": "1"}),
        (["--jobs", "2", "--no-cache"], {"PYTHONHASHSEED": "2"}),
    ],
    ids=["one job, warm", "two jobs, cold"],
)
def test_same_input_same_bytes(
    generate: Run, tiny: Path, tiny_out: Path, tmp_path: Path, options: list[str], environment: dict[str, str]
) -> None:
    done = generate(tiny, "--out", tmp_path / "out", *options, **environment)
    assert done.returncode == 0, done.stderr
    again = made(tmp_path / "out" / "tide-pools")
    assert again and again.items() <= made(tiny_out).items()


def test_a_run_with_problems_leaves_everything_as_it_was(generate: Run, tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert generate(tiny, "--out", out, "--level", "paddler", *ONE_PAPER).returncode == 0
    before = made(out)
    lesson = next((tiny / "lessons").iterdir())
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("read: shore-notes/", "read: shore-note/"))
    done = generate(tiny, "--out", out)
    assert done.returncode == 1
    assert "unknown-reference" in done.stderr
    assert "Did you mean" in done.stderr
    assert made(out) == before


def test_a_part_can_be_made_alone(generate: Run, tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = generate(tiny, "--out", out, "--level", "diver", "--paper", "letter", "--lesson", "1", "--json")
    assert done.returncode == 0, done.stderr
    files = json.loads(done.stdout)["files"]
    pupils = [one for one in files if one["kind"] != "teacher"]
    assert {(one["level"], one["paper"]) for one in pupils} == {("diver", "half-letter"), ("diver", "letter")}
    assert {one["edition"] for one in pupils} == set(EDITIONS)
    assert all("low-water" in one["path"] for one in files), "and no handouts: their pages have other numbers"


def test_one_level_alone_is_the_same_as_with_the_others(
    generate: Run, tiny: Path, tiny_out: Path, tmp_path: Path
) -> None:
    assert generate(tiny, "--out", tmp_path / "out", "--level", "diver").returncode == 0
    alone = made(tmp_path / "out" / "tide-pools")
    assert len(alone) == 8 + 2 * 6 + 2, "its files in three editions, and the teacher’s booklet"
    assert alone.items() <= made(tiny_out).items()


def test_no_change_is_over_at_once(generate: Run, tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert generate(tiny, "--out", out, *ONE_PAPER).returncode == 0
    quickest = min(_timed(generate, tiny, out) for _ in range(3))
    assert quickest < 5  # 0.2 s on a quiet machine: `make bench` says how long here
    (tiny / "people.yaml").touch()
    assert "Nothing has changed" in generate(tiny, "--out", out, *ONE_PAPER).stdout


def test_what_a_person_should_look_at_is_said_each_time(generate: Run, tiny: Path, tmp_path: Path) -> None:
    people = tiny / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8") + "  nobody:\n    name: Nobody\n    role: is not there\n")
    runs = [generate(tiny, "--out", tmp_path, "--level", "diver", *ONE_PAPER, "--json") for _ in range(2)]
    assert [json.loads(run.stdout)["problems"][0]["code"] for run in runs] == ["unused", "unused"]


@pytest.mark.skipif(os.geteuid() == 0, reason="everything can be written by root")
def test_an_out_that_cannot_be_written_is_the_machines_problem(generate: Run, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    assert generate(tiny, "--out", tmp_path / "out", "--level", "diver").returncode == 3


def test_an_out_that_is_a_file_is_the_machines_problem(generate: Run, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    done = generate(tiny, "--out", tmp_path / "out", "--level", "diver", "--paper", "a4")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def _timed(generate: Run, pack: Path, out: Path) -> float:
    start = time.perf_counter()
    done = generate(pack, "--out", out, *ONE_PAPER)
    assert "Nothing has changed" in done.stdout
    return time.perf_counter() - start


def test_no_change_imports_no_engine(generate: Run, tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert generate(tiny, "--out", out, *ONE_PAPER).returncode == 0
    done = subprocess.run(
        [sys.executable, "-X", "importtime", str(ROOT / "generate.py"), str(tiny), "--out", str(out), *ONE_PAPER],
        capture_output=True,
        text=True,
        env={**os.environ, "LESSON_PRESS_CACHE": str(CACHE)},
        check=True,
    )
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert "press.cli" in loaded
    assert not loaded & {"weasyprint", "pypdf", "jinja2", "pydantic", "yaml", "shapely", "pyproj"}


@pytest.mark.parametrize("harm", ["delete", "change"])
def test_a_file_that_was_lost_is_made_again(generate: Run, tiny: Path, tmp_path: Path, harm: str) -> None:
    out = tmp_path / "out"
    assert generate(tiny, "--out", out, "--level", "diver", *ONE_PAPER).returncode == 0
    before = made(out)
    victim = next(out.rglob("*-a5.pdf"))
    victim.unlink() if harm == "delete" else victim.write_bytes(b"%PDF-broken")
    assert generate(tiny, "--out", out, "--level", "diver", *ONE_PAPER).returncode == 0
    assert made(out) == before
