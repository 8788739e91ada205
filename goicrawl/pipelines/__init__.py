"""The stages as Scrapy item pipelines.

A page that is kept out is dropped with `RejectedPage`; the last pipeline hears of it and stores why.
"""

from goicrawl.pipelines.rejected import RejectedPage
from goicrawl.pipelines.sqlite import SqlitePipeline
from goicrawl.pipelines.stages import CleanPipeline, ParsePipeline, ScreenPipeline, ValidatePipeline

__all__ = [
    "CleanPipeline",
    "ParsePipeline",
    "RejectedPage",
    "ScreenPipeline",
    "SqlitePipeline",
    "ValidatePipeline",
]
