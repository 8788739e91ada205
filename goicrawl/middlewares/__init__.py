"""Scrapy's downloader middlewares of goicrawl: what happens between a request and its answer."""
