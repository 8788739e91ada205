"""Paragraphs into the outline: markers, headings, levels, kinds."""

import pytest

from goicrawl.parse.outline import Outline, read_outline
from goicrawl.parse.outline.kinds import find_kind, guess_kind
from goicrawl.parse.outline.markers import find_marker, split_heading

MARKERS = {
    "一、": ("一、总体情况", "一、", 1),
    "spaces behind": ("一、   总体情况", "一、", 1),
    "full stop": ("二．主动公开", "二．", 2),
    "colon": ("三：依申请公开", "三：", 3),
    "two characters": ("十二、其他", "十二、", 12),
    "part": ("第三部分 依申请公开", "第三部分", 3),
    "parentheses": ("（二）公开的形式", "（二）", 2),
    "half-width parentheses": ("(十)其他", "(十)", 10),
    "spaces inside": ("（ 三 ）其他", "（ 三 ）", 3),
    "one character": ("㈡公开的形式", "㈡", 2),
    "1.": ("1.队伍建设", "1.", 1),
    "１、": ("１、队伍建设", "１、", 1),
    "(1)": ("（1）队伍建设", "（1）", 1),
    "①": ("③队伍建设", "③", 3),
    "一是": ("一是加强领导", "一是", 1),
    "stop in one character": ("⒉依申请公开", "⒉", 2),
    "parentheses in one character": ("⑶其他", "⑶", 3),
    "half a parenthesis": ("2）依申请公开", "2）", 2),
    "Roman": ("Ⅲ、依申请公开", "Ⅲ、", 3),
    "space before the stop": ("二 、主动公开", "二 、", 2),
    "parentheses and a stop": ("（二）、依申请公开", "（二）、", 2),
    "no stop before a title": ("二 主动公开情况", "二", 2),
    "nothing before a title": ("四依申请公开情况", "四", 4),
}
NO_MARKERS = {
    "plain": "本报告由六部分组成",
    "decimal": "2.5万条信息",
    "year": "2021年，我局",
    "counting": "一、二级网站",
    "industry": "二、三产业",
    "一是否": "一是否公开",
    "a word that begins with a number": "一年来主动公开情况良好",
    "a number before a title": "十项主动公开情况",
    "a stop before no title": "、公开栏等方式公开",
    "blank": "",
}


@pytest.mark.parametrize(("line", "raw", "ordinal"), MARKERS.values(), ids=MARKERS)
def test_marker_is_found(line: str, raw: str, ordinal: int) -> None:
    marker = find_marker(line)
    assert marker is not None
    assert (marker.raw, marker.ordinal) == (raw, ordinal)


@pytest.mark.parametrize("line", NO_MARKERS.values(), ids=NO_MARKERS)
def test_what_counts_does_not_number(line: str) -> None:
    assert find_marker(line) is None


@pytest.mark.parametrize(
    ("line", "left"), [("()强化指导督促", "()"), ("）强化考核培训", "）"), ("、总体情况", "、")]
)
def test_damaged_marker_is_kept_without_ordinal(line: str, left: str) -> None:
    marker = find_marker(line)
    assert marker is not None
    assert (marker.raw, marker.ordinal) == (left, None)


HEADINGS = {
    "whole line": ("总体情况", "总体情况", ""),
    "closing stop": ("财政预算、决算公开情况。", "财政预算、决算公开情况", ""),
    "run in": ("领导体制。成立了领导小组。", "领导体制", "成立了领导小组。"),
    "run in after a colon": ("总体情况：2021年，我局", "总体情况", "2021年，我局"),
    "run in after a space": (
        "总体情况 2021年，我局认真贯彻落实条例。",
        "总体情况",
        "2021年，我局认真贯彻落实条例。",
    ),
    "run in after a dash": ("收费及减免情况——无", "收费及减免情况", "无"),
    "note in brackets": (f"主动公开情况（{'含渠道' * 12}）", f"主动公开情况（{'含渠道' * 12}）", ""),
    "a figure is no heading": ("政府公报发放270份。", None, "政府公报发放270份。"),
    "a list item is none": ("加强领导；", None, "加强领导；"),
    "nor a long sentence": ("健全" * 20 + "。", None, "健全" * 20 + "。"),
}


