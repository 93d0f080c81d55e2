"""Authors may stress words and quote; everything else is shown as the characters it is."""

import pytest

from press.markdown import inline, plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*Black Garden* and **not**", "<em>Black Garden</em> and <strong>not</strong>"),
        ("“They enter”", "“They enter”"),
        ("<b>no</b> & <script>", "&lt;b&gt;no&lt;/b&gt; &amp; &lt;script&gt;"),
        ("[link](x) ![image](y) `code`", "[link](x) ![image](y) `code`"),
        ("# no heading", "# no heading"),
        ("two\n  lines", "two lines"),
        ("Shusha / Shushi", "Shusha\u00a0/ Shushi"),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert str(inline(text)) == html


def test_plain_is_for_bookmarks() -> None:
    assert plain("*Black  Garden* <i>") == "Black Garden <i>"
