"""Reports through Scrapy's feeds, as Scrapy drives them."""

import csv
import gzip
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from goicrawl.export.feeds import CsvReportExporter, JsonLinesReportExporter, JsonReportExporter
from goicrawl.items import Page
from tests.sample_reports import BARE, FULL

Exporter = type[JsonLinesReportExporter] | type[JsonReportExporter] | type[CsvReportExporter]

EXPORTERS: list[Exporter] = [JsonLinesReportExporter, JsonReportExporter, CsvReportExporter]
BOM = b"\xef\xbb\xbf"


def export(
    exporter: Exporter, items: Iterable[object], file: io.BytesIO | None = None, **options: Any
) -> bytes:
    """Return what a feed holds, written with the options that Scrapy passes."""
    passed = {"fields_to_export": None, "encoding": "utf-8", "indent": None} | options
    target = io.BytesIO() if file is None else file
    feed = exporter(target, **passed)
    feed.start_exporting()
    for item in items:
        feed.export_item(item)
    feed.finish_exporting()
    return target.getvalue()


def rows(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_json_lines_hold_a_report_a_line() -> None:
    lines = export(JsonLinesReportExporter, [FULL, BARE]).decode().splitlines()
    full, bare = map(json.loads, lines)
    assert list(full) == list(bare)
    assert (full["title"], bare["title"]) == (FULL.title, None)
    assert [item["value"] for item in full["statistics"]] == [19, 16.5, None, None, 3.0]
    assert full["contact"]["phone"] == "0792-4340000"


def test_json_holds_an_array() -> None:
    full, bare = json.loads(export(JsonReportExporter, [FULL, BARE]))
    assert list(full) == list(bare)
    assert full["published"] == "2020-01-20"
    assert bare["checks"] == []


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_chinese_is_not_escaped(exporter: Exporter) -> None:
    assert "共青城市政府办公室".encode() in export(exporter, [FULL])
    assert "题目印了两次".encode() in export(exporter, [FULL])


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_a_feed_is_the_same_every_time(exporter: Exporter) -> None:
    assert export(exporter, [FULL, BARE]) == export(exporter, [replace(FULL), replace(BARE)])


def test_csv_holds_a_report_a_row() -> None:
    full, bare = rows(export(CsvReportExporter, [FULL, BARE]))
    assert (full["year"], bare["year"]) == ("2019", "")
    assert full["text"] == FULL.text
    assert full["contact_email"] == "gk@example.gov.cn"
    assert json.loads(full["statistics"])[1]["value"] == 16.5
    assert set(bare.values()) == {BARE.url, "", "[]"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_csv_in_the_encoding_that_was_asked_for(encoding: str) -> None:
    written = export(CsvReportExporter, [FULL], encoding=encoding)
    assert written.startswith(b"url,portal,title,")
    assert "共青城市政府办公室".encode(encoding) in written


def test_csv_for_excel_begins_with_one_byte_order_mark() -> None:
    written = export(CsvReportExporter, [FULL, BARE], encoding="utf-8-sig")
    assert written.startswith(BOM + b"url,portal,title,")
    assert written.count(BOM) == 1


def test_csv_added_to_a_file_has_one_header() -> None:
    file = io.BytesIO()
    export(CsvReportExporter, [FULL], file, encoding="utf-8-sig")
    written = export(CsvReportExporter, [BARE], file, encoding="utf-8-sig")
    assert [row["url"] for row in rows(written)] == [FULL.url, BARE.url]
    assert written.count(BOM) == 1


@pytest.mark.parametrize(
    ("exporter", "empty"),
    [(JsonLinesReportExporter, b""), (JsonReportExporter, b"[]")],
    ids=["jsonl", "json"],
)
def test_an_empty_feed(exporter: Exporter, empty: bytes) -> None:
    assert export(exporter, []) == empty


def test_an_empty_csv_has_its_header() -> None:
    header = export(CsvReportExporter, []).decode("utf-8-sig").strip().split(",")
    assert (header[0], header[-1], len(header)) == ("url", "sha256", 37)


def test_csv_without_header() -> None:
    assert export(CsvReportExporter, [BARE], include_headers_line=False).startswith(b"http://")


def test_csv_takes_the_options_of_the_csv_module() -> None:
    assert export(CsvReportExporter, [], delimiter=";").startswith(b"url;portal;")


@pytest.mark.parametrize("names", [["year", "url"], {"year": "年度", "url": "网址"}], ids=["list", "mapping"])
def test_chosen_fields(names: list[str] | dict[str, str]) -> None:
    keys = ["year", "url"] if isinstance(names, list) else ["年度", "网址"]
    expected = dict(zip(keys, [2019, FULL.url], strict=True))
    (line,) = export(JsonLinesReportExporter, [FULL], fields_to_export=names).decode().splitlines()
    assert list(json.loads(line).items()) == list(expected.items())
    (row,) = rows(export(CsvReportExporter, [FULL], fields_to_export=names))
    assert list(row.items()) == list({key: str(value) for key, value in expected.items()}.items())


@pytest.mark.parametrize("exporter", EXPORTERS)
@pytest.mark.parametrize("item", [Page(url="http://a.gov.cn/", body=b""), {"url": "x"}], ids=["page", "dict"])
def test_another_item_is_refused(exporter: Exporter, item: object) -> None:
    with pytest.raises(TypeError, match=r"expected a Report, got (Page|dict)"):
        export(exporter, [item])


def test_csv_goes_to_a_compressed_file(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv.gz"
    with gzip.open(path, "wb") as file:
        feed = CsvReportExporter(file, encoding="utf-8")  # type: ignore[arg-type]
        feed.start_exporting()
        feed.export_item(FULL)
        feed.finish_exporting()
    assert [row["url"] for row in rows(gzip.decompress(path.read_bytes()))] == [FULL.url]


@pytest.mark.parametrize("name", ["json", "jsonl", "jsonlines", "jl", "csv"])
def test_the_project_uses_them(name: str) -> None:
    settings = Settings()
    settings.setmodule("goicrawl.settings")
    assert settings["FEED_EXPORT_ENCODING"] == "utf-8"
    exporter = load_object(settings["FEED_EXPORTERS"][name])
    assert exporter in EXPORTERS
