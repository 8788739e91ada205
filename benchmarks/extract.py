"""What an extraction costs: each stage over the bare decode-and-parse of the same page, in one run.

    python -m benchmarks.extract [PAGE...]

Without arguments: the fixtures, and the real reports of ../shared/pages where they are.
"""

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from lxml import html

from goicrawl.clean import clean_page
from goicrawl.clean.decode import decode
from goicrawl.evaluation import read_cases
from goicrawl.items import Page
from goicrawl.parse import parse_article
from goicrawl.validate import validate_report

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "pages" / "reports"
ROUNDS = 15
"""Each figure is the least of so many: the machine's other work only adds."""


def main(arguments: list[str]) -> None:
    """Print a line a page: milliseconds of the floor, and each stage as a multiple of it."""
    print(f"{'page':<44} {'floor ms':>8} {'clean':>6} {'parse':>6} {'checks':>6} {'whole':>6}")
    for name, page in pages(arguments):
        floor = least(partial(read_bare, page))
        article = clean_page(page)
        report = parse_article(article)
        stages = [
            least(partial(clean_page, page)),
            least(partial(parse_article, article)),
            least(partial(validate_report, report)),
        ]
        ratios = " ".join(f"{cost / floor:6.2f}" for cost in (*stages, sum(stages)))
        print(f"{name[-44:]:<44} {floor * 1000:8.2f} {ratios}")


def pages(arguments: list[str]) -> Iterator[tuple[str, Page]]:
    """Give the pages to measure, by name."""
    if not arguments:
        yield from ((case.name, case.page) for case in read_cases(ROOT / "fixtures"))
    for path in [Path(argument) for argument in arguments] or sorted(REAL.glob("*.html")):
        yield path.name, Page(url=path.resolve().as_uri(), body=path.read_bytes())


def read_bare(page: Page) -> None:
    """Decode and parse a page, and nothing more: the floor."""
    html.document_fromstring(decode(page.body, page.content_type).text)


def least(run: Callable[[], object]) -> float:
    """Return the least CPU time of a run, in seconds."""
    costs = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        costs.append(time.process_time() - start)
    return min(costs)


if __name__ == "__main__":
    main(sys.argv[1:])
