"""What a scanned page is made of: lines, data tables and marked elements, each with its place."""

from collections.abc import Iterator

from goicrawl.text import squeeze


class Region:
    """An element that was marked, within the marked elements around it."""

    __slots__ = ("depth", "end", "mark", "outer", "start")

    def __init__(self, mark: str, outer: "Region | None", start: int, depth: int) -> None:
        self.mark, self.outer = mark, outer
        self.start, self.end, self.depth = start, start, depth

    def marks(self) -> Iterator[str]:
        """Give the element's mark and those around it, inside out."""
        region: Region | None = self
        while region is not None:
            yield region.mark
            region = region.outer


class Line:
    """A run of text between two breaks: the texts from `start` to `end`."""

    __slots__ = ("_text", "box", "end", "link_chars", "links", "parts", "region", "start")

    def __init__(self, parts: list[str], start: int, end: int, box: int, region: Region | None) -> None:
        self.parts, self.start, self.end = parts, start, end
        self.box, self.region = box, region
        self.links = self.link_chars = 0
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The line as printed, white space squeezed."""
        if self._text is None:
            text = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
            self._text = text if text.isalnum() else squeeze(unescape(text))
        return self._text


class TableCell:
    """A cell: the lines and tables in it, and the places that it covers."""

    __slots__ = ("colspan", "content", "rowspan")

    def __init__(self, rowspan: int, colspan: int) -> None:
        self.content: list[Unit] = []
        self.rowspan, self.colspan = rowspan, colspan

    @property
    def text(self) -> str:
        """The cell as printed: its lines joined by newlines, blank ones left out."""
        content = self.content
        if len(content) <= 1:
            return content[0].text if content else ""
        return "\n".join([unit.text for unit in content if unit.text])


class DataTable:
    """A table: its cells in rows, from tag `start` to tag `end`."""

    __slots__ = ("box", "end", "is_layout", "loose", "region", "row_open", "rows", "start")

    def __init__(self, start: int, box: int, region: Region | None) -> None:
        self.start, self.end = start, start
        self.box, self.region = box, region
        self.rows: list[list[TableCell]] = []
        self.loose: list[Unit] = []
        self.row_open = self.is_layout = False

    @property
    def text(self) -> str:
        """All its cells, in order."""
        return "\n".join([cell.text for row in self.rows for cell in row])


Unit = Line | DataTable


def unescape(text: str) -> str:
    """Return serialised text with its entities resolved.

    >>> unescape("A&amp;B &lt;")
    'A&B <'
    """
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r").replace("&amp;", "&")
