"""A page as served into its article: the stages of cleaning, in order."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from goicrawl.blocks import blocks_of, text_of
from goicrawl.blocks.scanner import Scan, scan
from goicrawl.blocks.tokens import Tokens, markup_of, split_tags
from goicrawl.blocks.units import Unit
from goicrawl.clean.article import bound_article
from goicrawl.clean.attachments import find_attachments, read_written
from goicrawl.clean.body import Span, find_body, kept_units
from goicrawl.clean.bylines import find_stamp, split_dated
from goicrawl.clean.decode import decode
from goicrawl.clean.edges import LINK_SHARE, is_footer, link_share
from goicrawl.clean.headline import strip_site
from goicrawl.clean.markup import Cut, cut_around, cut_markup
from goicrawl.clean.names import MENU, mark_of
from goicrawl.clean.outline import Outline
from goicrawl.clean.page_meta import (
    AFTER,
    BEFORE,
    HeadTitles,
    find_head_titles,
    read_labelled,
    read_meta_tags,
)
from goicrawl.clean.regions import Container
from goicrawl.clean.tree import BEGIN, END, find_text_root, fold_menus, parse_html, strip_code, strip_controls
from goicrawl.clean.unnamed import find_line_above
from goicrawl.clean.vocab import TITLE_LABELS
from goicrawl.grids import Block
from goicrawl.items import Article, Attachment, Page, Problem

LISTED = 3
"""A list has so many rows at least …"""
ROW_CHARS = 12
"""… each a link of so many characters: a title, no menu's word."""
SITE_DATE = "更新"
"""How the date in a site's header or footer is called."""
STAMP_LINES = 4
"""Lines under a headline, with no body behind them, among which its date stands."""
SLIGHT = 1.0
"""A body that weighs less is hardly one: a lone 无。 weighs 1.5."""


def clean_page(page: Page) -> Article:
    """Return the page's article: title, metadata, attachments, and the body without chrome.

    Never raises on any bytes: what can't be read gives empty text, container None and a problem.
    """
    decoded = decode(page.body, page.content_type)
    root = parse_html(decoded.utf8(page.body))
    found = _NOTHING if root is None else _read_tree(root, page.url)
    problems = found.problems
    if decoded.lost:
        detail = f"{decoded.lost} characters can't be read as {decoded.encoding} or any other encoding"
        problems = (Problem(code="source.encoding", detail=detail), *problems)
    return Article(
        url=page.url,
        title=found.title,
        html=found.html,
        text=text_of(found.blocks),
        meta=found.meta,
        byline=found.byline,
        attachments=found.attachments,
        container=found.container,
        blocks=found.blocks,
        problems=problems,
        portal=page.portal,
        listed_title=page.listed_title,
        listed_date=page.listed_date,
        sha256=hashlib.sha256(page.body).hexdigest(),
    )


class _Found(NamedTuple):
    """What a page's tree says."""

    title: str | None
    meta: dict[str, str]
    attachments: tuple[Attachment, ...]
    html: str = ""
    container: str | None = None
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    byline: str | None = None


_EMPTY = Problem(code="source.empty", detail="the page has neither markup nor text")
_NOTHING = _Found(None, {}, (), problems=(_EMPTY,))


def _read_tree(root: etree._Element, url: str) -> _Found:
    meta = read_meta_tags(root)
    titles = find_head_titles(root, meta)
    body = find_text_root(root)
    written = read_written(body)
    strip_code(body)
    fold_menus(body)
    attachments = find_attachments(body, url, written)
    strip_controls(body)
    tokens = split_tags(markup_of(body))
    scanned = scan(tokens, mark_of)
    outline, span = _find_span(scanned, tokens, titles)
    kept = [outline.units[index] for index in kept_units(outline, span)] if span else []
    labelled = read_labelled(_around(outline, span, kept))
    title, stamp = split_dated(_title(outline, titles, span, labelled) or "")
    found = _Found(title or None, labelled | meta, attachments, byline=stamp or _stamp(outline, span))
    if span is None or not kept:
        return found._replace(problems=(_no_body(outline, attachments),))
    html = cut_markup(tokens, _cut(outline, span, kept), scanned.units, set(kept), scanned.layouts)
    return found._replace(html=html, container=span.rule, blocks=blocks_of(kept))


