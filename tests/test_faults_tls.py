"""Live crawls of servers whose TLS is out of date."""

import warnings
from pathlib import Path

import pytest

from tests.certificates import expired_tls, old_tls
from tests.faults import FAULTS, FaultServer
from tests.test_faults import name_of, run

PAGES = {name: FAULTS[name] for name in ("none", "chunked_cut")}

OLD_TLS = """
[faults.settings]
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.0"
DOWNLOADER_CLIENT_TLS_CIPHERS = "ALL:@SECLEVEL=0"
DOWNLOAD_HANDLERS = {https = "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler"}
"""


def test_expired_certificate_is_no_hindrance(tmp_path: Path) -> None:
    with FaultServer(PAGES, tls=expired_tls(tmp_path)) as server:
        done = run(tmp_path, server)
    assert [name_of(url) for url in done.stored] == ["none"]
    assert "/nb/chunked_cut: the answer broke off before its end" in done.log


def test_expired_certificate_is_one_where_certificates_are_verified(tmp_path: Path) -> None:
    with FaultServer(PAGES, tls=expired_tls(tmp_path)) as server:
        done = run(tmp_path, server, DOWNLOAD_VERIFY_CERTIFICATES=True)
    assert done.stored == {}
    assert done.code == 3


@pytest.fixture
def old_server(tmp_path: Path) -> FaultServer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return FaultServer(PAGES, tls=old_tls(tmp_path))


def test_old_tls_is_a_named_failure(tmp_path: Path, old_server: FaultServer) -> None:
    with old_server as server:
        done = run(tmp_path, server)
    assert done.stored == {}
    assert "robots.txt can't be read, so nothing is fetched from its host" in done.log
    assert done.stats["goicrawl/failures/robots_unreadable"] == 1


def test_old_tls_is_spoken_where_the_registry_says_so(tmp_path: Path, old_server: FaultServer) -> None:
    with old_server as server:
        done = run(tmp_path, server, OLD_TLS)
    assert [name_of(url) for url in done.stored] == ["none"]
    assert "/nb/chunked_cut: the answer broke off before its end" in done.log
