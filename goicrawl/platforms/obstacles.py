"""What a server answered -> why it is no page to read, or None."""

import re
from functools import cached_property

from lxml import etree, html

from goicrawl.clean.decode import decode
from goicrawl.items import Page, Problem
from goicrawl.platforms import signs
from goicrawl.platforms.markup import parse_html
from goicrawl.text import squeeze

# Files that come instead of a page, whatever the Content-Type says.
_FILES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word (docx) or another zipped file"),
    (b"\xd0\xcf\x11\xe0", "Word (doc) or another Office file"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
)
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|rtf|ofd|zip|rar|jpe?g|png)$", re.I)

# Where dead links are redirected to: /, /index.html, /404.html, /common/error.shtml.
_DEAD_END = re.compile(
    r"(?:(?:index|default|main|home)(?:\.\w{3,5})?)?"
    r"|(?:[\w.-]{1,40}/){0,4}(?:40[034]|50[0-4]|error|notfound|not_found)(?:[_-]?page)?\.\w{3,5}(?:\?.{0,200})?",
    re.I,
)

_LED_ASTRAY = "the row leads to the site's first page, or to an error page"

OBSTACLES = frozenset(
    {"blocked", "refused", "maintenance", "login", "shell", "soft_404", "cut_short", "claims_other"}
)
"""Kinds of answers that are not the real thing: the last parts of their problems' codes."""
BLOCKED_STATUSES = frozenset({202, 412, 512, 521})
"""What 瑞数 (202, 412) and 加速乐 (512, 521) answer before their script has run."""
REFUSED_STATUSES = frozenset({401, 403, 405, 407, 429, 451})
"""What servers and their guards (阿里云: 405) answer to a client that they do not want, or not now."""

WALL_CHARS = 400
"""Most characters that a wall shows. Walls we know show under 200; of 36 pages of portals at hand the
barest, a listing drawn in part by script, shows 475."""
SHELL_CHARS = 60
"""Most characters that an empty shell shows beside its unfilled variables: a title, 加载中."""
BARE_CHARS = 10
"""Most characters that a wall of script alone shows."""
WALL_WIDE_BYTES = 3_000
"""A page with more bytes beyond ASCII has more Chinese than a wall: only its title is looked at."""
HEAD_BYTES = 8_192
"""The title stands within the first bytes."""
_ASCII = bytes(range(128))
_UNSEEN = ("script", "style", "noscript", "head", "template")
_SHOWS = ("img", "iframe", "frame", "embed", "object", "a", "canvas")
"""Elements that may be what a page without text is about."""
_TITLE = re.compile(rb"<title[^>]{0,200}>(?P<title>[^<]{0,400})</title", re.I)
_SITE = re.compile(r"\s*[-_|—–].*$|\s*[,，].*$")
_END = re.compile(rb"</(?:html|body)\b", re.I)
_START = re.compile(rb"<(?:html|body)\b", re.I)
_PAIRS = tuple(
    (re.compile(rb"<%b[\s>]" % name, re.I), re.compile(rb"</%b\b" % name, re.I))
    for name in (b"div", b"table", b"tr", b"td", b"ul", b"script", b"style", b"head")
)


def find_obstacle(page: Page) -> Problem | None:
    """Return why the answer is no page that could be a report or a listing, None where it may be one.

    The codes are source.file, source.status, source.empty, and source. with a kind of `OBSTACLES`.
    """
    if page.status in BLOCKED_STATUSES:
        return Problem(code="source.blocked", detail=f"anti-robot page: HTTP {page.status}")
    kind = next((kind for magic, kind in _FILES if page.body.startswith(magic)), None)
    if page.status == 200 and kind:
        return Problem(code="source.file", detail=f"a file instead of a page: {kind}")
    if page.status == 200 and not page.body.strip():
        return Problem(code="source.empty", detail="the answer is empty")
    found = None if kind else _find_sign(page)
    if found and (page.status == 200 or found.code in ("source.blocked", "source.maintenance")):
        return found
    if page.status in REFUSED_STATUSES:
        return Problem(code="source.refused", detail=f"the portal refuses the page: HTTP {page.status}")
    if page.status != 200:
        return Problem(code="source.status", detail=f"HTTP {page.status}")
    if page.listed_title and _DEAD_END.fullmatch(page.url.partition("#")[0].split("/", 3)[-1]):
        return Problem(code="source.soft_404", detail=_LED_ASTRAY)
    if is_cut(page.body):
        return Problem(code="source.cut_short", detail="the page breaks off before its end")
    return None


def obstacle_kind(problem: Problem | None) -> str | None:
    """Return which kind of `OBSTACLES` a problem is, None where it is none of them."""
    kind = problem.code.removeprefix("source.") if problem else None
    return kind if kind in OBSTACLES else None


