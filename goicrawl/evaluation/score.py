"""A report against what is known of its page: counts of right, wrong and missing, by family."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from goicrawl.items import Report

METADATA = (
    "title",
    "issuer",
    "region_code",
    "region",
    "year",
    "period_start",
    "period_end",
    "form",
    "published",
    "published_raw",
    "generated",
    "signed_on",
    "signed_by",
    "index_number",
    "source",
)
"""The scalar fields of a report that are scored."""


class Score(NamedTuple):
    """How many values a page holds, and what became of them."""

    expected: int = 0
    found: int = 0
    wrong: int = 0
    """Given, and not what the page says: another value, or one where the page has none."""
    missing: int = 0
    """On the page, and not given."""
    notes: tuple[str, ...] = ()
    """The wrong and the missing, for people."""


def add_scores(scores: Iterable[Score]) -> Score:
    """Return the sum of scores, without their notes."""
    total = Score()
    for score in scores:
        total = Score(
            total.expected + score.expected,
            total.found + score.found,
            total.wrong + score.wrong,
            total.missing + score.missing,
        )
    return total


Expected = Mapping[str, object]
"""What is known of a page, by field; fields that nobody noted are not scored."""


def score_case(expected: Expected, report: Report) -> dict[str, Score]:
    """Return the scores of the families that `expected` speaks of."""
    return {name: score for name, family in FAMILIES.items() if (score := family(expected, report))}


def _score_metadata(expected: Expected, report: Report) -> Score | None:
    names = [name for name in METADATA if name in expected]
    return _compare({name: expected[name] for name in names}, {name: _plain(report, name) for name in names})


def _plain(item: object, name: str) -> object:
    value = getattr(item, name)
    return value.isoformat() if isinstance(value, date) else value


def _score_contact(expected: Expected, report: Report) -> Score | None:
    if "contact" not in expected:
        return None
    known = expected["contact"]
    names = report.contact.__slots__ if report.contact else ()
    found = {name: _plain(report.contact, name) for name in names}
    return _compare(known if isinstance(known, Mapping) else dict.fromkeys(found), found)


def _score_statistics(expected: Expected, report: Report) -> Score | None:
    known = expected.get("statistics")
    if not isinstance(known, Mapping):
        return None
    return _compare(known, {f"{s.table}.{s.row}.{s.column}": s.value for s in report.statistics})


def _compare(expected: Mapping[str, object], found: Mapping[str, object]) -> Score:
    """Score values by name; None stands for "the page does not say"."""
    right, wrong, missing = [], [], []
    for name in dict.fromkeys([*expected, *found]):
        known, given = expected.get(name), found.get(name)
        if known == given:
            right += [name] if known is not None else []
        elif given is None:
            missing.append(f"{name}: {known!r} not given")
        else:
            wrong.append(f"{name}: {given!r}, not {known!r}")
    total = sum(value is not None for value in expected.values())
    return Score(total, len(right), len(wrong), len(missing), (*wrong, *missing))


def _score_sections(expected: Expected, report: Report) -> Score | None:
    return _match(expected, "sections", ((s.level, s.marker, s.heading, s.kind) for s in report.sections))


def _score_indicators(expected: Expected, report: Report) -> Score | None:
    """Category is not compared: the whole's code and figure tell the part."""
    known = expected.get("indicators")
    if not isinstance(known, list):
        return None
    plain = {"indicators": [entry[:4] for entry in known]}
    return _match(plain, "indicators", ((i.code, i.value, i.op, i.unit) for i in report.indicators))


def _score_checks(expected: Expected, report: Report) -> Score | None:
    failed = ((check.rule,) for check in report.checks if check.verdict == "FAIL")
    known = expected.get("failed_checks")
    if not isinstance(known, list):
        return None
    return _match({"checks": [[rule] for rule in known]}, "checks", failed)


def _score_text(expected: Expected, report: Report) -> Score | None:
    text = expected.get("text")
    if not isinstance(text, str):
        return None
    return _match(
        {"text": [[line] for line in text.split("\n")]}, "text", ((line,) for line in report.text.split("\n"))
    )


def _match(expected: Expected, family: str, found: Iterable[tuple[Hashable, ...]]) -> Score | None:
    """Score a list of values, each as often as it stands there."""
    known = expected.get(family)
    if not isinstance(known, list):
        return None
    wanted, given = Counter(tuple(entry) for entry in known), Counter(found)
    right = (wanted & given).total()
    wrong, missing = list((given - wanted).elements()), list((wanted - given).elements())
    notes = [f"{entry}: not on the page" for entry in wrong] + [f"{entry}: not given" for entry in missing]
    return Score(wanted.total(), right, len(wrong), len(missing), tuple(notes))


FAMILIES: dict[str, Callable[[Expected, Report], Score | None]] = {
    "metadata": _score_metadata,
    "contact": _score_contact,
    "sections": _score_sections,
    "statistics": _score_statistics,
    "indicators": _score_indicators,
    "checks": _score_checks,
    "text": _score_text,
}
"""The families of fields, in the order of the printed table."""
