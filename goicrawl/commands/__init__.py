"""Scrapy's command line for this project: what goicrawl adds and what it does otherwise."""
