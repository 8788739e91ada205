"""Bytes into a tree without what nobody reads."""

import pytest
from lxml import etree

from goicrawl.clean.names import MENU
from goicrawl.clean.tree import (
    BEGIN,
    END,
    find_text_root,
    fold_menus,
    parse_html,
    strip_code,
    strip_controls,
)


def body_of(markup: str) -> etree._Element:
    root = parse_html(f"<html><body>{markup}</body></html>".encode())
    assert root is not None
    body = root.find("body")
    assert body is not None
    return body


def cleaned(markup: str) -> str:
    body = body_of(markup)
    strip_code(body)
    strip_controls(body)
    return "".join(etree.tostring(child, encoding="unicode") for child in body)


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        pytest.param("<p>甲<script>var 乙</script>丙</p>", "<p>甲丙</p>", id="scripts"),
        pytest.param("<p>甲</p><style>p{}</style>", "<p>甲</p>", id="styles"),
        pytest.param("<p>甲<!-- 乙 -->丙</p>", "<p>甲丙</p>", id="comments"),
        pytest.param("<p>甲<noscript>乙</noscript></p>", "<p>甲</p>", id="noscript"),
        pytest.param("<p>甲<button>打印</button><select><option>乙</select></p>", "<p>甲</p>", id="controls"),
        pytest.param('<p><span style="color:red">甲</span>乙</p>', "<p>甲乙</p>", id="spans"),
        pytest.param('<p style="x" align="left">甲</p>', "<p>甲</p>", id="looks"),
        pytest.param('<p>甲<span style="display:none">乙</span>丙</p>', "<p>甲丙</p>", id="hidden words"),
        pytest.param('<p>甲<em class="ng-hide">乙</em>丙</p>', "<p>甲丙</p>", id="words hidden by class"),
        pytest.param(
            '<div style="display: none">甲</div>',
            '<div hidden="hidden">甲</div>',
            id="hidden boxes are marked",
        ),
        pytest.param(
            '<DIV STYLE="DISPLAY: NONE">甲</DIV>', '<div hidden="hidden">甲</div>', id="in capitals too"
        ),
        pytest.param("<p>display:none 的用法</p>", "<p>display:none 的用法</p>", id="in text it is text"),
        pytest.param(
            "<pre>甲\n<b>乙\n</b>丙</pre>", "<pre>甲<br/><b>乙<br/></b>丙</pre>", id="preformatted lines"
        ),
    ],
)
def test_what_is_left(markup: str, left: str) -> None:
    assert cleaned(markup).replace('hidden=""', 'hidden="hidden"') == left


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<!--<$[信息内容]>begin-->", "<!--<$[信息内容]>end-->"),
        ("<!-- <$[信息内容]>start -->", "<!--<$[信息内容]>end-->"),
        ("<!--ZJEG_RSS.content.begin-->", "<!--ZJEG_RSS.content.end-->"),
        ("<!--enpcontent-->", "<!--/enpcontent-->"),
        ('<meta name="ContentStart">', '<meta name="ContentEnd">'),
    ],
)
def test_bounds_around_the_body(opening: str, closing: str) -> None:
    assert cleaned(f"<div>甲{opening}乙{closing}丙</div>") == f"<div>甲<{BEGIN}/>乙<{END}/>丙</div>"


LINKS = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(9))


@pytest.mark.parametrize(
    ("markup", "is_folded"),
    [
        pytest.param(f'<div class="footer"><ul>{LINKS}</ul></div>', True, id="a footer"),
        pytest.param(f"<nav>{LINKS}</nav>", True, id="a navigation"),
        pytest.param(f'<div><div><ul class="menu">{LINKS}</ul></div></div>', True, id="deeper"),
        pytest.param(
            f'<div class="footer"><ul>{LINKS}</ul><p>我局公开信息12条。</p></div>',
            False,
            id="with a sentence",
        ),
        pytest.param(f'<div class="footer"><ul>{LINKS}</ul>{"长" * 400}</div>', False, id="with much text"),
        pytest.param('<div class="footer"><a href="/">首页</a></div>', False, id="with one link"),
        pytest.param(f'<div class="article-header"><ul>{LINKS}</ul></div>', False, id="of an article"),
        pytest.param(f'<div class="list"><ul>{LINKS}</ul></div>', False, id="without a name"),
    ],
)
def test_menus_are_folded(markup: str, is_folded: bool) -> None:
    body = body_of(markup + "<p>后</p>")
    fold_menus(body)
    text = "".join(str(piece) for piece in body.itertext())
    assert (MENU in text, "栏目" in text or "首页" in text) == (is_folded, not is_folded)
    assert text.endswith("后")


@pytest.mark.parametrize("body", [b"", b" ", b"\0", b"<!-- x"])
def test_nothing_to_read(body: bytes) -> None:
    assert parse_html(body) is None


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<html><body><p>甲</p></body></html><p>乙</p>", id="behind the end"),
        pytest.param(
            "<html><body><p>甲</p></body></html><html><body><p>乙</p></body></html>", id="a second page"
        ),
        pytest.param("<HTML><BODY><p>甲</p></BODY></HTML><p>乙</p>", id="in capitals"),
        pytest.param("<html><body><p>甲</p></body><p>乙</p></html>", id="behind the body"),
    ],
)
def test_nothing_is_lost_behind_the_end(markup: str) -> None:
    root = parse_html(markup.encode())
    assert root is not None
    assert [p.text for p in find_text_root(root).iter("p")] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("<div>", "</div>"), ("<font size=2>", "</font>"), ("<table><tr><td>", "</td></tr></table>")],
    ids=["boxes", "fonts", "tables"],
)
def test_nothing_is_lost_below_2048_levels(opening: str, closing: str) -> None:
    root = parse_html(f"<body>{opening * 3000}<p>甲</p>{closing * 3000}<p>乙</p></body>".encode())
    assert root is not None
    assert [p.text for p in root.iter("p")] == ["甲", "乙"]
