"""What a server answered -> why it is no page to read, or None."""

import re

from lxml import etree

from goicrawl.clean.decode import decode
from goicrawl.items import Page, Problem
from goicrawl.platforms.base import parse_html

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

BLOCKED_STATUSES = frozenset({202, 412, 521})
"""What 瑞数 (202, 412) and 加速乐 (521) answer before their script has run."""

# Their marks. Real pages carry them too: a portal guarded by 瑞数 has $_ts in every page, a login box
# asks for a 验证码. Only a page that shows little else is a wall.
_MARKS = re.compile(
    r"\$_ts\b|__jsl_clearance|acw_sc__v[23]|\b(?:waf|WAF)\b|[Cc]aptcha|CAPTCHA|验证码|安全验证|人机验证|滑动验证"
    r"|访问(?:过于)?频繁|(?:访问|请求|行为).{0,12}(?:拦截|非法|异常)|防火墙|创宇盾|安全狗|云锁"
    r"|(?:启用|开启|[Ee]nable) ?JavaScript"
)
# A page that shows nothing and sets a cookie or moves on by script is one too.
_SCRIPT_MARKS = re.compile(r"document\.cookie|location\.(?:reload|replace|href)|location\s*=")
WALL_CHARS = 400
"""Most characters that a wall shows. Walls we know show under 200; of 36 pages of portals at hand the
barest, a listing drawn in part by script, shows 475."""
BARE_CHARS = 10
"""Most characters that a wall of script alone shows."""
WALL_WIDE_BYTES = 3_000
"""A page with more bytes beyond ASCII has more Chinese than a wall: it is not looked at closer."""
_ASCII = bytes(range(128))
_UNSEEN = ("script", "style", "noscript", "head", "template")


def find_obstacle(page: Page) -> Problem | None:
    """Return why the answer is no page that could be a report or a listing, None where it may be one.

    The codes are source.blocked, source.status, source.file and source.empty.
    """
    if page.status in BLOCKED_STATUSES:
        return Problem(code="source.blocked", detail=f"anti-robot page: HTTP {page.status}")
    kind = next((kind for magic, kind in _FILES if page.body.startswith(magic)), None)
    if kind is None and (mark := _find_wall(page)):
        return Problem(code="source.blocked", detail=f"anti-robot page: little text, and {mark!r} in it")
    if page.status != 200:
        return Problem(code="source.status", detail=f"HTTP {page.status}")
    if kind:
        return Problem(code="source.file", detail=f"a file instead of a page: {kind}")
    if not page.body.strip():
        return Problem(code="source.empty", detail="the answer is empty")
    return None


def _find_wall(page: Page) -> str | None:
    """Return the mark that gives an anti-robot page away, None for any page that shows its text."""
    if len(page.body.translate(None, _ASCII)) > WALL_WIDE_BYTES:
        return None
    text = decode(page.body, page.content_type).text
    mark, script = _MARKS.search(text), _SCRIPT_MARKS.search(text)
    if mark is None and script is None:
        return None
    shown = _shown(text)
    if mark and shown <= WALL_CHARS:
        return mark[0]
    return script[0] if script and shown <= BARE_CHARS else None


def _shown(text: str) -> int:
    """Return how many characters a page shows."""
    tree = parse_html(text)
    if tree is None:
        return 0
    etree.strip_elements(tree, *_UNSEEN, etree.Comment, with_tail=False)
    return sum(1 for character in tree.text_content() if not character.isspace())
