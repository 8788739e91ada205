"""The national forms of 2019 and 2021: codes, printed labels, and figures into tables.

Written from the forms' specification, not from the parser's vocabulary.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Address = tuple[str, str, str]
"""Table, row, column."""
Figures = Mapping[Address, int | None]
"""None stands for a cell that is left blank."""
Row = tuple[str, str]
"""Code and label."""

APPLICANTS = (
    ("natural_person", "自然人"),
    ("commercial_enterprise", "商业企业"),
    ("research_institution", "科研机构"),
    ("social_welfare_organization", "社会公益组织"),
    ("legal_service_organization", "法律服务机构"),
    ("other", "其他"),
)
OUTCOMES = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
)
REMEDIES = ("review", "litigation_direct", "litigation_after_review")
COLUMNS = tuple(code for code, _ in APPLICANTS)

_DENIED = (
    ("denied_state_secret", "1.属于国家秘密"),
    ("denied_law_forbidden", "2.其他法律行政法规禁止公开"),
    ("denied_safety_stability", "3.危及“三安全一稳定”"),
    ("denied_third_party", "4.保护第三方合法权益"),
    ("denied_internal_affairs", "5.属于三类内部事务信息"),
    ("denied_process_info", "6.属于四类过程性信息"),
    ("denied_enforcement_file", "7.属于行政执法案卷"),
    ("denied_admin_query", "8.属于行政查询事项"),
)
_UNABLE = (
    ("unable_not_held", "1.本机关不掌握相关政府信息"),
    ("unable_needs_creation", "2.没有现成信息需要另行制作"),
    ("unable_unclear", "3.补正后申请内容仍不明确"),
)
_REJECTED = (
    ("rejected_petition", "1.信访举报投诉类申请"),
    ("rejected_repeat", "2.重复申请"),
    ("rejected_publication", "3.要求提供公开出版物"),
    ("rejected_massive", "4.无正当理由大量反复申请"),
    ("rejected_confirm_reissue", "5.要求行政机关确认或重新出具已获取信息"),
)
_OTHER_2021 = (
    (
        "other_overdue_correction",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    ),
    (
        "other_fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    ("other_other", "3.其他"),
)
GROUPS: dict[str, tuple[tuple[str, tuple[Row, ...]], ...]] = {
    "t2019": (("（三）不予公开", _DENIED), ("（四）无法提供", _UNABLE), ("（五）不予处理", _REJECTED)),
    "t2021": (
        ("（三）不予公开", _DENIED),
        ("（四）无法提供", _UNABLE),
        ("（五）不予处理", _REJECTED),
        ("（六）其他处理", _OTHER_2021),
    ),
}
"""The results that stand under a heading of their own."""


@dataclass(frozen=True)
class Article20:
    """One of the small tables on article 20 of the regulations."""

    code: str
    caption: str
    columns: tuple[Row, ...]
    rows: tuple[Row, ...]


_DECISIONS = (("decisions", "本年处理决定数量"),)
_ITEMS = (("prev_items", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量"))
ARTICLE20 = {
    "t2021": (
        Article20(
            "art20_1",
            "第二十条第（一）项",
            (("issued", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")),
            (("rules", "规章"), ("normative_docs", "行政规范性文件")),
        ),
        Article20("art20_5", "第二十条第（五）项", _DECISIONS, (("admin_license", "行政许可"),)),
        Article20(
            "art20_6",
            "第二十条第（六）项",
            _DECISIONS,
            (("admin_penalty", "行政处罚"), ("admin_compulsion", "行政强制")),
        ),
        Article20(
            "art20_8",
            "第二十条第（八）项",
            (("fee_amount", "本年收费金额（单位：万元）"),),
            (("admin_fee", "行政事业性收费"),),
        ),
    ),
    "t2019": (
        Article20(
            "art20_1",
            "第二十条第（一）项",
            (
                ("made_new", "本年新<br>制作数量"),
                ("disclosed_new", "本年新<br>公开数量"),
                ("disclosed_total", "对外公开总数量"),
            ),
            (("rules", "规章"), ("normative_docs", "规范性文件")),
        ),
        Article20(
            "art20_5",
            "第二十条第（五）项",
            _ITEMS,
            (("admin_license", "行政许可"), ("other_services", "其他对外管理服务事项")),
        ),
        Article20(
            "art20_6",
            "第二十条第（六）项",
            _ITEMS,
            (("admin_penalty", "行政处罚"), ("admin_compulsion", "行政强制")),
        ),
        Article20(
            "art20_8",
            "第二十条第（八）项",
            _ITEMS[:2],
            (("admin_fee", "行政事业性收费"),),
        ),
        Article20(
            "art20_9",
            "第二十条第（九）项",
            (("procurement_items", "采购项目数量"), ("procurement_amount", "采购总金额（万元）")),
            (("central_procurement", "政府集中采购"),),
        ),
    ),
}
_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def leaves(form: str) -> tuple[str, ...]:
    """Return the rows whose sum is the total of results."""
    grouped = tuple(code for _, rows in GROUPS[form] for code, _ in rows)
    plain = ("granted", "partially_granted")
    return plain + grouped + (("other_handling",) if form == "t2019" else ())


def article20_markup(form: str, figures: Figures) -> str:
    """Return the tables on article 20 as one, the way the form prints them."""
    return "<table border='1'>" + "".join(_block(part, figures) for part in ARTICLE20[form]) + "</table>"


def _block(part: Article20, figures: Figures) -> str:
    last = 4 - len(part.columns)
    spans = [1] * (len(part.columns) - 1) + [last]
    head = "".join(_cell(label, span) for (_, label), span in zip(part.columns, spans, strict=True))
    lines = [f"<tr>{_cell(part.caption, 4)}</tr>", f"<tr>{_cell('信息内容')}{head}</tr>"]
    for row, label in part.rows:
        cells = "".join(
            _cell(_printed(figures, (part.code, row, column)), span)
            for (column, _), span in zip(part.columns, spans, strict=True)
        )
        lines.append(f"<tr>{_cell(label)}{cells}</tr>")
    return "".join(lines)


def applications_markup(form: str, figures: Figures) -> str:
    """Return the large table on applications."""
    groups = GROUPS[form]
    height = 4 + sum(len(rows) for _, rows in groups) - (0 if form == "t2019" else 1)
    lines = [
        f"<tr><td colspan='3' rowspan='3'>{_NOTE}</td>{_cell('申请人情况', 7)}</tr>",
        f"<tr><td rowspan='2'>自然人</td>{_cell('法人或其他组织', 5)}<td rowspan='2'>总计</td></tr>",
        "<tr>" + "".join(_cell(label) for _, label in APPLICANTS[1:]) + "</tr>",
        _line(_cell("一、本年新收政府信息公开申请数量", 3), "new_received", figures),
        _line(_cell("二、上年结转政府信息公开申请数量", 3), "carried_over_in", figures),
        _line(
            f"<td rowspan='{height}'>三、本<br>年度办<br>理结果</td>" + _cell("（一）予以公开", 2),
            "granted",
            figures,
        ),
        _line(
            _cell("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2),
            "partially_granted",
            figures,
        ),
    ]
    for label, rows in groups:
        for index, (code, item) in enumerate(rows):
            head = f"<td rowspan='{len(rows)}'>{label}</td>" if index == 0 else ""
            lines.append(_line(head + _cell(item), code, figures))
    if form == "t2019":
        lines.append(_line(_cell("（六）其他处理", 2), "other_handling", figures))
    lines.append(_line(_cell("（七）总计", 2), "total_handled", figures))
    lines.append(_line(_cell("四、结转下年度继续办理", 3), "carried_forward", figures))
    return "<table border='1'>" + "".join(lines) + "</table>"


def _line(head: str, row: str, figures: Figures) -> str:
    cells = "".join(_cell(_printed(figures, ("t3", row, column))) for column in (*COLUMNS, "total"))
    return f"<tr>{head}{cells}</tr>"


def remedies_markup(figures: Figures) -> str:
    """Return the table on reviews and lawsuits: fifteen figures in one row."""
    five = "".join(f"<td rowspan='2'>{label}</td>" for _, label in OUTCOMES) + "<td rowspan='2'>总计</td>"
    ten = ("".join(_cell(label) for _, label in OUTCOMES) + _cell("总计")) * 2
    codes = (*(code for code, _ in OUTCOMES), "total")
    cells = "".join(_cell(_printed(figures, ("t4", row, code))) for row in REMEDIES for code in codes)
    return (
        f"<table border='1'><tr>{_cell('行政复议', 5)}{_cell('行政诉讼', 10)}</tr>"
        f"<tr>{five}{_cell('未经复议直接起诉', 5)}{_cell('复议后起诉', 5)}</tr>"
        f"<tr>{ten}</tr><tr>{cells}</tr></table>"
    )


def _cell(text: str, across: int = 1) -> str:
    return f"<td colspan='{across}'>{text}</td>" if across > 1 else f"<td>{text}</td>"


def _printed(figures: Figures, address: Address) -> str:
    value = figures[address]
    return "&nbsp;" if value is None else f"<span>{value}</span>"
