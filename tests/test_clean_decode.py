"""Bytes into text, by the encoding that loses the fewest characters."""

import pytest

from goicrawl.clean.decode import decode, find_declared

SIMPLIFIED = "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息36条。"
TRADITIONAL = "本機關認真貫徹落實政府資訊公開條例，主動公開政府資訊三十六條，並依申請公開。"


def page(text: str, declared: str | None, encoding: str) -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body>{text}</body></html>".encode(encoding)


@pytest.mark.parametrize(
    ("body", "header", "encoding"),
    [
        pytest.param(page(SIMPLIFIED, "utf-8", "utf-8"), None, "utf-8", id="as declared"),
        pytest.param(page(SIMPLIFIED, None, "utf-8"), None, "utf-8", id="utf-8 undeclared"),
        pytest.param(page(SIMPLIFIED, None, "gb18030"), None, "gb18030", id="gb undeclared"),
        pytest.param(page(SIMPLIFIED, "gb2312", "utf-8"), None, "utf-8", id="utf-8 behind gb2312"),
        pytest.param(page(SIMPLIFIED, "utf-8", "gb18030"), None, "gb18030", id="gb behind utf-8"),
        pytest.param(page("镕堃㙍", "gb2312", "gb18030"), None, "gb18030", id="gb18030 behind gb2312"),
        pytest.param(
            page(SIMPLIFIED, None, "gbk"), "text/html; charset=iso-8859-1", "gb18030", id="gb behind latin"
        ),
        pytest.param(page(TRADITIONAL, "big5", "big5"), None, "big5hkscs", id="big5 declared"),
        pytest.param(page(TRADITIONAL, None, "big5"), None, "big5hkscs", id="big5 undeclared"),
        pytest.param(page(TRADITIONAL, None, "gb18030"), None, "gb18030", id="traditional in gb is not big5"),
        pytest.param(
            b"\xef\xbb\xbf" + SIMPLIFIED.encode(), "text/html; charset=gbk", "utf-8", id="mark of utf-8"
        ),
        pytest.param(SIMPLIFIED.encode("utf-16"), None, "utf-16-le", id="mark of utf-16"),
        pytest.param(page(SIMPLIFIED, None, "utf-16-be"), None, "utf-16-be", id="utf-16 without mark"),
        pytest.param(
            "联通".encode("gbk"), "text/html; charset=GBK", "gb18030", id="gb that is utf-8 by chance"
        ),
        pytest.param("éé".encode(), "text/html; charset=utf-8", "utf-8", id="utf-8 without ideographs"),
        pytest.param(b"plain", None, "utf-8", id="ascii"),
        pytest.param(b"", None, "utf-8", id="nothing"),
    ],
)
def test_the_bytes_decide(body: bytes, header: str | None, encoding: str) -> None:
    decoded = decode(body, header)
    assert (decoded.encoding, decoded.lost) == (encoding, 0)
    assert "\ufffd" not in decoded.text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312"])
def test_one_damaged_byte_loses_at_most_two_characters(encoding: str, declared: str | None) -> None:
    body = page(SIMPLIFIED * 20, declared, encoding)
    middle = body.find("中华".encode(encoding)) + 1
    decoded = decode(body[:middle] + body[middle + 1 :])
    assert decoded.encoding == encoding
    assert 0 <= decoded.lost <= 2
    assert decoded.text.count("主动公开政府信息36条") >= 19


def test_a_page_cut_in_a_character_keeps_its_encoding() -> None:
    decoded = decode((SIMPLIFIED * 9).encode()[:-1])
    assert (decoded.encoding, decoded.lost) == ("utf-8", 1)


@pytest.mark.parametrize(
    ("body", "header", "declared"),
    [
        pytest.param(b"", "text/html;charset=GBK", "gbk", id="header"),
        pytest.param(b"", 'text/html; charset = "utf-8"', "utf-8", id="header with quotes"),
        pytest.param(b"<meta charset=gb2312>", None, "gb2312", id="meta"),
        pytest.param(
            b'<META content="text/html; charset=GB2312" http-equiv=x>', None, "gb2312", id="old meta"
        ),
        pytest.param(b'<?xml version="1.0" encoding="UTF-8"?>', None, "utf-8", id="xml"),
        pytest.param(b"<meta charset=gbk>", "text/html; charset=utf-8", "utf-8", id="the header first"),
        pytest.param(b"<p>charset=gbk", "text/html", None, id="nothing declared"),
    ],
)
def test_declarations(body: bytes, header: str | None, declared: str | None) -> None:
    assert find_declared(body, header) == declared


def test_the_pages_own_bytes_are_parsed_where_they_are_utf8() -> None:
    body = SIMPLIFIED.encode()
    assert decode(body).utf8(body) is body
