"""Known bodies inside the chrome of other pages: whole, short, in parts, twice."""

import copy
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from lxml import etree, html

from benchmarks.bodies import (
    FIXTURES,
    ROOT,
    Case,
    Gold,
    find_slot,
    read_gold,
    rows_in,
)
from goicrawl.clean.decode import decode

TEMPLATES = ROOT / "tests" / "chromes"
"""Pages in the manner of publishing systems, written for the tests, with @TITLE@ and @BODY@ in them."""
BESIDE = ROOT / "benchmarks" / "chromes"
"""More such pages, with other things beside the text: columns, summaries, comments, notes, forms, footers."""
TITLE = "某某市水务局2019年政府信息公开工作年度报告"

SHORT_BODIES = {
    "nil": ["无。"],
    "half": [
        "一、总体情况",
        "2022年，我镇认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息36条。",
        "二、主动公开政府信息情况",
        "无。",
        "三、收到和处理政府信息公开申请情况",
        "全年未收到政府信息公开申请。",
        "四、政府信息公开行政复议、行政诉讼情况",
        "无。",
        "五、存在的主要问题及改进情况",
        "公开内容还不够丰富，下一步将加强培训。",
        "六、其他需要报告的事项",
        "无。",
    ],
    "prose": [
        "按照上级要求，现将我局2011年政府信息公开工作情况报告如下。",
        "全年共公开信息12条，未收到公开申请，没有发生行政复议和行政诉讼。",
        "某某县档案局",
        "2012年1月5日",
    ],
    "signed": ["本年度我单位没有政府信息公开申请。", "某某乡人民政府", "二〇一三年三月一日"],
    "table": [
        "指标名称\t计量单位\t数量",
        "主动公开政府信息数\t条\t12",
        "收到申请数\t件\t0",
        "申请办结数\t件\t0",
    ],
    "captioned": [
        "第二十条第（一）项",
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
        "规章\t0\t0\t0",
        "行政规范性文件\t1\t0\t4",
    ],
    "pointer": ["某某县财政局2015年政府信息公开工作年度报告", "详见附件。"],
}
"""Reports of a page or less, written after real ones."""

_Part = TypeVar("_Part")

Filling = Callable[[html.HtmlElement, list[html.HtmlElement]], None]
"""Puts the parts of a body in the place of a slot."""


def chrome_cases(name: str | None = None, *, renamed: bool = False) -> Iterator[Case]:
    """Give known bodies in the chrome of the saved pages, or of one; `renamed` sets their title over them."""
    for gold in read_gold():
        if name not in (None, gold.name):
            continue
        title = TITLE if renamed else None
        for body, lines in SHORT_BODIES.items():
            for filling in (put_inside, put_plain, put_bare):
                yield _case(gold, filling, body, lines, "short", title)
        for body, lines in long_bodies().items():
            for filling in (put_split, put_split_named, put_split_half):
                yield _case(gold, filling, body, lines, "split", title)
            for filling in (put_twice, put_twice_seen):
                yield _case(gold, filling, body, lines, "twice", title)
            for filling in (put_inside, put_plain, put_bare):
                yield _case(gold, filling, body, lines, "whole", title)


def nameless(cases: Iterable[Case]) -> Iterator[Case]:
    """Give pages without any class, id or comment: what a system that nobody knows would send."""
    for case in cases:
        yield replace(case, name=f"nameless {case.name}", group="nameless", body=without_names(case.body))


def without_names(body: bytes) -> bytes:
    """Return a page whose markup names nothing; its meta tags stay."""
    tree = html.document_fromstring(decode(body).text)
    etree.strip_elements(tree, etree.Comment, with_tail=False)
    etree.strip_attributes(tree, "class", "id")
    for element in tree.iter("nav", "header", "footer", "aside", "ucapcontent"):
        element.tag = "div"
    return etree.tostring(tree, encoding="utf-8", method="html")


def template_cases(name: str = "*") -> Iterator[Case]:
    """Give known bodies in the pages that were written after publishing systems, or in one of them."""
    for path in sorted(TEMPLATES.glob(f"{name}.html")):
        for body, lines in (SHORT_BODIES | long_bodies()).items():
            for shape, markup in shapes(lines).items():
                yield _template_case(path, "template", f"{shape}/{body}", markup, lines)


def beside_cases(name: str = "*", bodies: Collection[str] = tuple(SHORT_BODIES)) -> Iterator[Case]:
    """Give short bodies, whole and in parts, in pages with much beside the text, or in one of them."""
    for path in sorted(BESIDE.glob(f"{name}.html")):
        for body in bodies:
            lines = SHORT_BODIES[body]
            markups = shapes(lines)
            for shape in ("paragraphs", "thirds"):
                yield _template_case(path, "beside", f"{shape}/{body}", markups[shape], lines)


def _template_case(path: Path, group: str, name: str, markup: str, lines: list[str]) -> Case:
    page = path.read_text(encoding="utf-8").replace("@TITLE@", TITLE)
    encoding = "gb18030" if "charset=gb2312" in page else "utf-8"
    return Case(
        name=f"{path.stem}/{name}",
        group=group,
        body=page.replace("@BODY@", markup).encode(encoding),
        text="\n".join(lines),
        rows=rows_in(lines),
    )


