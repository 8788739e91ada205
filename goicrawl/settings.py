"""Scrapy's settings for goicrawl, and goicrawl's own (they start with GOICRAWL_)."""

from goicrawl.version import __version__

# goicrawl's own settings

GOICRAWL_ARCHIVE = "archive"
"""The folder that every answer of a live crawl is archived in, as WARC files. Set it empty to keep none."""

GOICRAWL_ARCHIVE_MAXSIZE = 1024 * 1024 * 1024
"""The size in bytes beyond which a WARC file is not filled further, but another begun."""

GOICRAWL_DATABASE = "goicrawl.db"
"""The SQLite file that reports are upserted into. Set it empty to store nothing (feeds still work)."""

GOICRAWL_PORTALS = ""
"""A directory with further *.toml registry files beside goicrawl's own. Example: `my-portals`."""

GOICRAWL_REPLAY = ""
"""Saved pages to answer every request from instead of the network: WARC files, fixtures, or folders of
them, as a list or separated by commas. `scrapy replay PATH...` sets it. Example: `fixtures/kashi`."""

GOICRAWL_REVISIT = "1:1 2:30 5:90 older:365 unknown:30"
"""After how many days a report is looked at again, by the age of its reporting year: up to 1 year after
1 day, up to 2 after 30, and so on; one number is for all, 0 is every run. Listings are walked in every run.
Set it empty to fetch every report whole in every run. Example: `0`."""

GOICRAWL_PORTALS_AT_ONCE = 8
"""How many portals `scrapy crawl` crawls at once; portals that share a host take turns."""

GOICRAWL_SUMMARY = ""
"""A file that the summary of a run is written to, as JSON (docs/runs.md). Example: `last-run.json`."""

GOICRAWL_MAX_FAILED_PAGES = 0
"""Report pages that could not be fetched, at most, in a good run."""

GOICRAWL_MAX_REJECTS_SHARE = 0.5
"""Share of the pages behind report rows that turn out to be none, at most, in a good run of ten or more."""

GOICRAWL_MIN_REPORTS_RATIO = 0.8
"""Reports found in a good run, at least, as a share of those of the portal's last good run."""

GOICRAWL_STALE_DAYS = 40
"""Days after the last good run from which on `scrapy status` and `scrapy monitor` call a portal stale."""

GOICRAWL_CONTACT = ""
"""Whom a portal's staff can write to; it stands in the user agent. Example: `reports@example.org`."""

GOICRAWL_HOURS = ""
"""The hours of the day in which pages are asked for; outside them a run waits. Set it empty for any hour.
Example: `22:00-06:00`."""

GOICRAWL_HOURS_ZONE = "Asia/Shanghai"
"""The time zone of GOICRAWL_HOURS."""

GOICRAWL_MAX_WAIT = 300
"""The longest pause, in seconds, that a server may ask for (Retry-After, Crawl-delay): one that asks for
more is asked nothing further in this run."""

GOICRAWL_OBSTACLES_IN_A_ROW = 3
"""After so many pages in a row that are not the real thing (robot checks, refusals, maintenance, logins,
empty shells) a portal's crawl stops. 0: never."""

# The project

BOT_NAME = "goicrawl"
SPIDER_MODULES = ["goicrawl.spiders"]
SPIDER_LOADER_CLASS = "goicrawl.spiders.loader.PortalSpiderLoader"
COMMANDS_MODULE = "goicrawl.commands"

# Manners: one page a second from each host, as its robots.txt allows

USER_AGENT = f"goicrawl/{__version__} (annual reports on government information disclosure)"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",  # of these it is known when they break off
}
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "goicrawl"
CONCURRENT_REQUESTS = 2  # one under way and one behind it; the others can still be called off
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1  # from half to one and a half, by chance
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0  # that is DOWNLOAD_DELAY; slow servers are asked more slowly
DOWNLOAD_TIMEOUT = 60  # for the whole answer, from the connection to its last byte
REDIRECT_MAX_TIMES = 8
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the spider says what failed, once

# Safety

REMOTE_CONTROL_ENABLED = False  # it is on by default and runs Python inside the crawl
TELNETCONSOLE_ENABLED = False
COOKIES_ENABLED = False  # portals need none, and the first one would send tldextract to the network
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
MEMUSAGE_LIMIT_MB = 2048  # headers that never end are bounded by nothing else

# Cost: a page gives one item, so a hundred tasks a response are 99 too many, and no portal of the
# registry moves readers by <meta http-equiv=refresh>, for which every body would be decoded.

CONCURRENT_ITEMS = 1
METAREFRESH_ENABLED = False
LOG_LEVEL = "INFO"
LOG_FORMATTER = "goicrawl.extensions.OneLineLogFormatter"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False  # the summary tells them, and `crawls` keeps them all
ADDONS = {"goicrawl.extensions.QuietLog": 0, "goicrawl.monitoring.addon.SpidermonAddon": 0}

# What becomes of a page: the spider says what was served, the pipelines what it is worth

HTTPERROR_ALLOW_ALL = True
DOWNLOADER_MIDDLEWARES = {
    # The outermost: what is not due waits for nothing, and answers come decompressed, redirects followed.
    "goicrawl.middlewares.incremental.IncrementalMiddleware": 10,
    "goicrawl.middlewares.hosts.HostsMiddleware": 60,
    "goicrawl.middlewares.windows.HoursMiddleware": 80,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "goicrawl.middlewares.robots.RobotsMiddleware": 100,
    "goicrawl.middlewares.manners.PaceMiddleware": 560,  # sees an answer before it is tried again
    "goicrawl.middlewares.answers.AnswersMiddleware": 595,
    "goicrawl.middlewares.hosts.AddressMiddleware": 760,  # knows the proxy, if there is one
    # Nearest to the downloader: what is archived is what came, still compressed.
    "goicrawl.middlewares.archiving.ArchivingMiddleware": 950,
}
ITEM_PIPELINES = {
    "goicrawl.pipelines.ScreenPipeline": 100,
    "goicrawl.pipelines.CleanPipeline": 200,
    "goicrawl.pipelines.ParsePipeline": 300,
    "goicrawl.pipelines.ValidatePipeline": 400,
    "goicrawl.pipelines.SqlitePipeline": 500,
}
EXTENSIONS = {
    "goicrawl.extensions.PortalLock": -100,  # before anything else has begun
    "scrapy.extensions.logcount.LogCount": None,  # counts what other crawls of the process log
    "goicrawl.extensions.OwnLogCount": 0,
    "scrapy.extensions.logstats.LogStats": None,  # does not say which portal
    "goicrawl.extensions.LogProgress": 0,
    "goicrawl.extensions.RunSummary": 500,
    "goicrawl.monitoring.RunJudge": 500,
}

FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {
    "json": "goicrawl.export.feeds.JsonReportExporter",
    "jsonl": "goicrawl.export.feeds.JsonLinesReportExporter",
    "jsonlines": "goicrawl.export.feeds.JsonLinesReportExporter",
    "jl": "goicrawl.export.feeds.JsonLinesReportExporter",
    "csv": "goicrawl.export.feeds.CsvReportExporter",
}
