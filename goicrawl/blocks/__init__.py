"""A cleaned body, as an lxml element, into its blocks: paragraphs and data tables in order.

The tree is serialised in one C call and its tags are then walked as text: a run that Word cut into
spans comes out whole, and a tag that was seen before costs one look into a dictionary.
"""

from collections.abc import Iterable

from lxml import etree

from goicrawl.blocks.grids import grid_of
from goicrawl.blocks.scanner import scan
from goicrawl.blocks.tokens import markup_of, split_tags
from goicrawl.blocks.units import DataTable, Unit
from goicrawl.grids import Block

__all__ = ["blocks_of", "read_blocks", "text_of"]


def read_blocks(body: etree._Element) -> tuple[Block, ...]:
    """Return the paragraphs and data tables below `body`, in order.

    >>> read_blocks(etree.HTML("<p>一、<b>总体</b>情况</p><p>&nbsp;</p><p>无。</p>"))
    ('一、总体情况', '无。')
    """
    return blocks_of(scan(split_tags(markup_of(body))).units)


def blocks_of(units: Iterable[Unit]) -> tuple[Block, ...]:
    """Return the blocks that scanned lines and tables make; blank ones are left out."""
    blocks: list[Block] = []
    for unit in units:
        if isinstance(unit, DataTable):
            grid = grid_of(unit)
            if any(cell.text for cell in grid.cells):
                blocks.append(grid)
        elif unit.text:
            blocks.append(unit.text)
    return tuple(blocks)


def text_of(blocks: Iterable[Block]) -> str:
    """Return a body's text: one paragraph a line; a table row is one line, cells joined by tabs."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines.extend(block.lines())
    return "\n".join(lines)
