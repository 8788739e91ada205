"""A page's bytes in UTF-8 into its tree, without what nobody reads: scripts, styles, controls, comments."""

import re

from lxml import etree

from goicrawl.clean.names import HIDING, is_hidden_name

BEGIN, END = "goicrawl-begin", "goicrawl-end"
"""Elements that take the place of the comments and meta tags that some systems set around the body."""
_BEGIN_COMMENT = re.compile(r"<\$\[(?:信息内容|content)\]>(?:begin|start)|ZJEG_RSS\.content\.begin|enpcontent", re.IGNORECASE)
_END_COMMENT = re.compile(r"<\$\[(?:信息内容|content)\]>end|ZJEG_RSS\.content\.end|/enpcontent", re.IGNORECASE)
_BOUND_METAS = {"ContentStart": BEGIN, "ContentEnd": END}

TAG_BYTES = 500
"""A style that hides its element stands so near to the element's name at most."""
_STYLE_HINTS = (b"isplay", b"ISPLAY")
_OPENING = re.compile(rb"<[A-Za-z][^\s>/]*")

_UNREAD = "script style noscript template iframe object embed audio video svg input button select textarea".split()
_WRAPPERS = ("span", "font", "o:p")
_LOOKS = "style width height align valign target bgcolor border cellpadding cellspacing onclick title lang".split()
_INLINE = "span em i b strong font".split()
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)


def parse_html(body: bytes) -> etree._Element | None:
    """Return the root of a page's tree; None where there is nothing to read."""
    body = _mark_hidden(body.replace(b"\0", b"") if b"\0" in body else body)
    try:
        return etree.fromstring(body, _PARSER)
    except etree.XMLSyntaxError:
        return None


def _mark_hidden(body: bytes) -> bytes:
    """Give the attribute `hidden` to what a style hides: on bytes this costs a tenth of asking each element."""
    places = set()
    for hint in _STYLE_HINTS:
        place = body.find(hint)
        while place >= 0:
            if HIDING.match(body, place - 1):
                places.add(place)
            place = body.find(hint, place + len(hint))
    pieces, done = [], 0
    for place in sorted(places):
        start = body.rfind(b"<", max(done, place - TAG_BYTES), place)
        opening = _OPENING.match(body, start) if start >= 0 else None
        if opening and body.find(b">", start, place) < 0:
            pieces += [body[done : opening.end()], b" hidden"]
            done = opening.end()
    return b"".join([*pieces, body[done:]]) if pieces else body


def strip_unread(root: etree._Element) -> None:
    """Remove scripts, styles, controls and hidden words from a tree, in place, and what only looks."""
    _mark_bounds(root)
    for element in root.iter(*_INLINE):
        if element.get("hidden") is not None or is_hidden_name(element.get("class")):
            element.tag = "template"
    etree.strip_elements(root, *_UNREAD, etree.Comment, with_tail=False)
    etree.strip_tags(root, *_WRAPPERS)
    etree.strip_attributes(root, *_LOOKS)


def _mark_bounds(root: etree._Element) -> None:
    for comment in root.iter(etree.Comment):
        text = "".join((comment.text or "").split())
        if _BEGIN_COMMENT.fullmatch(text):
            comment.addprevious(etree.Element(BEGIN))
        elif _END_COMMENT.fullmatch(text):
            comment.addprevious(etree.Element(END))
    for meta in root.iter("meta"):
        if (name := meta.get("name")) in _BOUND_METAS:
            meta.tag = _BOUND_METAS[name]
