"""A report's prose against itself: parts against their whole, stated shares against both."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from goicrawl.items import Check, Indicator, Report
from goicrawl.validate.verdicts import FAIL, NOT_ASSESSABLE, PASS, UNCERTAIN

PARTS = (
    ("proactive_by_scope", "proactive_total"),
    ("proactive_category", "proactive_total"),
    ("key_area_category", "key_area_total"),
    ("application_by_channel", "application_received"),
)
"""Codes of parts, and of the whole they are parts of."""

# A part's own share: the percentage that follows its figure before the next figure.
_SHARE = (
    "(?<![0-9.]){value} ?[^0-9。；;]{{1,4}}[^0-9。；;%]{{0,12}}?占"
    "[^0-9。；;]{{0,8}}(?P<share>[0-9]+(?:[.][0-9]+)?) ?%"
)


def check_parts(report: Report) -> Iterator[Check]:
    """Give the checks of sums and shares in prose."""
    for part, whole in PARTS:
        for total in _wholes(report.indicators, whole):
            parts = [
                item for item in report.indicators if item.code == part and item.section == total.section
            ]
            if parts:
                yield _check_sum(total, parts)
                yield from _check_shares(total, parts)


def _wholes(indicators: Sequence[Indicator], code: str) -> list[Indicator]:
    """Return the whole if the report states it once: of two nobody knows whose the parts are."""
    found = [item for item in indicators if item.code == code and item.category is None]
    return found if len(found) == 1 else []


def _check_sum(total: Indicator, parts: Sequence[Indicator]) -> Check:
    added = sum(part.value for part in parts)
    exact = all(item.op == "eq" for item in (total, *parts))
    if not exact:
        verdict = NOT_ASSESSABLE
    elif added == total.value:
        verdict = PASS
    else:
        # Fewer parts than the whole may be a choice of examples; more cannot.
        verdict = FAIL if added > total.value else UNCERTAIN
    spelt = " + ".join(f"{part.category or part.code} {part.value}" for part in parts)
    return Check(
        rule="NAR_PARTS_SUM",
        verdict=verdict,
        expected=total.value,
        actual=added,
        evidence=f"{total.code} {total.value}; {spelt}; {total.quote!r}",
    )


def _check_shares(total: Indicator, parts: Sequence[Indicator]) -> Iterator[Check]:
    for part in parts:
        match = re.search(_SHARE.format(value=re.escape(str(part.value))), part.quote)
        if match is None or not total.value:
            continue
        stated = Decimal(match["share"])
        share = Decimal(str(part.value)) / Decimal(str(total.value)) * 100
        unit = Decimal(1).scaleb(int(stated.as_tuple().exponent))
        yield Check(
            rule="NAR_PCT",
            verdict=PASS if abs(share - stated) <= unit else FAIL,
            expected=float(round(share, 2)),
            actual=float(stated),
            evidence=f"{part.value} of {total.value} stated as {stated}% in {part.quote!r}",
        )
