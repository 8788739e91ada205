"""An article into what its report says of itself: title, body, year, period, dates, region, contact."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goicrawl.items import Article, Contact, Problem
from goicrawl.parse.metadata.citations import find_citations
from goicrawl.parse.metadata.contacts import read_contact
from goicrawl.parse.metadata.fields import Labels, read_labels
from goicrawl.parse.metadata.headlines import Headlines, find_headlines
from goicrawl.parse.metadata.issuers import Witnesses, find_issuer
from goicrawl.parse.metadata.periods import NOT_STATED, Period, find_period
from goicrawl.parse.metadata.regions import Region, find_region, is_central
from goicrawl.parse.metadata.signatures import Signature, find_signature
from goicrawl.parse.metadata.titles import tidy_title
from goicrawl.parse.metadata.years import Evidence, find_year, year_of_period, year_of_text, year_of_url


@dataclass(frozen=True, kw_only=True, slots=True)
class Metadata:
    """What a report's page says of it, beside its text and figures."""

    title: str | None = None
    """The report's title on one line; the page's headline where none is a report's title."""
    title_raw: str | None = None
    """The same as printed."""
    issuer: str | None = None
    """The reporting body as printed."""
    region_code: str | None = None
    """GB/T 2260 code of the body's county, city or province."""
    region: str | None = None
    """The region's name in the reporting year, or the development zone's."""
    year: int | None = None
    """The reporting year."""
    year_source: str | None = None
    """The evidence that decided it, as `Evidence.source` has it."""
    period_start: date | None = None
    """First day of the stated period."""
    period_end: date | None = None
    """Last day of the stated period, as stated."""
    published: date | None = None
    """The day of publication: the page's labelled one, else the listing's, else that at the headline."""
    published_raw: str | None = None
    """The same as printed, without its label."""
    generated: date | None = None
    """The day on which the document was made."""
    signed_on: date | None = None
    """The date under the report."""
    signed_by: str | None = None
    """The office under the report."""
    index_number: str | None = None
    """索引号 or 信息索取号."""
    source: str | None = None
    """来源, else 发布机构, as printed."""
    legal_basis: tuple[str, ...] = ()
    """The regulations and documents that the preamble cites."""
    contact: Contact | None = None
    """Whom the report names for questions."""
    has_title: bool = False
    """Whether the title is that of an annual report on information disclosure."""
    is_listed_only: bool = False
    """Whether it is the listing's row alone that calls the page a report."""
    problems: tuple[Problem, ...] = ()
    """Conflicts and damage in any of these."""


_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}\s*[、.．,，]|第[一二三四五六]\s*(?:部分|章|、))")
_PREAMBLE_PARAGRAPHS = 14
"""The preamble, title lines included, ends by here (after 4 paragraphs at most in the seeds)."""
_OPENING_PARAGRAPHS = 24
# The unified social credit code of a body and the index numbers made of it: 11 + region code.
_CREDIT_CODE = re.compile("(?:^|area=)11(?P<region>[1-8][0-9]{5})[0-9A-Z]{4}")


def read_metadata(article: Article) -> Metadata:
    """Return what an article says of its report; fields that it does not state stay None."""
    labels = read_labels(article.meta, article.listed_date, article.byline)
    paragraphs = [block for block in article.blocks if isinstance(block, str)]
    preamble = _preamble(paragraphs)
    headlines = find_headlines(article.title, labels.title, article.listed_title, preamble)
    period = find_period(paragraphs[:_OPENING_PARAGRAPHS]) or NOT_STATED
    signature = find_signature(paragraphs)
    year = find_year(_years(article.url, headlines, period, paragraphs), period, labels.published)
    issuer = find_issuer(_witnesses(headlines, paragraphs, signature, labels.publisher))
    contact, contact_problems = read_contact(paragraphs)
    hints, places = _hints(labels, article.url), _places(labels, signature, contact)
    region_code, region = _region(issuer, year.year, hints, places) or (None, None)
    signing_problems = _signing_problems(signature, year.year)
    return Metadata(
        title=headlines.title.text if headlines.title else _tidy(headlines.printed),
        title_raw=headlines.printed,
        issuer=issuer,
        region_code=region_code,
        region=region,
        year=year.year,
        year_source=year.source,
        period_start=period.start,
        period_end=period.end,
        published=labels.published,
        published_raw=labels.published_raw,
        generated=labels.generated,
        signed_on=signature.signed_on,
        signed_by=signature.signed_by,
        index_number=labels.index_number,
        source=labels.source,
        legal_basis=find_citations(preamble),
        contact=contact,
        has_title=headlines.title is not None,
        is_listed_only=headlines.source == "listing",
        problems=(*year.problems, *period.problems, *contact_problems, *signing_problems),
    )


