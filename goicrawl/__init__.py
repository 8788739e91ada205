"""Annual reports on government information disclosure, from the portal's page to checked data."""

from goicrawl.clean import clean_page
from goicrawl.extract import extract_report
from goicrawl.items import Article, Page, Report

__version__ = "0.1.0"

__all__ = ["Article", "Page", "Report", "clean_page", "extract_report"]
