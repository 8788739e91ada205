"""A key into a number that is always the same: chance that can be repeated, without a state."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")
Key = str | int


def draw(below: int, *key: Key) -> int:
    """Return a number from 0 to `below` - 1 that depends on the key alone."""
    digest = sha256("/".join(map(str, key)).encode()).digest()
    return int.from_bytes(digest[:6], "big") % below


def pick(choices: Sequence[T], *key: Key) -> T:
    """Return one of the choices."""
    return choices[draw(len(choices), *key)]


def chance(percent: int, *key: Key) -> bool:
    """Say whether something happens that happens so many times in a hundred."""
    return draw(100, *key) < percent
