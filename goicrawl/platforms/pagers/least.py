"""The links of a pager that counts nothing -> how many pages there are at least.

A server that does not listen to the page's number, and gives the first page for the second, is told by that
from one whose pages have come to their end.
"""

import re
from collections.abc import Mapping

_NUMBER = re.compile(r"^[\[【(（第 ]{0,2}(?P<number>[0-9]{1,4})[\]】)）页 ]{0,2}$")
_LAST = re.compile(r"^[\W_]*(?:[尾末]\s?[页頁]|最[后後末]一?[页頁]|[Ll]ast(?: ?[Pp]age)?)[\W_]*$")
_DIGITS = re.compile("[0-9]{1,6}")


def find_least(links: Mapping[str, str], page: int, following: str | None) -> int | None:
    """Return the number of the last page that the links show, None where they show none behind `page`.

    `links` are addresses by what is shown; `following` is that of the next page.

    >>> find_least({"1": "/l", "2": "/l?page=2", "3": "/l?page=3"}, 1, "/l?page=2")
    3
    >>> find_least({"下一页": "/l_1.html", "尾页": "/l_4.html"}, 1, "/l_1.html")
    5
    >>> find_least({"下一页": "/l_1.html"}, 1, "/l_1.html") is None
    True
    """
    numbers = {int(shown["number"]) for text in links if (shown := _NUMBER.search(text))}
    last = page
    while last + 1 in numbers:
        last += 1
    ends = (address for text, address in links.items() if _LAST.search(text))
    behind = _steps(following, next(ends, None))
    last = max(last, page + 1 + behind if behind is not None else page)
    return last if last > page else None


def _steps(following: str | None, end: str | None) -> int | None:
    """Return how many pages the last is behind the next; None where their addresses don't differ by that."""
    if following is None or end is None or _DIGITS.sub("", following) != _DIGITS.sub("", end):
        return None
    pairs = zip(_DIGITS.findall(following), _DIGITS.findall(end), strict=True)
    steps = [int(one) - int(other) for other, one in pairs if one != other]
    if not steps:
        return 0
    # Files that are numbered from the end count down: they say nothing here.
    return steps[0] if len(steps) == 1 and steps[0] > 0 else None
