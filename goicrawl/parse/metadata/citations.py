"""The sentences before a report's first section into the laws and notices that it says it follows."""

import re
from collections.abc import Iterable

_REGULATION = re.compile(
    r"(?P<name>《[^《》]{0,30}信息公开[^《》]{0,12}(?:条例|规定|办法)》)"
    r"(?:\s*(?P<number>[(（][^()（）]{0,20}第\s*[0-9〇零一二三四五六七八九十百]+\s*号(?:令)?[^()（）]{0,30}[)）]))?"
)
# 〔2019〕60号, and the body's short name before it.
_NUMBER = re.compile("[〔\\[﹝【]20[0-9]{2}[〕\\]﹞】][0-9]{1,5}号")
_BODY = re.compile("(?:以?及|与|[根依]据|按照)?(?P<name>[一-鿿]{1,14})$")


def find_citations(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Return the regulations (with their decree) and document numbers cited, as printed, each once.

    >>> find_citations(["依据《政府信息公开条例》(国务院令第711号)和《…的通知》(国办公开办函〔2019〕60号)"])
    ('《政府信息公开条例》(国务院令第711号)', '国办公开办函〔2019〕60号')
    >>> find_citations(["无。"])
    ()
    """
    found: dict[str, None] = {}
    for paragraph in paragraphs:
        if "《" not in paragraph and "号" not in paragraph:
            continue
        for match in _REGULATION.finditer(paragraph):
            found[match["name"] + (match["number"] or "")] = None
        for match in _NUMBER.finditer(paragraph):
            if body := _BODY.search(paragraph, max(0, match.start() - 14), match.start()):
                found[body["name"] + match[0]] = None
    return tuple(found)
