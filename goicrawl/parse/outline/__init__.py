"""A body's paragraphs into its outline: markers, headings, the tree of sections and their kinds."""

from goicrawl.parse.outline.sections import Outline, read_outline

__all__ = ["Outline", "read_outline"]
