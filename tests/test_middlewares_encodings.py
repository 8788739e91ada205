"""Compressed bodies, whole and broken."""

import gzip
import time
import zlib

import pytest

from goicrawl.middlewares.encodings import BrokenBodyError, decompress

TEXT = "政府信息公开工作年度报告".encode() * 500
RAW = zlib.compress(TEXT)[2:-4]
LARGEST = 1_000_000


@pytest.mark.parametrize(
    ("body", "coding", "text"),
    [
        pytest.param(gzip.compress(TEXT), "gzip", TEXT, id="gzip"),
        pytest.param(gzip.compress(b""), "gzip", b"", id="gzip of nothing"),
        pytest.param(gzip.compress(TEXT) + gzip.compress(b"!"), "gzip", TEXT + b"!", id="two members"),
        pytest.param(gzip.compress(TEXT) + b"\0\0garbage", "gzip", TEXT, id="garbage behind"),
        pytest.param(zlib.compress(TEXT), "deflate", TEXT, id="deflate"),
        pytest.param(RAW, "deflate", TEXT, id="deflate without its header"),
    ],
)
def test_whole(body: bytes, coding: str, text: bytes) -> None:
    assert decompress(body, coding, largest=LARGEST) == text


@pytest.mark.parametrize("cut", [1, 4, 8, 9, 40])
@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_body_that_breaks_off(cut: int, coding: str) -> None:
    body = gzip.compress(TEXT) if coding == "gzip" else zlib.compress(TEXT)
    with pytest.raises(BrokenBodyError) as broken:
        decompress(body[:-cut], coding, largest=LARGEST)
    assert broken.value.kind == "broken_gzip"


def test_every_cut_of_a_gzip_is_told() -> None:
    body = gzip.compress(TEXT)
    for end in range(3, len(body)):
        with pytest.raises(BrokenBodyError):
            decompress(body[:end], "gzip", largest=LARGEST)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_bomb_is_not_unpacked(coding: str) -> None:
    plain = bytes(300_000_000)
    body = gzip.compress(plain, 1) if coding == "gzip" else zlib.compress(plain, 1)
    start = time.process_time()
    with pytest.raises(BrokenBodyError) as broken:
        decompress(body, coding, largest=LARGEST)
    assert broken.value.kind == "too_large"
    assert time.process_time() - start < 1


def test_bomb_of_many_members_is_not_unpacked() -> None:
    with pytest.raises(BrokenBodyError, match="unpacks to more than"):
        decompress(gzip.compress(bytes(400_000)) * 9, "gzip", largest=LARGEST)


def test_damage_amid_the_body_is_told() -> None:
    body = bytearray(gzip.compress(TEXT))
    body[len(body) // 2] ^= 0xFF
    with pytest.raises(BrokenBodyError):
        decompress(bytes(body), "gzip", largest=LARGEST)
