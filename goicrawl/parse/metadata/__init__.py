"""An article into what it says of itself: title, issuer, year, period, dates, region, contact, signature."""

from goicrawl.parse.metadata.record import Metadata, read_metadata

__all__ = ["Metadata", "read_metadata"]
