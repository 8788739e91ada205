"""The saved pages against the texts they were rebuilt from: nothing of goicrawl takes part."""

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urljoin

import pytest
import yaml
from lxml import html

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"

SEEDS = {
    "jiangyuan/report-2016": "jiangyuan-2016",
    "gongqingcheng/report-2019": "gongqingcheng-2019",
    "suining-jkq/report-2018": "suining-jkq-2018",
    "kashi/report-2021": "kashi-2021",
    "anqing/report-2016": "anqing-2016",
}
PORTALS = [folder.partition("/")[0] for folder in SEEDS]
FORMS = {"gongqingcheng/report-2019": "t2019", "kashi/report-2021": "t2021"}
WIDTHS = {"art20": 4, "t3": 10, "t4": 15}
CHROME = {"chrome", "metadata", "title"}
META_KEYS = ["url", "status", "headers", "fetched", "origin", "why"]
POSTED = ["method", "request_body"]
REPORT_KEYS = [
    *("title", "issuer", "region_code", "region", "year", "period_start", "period_end", "form"),
    *("published", "published_raw", "generated", "signed_on", "signed_by", "index_number", "source"),
    *("contact", "sections", "statistics", "indicators"),
]

Json: TypeAlias = dict[str, Any]
"""A JSON object of a hand-made file."""

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not beside the project")


def folders() -> list[str]:
    return sorted(path.parent.relative_to(FIXTURES).as_posix() for path in FIXTURES.glob("*/*/meta.json"))


def read_meta(folder: str) -> Json:
    meta: Json = json.loads((FIXTURES / folder / "meta.json").read_text(encoding="utf-8"))
    return meta


def content_type(folder: str) -> str:
    return str(dict(read_meta(folder)["headers"])["Content-Type"])


def read_text(folder: str) -> str:
    body = (FIXTURES / folder / "response.body").read_bytes()
    return body.decode("gb18030" if "gb2312" in content_type(folder) else "utf-8")