def _preamble(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs before the first heading."""
    top = paragraphs[:_PREAMBLE_PARAGRAPHS]
    stop = next((at for at, text in enumerate(top) if _HEADING.match(text)), len(top))
    return list(top[:stop])


def _tidy(text: str | None) -> str | None:
    return tidy_title(text) if text else None


def _years(url: str, headlines: Headlines, period: Period, paragraphs: Sequence[str]) -> Iterator[Evidence]:
    """Give what states the year, the weightiest first."""
    titles = [headlines.title] if headlines.title and headlines.source != "listing" else []
    stated = [Evidence(headlines.source, title.year) for title in titles if title.year]
    stated += [Evidence("body_title", title.year) for title in headlines.in_body if title.year]
    if year := year_of_period(period):
        stated.append(Evidence("period", year))
    stated += [Evidence("quoted_title", title.year) for title in headlines.quoted if title.year]
    yield from stated
    if year := year_of_text(paragraphs):
        yield Evidence("text", year)
    if headlines.source == "listing" and headlines.title and headlines.title.year:
        yield Evidence("listing", headlines.title.year)
    if not stated and (year := year_of_url(url)):
        yield Evidence("url", year)


def _witnesses(
    headlines: Headlines, paragraphs: Sequence[str], signature: Signature, publisher: str | None
) -> Witnesses:
    named = [title.issuer for title in (*headlines.in_body, *headlines.quoted) if title.issuer]
    return Witnesses(
        headlines.title.issuer if headlines.title else None,
        named,
        paragraphs[:_OPENING_PARAGRAPHS],
        signature.signed_by,
        publisher,
        None if headlines.title else headlines.printed,
    )


def _hints(labels: Labels, url: str) -> list[str]:
    """Return the region codes that site, index number and address carry, the surest first."""
    codes = (labels.site_code, _credit_code(labels.index_number), _credit_code(url))
    return [code for code in codes if code]


def _places(labels: Labels, signature: Signature, contact: Contact | None) -> list[str]:
    """Return the names that may tell where the body is, the surest first."""
    names = [labels.source, labels.publisher, signature.signed_by]
    names += [contact.org, contact.address] if contact else []
    return [name for name in (*names, labels.site_name) if name]


def _credit_code(text: str | None) -> str | None:
    match = _CREDIT_CODE.search(text) if text else None
    return match["region"] if match else None


def _region(
    issuer: str | None, year: int | None, hints: Sequence[str], places: Sequence[str]
) -> Region | None:
    """Return the body's region: what its name says, else the site's code, else who published and where.

    A body that calls itself 我局 and no more is in the site's region.
    """
    issuer = issuer or ""
    if is_central(issuer):
        return None
    for hint in [*hints, None]:
        if region := find_region(issuer, year, hint):
            return region
    for place in places:
        near = find_region(place, year)
        if near and (region := find_region(issuer, year, near.code)):
            return region
    return None


def _signing_problems(signature: Signature, year: int | None) -> Iterator[Problem]:
    """Tell of a report signed long before its year was over: its date bears the reporting year by mistake."""
    if signature.signed_on and year and signature.signed_on < date(year, 12, 1):
        yield Problem(code="source.signed_before_year_end", detail=signature.signed_on.isoformat())
