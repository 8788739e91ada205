"""A report's outline against the form and against what it announces itself."""

import re
from collections.abc import Iterator

from goicrawl.items import STATUTORY_SECTIONS, Check, Report, Section
from goicrawl.text import parse_numeral
from goicrawl.validate.verdicts import FAIL, PASS

# 等八个部分组成, 共分6个部分, 六部分: what the introduction announces.
_PARTS = re.compile("(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,3}) ?个?部分")
_ENUMERATOR = re.compile("(?:^|[。；;:：，,])(?P<n>[一二三四五六七八九十])是(?!否)")
_NUMERALS = "一二三四五六七八九十"


def check_structure(report: Report) -> Iterator[Check]:
    """Give the checks of sections and enumerations."""
    top = [section for section in report.sections if section.level == 1]
    if report.form in ("t2019", "t2021"):
        yield _check_order(top)
    yield from _check_count(report, top)
    for section in report.sections:
        yield from _check_enumeration(section)


def _check_order(top: list[Section]) -> Check:
    kinds = [section.kind for section in top if section.kind in STATUTORY_SECTIONS]
    evidence = "; ".join(f"{section.marker}{section.heading or ''}" for section in top)
    verdict = PASS if kinds == list(STATUTORY_SECTIONS) else FAIL
    actual = " ".join(kind for kind in kinds if kind)
    return Check(
        rule="SECTIONS_ORDER",
        verdict=verdict,
        expected=" ".join(STATUTORY_SECTIONS),
        actual=actual,
        evidence=evidence,
    )


def _check_count(report: Report, top: list[Section]) -> Iterator[Check]:
    first = report.sections[0] if report.sections else None
    heading = f"{first.marker}{first.heading or ''}" if first else ""
    intro = report.text.partition(f"\n{heading}")[0] if heading else report.text
    match = _PARTS.search(intro)
    announced = parse_numeral(match["n"]) if match else None
    if match and announced and top:
        verdict = PASS if announced == len(top) else FAIL
        yield Check(
            rule="SECTIONS_COUNT",
            verdict=verdict,
            expected=announced,
            actual=len(top),
            evidence=f"announced as {match[0]!r}; {len(top)} sections at the top level",
        )


def _check_enumeration(section: Section) -> Iterator[Check]:
    """一是, 二是, 三是 must follow one another in a paragraph."""
    for line in section.text.split("\n"):
        found = [match["n"] for match in _ENUMERATOR.finditer(line)]
        if len(found) < 2 or found[0] != "一":
            continue
        expected = [_NUMERALS[i % 10] for i in range(len(found))]
        restarts = found.count("一") > 1
        if not restarts:
            spelt = ["".join(f"{n}是" for n in numerals) for numerals in (expected, found)]
            yield Check(
                rule="ENUM_SEQUENCE",
                verdict=PASS if found == expected else FAIL,
                expected=spelt[0],
                actual=spelt[1],
                evidence=f"{section.marker}{section.heading or ''}: {line[:30]}",
            )
