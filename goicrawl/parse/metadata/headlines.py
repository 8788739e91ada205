"""An article's headline, labels, first lines and listing into the titles that the page gives its report."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goicrawl.parse.metadata.titles import MAX_TITLE_CHARS, Title, parse_title, tidy_title
from goicrawl.parse.traditional import plain

_TOP_PARAGRAPHS = 8
"""A title inside the body stands among these, in up to three lines."""
_LINE_CHARS = 60
# 《X2021年政府信息公开工作年度报告》, and without the marks: 现公布X2021年政府信息公开工作年度报告.
_QUOTED = re.compile(
    "(?:《|(?:公布|发布|编制|形成|公佈|發佈|編制)(?:了)?)(?P<title>[^,，。;；:：《》]{8,60}?(?:公开|公開)[^,，。;；:：《》]{0,12}?"
    "(?:报告|年报|報告|年報))(?=[》,，。;；:：\\s如]|$)"
)
# A sentence, a salutation, a document's number, a date: 各县(区)人民政府:, (贺政办发〔2010〕3号).
_NO_TITLE_LINE = re.compile(
    "[。;；!！?？]|[:：]$|〔[0-9]{4}〕[0-9]+号[)）]?$|^[(（]?[0-9〇零○一二三四五六七八九十 年月日./-]+[)）]?$"
)
# 关于公布某局2012年政府信息公开年度报告的通知: the report it announces.
_ANNOUNCING = re.compile("(?<=报告|年报)的?(?:公示|公告|通告|通知|函)(?=[(（][^()（）]*[)）]$|$)")
# 某局2020年年报, 2020年度: a report's row where the column says of what.
_BARE = re.compile(
    "(?P<issuer>[\u4e00-\u9fff]{2,30}?)??(?P<year>20[0-9]{2})年?度?(?:年报|年度报告|工作报告|报告)?"
)
_TRUNCATED = re.compile("(?:…|\\.{2,})$")


class Headlines(NamedTuple):
    """The titles of a page, each where it stands."""

    printed: str | None
    """The page's own headline as printed, whatever it says; else the first title found."""
    title: Title | None
    """What the decisive title says; None where no headline, label or line is a report's title."""
    source: str
    """`title` for headline and labels, `body_title` or `listing`."""
    in_body: tuple[Title, ...]
    """The titles in the body's first lines."""
    quoted: tuple[Title, ...]
    """The titles of reports that the preamble quotes, and what a headline that is no title lets guess."""


def find_headlines(
    headline: str | None, labelled: str | None, listed: str | None, paragraphs: Sequence[str]
) -> Headlines:
    """Return the titles of a page; the first that names a body or a year decides.

    >>> found = find_headlines("政府信息公开年报", None, None, ["天长市", "2019年政府信息公开年报"])
    >>> found.title.text, found.title.year
    ('天长市2019年政府信息公开年报', 2019)
    """
    in_body = tuple(_body_titles(paragraphs))
    quoted = tuple(_quoted_titles(paragraphs))
    candidates = [("title", headline, _parsed(headline)), ("title", labelled, _parsed(labelled))]
    candidates += [("body_title", title.text, title) for title in in_body]
    if listed and not _TRUNCATED.search(listed):
        candidates.append(("listing", listed, _parsed(listed)))
    titled = [(source, printed, title) for source, printed, title in candidates if title]
    for source, printed, title in titled:
        if title.issuer or title.year:
            return Headlines(printed, title, source, in_body, quoted)
    headings = [text for text in (headline, labelled, listed) if text]
    quoted += tuple(guess for text in headings if (guess := _guess(text)))
    if titled:
        source, printed, title = titled[0]
        return Headlines(printed, title, source, in_body, quoted)
    return Headlines(next(iter(headings), None), None, "title", in_body, quoted)


def _guess(text: str) -> Title | None:
    """Return the report that a headline announces, or that it names by no more than body and year."""
    tidy = tidy_title(text)
    if announced := _ANNOUNCING.search(plain(tidy)):
        return parse_title(tidy[: announced.start()] + tidy[announced.end() :])
    bare = _BARE.fullmatch(plain(tidy))
    return Title(tidy, bare["issuer"], int(bare["year"])) if bare else None


def _parsed(text: str | None) -> Title | None:
    return parse_title(text) if text else None


def _body_titles(paragraphs: Sequence[str]) -> Iterator[Title]:
    """Give the titles among the first lines, each joined from up to three lines."""
    lines = [text for text in paragraphs[:_TOP_PARAGRAPHS] if text.strip()]
    at = 0
    while at < len(lines):
        for count in (1, 2, 3):
            part = lines[at : at + count]
            if len(part) < count or not all(map(_may_be_title, part)):
                continue
            if title := parse_title("".join(map(tidy_title, part))):
                yield title
                at += count - 1
                break
        at += 1


def _may_be_title(line: str) -> bool:
    return len(line) <= _LINE_CHARS and not _NO_TITLE_LINE.search(line)


def _quoted_titles(paragraphs: Sequence[str]) -> Iterator[Title]:
    for paragraph in paragraphs[:_TOP_PARAGRAPHS]:
        for match in _QUOTED.finditer(paragraph[: 20 * MAX_TITLE_CHARS]):
            if (title := parse_title(match["title"])) and (title.issuer or title.year):
                yield title
