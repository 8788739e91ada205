"""A page into its checked report: clean, parse and validate in one call."""

from goicrawl.clean import clean_page
from goicrawl.items import Page, Report
from goicrawl.parse import parse_article
from goicrawl.validate import validate_report


def extract_report(page: Page) -> Report:
    """Return what the page says, checked.

    A page that is no report, or that can't be read, gives a Report whose `form` is None and whose
    `problems` say why. Nothing is raised, whatever the bytes.
    """
    return validate_report(parse_article(clean_page(page)))
