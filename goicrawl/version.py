"""The version: of the package, and of the parser that a stored report was read by."""

__version__ = "0.1.0"
