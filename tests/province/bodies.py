"""A report as its author knows it into the markup of its body."""

from tests.province.forms import applications_markup, article20_markup, remedies_markup
from tests.province.papers import Paper


def body_of(paper: Paper) -> str:
    """Return the body: paragraphs and, for the national forms, their tables."""
    return _narrative(paper) if paper.form == "narrative" else _national(paper)


def _paragraphs(*lines: str) -> str:
    return "".join(f'<p style="text-indent:2em">{line}</p>\n' for line in lines)


def _preamble(paper: Paper) -> str:
    law = "第四十九条、第五十条" if paper.form != "narrative" else "第三十一条、第三十二条"
    return (
        f"　　本年度报告根据《中华人民共和国政府信息公开条例》{law}的规定编制。"
        f"本报告中所列数据的统计期限自{paper.year}年1月1日至{paper.year}年12月31日止。"
        f"如对本报告有疑问，请与{paper.issuer}办公室联系。"
    )


def _overview(paper: Paper) -> tuple[str, ...]:
    return (
        f"{paper.year}年，{paper.issuer}认真贯彻落实《条例》，扎实推进政府信息公开工作。",
        f"（一）主动公开情况。全年主动公开政府信息<span>{paper.proactive}</span>条。",
        f"（二）依申请公开情况。全年收到政府信息公开申请<span>{paper.received}</span>件，均按时办理。",
    )


def _national(paper: Paper) -> str:
    sixth = (
        "本年度未收取信息处理费，无其他需要报告的事项。"
        if paper.form == "t2021"
        else "无其他需要报告的事项。"
    )
    return "".join(
        (
            _paragraphs(_preamble(paper), "<strong>一、总体情况</strong>", *_overview(paper)),
            _paragraphs("<strong>二、主动公开政府信息情况</strong>"),
            article20_markup(paper.form, paper.figures),
            _paragraphs("<strong>三、收到和处理政府信息公开申请情况</strong>"),
            applications_markup(paper.form, paper.figures),
            _paragraphs("<strong>四、政府信息公开行政复议、行政诉讼情况</strong>"),
            remedies_markup(paper.figures),
            _paragraphs(
                "<strong>五、存在的主要问题及改进情况</strong>",
                "公开的深度还不够，下一步将加强培训，完善制度。",
                "<strong>六、其他需要报告的事项</strong>",
                sixth,
            ),
        )
    )


def _narrative(paper: Paper) -> str:
    return _paragraphs(
        _preamble(paper),
        "一、概述",
        f"{paper.year}年，{paper.issuer}认真贯彻落实《条例》，明确专人负责。",
        "二、主动公开政府信息的情况",
        f"全年主动公开政府信息<span>{paper.proactive}</span>条。",
        "三、依申请公开政府信息和不予公开政府信息的情况",
        f"全年收到政府信息公开申请<span>{paper.received}</span>件，均按时答复。",
        "四、政府信息公开的收费及减免情况",
        "未收取任何费用。",
        "五、因政府信息公开申请行政复议、提起行政诉讼的情况",
        "未发生针对本单位有关政府信息公开事务的行政复议案和行政诉讼案。",
        "六、政府信息公开工作存在的主要问题及改进情况",
        "公开内容有待充实，下一步将加强培训。",
        f"{paper.issuer}",
        f"{paper.published.year}年{paper.published.month}月{paper.published.day}日",
    )
