"""What a scanned page is made of: lines, data tables and marked elements, each with its place.

Places are numbers of tags: text number n stands right before tag number n.
"""

from collections.abc import Iterator

from goicrawl.text import squeeze


class Region:
    """An element that was marked, within the marked elements around it."""

    __slots__ = ("depth", "end", "leaf_end", "mark", "outer", "start")

    def __init__(self, mark: str, outer: "Region | None", start: int, depth: int, leaf_end: str = "") -> None:
        """Open an element at tag `start`, within `depth` others; `leaf_end` ends a heading."""
        self.mark, self.outer, self.leaf_end = mark, outer, leaf_end
        self.start, self.end, self.depth = start, start, depth

    def marks(self) -> Iterator[str]:
        """Give the element's mark and those around it, inside out."""
        region: Region | None = self
        while region is not None:
            yield region.mark
            region = region.outer


class Line:
    """A run of text between two breaks: the texts from `start` to `end`."""

    __slots__ = ("box", "end", "link_chars", "links", "parts", "region", "start", "text")
    is_cell = False

    def __init__(self, parts: list[str], start: int, end: int, box: int, region: Region | None) -> None:
        """Take the texts of a run, and the tag of the element that it stands in."""
        self.parts = parts
        self.start = start
        self.end = end
        self.box = box
        self.region = region
        self.links = self.link_chars = 0
        # The line as printed, white space squeezed: nearly every line is asked for it, ten times over.
        self.text = as_printed(parts[0] if len(parts) == 1 else "".join(parts))


class CellLine(Line):
    """The text of a plain cell."""

    __slots__ = ()
    is_cell = True

    def __init__(self, text: str, at: int, region: Region | None) -> None:
        """Take the text of the cell at tag `at`."""
        super().__init__([text], at, at, at, region)


class TableCell:
    """A cell: the lines and tables in it, or the text of a plain one; and the places that it covers."""

    __slots__ = ("_text", "colspan", "content", "plain", "rowspan", "start")

    def __init__(self, start: int, spans: tuple[int, int], plain: str | None) -> None:
        """Open a cell at tag `start`; `plain` is the text of one that holds nothing else."""
        self.start = start
        self.rowspan, self.colspan = spans
        self.plain = plain
        self.content: list[Unit] = [] if plain is None else _NOTHING
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The cell as printed: its lines joined by newlines, blank ones left out."""
        if self._text is None:
            if self.plain is not None:
                self._text = as_printed(self.plain)
            else:
                self._text = "\n".join([unit.text for unit in self.content if unit.text])
        return self._text

    def units(self, region: Region | None) -> list["Unit"]:
        """Return what is in the cell; a plain one's text becomes a line of its own."""
        if self.plain is None:
            return self.content
        if not self.plain or self.plain.isspace():
            return []
        return [CellLine(self.plain, self.start, region)]


class DataTable:
    """A table: its cells in rows, from tag `start` to tag `end`."""

    __slots__ = (
        "_text",
        "box",
        "end",
        "is_layout",
        "link_chars",
        "links",
        "loose",
        "region",
        "rows",
        "start",
    )

    def __init__(self, start: int, box: int, region: Region | None) -> None:
        """Open a table at tag `start`."""
        self.start, self.end = start, start
        self.box, self.region = box, region
        self.rows: list[list[TableCell]] = []
        self.loose: list[Unit] = []
        self.links = self.link_chars = 0
        self.is_layout = False
        self._text: str | None = None

    @property
    def text(self) -> str:
        """All its cells, in order; for a table that is no longer open."""
        if self._text is None:
            self._text = "\n".join([cell.text for row in self.rows for cell in row])
        return self._text


Unit = Line | DataTable
_NOTHING: list[Unit] = []  # what all plain cells have in them besides their text


def as_printed(text: str) -> str:
    """Return serialised text as printed: entities resolved, white space squeezed.

    >>> as_printed(" A&amp;B &lt; ")
    'A&B <'
    """
    # Nearly all texts are plain but for an indent: one look at each of the three spares two calls.
    text = text.strip()
    if "&" not in text and (" " not in text or "  " not in text) and text.isprintable():
        return text
    return squeeze(unescape(text))


def unescape(text: str) -> str:
    """Return serialised text with its entities resolved."""
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r").replace("&amp;", "&")
