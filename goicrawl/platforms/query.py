"""Sites that address articles by a query (show.php?id=N) and page by ?page=N."""

import re

from goicrawl.platforms.base import Platform


class QueryList(Platform):
    """A PHP site as Anqing's: rows in a table, the pager is links."""

    name = "query"
    article = re.compile(
        r"/\w*(?:show|view|detail|content)\w*\.(?:php|jsp|aspx?|action|do)\?(?:.*&)?(?:id|infoid|messagekey)=[0-9]+",
        re.I,
    )
