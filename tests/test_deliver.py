"""Files are moved at the end, the manifest last, and a failed run leaves `out/` as it was."""

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from press import deliver
from press.model.made import Made


def made(path: str, data: bytes = b"%PDF") -> Made:
    return Made(path, "reading", "standard", "starter", "a5", None, 8, 8, data, (("how", 2),), "wave")


def deliver_to(folder: Path, *files: Made, whole: bool = True) -> dict:
    return deliver.files(files, folder, pack="p", levels=["starter"], made_with="m", made_from="f", whole=whole)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_manifest_tells_what_lies_there(tmp_path: Path) -> None:
    deliver_to(tmp_path / "p", made("reading/b.pdf"), made("reading/a.pdf", b"%PDF-a"))
    manifest = json.loads((tmp_path / "p" / "manifest.json").read_text())
    assert list(manifest) == ["pack", "levels", "made_with", "files"]
    assert [one["path"] for one in manifest["files"]] == ["reading/a.pdf", "reading/b.pdf"]
    first = manifest["files"][0]
    assert list(first) == [
        "path", "kind", "edition", "level", "mark", "lessons", "number", "paper", "flip", "pages", "sheets",
        "signatures", "sha256", "bytes", "made_from", "colour", "ink", "fingerprints", "sections",
    ]  # fmt: skip
    assert first["bytes"] == 6
    assert first["sections"] == [{"id": "how", "page": 2}]


def test_a_whole_run_removes_what_an_earlier_one_made_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "p"
    deliver_to(out, made("reading/old.pdf"), made("reading/same.pdf"))
    (out / "my-notes.txt").write_text("keep")
    deliver_to(out, made("reading/same.pdf", b"new"))
    assert set(contents(out)) == {"reading/same.pdf", "my-notes.txt", "manifest.json"}


def test_a_partial_run_keeps_the_other_files(tmp_path: Path) -> None:
    out = tmp_path / "p"
    deliver_to(out, made("reading/a.pdf"), made("reading/b.pdf"))
    manifest = deliver_to(out, made("reading/b.pdf", b"new"), whole=False)
    assert [one["path"] for one in manifest["files"]] == ["reading/a.pdf", "reading/b.pdf"]
    assert contents(out)["reading/b.pdf"] == b"new"


def test_what_stands_is_there_as_the_manifest_says_and_from_the_same_things(tmp_path: Path) -> None:
    out = tmp_path / "p"
    deliver_to(out, made("reading/a.pdf"), made("reading/b.pdf"), made("reading/gone.pdf"))
    assert deliver.standing(out, "other")["files"] == []
    (out / "reading" / "b.pdf").write_bytes(b"tampered with")
    (out / "reading" / "gone.pdf").unlink()
    standing = deliver.standing(out, "f")
    assert [one["path"] for one in standing["files"]] == ["reading/a.pdf"]
    assert standing["levels"] == ["starter"]


def test_a_move_that_fails_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "p"
    deliver_to(out, made("reading/a.pdf", b"old a"), made("reading/b.pdf", b"old b"), made("reading/gone.pdf"))
    before = contents(out)
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if "new" in self.parts and self.name == "manifest.json":
            raise OSError("disk full")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="disk full"):
        deliver_to(out, made("reading/a.pdf", b"new a"), made("reading/b.pdf", b"new b"), made("reading/c.pdf"))
    assert contents(out) == before
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["p"]


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "p"
    runs = [[made(f"reading/{n}.pdf", f"run {run}".encode()) for n in range(20)] for run in range(4)]
    threads = [threading.Thread(target=deliver_to, args=(out, *run)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({data for name, data in contents(out).items() if name.endswith(".pdf")}) == 1


def test_pages_that_change_are_said_on_a_slip_and_only_then(tmp_path: Path) -> None:
    out, slip = tmp_path / "p", tmp_path / "p" / "changes.txt"
    first, second = (replace(made("reading/a.pdf"), fingerprints=("1-1", f"2-{look}")) for look in "ab")
    deliver_to(out, first)
    deliver_to(out, first)
    assert not slip.exists()
    deliver_to(out, second)
    said = slip.read_text()
    assert "\n\nwave\n  page 2:" in said
    deliver_to(out, second)
    assert slip.read_text() == said, "it stays until another run changes pages"


@pytest.mark.parametrize("fingerprints", [None, "x", [1, 2], []])
def test_an_older_manifest_gives_no_slip(tmp_path: Path, fingerprints: object) -> None:
    out = tmp_path / "p"
    deliver_to(out, replace(made("reading/a.pdf"), fingerprints=("1-1",)))
    manifest = json.loads((out / "manifest.json").read_text())
    manifest["files"] = [{"path": "reading/a.pdf", "fingerprints": fingerprints}]
    (out / "manifest.json").write_text(json.dumps(manifest))
    deliver_to(out, replace(made("reading/a.pdf"), fingerprints=("1-1", "2-2")[: 1 if fingerprints == [1, 2] else 2]))
    assert (out / "changes.txt").exists() == (fingerprints == [1, 2])


def test_a_broken_manifest_does_not_stop_a_run(tmp_path: Path) -> None:
    out = tmp_path / "p"
    out.mkdir()
    (out / "manifest.json").write_text("{")
    assert deliver_to(out, made("reading/a.pdf"))["files"][0]["path"] == "reading/a.pdf"


def test_a_manifest_is_not_believed_outside_its_folder(tmp_path: Path) -> None:
    out = tmp_path / "out" / "p"
    out.mkdir(parents=True)
    victim = tmp_path / "victim.pdf"
    victim.write_text("mine")
    entries = [{"path": "../../victim.pdf"}, {"path": "reading/../../../victim.pdf"}, {}, "x"]
    (out / "manifest.json").write_text(json.dumps({"files": entries}))
    deliver_to(out, made("reading/a.pdf"))
    assert victim.read_text() == "mine"


def test_what_a_killed_run_left_is_removed_and_no_other_packs_work(tmp_path: Path) -> None:
    for name in (".tide~left", ".tide-pools~working"):
        (tmp_path / name).mkdir()
    deliver_to(tmp_path / "tide", made("reading/a.pdf"))
    assert not (tmp_path / ".tide~left").exists()
    assert (tmp_path / ".tide-pools~working").exists()
