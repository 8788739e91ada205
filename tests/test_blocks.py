"""Markup into paragraphs and data tables."""

import pytest
from lxml import etree, html

from goicrawl.blocks import read_blocks, text_of
from goicrawl.blocks.tokens import MANY_CELLS
from goicrawl.grids import Block, Grid


def blocks_of(markup: str) -> tuple[Block, ...]:
    return read_blocks(html.fragment_fromstring(markup, create_parent="div"))


def grid_of(markup: str) -> Grid:
    (grid,) = (block for block in blocks_of(markup) if isinstance(block, Grid))
    return grid


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>一、总体情况</p><p>无。</p>", "一、总体情况\n无。", id="a paragraph a line"),
        pytest.param("一<br>二<br/>三", "一\n二\n三", id="a line break is a paragraph break"),
        pytest.param("<p>总<span>体</span><span>情况</span></p>", "总体情况", id="spans join without spaces"),
        pytest.param("<p><b>一、</b><font>概</font>述</p>", "一、概述", id="bold and font join too"),
        pytest.param("<p>2021\n年</p>", "2021 年", id="a source break beside a digit is a space"),
        pytest.param("<p>主动\n   公开</p>", "主动公开", id="a source break between ideographs is none"),
        pytest.param("<p>&nbsp; 索&nbsp;引　号：</p>", "索 引 号：", id="padding is squeezed"),
        pytest.param("<p> </p><p>&nbsp;</p><p>无。</p>", "无。", id="blank paragraphs go"),
        pytest.param("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙", id="text around a box"),
        pytest.param("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙", id="list items"),
        pytest.param("<dl><dt>索引号</dt><dd>K1</dd></dl>", "索引号\nK1", id="definition lists"),
        pytest.param("<h2>标题</h2>正文", "标题\n正文", id="headings"),
        pytest.param("<p>A&amp;B &lt;c&gt; &amp;lt;</p>", "A&B <c> &lt;", id="entities once"),
        pytest.param("<p>，全角（２０２１）</p>", "，全角（２０２１）", id="full width stays"),
        pytest.param("<p>零\u200b宽\ufeff</p>", "零宽", id="no width goes"),
        pytest.param("<p>甲<!-- 乙 > 丙 -->丁</p>", "甲丁", id="comments go"),
        pytest.param("<p>甲<o:p></o:p>乙</p>", "甲乙", id="Word's empty elements"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_paragraphs(markup: str, text: str) -> None:
    assert text_of(blocks_of(markup)) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param(
            "<table><tr><td>规章<td>0<tr><td>文件<td>1</table>", "规章\t0\n文件\t1", id="rows and cells"
        ),
        pytest.param("<table><tr><td>甲<td><td>丙</table>", "甲\t\t丙", id="a blank cell keeps its place"),
        pytest.param("<table><tr><td>甲<td>&nbsp;<td>丙</table>", "甲\t\t丙", id="so does a padded one"),
        pytest.param("<table><tr><td><td><tr><td>甲<td>乙</table>", "甲\t乙", id="a blank row is no line"),
        pytest.param(
            "<table><tr><td>本年新<p>制作数量</p><td>1</table>", "本年新 制作数量\t1", id="lines in a cell"
        ),
        pytest.param(
            "<table><caption>表一</caption><tr><td>甲<td>1</table>", "表一\n甲\t1", id="caption above"
        ),
        pytest.param(
            "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", "甲\n乙", id="one column is layout"
        ),
        pytest.param("<table><tr><td>只此<td></table>", "只此", id="one filled cell is layout"),
        pytest.param(
            "<table><tr><td>栏<td><table><tr><td>规章<td>0</table></table>",
            "栏\n规章\t0",
            id="a table inside a table",
        ),
        pytest.param(
            "<table><tr><td>规章<td><table><tr><td>0</table></table>",
            "规章\t0",
            id="a table of one cell inside a cell",
        ),
        pytest.param(
            "<table><tr><th>指标<th>数量<tr><td>申请<td>3</table>", "指标\t数量\n申请\t3", id="header cells"
        ),
        pytest.param("<table><td>甲<td>乙</table>", "甲\t乙", id="cells without a row"),
        pytest.param(
            "<div>前<table><tr><td>甲<td>1</table>后</div>", "前\n甲\t1\n后", id="text around a table"
        ),
        pytest.param(
            "<table><tr><td>1.信访举报投诉类申请<td>0</table>",
            "1.信访举报投诉类申请\t0",
            id="no row is chrome",
        ),
        pytest.param(
            f"<table><tr><td>{'<a href=x>栏目</a> ' * 5}<td>正文。</table>",
            "栏目 栏目 栏目 栏目 栏目\n正文。",
            id="a cell with a menu makes a layout",
        ),
        pytest.param(
            f"<table><tr><td>栏目<td>{'很长的正文。' * 120}</table>",
            "栏目\n" + "很长的正文。" * 120,
            id="a cell with the page makes a layout",
        ),
    ],
)
def test_tables(markup: str, text: str) -> None:
    assert text_of(blocks_of(markup)) == text


