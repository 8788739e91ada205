"""Blocks into data tables."""

import pytest
from lxml import html

from goicrawl.blocks import read_blocks
from goicrawl.items import Table
from goicrawl.parse.tables import read_tables


def tables(markup: str) -> tuple[Table, ...]:
    return read_tables(read_blocks(html.fragment_fromstring(markup, create_parent="div")))


ROW = "<tr><td>规章</td><td>0</td></tr>"


def test_rows_are_kept_as_printed() -> None:
    (table,) = tables(
        "<table><tr><td>信息 内容</td><td>件数</td></tr><tr><td>规章</td><td>１，２３４</td></tr></table>"
    )
    assert table == Table(position=0, caption=None, rows=(("信息 内容", "件数"), ("规章", "１，２３４")))


def test_a_cell_that_spans_stands_in_every_place() -> None:
    (table,) = tables(
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    assert table.rows == (("甲", "乙", "乙"), ("甲", "1", "2"))


def test_places_that_no_cell_covers_are_blank() -> None:
    (table,) = tables("<table><tr><td>甲</td><td>乙</td><td>丙</td></tr><tr><td>1</td></tr></table>")
    assert table.rows == (("甲", "乙", "丙"), ("1", "", ""))


def test_tables_are_numbered_in_order() -> None:
    assert [table.position for table in tables(f"<table>{ROW}</table>正文。<table>{ROW}</table>")] == [0, 1]


CAPTIONS = {
    "first row": (
        f"<table><tr><td colspan=2>第二十条第（一）项</td></tr>{ROW}</table>",
        "第二十条第（一）项",
    ),
    "line above": (f"<p>政府信息公开情况统计表</p><table>{ROW}</table>", "政府信息公开情况统计表"),
    "caption element": (f"<table><caption>统计表</caption>{ROW}</table>", "统计表"),
    "sentence above": (f"<p>具体情况见下表。</p><table>{ROW}</table>", None),
    "nothing": (f"<table>{ROW}</table>", None),
    "another table above": (f"<table>{ROW}</table><table>{ROW}</table>", None),
}


@pytest.mark.parametrize(("markup", "caption"), CAPTIONS.values(), ids=CAPTIONS)
def test_caption(markup: str, caption: str | None) -> None:
    assert tables(markup)[-1].caption == caption
