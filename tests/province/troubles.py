"""Answers that are not the real thing: robot checks, maintenance pages, soft 404s, files, redirections."""

from tests.province import chrome
from tests.province.site import Answer, Entry, Site

_HEAD = "<html><head><meta charset='utf-8'><title>{}</title></head><body>{}</body></html>"
_ROBOT = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><meta content="3N1ZV.MVSmU2jFVQ" r="m">'
    "<script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=59352;$_ts.cd=\"qWNqrfAlErLcDsZk\";</script>"
    '<script charset="utf-8" src="/tQrlMwxgEtCS/Jk6aVTYjhBeW.294cc83.js" r="m"></script></head>'
    "<body></body></html>"
)
_CAPTCHA = _HEAD.format(
    "安全验证",
    "<form action='/verify' method='post'><p>您的访问过于频繁，请输入验证码后继续访问</p>"
    "<img src='/captcha.jpg'><input name='captcha'></form>",
)
_MAINTENANCE = _HEAD.format(
    "网站维护", "<h1>网站维护中</h1><p>系统正在升级维护，暂时无法访问，给您带来的不便敬请谅解。</p>"
)
_SOFT_404 = _HEAD.format("404", "<p>抱歉，您访问的页面不存在或已删除。</p><a href='/'>返回首页</a>")
_REFRESH = '<html><head><meta http-equiv="refresh" content="0;url=../"></head><body></body></html>'
_LOGIN = _HEAD.format(
    "统一身份认证",
    "<form action='/sso/login' method='post'><h2>用户登录</h2><input name='username' placeholder='用户名'>"
    "<input name='password' type='password' placeholder='密码'><button>登录</button></form>",
)
_SHELL = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>政务公开</title>"
    "<link href='/static/css/app.8f3c.css' rel='stylesheet'></head><body>"
    "<noscript>请启用JavaScript后继续访问</noscript><div id='app'></div>"
    "<script src='/static/js/vendor.77d1.js'></script><script src='/static/js/app.01ab.js'></script>"
    "</body></html>"
)
_GONE = _HEAD.format("404 Not Found", "<h1>404 Not Found</h1>")


_PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + b"0" * 400
_PAGES = {
    "robot": Answer(body=_ROBOT, status=412, kind="trouble"),
    "robot_200": Answer(body=_ROBOT, kind="trouble"),
    "captcha": Answer(body=_CAPTCHA, kind="trouble"),
    "maintenance": Answer(body=_MAINTENANCE, kind="trouble"),
    "soft_404": Answer(body=_SOFT_404, kind="trouble"),
    "refresh_away": Answer(body=_REFRESH, kind="trouble"),
    "login": Answer(body=_LOGIN, kind="trouble"),
    "shell": Answer(body=_SHELL, kind="trouble"),
    "missing": Answer(body=_GONE, status=404, kind="trouble"),
    "pdf_row": Answer(body=_PDF, content_type="application/pdf", kind="trouble"),
}


def trouble_answer(site: Site, entry: Entry) -> Answer:
    """Return what a troubled row's address answers."""
    if entry.kind == "redirect_out":
        away = f"http://127.0.0.1:{site.clone_port}{entry.path}"
        return Answer(status=302, headers=(("Location", away),), kind="trouble")
    if entry.kind == "bait":
        return Answer(body=chrome.notice_page(site, entry.title), kind="trouble")
    return _PAGES[entry.kind]