def parse(folder: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8")
    return html.document_fromstring(read_text(folder).encode("utf-8"), parser=parser)


def printed(folder: str) -> str:
    """Return the page's text without white space, scripts and styles."""
    tree = parse(folder)
    for element in list(tree.iter("script", "style")):
        element.drop_tree()
    return squash(tree.text_content())


def squash(text: str) -> str:
    return "".join(text.split())


def read_article(folder: str) -> list[str]:
    return (FIXTURES / folder / "article.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")


def read_report(folder: str) -> Json:
    report: Json = json.loads((FIXTURES / folder / "report.json").read_text(encoding="utf-8"))
    return report


def read_gold(folder: str) -> Json:
    gold = json.loads((SHARED / "seeds" / "gold.json").read_text(encoding="utf-8"))
    labels: Json = gold["seeds"][SEEDS[folder]]
    return labels


def seed_lines(folder: str) -> list[tuple[str, str]]:
    """Return class and text of the seed's lines that are not blank."""
    classes = read_gold(folder)["line_classes"]
    lines = (SHARED / "seeds" / f"{SEEDS[folder]}.txt").read_text(encoding="utf-8").split("\n")
    return [(classes[str(number)], line) for number, line in enumerate(lines, 1) if line.strip()]


def body_lines(folder: str) -> list[str]:
    return [line for kind, line in seed_lines(folder) if kind not in CHROME]


@pytest.mark.parametrize("folder", folders())
class TestFolder:
    def test_meta_has_every_key(self, folder: str) -> None:
        assert [key for key in read_meta(folder) if key not in POSTED] == META_KEYS

    def test_meta_says_where_the_page_is_from(self, folder: str) -> None:
        meta = read_meta(folder)
        assert meta["url"].startswith("http")
        assert meta["status"] == 200
        assert all(len(meta[key]) > 40 for key in ("origin", "why"))

    def test_headers_are_pairs_with_a_content_type(self, folder: str) -> None:
        headers = read_meta(folder)["headers"]
        assert all(len(pair) == 2 for pair in headers)
        assert [name for name, _ in headers].count("Content-Type") == 1

    def test_fetched_is_utc_or_unknown(self, folder: str) -> None:
        fetched = read_meta(folder)["fetched"]
        assert fetched is None or datetime.fromisoformat(fetched).utcoffset() == timedelta(0)

    def test_files_are_those_of_a_fixture(self, folder: str) -> None:
        files = {path.name for path in (FIXTURES / folder).iterdir()}
        expected = {"article.txt", "report.json"} if (FIXTURES / folder / "article.txt").exists() else set()
        assert files == {"meta.json", "response.body"} | expected

    def test_readme_names_it(self, folder: str) -> None:
        portal, name = folder.split("/")
        readme = (FIXTURES / "README.md").read_text(encoding="utf-8")
        assert any(f"`{portal}/" in row and f"{name}`" in row for row in readme.splitlines())


def test_no_address_is_saved_twice() -> None:
    assert Counter(read_meta(folder)["url"] for folder in folders()).most_common(1)[0][1] == 1


@needs_shared
@pytest.mark.parametrize("folder", SEEDS)
class TestReport:
    def test_body_stands_in_the_page_whole(self, folder: str) -> None:
        assert squash("".join(body_lines(folder))) in printed(folder)

    def test_chrome_and_metadata_lines_stand_in_the_page(self, folder: str) -> None:
        page = printed(folder)
        chrome = [squash(line) for kind, line in seed_lines(folder) if kind in CHROME]
        assert [line for line in chrome if line not in page] == []

    def test_chrome_strings_stand_in_the_page_and_not_in_the_article(self, folder: str) -> None:
        page, article = printed(folder), read_article(folder)
        body = "\n".join(body_lines(folder))
        for string in [entry["raw"] for entry in read_gold(folder)["chrome"]]:
            assert squash(string) in page
            assert string not in article
            assert (string in "\n".join(article)) == (string in body)

    def test_article_is_the_seeds_body(self, folder: str) -> None:
        assert squash("".join(read_article(folder))) == squash("".join(body_lines(folder)))

    def test_article_has_a_line_for_each_paragraph(self, folder: str) -> None:
        kinds = CHROME | {"table"}
        paragraphs = [" ".join(line.split()) for kind, line in seed_lines(folder) if kind not in kinds]
        assert [line for line in read_article(folder) if line in paragraphs] == paragraphs

    def test_report_has_the_items_fields(self, folder: str) -> None:
        assert list(read_report(folder)) == [*REPORT_KEYS, "failed_checks"]

    def test_report_says_what_the_labels_say(self, folder: str) -> None:
        gold, report = read_gold(folder), read_report(folder)
        meta = gold["metadata"]
        assert report["title"] == meta["title"]
        assert report["issuer"] == meta["issuer"]
        assert report["year"] == meta["report_year"]
        assert report["published"] == meta["published_date"]
        assert report["generated"] == meta["generated_date"]
        assert report["index_number"] == meta["index_number"]
        assert report["statistics"] == gold["tables"]
        assert [row[2] for row in report["sections"]] == [section["title"] for section in gold["sections"]]
        stated = [[label["code"], label["value"]] for label in gold["indicators"] if not label["inferred"]]
        assert [row[:2] for row in report["indicators"]] == stated

    def test_what_the_report_prints_stands_in_the_page(self, folder: str) -> None:
        page, report = printed(folder), read_report(folder)
        strings = [report[key] for key in ("title", "published_raw", "signed_by", "index_number", "source")]
        strings += (report["contact"] or {}).values()
        strings += [string for row in report["sections"] for string in row[1:3]]
        assert [string for string in strings if string and squash(string) not in page] == []

    def test_a_real_pages_amount_of_chrome_is_around_it(self, folder: str) -> None:
        # No seed's body holds a link, so that all of them are chrome.
        tree = parse(folder)
        assert sum(1 for _ in tree.iter("a")) > 60
        assert len(printed(folder)) > len(squash("".join(body_lines(folder)))) + 1000


def data_tables(folder: str) -> list[html.HtmlElement]:
    return [table for table in parse(folder).iter("table") if (table.get("class") or "").startswith("Mso")]


def covered(table: html.HtmlElement) -> Counter[tuple[int, int]]:
    """Return how often each place of a table is covered, spans resolved."""
    places: Counter[tuple[int, int]] = Counter()
    for row, element in enumerate(table.iter("tr")):
        column = 0
        for cell in element.iter("td"):
            while (row, column) in places:
                column += 1
            down, across = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
            places.update((row + y, column + x) for y in range(down) for x in range(across))
            column += across
    return places


def form_sizes(form: str) -> list[tuple[int, int]]:
    """Return rows and columns of the form's tables; those of article 20 are one table."""
    formats = yaml.safe_load((SHARED / "formats.yaml").read_text(encoding="utf-8"))
    sizes = {"art20": 0, "t3": 0, "t4": 0}
    for table in formats["templates"][form]["tables"]:
        rows = [row for row in table["rows"] if row.get("kind") != "group"]
        printed_rows = 1 if table.get("layout") == "single_row_15" else len(rows)
        sizes[table["id"].partition("_")[0]] += len(table["header_rows"]) + printed_rows
    return [(rows, WIDTHS[name]) for name, rows in sizes.items()]


@needs_shared
@pytest.mark.parametrize(("folder", "form"), FORMS.items())
class TestTables:
    def test_every_place_of_the_form_is_covered_once(self, folder: str, form: str) -> None:
        expected = [
            Counter((row, column) for row in range(rows) for column in range(columns))
            for rows, columns in form_sizes(form)
        ]
        assert [covered(table) for table in data_tables(folder)] == expected

    def test_cells_are_those_of_the_article(self, folder: str, form: str) -> None:
        article = [squash(line) for line in read_article(folder)]
        rows = [squash(row.text_content()) for table in data_tables(folder) for row in table.iter("tr")]
        assert [line for line in article if line in rows] == rows

    def test_blank_cells_keep_their_tabs(self, folder: str, form: str) -> None:
        cells = [cell for line in read_article(folder) if "\t" in line for cell in line.split("\t")]
        rows = [row for table in data_tables(folder) for row in table.iter("tr") if len(row) > 1]
        assert len(cells) == sum(map(len, rows))
        assert cells.count("") == list(read_report(folder)["statistics"].values()).count(None)

    def test_tables_are_pasted_from_word(self, folder: str, form: str) -> None:
        page = read_text(folder)
        assert all(mark in page for mark in ('class="MsoNormal"', "<o:p></o:p>", "mso-"))
        assert re.search("[一-鿿]</(?:font></)?span><span[^>]*>(?:<font[^>]*>)?[一-鿿]", page)


LINK = re.compile('<a [^>]*?href="(?P<href>[^"]+)"[^>]* title="(?P<title>[^"]+)"[^>]*>(?P<text>[^<]*)<')


def listed(portal: str) -> list[tuple[str, str, str]]:
    """Return address, whole title and shown text of the titled links of a portal's listings."""
    links = []
    for folder in folders():
        if folder.startswith(f"{portal}/list-"):
            url = read_meta(folder)["url"]
            found = LINK.finditer(read_text(folder))
            links += [(urljoin(url, link["href"]), link["title"], link["text"].strip()) for link in found]
    return links


@pytest.mark.parametrize(("portal", "folder"), list(zip(PORTALS, SEEDS, strict=True)), ids=PORTALS)
class TestListing:
    def test_links_its_report_by_its_title(self, portal: str, folder: str) -> None:
        title = read_report(folder)["title"]
        assert (read_meta(folder)["url"], title) in [(url, whole) for url, whole, _ in listed(portal)]

    def test_no_other_row_bears_a_reports_title(self, portal: str, folder: str) -> None:
        url = read_meta(folder)["url"]
        ending = re.compile("^(?!图解|一图读懂).*(?:信息|政务)公开(?:工作)?(?:年度)?(?:报告|年报)$")
        titles = [whole for address, whole, _ in listed(portal) if address != url]
        columns = {"政府信息公开年报", "信息公开年报"}
        assert [title for title in titles if ending.search(title) and title not in columns] == []

    def test_cuts_some_titles(self, portal: str, folder: str) -> None:
        cut = [whole for _, whole, text in listed(portal) if text.endswith("…")]
        assert cut
        assert all(text.rstrip("…") in whole for _, whole, text in listed(portal))

    def test_speaks_of_reports_that_are_none(self, portal: str, folder: str) -> None:
        titles = "\n".join(whole for _, whole, _ in listed(portal))
        assert all(word in titles for word in ("通知", "解读", "图", "指南", "制度"))


def test_the_second_hanweb_page_answers_a_post() -> None:
    meta = read_meta("gongqingcheng/list-2")
    assert meta["method"] == "POST"
    script = read_text("gongqingcheng/list-1")
    for name, value in parse_qsl(meta["request_body"]):
        assert re.search(f"{name}:'?{value}'?[,\n]", script)


def test_two_listings_or_more_have_a_second_page() -> None:
    assert sum(folder.endswith("/list-2") for folder in folders()) >= 2


def test_gb18030_is_sent_under_gb2312() -> None:
    body = (FIXTURES / "anqing/report-2016/response.body").read_bytes()
    assert b"charset=gb2312" in body
    assert body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        body.decode("gbk")


def test_a_header_without_charset() -> None:
    assert content_type("suining-jkq/report-2018") == "text/html"


def test_a_script_stands_in_a_body_container() -> None:
    zoom = parse("gongqingcheng/report-2019").get_element_by_id("zoom")
    assert re.search("[一-鿿]", "".join(script.text or "" for script in zoom.iter("script")))


def test_template_variables_stand_unfilled() -> None:
    assert "{{item.title}}" in printed("suining-jkq/report-2018")
