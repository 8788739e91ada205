"""Chrome off a body: elements by their name or state, lines at its edges by their words."""

import re
from collections.abc import Sequence

from lxml import etree

from goicrawl.items import Block
from goicrawl.text import fold

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_EDGE_LINE = re.compile(
    r"(发布|公开|更新|生成)?(日期|时间)[::]?[-0-9年月日/. :]*.{0,60}(字体|字号|点击|浏览|来源|打印|关闭|收藏)?.{0,30}$"
    r"|(来源|信息来源|作者|发布机构|发布单位|浏览次数|点击数|访问量|字体|字号|分享到?|责任编辑|视力保护色|打印|关闭|收藏|相关解读|相关文件|相关附件|附件下载)[::]?.{0,80}$"
    r"|.{0,4}扫一扫在手机.{0,20}$|\[?(打印|关闭|收藏)\]?|信息类别[::].*|索引号[::].*|当前位置[::].*|\{\{.*\}\}"
    r"|上一篇.*|下一篇.*|Baidu|map|政府信息公开$|.*ICP备.*|.*公网安备.*|登录\|注册|主办单位.*"
)
_PAUSE = re.compile("[。；]")


def strip_elements(body: etree._Element) -> None:
    """Remove what is hidden, and form controls, from a body, in place."""
    for element in list(body.iter("input", "button", "select", "iframe", "object", "textarea")):
        _drop(element)
    for element in list(body.iter()):
        style = element.get("style")
        if style and "none" in style and _HIDDEN.search(style) and element is not body:
            _drop(element)


def strip_edges(blocks: Sequence[Block], title: str | None) -> tuple[Block, ...]:
    """Return the blocks without the lines of chrome at either end."""
    start, end = 0, len(blocks)
    while start < end and _is_chrome(blocks[start]):
        start += 1
    while end > start and _is_chrome(blocks[end - 1]):
        end -= 1
    return tuple(blocks[start:end])


def _is_chrome(block: Block) -> bool:
    if not isinstance(block, str) or len(block) > 160 or _PAUSE.search(block):
        return False
    return bool(_EDGE_LINE.fullmatch(fold(block)))


def _drop(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
