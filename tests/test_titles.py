"""Headlines into report titles: whose, of which year; small tables, then 219 real titles."""

import csv
import time
from pathlib import Path

import pytest

from goicrawl.items import Article
from goicrawl.parse.metadata import read_metadata
from goicrawl.parse.metadata.titles import parse_title, tidy_title

SHARED = Path(__file__).parents[1].parent / "shared"

TITLES = {
    "issuer first": ("江源区人民政府办公室2016年政府信息公开工作年度报告", "江源区人民政府办公室", 2016),
    "year first": (
        "2018年遂宁经济技术开发区管委会政府信息公开工作年度报告",
        "遂宁经济技术开发区管委会",
        2018,
    ),
    "year first, 年度": ("2020年度龙游县湖镇镇政府信息公开工作报告", "龙游县湖镇镇", 2020),
    "place only": ("喀什市2021年政府信息公开工作年度报告", "喀什市", 2021),
    "shared 政府": ("2015年兴县人民政府信息公开年度报告", "兴县人民政府", 2015),
    "shared 政府 of a bare level": ("2016年市政府信息公开工作年度报告", "市政府", 2016),
    "政府 twice": ("2019年市政府政府信息公开工作年度报告", "市政府", 2019),
    "disclosure office": (
        "巴州区政府信息公开工作领导小组办公室2014年政府信息公开工作年度报告",
        "巴州区政府信息公开工作领导小组办公室",
        2014,
    ),
    "service centre": ("安庆市人民政府政务服务中心2016年度政务公开年报", "安庆市人民政府政务服务中心", 2016),
    "year inside the tail": ("宝坻区消防救援支队政府信息公开工作2025年度报告", "宝坻区消防救援支队", 2025),
    "年 twice": ("中山市工商行政管理局政府信息公開工作2011年年度報告", "中山市工商行政管理局", 2011),
    "year in brackets": ("宝坻区大钟庄镇政府信息公开工作年度报告(2019年)", "宝坻区大钟庄镇", 2019),
    "year without 年": (
        "北京市西城区人民防空办公室2020政府信息公开工作年度报告",
        "北京市西城区人民防空办公室",
        2020,
    ),
    "year in Chinese numerals": ("二〇一六年度宁波市鄞州区政府信息公开工作年度报告", "宁波市鄞州区", 2016),
    "school year": ("安徽大学2015-2016学年度信息公开工作年度报告", "安徽大学", 2016),
    "full width": ("宿州市人民政府２０１９年政府信息公开工作年度报告（图片版）", "宿州市人民政府", 2019),
    "traditional": (
        "2011年樂山市人口和計畫生育委員會政府信息公開年度報告",
        "樂山市人口和計畫生育委員會",
        2011,
    ),
    "X about Y": (
        "江源区人民政府办公室关于江源区人民政府2016年政府信息公开工作年度情况的报告",
        "江源区人民政府办公室",
        2016,
    ),
    "about": ("关于南昌市2012年政府信息公开工作情况的报告", "南昌市", 2012),
    "about the year": ("关于2021年度政府信息公开工作情况的报告", None, 2021),
    "news style": ("國家旅遊局發佈2011年政府信息公開工作年度報告", "國家旅遊局", 2011),
    "looks like a notice": (
        "保山市交通运输局2013年度关于开展政府信息公开工作年度报告编制和发布工作情况报告",
        "保山市交通运输局",
        2013,
    ),
    "document number before": (
        "金统发〔2025〕2号金昌市统计局2024年政府信息公开工作年度报告",
        "金昌市统计局",
        2024,
    ),
    "version before": ("(文字版)2017年芜湖市政府信息公开工作年度报告", "芜湖市", 2017),
    "file name": ("武汉市2013年政府信息公开工作年度报告.pdf", "武汉市", 2013),
    "site's name behind": ("喀什市2021年政府信息公开工作年度报告_喀什市人民政府", "喀什市", 2021),
    "body in brackets": (
        "2018年政府信息公开工作年度报告（巴中市恩阳区人民政府）",
        "巴中市恩阳区人民政府",
        2018,
    ),
    "version in brackets is no body": ("2018年政府信息公开工作年度报告（含表）", None, 2018),
    "site's name is no body": ("2018年政府信息公开工作年度报告_喀什市人民政府", None, 2018),
    "breadcrumb": ("您现在的位置是：首页 >> 信息公开 >> 信息公开年报", None, None),
    "pronoun": ("我局2020年政府信息公开工作年度报告", None, 2020),
    "column name": ("政府信息公开年报", None, None),
    "line break inside": ("涡阳县审计局2025年政府信息公开\n 工作年度报告", "涡阳县审计局", 2025),
    "a circle for the zero": ("二○○八年政府信息公开工作年度报告", None, 2008),
    "zeros written out": ("二零一二年普陀区政府信息公开年度报告", "普陀区", 2012),
    "letters for zeros": ("内江市二O一O年度政府信息公开工作报告", "内江市", 2010),
    "year in square brackets before": (
        "[2015年]岳阳楼区人民政府政府信息公开年度报告",
        "岳阳楼区人民政府",
        2015,
    ),
    "year in brackets before": ("（2016年）小店区政府信息公开年度报告", "小店区", 2016),
    "year at the end": ("浔阳区甘棠街道办事处政府信息公开工作年度报告2022年", "浔阳区甘棠街道办事处", 2022),
    "what is attached": ("海南省2010年度政府信息公开工作年度报告[附表]", "海南省", 2010),
    "published": ("2014年度小店区政府信息公开工作年度报告公布", "小店区", 2014),
    "head office's branch": (
        "国家税务总局长沙市望城区税务局2022年度政府信息公开工作报告",
        "国家税务总局长沙市望城区税务局",
        2022,
    ),
    "hospital": ("合肥市第一人民医院2022年信息公开工作年度报告", "合肥市第一人民医院", 2022),
    "sumu": ("西乌珠穆沁旗巴彦花苏木2020年政府信息公开工作年报", "西乌珠穆沁旗巴彦花苏木", 2020),
    "two bodies, one inside the other": (
        "2024年度通州区人民政府中仓街道办事处政府信息公开工作年度报告",
        "通州区人民政府中仓街道办事处",
        2024,
    ),
    "work summary": ("2019年度财政局政府信息公开工作总结", "财政局", 2019),
}
NO_TITLES = {
    "empty": "",
    "notice": "关于做好2021年政府信息公开工作年度报告编制工作的通知",
    "notice of the State Council": "国务院办公厅关于印发《政府信息公开工作年度报告格式》的通知",
    "announcement": "雁塔区人民政府关于公布2018年政府信息公开工作年度报告的公告",
    "interpretation": "2021年政府信息公开工作年度报告解读",
    "interpretation before": "解读：喀什市2021年政府信息公开工作年度报告",
    "infographic": "一图读懂2021年政府信息公开工作年度报告",
    "rule": "政府信息公开工作年度报告制度",
    "guide": "政府信息公开指南",
    "form": "中华人民共和国政府信息公开工作年度报告格式",
    "other report": "2022年法治政府建设年度报告",
    "website report": "政府网站工作年度报表(2021年度)",
    "body only": "温州市林业局",
    "quarter": "某县2019年第一季度政府信息公开工作总结",
    "half a year": "住房和城乡建设局2017年上半年政府信息公开工作总结",
    "assessment by others": "2014年政府信息公开第三方评估报告",
    "sample text": "政府信息公开年度工作报告范文",
}
# Real titles that name less than who reports (九江县 for its office), or the body by a shorter name:
# what the title itself prints, read off it by eye. None: the title names nobody.
PRINTED = {
    "2021年政府信息公开工作年度报告": None,
    "张家湾镇2021年政府信息公开工作年度报告": "张家湾镇",
    "內蒙古自治區2012年政府信息公開工作年度報告": "內蒙古自治區",
    "內蒙古自治區2011年政府信息公開工作年度報告": "內蒙古自治區",
    "道里区经纬街道办事处2022年政府信息公开工作年度报告": "道里区经纬街道办事处",
    "九江县2016年政府信息公开工作年度报告": "九江县",
    "2020年度龙游县湖镇镇政府信息公开工作报告": "龙游县湖镇镇",
    "贺州市2009年度政府信息公开工作年度报告": "贺州市",
    "重庆市綦江区2022年政府信息公开工作年度报告": "重庆市綦江区",
    "宿州市人民政府2016年政府信息公开工作年度报告": "宿州市人民政府",
    "天津市2020年政府信息公开工作年度报告": "天津市",
    "2020年度信息公开工作年度报告": None,
    "重庆海关关区2019年政府信息公开年报": "重庆海关关区",
    "安溪县城厢镇2013年政府信息公开工作年度报告": "安溪县城厢镇",
    "安溪县2012年政府信息公开工作年度报告": "安溪县",
    "上海市松江区2025年政府信息公开工作年度报告": "上海市松江区",
    "上海市松江区小昆山镇2025年政府信息公开工作年度报告": "上海市松江区小昆山镇",
    "郑州市上街区济源路街道办事处2020年政府信息公开工作年度报告": "郑州市上街区济源路街道办事处",
    "正阳县2014年政府信息公开工作年度报告": "正阳县",
    "六安市2015年政府信息公开工作年度报告": "六安市",
    "天长市大通镇2019年政府信息公开工作年度报告": "天长市大通镇",
    "南充市嘉陵区2022年政府信息公开工作年度报告": "南充市嘉陵区",
    "藁城區2022年政府信息公開工作年度報告": "藁城區",
    "荔浦市2022年政府信息公开工作年度报告": "荔浦市",
    "阜新市2020年度政府信息公开工作报告": "阜新市",
    "辽阳市2019年度政府信息公开工作报告": "辽阳市",
    "2016年船山区民政局政府信息公开工作年度报告": "船山区民政局",
    "泸州市龙马潭区2015年政府信息公开工作年度报告": "泸州市龙马潭区",
    "苏州市2018年政府信息公开工作年度报告": "苏州市",
    "2017年北京市朝阳区政府信息公开工作年度报告": "北京市朝阳区",
    "齐齐哈尔市2016年政府信息公开工作年度报告": "齐齐哈尔市",
    "连云港市2012年政府信息公开年度报告": "连云港市",
    "連云港市2011年政府信息公開年度報告": "連云港市",
    "宁海县越溪乡2012年政府信息公开年度报告": "宁海县越溪乡",
    "2025年政府信息公开工作年度报告": None,
    "2019年市政府政府信息公开工作年度报告": "市政府",
    "(文字版)2017年芜湖市政府信息公开工作年度报告": "芜湖市",
    "洪雅县洪川镇2024年政府信息公开工作年度报告": "洪雅县洪川镇",
    "2009年西藏自治區政府信息公開年度報告": "西藏自治區",
    "高楼镇2011年政府信息公开工作年度报告": "高楼镇",
    "2011年政府信息公开年度报告": None,
    "澧县食药工质局2014年度政府信息公开工作报告": "澧县食药工质局",
    "2014年遂宁市安居区食药局政府信息公开工作年度报告": "遂宁市安居区食药局",
    "北京市政府信息公开工作年度报告": "北京市",
    "2015年政府信息公开工作年度报告": None,
    "文化广电新闻出版局2014年度政府信息公开工作报告": "文化广电新闻出版局",
    "2025年度政府信息公开工作年度报告": None,
    "南谯工业开发区2015年政府信息公开年度报告": "南谯工业开发区",
    "凤陵乡2016年政府信息公开年度报告": "凤陵乡",
    "安阳街道2017年度政府信息公开年度报告": "安阳街道",
    "2010年政府信息公開工作年度報告": None,
}
# These two don't print their year.
WITHOUT_YEAR = {"北京市政府信息公开工作年度报告", "温州市林业局"}


