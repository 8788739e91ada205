"""A page's bytes in UTF-8 into its tree, without what nobody reads: scripts, styles, controls, comments."""

import re
from collections.abc import Iterator

from lxml import etree

from goicrawl.clean.names import MENU, is_hidden_name, is_menu_name

BEGIN, END = "goicrawl-begin", "goicrawl-end"
"""Elements that take the place of the comments and meta tags that some systems set around the body."""
# In lower case, without white space.
_BOUND_COMMENTS = dict.fromkeys(
    [
        "<$[信息内容]>begin",
        "<$[信息内容]>start",
        "<$[content]>begin",
        "<$[content]>start",
        "zjeg_rss.content.begin",
        "enpcontent",
    ],
    BEGIN,
)
_BOUND_COMMENTS |= dict.fromkeys(
    ["<$[信息内容]>end", "<$[content]>end", "zjeg_rss.content.end", "/enpcontent"], END
)
_BOUND_METAS = {"ContentStart": BEGIN, "ContentEnd": END}

MENU_LINKS = 8
"""A menu has so many links at least …"""
MENU_CHARS = 40
"""… and so many characters a link at most, text between them included."""
ARTICLE_DATES = 4
"""Labels of dates and sources over one article at most."""
SENTENCE_LINKS = 20
"""A footer may have a sentence to so many links."""
PRE_LINES = 20_000
"""Preformatted text of more lines is no document."""
COMMENT_CHARS = 60
"""A longer comment marks no bound."""
TAG_BYTES = 500
"""A style that hides its element stands so near to the element's name at most."""
# How such a style begins, and how it goes on. Literals are looked for from the end of a page: `rfind` takes
# a half to a third of the time that `find` and a regex take.
_HIDING = {
    b"isplay": re.compile(rb"\s{0,3}:\s{0,3}none"),
    b"ISPLAY": re.compile(rb"\s{0,3}:\s{0,3}none", re.IGNORECASE),
}
_OPENING = re.compile(rb"<[A-Za-z][^\s>/]*")

_END = re.compile(rb"</(?:body|html)\s{0,9}>", re.IGNORECASE)
# What may be nested without end: at first all but tables, then they too.
_NESTING = tuple(
    re.compile(
        rb"</?(?!(?:br|p|h[1-6]|li|title|meta|script|style%s)\b)[a-z][^<>]{0,2000}>" % but, re.IGNORECASE
    )
    for but in (b"|table|tr|td|th", b"")
)

_CODE = ["script", "style", "noscript", "template", "svg"]
_CONTROLS = ["iframe", "object", "embed", "audio", "video", "input", "button", "select", "textarea"]
_WRAPPERS = ("span", "font", "o:p")
_LOOKS = [
    "style",
    "width",
    "height",
    "align",
    "valign",
    "target",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "onclick",
    "title",
    "lang",
]
_INLINE = ["span", "em", "i", "b", "strong", "font"]
# What holds an article's date and a heading, or the path to it, is a wrapper, whatever its name: bg-bottom.
_PATH = re.compile("(?:当前|所在|您的|现在的)位置")
_DATED = re.compile("(?:发布|发文|公开|成文|生成)(?:时间|日期)|索引号|来源[:：]")
_DATE_WORDS = ("时间", "日期", "索引号", "来源")
"""One of them stands in all that `_DATED` finds, and to look for them takes a tenth of its time."""
_LEVELS = 6
"""Elements between the body and a menu of the site at most."""
# What may be a menu, and whether one may stand inside it.
_FOLDED = dict.fromkeys(["div", "body", "form", "center", "section", "header", "footer", "main"], True)
_FOLDED |= dict.fromkeys(["ul", "ol", "dl", "table", "nav", "aside"], False)
_count_links = etree.XPath("count(descendant-or-self::a)")
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, collect_ids=False)


def parse_html(body: bytes) -> etree._Element | None:
    """Return the root of a page's tree; None where there is nothing to read.

    Markup that is nested deeper than the parser goes is read without its boxes: no text is lost.
    """
    body = _mark_hidden(_without_end(body.replace(b"\0", b"") if b"\0" in body else body))
    try:
        root = etree.fromstring(body, _PARSER)
        for nesting in _NESTING:
            if not _is_cut():
                break
            root = etree.fromstring(nesting.sub(b"<br>", body), _PARSER)
    except etree.XMLSyntaxError:
        return None
    return root


def _is_cut() -> bool:
    """Tell whether the parser gave up on the last page, because its elements stand too deep."""
    last = _PARSER.error_log.last_error
    return last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT


def _without_end(body: bytes) -> bytes:
    """Return a page that does not end before its text does: the parser reads nothing behind `</html>`."""
    end = _find_end(body)
    if end < 0 or not (rest := _END.sub(b"", body[end:]).strip()):
        return body
    return body[:end] + rest


