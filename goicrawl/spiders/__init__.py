"""One spider class; the registry makes a spider of it for each portal."""

from goicrawl.spiders.loader import PortalSpiderLoader
from goicrawl.spiders.portal_spider import PortalSpider

__all__ = ["PortalSpider", "PortalSpiderLoader"]
