"""WARC files into captures: torn ends are passed over, damage is refused in one line."""

import gzip
import logging
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goicrawl.archive import ArchiveError
from goicrawl.archive.warc_reader import Capture, Warcinfo, read_answer, read_captures
from tests.warcs import exchange, write_run

URL = "http://www.x.gov.cn/nb/1.html"


def members(content: bytes) -> list[bytes]:
    """Return the gzip members of a file, as they stand in it."""
    found = []
    while content:
        member = zlib.decompressobj(31)
        member.decompress(content)
        rest = member.unused_data
        found.append(content[: len(content) - len(rest)])
        content = rest
    return found


def record(kind: str, block: bytes, **fields: str) -> bytes:
    """Return a record as another program may write it, not compressed."""
    lines = {"WARC-Type": kind, "WARC-Record-ID": "<urn:uuid:1>", "WARC-Date": "2024-01-31T08:00:00Z"}
    lines |= {"WARC-Target-URI": URL, "Content-Type": f"application/http; msgtype={kind}"}
    lines |= {"Content-Length": str(len(block))}
    lines |= {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def save(folder: Path, content: bytes, name: str = "a.warc.gz") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a file with three answers."""
    (written,) = write_run(tmp_path, *(exchange(f"{URL}?{number}", f"<p>{number}") for number in range(3)))
    return written


def urls(path: Path) -> list[str]:
    return [capture.url for capture in read_captures(path) if isinstance(capture, Capture)]


def test_file_says_what_it_is(path: Path) -> None:
    info = next(read_captures(path))
    assert isinstance(info, Warcinfo)
    assert info.fields == {"portal": "xian", "run": "2024-01-31T08:00:00.000000Z"}


def test_answers_come_with_their_requests(tmp_path: Path) -> None:
    posted = exchange(URL, method="POST", request_body=b"a=1", kind="listing")
    (path,) = write_run(tmp_path, posted, exchange(URL))
    _, one, other = read_captures(path)
    assert isinstance(one, Capture)
    assert isinstance(other, Capture)
    assert (one.method, one.request_body, one.kind) == ("POST", b"a=1", "listing")
    assert (other.method, other.request_body, other.kind) == ("GET", b"", "report")


def test_answer_is_what_was_written(tmp_path: Path) -> None:
    headers = ((b"X-Odd", "政".encode("gb18030")), (b"A", b"1"), (b"A", b"2"))
    (path,) = write_run(tmp_path, exchange(URL, "<p>", headers=headers, status=404))
    _, capture = read_captures(path)
    assert isinstance(capture, Capture)
    with path.open("rb") as file:
        answer = read_answer(file, capture.offset, "here")
    assert (answer.status, answer.body) == (404, b"<p>")
    assert [(name, value.encode("utf-8", "surrogateescape")) for name, value in answer.headers] == [
        ("X-Odd", "政".encode("gb18030")),
        ("A", b"1"),
        ("A", b"2"),
    ]


def test_request_may_stand_behind_its_answer(tmp_path: Path) -> None:
    answer = record("response", b"HTTP/1.1 200 OK\r\n\r\nx")
    asked = record(
        "request",
        b"POST / HTTP/1.1\r\n\r\na=1",
        WARC_Record_ID="<urn:uuid:2>",
        WARC_Concurrent_To="<urn:uuid:1>",
    )
    (capture,) = read_captures(save(tmp_path, gzip.compress(answer) + gzip.compress(asked)))
    assert isinstance(capture, Capture)
    assert (capture.method, capture.request_body) == ("POST", b"a=1")


def test_chunks_of_another_program_are_joined(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n"
    path = save(tmp_path, record("response", block), "a.warc")
    with path.open("rb") as file:
        answer = read_answer(file, 0, "here")
    assert (answer.headers, answer.body) == ((), b"abcd")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(record("response", b"\x00\x01", WARC_Target_URI="dns:x.gov.cn"), id="DNS"),
        pytest.param(record("resource", b"<p>"), id="resource"),
        pytest.param(record("metadata", b"a: b"), id="metadata"),
        pytest.param(record("response", b"no HTTP"), id="no HTTP"),
    ],
)
def test_other_records_are_passed_over(tmp_path: Path, other: bytes) -> None:
    answer = record("response", b"HTTP/1.1 200 OK\r\n\r\nx")
    assert urls(save(tmp_path, other + answer, "a.warc")) == [URL]


def test_every_torn_end_leaves_what_stands_before(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A run may be killed at any byte: what was whole is read, and nothing else."""
    content = path.read_bytes()
    ends, end = [], 0
    for member in members(content):
        end += len(member)
        ends.append(end)
    logging.getLogger("goicrawl.archive.warc_file").setLevel(logging.ERROR)
    for cut in range(0, len(content), 7):
        path.write_bytes(content[:cut])
        # A record whose text is there, and only its check sum is not, is whole.
        whole = [sum(end - slack <= cut for end in ends[2::2]) for slack in (0, 12)]
        assert whole[0] <= len(urls(path)) <= whole[1], cut
    logging.getLogger("goicrawl.archive.warc_file").setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    "tail", [b"\x00" * 4096, b"\x1f\x8b\x08", b"rubbish"], ids=["zeros", "head", "rubbish"]
)
def test_rubbish_at_the_end_is_a_tear(path: Path, tail: bytes, caplog: pytest.LogCaptureFixture) -> None:
    path.write_bytes(path.read_bytes() + tail)
    assert len(urls(path)) == 3