def test_a_long_cell_in_a_table_of_data_stays_a_cell() -> None:
    rows = "".join(f"<tr><td>第{n}项<td>很短<td>内容" for n in range(9))
    long = "违法事实。" * 200
    grid = grid_of(f"<table>{rows}<tr><td>第十项<td>{long}<td>罚款</table>")
    assert [cell.text for cell in grid.cells][-2] == long


@pytest.mark.parametrize("cells", [3, 2 * MANY_CELLS], ids=["few cells", "many cells"])
@pytest.mark.parametrize(
    "cell",
    [
        "<td>{}</td>",
        '<td class="a">{}</td>',
        "<td><p>{}</p></td>",
        "<td> <p style='x'>{}</p> </td>",
        "<th>{}</th>",
    ],
)
def test_plain_cells_read_as_any_others(cell: str, cells: int) -> None:
    texts = [str(number) for number in range(cells)]
    rows = "".join(f"<tr><td><b>行</b></td>{cell.format(text)}</tr>" for text in texts)
    assert text_of(blocks_of(f"<table>{rows}</table>")).split("\n") == [f"行\t{text}" for text in texts]


@pytest.mark.parametrize(
    ("markup", "places"),
    [
        pytest.param(
            "<tr><td rowspan=2>甲<td>1<tr><td>2",
            [("甲", 0, 0, 2, 1), ("1", 0, 1, 1, 1), ("2", 1, 1, 1, 1)],
            id="down",
        ),
        pytest.param(
            "<tr><td colspan=2>甲<tr><td>1<td>2",
            [("甲", 0, 0, 1, 2), ("1", 1, 0, 1, 1), ("2", 1, 1, 1, 1)],
            id="across",
        ),
        pytest.param("<tr><td rowspan=9>甲<td>1", [("甲", 0, 0, 1, 1), ("1", 0, 1, 1, 1)], id="past the end"),
        pytest.param(
            "<tr><td rowspan=0>甲<td colspan=x>1", [("甲", 0, 0, 1, 1), ("1", 0, 1, 1, 1)], id="nonsense"
        ),
        pytest.param(
            "<tr><td rowspan=2>甲<td/><td>1<tr><td>2<td>3",
            [("甲", 0, 0, 2, 1), ("", 0, 1, 1, 1), ("1", 0, 2, 1, 1), ("2", 1, 1, 1, 1), ("3", 1, 2, 1, 1)],
            id="a blank cell counts",
        ),
    ],
)
def test_spans(markup: str, places: list[tuple[str, int, int, int, int]]) -> None:
    grid = grid_of(f"<table>{markup}</table>")
    assert [tuple(cell) for cell in grid.cells] == places


def test_lines_in_a_cell_are_kept_apart() -> None:
    grid = grid_of("<table><tr><td>结<br>果<br>维持<td>1</table>")
    assert grid.cells[0].text == "结\n果\n维持"


def test_a_grid_has_the_size_of_its_table() -> None:
    grid = grid_of("<table><tr><td colspan=3>甲<tr><td>1<td>2</table>")
    assert (grid.height, grid.width) == (2, 3)


def test_spans_of_a_huge_area_count_as_one() -> None:
    rows = "<tr><td rowspan=900 colspan=900>甲<td>乙" * 600
    grid = grid_of(f"<table>{rows}</table>")
    assert {(cell.rowspan, cell.colspan) for cell in grid.cells} == {(1, 1)}


def test_the_tree_stays_as_it_was() -> None:
    body = html.fragment_fromstring("<div><p>甲<br>乙</p></div>")
    before = etree.tostring(body)
    read_blocks(body)
    assert etree.tostring(body) == before


def test_what_stands_after_the_body_is_not_read() -> None:
    tree = html.fromstring("<div><p id=body>甲</p>乙</div>")
    assert read_blocks(tree.get_element_by_id("body")) == ("甲",)


def test_tables_500_deep_are_read() -> None:
    markup = "<table><tr><td>" * 500 + "<table><tr><td>规章<td>0</table>" + "</table>" * 500
    parser = etree.HTMLParser(huge_tree=True)
    assert text_of(read_blocks(etree.fromstring(markup, parser))) == "规章\t0"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param(
            f"<table><tr><td>栏目<br>公告<br>{'甲' * 40}<td>无。</table>",
            f"栏目\n公告\n{'甲' * 40}\n无。",
            id="columns",
        ),
        pytest.param(
            f"<table><tr><td>一<br>二<br>{'甲' * 40}<td>1<tr><td>乙<td>2</table>",
            f"一 二 {'甲' * 40}\t1\n乙\t2",
            id="rows of data",
        ),
        pytest.param(
            "<table><tr><td>本<br>年<br>新收<td>1</table>", "本 年 新收\t1", id="a short cell in lines"
        ),
    ],
)
def test_columns_of_a_page_are_no_data(markup: str, text: str) -> None:
    assert text_of(blocks_of(markup)) == text
