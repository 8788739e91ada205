"""Names of bodies into whether they are of the whole country."""

import pytest

from goicrawl.parse.metadata.central import begins_central

CENTRAL = [
    "国务院办公厅",
    "国家税务总局某县税务局",
    "中华人民共和国海关总署",
    "中国气象局",
    "最高人民法院",
    "教育部",
    "教育部办公厅",
    "住房城乡建设部",
    "住房和城乡建设部",
    "人力资源社会保障部",
    "农业农村部",
    "应急管理部消防救援局",
    "审计署",
    "海关总署",
    "体育总局",
    "工商行政管理总局",
    "新闻出版广电总局",
    "市场监管总局",
]
LOCAL = [
    "",
    "教育局",
    "教育部门",
    "市教育局",
    "组织部",
    "宣传部",
    "县委统战部",
    "总局",
    "黑龙江省农垦总局",
    "审计局",
    "海关",
]


@pytest.mark.parametrize("name", CENTRAL)
def test_central(name: str) -> None:
    assert begins_central(name)


@pytest.mark.parametrize("name", LOCAL)
def test_local(name: str) -> None:
    assert not begins_central(name)