@pytest.mark.parametrize("lost", [20, 100, 200, 300])
def test_torn_end_is_said(path: Path, lost: int, caplog: pytest.LogCaptureFixture) -> None:
    path.write_bytes(path.read_bytes()[:-lost])
    assert len(urls(path)) == 2
    assert f"{path}: torn off behind offset " in caplog.text


def damage_middle(content: bytes) -> bytes:
    parts = members(content)
    parts[2] = parts[2][:60] + b"\xff\xff\xff" + parts[2][63:]
    return b"".join(parts)


def cut_middle(content: bytes) -> bytes:
    parts = members(content)
    parts[2] = parts[2][:-40]
    return b"".join(parts)


def lie_of_length(content: bytes) -> bytes:
    parts = members(content)
    parts[2] = gzip.compress(
        gzip.decompress(parts[2]).replace(b"Content-Length: ", b"Content-Length: 9999999")
    )
    return b"".join(parts)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(damage_middle, "damaged at offset .* readable again from .*; restore it", id="damaged"),
        pytest.param(cut_middle, "damaged at offset .* readable again from", id="a piece missing"),
        pytest.param(lie_of_length, "damaged at offset .*declares.* readable again from", id="huge length"),
        pytest.param(
            lambda content: b"\x00" + content[1:], "is no WARC file; restore it", id="beginning lost"
        ),
        pytest.param(lambda content: b"<html>" * 99, "is no WARC file", id="a page"),
        pytest.param(
            lambda content: gzip.compress(gzip.decompress(content)),
            r"in one piece, .*\(offset [0-9]+\); mend it with `warcio recompress`",
            id="one piece",
        ),
    ],
)
def test_damage_is_refused(path: Path, spoil: object, message: str) -> None:
    assert callable(spoil)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(ArchiveError, match=message) as refusal:
        urls(path)
    assert str(refusal.value).startswith(str(path))
    assert "\n" not in str(refusal.value)


def test_file_that_was_never_written_to_is_empty(tmp_path: Path) -> None:
    assert urls(save(tmp_path, b"")) == []


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"a\.warc\.gz: no such file"):
        urls(tmp_path / "a.warc.gz")


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.floats(0, 1), cut=st.integers(0, 200), rubbish=st.binary(max_size=50))
def test_no_damage_does_more_than_refuse(tmp_path: Path, place: float, cut: int, rubbish: bytes) -> None:
    (path,) = (
        write_run(tmp_path, *(exchange(f"{URL}?{n}", f"<p>{n}") for n in range(3)))
        if not list(tmp_path.glob("xian/*.gz"))
        else list(tmp_path.glob("xian/*.gz"))
    )
    content = path.read_bytes()
    start = int(place * len(content))
    spoilt = save(tmp_path, content[:start] + rubbish + content[start + cut :])
    try:
        assert set(urls(spoilt)) <= {f"{URL}?{number}" for number in range(3)}
    except ArchiveError as error:
        assert "\n" not in str(error)  # noqa: PT017 -- either is right
