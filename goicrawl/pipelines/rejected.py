"""Why a page was kept out, from the stage that saw it to the one that stores it."""

from scrapy.exceptions import DropItem

from goicrawl.items import Problem


class RejectedPage(DropItem):
    """A page that is kept out, and why."""

    def __init__(
        self,
        url: str,
        problem: Problem,
        *,
        was_read: bool,
        sha256: str | None = None,
        text: str | None = None,
    ) -> None:
        """Take the page's address, the reason, whether the page could be read at all, and its body's text."""
        super().__init__(f"{url}: {problem.code}: {problem.detail}")
        self.url = url
        self.problem = problem
        self.was_read = was_read
        self.sha256 = sha256
        self.text = text
