"""Bodies' names into GB/T 2260 regions: the year's name, homonyms, zones, bodies without a place."""

import csv
import time
from pathlib import Path

import pytest

from goicrawl.parse.metadata.places import is_place, places_before, split_places
from goicrawl.parse.metadata.region_table import load_regions
from goicrawl.parse.metadata.regions import find_region, is_central, region_of_code

SHARED = Path(__file__).parents[1].parent / "shared"

REGIONS = {
    "county": ("正阳县人民政府", 2014, None, "411724", "正阳县"),
    "county-level city": ("共青城市政府办公室", 2019, None, "360482", "共青城市"),
    "city": ("安庆市人民政府政务服务中心", 2016, None, "340800", "安庆市"),
    "province": ("河北省", 2019, None, "130000", "河北省"),
    "municipality's district": ("北京市朝阳区民政局", 2011, None, "110105", "朝阳区"),
    "city of the same name": ("朝阳市司法局", 2025, None, "211300", "朝阳市"),
    "province, city, county": ("江西省九江市共青城市", 2019, None, "360482", "共青城市"),
    "town in a county": ("洪雅县洪川镇", 2024, None, "511423", "洪雅县"),
    "name that holds 乡": ("金乡县水务局", 2009, None, "370828", "金乡县"),
    "autonomous county": ("长白朝鲜族自治县文化广电新闻出版局", 2014, None, "220623", "长白朝鲜族自治县"),
    "short prefecture": ("黔南州农业农村局", 2020, None, "522700", "黔南布依族苗族自治州"),
    "traditional": ("樂山市人口和計畫生育委員會", 2010, None, "511100", "乐山市"),
    "rare character": ("西安市鄠邑区教育局", 2024, None, "610118", "鄠邑区"),
    "branch of a national body": ("国家统计局湖北调查总队", 2018, None, "420000", "湖北省"),
    "branch in a city": ("国家统计局中山调查队", 2018, None, "442000", "中山市"),
    "national body's short name": ("重庆海关", 2019, None, "500000", "重庆市"),
    "tax bureau": ("国家税务总局遂宁市税务局", 2019, None, "510900", "遂宁市"),
    "city's branch in a county": ("泰安市生态环境局肥城分局", 2022, None, "370983", "肥城市"),
    "army division's city": ("第一師阿拉爾市十六團新開嶺鎮", 2021, None, "659002", "阿拉尔市"),
    "ministry's office in a province": ("财政部河北监管局", 2021, None, "130000", "河北省"),
    "bank's branch": ("中国人民银行南京分行", 2018, None, "320100", "南京市"),
    "commissioner's office": ("审计署驻南京特派员办事处", 2018, None, "320100", "南京市"),
    "branch called by its province": ("国家矿山安全监察局陕西局", 2021, None, "610000", "陕西省"),
    "prefecture without its peoples": ("湘西自治州人民政府", 2014, None, "433100", "湘西土家族苗族自治州"),
    "national new area": ("大连金普新区管理委员会", 2021, None, "210200", "大连金普新区"),
    "banner's town": ("额济纳旗达来呼布镇", 2021, None, "152923", "额济纳旗"),
    "sumu": ("西乌珠穆沁旗巴彦花苏木", 2020, None, "152526", "西乌珠穆沁旗"),
    "tax bureau of a district": ("国家税务总局长沙市望城区税务局", 2022, None, "430112", "望城区"),
    "town of a city without districts": ("东莞市虎门镇", 2020, None, "441900", "东莞市"),
    "prefecture of its time": ("铜仁地区行署", 2010, None, "522200", "铜仁地区"),
    "party's department": ("组织部", 2018, "630222", "630222", "民和回族土族自治县"),
    "ended name": ("江源县人民政府", 2016, None, "220605", "江源区"),
    "name of the year": ("九江县国土资源局", 2010, None, "360421", "九江县"),
    "the next year's name": ("九江县", 2017, None, "360404", "柴桑区"),
    "name that came later": ("柴桑区人民政府", 2010, None, "360421", "九江县"),
    "renamed prefecture": ("襄樊市", 2011, None, "420600", "襄阳市"),
    "abolished district": ("宣武区大栅栏街道办事处", 2009, None, "110104", "宣武区"),
    "abolished district, later": ("宣武区大栅栏街道办事处", 2012, None, "110102", "西城区"),
    "county renamed twice": ("文登县", 2015, None, "371003", "文登区"),
    "no year": ("文登市", None, None, "371003", "文登区"),
    "district merged of two": ("两江新区", 2025, None, "500157", "两江新区"),
    "district to come, then a zone": ("重庆市两江新区管委会", 2020, None, "500000", "重庆市两江新区"),
    "homonym told by the city's site": ("郊区统计局", 2019, "3407110001", "340711", "郊区"),
    "homonym told by a county's site": ("新城区教育局", 2021, "6101020001", "610102", "新城区"),
    "homonym told by the province": ("朝阳区人民政府", 2020, "220000", "220104", "朝阳区"),
    "zone": ("遂宁经济技术开发区管委会", 2018, None, "510900", "遂宁经济技术开发区"),
    "zone after a full name": (
        "武汉市东湖生态旅游风景区管理委员会",
        2023,
        None,
        "420100",
        "武汉市东湖生态旅游风景区",
    ),
    "zone's bureau": ("宁波国家高新区招商局", 2018, None, "330200", "宁波国家高新区"),
    "zone of a county": ("随县经济开发区", 2019, None, "421321", "随县经济开发区"),
    "zone of a district": ("南谯工业开发区管委会", 2015, None, "341103", "南谯工业开发区"),
    "zone in traditional": ("樂山高新區管委會", 2010, None, "511100", "樂山高新區"),
    "zone of a place in a place": ("重庆合川工业园区管委会", 2020, None, "500117", "重庆合川工业园区"),
    "zone behind its province": (
        "浙江省东阳经济开发区管理委员会",
        2019,
        None,
        "330783",
        "浙江省东阳经济开发区",
    ),
    "short province, short county": ("安徽舒城经济开发区", 2025, None, "341523", "安徽舒城经济开发区"),
    "zone without a place": ("经济开发区管委会", 2018, "5109000001", "510900", "经济开发区"),
    "bare body": ("民政局", 2020, "6302220003", "630222", "民和回族土族自治县"),
    "district's body": ("区民政局", 2011, "3505050001", "350505", "泉港区"),
    "city's body on a district's site": ("市卫生局", 2013, "5114020001", "511400", "眉山市"),
    "city's body on a municipality's site": ("市生态环境局", 2022, "1100000001", "110000", "北京市"),
    "province's body": ("省教育厅", 2022, "6201000001", "620000", "甘肃省"),
    "zone called only 新区": ("新区管委会", 2018, "3211000001", "321100", "新区"),
    "town": ("唐村镇", 2010, "370883", "370883", "邹城市"),
    "town called like a city": ("安阳街道办事处", 2017, "330381", "330381", "瑞安市"),
}
NONE = {
    "empty": ("", 2020, None),
    "bare body": ("民政局", 2020, None),
    "homonym": ("朝阳区", 2020, None),
    "homonym that the site is not in": ("鼓楼区人民政府", 2020, "110000"),
    "street called like a city": ("安阳街道", 2017, None),
    "ministry": ("国家税务总局", 2010, None),
    "ministry, whatever the site": ("国家旅游局", 2011, "110000"),
    "ministry by its name": ("教育部", 2012, "110101"),
    "customs' head office": ("海关总署", 2020, "110101"),
    "administration": ("体育总局", 2012, "110101"),
    "police are no county": ("公安局", 2012, None),
    "county's body on a city's site": ("县民政局", 2019, "331000"),
    "central site code": ("民政局", 2019, "bm14000002"),
    "unknown code": ("民政局", 2019, "999999"),
}
# What titles.tsv calls by today's name though the reports are older, and a place below the county.
RENAMED = {"柴桑区": "九江县", "柯桥区": "绍兴县", "西城区": "宣武区", "文登区": "文登市"}


