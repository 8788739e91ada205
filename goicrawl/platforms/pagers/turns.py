"""Which page of a pager a request asked for, and the request for the next one."""

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.listing import PageRequest

PAGE = "page"
"""The name in a request's state of the page that it asks for, counted from 1."""


def page_asked(answer: Answer) -> int:
    """Return which page was asked for, from 1: as its request says, which was handed on from page to page."""
    number = answer.state.get(PAGE, "")
    return int(number) if number.isdecimal() else 1


def request_page(address: str, page: int) -> PageRequest:
    """Return the request for a page that is known by its address, told which page it is."""
    return PageRequest(url=address, state=((PAGE, str(page)),))
