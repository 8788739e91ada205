"""Indicators against what was labelled by hand: the seeds, the specification's examples, real pages."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from goicrawl.clean import clean_page
from goicrawl.grids import Block
from goicrawl.items import Indicator, Page, Section
from goicrawl.parse.indicators import find_indicators
from goicrawl.parse.outline import read_outline

SHARED = Path(__file__).parents[1].parent / "shared"
GOLD = Path(__file__).parent / "gold" / "prose"
PROSE = {"intro", "heading", "paragraph", "paragraph_runin", "item"}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not beside the project")

Key = tuple[str, float, str, str | None]


def keys(indicators: tuple[Indicator, ...]) -> Counter[Key]:
    return Counter((one.code, one.value, one.op, one.unit) for one in indicators)


def seeds() -> dict[str, dict[str, Any]]:
    if not SHARED.is_dir():
        return {}
    labelled: dict[str, dict[str, Any]] = json.loads((SHARED / "seeds/gold.json").read_text("utf-8"))["seeds"]
    return labelled


def read_seed(name: str) -> tuple[Indicator, ...]:
    classes = seeds()[name]["line_classes"]
    lines = (SHARED / f"seeds/{name}.txt").read_text(encoding="utf-8").split("\n")
    prose = [line.strip() for number, line in enumerate(lines, 1) if classes.get(str(number)) in PROSE]
    outline = read_outline(prose)
    return find_indicators(outline.intro, outline.sections, int(name[-4:]))


@pytest.mark.parametrize("name", seeds())
def test_seed_states_what_was_labelled(name: str) -> None:
    labelled = [
        ((item["code"], item["value"], item["op"], item["unit"]), item["inferred"])
        for item in seeds()[name]["indicators"]
    ]
    inferred = Counter(key for key, optional in labelled if optional)
    assert keys(read_seed(name)) - inferred == Counter(key for key, optional in labelled if not optional)


@pytest.mark.parametrize("name", seeds())
def test_seed_quotes_are_verbatim(name: str) -> None:
    text = (SHARED / f"seeds/{name}.txt").read_text(encoding="utf-8")
    assert [one.quote for one in read_seed(name) if one.quote not in text] == []


KINDS = {
    "application": "applications",
    "review": "remedies",
    "litigation": "remedies",
    "remedy": "remedies",
    "fee": "fees",
}
# What stands round an example that says nothing alone.
FRAMES = {
    "包括政府文件": "主动公开政府信息1119条。其中,{}",
    "公开财税信息": "主动公开政府信息2165条,其中{}",
    "其中文件公开": "主动公开政府信息380条,{}",
    "比2017年新增": "主动公开政府信息1119条,{}",
    "较去年下降": "主动公开政府信息1119条,{}",
    "完成率达到": "主动公开政府信息1119条,{}",
    "行政权力信息": "重点领域公开信息382条,其中{}",
    "全年共印发": "编印政府公报,{}",
    "免费赠阅": "编印《政府公报》12期,{}",
    "全年共接待": "信息查阅场所1230个,{}",
    "共办结119件": "市长信箱受理119件,{}",
    "发表信息": "在《信息快报》上{}",
    "现场接待": "解答咨询20人次,{}",
    "复议、诉讼和申诉": "未发生{}",
    "行政诉讼案和": "没有发生{}",
    "2023年对25件": "{}收取了信息处理费2950元",
    "2024年有3件": "{}政府信息公开申请案件收取信息处理费2230元",
    "等7个栏目": "新增了审计公开、政府会议{}",
    "共9件": "代表建议3件、政协提案6件,{}",
}


def examples() -> Iterator[tuple[str, str, list[float], int | None]]:
    """Give each example of the specification: code, text, the values that its code must have, year."""
    if not SHARED.is_dir():
        return
    formats = yaml.safe_load((SHARED / "formats.yaml").read_text(encoding="utf-8"))
    for entry in formats["narrative_indicators"]:
        for text, value, source in entry["examples"]:
            stated = value if isinstance(value, list) else [value]
            year = 2018 if source == "s002" else _year(source)
            yield entry["code"], text, [known for one in stated if (known := _number(one)) is not None], year


def _number(value: object) -> float | None:
    """Return the number that an example states; None for what it only implies, and for ordinals."""
    match = re.fullmatch(r"(?:>=)?(-?[0-9.]+)%?", str(value))
    return float(match[1]) if match else None


def _year(source: str) -> int | None:
    return int(source[-4:]) if source[-4:].isdigit() else None


@pytest.mark.parametrize(("code", "text", "values", "year"), list(examples()))
def test_example_of_the_specification(code: str, text: str, values: list[float], year: int | None) -> None:
    frame = next((frame for start, frame in FRAMES.items() if text.startswith(start)), "{}")
    kind = next((kind for start, kind in KINDS.items() if code.startswith(start)), None)
    section = Section(
        position=0, parent=None, level=1, marker="", heading=None, kind=kind, text=frame.format(text) + "。"
    )
    found = [one.value for one in find_indicators("", (section,), year) if one.code == code]
    assert Counter(values) <= Counter(found)
    assert values or not found


def pages() -> list[Path]:
    return sorted(GOLD.glob("*.toml")) if SHARED.is_dir() else []


def read_page(path: Path) -> list[Block]:
    """Return the paragraphs of a saved page; lines that a PDF broke are joined."""
    if path.suffix == ".html":
        return [
            block
            for block in clean_page(Page(url="", body=path.read_bytes())).blocks
            if isinstance(block, str)
        ]
    if path.suffix == ".pdf":
        pdfplumber = pytest.importorskip("pdfplumber", reason="pdfplumber is not installed")
        with pdfplumber.open(path) as document:
            text = "\n".join(page.extract_text() or "" for page in document.pages)
    else:
        text = path.read_text(encoding="utf-8")
    return join_lines(line.strip() for line in text.split("\n") if not line.startswith("|"))


def join_lines(lines: Iterator[str]) -> list[Block]:
    """Join each line that fills its measure to the next one, unless that opens a section."""
    joined: list[str] = []
    full = False
    for line in lines:
        opens = re.match("[一二三四五六]、|（[一二三四五六七]）", line)
        if joined and full and not opens and not joined[-1].endswith(("。", "：")):
            joined[-1] += line
        else:
            joined.append(line)
        full = len(line) >= 24
    return list(joined)


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_page_states_what_was_read_off_it(path: Path) -> None:
    gold = tomllib.loads(path.read_text(encoding="utf-8"))
    outline = read_outline(read_page(SHARED / "pages" / gold["page"]))
    found = keys(find_indicators(outline.intro, outline.sections, gold["year"]))
    known = Counter(tuple(entry[:4]) for entry in gold["indicators" if "indicators" in gold else "stated"])
    optional = Counter(tuple(entry[:4]) for entry in gold.get("optional", []))
    assert found - optional == known - optional
    assert known <= found
