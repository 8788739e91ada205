"""Single lines and tables into controls and chrome at an edge."""

import pytest
from lxml import html

from goicrawl.blocks.scanner import scan
from goicrawl.blocks.tokens import markup_of, split_tags
from goicrawl.blocks.units import Unit
from goicrawl.clean.edges import is_control, is_edge


def unit_of(markup: str) -> Unit:
    (unit,) = scan(split_tags(markup_of(html.fragment_fromstring(markup, create_parent="div")))).units
    return unit


CONTROLS = [
    "打印",
    "【打印】【关闭】",
    "[ 关闭 ]",
    "打印本页 | 关闭窗口",
    "分享到：",
    "字体：[ 大 中 小 ]",
    "字号： 大 中 小",
    "收藏 打印",
    "扫一扫在手机打开当前页",
    "手机扫一扫打开此页",
    "浏览次数：33",
    "点击数：",
    "{{ views }}次",
    "当前位置：首页 > 公开",
    "您现在的位置：首页",
    "上一篇：2015年年报",
    "下一篇：没有了",
    "登录 | 注册",
    "返回顶部",
    "无障碍浏览",
]
TEXTS = [
    "无。",
    "无",
    "一、总体情况",
    "（一）主动公开情况",
    "某某县人民政府",
    "2017年2月8日",
    "附件：1.统计表",
    "二〇一三年三月一日",
    "大力推进公开",
    "中共某某县委",
    "关闭企业12家",
    "打印机2台",
    "分享会3场",
    "首页改版后访问量增加",
    "举报电话公开",
    "登录用户1200人",
]
EDGES = [
    "政府信息公开",
    "相关附件：",
    "相关解读:",
    "责任编辑：王某",
    "主办单位：某某县人民政府",
    "皖ICP备05000001号",
    "皖公网安备34080000000001号 网站标识码：3408000001",
    "建议使用1024*768分辨率浏览",
    "发布日期：2017-02-08    点击数：",
    "来源：某某局 发布时间：2021-12-22 09:38 字体：[ ] 收藏 打印",
    "2018-03-29 08:45作者：办公室分享：",
    "发布时间 2022年02月09日",
    "2017-05-22",
    "版权所有：某某局",
    "信息类别: 年度报告 公开方式: 主动公开",
    "索 引 号：K1/2019",
    "首页 > 公开 > 年报",
    "网友留言",
    "热点排行",
    "您觉得这条信息：",
    "验证码：",
    "本文地址：http://www.example.gov.cn/a/1.html",
    "本网站由某某县人民政府办公室主办，某某县大数据中心负责技术维护，未经书面授权，任何单位和个人不得转载。",
]


@pytest.mark.parametrize("line", CONTROLS)
def test_controls(line: str) -> None:
    assert is_control(line)


@pytest.mark.parametrize("line", TEXTS)
def test_lines_of_a_document_are_no_controls(line: str) -> None:
    assert not is_control(line)


@pytest.mark.parametrize("line", EDGES)
def test_chrome_at_an_edge(line: str) -> None:
    assert is_edge(unit_of(f"<p>{line}</p>"))


@pytest.mark.parametrize(
    "line",
    [
        *TEXTS,
        "本报告由某某局编制。",
        "本网站全年发布信息120条。",
        "联系地址：某某路1号，电话：0000-1234567。",
        "时间紧，任务重",
        "来源广泛",
        "标题党问题突出",
        "附件：2019年统计表",
    ],
)
def test_text_at_an_edge(line: str) -> None:
    assert not is_edge(unit_of(f"<p>{line}</p>"))


@pytest.mark.parametrize(
    ("markup", "is_chrome"),
    [
        pytest.param("<p><a href=x>某某区召开推进会</a></p>", True, id="a link"),
        pytest.param("<p>详见<a href=x>网站</a>公布的全文</p>", False, id="a link in a line"),
        pytest.param("<a href=x><div>某某区召开推进会</div></a>", True, id="a box in a link"),
        pytest.param("<table><tr><td>索 引 号：<td>K1<tr><td>文号<td></table>", True, id="a table of fields"),
        pytest.param(
            "<table><tr><td>信息内容<td>本年制发件数<tr><td>规章<td>0</table>", False, id="a statutory table"
        ),
        pytest.param(
            "<table><tr><td>信访举报投诉类申请<td>0<tr><td>其他<td>1</table>", False, id="a row with 举报"
        ),
        pytest.param("<table><tr><td>主办：某某县<td>ICP备1号</table>", True, id="a footer set as a table"),
        pytest.param("<table><tr><td><a>下载</a><td><a>列表</a></table>", True, id="a table of links"),
    ],
)
def test_edges_by_markup(markup: str, is_chrome: bool) -> None:
    assert is_edge(unit_of(markup)) is is_chrome
