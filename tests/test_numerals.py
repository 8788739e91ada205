"""Years in Chinese numerals, by what was typed for their zeros."""

import pytest

from goicrawl.parse.metadata.numerals import mend_zeros

MENDED = {
    "circle": ("二○一五年", "二〇一五年"),
    "written out": ("二零零八年五月", "二〇〇八年五月"),
    "capital letters": ("二OO八年", "二〇〇八年"),
    "small letters": ("二o一o年", "二〇一〇年"),
    "digit": ("二0一五年", "二〇一五年"),
    "full width": ("二Ｏ一５年，二０一五年", "二Ｏ一５年，二〇一五年"),
    "space before 年": ("二O一五 年", "二〇一五 年"),
}
KEPT = {
    "right already": "二〇一五年",
    "Arabic digits": "2000年",
    "no year": "二O一五号文",
    "another word": "OA系统2年",
    "empty": "",
}


@pytest.mark.parametrize(("printed", "mended"), MENDED.values(), ids=MENDED)
def test_mended(printed: str, mended: str) -> None:
    assert mend_zeros(printed) == mended


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_kept(text: str) -> None:
    assert mend_zeros(text) == text
