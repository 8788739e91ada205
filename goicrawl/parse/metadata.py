"""An article into what its report says of itself: title, body, year, period, dates, region, contact."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goicrawl.items import Article, Contact, Problem
from goicrawl.parse import fields
from goicrawl.parse.citations import find_citations
from goicrawl.parse.contacts import read_contact
from goicrawl.parse.headlines import Headlines, find_headlines
from goicrawl.parse.issuers import Witnesses, find_issuer
from goicrawl.parse.periods import Period, find_period
from goicrawl.parse.regions import Region, find_region, is_central
from goicrawl.parse.signatures import Signature, find_signature
from goicrawl.parse.titles import tidy_title
from goicrawl.parse.years import Evidence, find_year, year_of_period, year_of_text, year_of_url


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
    """The day of publication that the page, else the listing, gives."""
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
    problems: tuple[Problem, ...] = ()
    """Conflicts and damage in any of these."""


_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}\s*[、.．,，]|第[一二三四五六]\s*(?:部分|章|、))")
_PREAMBLE_PARAGRAPHS = 14
"""The preamble, title lines included, ends by here (after 4 paragraphs at most in the seeds)."""
_OPENING_PARAGRAPHS = 24
_LISTED = "listed"
# The unified social credit code of a body and the index numbers made of it: 11 + region code.
_CREDIT_CODE = re.compile("(?:^|area=)11(?P<region>[1-8][0-9]{5})[0-9A-Z]{4}")


def read_metadata(article: Article) -> Metadata:
    """Return what an article says of its report; fields that it does not state stay None."""
    labels = fields.fold_fields(article.meta)
    paragraphs = [block for block in article.blocks if isinstance(block, str)]
    preamble = _preamble(paragraphs)
    headlines = find_headlines(
        article.title, fields.find_field(labels, fields.TITLE), article.listed_title, preamble
    )
    published = fields.find_date(labels | _listed(article), (*fields.PUBLISHED, _LISTED))
    generated = fields.find_date(labels, fields.GENERATED)
    period, signature = find_period(paragraphs[:_OPENING_PARAGRAPHS]), find_signature(paragraphs)
    evidence = _years(article, headlines, period, paragraphs)
    year = find_year(evidence, period, published[0] if published else None)
    publisher = fields.find_field(labels, fields.PUBLISHER)
    source = fields.find_field(labels, fields.SOURCE) or publisher
    issuer = find_issuer(_witnesses(headlines, paragraphs, signature, publisher or source))
    contact, contact_problems = read_contact(paragraphs)
    index_number = fields.find_field(labels, fields.INDEX_NUMBER)
    places = [source, publisher, signature.signed_by, *_contact_places(contact), labels.get("sitename")]
    hints = (labels.get("siteidcode"), _credit_code(index_number), _credit_code(article.url))
    region = _region(issuer, year.year, [hint for hint in hints if hint], places)
    problems = (*year.problems, *(period.problems if period else ()), *contact_problems)
    return Metadata(
        title=headlines.title.text if headlines.title else _tidy(headlines.printed),
        title_raw=headlines.printed,
        issuer=issuer,
        region_code=region.code if region else None,
        region=region.name if region else None,
        year=year.year,
        year_source=year.source,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        published=published[0] if published else None,
        published_raw=published[1] if published else None,
        generated=generated[0] if generated else None,
        signed_on=signature.signed_on,
        signed_by=signature.signed_by,
        index_number=index_number,
        source=source,
        legal_basis=find_citations(preamble),
        contact=contact,
        has_title=headlines.title is not None,
        problems=problems + tuple(_signing_problems(signature, year.year)),
    )


def _preamble(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs before the first heading."""
    top = paragraphs[:_PREAMBLE_PARAGRAPHS]
    stop = next((at for at, text in enumerate(top) if _HEADING.match(text)), len(top))
    return list(top[:stop])


def _tidy(text: str | None) -> str | None:
    return tidy_title(text) if text else None


def _listed(article: Article) -> dict[str, str]:
    return {_LISTED: article.listed_date} if article.listed_date else {}


def _years(
    article: Article, headlines: Headlines, period: Period | None, paragraphs: Sequence[str]
) -> Iterator[Evidence]:
    """Give what states the year, the weightiest first."""
    titles = [headlines.title] if headlines.title and headlines.source != "listing" else []
    stated = [Evidence(headlines.source, title.year) for title in titles if title.year]
    stated += [Evidence("body_title", title.year) for title in headlines.in_body if title.year]
    if period and (year := year_of_period(period)):
        stated.append(Evidence("period", year))
    stated += [Evidence("quoted_title", title.year) for title in headlines.quoted if title.year]
    yield from stated
    if year := year_of_text(paragraphs):
        yield Evidence("text", year)
    if headlines.source == "listing" and headlines.title and headlines.title.year:
        yield Evidence("listing", headlines.title.year)
    if not stated and (year := year_of_url(article.url)):
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


def _contact_places(contact: Contact | None) -> tuple[str | None, ...]:
    return (contact.org, contact.address) if contact else ()


def _credit_code(text: str | None) -> str | None:
    match = _CREDIT_CODE.search(text) if text else None
    return match["region"] if match else None


def _region(
    issuer: str | None, year: int | None, hints: Sequence[str], places: Sequence[str | None]
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
    for place in filter(None, places):
        near = find_region(place, year)
        if near and (region := find_region(issuer, year, near.code)):
            return region
    return None


def _signing_problems(signature: Signature, year: int | None) -> Iterator[Problem]:
    """Tell of a report signed long before its year was over: its date bears the reporting year by mistake."""
    if signature.signed_on and year and signature.signed_on < date(year, 12, 1):
        yield Problem(code="source.signed_before_year_end", detail=signature.signed_on.isoformat())
