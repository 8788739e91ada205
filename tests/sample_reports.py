"""Reports as the tests of store and export use them: one with every field, and Hypothesis' own."""

from datetime import date

from hypothesis import strategies as st

from goicrawl.items import (
    Attachment,
    Check,
    Contact,
    Indicator,
    Problem,
    Report,
    Section,
    Statistic,
    Table,
)

URL = "http://www.example.gov.cn/zwgk/202001/t20200120_1.html"


def cell(row: str, column: str, value: float | None, raw: str | None, status: str = "reported") -> Statistic:
    return Statistic(table="t3", row=row, column=column, value=value, raw=raw, unit="件", status=status)


FULL = Report(
    url=URL,
    portal="gongqingcheng",
    title="共青城市2019年政府信息公开工作年度报告",
    title_raw="共青城市2019年政府信息公开\n工作年度报告",
    issuer="共青城市人民政府",
    region_code="360482",
    region="共青城市",
    year=2019,
    year_source="title",
    period_start=date(2019, 1, 1),
    period_end=date(2019, 12, 31),
    form="t2019",
    published=date(2020, 1, 20),
    published_raw="2020-01-20 09:30",
    generated=date(2020, 1, 19),
    signed_on=date(2020, 1, 18),
    signed_by="共青城市人民政府办公室",
    index_number="G42150-0101-2020-0001",
    source="市政府办",
    legal_basis="《中华人民共和国政府信息公开条例》",
    contact=Contact(
        org="共青城市政府办公室",
        address="共青大道1号",
        postcode="332020",
        phone="0792-4340000",
        fax="0792-4340001",
        email="gk@example.gov.cn",
        website="http://www.example.gov.cn",
    ),
    text="一、总体情况\n无。\n(二)不予公开\t0\t3",
    sections=(
        Section(
            position=0, parent=None, level=1, marker="一、", heading="总体情况", kind="overview", text=""
        ),
        Section(position=1, parent=0, level=2, marker="(一)", heading=None, kind=None, text="无。"),
    ),
    tables=(
        Table(position=0, caption="收到和处理政府信息公开申请情况", rows=(("甲", ""), ("甲", "3"))),
        Table(position=1, caption=None, rows=()),
    ),
    statistics=(
        cell("new_received", "total", 19, "19"),
        cell("new_received", "natural_person", 16.5, "16.5"),
        cell("carried_over", "total", None, "", "missing"),
        cell("carried_over", "natural_person", None, None, "missing"),
        cell("new_received", "total", 3.0, "3.0"),
    ),
    indicators=(
        Indicator(
            code="proactive_total",
            value=1200,
            op="ge",
            unit="条",
            category="财政信息",
            quote="公开1200余条",
            section=1,
        ),
        Indicator(code="rate", value=98.5, op="eq", unit="%", category=None, quote="达98.5%", section=None),
    ),
    checks=(
        Check(rule="T3_SUM", verdict="PASS", expected=19, actual=19, evidence="16+3=19"),
        Check(rule="T3_BALANCE", verdict="FAIL", expected=19.5, actual="19", evidence=""),
        Check(rule="T4_SUM", verdict="NOT_ASSESSABLE", expected=None, actual=None, evidence=""),
    ),
    problems=(Problem(code="source.title_twice", detail="题目印了两次"),),
    attachments=(
        Attachment(url="http://www.example.gov.cn/1.pdf", label="附件", media_type="application/pdf"),
        Attachment(url="http://www.example.gov.cn/2", label="附件2"),
    ),
    container="trs_editor",
    sha256="ab" * 32,
)
"""A report in which no field is left out."""

BARE = Report(url="http://www.example.gov.cn/bare.html")
"""A report of which nothing but the address is known."""

_text = st.text(max_size=20)
_maybe = st.none() | _text
_place = st.integers(0, 2**31)
_figure = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
_dates = st.none() | st.dates()

_children = {
    "sections": st.builds(
        Section, position=_place, parent=st.none() | _place, level=_place, marker=_text, heading=_maybe,
        kind=_maybe, text=_text,
    ),
    "tables": st.builds(
        Table, position=_place, caption=_maybe,
        rows=st.lists(st.lists(_text, max_size=3).map(tuple), max_size=3).map(tuple),
    ),
    "statistics": st.builds(
        Statistic, table=_text, row=_text, column=_text, value=st.none() | _figure, raw=_maybe, unit=_maybe,
        status=_text,
    ),
    "indicators": st.builds(
        Indicator, code=_text, value=_figure, op=_text, unit=_maybe, category=_maybe, quote=_text,
        section=st.none() | _place,
    ),
    "checks": st.builds(
        Check, rule=_text, verdict=_text, expected=_maybe | _figure, actual=_maybe | _figure, evidence=_text
    ),
    "problems": st.builds(Problem, code=_text, detail=_text),
    "attachments": st.builds(Attachment, url=_text, label=_text, media_type=_maybe),
}  # fmt: skip

_typed = {
    "url": _text,
    "year": st.none() | _place,
    "contact": st.none() | st.builds(Contact, **dict.fromkeys(Contact.__slots__, _maybe)),
    "text": _text,
    **dict.fromkeys(("period_start", "period_end", "published", "generated", "signed_on"), _dates),
}

_words = set(Report.__slots__) - _typed.keys() - _children.keys()

reports = st.builds(
    Report,
    **_typed,
    **{name: st.lists(items, max_size=4).map(tuple) for name, items in _children.items()},
    **dict.fromkeys(_words, _maybe),
)
"""Any report that can be stored."""


def same(left: object, right: object) -> bool:
    """Return whether two items are equal to the type of every figure, 3 apart from 3.0."""
    return left == right and repr(left) == repr(right)
