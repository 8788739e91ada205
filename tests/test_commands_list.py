"""`scrapy list`: names alone for programs, a table for people."""

from goicrawl.portals import load_portals
from tests.command_line import scrapy


def test_list_prints_names_and_nothing_else() -> None:
    done = scrapy("list")
    assert done.stdout.splitlines() == list(load_portals())
    assert (done.returncode, done.stderr) == (0, "")


def test_verbose_list_says_what_is_known_of_each_portal() -> None:
    head, *lines = scrapy("list", "-v").stdout.splitlines()
    assert head.split() == ["portal", "system", "start", "verified", "title"]
    assert len(lines) == len(load_portals())
    (kashi,) = (line.split() for line in lines if line.startswith("kashi "))
    assert kashi == ["kashi", "ucap", "stand-in", "-", "喀什市人民政府"]
