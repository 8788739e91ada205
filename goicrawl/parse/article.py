"""An article into its report, without checks."""

from collections.abc import Sequence

from goicrawl.grids import Grid
from goicrawl.items import STATUTORY_SECTIONS, Article, Problem, Report, Section
from goicrawl.parse.indicators import find_indicators, find_unread
from goicrawl.parse.metadata import read_metadata
from goicrawl.parse.outline import read_outline
from goicrawl.parse.rejection import rejection_reason
from goicrawl.parse.statistics import read_statistics
from goicrawl.parse.statistics.labels import MATRIX_FORMS
from goicrawl.parse.tables import read_tables

NARRATIVE = "narrative"
"""The form of a report without a statutory table."""


def parse_article(article: Article) -> Report:
    """Return the report that an article holds; its `form` is None, with a problem, if it holds none."""
    metadata = read_metadata(article)
    outline = read_outline(article.blocks)
    reading = read_statistics([block for block in article.blocks if isinstance(block, Grid)])
    reason = rejection_reason(article, metadata, reading.form is not None)
    missing = _missing_sections(outline.sections) if reading.form in MATRIX_FORMS else ()
    problems = (*article.problems, *metadata.problems, *outline.problems, *missing, *reading.problems)
    problems += tuple(find_unread(outline.intro, outline.sections))
    if reason:
        problems += (_rejection(reason, article.problems),)
    return Report(
        url=article.url,
        portal=article.portal,
        title=metadata.title,
        title_raw=metadata.title_raw,
        issuer=metadata.issuer,
        region_code=metadata.region_code,
        region=metadata.region,
        year=metadata.year,
        year_source=metadata.year_source,
        period_start=metadata.period_start,
        period_end=metadata.period_end,
        form=None if reason else reading.form or NARRATIVE,
        published=metadata.published,
        published_raw=metadata.published_raw,
        generated=metadata.generated,
        signed_on=metadata.signed_on,
        signed_by=metadata.signed_by,
        index_number=metadata.index_number,
        source=metadata.source,
        legal_basis="、".join(metadata.legal_basis) or None,
        contact=metadata.contact,
        text=article.text,
        sections=outline.sections,
        tables=read_tables(article.blocks),
        statistics=reading.statistics,
        indicators=find_indicators(outline.intro, outline.sections, metadata.year),
        problems=problems,
        attachments=article.attachments,
        container=article.container,
        sha256=article.sha256,
    )


def _missing_sections(sections: Sequence[Section]) -> tuple[Problem, ...]:
    """Name the sections that the form prescribes and the report does not have."""
    kinds = {section.kind for section in sections}
    missing = [kind for kind in STATUTORY_SECTIONS if kind not in kinds]
    return tuple(Problem(code="source.section_missing", detail=f"no section {kind}") for kind in missing)


def _rejection(reason: str, problems: tuple[Problem, ...]) -> Problem:
    """Return the problem that says why a page is no report: the portal's doing, or our failing to read it."""
    unread = next((problem for problem in problems if problem.code == "parser.no_body"), None)
    if reason == "empty" and unread:
        return Problem(code="parser.empty", detail=f"the page shows text, but {unread.detail}")
    return Problem(code=f"source.{reason}", detail="the page is no annual report")
