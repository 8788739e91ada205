"""Labelled fields in lines and tables."""

import pytest
from lxml import html

from goicrawl.blocks.scanner import scan
from goicrawl.blocks.tokens import markup_of, split_tags
from goicrawl.clean.fields import find_fields, is_field_table, read_fields


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        pytest.param("发布日期：2017-02-08", [("发布日期", "2017-02-08")], id="one"),
        pytest.param("索 引 号：K1/2019", [("索引号", "K1/2019")], id="spaces in the label"),
        pytest.param("标　　题：某某通知", [("标题", "某某通知")], id="wide spaces in the label"),
        pytest.param("发布时间 2022年02月09日", [("发布时间", "2022年02月09日")], id="no colon"),
        pytest.param(
            "信息类别: 年度报告 公开方式: 主动公开 生成日期: 2020-01-30",
            [("信息类别", "年度报告"), ("公开方式", "主动公开"), ("生成日期", "2020-01-30")],
            id="several with a space between",
        ),
        pytest.param(
            "发布时间：2016-01-20 08:30来源：某局",
            [("发布时间", "2016-01-20 08:30"), ("来源", "某局")],
            id="nothing between a clock and the next label",
        ),
        pytest.param(
            "来源：某某办公室时间：2025-03-10 15:35",
            [("来源", "某某办公室"), ("时间", "2025-03-10 15:35")],
            id="nothing between a name and a date's label",
        ),
        pytest.param("作者： 点击数：", [("作者", ""), ("点击数", "")], id="no values"),
        pytest.param(
            "发布时间：2023-01-18 16:20语音播报", [("发布时间", "2023-01-18 16:20")], id="a date ends"
        ),
        pytest.param(
            "文章来源：办公厅  2018-03-29 17:00:00", [("文章来源", "办公厅")], id="a source ends at a date"
        ),
        pytest.param("【索引号】K1", [("索引号", "K1")], id="brackets"),
        pytest.param("数据来源于各部门", [], id="a label's characters inside a word"),
        pytest.param("无。", [], id="no field"),
    ],
)
def test_fields_of_a_line(line: str, fields: list[tuple[str, str]]) -> None:
    assert list(read_fields(line)) == fields


@pytest.mark.parametrize(
    ("markup", "fields"),
    [
        pytest.param("<p><b>索引号：</b>K1</p>", [("索引号", "K1")], id="b"),
        pytest.param("<ul><li><i>文号：</i>1号</li></ul>", [("文号", "1号")], id="li"),
        pytest.param("<dl><dt>发布机构</dt><dd>某局</dd></dl>", [("发布机构", "某局")], id="dt and dd"),
        pytest.param("<p>转载须注明“文章来源：某某网站”。</p>", [], id="a sentence has none"),
        pytest.param(
            "<table><tr><td>来源：某局<td>发布时间：2021-01-22 17:05<td>浏览次数：<td>收藏<td>打印</table>",
            [("来源", "某局"), ("发布时间", "2021-01-22 17:05"), ("浏览次数", "收藏")],
            id="a row of fields set as a table",
        ),
        pytest.param(
            "<p>来源：<i>某局</i><i>时间：</i>2021-1-2</p>",
            [("来源", "某局"), ("时间", "2021-1-2")],
            id="parts",
        ),
        pytest.param(
            "<table><tr><th>索引号：<td>K1<th>文号<td>1号</table>",
            [("索引号", "K1"), ("文号", "1号")],
            id="th and td",
        ),
        pytest.param(
            "<table><tr><td>索引号：<td>K1<tr><td>文号：<td></table>",
            [("索引号", "K1"), ("文号", "")],
            id="a blank value",
        ),
        pytest.param(
            "<table><tr><td>信息内容<td>数量<tr><td>规章<td>0</table>", [], id="a data table has none"
        ),
    ],
)
def test_fields_of_markup(markup: str, fields: list[tuple[str, str]]) -> None:
    units = scan(split_tags(markup_of(html.fragment_fromstring(markup, create_parent="div")))).units
    assert list(find_fields(units)) == fields


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("<tr><td>索引号<td>K1<td>分类<td>年报", True, id="two pairs a row"),
        pytest.param("<tr><td>主题词：<td>", False, id="one filled cell is no table"),
        pytest.param("<tr><td>主题词：<td>体育 运动会", True, id="one pair"),
        pytest.param("<tr><td>名称<td>分类<tr><td>甲<td>乙", False, id="a header of labels"),
        pytest.param("<tr><td>指标名称<td>数量<tr><td>来源<td>3", False, id="one label among data"),
    ],
)
def test_tables_of_fields(rows: str, expected: bool) -> None:
    units = scan(split_tags(markup_of(html.fragment_fromstring(f"<table>{rows}</table>")))).units
    assert any(is_field_table(unit) for unit in units if hasattr(unit, "rows")) is expected
