"""What title, body, signature and labels say into the reporting body, as printed."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goicrawl.parse.metadata.places import is_place, places_before, split_places
from goicrawl.parse.traditional import plain


class Witnesses(NamedTuple):
    """Where a report names its body, in the order in which they are heard."""

    title: str | None
    body_titles: Sequence[str]
    opening: Sequence[str]
    """The paragraphs before and shortly behind the first heading."""
    signed_by: str | None
    publisher: str | None
    """发布机构, else 来源."""
    headline: str | None = None
    """A headline that is no report's title; some pages show the body's name there."""


# 本报告由X编制; the body that compiles the report is its issuer.
_COMPILER = re.compile(
    "(?:(?:报告|年报)由|[,，]由)(?P<org>[^,，。;；:：、(（由\n]{4,40}?)(?:负责|根据|依据|按照|综合|汇总|组织|编制|编写|撰写)"
)
# 2021年,X局坚持以…: the first sentence's subject.
_SUBJECT = re.compile(
    "(?:^|[,，。])\\s*(?P<org>[^,，。;；:：、我本全各《“\\s0-9]{2,30}?(?:局|委员会|委|政府|办公室|办公厅|厅|管委会|街道办事处|办事处|中心|海关|总队|支队|气象局|大学|学院|镇|乡|苏木))"
    "(?=认真|严格|深入|坚持|以(?!来|及)|按照|始终|高度|在|紧紧|围绕|全面|根据|积极|贯彻|切实|持续|不断|扎实|共|主动|聚焦)"
)
_ENDS = (
    "局|委员会|委|政府|办公室|办公厅|厅|管委会|办事处|海关|总队|支队|大学|学院|中心|医院|银行|镇|乡|街道|苏木"
)
# 现将X2020年政府信息公开工作情况报告如下; X编制了…; X（以下简称…）.
_STATED = re.compile(
    f"(?:现将|[,，。]|^)(?P<org>[一-鿿]{{2,28}}(?:{_ENDS}))"
    "(?:(?:20[0-9]{2}年?度?)的?(?:政府信息公开|政务公开|信息公开)|编制(?:了|完成|本)|[(（]以下简称)"
)
_NOT_SUBJECT = re.compile(
    "^(?:我|本|全|各|现将|根据|依据|按照|由|与|为|国务院|省|市|区|县|党|上级|中共|党中央|人民|政府|办公|领导|年度|在)"
)
_GOVERNMENT = '(?P<office>人民政府|办事处)(?!办|门户|网|信息|令|政府|文件|公报|各|及|工作|关于|驻|“|”|")'


def find_issuer(witnesses: Witnesses) -> str | None:
    """Return the reporting body as printed; None where only 我局 or nothing stands for it.

    A title that names only a place leaves it to the body who of the place reports: 喀什市 2021 is
    喀什市人民政府, because the text says that one did the work.
    """
    titles = (witnesses.title, *witnesses.body_titles, _only_body(witnesses.headline))
    named = next(filter(None, titles), None)
    if named is None:
        return next(_from_text(witnesses), None)
    if is_place(named):
        return _body_of_place(named, witnesses)
    return named


_BODY = re.compile(f"[一-鿿]{{2,28}}(?:{_ENDS})")


def _only_body(headline: str | None) -> str | None:
    return headline if headline and _BODY.fullmatch(headline) else None


def _body_of_place(place: str, witnesses: Witnesses) -> str:
    """Return the body that compiles the place's report or is at work in it, else the place as printed."""
    core = split_places(place)[-1]
    text = "\n".join(witnesses.opening)
    government = re.search(re.escape(core) + _GOVERNMENT, text)
    candidates = (
        *_compilers(witnesses.opening),
        government
        and places_before(text[: government.start()]) + text[government.start() : government.end()],
        *witnesses.body_titles,
        witnesses.signed_by,
    )
    for name in filter(None, candidates):
        if plain(core) in plain(name) and not is_place(name):
            return name
    return place


def _compilers(paragraphs: Sequence[str]) -> Iterator[str]:
    return (match["org"] for text in paragraphs if (match := _COMPILER.search(text)))


def _from_text(witnesses: Witnesses) -> Iterator[str]:
    """Give the bodies that text, signature and labels name."""
    yield from _compilers(witnesses.opening)
    if witnesses.signed_by:
        yield witnesses.signed_by
    for pattern in (_STATED, _SUBJECT):
        for paragraph in witnesses.opening:
            for match in pattern.finditer(plain(paragraph[:400])):
                if not _NOT_SUBJECT.match(match["org"]):
                    yield paragraph[match.start("org") : match.end("org")]
    if witnesses.publisher:
        yield witnesses.publisher
