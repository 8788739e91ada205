"""A page's tree into the element that holds its body, and the name of the rule that found it."""

from collections import defaultdict

from lxml import etree

MARKERS = (
    ("ucap", "UCAP-CONTENT"),
    ("ucap", "ucapcontent"),
    ("trs_editor", "TRS_Editor"),
    ("trs_editor", "trs_editor_view"),
    ("trs_ueditor", "TRS_UEDITOR"),
    ("custom_unionstyle", "Custom_UnionStyle"),
    ("vsb", "v_news_content"),
    ("vsb", "vsb_content"),
    ("webplus", "wp_articlecontent"),
    ("hanweb", "bt-content"),
    ("hanweb", "zoom"),
    ("shanghai", "ivs_content"),
    ("shanghai", "Article_content"),
    ("epoint", "ewb-article"),
    ("epoint", "ewb-info"),
    ("shandong", "wip_art_con"),
    ("court", "txt_txt"),
    ("article_content", "article_content"),
    ("article_content", "article-content"),
    ("article_content", "article-body"),
    ("content", "zw"),
    ("content", "content"),
    ("content", "Content"),
)


def find_body(root: etree._Element) -> tuple[str | None, etree._Element | None]:
    """Return the rule that found the body, and the body."""
    named: dict[str, list[etree._Element]] = defaultdict(list)
    for element in root.iter("div", "td", "article", "section", "ucapcontent"):
        for name in ((element.get("class") or "") + " " + (element.get("id") or "")).split():
            named[name].append(element)
        if element.tag == "ucapcontent":
            named["ucapcontent"].append(element)
    for rule, name in MARKERS:
        if found := [element for element in named.get(name, ()) if _chars(element)]:
            return rule, max(found, key=_chars)
    return _densest(root)


def _chars(element: etree._Element) -> int:
    return len("".join("".join(element.itertext()).split()))


def _densest(root: etree._Element) -> tuple[str | None, etree._Element | None]:
    """Return the smallest element with four fifths of the page's text outside links."""
    body = root.find("body")
    if body is None or not _chars(body):
        return None, None
    best = body
    while True:
        total = _own(best)
        child = max((c for c in best if isinstance(c.tag, str)), key=_own, default=None)
        if child is None or child.tag in ("p", "table", "tr", "tbody") or _own(child) < 0.8 * total:
            return "density", best
        best = child


def _own(element: etree._Element) -> int:
    return _chars(element) - sum(_chars(link) for link in element.iter("a"))
