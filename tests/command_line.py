"""Scrapy's command line in a process of its own, as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

# Any socket to another machine is an error; asyncio's own pair of pipes is none.
_NO_SOCKETS = """
import socket, sys
def refuse(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__":
        raise RuntimeError(f"{event} {arguments}")
    if event == "socket.__new__" and arguments[1] != socket.AF_UNIX:
        raise RuntimeError(f"a socket of family {arguments[1]}")
sys.addaudithook(refuse)
from scrapy.cmdline import execute
execute()
"""


def scrapy(*arguments: str | Path, sockets: bool = True) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` with these arguments in the project; with `sockets` off, opening one is an error.

    A crawl leaves no archive in the project, unless an argument says where.
    """
    if arguments[0] == "crawl" and not any("GOICRAWL_ARCHIVE=" in str(argument) for argument in arguments):
        arguments = (*arguments, "-s", "GOICRAWL_ARCHIVE=")
    program = ["-m", "scrapy"] if sockets else ["-c", _NO_SOCKETS]
    return subprocess.run(
        [sys.executable, *program, *map(str, arguments)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("SCRAPY_")},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
