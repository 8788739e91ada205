"""Replays of 2,000 and of 20,000 archived pages -> their peak memory and CPU a page, and the ratios.

Run as `python -m benchmarks.replay [SMALL LARGE]`. The pages are a saved report's with other numbers in
them, behind a listing of twenty rows a page, archived as a crawl archives them.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

from goicrawl.archive import Exchange, WarcWriter
from goicrawl.extract import extract_report
from goicrawl.items import Page

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "fixtures" / "kashi" / "report-2021" / "response.body"
HOST = "http://www.many.gov.cn"
ROWS = 20
PER_LISTING = 250 * ROWS
"""Rows of one listing: a walk ends after 300 pages."""
MEMORY_LIMIT = 1.2
"""What the large replay may take of the small one's memory."""
_TITLE = "某县{}局2021年政府信息公开工作年度报告"
_DIGITS = re.compile(rb">([0-9]{1,3})<")

_RUN = """
import resource, sys
from scrapy.cmdline import execute
try:
    execute(["scrapy", *sys.argv[1:]])
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print("measured", used.ru_maxrss, used.ru_utime + used.ru_stime)
"""


def main() -> None:
    """Print the figures of both replays and their ratios; exit with 1 where memory grows too much."""
    small, large = [int(count) for count in sys.argv[1:3]] or [2_000, 20_000]
    with tempfile.TemporaryDirectory() as folder:
        alone = time_extraction()
        print(f"extraction alone: {alone * 1000:.1f} ms a page")
        (peak, seconds), (large_peak, large_seconds) = [measure(Path(folder), n) for n in (small, large)]
    print(f"memory: {large:,} pages take {large_peak / peak:.2f} times what {small:,} take")
    print(f"CPU a page: {large_seconds / large / (seconds / small):.2f} times")
    sys.exit(large_peak / peak > MEMORY_LIMIT)


def measure(folder: Path, pages: int) -> tuple[int, float]:
    """Return the peak memory in KiB and the CPU seconds of a replay of so many pages, in its own process."""
    place = folder / str(pages)
    save_pages(place / "archive", pages)
    write_registry(place / "registry", pages)
    options = {
        "GOICRAWL_PORTALS": place / "registry",
        "GOICRAWL_DATABASE": place / "goicrawl.db",
        "LOG_LEVEL": "ERROR",
    }
    settings = [part for name, value in options.items() for part in ("-s", f"{name}={value}")]
    feed = place / "reports.jsonl"
    arguments = ["replay", str(place / "archive"), *settings, "-O", str(feed)]
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", _RUN, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    last = [line.split() for line in done.stdout.splitlines() if line.startswith("measured ")]
    assert done.returncode == 0, done.stderr[-2000:]
    with feed.open(encoding="utf-8") as lines:
        assert sum(1 for _ in lines) == pages
    peak, seconds = int(last[0][1]), float(last[0][2])
    print(f"{pages:,} pages: peak {peak / 1024:.0f} MiB, {seconds / pages * 1000:.1f} ms CPU a page")
    return peak, seconds


def time_extraction() -> float:
    """Return the CPU seconds that a page takes from its bytes to the checked report."""
    bodies = [body_of(number) for number in range(60)]
    for body in bodies[:10]:
        extract_report(Page(url=HOST, body=body))
    start = process_time()
    for body in bodies[10:]:
        extract_report(Page(url=HOST, body=body))
    return (process_time() - start) / len(bodies[10:])


def body_of(number: int) -> bytes:
    """Return the report's page with other numbers in its cells."""
    return _DIGITS.sub(lambda found: b">%d<" % ((int(found[1]) * 7 + number) % 1000), REPORT.read_bytes())


def starts(pages: int) -> list[str]:
    """Return the first page of every listing."""
    return [f"{HOST}/nb/{first}/index.html" for first in range(0, pages, PER_LISTING)]


def write_registry(folder: Path, pages: int) -> None:
    """Write the portal's registry file."""
    folder.mkdir(parents=True)
    (folder / "many.toml").write_text(
        f'[many]\ntitle = "某县"\nregion_code = "653101"\nplatform = "trs"\nhosts = ["www.many.gov.cn"]\n'
        f"start = {json.dumps(starts(pages))}\n",
        encoding="utf-8",
    )


def save_pages(folder: Path, pages: int) -> None:
    """Archive the listings and their reports as one run."""
    started = datetime(2024, 1, 31, tzinfo=UTC)
    writer = WarcWriter(folder, "many", started=started, max_bytes=100 * 1024 * 1024, info={})
    for count, (url, body, kind) in enumerate(answers(pages)):
        headers = ((b"Content-Type", b"text/html; charset=utf-8"),)
        moment = started + timedelta(seconds=count)
        writer.write(
            Exchange(
                url=url,
                method="GET",
                request_headers=(),
                request_body=b"",
                status=200,
                headers=headers,
                body=body,
                received=moment,
                kind=kind,
            )
        )
    writer.close()


def answers(pages: int) -> Iterator[tuple[str, bytes, str]]:
    """Give address, body and kind of every page."""
    for first in range(0, pages, PER_LISTING):
        last = min(first + PER_LISTING, pages)
        count = -(-(last - first) // ROWS)
        for page in range(count):
            name = f"index_{page}.html" if page else "index.html"
            numbers = range(first + page * ROWS, min(first + (page + 1) * ROWS, last))
            yield f"{HOST}/nb/{first}/{name}", listing_of(numbers, count, page).encode(), "listing"
            for number in numbers:
                yield address_of(number), body_of(number), "report"


def address_of(number: int) -> str:
    """Return a report's address."""
    return f"{HOST}/nb/202201/t20220131_{number}.html"


def listing_of(numbers: range, pages: int, page: int) -> str:
    """Return a listing page of TRS."""
    rows = "".join(
        f"<li><a href='{address_of(number)}'>{_TITLE.format(number)}</a><span>2022-01-31</span></li>"
        for number in numbers
    )
    return f'<ul>{rows}</ul><script>createPageHTML({pages}, {page}, "index", "html");</script>'


if __name__ == "__main__":
    main()
