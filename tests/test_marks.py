"""Marks of several shapes are one where texts are compared."""

from press.language.marks import in_place, normal, straight


def test_words_have_straight_marks():
    assert [straight(word) for word in ("Baku’s", "Bakuʼs", "new‑born")] == ["Baku's", "Baku's", "new-born"]


def test_places_stay():
    text = "“1919–20” — it’s\u00a0over…"
    assert in_place(text) == "“1919-20”   it's over…"
    assert len(in_place(text)) == len(text)


def test_texts_are_the_same_words():
    assert normal("it’s\u00a0a “new‑born”\u200b…") == normal('it\'s a  "new-born"...')
    assert normal("1919–20") != normal("1919-20")
