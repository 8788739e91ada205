"""Which answers are no page to read."""

import time
from pathlib import Path

import pytest

from goicrawl.items import Page
from goicrawl.platforms import PLATFORMS, PageRequest
from goicrawl.platforms.obstacles import find_obstacle

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "pages"

TEXT = "根据《中华人民共和国政府信息公开条例》的规定，编制本年度报告。" * 20
RUISHU = (
    b"<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};"
    + b"x=1;" * 9_000
    + b"</script></head></html>"
)
JIASULE = b"<script>document.cookie=('_')+('_')+('jsl_clearance');location.href=location.pathname</script>"
WAF = (
    "<html><title>拦截提示</title><p>您的请求可能存在威胁，访问已被拦截。事件编号：12345</p></html>".encode()
)
CAPTCHA = "<html><body><p>访问过于频繁，请输入验证码</p><img src=/captcha.jpg></body></html>".encode()
JAVASCRIPT = "<noscript>x</noscript><p>请开启JavaScript并刷新该页。</p>".encode()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param(RUISHU, 412, "source.blocked", id="瑞数, 412"),
        pytest.param(RUISHU, 202, "source.blocked", id="瑞数, 202"),
        pytest.param(RUISHU, 200, "source.blocked", id="瑞数, 200"),
        pytest.param(JIASULE, 521, "source.blocked", id="加速乐, 521"),
        pytest.param(JIASULE, 200, "source.blocked", id="cookie wall, 200"),
        pytest.param(WAF, 200, "source.blocked", id="WAF, 200"),
        pytest.param(WAF, 403, "source.blocked", id="WAF, 403"),
        pytest.param(WAF.decode().encode("gb18030"), 200, "source.blocked", id="WAF in GB18030"),
        pytest.param(CAPTCHA, 200, "source.blocked", id="captcha"),
        pytest.param(JAVASCRIPT, 200, "source.blocked", id="asks for scripts"),
        pytest.param("<p>页面不存在</p>".encode(), 404, "source.status", id="404"),
        pytest.param(TEXT.encode(), 500, "source.status", id="500"),
        pytest.param(b"%PDF-1.4", 200, "source.file", id="PDF"),
        pytest.param(b"PK\x03\x04word/document.xml", 200, "source.file", id="docx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1", 200, "source.file", id="doc"),
        pytest.param(b" \r\n", 200, "source.empty", id="nothing"),
    ],
)
def test_obstacle(body: bytes, status: int, code: str) -> None:
    problem = find_obstacle(Page(url="http://x.gov.cn/", body=body, status=status))
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(TEXT, id="text"),
        pytest.param(f"<script>$_ts={{}}</script>{TEXT}", id="瑞数's script in a real page"),
        pytest.param(f"<form>验证码 <input></form>{TEXT}", id="login box"),
        pytest.param(
            f"<script>location.href='/';document.cookie='a'</script>{TEXT}", id="navigation by script"
        ),
        pytest.param("<p>无。</p>", id="short, and no mark"),
        pytest.param(
            "<script>location.href='/m/'</script><p>本机关2019年未收到政府信息公开申请。</p>", id="short"
        ),
    ],
)
def test_page_to_read(html: str) -> None:
    assert find_obstacle(Page(url="http://x.gov.cn/", body=html.encode())) is None


def saved_pages() -> list[Path]:
    fixtures = ROOT.glob("fixtures/*/*/response.body")
    return sorted([*fixtures, *REAL.glob("*/*.html"), *REAL.glob("*/*.xml")])


@pytest.mark.parametrize("file", saved_pages(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_real_page_is_taken_for_a_wall(file: Path) -> None:
    assert find_obstacle(Page(url="http://x.gov.cn/", body=file.read_bytes())) is None


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    "piece",
    ["<record><![CDATA[", ".jpage({", "createPageHTML(", "<li><a href=/a.pdf>", "<nextgroup><![CDATA[", "a",
     "var params = {", "<!--", "<table><tr><td>", '"_"+', "articleList: ["],
)  # fmt: skip
def test_hostile_listing_ends_soon(platform: str, piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    PLATFORMS[platform].read_listing(text, PageRequest(url="http://x.gov.cn/"))
    assert time.process_time() - start < 2