def long_bodies() -> dict[str, list[str]]:
    """Return the lines of the fixtures' articles by name."""
    paths = sorted(Path(FIXTURES).glob("*/*/article.txt"))
    return {path.parts[-3]: path.read_text(encoding="utf-8").rstrip("\n").split("\n") for path in paths}


def shapes(lines: list[str]) -> dict[str, str]:
    """Return a body as editors mark it up: paragraphs, line breaks, boxes, thirds, Word's spans."""
    parts = parts_of(lines)
    written = [etree.tostring(part, encoding="unicode", method="html") for part in parts]
    word = '<p class="MsoNormal" style="text-indent:32.0pt"><span lang="EN-US">'
    return {
        "paragraphs": "".join(written),
        "breaks": "<br>".join(
            (part.text or "") if part.tag == "p" else text for part, text in zip(parts, written, strict=True)
        ),
        "boxes": "".join(text.replace("<p>", "<div>").replace("</p>", "</div>") for text in written),
        "thirds": "".join(f"<div>{''.join(third)}</div>" for third in thirds(written)),
        "word": "".join(
            text.replace("<p>", word).replace("</p>", "<o:p></o:p></span></p>") for text in written
        ),
    }


def parts_of(lines: list[str]) -> list[html.HtmlElement]:
    """Return a body's lines as markup: a paragraph a line, lines with tabs as the rows of a table."""
    parts: list[html.HtmlElement] = []
    table: html.HtmlElement | None = None
    for line in lines:
        if "\t" not in line:
            table = None
            parts.append(_element("p", line))
            continue
        if table is None:
            table = _element("table")
            parts.append(table)
        row = _element("tr")
        row.extend(_element("td", cell) for cell in line.split("\t"))
        table.append(row)
    return parts


def fill(gold: Gold, filling: Filling, parts: list[html.HtmlElement], title: str | None = None) -> bytes:
    """Return a saved page with a known body in place of its own, and with another title if one is given."""
    markup = gold.page.read_text(encoding="utf-8")
    if title and gold.title:
        markup = markup.replace(gold.title, title)
    tree = html.document_fromstring(markup)
    slot = find_slot(tree, gold.slot)
    if slot.tag == "td" and filling is not put_inside:
        # A cell can't be replaced by paragraphs: it loses its name and holds the slot.
        inner = _div([])
        slot[:] = [inner]
        slot.text = None
        slot.attrib.clear()
        slot = inner
    (put_inside if slot.tag == "body" else filling)(slot, copy.deepcopy(parts))
    return etree.tostring(tree, encoding="utf-8", method="html")


def put_inside(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Fill the page's own container."""
    slot[:] = parts
    slot.text = None


def put_plain(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with one element that has no name."""
    _replace(slot, [_div(parts)])


def put_bare(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with the paragraphs themselves."""
    _replace(slot, parts)


def put_split(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with three elements that have no name."""
    _replace(slot, [_div(third) for third in thirds(parts)])


def put_split_named(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with three containers of its name."""
    _replace(slot, [_div(third, _names(slot)) for third in thirds(parts)])


def put_split_half(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Leave the first third in the container, the rest beside it."""
    first, *rest = thirds(parts)
    _replace(slot, [_div(first, _names(slot)), *map(_div, rest)])


def put_twice(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Fill the container, and put a hidden elder version beside it."""
    elder = _div([_div(copy.deepcopy(parts), _names(slot))], {"id": "slb_content", "style": "display: none"})
    _replace(slot, [_div(parts, _names(slot)), elder])


def put_twice_seen(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with two copies, both to be seen."""
    _replace(slot, [_div(parts), _div(copy.deepcopy(parts), {"class": "print-version"})])


def thirds(parts: list[_Part]) -> list[list[_Part]]:
    """Return a list cut into three, or fewer where it has fewer."""
    size = max(1, -(-len(parts) // 3))
    return [parts[start : start + size] for start in range(0, len(parts), size)]


def _case(gold: Gold, filling: Filling, name: str, lines: list[str], group: str, title: str | None) -> Case:
    return Case(
        name=f"{gold.name}/{filling.__name__}/{name}",
        group=group,
        body=fill(gold, filling, parts_of(lines), title),
        text="\n".join(lines),
        rows=rows_in(lines),
        go=gold.go,
    )


def _names(slot: html.HtmlElement) -> dict[str, str]:
    return {str(name): str(value) for name, value in slot.attrib.items()}


def _element(tag: str, text: str | None = None) -> html.HtmlElement:
    element = html.Element(tag)
    element.text = text
    return element


def _div(parts: list[html.HtmlElement], attributes: dict[str, str] | None = None) -> html.HtmlElement:
    element = html.Element("div", attributes or {})
    element.extend(parts)
    return element


def _replace(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    parent = slot.getparent()
    assert parent is not None
    place = parent.index(slot)
    parts[-1].tail = slot.tail
    parent[place : place + 1] = parts
