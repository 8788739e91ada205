"""What stands around a listing or a report: navigation, breadcrumbs, counters, footers; pages of no worth."""

from tests.province.draw import draw
from tests.province.site import Site

_CHARSETS = {"gb2312_utf8": "gb2312", "gb18030": "gb2312", "undeclared": None}

CHROME_PATHS = (
    ("/", "首页"),
    ("/zwgk/", "政务公开"),
    ("/zwgk/zfxxgkzn/", "政府信息公开指南"),
    ("/zwgk/zfxxgkzd/", "政府信息公开制度"),
    ("/zwgk/ysqgk/", "依申请公开"),
    ("/zwgk/qtnb/", "政府信息公开年报"),
    ("/bsfw/", "办事服务"),
    ("/hdjl/zxft/", "在线访谈"),
    ("/wzdt.html", "网站地图"),
    ("/lxwm.html", "联系我们"),
)
"""Links that every page carries and no crawl follows."""


def declared_charset(site: Site) -> str | None:
    """Return the charset that the portal's pages name."""
    return next((_CHARSETS[trap] for trap in site.traps if trap in _CHARSETS), "utf-8")


def sent_charset(site: Site) -> str:
    """Return the charset that its pages are in."""
    return "gb18030" if site.has("gb18030") or site.has("undeclared") else "utf-8"


def page(site: Site, title: str, main: str, *, metas: tuple[tuple[str, str], ...] = ()) -> str:
    """Return a whole page of the portal."""
    charset = declared_charset(site)
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    lines = "".join(f'<meta name="{name}" content="{content}">\n' for name, content in metas)
    links = "".join(
        f'<li><a href="{path}" target="_blank">{label}</a></li>\n' for path, label in CHROME_PATHS
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head>{declared}
<title>{title}-{site.county}人民政府</title>
<meta name="SiteName" content="{site.county}人民政府">
<meta name="SiteDomain" content="127.0.0.1:{site.port}">
{lines}<script>var night = "{site.night}"; document.write('<a href="/hot.html">热点</a>');</script>
</head><body>
<iframe src="/header.html" width="100%"></iframe>
<div class="nav"><ul>{links}</ul></div>
<div class="side"><h3>热点新闻</h3><ul>{_news(site)}</ul></div>
<div class="position">您当前所在位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a></div>
<div class="main">
{main}
</div>
{_footer(site)}
</body></html>
<!-- markup behind the end --><script>countVisit({draw(10**6, site.name, site.night)})</script>"""


def _news(site: Site) -> str:
    titles = (f"{site.county}召开年度工作会议", f"{site.county}开展政府信息公开工作培训", "今日天气")
    return "".join(
        f'<li><a href="/xwzx/202611/t2026112{n}_90{n}.html" title="{title}">{title}</a>'
        f"<span>2026-11-2{n}</span></li>"
        for n, title in enumerate(titles)
    )


def _footer(site: Site) -> str:
    editor = "<div class=TRS_Editor>" if site.has("footer_editor") else "<div class='foot'>"
    links = "".join(
        f'<a href="http://{host}/" target="_blank">{label}</a> '
        for host, label in (("www.gov.cn", "中国政府网"), ("www.example.gov.cn", "省人民政府"))
    )
    visits = draw(10**6, site.name, site.night, "visits")
    return (
        f"<div class='footer'>{links}{editor}<p>主办：{site.county}人民政府办公室　"
        f"网站标识码：6101000{site.index:03}</p><p>访问量：{visits}</p></div></div>"
    )


def notice_page(site: Site, title: str) -> str:
    """Return the page of something that is no report."""
    text = (
        "<p>各乡镇人民政府，县直各部门：</p><p>为做好政府信息公开工作年度报告编制和发布工作，现将有关事项通知如下。</p>"
        "<p>请各单位于1月20日前报送县政府办公室。</p><p>特此通知。</p>"
    )
    return page(site, title, f"<h1>{title}</h1><div class='content' id='zoom'>{text}</div>")
