"""The cache gives back what it was given, or nothing."""

from pathlib import Path

from press.cache import Cache


def test_it_makes_a_thing_once(tmp_path: Path) -> None:
    cache, made = Cache(tmp_path), []

    def make() -> bytes:
        made.append(1)
        return b"thing"

    assert cache.make("kind", ["a", 1], make) == cache.make("kind", ["a", 1], make) == b"thing"
    assert len(made) == 1
    cache.make("kind", ["a", 2], make)
    assert len(made) == 2


def test_an_entry_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.make("kind", ["a"], lambda: b"whole")
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-1])
    assert cache.make("kind", ["a"], lambda: b"again") == b"again"


def test_without_a_folder_it_remembers_nothing() -> None:
    cache = Cache(None)
    cache.put("kind-1", b"x")
    assert cache.get("kind-1") is None


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert Cache(blocked).make("kind", ["a"], lambda: b"x") == b"x"
