"""`make bench`: what the line costs, as ratios in one interleaved run. No part of the tests.

The plain way that it is compared with: one `weasyprint` process for each PDF (each print file set
anew), and pypdf's `merge_transformed_page` for the sheets.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACK = ROOT / "content" / "karabakh"
ROUNDS = 1

PLAIN = """
import sys
from pathlib import Path
from weasyprint import HTML
folder, out = Path(sys.argv[1]), sys.argv[2]
HTML(filename=folder / "booklet.html").write_pdf(out, pdf_variant="pdf/ua-1")
"""

MERGE = """
import sys
from pypdf import PdfReader, PdfWriter, Transformation
from press.folding import booklet
from press.impose import PAPERS
source, out, paper = sys.argv[1:]
pages = PdfReader(source).pages
width, height = PAPERS[paper]
writer = PdfWriter()
for side in (side for sheet in booklet(len(pages)).sheets for side in sheet.sides):
    sheet = writer.add_blank_page(width, height)
    for slot, number in enumerate(side):
        if number:
            page = pages[number - 1]
            left = width / 2 - float(page.mediabox.width) if slot == 0 else width / 2
            sheet.merge_transformed_page(page, Transformation().translate(left, 0))
writer.write(out)
"""


@dataclass
class Cost:
    """What one run took: seconds on the clock, seconds of the processors, memory at its peak."""

    wall: float
    cpu: float


def timed(run: Callable[[], object]) -> Cost:
    """Return what `run` cost, with all processes it started and waited for."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - start, cpu)


def generate(root: Path, *options: str) -> None:
    """Run the command on a copy of the project's content."""
    subprocess.run(
        [sys.executable, str(ROOT / "generate.py"), str(root / "content" / "karabakh"), "--quiet", *options],
        check=True,
        stderr=subprocess.DEVNULL,
    )


def plain(pages: list[tuple[Path, str]], out: Path) -> None:
    """Make the same eighteen files the plain way."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for folder, paper in pages:
        reading = out / f"{folder.name}.pdf"
        for _ in range(3):  # the reading file, and each print file's pages set anew
            subprocess.run([sys.executable, "-c", PLAIN, folder, reading], check=True, stderr=subprocess.DEVNULL)
        for flip in ("short", "long"):
            sheets = out / f"{folder.name}-{flip}.pdf"
            subprocess.run([sys.executable, "-c", MERGE, reading, sheets, paper], check=True, env=environment)


def written_out(folder: Path) -> list[tuple[Path, str]]:
    """Write every booklet as plain HTML with its files beside it, for any renderer to set."""
    sys.path.insert(0, str(ROOT))
    from press import compose, fonts, illustrate, place, render, words
    from press.build import line
    from press.cache import Cache
    from press.model.edition import EDITIONS
    from press.model.made import Fill
    from press.model.paper import PAGE_PT, SHEET_OF
    from press.progress import Silent

    where = place.folders(PACK, None, cached=True)
    cache = Cache(where.cache)
    library = line.library(where, print)
    assert library
    faces = fonts.read(where.layouts, cache)
    own = words.read(where.layouts, "en", library.pack.words)
    figures = illustrate.figures(library, EDITIONS["standard"], faces, where.layouts, cache, print, Silent())
    assert figures
    made = []
    for level in library.pack.levels:
        booklet = compose.booklet(library, level, figures, own, edition=EDITIONS["standard"])
        for paper in PAGE_PT:
            page = render.markup(booklet, layouts=where.layouts, fonts=faces, words=own, paper=paper, fill=Fill())
            target = folder / f"{level.mark}-{paper}"
            for name, data in page.assets.items():
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                (target / name).write_bytes(data)
            (target / "booklet.html").write_text(page.html, encoding="utf-8")
            made.append((target, SHEET_OF[paper]))
    return made


def peak_memory(root: Path) -> float:
    """Return the peak memory in MB of one process that makes everything itself."""
    code = (
        "import sys, resource, atexit; sys.argv = sys.argv[1:]; sys.path.insert(0, sys.argv.pop(0));"
        "atexit.register(lambda: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss));"
        "from press.cli import main; main()"
    )
    pack = str(root / "content" / "karabakh")
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), "generate.py", pack, "--jobs", "1", "--quiet", "--no-cache"],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout.split()[-1]) / 1024


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for name in ("content", "seeds"):
            shutil.copytree(ROOT / name, root / name)
        fonts = root / ".cache" / "press" / "font"
        generate(root)
        pages = written_out(root / "plain")
        lesson = next((root / "content" / "karabakh" / "lessons").glob("02-*.yaml"))
        cost: dict[str, list[Cost]] = {}
        for number in range(ROUNDS):
            shutil.move(fonts, root / "font")  # fonts are cut once in the life of a machine: they stay
            shutil.rmtree(root / ".cache")
            fonts.parent.mkdir(parents=True)
            shutil.move(root / "font", fonts)
            cost.setdefault("cold", []).append(timed(lambda: generate(root)))
            cost.setdefault("plain", []).append(timed(lambda: plain(pages, root)))
            lesson.write_text(lesson.read_text(encoding="utf-8").replace("title: From", f"title: {number} From"))
            cost.setdefault("one lesson", []).append(timed(lambda: generate(root)))
            cost.setdefault("no change", []).extend(timed(lambda: generate(root)) for _ in range(5))
        manifest = json.loads((root / "out" / "karabakh" / "manifest.json").read_text(encoding="utf-8"))
        count = sum(one["pages"] for one in manifest["files"] if one["kind"] == "reading")
        base = statistics.median(one.wall for one in cost["plain"])
        print(f"{'':<12}{'seconds':>9}{'CPU s':>9}{'against plain':>16}")
        for name, costs in cost.items():
            wall, cpu = (statistics.median(getattr(one, kind) for one in costs) for kind in ("wall", "cpu"))
            print(f"{name:<12}{wall:>9.2f}{cpu:>9.2f}{base / wall:>14.1f} ×")
        cold = statistics.median(one.cpu for one in cost["cold"])
        print(f"{count} pages set; {1000 * cold / count:.0f} ms of CPU a page")
        print(f"peak memory of one process that makes everything: {peak_memory(root):.0f} MB")


if __name__ == "__main__":
    main()
