"""What real portals do wrong, by name; a portal has one of each group at most."""

GROUPS: dict[str, dict[str, str]] = {
    "end": {
        "stub": "pages behind the last are stubs of 300 bytes with status 200; a linked pager never stops",
        "clamp": "pages behind the last repeat the last; a linked pager never stops",
        "overlap": "each page begins with the last rows of the one before",
    },
    "rows": {
        "cut_titles": "titles are cut with …; they stand whole in title=",
        "no_dates": "rows show no date",
        "aliases": "some pages are listed twice, under another address",
        "template_variables": "a row template that was never filled in",
        "foreign_rows": "a row leads to another host that copies a report",
    },
    "charset": {
        "gb2312_utf8": "gb2312 declared, UTF-8 sent",
        "gb18030": "gb2312 declared, GB18030 sent, with a character that GBK lacks",
        "undeclared": "nothing declared, GB18030 sent",
    },
    "trouble": {
        "robot": "a row's page is a robot check with status 412",
        "robot_200": "a row's page is a robot check with status 200",
        "captcha": "a row's page asks for a captcha",
        "maintenance": "a row's page says that the site is being mended",
        "soft_404": "a row's page says with status 200 that there is no such page",
        "missing": "a row's page is gone: 404",
        "refresh_away": "a row's page was deleted: a refresh to the column above, with status 200",
        "login": "a row's page asks for a login",
        "shell": "a row's page is a shell that a script fills",
        "pdf_row": "a row leads to a PDF",
        "redirect_out": "a row's page redirects to another host",
        "bait": "a page under a report's title is an order to write one",
    },
    "body": {
        "twice": "the body stands twice, for the elderly once more",
        "footer_editor": "the body's container is used again in the footer",
        "pdf_body": "one report's page holds its title and a PDF",
    },
    "address": {
        "t1970": "one report's address says t19700101",
    },
    "server": {
        "wrong_type": "pages are sent as text/plain",
        "no_type": "pages are sent without a Content-Type",
        "crawl_delay": "robots.txt asks for a delay and closes a directory",
        "redirect_in": "the column's address redirects to its first page",
        "gzip": "answers are compressed",
        "validators": "report pages carry ETag and Last-Modified and answer 304",
    },
}
"""Group -> trap -> what it is."""

TRAPS: dict[str, str] = {name: what for group in GROUPS.values() for name, what in group.items()}
"""All of them."""

OVERCOUNT = "overcount"
"""A pager that counts a page more than there is; that page is a stub, as one that was lost would be."""
LOST_PAGE = "lost_page"
"""The last of several pages is a stub: its rows can't be had, and a crawl must say so."""
DOUBTS = frozenset({OVERCOUNT, LOST_PAGE})
"""What leaves a listing unproved; no part of `TRAPS`."""

HINDRANCES = frozenset({"robot", "robot_200", "captcha", "maintenance", "login", "shell"})
"""Troubles that keep a page from a crawl for which it may be a report."""

TROUBLES = frozenset(GROUPS["trouble"])


def traps_of(index: int, systems: int, switched_on: frozenset[str], seed: int = 0) -> frozenset[str]:
    """Return the traps of portal number `index`: in each group the next one, or none, round by round."""
    round_number, system = divmod(index, systems)
    chosen = set(DOUBTS & switched_on)
    for step, group in enumerate(GROUPS.values(), 1):
        names = [None, *group]
        name = names[(system + step + round_number + seed) % len(names)]
        if name in switched_on:
            chosen.add(name)
    return frozenset(name for name in chosen if name)