def _find_end(body: bytes) -> int:
    """Return where a page ends for the first time, -1 where it does not."""
    for name in (b"</html", b"</HTML"):
        last = body.rfind(name)
        if last >= 0:
            return last if body.rfind(name, 0, last) < 0 else body.find(name)
    return -1


def find_text_root(root: etree._Element) -> etree._Element:
    """Return the element that holds all text of a page: its body, with what stands behind the body."""
    body = next(root.iterchildren("body"), None)
    if body is None:
        return root
    body.extend(body.itersiblings())
    return body


def _mark_hidden(body: bytes) -> bytes:
    """Give the attribute `hidden` to what a style hides: a tenth of the cost of asking each element."""
    pieces, done = [], 0
    for place in sorted(_hiding_places(body)):
        start = body.rfind(b"<", max(done, place - TAG_BYTES), place)
        opening = _OPENING.match(body, start) if start >= 0 else None
        if opening and body.find(b">", start, place) < 0:
            pieces += [body[done : opening.end()], b" hidden"]
            done = opening.end()
    return b"".join([*pieces, body[done:]]) if pieces else body


def _hiding_places(body: bytes) -> Iterator[int]:
    for word, following in _HIDING.items():
        place = body.rfind(word)
        while place >= 0:
            if following.match(body, place + len(word)):
                yield place
            place = body.rfind(word, 0, place)


def strip_code(root: etree._Element) -> None:
    """Remove what a browser shows no text of from a tree, in place; mark the bounds that comments set."""
    _mark_bounds(root)
    etree.strip_elements(root, *_CODE, etree.Comment, with_tail=False)


def strip_controls(root: etree._Element) -> None:
    """Remove controls, frames and hidden words from a tree, in place, and what only says how it looks."""
    for element in root.iter(*_INLINE):
        names = element.get("class")
        if element.get("hidden") is not None or (names and is_hidden_name(names)):
            element.tag = "button"
    for element in root.iter("pre"):
        _break_lines(element)
    etree.strip_elements(root, *_CONTROLS, with_tail=False)
    etree.strip_tags(root, *_WRAPPERS)
    etree.strip_attributes(root, *_LOOKS)


def _break_lines(pre: etree._Element) -> None:
    """Put a line break in the place of each newline in preformatted text."""
    if sum(str(text).count("\n") for text in pre.itertext()) > PRE_LINES:
        return
    for element in [pre, *pre.iterdescendants()]:
        if element.text and "\n" in element.text:
            element.text, *lines = element.text.split("\n")
            for line in reversed(lines):
                element.insert(0, _break(line))
        if element is not pre and element.tail and "\n" in element.tail:
            element.tail, *lines = element.tail.split("\n")
            for line in reversed(lines):
                element.addnext(_break(line))


def _break(tail: str) -> etree._Element:
    br = etree.Element("br")
    br.tail = tail
    return br


def fold_menus(element: etree._Element, levels: int = _LEVELS) -> None:
    """Empty the site's menus and footers, in place: they are most of a page, and one sign stands for each."""
    for child in element:
        tag = child.tag
        kind = _FOLDED.get(tag) if isinstance(tag, str) else None
        if not isinstance(tag, str) or kind is None or not len(child):
            continue
        if is_menu_name(tag, child.get("class"), child.get("id")) and _is_menu(child):
            child.clear(keep_tail=True)
            child.tag, child.text = "nav", MENU
        elif kind and levels:
            fold_menus(child, levels - 1)


def _is_menu(element: etree._Element) -> bool:
    """Tell whether an element holds many short links and hardly a sentence."""
    links = int(_count_links(element))
    if links < MENU_LINKS:
        return False
    text = str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))
    if text.count("。") * SENTENCE_LINKS > links or len("".join(text.split())) > links * MENU_CHARS:
        return False
    return not (any(word in text for word in _DATE_WORDS) and _holds_article(element, text))


def _holds_article(element: etree._Element, text: str) -> bool:
    """Tell whether an element with a menu's name holds one article: a list has a date a row."""
    if not 0 < len(_DATED.findall(text)) <= ARTICLE_DATES:
        return False
    return bool(_PATH.search(text)) or next(element.iter("h1", "h2", "h3"), None) is not None


def _mark_bounds(root: etree._Element) -> None:
    for comment in root.iter(etree.Comment):
        text = comment.text or ""
        if len(text) <= COMMENT_CHARS and (name := _BOUND_COMMENTS.get("".join(text.split()).lower())):
            comment.addprevious(etree.Element(name))
    for meta in root.iter("meta"):
        if (name := meta.get("name")) in _BOUND_METAS:
            meta.tag = _BOUND_METAS[name]
            meta.attrib.clear()