@pytest.mark.parametrize(("rest", "heading", "text"), HEADINGS.values(), ids=HEADINGS)
def test_heading_is_split_off(rest: str, heading: str | None, text: str) -> None:
    assert split_heading(rest) == (heading, text)


KINDS = {
    "总体情况": "overview",
    "主动公开政府信息情况": "proactive",
    "收到的处理政府信息公开申请情况": "applications",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况": "remedies",
    "政府信息公开行政复议、行政诉讼情况。": "remedies",
    "政府信息公开工作存在的主要问题及改进情况": "problems",
    "其他需要报告的事项": "others",
    "2019年工作安排": "plan",
    "创新举措情况": "innovation",
    "政府信息公开收费情况": "fees",
    "丰富公开载体": None,
    "无": None,
}


@pytest.mark.parametrize(("heading", "kind"), KINDS.items())
def test_kind_of_a_heading(heading: str, kind: str | None) -> None:
    assert find_kind(heading) == kind


GUESSED = {
    "收费情况（无）": "fees",
    "工作情况概述": "overview",
    "2016年度政府信息依申请公开办理情况": "applications",
    "因政府信息公开申请行政复议的情况": "remedies",
    "政府信息公开类复议诉讼": "remedies",
    "其它相关工作情况": "others",
    "机构、人员和经费": "organisation",
    "下一年度工作打算": "plan",
    "存在的不足和今后工作打算": "problems",
    "附表1": "annex",
    "主动公开和依申请公开情况": None,
    "依申请公开及行政复议情况": None,
    "强化组织领导": None,
    "主动公开" + "情况" * 20: None,
    "": None,
}


@pytest.mark.parametrize(("heading", "kind"), GUESSED.items())
def test_the_words_of_a_top_title_tell_its_kind(heading: str, kind: str | None) -> None:
    assert guess_kind(heading) == kind


def test_only_a_top_section_is_told_by_its_words() -> None:
    outline = read_outline(["一、工作情况概述", "（一）加大政策解读", "二、回应和解读"])
    assert [s.kind for s in outline.sections] == ["overview", None, "response"]


def tree(outline: Outline) -> list[tuple[int, int | None, str | None, str]]:
    return [(s.level, s.parent, s.heading, s.text) for s in outline.sections]


def test_the_tree_follows_the_markers() -> None:
    lines = ["引言。", "一、总体情况", "（一）机构", "1、领导。有。", "（二）公开", "二、其他"]
    outline = read_outline(lines)
    assert outline.intro == "引言。"
    assert tree(outline) == [
        (1, None, "总体情况", ""),
        (2, 0, "机构", ""),
        (3, 1, "领导", "有。"),
        (2, 0, "公开", ""),
        (1, None, "其他", ""),
    ]


def test_an_enumeration_below_a_top_section_is_its_child() -> None:
    outline = read_outline(["三、要点", "一是加强公开", "内容。", "二是健全机制", "四、创新"])
    assert [(s.level, s.heading) for s in outline.sections] == [
        (1, "要点"),
        (2, "加强公开"),
        (2, "健全机制"),
        (1, "创新"),
    ]


def test_an_enumeration_inside_a_paragraph_heads_nothing() -> None:
    outline = read_outline(["五、问题", "一是公开不够；二是认识不足。"])
    assert tree(outline) == [(1, None, "问题", "一是公开不够；二是认识不足。")]


def test_a_list_inside_an_enumerated_paragraph_leaves_its_heading() -> None:
    outline = read_outline(["（二）形式", "二是以栏为载体。公开内容。一是时限；二是依据；三是费用。"])
    assert outline.sections[1].heading == "以栏为载体"


