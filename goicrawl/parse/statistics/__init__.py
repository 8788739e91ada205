"""A body's grids into the figures of the statutory forms and other lists, by row and column label."""

from goicrawl.parse.statistics.reading import Reading, read_statistics

__all__ = ["Reading", "read_statistics"]
