"""Exchanges into WARC files: the bytes as they came, what is unchanged told, nothing half-written."""

import errno
import gzip
import logging
import os
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from goicrawl.archive import ArchiveError, WarcWriter
from goicrawl.archive.payloads import NAME
from goicrawl.archive.records import IDENTICAL, NOT_MODIFIED, payload_digest
from tests.warcs import DAY, STARTED, exchange, is_valid, write_run

URL = "http://www.x.gov.cn/nb/1.html"


def records(path: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """Return type, WARC header and block of each record, as warcio reads them."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, no_record_parse=True):
            fields = dict(record.rec_headers.headers)
            found.append((record.rec_type, fields, record.raw_stream.read()))
    return found


def writer(folder: Path, **changes: Any) -> WarcWriter:
    options = {"started": STARTED, "max_bytes": 10**9, "info": {}, **changes}
    return WarcWriter(folder, "xian", **options)


def test_file_is_named_after_run_and_portal(tmp_path: Path) -> None:
    (path,) = write_run(tmp_path, exchange(URL))
    assert path == tmp_path / "xian" / "20240131T080000Z-xian-00001.warc.gz"


def test_file_begins_with_what_it_is(tmp_path: Path) -> None:
    (path,) = write_run(tmp_path, exchange(URL))
    kind, fields, block = records(path)[0]
    assert (kind, fields["WARC-Filename"]) == ("warcinfo", path.name)
    assert block == b"portal: xian\r\nrun: 2024-01-31T08:00:00.000000Z\r\n"


def test_answer_is_kept_byte_for_byte(tmp_path: Path) -> None:
    body = gzip.compress("政府".encode("gb18030"), mtime=0)
    headers = (
        (b"Content-Encoding", b"gzip"),
        (b"X-Odd", "政".encode("gb18030")),
        (b"Set-Cookie", b"a=1"),
        (b"Set-Cookie", b"b=2"),
    )
    (path,) = write_run(tmp_path, exchange(URL, body, headers=headers, ip="127.0.0.1", status=404))
    _, _, (kind, fields, block) = records(path)
    assert kind == "response"
    assert block == (
        b"HTTP/1.1 404 Not Found\r\nContent-Encoding: gzip\r\nX-Odd: \xd5\xfe\r\n"
        b"Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n" + body
    )
    assert fields["WARC-Payload-Digest"] == payload_digest(body)
    assert (fields["WARC-Target-URI"], fields["WARC-IP-Address"]) == (URL, "127.0.0.1")


def test_request_is_kept_beside_its_answer(tmp_path: Path) -> None:
    posted = exchange(URL + "?p=2", method="POST", request_body=b"a=1&b=2")
    (path,) = write_run(tmp_path, posted)
    _, (kind, asked, block), (_, answer, _) = records(path)
    assert kind == "request"
    assert block == (
        b"POST /nb/1.html?p=2 HTTP/1.1\r\nHost: www.x.gov.cn\r\nContent-Length: 7\r\n"
        b"Accept: text/html\r\n\r\na=1&b=2"
    )
    assert asked["WARC-Concurrent-To"] == answer["WARC-Record-ID"]
    assert answer["WARC-Concurrent-To"] == asked["WARC-Record-ID"]


def test_every_record_is_a_gzip_member_of_its_own(tmp_path: Path) -> None:
    (path,) = write_run(tmp_path, exchange(URL), exchange(URL + "?2"))
    with path.open("rb") as file:
        offsets = [archive.get_record_offset() for archive in [ArchiveIterator(file)] for _ in archive]
    content = path.read_bytes()
    assert len(offsets) == 5
    assert all(content[offset : offset + 3] == b"\x1f\x8b\x08" for offset in offsets)


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(exchange(URL, b""), id="no body"),
        pytest.param(exchange(URL, status=499), id="status nobody knows"),
        pytest.param(exchange(URL, headers=()), id="no header"),
        pytest.param(exchange(URL, headers=((b"X", b"\xff\r\n folded"),)), id="folded header"),
        pytest.param(exchange("http://[::1]:8080/", b"\x00" * 70_000), id="zeros"),
        pytest.param(exchange(URL, b"<p>", truncated="disconnect"), id="cut short"),
        pytest.param(exchange(URL, b"", status=304), id="not modified, never seen"),
    ],
)
def test_other_programs_find_no_fault(tmp_path: Path, one: Any) -> None:
    assert is_valid(*write_run(tmp_path, one))


def test_size_ends_a_file(tmp_path: Path) -> None:
    pages = [exchange(f"{URL}?{number}", os.urandom(20_000)) for number in range(4)]
    files = write_run(tmp_path, *pages, max_bytes=50_000)
    assert [path.name[-13:] for path in files] == ["00001.warc.gz", "00002.warc.gz"]
    assert [len(records(path)) for path in files] == [5, 5]
    assert is_valid(*files)


def test_answer_larger_than_a_file_is_kept_whole(tmp_path: Path) -> None:
    files = write_run(tmp_path, *(exchange(URL, os.urandom(5_000)) for _ in range(2)), max_bytes=10)
    assert [len(records(path)) for path in files] == [3, 3]


def test_runs_of_one_second_have_files_of_their_own(tmp_path: Path) -> None:
    one, other = writer(tmp_path), writer(tmp_path)
    one.write(exchange(URL))
    other.write(exchange(URL))
    one.close()
    other.close()
    assert len(list(tmp_path.glob("xian/*.warc.gz"))) == 2


def test_unchanged_payload_is_told_not_kept_again(tmp_path: Path) -> None:
    (first,) = write_run(tmp_path, exchange(URL, "same"))
    (second,) = write_run(tmp_path, exchange(URL, "same", headers=((b"X", b"new"),)), started=STARTED + DAY)
    _, _, (_, original, _) = records(first)
    _, _, (kind, fields, block) = records(second)
    assert (kind, block) == ("revisit", b"HTTP/1.1 200 OK\r\nX: new\r\n\r\n")
    assert fields["WARC-Profile"] == IDENTICAL
    assert fields["WARC-Refers-To"] == original["WARC-Record-ID"]
    assert fields["WARC-Refers-To-Target-URI"] == URL
    assert fields["WARC-Refers-To-Date"] == original["WARC-Date"]
    assert fields["WARC-Payload-Digest"] == payload_digest(b"same")
    assert is_valid(first, second)


def test_not_modified_refers_to_what_the_address_said_last(tmp_path: Path) -> None:
    write_run(tmp_path, exchange(URL, "old"))
    (second,) = write_run(tmp_path, exchange(URL, "new"), started=STARTED + DAY)
    write_run(tmp_path, exchange(URL, "new"), started=STARTED + 2 * DAY)
    (last,) = write_run(tmp_path, exchange(URL, b"", status=304), started=STARTED + 3 * DAY)
    _, _, (kind, fields, _) = records(last)
    assert (kind, fields["WARC-Profile"]) == ("revisit", NOT_MODIFIED)
    assert fields["WARC-Refers-To"] == records(second)[2][1]["WARC-Record-ID"]


@pytest.mark.parametrize("change", ["longer", ""], ids=["changed", "empty"])
def test_other_payload_is_kept(tmp_path: Path, change: str) -> None:
    write_run(tmp_path, exchange(URL, change and "same"))
    (second,) = write_run(tmp_path, exchange(URL, change), started=STARTED + DAY)
    assert records(second)[2][0] == "response"


def test_answer_that_was_cut_short_is_kept_though_it_is_known(tmp_path: Path) -> None:
    write_run(tmp_path, exchange(URL, "same"))
    (second,) = write_run(tmp_path, exchange(URL, "same", truncated="length"), started=STARTED + DAY)
    assert (records(second)[2][0], records(second)[2][1]["WARC-Truncated"]) == ("response", "length")


def test_index_is_made_anew_from_the_files(tmp_path: Path) -> None:
    write_run(tmp_path, exchange(URL, "same"))
    (tmp_path / "xian" / NAME).unlink()
    (second,) = write_run(tmp_path, exchange(URL, "same"), started=STARTED + DAY)
    assert records(second)[2][0] == "revisit"


def test_damaged_index_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_run(tmp_path, exchange(URL, "same"))
    (tmp_path / "xian" / NAME).write_bytes(b"no database at all" * 100)
    with caplog.at_level(logging.WARNING):
        (second,) = write_run(tmp_path, exchange(URL, "same"), started=STARTED + DAY)
    assert records(second)[2][0] == "revisit"
    assert "it is made anew" in caplog.text


def test_payload_of_a_file_that_is_gone_is_kept_again(tmp_path: Path) -> None:
    (first,) = write_run(tmp_path, exchange(URL, "same"))
    write_run(tmp_path, exchange(URL, "other"), started=STARTED + DAY)
    first.unlink()
    (last,) = write_run(tmp_path, exchange(URL, "same"), started=STARTED + 2 * DAY)
    assert records(last)[2][0] == "response"


def test_what_stands_before_a_tear_is_known(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (first,) = write_run(tmp_path, exchange(URL, "same"), exchange(URL + "?2", os.urandom(9_000)))
    torn = first.read_bytes()[:-5_000]
    first.write_bytes(torn)
    (second,) = write_run(
        tmp_path, exchange(URL, "same"), exchange(URL + "?2", "whole"), started=STARTED + DAY
    )
    assert [kind for kind, _, _ in records(second)[1:]] == ["request", "revisit", "request", "response"]
    assert first.read_bytes() == torn
    assert "torn off behind offset" in caplog.text


def test_full_disk_loses_nothing_that_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk takes half of the second answer."""
    real, room = FileIO.write, [40_000]

    def write(self: FileIO, content: Any) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(self, content[: room[0]])
        room[0] -= written
        return written

    small = type("SmallDisk", (FileIO,), {"write": write})
    monkeypatch.setattr("goicrawl.archive.warc_writer.FileIO", small)
    archive = writer(tmp_path)
    archive.write(exchange(URL, os.urandom(30_000)))
    with pytest.raises(
        ArchiveError, match=r"Can't write the archive .*00001.*: No space left on device\. Mend"
    ):
        archive.write(exchange(URL + "?2", os.urandom(30_000)))
    with pytest.raises(ArchiveError, match="No space left"):
        archive.write(exchange(URL + "?3", b""))
    archive.close()
    (path,) = tmp_path.glob("xian/*.warc.gz")
    assert [kind for kind, _, _ in records(path)] == ["warcinfo", "request", "response"]
    assert is_valid(path)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        pytest.param("file", "Not a directory", id="below a file"),
        pytest.param("link", "File exists", id="a link"),
    ],
)
def test_folder_that_cannot_be_made_is_refused(tmp_path: Path, place: str, why: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "xian").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ArchiveError, match=f"Can't write the archive .*xian: {why}. Mend that, or give"):
        writer(tmp_path / place)


@pytest.mark.parametrize("name", ["../x", "/x", ".", ".."])
def test_no_path_is_a_portal_s_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="expected a portal's name"):
        WarcWriter(tmp_path, name, started=STARTED, max_bytes=1, info={})


def test_run_without_an_answer_leaves_no_file(tmp_path: Path) -> None:
    assert write_run(tmp_path) == []
