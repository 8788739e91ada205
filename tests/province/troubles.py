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
_GONE = _HEAD.format("404 Not Found", "<h1>404 Not Found</h1>")


def trouble_answer(site: Site, entry: Entry) -> Answer:
    """Return what a troubled row's address answers."""
    match entry.kind:
        case "robot":
            return Answer(body=_ROBOT, status=412, kind="trouble")
        case "robot_200":
            return Answer(body=_ROBOT, kind="trouble")
        case "captcha":
            return Answer(body=_CAPTCHA, kind="trouble")
        case "maintenance":
            return Answer(body=_MAINTENANCE, kind="trouble")
        case "soft_404":
            return Answer(body=_SOFT_404, kind="trouble")
        case "pdf_row":
            return Answer(
                body=b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + b"0" * 400,
                content_type="application/pdf",
                kind="trouble",
            )
        case "redirect_out":
            away = f"http://127.0.0.1:{site.clone_port}{entry.path}"
            return Answer(status=302, headers=(("Location", away),), kind="trouble")
        case "bait":
            return Answer(body=chrome.notice_page(site, entry.title), kind="trouble")
        case _:
            return Answer(body=_GONE, status=404, kind="trouble")
