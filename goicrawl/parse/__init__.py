"""From an article to its report: metadata, outline, tables, figures and prose indicators."""

from goicrawl.parse.article import parse_article

__all__ = ["parse_article"]
