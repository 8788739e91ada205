"""Which rows of a listing are followed."""

import csv
import time
from pathlib import Path

import pytest

from goicrawl.platforms import is_report_title

TITLES = Path(__file__).parents[1].parent / "shared" / "titles.tsv"

REPORTS = [
    "喀什市2021年政府信息公开工作年度报告",
    "2018年遂宁经济技术开发区管委会政府信息公开工作年度报告",
    "安庆市人民政府政务服务中心2016年度政务公开年报",
    "江源区人民政府2016年政府信息公开工作年度情况的报告",
    "政府信息公开工作年度报告",
    "上海市通信管理局政府信息公开工作2017年度报告",
    "宝坻区大钟庄镇政府信息公开工作年度报告（2019年）",
    "兴县人民政府信息公开年报",
    "2010年政府信息公开条例实施情况报告",
    "国土资源部发布2012年政府信息公开工作报告",
    "黑龙江省通信管理局2018年政务信息公开工作汇报",
    "中共某市委机构编制委员会办公室2019年政府信息公开工作年度报告",
    "某市考核办公室2019年政府信息公开年报",
    "內蒙古自治區2012年政府信息公開工作年度報告",
    "２０１９年 政府信息 公开 工作年度报告",
    "《某市2019年政府信息公开工作年度报告》",
]
CUT_REPORTS = [
    "中国共产党某市委员会办公室2019年政府信息公开工作年…",
    "某省某市某县人民政府办公室2019年政府信息公开...",
    "某省某市某县人民政府办公室2019年政府信…",
]
OTHERS = [
    "",
    "政府信息公开指南",
    "政府信息公开目录",
    "2020年法治政府建设年度报告",
    "某市人民政府网站2019年度工作报表",
    "2020年某市政府工作报告",
    "图解：喀什市2021年政府信息公开工作年度报告",
    "一图读懂2019年政府信息公开年报",
    "《某市2019年政府信息公开工作年度报告》解读",
    "宿州市人民政府2019年政府信息公开工作年度报告（图片版）",
    "关于做好2021年政府信息公开工作年度报告编制和发布工作的通知",
    "关于2016年政府信息公开工作年度报告公布情况的通报",
    "政府信息公开年度报告制度",
    "政府信息公开工作年度报告格式",
    "2019年政务公开考核结果的公示",
    "关于征集政府信息公开工作意见建议的公告",
    "关于召开某会议的通…",
]


@pytest.mark.parametrize("title", REPORTS + CUT_REPORTS)
def test_report_title(title: str) -> None:
    assert is_report_title(title)


@pytest.mark.parametrize("title", OTHERS)
def test_other_title(title: str) -> None:
    assert not is_report_title(title)


@pytest.mark.skipif(not TITLES.is_file(), reason="../shared is not beside the project")
def test_no_real_title_is_missed_but_one_that_is_only_an_office() -> None:
    with TITLES.open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file, delimiter="\t") if row["title"]]
    assert [title for title in titles if not is_report_title(title)] == ["温州市林业局"]


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("政府信息公开" + "年度" * 50_000, id="the same words on and on"),
        pytest.param("政府信息公开" * 20_000, id="beginnings on and on"),
        pytest.param("政" * 100_000 + "…", id="a long cut title"),
    ],
)
def test_hostile_title_ends_soon(title: str) -> None:
    start = time.process_time()
    is_report_title(title)
    assert time.process_time() - start < 2
