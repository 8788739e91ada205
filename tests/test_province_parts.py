"""The invented province itself: its figures add up, lives are as told, its server counts what it sees."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.province.forms import COLUMNS, leaves
from tests.province.nights import NEVER, Life
from tests.province.papers import county_of, make_paper
from tests.province.population import MOST_REPORTS, make_sites
from tests.province.registry import write_registry
from tests.province.server import Province
from tests.province.systems import SYSTEMS
from tests.province.traps import GROUPS, TRAPS
from tests.province.truth import wanted_reports

DOCS = Path(__file__).parents[1] / "docs" / "province.md"


@pytest.mark.parametrize("edition", [0, 1])
def test_applications_balance(edition: int) -> None:
    for number in range(MOST_REPORTS):
        paper = make_paper("甲子县", number, edition)
        for column in (*COLUMNS, "total") if paper.figures else ():
            values = {
                row: figure or 0
                for (table, row, of), figure in paper.figures.items()
                if table == "t3" and of == column
            }
            handled = sum(values[leaf] for leaf in leaves(paper.form))
            assert handled == values["total_handled"]
            came = values["new_received"] + values["carried_over_in"]
            assert came == values["total_handled"] + values["carried_forward"]


def test_edition_changes_the_figures() -> None:
    assert make_paper("甲子县", 1, 0).figures != make_paper("甲子县", 1, 1).figures


def test_no_portal_has_a_report_twice() -> None:
    papers = [make_paper("甲子县", number) for number in range(MOST_REPORTS)]
    assert len({(paper.issuer, paper.year) for paper in papers}) == MOST_REPORTS


def test_counties_differ() -> None:
    assert len({county_of(index) for index in range(60)}) == 60


@pytest.mark.parametrize(
    ("life", "night", "present", "edition"),
    [
        pytest.param(Life(), 0, True, 0, id="always there"),
        pytest.param(Life(born=2), 1, False, 0, id="not yet"),
        pytest.param(Life(born=2), 2, True, 0, id="appears"),
        pytest.param(Life(changes=(1, 3)), 2, True, 1, id="changed once"),
        pytest.param(Life(changes=(1, 3)), 3, True, 2, id="changed twice"),
        pytest.param(Life(absence=(2, 4)), 3, False, 0, id="gone"),
        pytest.param(Life(absence=(2, 4)), 4, True, 0, id="back"),
        pytest.param(Life(absence=(2, NEVER)), 999, False, 0, id="never back"),
    ],
)
def test_life(life: Life, night: int, present: bool, edition: int) -> None:
    assert (life.present(night), life.edition(night)) == (present, edition)


def test_traps_can_be_switched_off() -> None:
    assert all(not site.traps for site in make_sites(20, 60, frozenset()))


def test_every_trap_is_set_somewhere() -> None:
    sites = make_sites(40, 300)
    assert frozenset().union(*(site.traps for site in sites)) == frozenset(TRAPS)


def test_too_many_reports_are_refused() -> None:
    with pytest.raises(ValueError, match="2 portals can't have 999 reports"):
        make_sites(2, 999)


def test_server_knows_what_was_asked_for(tmp_path: Path) -> None:
    with Province(1, 2, traps=frozenset()) as province:
        origin = province.sites[0].origin
        for path in ("/robots.txt", "/zwgk/zfxxgknb/index.html", "/lxwm.html"):
            try:
                urllib.request.urlopen(origin + path, timeout=10).close()  # noqa: S310  # its own server
            except urllib.error.HTTPError as error:
                error.close()
        write_registry(province, tmp_path)
    assert [request.kind for request in province.log] == ["robots", "listing", "chrome"]
    assert [request.target for request in province.forbidden()] == ["/lxwm.html"]
    assert f'hosts = ["{origin.removeprefix("http://")}"]' in (tmp_path / "province.toml").read_text("utf-8")


def test_truth_is_what_was_ordered() -> None:
    with Province(len(SYSTEMS), 99) as province:
        assert len(wanted_reports(province)) == 99


def test_docs_name_every_system_and_trap() -> None:
    text = DOCS.read_text(encoding="utf-8")
    named = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    assert named == {system.name for system in SYSTEMS} | {
        name for group in GROUPS.values() for name in group
    }
