"""Word lists: asked once, remembered for later runs, and never other than the list itself."""

from press.cache import Cache
from press.language import wordbook
from press.language.wordbook import Wordbook, remembered


def book(monkeypatch, asked):
    """Return a list of one word that counts how often it is read."""
    monkeypatch.setattr(wordbook, "BOOKS", [])

    def load():
        asked.append("read")
        return {"tide": 1}

    return Wordbook("pypdf", load)


def test_later_runs_need_not_read_the_list(monkeypatch, tmp_path):
    asked = []
    first = book(monkeypatch, asked)
    with remembered(Cache(tmp_path)):
        assert (first.get("tide"), first.get("tyde")) == (1, None)
    later = book(monkeypatch, asked)
    with remembered(Cache(tmp_path)):
        assert (later.get("tide"), later.get("tyde")) == (1, None)
        assert asked == ["read"]
        assert later.get("ebb") is None
    assert asked == ["read", "read"]


def test_without_a_cache_the_list_is_read(monkeypatch):
    asked = []
    only = book(monkeypatch, asked)
    with remembered(Cache(None)):
        assert only.get("tide") == 1
    assert asked == ["read"]