def test_an_enumerated_sentence_is_no_heading() -> None:
    outline = read_outline(
        ["（一）问题", "一是更新不及时；", "二是人员不足。", "（二）措施", "一是加强学习。办好培训。"]
    )
    assert tree(outline)[0] == (1, None, "问题", "一是更新不及时；\n二是人员不足。")
    assert [s.heading for s in outline.sections] == ["问题", "措施", "加强学习"]


def test_titles_without_numbers_are_headings_where_none_is_numbered() -> None:
    lines = [
        "编制说明。",
        "总体情况",
        "（一）机构",
        "有。",
        "主动公开政府信息情况",
        "无。",
        "其他需要报告的事项",
    ]
    outline = read_outline(lines)
    assert [(s.level, s.marker, s.heading) for s in outline.sections] == [
        (1, "", "总体情况"),
        (2, "（一）", "机构"),
        (1, "", "主动公开政府信息情况"),
        (1, "", "其他需要报告的事项"),
    ]
    assert outline.intro == "编制说明。"


def test_a_title_between_numbered_ones_is_text() -> None:
    outline = read_outline(["一、总体情况", "主动公开情况", "二、其他需要报告的事项"])
    assert tree(outline) == [(1, None, "总体情况", "主动公开情况"), (1, None, "其他需要报告的事项", "")]


def test_a_top_marker_that_lost_its_number_is_repaired() -> None:
    outline = read_outline(["一、总体情况", "、主动公开情况", "三、依申请公开情况"])
    assert [(s.marker, s.level, s.kind) for s in outline.sections] == [
        ("一、", 1, "overview"),
        ("、", 1, "proactive"),
        ("三、", 1, "applications"),
    ]
    assert [problem.code for problem in outline.problems] == ["source.marker_repaired"]


def test_a_damaged_marker_takes_the_next_number_and_is_said() -> None:
    outline = read_outline(["一、情况", "（一）甲", "（二）乙", "）强化考核培训"])
    assert (outline.sections[-1].marker, outline.sections[-1].level) == ("）", 2)
    assert [problem.code for problem in outline.problems] == ["source.marker_repaired"]


def test_a_parenthesis_without_a_list_is_text() -> None:
    assert read_outline(["一、情况", "）后文"]).sections[0].text == "）后文"


def test_a_marker_alone_is_joined_to_the_next_line() -> None:
    assert [s.heading for s in read_outline(["一、", "总体情况", "正文。"]).sections] == ["总体情况"]


def test_row_labels_set_free_of_their_table_are_no_headings() -> None:
    lines = [
        "三、收到和处理政府信息公开申请情况",
        "一、本年新收政府信息公开申请数量",
        "四、结转下年度继续办理",
    ]
    assert [s.heading for s in read_outline(lines).sections] == ["收到和处理政府信息公开申请情况"]


def test_a_heading_printed_twice_is_said() -> None:
    outline = read_outline(["一、总体情况", "一、总体情况"])
    assert [problem.code for problem in outline.problems] == ["source.section_repeated"]


def test_a_subsection_that_sums_up_a_section_has_no_kind() -> None:
    lines = ["一、总体情况", "（一）主动公开情况", "二、主动公开政府信息情况"]
    assert [s.kind for s in read_outline(lines).sections] == ["overview", None, "proactive"]


def test_a_subsection_that_stands_for_a_section_has_its_kind() -> None:
    lines = ["一、总体情况", "（一）主动公开政府信息情况", "二、创新举措情况"]
    assert [s.kind for s in read_outline(lines).sections] == ["overview", "proactive", "innovation"]


def test_nothing_gives_nothing() -> None:
    assert read_outline([]) == Outline("", (), ())


def test_a_page_of_headings_alone_is_cut_and_said() -> None:
    outline = read_outline(["一、情况"] * 3000)
    assert len(outline.sections) == 2000
    assert outline.problems[-1].code == "parser.too_many_sections"
