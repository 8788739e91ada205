"""A page as served into its article: the stages of cleaning, in order."""

import hashlib

from lxml import etree

from goicrawl.blocks import markup_of, read_blocks, text_of
from goicrawl.clean.attachments import find_attachments
from goicrawl.clean.body import find_body
from goicrawl.clean.chrome import strip_edges, strip_elements
from goicrawl.clean.decode import decode
from goicrawl.clean.page_meta import find_title, read_meta
from goicrawl.items import Article, Page, Problem


def clean_page(page: Page) -> Article:
    """Return the page's article: title, metadata, attachments and the body without chrome.

    Never raises on any bytes: what can't be read gives empty text, container None and a problem.
    """
    decoded = decode(page.body, page.content_type)
    problems = []
    if decoded.lost:
        problems.append(Problem(code="source.encoding", detail=f"{decoded.lost} characters unreadable as {decoded.encoding}"))
    root = parse_html(decoded.text)
    known = {
        "url": page.url,
        "portal": page.portal,
        "listed_title": page.listed_title,
        "listed_date": page.listed_date,
        "sha256": hashlib.sha256(page.body).hexdigest(),
    }
    if root is None:
        problems.append(Problem(code="source.empty", detail="the page has no markup and no text"))
        return Article(**known, problems=tuple(problems))
    etree.strip_elements(root, "script", "style", "noscript", "template", etree.Comment, with_tail=False)
    meta = read_meta(root)
    title = find_title(root, meta)
    rule, body = find_body(root)
    if body is None:
        problems.append(Problem(code="parser.no_body", detail="no part of the page reads like a document"))
        return Article(**known, title=title, meta=meta, problems=tuple(problems))
    attachments = find_attachments(body, page.url)
    strip_elements(body)
    blocks = strip_edges(read_blocks(body), title)
    return Article(
        **known,
        title=title,
        html=markup_of(body),
        text=text_of(blocks),
        meta=meta,
        attachments=attachments,
        container=rule,
        blocks=blocks,
        problems=tuple(problems),
    )


def parse_html(text: str) -> etree._Element | None:
    """Return the root of a page's tree; None where there is nothing to read."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    body = text.encode("utf-8", "replace").replace(b"\0", b"")
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None
