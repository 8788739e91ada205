"""Annual reports on government information disclosure, from the portal's page to checked data."""

__version__ = "0.1.0"
