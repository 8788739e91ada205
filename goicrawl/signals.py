"""Signals of goicrawl's own, sent through Scrapy's `crawler.signals`."""

listing_walked = object()
"""A listing was walked to its end. Sent with `portal` and `listing` (its first address), `urls` (a frozenset:
every row that was followed as a report), `complete` (whether the end was proved) and `proof` (how)."""

report_stored = object()
"""A report was stored. Sent with `report` and `outcome` (`new`, `changed` or `seen`)."""

page_screened = object()
"""A page of a portal was looked at. Sent with `portal`, `url` and `obstacle`: the `Problem` that it is not
the real thing, or None."""

next_run_replayed = object()
"""A replay has come to its next run: from now on its pages answer, and every page may be asked for anew."""

page_spared = object()
"""A replay passed over a page that says what it said in an earlier run. Sent with `url` and `fetched`."""

fetch_failed = object()
"""A page could not be fetched, tried again or not. Sent with `portal`, `url`, `kind` (timeout, cut_short,
robots, …), `why` (in words), `listing` (whether it was a listing's page) and `title` (that of the row that
led there, or None)."""
