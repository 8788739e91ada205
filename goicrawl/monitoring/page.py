"""The states of the portals -> a status page: JSON, or one HTML file that needs nothing beside it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from html import escape
from pathlib import Path
from string import Template

from goicrawl.monitoring.states import STATES, PortalState

_PAGE = Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))
_HEADINGS = (
    "Portal",
    "Issuer",
    "State",
    "Last good run",
    "Last run",
    "Reports",
    "Latest",
    "Next due",
    "Look at",
)


def describe_states(states: Sequence[PortalState], now: datetime) -> dict[str, object]:
    """Return the status as plain values for JSON, as docs/monitoring.md describes it."""
    return {
        "schema": 1,
        "at": now.isoformat(timespec="seconds"),
        "states": dict(Counter(state.state for state in states)),
        "portals": [_plain(asdict(state)) for state in states],
    }


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def format_page(states: Sequence[PortalState], now: datetime) -> str:
    """Return the status page; the portals that need a person come first."""
    ordered = sorted(
        states, key=lambda state: (STATES.index(state.state), -len(state.findings), state.portal)
    )
    counts = Counter(state.state for state in states)
    return _PAGE.substitute(
        at=now.strftime("%Y-%m-%d %H:%M UTC"),
        portals=len(states),
        counts="".join(_count(name, counts[name]) for name in STATES if counts[name]),
        headings="".join(f'<th scope="col">{heading}</th>' for heading in _HEADINGS),
        rows="\n".join(map(_row, ordered)),
    )


def _count(name: str, number: int) -> str:
    return f'<li class="{name}"><strong>{number}</strong> {name}</li>'


def _row(state: PortalState) -> str:
    cells = (
        f'<td lang="zh">{escape(state.title)}</td>',
        f'<td><span class="state {state.state}">{state.state}</span></td>',
        f"<td>{_when(state.last_good)}</td>",
        f"<td>{_when(state.last_run)}</td>",
        f'<td class="number">{state.reports}</td>',
        f'<td class="number">{state.latest_year or "–"}</td>',
        f"<td>{state.next_deadline or '–'}</td>",
        f"<td>{_list(finding.detail for finding in state.findings)}</td>",
    )
    return f'<tr><th scope="row">{escape(state.portal)}</th>{"".join(cells)}</tr>'


def _when(time: datetime | None) -> str:
    if time is None:
        return "–"
    return f'<time datetime="{time.isoformat()}">{time:%Y-%m-%d %H:%M}</time>'


def _list(details: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(detail)}</li>" for detail in details)
    return f"<ul>{items}</ul>" if items else "–"