@pytest.mark.parametrize(("name", "year", "hint", "code", "region"), REGIONS.values(), ids=REGIONS)
def test_region(name: str, year: int | None, hint: str | None, code: str, region: str) -> None:
    assert find_region(name, year, hint) == (code, region)


@pytest.mark.parametrize(("name", "year", "hint"), NONE.values(), ids=NONE)
def test_no_region(name: str, year: int, hint: str | None) -> None:
    assert find_region(name, year, hint) is None


def test_every_real_body_that_names_its_place_is_found_there() -> None:
    path = SHARED / "titles.tsv"
    if not path.exists():
        pytest.skip("titles.tsv of the folder beside the project is not here")
    found, wrong = 0, []
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            region = find_region(row["issuer"], int(row["year"]))
            if region is None:
                continue
            found += 1
            places = {row[column] for column in ("region_province", "region_city", "region_county")}
            expected = places | {RENAMED[place] for place in places & RENAMED.keys()}
            parent = region_of_code(region.code, int(row["year"]))
            if parent is None or parent.name not in expected:
                wrong.append((row["issuer"], region))
    assert wrong == []
    assert found >= 255


def test_a_code_gives_the_name_of_the_year() -> None:
    assert region_of_code("360421", 2016) == ("360421", "九江县")
    assert region_of_code("999999", 2016) is None


def test_ministries_are_central_and_their_branches_not() -> None:
    assert is_central("國土資源部")
    assert is_central("国务院国有资产监督管理委员会")
    assert not is_central("国家统计局重庆调查总队")
    assert is_central("海关总署")
    assert is_central("教育部办公厅")
    assert not is_central("财政部河北监管局")
    assert not is_central("教育部门")
    assert not is_central("市政府")


def test_the_table_holds_every_county_of_today_once() -> None:
    current = [entry for entries in load_regions().codes.values() for entry in entries if entry.last == 9999]
    codes = [entry.code for entry in current]
    assert len(codes) == len(set(codes))
    assert len([code for code in codes if code.endswith("0000")]) == 34
    assert len([code for code in codes if code.endswith("00") and not code.endswith("0000")]) == 333
    assert len(codes) > 3200


def test_every_successor_is_in_the_table() -> None:
    table = load_regions()
    assert set(table.successors) <= set(table.codes)


def test_places_are_split_and_read_backwards() -> None:
    assert split_places("四川省眉山市洪雅县洪川镇") == ["四川省", "眉山市", "洪雅县", "洪川镇"]
    assert places_before("根据要求,四川省眉山市") == "四川省眉山市"
    assert is_place("第一师") is False
    assert is_place("洪雅县洪川镇")
    assert is_place("石家庄高新技术产业开发区")


def test_a_hostile_name_costs_little() -> None:
    started = time.process_time()
    for unit in ("朝阳区", "国家", "经济", "a", " "):
        find_region(unit * 300_000, 2020, "1" * 100_000)
    assert time.process_time() - started < 1
