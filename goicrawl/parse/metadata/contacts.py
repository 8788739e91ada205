"""A report's paragraphs into the contact it names for questions about itself; never the site's footer."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from goicrawl.items import Contact, Problem
from goicrawl.parse.metadata.contact_lists import (
    EDGES,
    HEADING,
    LABEL,
    LIST_PARAGRAPHS,
    OPENING_PARAGRAPHS,
    find_bracket,
    labelled_lines,
    opening_list,
)
from goicrawl.parse.traditional import plain

# 如对本报告有任何疑问,请与X联系(…); 如需咨询,请致电X; 可直接与X联系.
_ASK = re.compile(
    r"[请請可接](?<!申.)\s?(?:直接|及时|随时|可)?\s?(?:与|與|向|和|同|联系|聯[系繫]|致电|致電|拨打|咨询|来电|联络)"
    r"|(?:报告|年报)由(?=[^,，。;；()（）]{2,40}负责解释)"
)
_OCCASION = re.compile("疑问|疑問|问题|咨询|疑义|意见|建议|不明|需要|异议|查询|了解")
_ANSWER = re.compile("负责解释|联系|聯[系繫]|咨询|反映|查询|垂询|索取|联络")
_REACH = 300
"""How far behind the invitation a first number or label stands (up to 60 characters on the seeds)."""
_TAIL_CHARS = 1200
"""How much behind the invitation is read for labelled values."""

_ORG = re.compile(
    r"\s*[:：]?\s*(?P<org>[^,，。;；:：(（\[【\n]{2,60}?)\s*(?:进行|负责解释)?(?:联系|聯[系繫]|咨询|反映|查询|垂询|索取|联络|[,，。;；:：(（\[【\n]|$)"
)
_COMPILER = re.compile("由(?P<org>[^,，。;；:：(（\n]{4,40}?)(?:负责)?(?:编制|编写|撰写)")
_NO_ORG = re.compile("^(?:我们|我.|本机关|本单位|本.)$|^[0-9]|电话$|邮箱$")

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_STOP = re.compile("[。;；\n]")
_SENTENCE_END = re.compile("。[)）]?")

_POSTCODE = re.compile("(?<![0-9])[0-9]{6}(?![0-9])")
_DIGITS = re.compile(r"[0-9]+")
_VALUE = re.compile("[0-9@]")
_HOTLINE = re.compile("1[0-9]{4}")
_NUMBER = r"[(（]?[0-9](?:[0-9()（）\s—–―－-]{1,22}[0-9])"
_PHONE = re.compile(rf"{_NUMBER}(?:\s?[、/,，;；和或转]\s?[0-9]{{3,12}}(?:[—–－-]{{1,2}}[0-9]{{5,8}})?)*")
# A number without a label: with its area code, or alone behind a bracket or a comma.
_CALLED = re.compile(
    r"0[0-9]{2,3}\s?[)）]?\s?[—–―－-]{0,2}\s?[0-9]{7,8}(?![0-9])|(?<=[(（:：,，\[])[0-9]{7,8}(?:[、,，][0-9]{7,8})*(?![0-9])"
)
_EMAIL = re.compile(r"[A-Za-z0-9_.+-]{1,64}\s?@\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_EMAIL_LIKE = re.compile(r"[A-Za-z0-9_.+@-]{6,80}")
_WEBSITE = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9.-]{3,100}(?::[0-9]{2,5})?(?:/[A-Za-z0-9_./?&=%#~-]{0,200})?"
    r"|(?<![@A-Za-z0-9_.-])(?:[A-Za-z0-9-]{1,40}\.){1,5}(?:gov\.cn|com\.cn|org\.cn|cn|com)(?:/[A-Za-z0-9_./?&=%#~-]{0,200})?"
)
_COPY = re.compile("电子版|全文|下载|查阅|公布|公开|网站|网址")
_PLACE = re.compile("[路街道号楼室厦巷村院区县市镇乡]")
_MAX_INVITATIONS = 100
"""So many are looked at (a report has up to ten), so that a hostile text costs no more."""
_MIN_LOCAL_DIGITS = 7
"""The shortest subscriber numbers in China."""


def read_contact(paragraphs: Sequence[str]) -> tuple[Contact | None, tuple[Problem, ...]]:
    """Return the contact that the report names for questions about itself, None if it names none, and
    what is wrong with its numbers (`source.contact_*`).

    >>> found, _ = read_contact(["如有疑问,请与喀什市政府办公室联系(人民东路55号;电话:0998-2205513)。"])
    >>> found.org, found.address, found.phone
    ('喀什市政府办公室', '人民东路55号', '0998-2205513')
    >>> read_contact(["一、总体情况", "无。"])
    (None, ())
    """
    website = _find_copy(paragraphs)
    asks = ((at, ask) for at, text in enumerate(paragraphs) for ask in _ASK.finditer(text))
    for at, ask in islice(asks, _MAX_INVITATIONS):
        paragraph = paragraphs[at]
        tail = _statement(paragraph[ask.start() : ask.start() + _TAIL_CHARS]) + "\n"
        tail += "\n".join(labelled_lines(paragraphs[at + 1 : at + 1 + LIST_PARAGRAPHS]))
        if _invites(paragraph, ask, plain(tail)):
            website = website or _find_copy([paragraph])
            return _contact(tail, _org(tail, ask) or _compiler(paragraph), website)
    listed = "\n".join(opening_list(paragraphs)) or find_bracket(paragraphs)
    if listed:
        return _contact(listed, None, website)
    return (Contact(website=website) if website else None), ()


def _invites(paragraph: str, ask: re.Match[str], tail: str) -> bool:
    """Tell whether 请与… opens a contact: an occasion before or a verb behind, and a value in reach."""
    before = paragraph[max(0, ask.start() - 50) : ask.start()]
    near = tail[:_REACH]
    if not _OCCASION.search(before) and not _ANSWER.search(near[:80]):
        return False
    return _CALLED.search(near) is not None or any(
        label.lastgroup in ("phone", "fax", "address", "email", "postcode")
        and _VALUE.search(near, label.end())
        for label in LABEL.finditer(near)
    )


def _statement(text: str) -> str:
    """Return the text up to the sentence end behind which no more labels follow: 与X联系。(地址:…)。"""
    for stop in _SENTENCE_END.finditer(text):
        if not LABEL.match(text[stop.end() : stop.end() + 20].lstrip(EDGES)):
            return text[: stop.end()]
    return text


def _org(tail: str, ask: re.Match[str]) -> str | None:
    match = _ORG.match(tail, ask.end() - ask.start())
    org = match["org"].strip(EDGES) if match else ""
    return org if len(org) >= 2 and not _NO_ORG.search(org) else None


def _compiler(paragraph: str) -> str | None:
    match = _COMPILER.search(paragraph)
    return match["org"] if match else None


def _contact(printed: str, org: str | None, website: str | None) -> tuple[Contact, tuple[Problem, ...]]:
    """Return what the labels say: found in half width, given as printed (but the postcode's six digits)."""
    tail = plain(printed) if _WIDE.search(printed) else printed
    values = _labelled_values(tail)

    def as_printed(value: str | None) -> str | None:
        at = tail.find(value) if value else -1
        return printed[at : at + len(value)] if value and at >= 0 else value

    phone = _first(_PHONE, values.get("phone")) or _first(_CALLED, tail[:_REACH])
    fax, email = _first(_PHONE, values.get("fax")), _first(_EMAIL, tail)
    problems = [*_short(phone, "phone"), *_short(fax, "fax")]
    postcode = _first(_POSTCODE, values.get("postcode"))
    if postcode is None and (wrong := _cut(values.get("postcode", ""))):
        problems.append(Problem(code="source.contact_postcode_invalid", detail=wrong))
    if email is None and (email := _first(_EMAIL_LIKE, values.get("email"))):
        problems.append(Problem(code="source.contact_email_invalid", detail=email))
    contact = Contact(
        org=org or _cut(values.get("org", "")) or None,
        address=as_printed(_cut(values.get("address", "")) or _unlabelled_address(tail)),
        postcode=postcode,
        phone=as_printed(phone),
        fax=as_printed(fax),
        email=as_printed(email),
        website=website or _first(_WEBSITE, values.get("website")),
    )
    return contact, tuple(problems)


def _labelled_values(tail: str) -> dict[str, str]:
    """Return what stands between each label and the next one; the first that is not blank counts."""
    labels = list(LABEL.finditer(tail))
    values: dict[str, str] = {}
    for label, after in zip(labels, [*labels[1:], None], strict=False):
        value = tail[label.end() : after.start() if after else len(tail)]
        if value.strip(EDGES):
            values.setdefault(label.lastgroup or "", value)
    return values


def _cut(value: str) -> str:
    """Return a value up to a stop or the bracket that closes the whole list, without its edges."""
    value = value.lstrip(EDGES)
    stop = _STOP.search(value)
    value = value[: stop.start() if stop else None]
    depth = 0
    for at, char in enumerate(value):
        depth += (char in "(（") - (char in ")）")
        if depth < 0:
            return value[:at].rstrip(EDGES)
    return value.rstrip(EDGES.replace(")", "").replace("）", ""))


def _first(pattern: re.Pattern[str], value: str | None) -> str | None:
    match = pattern.search(value) if value else None
    return match[0].strip() if match else None


def _short(number: str | None, name: str) -> Iterator[Problem]:
    """Give a problem for a number whose local part has fewer digits than any subscriber's."""
    groups = _DIGITS.findall(number or "")
    local = max(map(len, groups), default=0)
    if number and groups and local < _MIN_LOCAL_DIGITS and not _HOTLINE.fullmatch(number):
        yield Problem(code=f"source.contact_{name}_short", detail=number)


def _unlabelled_address(tail: str) -> str | None:
    """Return the first clause in the brackets behind 联系 where no label names the address."""
    bracket = re.search("[(（]", tail[:120])
    if bracket is None:
        return None
    clause = re.split("[;；,，。)）\n]", tail[bracket.end() :], maxsplit=1)[0].strip()
    if not 4 <= len(clause) <= 60 or LABEL.match(clause) or not _PLACE.search(clause) or "@" in clause:
        return None
    return clause


def _find_copy(paragraphs: Sequence[str]) -> str | None:
    """Return the address at which the opening says that the electronic copy is."""
    for at, paragraph in enumerate(paragraphs[:OPENING_PARAGRAPHS]):
        if ("." not in paragraph) or (at and HEADING.match(paragraph)):
            continue
        for site in _WEBSITE.finditer(paragraph):
            if _COPY.search(paragraph, max(0, site.start() - 80), site.end() + 20):
                return site[0].rstrip(".-")
    return None