def names_file(url: str) -> bool:
    """Say whether an address is a document's or an image's by its ending.

    >>> names_file("http://x.gov.cn/a.PDF?v=1"), names_file("http://x.gov.cn/a.html")
    (True, False)
    """
    return _FILE_ENDING.search(url.partition("#")[0].partition("?")[0]) is not None


def is_cut(body: bytes, *, strict: bool = False) -> bool:
    """Say whether a page breaks off: it opens as a document, is never closed, and leaves elements open.

    `strict` takes a document that is never closed for cut in any case: for an answer whose length
    nobody told. Listings that are fragments, XML or JSON are not judged.
    """
    if _END.search(body, max(len(body) - HEAD_BYTES, 0)) or not _START.search(body[:HEAD_BYTES]):
        return False
    if _END.search(body):
        return False
    return strict or any(len(opens.findall(body)) > len(closes.findall(body)) for opens, closes in _PAIRS)


def _find_sign(page: Page) -> Problem | None:
    """Return the obstacle that a page's own words or script give away."""
    title = _title_of(page)
    for kind, pattern in signs.TITLE.items():
        if pattern.fullmatch(title):
            return _problem(kind, f"the page's title is {title!r}")
    if len(page.body.translate(None, _ASCII)) > WALL_WIDE_BYTES:
        return None
    return _Small(decode(page.body, page.content_type).text).find()


def _title_of(page: Page) -> str:
    """Return the words of a page's <title> before the site's name."""
    found = _TITLE.search(page.body, 0, HEAD_BYTES)
    if not found:
        return ""
    return _SITE.sub("", squeeze(decode(found["title"], page.content_type).text))


class _Small:
    """A page with little text, looked at closely."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def shown(self) -> str:
        """The words that the page shows, without white space at the ends."""
        if self.tree is None:
            return ""
        etree.strip_elements(self.tree, *_UNSEEN, etree.Comment, with_tail=False)
        return squeeze(self.tree.text_content())

    @cached_property
    def tree(self) -> html.HtmlElement | None:
        """The page, parsed; None where it has no element."""
        return parse_html(self.text)

    @property
    def chars(self) -> int:
        return _count(self.shown)

    def find(self) -> Problem | None:
        """Return the first obstacle that fits; a page that shows words of a report has none."""
        mark, script = signs.ROBOT_CHECK.search(self.text), signs.ROBOT_SCRIPT.search(self.text)
        shell = self._find_shell()
        if shell:
            return shell
        if self.chars > WALL_CHARS or signs.REPORT.search(self.shown) or signs.TITLED.search(self.text):
            return None
        is_bare = self.chars <= BARE_CHARS and not self._shows_other()
        said = self._spoken() if self.chars <= BARE_CHARS else self.shown
        for kind, pattern in (("soft_404", signs.NOT_FOUND), ("maintenance", signs.MAINTENANCE)):
            if found := pattern.search(said):
                return _problem(kind, f"little text, and {found[0]!r} in it")
        if is_bare and signs.MOVED.search(self.text):
            return _problem("soft_404", "it only moves readers on")
        if script and is_bare:
            return _problem("blocked", f"a page of script alone, and {script[0]!r} in it")
        if is_bare and not mark and "<script" in self.text.lower():
            return _problem("shell", "a page of script alone")
        if signs.PASSWORD.search(self.text) and signs.LOGIN.search(self.text):
            return _problem("login", "a form that asks for a password, and little text")
        return _problem("blocked", f"little text, and {mark[0]!r} in it") if mark else None

    def _spoken(self) -> str:
        """Return what a page without text says by its script and its pictures."""
        return "\n".join([self.shown, *(found["words"] for found in signs.SPOKEN.finditer(self.text))])

    def _find_shell(self) -> Problem | None:
        """Return the problem of a page that a script was to fill."""
        if "<script" not in self.text.lower():
            return None
        variables = signs.VARIABLE.findall(self.shown)
        left = _count(signs.VARIABLE.sub("", self.shown))
        mount = signs.MOUNT.search(self.text)
        if left > SHELL_CHARS or not (variables or mount):
            return None
        if mount and not variables and self._shows_other():
            return None
        return _problem("shell", "an empty page that a script was to fill")

    def _shows_other(self) -> bool:
        shows = self.tree is not None and next(self.tree.iter(*_SHOWS), None) is not None
        return shows or signs.EMBEDDED.search(self.text) is not None


def _problem(kind: str, why: str) -> Problem:
    words = {
        "blocked": "anti-robot page",
        "soft_404": "the page says that it does not exist",
        "maintenance": "maintenance page",
        "login": "login page",
        "shell": "not filled in",
    }
    return Problem(code=f"source.{kind}", detail=f"{words[kind]}: {why}")


def _count(text: str) -> int:
    return sum(1 for character in text if not character.isspace())
