"""Faults for the server to make: which answers go wrong, and how; the same for the same seed."""

from collections import Counter

from tests.province.draw import chance, pick
from tests.province.site import Request
from tests.province.wire import Fault

KINDS = (
    Fault(kind="status", status=500),
    Fault(kind="status", status=503),
    Fault(kind="reset"),
    Fault(kind="truncate"),
    Fault(kind="slow", seconds=0.3),
)
"""What goes wrong on old servers, and is over when one asks again."""


class PassingFaults:
    """Faults that pass: an address fails at its first request or not at all.

    With `always` set, every request may fail, second tries too, as on a bad night.
    """

    def __init__(self, percent: int, seed: int = 0, *, always: bool = False) -> None:
        """Take how many answers in a hundred go wrong."""
        self.percent = percent
        self.seed = seed
        self.always = always
        self.made: Counter[str] = Counter()
        """How many faults of each kind were made."""
        self._asked: Counter[tuple[int, str, str]] = Counter()

    def begin(self, seed: int) -> None:
        """Let other answers fail from now on: a new night."""
        self.seed = seed
        self._asked.clear()

    def __call__(self, request: Request, kind: str) -> Fault | None:
        """Return what goes wrong with the answer to a request; None where nothing does."""
        if kind == "robots":
            return None
        asked = (request.port, request.target, repr(sorted(request.form.items())))
        self._asked[asked] += 1
        times = self._asked[asked]
        key = (self.seed, request.target, asked[2], times)
        if (times > 1 and not self.always) or not chance(self.percent, *key):
            return None
        fault = pick(KINDS, *key, "kind")
        self.made[fault.kind] += 1
        return fault