@pytest.mark.parametrize(("printed", "issuer", "year"), TITLES.values(), ids=TITLES)
def test_title(printed: str, issuer: str | None, year: int | None) -> None:
    title = parse_title(printed)
    assert title is not None
    assert (title.issuer, title.year) == (issuer, year)


@pytest.mark.parametrize("printed", NO_TITLES.values(), ids=NO_TITLES)
def test_no_title(printed: str) -> None:
    assert parse_title(printed) is None


def test_spaces_inside_a_title_go() -> None:
    assert tidy_title("2019年 政府信息公开\u3000工作\u200b年度报告\n") == "2019年政府信息公开工作年度报告"


CUT = {
    "site's name": "喀什市2021年政府信息公开工作年度报告_喀什市人民政府",
    "two names": "喀什市2021年政府信息公开工作年度报告 - 信息公开年报 - 喀什市人民政府",
    "file ending": "喀什市2021年政府信息公开工作年度报告.docx",
    "breadcrumb": "首页 > 年报 > 喀什市2021年政府信息公开工作年度报告",
    "document number": "喀政发〔2022〕1号 喀什市2021年政府信息公开工作年度报告",
}


@pytest.mark.parametrize("printed", CUT.values(), ids=CUT)
def test_what_is_not_the_title_goes(printed: str) -> None:
    title = parse_title(printed)
    assert title is not None
    assert title.text == "喀什市2021年政府信息公开工作年度报告"


def real_titles() -> list[dict[str, str]]:
    path = SHARED / "titles.tsv"
    if not path.exists():
        pytest.skip("titles.tsv of the folder beside the project is not here")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if row["title"]]


@pytest.mark.parametrize("with_url", [True, False], ids=["with the address", "without the address"])
def test_every_real_title_gives_its_year_and_body(with_url: bool) -> None:
    wrong = []
    for row in real_titles():
        printed = row["title"]
        article = Article(
            url=row["url"] if with_url else "", title=printed, meta={"发布日期": row["published"]}
        )
        metadata = read_metadata(article)
        year = None if printed in WITHOUT_YEAR else int(row["year"])
        issuer = PRINTED.get(printed, row["issuer"])
        if (metadata.year, metadata.issuer) != (year, issuer):
            wrong.append((printed, metadata.year, metadata.issuer))
    assert wrong == []


def test_a_hostile_title_costs_little() -> None:
    started = time.process_time()
    for unit in ("政府信息公开", "2019年", "(", "》", "-", "关于", "报告", ">", "〇〇年", " "):
        parse_title(unit * (800 // len(unit)))
        parse_title(unit * (1_000_000 // len(unit)))
    assert time.process_time() - started < 1
