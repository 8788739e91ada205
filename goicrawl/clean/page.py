"""A page as served into its article: the stages of cleaning, in order."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree

from goicrawl.blocks import blocks_of, text_of
from goicrawl.blocks.scanner import scan
from goicrawl.blocks.tokens import Tokens, markup_of, split_tags
from goicrawl.blocks.units import Unit
from goicrawl.clean.attachments import find_attachments, read_written
from goicrawl.clean.body import Span, find_body, kept_units
from goicrawl.clean.decode import decode
from goicrawl.clean.headline import find_line_above, strip_site
from goicrawl.clean.markup import Cut, cut_around, cut_markup
from goicrawl.clean.names import mark_of
from goicrawl.clean.outline import Container, Outline
from goicrawl.clean.page_meta import (
    AFTER,
    BEFORE,
    HeadTitles,
    find_head_titles,
    read_labelled,
    read_meta_tags,
)
from goicrawl.clean.tree import BEGIN, END, fold_menus, parse_html, strip_code, strip_controls
from goicrawl.clean.vocab import TITLE_LABELS
from goicrawl.items import Article, Page, Problem

SLIGHT = 1.0
"""A body that weighs less is hardly one: a lone 无。 weighs 1.5."""


def clean_page(page: Page) -> Article:
    """Return the page's article: title, metadata, attachments, and the body without chrome.

    Never raises on any bytes: what can't be read gives empty text, container None and a problem.
    """
    decoded = decode(page.body, page.content_type)
    problems = []
    if decoded.lost:
        detail = f"{decoded.lost} characters can't be read as {decoded.encoding} or any other encoding"
        problems.append(Problem(code="source.encoding", detail=detail))
    article = Article(
        url=page.url,
        portal=page.portal,
        listed_title=page.listed_title,
        listed_date=page.listed_date,
        sha256=hashlib.sha256(page.body).hexdigest(),
        problems=tuple(problems),
    )
    root = parse_html(decoded.utf8(page.body))
    if root is None:
        return _with_problem(article, "source.empty", "the page has neither markup nor text")
    return _clean_tree(article, root)


def _clean_tree(article: Article, root: etree._Element) -> Article:
    meta = read_meta_tags(root)
    titles = find_head_titles(root, meta)
    body = root if (found := root.find("body")) is None else found
    written = read_written(body)
    strip_code(body)
    fold_menus(body)
    attachments = find_attachments(body, article.url, written)
    strip_controls(body)
    tokens = split_tags(markup_of(body))
    scanned = scan(tokens, mark_of)
    outline = Outline(scanned, _bounds(tokens), titles)
    span = find_body(outline)
    if outline.has_hidden and (span is None or outline.weight(span.first, span.last) < SLIGHT):
        # What a script shows later may be all there is: pages with tabs hide the text until then.
        outline = Outline(scanned, _bounds(tokens), titles, unhide=True)
        span = find_body(outline)
    kept = [outline.units[index] for index in kept_units(outline, span)] if span else []
    labelled = read_labelled(_around(outline, span, kept))
    title = _title(outline, titles, span, labelled)
    article = replace(article, title=title, attachments=attachments, meta=labelled | meta)
    if span is None or not kept:
        return _with_problem(article, *_no_body(outline, article))
    blocks = blocks_of(kept)
    return replace(
        article,
        html=cut_markup(tokens, _cut(outline, span, kept), scanned.units, set(kept), scanned.layouts),
        text=text_of(blocks),
        container=span.rule,
        blocks=blocks,
    )


def _no_body(outline: Outline, article: Article) -> tuple[str, str]:
    """Return code and detail of the problem that a page without a body has."""
    if outline.containers or article.attachments:
        files = f", but offers {len(article.attachments)} files" if article.attachments else ""
        return "source.no_text", f"the page has a place for the body and no text in it{files}"
    if not outline.units:
        return "source.no_text", "the page shows no text"
    return "parser.no_body", "no part of the page reads like a document"


def _with_problem(article: Article, code: str, detail: str) -> Article:
    return replace(article, problems=(*article.problems, Problem(code=code, detail=detail)))


def _bounds(tokens: Tokens) -> list[Container]:
    """Return what stands between the comments that some systems set around the body."""
    opening, closing = f"{BEGIN}/", f"{END}/"
    if opening not in tokens.tags:
        return []
    start = tokens.tags.index(opening)
    end = tokens.tags.index(closing, start) if closing in tokens.tags[start:] else len(tokens.tags)
    return [Container("comment", start, end)]


def _title(
    outline: Outline, titles: HeadTitles, span: Span | None, labelled: Mapping[str, str]
) -> str | None:
    """Return the headline over the body, else what the page's metadata says."""
    if outline.headline:
        return outline.headline.text
    if titles.article:
        return titles.article
    if span and (above := find_line_above(outline.units[: span.first])):
        return above
    if titles.page:
        return strip_site(titles.page)
    return next((labelled[label] for label in TITLE_LABELS if label in labelled), None)


def _around(outline: Outline, span: Span | None, kept: Sequence[Unit]) -> list[Unit]:
    """Return the units around the body in which its fields stand, and what was taken off inside."""
    if span is None:
        return outline.units[: BEFORE + AFTER]
    text = set(kept)
    first, last = max(0, span.first - BEFORE), span.last + 1 + AFTER
    return [unit for unit in outline.units[first:last] if unit not in text]


def _cut(outline: Outline, span: Span, kept: Sequence[Unit]) -> Cut:
    """Return where the body's markup is cut out: at its container, else around its first and last unit."""
    for box in outline.containers:
        if box.rule == span.rule != "comment" and box.start < kept[0].start and kept[-1].end <= box.end:
            return Cut(box.start + 1, box.end, is_balanced=True)
    return cut_around(kept[0], kept[-1])
