"""A report's paragraphs into the lines or the bracket that list a contact, label after label."""

import re
from collections.abc import Iterator, Sequence

_LABELS = (
    ("postcode", r"[邮郵]政[编編][码碼号]|[邮郵]\s*[编編]"),
    ("fax", r"[传傳]\s*真(?:号码|电话)?"),
    ("email", r"[电電]子[邮郵][箱件]|[电電]子信箱|[邮郵]\s*箱|[Ee]-?[Mm]ail|E-MAIL"),
    ("website", r"网\s*址"),
    ("phone", r"[电電]\s*[话話](?:号码)?(?:\s*[(（/、及和]\s*传\s*真\s*[)）]?)?|[联聯][系繫]方式"),
    ("address", r"地\s*[址点](?!为准)"),
    ("org", "(?:联系|受理)(?:单位|机构|部门|科室)|机构名称"),
    ("person", r"联\s*系\s*人"),
    ("hours", "(?:办公|工作|受理|咨询)时间"),
)
LABEL = re.compile(
    "(?:联系|咨询|办公|通信|通讯|受理|单位|邮寄|公开)?(?:"
    + "|".join(f"(?P<{n}>{p})" for n, p in _LABELS)
    + ")"
)
EDGES = " \t\u00a0\u3000,，.。;；:：、()（）[]【】<>《》\"“”'是为在"
HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十]+[部章])")
_FOOTER = re.compile("主办|承办|ICP|标识码|版权|公安备|技术支持|运行维护")
# (地址:…;邮编:…;电话:…): labels and values in brackets of their own.
_BRACKET = re.compile(r"[(（](?P<list>[^()（）\n]{10,300})[)）]")
OPENING_PARAGRAPHS = 16
"""A list of contacts without an invitation is looked for among these only: further down stands the footer."""
LIST_PARAGRAPHS = 8
"""How many paragraphs behind the invitation may carry one labelled value each."""
_LIST_CHARS = 120


def labelled_lines(paragraphs: Sequence[str]) -> Iterator[str]:
    """Give the paragraphs, one labelled value each, until one is something else."""
    for text in paragraphs:
        stripped = text.strip(EDGES)
        if len(text) > _LIST_CHARS or not LABEL.match(stripped) or _FOOTER.search(text):
            return
        yield text


def opening_list(paragraphs: Sequence[str]) -> Iterator[str]:
    """Give the first run of labelled lines with a phone and one more value, if the report goes on below."""
    headings = 0
    for at, text in enumerate(paragraphs[:OPENING_PARAGRAPHS]):
        headings += HEADING.match(text) is not None
        if headings > 1:
            return
        lines = list(labelled_lines(paragraphs[at : at + LIST_PARAGRAPHS]))
        kinds = {label.lastgroup for line in lines for label in LABEL.finditer(line)}
        if "phone" in kinds and kinds & {"address", "email", "postcode", "org"}:
            if any(map(HEADING.match, paragraphs[at + len(lines) :])):
                yield from lines
            return


def find_bracket(paragraphs: Sequence[str]) -> str | None:
    """Return what a bracket lists in the opening, if that is a phone and one more value."""
    for at, text in enumerate(paragraphs[:OPENING_PARAGRAPHS]):
        if HEADING.match(text):
            return None
        if _FOOTER.search(text) or not any(map(HEADING.match, paragraphs[at + 1 :])):
            continue
        for bracket in _BRACKET.finditer(text):
            kinds = {label.lastgroup for label in LABEL.finditer(bracket["list"])}
            if "phone" in kinds and kinds & {"address", "email", "postcode"}:
                return bracket["list"]
    return None
