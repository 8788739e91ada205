"""Other extractors, each from a page's bytes to the text that it takes for the body.

They come with the extra `benchmark`; one that is not installed, or fails on a page, is said.
"""

import re
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from lxml import html

from benchmarks.bodies import lines_of
from goicrawl import Page, clean_page

Extractor = Callable[[bytes], str]

_HAN = re.compile("([\u3400-\u9fff])")
_SET_APART = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")
CHINESE_STOP_WORDS = frozenset("的了和是在与及为对等有不中上下以于将其一个工作年")
"""For justext, which tells prose by the share of such words; it is given each ideograph as a word."""


def goicrawl(body: bytes) -> str:
    """Clean with goicrawl."""
    return clean_page(Page(url="http://www.example.gov.cn/", body=body)).text


def trafilatura(body: bytes) -> str:
    """Extract with trafilatura, tables included, as it comes."""
    peer = import_module("trafilatura")
    return str(peer.extract(body, include_tables=True, include_comments=False) or "")


def readability(body: bytes) -> str:
    """Extract with readability-lxml; its summary is read as a reader sees it."""
    summary = import_module("readability").Document(_text(body)).summary()
    return "\n".join(lines_of(html.fromstring(summary)))


def resiliparse(body: bytes) -> str:
    """Extract with resiliparse's main content mode."""
    peer = import_module("resiliparse.extract.html2text")
    return str(peer.extract_plain_text(_text(body), main_content=True))


def justext(body: bytes) -> str:
    """Extract with justext, ideographs set apart by spaces and Chinese stop words."""
    spaced = _HAN.sub(r" \1 ", _text(body))
    paragraphs = import_module("justext").justext(
        spaced, CHINESE_STOP_WORDS, stopwords_low=0.05, stopwords_high=0.1
    )
    return "\n".join(_SET_APART.sub("", found.text) for found in paragraphs if not found.is_boilerplate)


def newspaper4k(body: bytes) -> str:
    """Extract with newspaper4k, language zh."""
    article = import_module("newspaper").Article(
        "http://www.example.gov.cn/", language="zh", fetch_images=False
    )
    article.download(input_html=_text(body))
    article.parse()
    return str(article.text)


def gne(body: bytes) -> str:
    """Extract with GeneralNewsExtractor."""
    extractor = import_module("gne").GeneralNewsExtractor()
    return str(extractor.extract(_text(body)).get("content", ""))


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")


PEERS: dict[str, tuple[str, Extractor]] = {
    "goicrawl": ("goicrawl", goicrawl),
    "trafilatura": ("trafilatura", trafilatura),
    "readability-lxml": ("readability", readability),
    "resiliparse": ("resiliparse", resiliparse),
    "justext": ("justext", justext),
    "newspaper4k": ("newspaper", newspaper4k),
    "gne": ("gne", gne),
}
"""Name on PyPI -> its package, and how it is called."""


def is_installed(name: str) -> bool:
    """Tell whether a peer can be imported."""
    return find_spec(PEERS[name][0]) is not None
