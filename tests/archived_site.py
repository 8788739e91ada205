"""A portal on this machine whose answers have what an archive must keep: forms, redirects, gzip, GBK, 304."""

import gzip
import re
from pathlib import Path

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.command_line import ROOT

FIXTURES = ROOT / "fixtures"
TITLE = "某县{}年政府信息公开工作年度报告"
LISTING = "/col/col1/index.html"
PAGER = "/module/web/jpage/dataproxy.jsp"
ZIPPED, MOVED, TARGET, GONE, POSTED = (f"/art/2024/1/{day}/art_1_{day}.html" for day in range(1, 6))


def row(path: str, year: int) -> str:
    title = TITLE.format(year)
    return f'<li><a href="{path}" title="{title}">{title}</a><span>2024-01-01</span></li>'


def datastore(*rows: str) -> str:
    records = "".join(f"<record><![CDATA[{one}]]></record>" for one in rows)
    return f"<datastore><totalrecord>4</totalrecord><recordset>{records}</recordset></datastore>"


class ArchivedSite:
    """The portal; `bodies` may be changed between two crawls."""

    def __init__(self, httpserver: HTTPServer) -> None:
        self.server = httpserver
        self.asked: list[str] = []
        self.bodies = {
            ZIPPED: (FIXTURES / "kashi/report-2021/response.body").read_bytes(),
            TARGET: (FIXTURES / "anqing/report-2016/response.body").read_bytes(),
            POSTED: (FIXTURES / "_constructed/t2021/township-2023/response.body").read_bytes(),
        }
        httpserver.expect_request(re.compile(".*")).respond_with_handler(self.answer)

    def registry(self, folder: Path) -> Path:
        """Write the registry file of the portal `here`; return its folder."""
        folder.mkdir(exist_ok=True)
        (folder / "here.toml").write_text(
            f'[here]\ntitle = "某县"\nregion_code = "653101"\nplatform = "hanweb"\n'
            f'hosts = ["{self.server.host}"]\nstart = ["{self.server.url_for(LISTING)}"]\n',
            encoding="utf-8",
        )
        return folder

    def answer(self, request: Request) -> Response:
        self.asked.append(f"{request.method} {request.path}")
        if request.path == "/robots.txt":
            return Response("User-agent: *\nDisallow: /secret", content_type="text/plain")
        if request.path == LISTING:
            return Response(self.listing(), content_type="text/html; charset=utf-8")
        if request.path == PAGER and request.method == "POST":
            return self.posted(request)
        if request.path == MOVED:
            return Response("moved", status=302, headers={"Location": TARGET})
        if request.path == POSTED:
            return self.conditional(request)
        if request.path in self.bodies:
            return self.page(request.path)
        return Response("没有找到", status=404, content_type="text/html; charset=gbk")

    def listing(self) -> str:
        pager = f"totalRecord:4,proxyUrl:'{PAGER}',perPage:3,ajaxParam:{{columnid:1,path:'/'}}"
        rows = (row(ZIPPED, 2021), row(MOVED, 2016), row(GONE, 2015))
        shown = f"<script type='text/xml'>{datastore(*rows)}</script>"
        return f"<div id=1>{shown}</div><script>$('#1').jpage({{{pager}}});</script>"

    def posted(self, request: Request) -> Response:
        if request.form.to_dict() != {"columnid": "1", "path": "/"} or request.args["startrecord"] != "4":
            return Response(status=400)
        return Response(datastore(row(POSTED, 2023)), content_type="text/xml;charset=UTF-8")

    def page(self, path: str) -> Response:
        body = self.bodies[path]
        answer = Response(body, content_type="text/html")
        if path == ZIPPED:
            answer.set_data(gzip.compress(body, mtime=0))
            answer.headers["Content-Encoding"] = "gzip"
        answer.headers.add("X-Note", "one")
        answer.headers.add("X-Note", "two")
        return answer

    def conditional(self, request: Request) -> Response:
        answer = Response(self.bodies[POSTED], content_type="text/html; charset=utf-8")
        answer.add_etag()
        answer.make_conditional(request)
        return answer
