"""From a page as served to its article: bytes to text, chrome off, body whole."""

from goicrawl.clean.page import clean_page

__all__ = ["clean_page"]
