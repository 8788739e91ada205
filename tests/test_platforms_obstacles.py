"""Which answers are no page to read."""

import time
from pathlib import Path

import pytest

from goicrawl.items import Page, Problem
from goicrawl.platforms import PLATFORMS, PageRequest
from goicrawl.platforms.obstacles import find_obstacle, is_cut, obstacle_kind

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "pages"

TEXT = "根据《中华人民共和国政府信息公开条例》的规定，编制本年度报告。" * 20
SHORT = (
    "<html><head><title>某局2019年度报告</title></head><body><h1>某局2019年政府信息公开工作年度报告</h1>"
    "<p>一、主动公开情况：无。</p><p>二、依申请公开情况：无。</p></body></html>"
)
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


VUE = (
    "<!DOCTYPE html><html><head><title>政务公开</title></head><body><noscript>We're sorry but this doesn't "
    "work properly without JavaScript enabled. Please enable it to continue.</noscript>"
    "<div id=app></div><script src=/js/app.js></script></body></html>"
).encode()


def small(title: str, text: str) -> bytes:
    """Return a page that shows little."""
    return f"<html><head><title>{title}</title></head><body><div>{text}</div></body></html>".encode()


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
        pytest.param(small("安全验证", "请稍候"), 200, "source.blocked", id="check in the title"),
        pytest.param(
            small("", "系统检测到您的访问行为异常，请完成安全验证"), 200, "source.blocked", id="check"
        ),
        pytest.param(
            small("405", "很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。"),
            405,
            "source.blocked",
            id="阿里云",
        ),
        pytest.param(
            small("", "当前访问疑似黑客攻击，已被网站管理员设置为拦截"), 200, "source.blocked", id="网站卫士"
        ),
        pytest.param(
            small("", "您的请求带有不合法参数，已被网站管理员设置拦截！"), 200, "source.blocked", id="护卫神"
        ),
        pytest.param(small("", "访问验证：请按住滑块，拖动到最右边"), 200, "source.blocked", id="slider"),
        pytest.param(
            small("ERROR 404 您访问的页面不存在", ""), 200, "source.soft_404", id="404 in the title"
        ),
        pytest.param(small("", "该信息不存在或已被删除"), 200, "source.soft_404", id="该信息不存在"),
        pytest.param(b"", 405, "source.refused", id="405"),
        pytest.param(TEXT.encode(), 403, "source.refused", id="403"),
        pytest.param(TEXT.encode(), 429, "source.refused", id="429"),
        pytest.param(small("系统维护", "系统升级维护中，请稍后访问。"), 200, "source.maintenance", id="维护"),
        pytest.param(
            small("", "尊敬的用户：网站正在进行例行维护，给您带来不便敬请谅解。"),
            200,
            "source.maintenance",
            id="例行维护",
        ),
        pytest.param(small("", "网站建设中"), 200, "source.maintenance", id="建设中"),
        pytest.param(small("", "该网站暂时无法进行访问"), 200, "source.maintenance", id="closed"),
        pytest.param(small("Welcome to nginx!", "Welcome to nginx!"), 200, "source.maintenance", id="nginx"),
        pytest.param(small("维护", "系统维护中"), 503, "source.maintenance", id="维护, 503"),
        pytest.param(small("", "您访问的页面不存在或已删除！"), 200, "source.soft_404", id="不存在"),
        pytest.param(
            small("", "抱歉，您要查看的页面找不到了，3秒后返回首页"), 200, "source.soft_404", id="找不到"
        ),
        pytest.param(small("", "对不起，该文章已被删除。"), 200, "source.soft_404", id="已删除"),
        pytest.param(small("404 Not Found", "404 Not Found nginx"), 200, "source.soft_404", id="nginx's"),
        pytest.param(
            small("404页面-某县人民政府", "首页 政务公开 政府信息公开年报 " * 100),
            200,
            "source.soft_404",
            id="404 within the whole chrome",
        ),
        pytest.param(
            small("页面不存在_某市人民政府", "首页").decode().encode("gb18030"),
            200,
            "source.soft_404",
            id="title in GB18030",
        ),
        pytest.param(
            b"<form>\xe7\x94\xa8\xe6\x88\xb7\xe7\x99\xbb\xe5\xbd\x95<input type=password></form>",
            200,
            "source.login",
            id="login",
        ),
        pytest.param(VUE, 200, "source.shell", id="Vue"),
        pytest.param(
            b"<script src=a.js></script><h1>{{article.title}}</h1><div>{{article.content}}</div>",
            200,
            "source.shell",
            id="variables",
        ),
        pytest.param(f"<html><body><div><table><tr><td>{TEXT}".encode(), 200, "source.cut_short", id="cut"),
        pytest.param("<p>页面不存在</p>".encode(), 404, "source.status", id="404"),
        pytest.param(TEXT.encode(), 500, "source.status", id="500"),
        pytest.param(
            b"<html><head><script src='/8Fyf/a.js' r='m'></script></head><body></body></html>",
            200,
            "source.blocked",
            id="瑞数, script alone",
        ),
        pytest.param(
            b"<body onload='document.forms[0].submit()'><form method=post><input type=hidden></form></body>",
            200,
            "source.blocked",
            id="form that sends itself",
        ),
        pytest.param(
            "<meta http-equiv='refresh' content='0;url=/'><p>页面跳转中</p>".encode(),
            200,
            "source.soft_404",
            id="page that only moves on",
        ),
        pytest.param(
            small("405 Not Allowed", "405 Not Allowed Tengine"), 200, "source.blocked", id="405 as 200"
        ),
        pytest.param(small("403 Forbidden", "nginx"), 200, "source.blocked", id="403 as 200"),
        pytest.param(
            small("Request Rejected", "The requested URL was rejected."), 200, "source.blocked", id="F5"
        ),
        pytest.param(small("提示", "本网站仅限中国大陆境内访问。"), 200, "source.blocked", id="abroad"),
        pytest.param(small("", "您的浏览器版本过低，请升级"), 200, "source.blocked", id="old browser"),
        pytest.param(small("", "正在检测您的浏览器安全环境"), 200, "source.blocked", id="browser check"),
        pytest.param(small("500 Internal Server Error", "nginx"), 200, "source.maintenance", id="500 as 200"),
        pytest.param(
            small("运行时错误", "“/”应用程序中的服务器错误。"), 200, "source.maintenance", id="ASP.NET"
        ),
        pytest.param(
            small("Apache Tomcat/7.0.42 - Error report", "HTTP Status 500 -"),
            200,
            "source.maintenance",
            id="Tomcat",
        ),
        pytest.param(
            small("", "Whitelabel Error Page (type=Internal Server Error, status=500)."),
            200,
            "source.maintenance",
            id="Spring",
        ),
        pytest.param(
            small("某局", "根据集约化要求，本网站已于2019年关停"), 200, "source.maintenance", id="site closed"
        ),
        pytest.param(
            "<body><img src=a.jpg alt='网站维护中'></body>".encode(),
            200,
            "source.maintenance",
            id="a picture",
        ),
        pytest.param(
            "<script>alert('该信息不存在或已删除！');history.back();</script>".encode(),
            200,
            "source.soft_404",
            id="a box that pops up",
        ),
        pytest.param(small("", "Sorry，您访问的页面出错了！"), 200, "source.soft_404", id="出错"),
        pytest.param(small("", "该页面已过期"), 200, "source.soft_404", id="过期"),
        pytest.param(small("HTTP Status 404 – 未找到", ""), 200, "source.soft_404", id="Tomcat's 404"),
        pytest.param(
            small("", "The requested URL could not be retrieved"), 200, "source.maintenance", id="Squid"
        ),
        pytest.param(b"no healthy upstream", 200, "source.maintenance", id="Envoy"),
        pytest.param(small("", "数据库连接失败"), 200, "source.maintenance", id="database"),
        pytest.param(
            b"<app-root></app-root><script src=main.js></script>", 200, "source.shell", id="Angular"
        ),
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
        pytest.param(SHORT, id="short report"),
        pytest.param(
            f"<form>验证码<input type=password>登录</form>{SHORT}", id="short report beside a login"
        ),
        pytest.param(SHORT + "<p>因网站升级改版，部分信息不存在。</p>", id="short report on an upgrade"),
        pytest.param("<p>申请的信息不存在 0 件</p>", id="how an application is decided"),
        pytest.param("<p>依申请公开：因该信息不存在，答复1件。</p>", id="how one was decided"),
        pytest.param(f"<title>网络安全防护与防火墙建设</title>{TEXT}", id="words of a guard"),
        pytest.param(f"<title>某县2021年政府网站维护情况</title>{TEXT}", id="maintenance in a title"),
        pytest.param("<div id=app><img src=1.jpg></div><script></script>", id="scans"),
        pytest.param("<div id=app><iframe src=a.pdf></iframe></div><script></script>", id="embedded PDF"),
        pytest.param(
            "<img src=1.jpg><script>location.href='/m/'</script>", id="scans, and navigation by script"
        ),
        pytest.param("<script>PDFObject.embed('/a.pdf','#pdf')</script>", id="PDF embedded by script"),
        pytest.param(
            "<title>某局2019年政府信息公开工作年度报告</title><p>清理您访问的页面不存在等404错误12个。</p>",
            id="dead pages as a short report's subject",
        ),
        pytest.param(f"<html><body><p>{TEXT}", id="closing tags left away"),
        pytest.param("<recordset><record><![CDATA[<div>]]></record>", id="XML"),
        pytest.param('{"data": {"results": []}}', id="JSON"),
    ],
)
def test_page_to_read(html: str) -> None:
    assert find_obstacle(Page(url="http://x.gov.cn/", body=html.encode())) is None


