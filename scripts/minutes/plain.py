# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks to plain lines, as a text layer of a page would hold them."""

import textwrap


def lines(minute, width=88, weave=False):
    """The minute's lines; an empty one between blocks. Rows come cell by cell or, with weave, as an engine reads
    them that knows no columns: the lines of both cells side by side."""
    out = []
    for block in minute.blocks:
        if block.kind == "row":
            half = width // 2 - 2
            cells = [[line for text in cell for line in wrap(text, half)] for cell in (block.left, block.right)]
            if weave:
                pairs = zip(cells[0] + [""] * (len(cells[1]) - len(cells[0])), cells[1] + [""] * (len(cells[0]) - len(cells[1])))
                out += [f"{a} {b}".strip() for a, b in pairs]
            else:
                out += cells[0] + cells[1]
        elif block.kind == "sign":
            out += [line for pair in block.left for line in pair]
        elif block.kind == "item":
            out += wrap(f"{block.label} {block.text}", width)
        elif block.kind == "bullet":
            out += wrap("• " + block.text, width)
        else:
            out += wrap(block.text, width)
        out.append("")
    return out[:-1]


def wrap(text, width):
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]
