"""A page's text into its tree, without what nobody reads on the page: scripts, styles, controls."""

import re

from lxml import etree

from goicrawl.clean.names import HIDING

# Comments that some systems put around the body become elements, so that all others need not be kept.
BEGIN, END = "goicrawl-begin", "goicrawl-end"
_BEGIN_COMMENT = re.compile(
    r"<!--\s{0,9}(?:<\$\[(?:信息内容|[a-z]{0,9}content)\]>\s{0,9}(?:begin|start)|ZJEG_RSS\.content\.begin|enpcontent)\s{0,9}-->", re.IGNORECASE
)
_END_COMMENT = re.compile(
    r"<!--\s{0,9}(?:<\$\[(?:信息内容|[a-z]{0,9}content)\]>\s{0,9}end|ZJEG_RSS\.content\.end|/enpcontent)\s{0,9}-->", re.IGNORECASE
)
_BEGIN_META = re.compile(r"""<meta\s[^>]{0,80}name\s{0,3}=\s{0,3}["']?ContentStart["']?[^>]{0,80}>""", re.IGNORECASE)
_END_META = re.compile(r"""<meta\s[^>]{0,80}name\s{0,3}=\s{0,3}["']?ContentEnd["']?[^>]{0,80}>""", re.IGNORECASE)

_UNREAD = (
    "script style noscript template iframe frame object embed applet audio video source track canvas svg map "
    "input button select textarea datalist meter progress"
).split()
_WRAPPERS = "span font o:p st1:chsdate st1:personname st1:chmetcnv big small tt".split()
_LOOKS = (
    "style width height align valign border bordercolor cellpadding cellspacing bgcolor background face size color "
    "target lang onclick onmouseover onmouseout onload oncontextmenu onselectstart tabindex role des aria-label nowrap"
).split()
_hidden = etree.XPath("descendant::*/@style[contains(., 'none') or contains(., 'NONE') or contains(., 'idden')]/..")


def parse_html(text: str) -> etree._Element | None:
    """Return the root of a page's tree; None where there is nothing to read."""
    if "begin" in text or "enpcontent" in text or "ContentStart" in text:
        text = _mark_container(text)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace").replace(b"\0", b""), parser)
    except etree.XMLSyntaxError:
        return None


def _mark_container(text: str) -> str:
    for pattern, name in ((_BEGIN_COMMENT, BEGIN), (_BEGIN_META, BEGIN), (_END_COMMENT, END), (_END_META, END)):
        text = pattern.sub(f"<{name}></{name}>", text)
    return text


def strip_unread(root: etree._Element) -> None:
    """Remove scripts, styles and controls, and mark what a style hides with `hidden`, in place."""
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    for element in _hidden(root):
        if HIDING.search(element.get("style", "")):
            element.set("hidden", "")
    etree.strip_tags(root, *_WRAPPERS)
    etree.strip_attributes(root, *_LOOKS)
