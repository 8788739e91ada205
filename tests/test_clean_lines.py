"""Single lines and tables into evidence, text and their weight."""

import pytest
from lxml import html

from goicrawl.blocks.scanner import scan
from goicrawl.blocks.tokens import markup_of, split_tags
from goicrawl.blocks.units import Unit
from goicrawl.clean.lines import is_evidence, is_prose, weigh


def unit_of(markup: str) -> Unit:
    (unit,) = scan(split_tags(markup_of(html.fragment_fromstring(markup, create_parent="div")))).units
    return unit


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("二、主动公开政府信息情况", True),
        ("（一）主动公开情况", True),
        ("四、政府信息公开行政复议、行政诉讼情况", True),
        ("六、其他需要报告的事项。", True),
        ("机构概况", False),
        ("我局积极开展工作，现将总体情况报告如下，主动公开情况另行说明，请予审阅。", False),
    ],
)
def test_headings_of_the_forms(line: str, expected: bool) -> None:
    assert is_evidence(unit_of(f"<p>{line}</p>")) is expected


def test_a_linked_heading_is_no_evidence() -> None:
    assert not is_evidence(unit_of("<p><a href=#2>二、主动公开政府信息情况</a></p>"))


def test_a_table_of_the_forms_is_evidence() -> None:
    assert is_evidence(unit_of("<table><tr><td>信息内容<td>本年新制作数量<tr><td>规章<td>0</table>"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("全年共公开信息12条，未收到公开申请。", False),
        ("全年共公开信息12条，未收到公开申请，没有行政复议。", True),
        ("某" * 119, False),
        ("某" * 120, True),
    ],
)
def test_prose(line: str, expected: bool) -> None:
    assert is_prose(line) is expected


def test_a_paragraph_outweighs_a_toolbar_and_no_menu() -> None:
    text = unit_of(f"<p>{'全年主动公开政府信息，并及时更新。' * 12}</p>")
    paragraph = weigh(text, is_named_chrome=False, is_edge=False)
    control = weigh(unit_of("<p>【打印】</p>"), is_named_chrome=False, is_edge=True)
    assert paragraph > -control > 0
    assert paragraph + 10 * control < 0
