"""Annual reports on government information disclosure, from the portal's page to checked data."""

from goicrawl.clean import clean_page
from goicrawl.extract import extract_report
from goicrawl.items import Article, Page, Report
from goicrawl.version import __version__

__all__ = ["Article", "Page", "Report", "__version__", "clean_page", "extract_report"]
