"""Preambles into the laws and notices that they cite."""

import pytest

from goicrawl.parse.metadata.citations import find_citations

CITATIONS = {
    "decree": (
        "《中华人民共和国政府信息公开条例》（国务院令第711号）",
        ["《中华人民共和国政府信息公开条例》（国务院令第711号）"],
    ),
    "without decree": (
        "《中华人民共和国政府信息公开条例》 (以下简称《条例》)",
        ["《中华人民共和国政府信息公开条例》"],
    ),
    "notice by its number": ("《…有关事项的通知》(国办公开办函〔2019〕60号)", ["国办公开办函〔2019〕60号"]),
    "square brackets": ("（闽政办函[2012]157号）", ["闽政办函[2012]157号"]),
    "regional rule": ("《上海市政府信息公开规定》的要求", ["《上海市政府信息公开规定》"]),
    "decree by its full name": (
        "《政府信息公开条例》（中华人民共和国国务院令第711号，以下简称《条例》）",
        ["《政府信息公开条例》（中华人民共和国国务院令第711号，以下简称《条例》）"],
    ),
    "a word before the number": (
        "《政府信息公开条例》及鄂政办函〔2015〕3号",
        ["《政府信息公开条例》", "鄂政办函〔2015〕3号"],
    ),
    "heavy brackets": ("（国办发【2014】32号）", ["国办发【2014】32号"]),
    "each once": ("《政府信息公开条例》《政府信息公开条例》", ["《政府信息公开条例》"]),
    "empty number": ("〔〕号", []),
    "other law": ("《中华人民共和国预算法》", []),
}


@pytest.mark.parametrize(("text", "expected"), CITATIONS.values(), ids=CITATIONS)
def test_citations(text: str, expected: list[str]) -> None:
    assert list(find_citations([f"根据{text}编制。"])) == expected