def _find_span(scanned: Scan, tokens: Tokens, titles: HeadTitles) -> tuple[Outline, Span | None]:
    """Return the outline in which a body was found, and the body; the plain outline where none was."""
    outline, span = _look(scanned, tokens, titles)
    if outline.has_hidden and _is_slight(outline, span):
        # What a script shows later may be all there is: pages with tabs hide the text until then.
        outline, span = _look(scanned, tokens, titles, unhide=True)
    if outline.chrome and not outline.containers and _is_slight(outline, span):
        # A name misleads: a template's content_bottom may be the lower part of the article.
        plain, found = _look(scanned, tokens, titles, trusts_names=False)
        if not _is_slight(plain, found):
            return plain, found
    return outline, span


def _look(
    scanned: Scan, tokens: Tokens, titles: HeadTitles, *, unhide: bool = False, trusts_names: bool = True
) -> tuple[Outline, Span | None]:
    outline = Outline(scanned, _bounds(tokens), titles, unhide=unhide, trusts_names=trusts_names)
    bound_article(outline)
    return outline, find_body(outline)


def _is_slight(outline: Outline, span: Span | None) -> bool:
    return span is None or outline.weight(span.first, span.last) < SLIGHT


def _no_body(outline: Outline, attachments: Sequence[Attachment]) -> Problem:
    """Return the problem that a page without a body has."""
    if outline.containers or attachments:
        files = f", but offers {len(attachments)} files" if attachments else ""
        detail = f"the page has a place for the body and no text in it{files}"
        return Problem(code="source.no_text", detail=detail)
    if not outline.units:
        return Problem(code="source.no_text", detail="the page shows no text")
    if rows := _count_rows(outline):
        return Problem(code="source.listing", detail=f"the page is a list of {rows} links")
    return Problem(code="parser.no_body", detail="no part of the page reads like a document")


def _count_rows(outline: Outline) -> int:
    """Return how many links a page lists; 0 where they are not most of what stands outside its chrome."""
    shown = [unit for unit in outline.units if unit.region not in outline.chrome and unit.text != MENU]
    rows = [unit for unit in shown if link_share(unit) >= LINK_SHARE and len(unit.text) >= ROW_CHARS]
    chars = sum(len(unit.text) for unit in shown)
    is_list = len(rows) >= LISTED and 2 * sum(len(unit.text) for unit in rows) >= chars
    return len(rows) if is_list else 0


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


def _stamp(outline: Outline, span: Span | None) -> str | None:
    """Return the date that a line between headline and body gives without a label."""
    if outline.headline is None:
        return None
    start = outline.headline.last + 1
    lines = range(start, span.first if span else min(start + STAMP_LINES, len(outline.units)))
    for unit in [outline.units[index] for index in lines if outline.is_byline(index)]:
        stamp = find_stamp(unit.text)
        # A link behind the date may be the source; one before it, or without a body, is another page.
        if stamp and (not unit.links or (span and unit.text.startswith(stamp))):
            return stamp
    return None


def _around(outline: Outline, span: Span | None, kept: Sequence[Unit]) -> list[Unit]:
    """Return the units around the body in which its fields stand, and what was taken off inside."""
    if span is None:
        return [unit for unit in outline.units[: BEFORE + AFTER] if not _dates_site(outline, unit)]
    text = set(kept)
    first, last = max(0, span.first - BEFORE), span.last + 1 + AFTER
    return [unit for unit in outline.units[first:last] if unit not in text and not _dates_site(outline, unit)]


def _dates_site(outline: Outline, unit: Unit) -> bool:
    """Tell whether a unit says when the site was updated, and not the page."""
    return SITE_DATE in unit.text and (unit.region in outline.chrome or is_footer(unit.text))


def _cut(outline: Outline, span: Span, kept: Sequence[Unit]) -> Cut:
    """Return where the body's markup is cut out: at its container, else around its first and last unit."""
    for box in outline.containers:
        if box.rule == span.rule != "comment" and box.start < kept[0].start and kept[-1].end <= box.end:
            return Cut(box.start + 1, box.end, is_balanced=True)
    return cut_around(kept)
