"""Reports into Scrapy's feeds: one line, array element or row a report, the same columns in each.

JSON has every field, unknown as null, and is lossless. CSV is for spreadsheets: unknown is an empty cell,
the parts of a report (sections, statistics, …) are JSON in a cell, and a text from a page that starts
like a formula (= + - @) has an apostrophe before it, so that no spreadsheet runs it. Excel shows 32,767
characters of a cell at most, and takes Chinese for another encoding unless the file begins with a byte
order mark: `FEED_EXPORT_ENCODING=utf-8-sig` writes one.

    FEED_EXPORT_ENCODING = "utf-8"
    FEED_EXPORTERS = {
        "jsonl": "goicrawl.export.feeds.JsonLinesReportExporter",
        "jsonlines": "goicrawl.export.feeds.JsonLinesReportExporter",
        "jl": "goicrawl.export.feeds.JsonLinesReportExporter",
        "json": "goicrawl.export.feeds.JsonReportExporter",
        "csv": "goicrawl.export.feeds.CsvReportExporter",
    }
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from scrapy.exporters import CsvItemExporter, JsonItemExporter, JsonLinesItemExporter

from goicrawl.export.records import FLAT_COLUMNS, flat_record, report_record
from goicrawl.items import Report

_Names = Mapping[str, str] | Iterable[str] | None
_Fields = Iterable[tuple[str, object]]


class JsonLinesReportExporter(JsonLinesItemExporter):
    """One JSON object a line."""

    def get_serialized_fields(
        self, item: object, default_value: object = None, include_empty: bool | None = None
    ) -> _Fields:
        """Return all fields, or those of `fields_to_export`; raise TypeError for another item."""
        return _chosen(report_record(_report(item)), self.fields_to_export, default_value)


class JsonReportExporter(JsonItemExporter):
    """One JSON array of objects."""

    def get_serialized_fields(
        self, item: object, default_value: object = None, include_empty: bool | None = None
    ) -> _Fields:
        """Return all fields, or those of `fields_to_export`; raise TypeError for another item."""
        return _chosen(report_record(_report(item)), self.fields_to_export, default_value)


class CsvReportExporter(CsvItemExporter):
    """One row a report, and the header row even where there is no report."""

    def __init__(self, file: BytesIO, **kwargs: Any) -> None:
        """Take Scrapy's options."""
        # `scrapy crawl -o` adds to the file of an earlier run, which has its header row.
        self._appended = file.seekable() and file.tell() > 0
        super().__init__(file, **kwargs)
        self.fields_to_export = self.fields_to_export or FLAT_COLUMNS

    def start_exporting(self) -> None:
        """Write the header row; Scrapy would wait for the first item."""
        if self.include_headers_line and not self._appended:
            self.csv_writer.writerow(_headers(self.fields_to_export or ()))
        self.include_headers_line = False

    def get_serialized_fields(
        self, item: object, default_value: object = None, include_empty: bool | None = None
    ) -> _Fields:
        """Return all columns, or those of `fields_to_export`; raise TypeError for another item."""
        return _chosen(flat_record(_report(item)), self.fields_to_export, default_value)


def _report(item: object) -> Report:
    if not isinstance(item, Report):
        raise TypeError(f"expected a Report, got {type(item).__name__}: a feed holds nothing else")
    return item


def _chosen(record: Mapping[str, object], names: _Names, default: object) -> _Fields:
    """Return the fields that FEED_EXPORT_FIELDS asks for, a list or a mapping to new names; all for None."""
    if not names:
        return record.items()
    pairs = names.items() if isinstance(names, Mapping) else ((name, name) for name in names)
    return [(output, record.get(name, default)) for name, output in pairs]


def _headers(names: Mapping[str, str] | Iterable[str]) -> list[str]:
    return list(names.values() if isinstance(names, Mapping) else names)
