"""A body's name into whether it begins with that of a ministry or another body of the whole country."""

import re

_MINISTRIES = (
    "外交|国防|教育|科学技术|科技|工业和信息化|信息产业|公安|国家安全|监察|民政|司法|财政|人事|人力资源和?社会保障|劳动和社会保障"
    "|国土资源|自然资源|环境保护|生态环境|建设|住房和?城乡建设|交通|交通运输|铁道|水利|农业|农业农村|商务|文化|文化和旅游|卫生"
    "|退役军人(?:事务)?|应急管理"
)
_ADMINISTRATIONS = (
    "税务|工商(?:行政管理)?|质检|质量监督检验检疫|体育|安全监管|安监|安全生产监督管理|广电|广播电影电视|新闻出版(?:广电)?"
    "|食品药品(?:监管|监督管理)|市场(?:监管|监督管理)|环保|环境保护"
)
# 教育部 but not 教育部门; 海关总署; 体育总局. Their branches go on with a place: 财政部河北监管局.
_CENTRAL = re.compile(
    f"国家|国务院|中华人民共和国|中国|最高人民|全国|(?:{_MINISTRIES})部(?!门)|审计署|海关总署|(?:{_ADMINISTRATIONS})总[局署]"
)


def begins_central(name: str) -> bool:
    """Tell whether a name, in simplified characters, begins with such a body's.

    >>> begins_central("财政部河北监管局"), begins_central("国家税务总局"), begins_central("财政局")
    (True, True, False)
    """
    return _CENTRAL.match(name) is not None
