"""An outline's text into the place where it begins again: elder and print versions repeat a body."""

from bisect import bisect_left
from collections.abc import Sequence

from goicrawl.clean.outline import Outline

MAX_COPIES = 8
"""Places that are looked at for the start of a second copy."""
COPY_LINES = 8
"""Lines that a copy may have more than the text, for its own title and fields."""
SAME_SHARE = 0.8
"""Share of lines by which one copy of the body is known from another."""


def find_copy(page: Outline, first: int, last: int) -> int | None:
    """Return the unit between two with which a second copy of the text begins; None where there is none."""
    start = page.units[first].text
    places = [place for place in range(first + 1, last + 1) if page.units[place].text == start]
    if not places:
        return None
    texts = [(place, page.units[place].text) for place in range(first, last + 1) if not page.is_shell(place)]
    for place in places[:MAX_COPIES]:
        middle = bisect_left(texts, (place, ""))
        if _is_copy([text for _, text in texts[:middle]], [text for _, text in texts[middle:]]):
            return place
    return None


def _is_copy(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether lines repeat those before them."""
    original = set(before)
    if 2 * len(original) < len(before) or len(after) > 2 * len(before) + COPY_LINES:
        return False
    copied = sum(len(line) for line in after if line in original)
    return copied >= SAME_SHARE * sum(map(len, after)) and 2 * copied >= sum(map(len, before))