@pytest.mark.parametrize(
    ("path", "is_dead"),
    [
        pytest.param("/", True, id="first page"),
        pytest.param("/index.shtml", True, id="first page by name"),
        pytest.param("/404.html", True, id="404"),
        pytest.param("/common/error.jsp", True, id="error page"),
        pytest.param("/zwgk/nb/202202/t20220209_404.html", False, id="report numbered 404"),
        pytest.param("/zfxxgknb13/326015834/index.html", False, id="report in a folder"),
        pytest.param("/index.php?id=3", False, id="report chosen by a query"),
    ],
)
def test_row_that_leads_to_the_first_page(path: str, is_dead: bool) -> None:
    page = Page(url="http://x.gov.cn" + path, body=TEXT.encode(), listed_title="某局2019年年报")
    problem = find_obstacle(page)
    assert (problem.code if problem else None) == ("source.soft_404" if is_dead else None)


def test_first_page_is_no_dead_end_where_no_row_led_there() -> None:
    assert find_obstacle(Page(url="http://x.gov.cn/", body=TEXT.encode())) is None


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


@pytest.mark.parametrize("file", saved_pages(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_half_of_a_real_page_is_told(file: Path) -> None:
    body = file.read_bytes()
    if b"</html" not in body.lower():
        pytest.skip("a part of a page, saved as such")
    # The head alone, a quarter, half and nearly all of the page.
    cuts = [body[: len(body) * share // 100] for share in (10, 25, 50, 75, 90)]
    assert [is_cut(cut) for cut in cuts] == [True] * 5
    assert not is_cut(body)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("source.blocked", "blocked"), ("source.soft_404", "soft_404"), ("source.status", None)],
)
def test_kinds_of_obstacles(code: str, kind: str | None) -> None:
    assert obstacle_kind(Problem(code=code, detail="")) == kind


def test_page_without_a_problem_has_no_kind() -> None:
    assert obstacle_kind(None) is None


@pytest.mark.parametrize("piece", ["<div>", "{{a", "<input ", "网站", "访问的页面", "<title>", "404 "])
def test_hostile_page_ends_soon(piece: str) -> None:
    body = (piece * (200_000 // len(piece))).encode()
    start = time.process_time()
    find_obstacle(Page(url="http://x.gov.cn/", body=body))
    find_obstacle(Page(url="http://x.gov.cn/", body=body[:2_900]))
    assert time.process_time() - start < 2
