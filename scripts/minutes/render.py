# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks to clean page images, with the text of every printed line. Pango breaks the lines and says where."""

import dataclasses
import itertools
import math

import cairo
import gi
import numpy as np

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402  (the versions have to be required first)

# What is drawn from when no face is asked for; URW Gothic's "a" has one storey, like that of the institute's house type.
FACES = ("URW Gothic", "URW Gothic", "Nimbus Roman", "Nimbus Sans", "Liberation Serif", "Liberation Sans", "DejaVu Serif",
         "DejaVu Sans", "Nimbus Mono PS", "Liberation Mono", "P052", "C059", "URW Bookman", "Liberation Sans Narrow")
JOINER = "\u2060"         # keeps codes like IERN/UT/12/2019 on one line
PAPER_PT = {"letter": (612, 792), "legal": (612, 1008), "a4": (595, 842)}


@dataclasses.dataclass
class Style:
    face: str = "Nimbus Roman"
    size_pt: float = 11.5
    dpi: int = 300
    paper: str = "letter"
    margin_pt: float = 72
    justify: bool = True
    leading: float = 1.15     # line pitch as a multiple of the face's own
    rules: bool = True        # table cells have borders
    letterhead: bool = True   # titles centred and bold
    scrawl: bool = True       # signatures are drawn
    sign_columns: int = 1


@dataclasses.dataclass
class Line:
    text: str
    role: str                 # body, head, foot
    box: tuple                # x, y, width, height in pixels
    beside: bool = False      # stands beside others: a name over its office, in a block of signatures


@dataclasses.dataclass
class Page:
    image: np.ndarray         # grey, 0 black to 255 white
    lines: list

    def truth(self, furniture=False, across=False):
        """The lines a reader wants; with furniture also running heads and page numbers. Names that stand side by side
        are kept with their offices, the left ones before the right ones; across: line by line over the page instead."""
        lines = joined(self.lines) if across else self.lines
        return [line.text for line in lines if furniture or line.role == "body"]


def draw_style(rng, dpi=None):
    face = rng.choice(FACES)
    return Style(face, rng.choice([10, 10.5, 11, 11.5, 12]), dpi or rng.choice([150, 200, 200, 300, 300]),
                 rng.choice(["letter"] * 4 + ["legal", "a4"]), rng.choice([56, 64, 72, 85]), rng.random() < 0.7,
                 rng.choice([1.0, 1.1, 1.15, 1.3]), rng.random() < 0.7, rng.random() < 0.85, rng.random() < 0.7,
                 rng.choice([1, 1, 2]))


class Press:
    """Sets type on pages, one block after the other."""

    def __init__(self, style, rng, head=None, foot=None):
        self.style, self.rng, self.head, self.foot = style, rng, head, foot
        self.width_pt, self.height_pt = PAPER_PT[style.paper]
        self.pages = []
        self.turn()

    def turn(self):
        """Begins a page."""
        scale = self.style.dpi / 72
        size = (round(self.width_pt * scale), round(self.height_pt * scale))
        self.surface = cairo.ImageSurface(cairo.FORMAT_RGB24, *size)
        self.ink = cairo.Context(self.surface)
        self.ink.set_source_rgb(1, 1, 1)
        self.ink.paint()
        self.ink.scale(scale, scale)
        self.ink.set_source_rgb(0, 0, 0)
        self.lines = []
        self.pages.append((self.surface, self.lines))
        self.y = self.style.margin_pt
        if self.head:
            self.line_at(self.head, self.style.margin_pt, 30, "head", 0.8)

    @property
    def bottom(self):
        return self.height_pt - self.style.margin_pt

    @property
    def text_width(self):
        return self.width_pt - 2 * self.style.margin_pt

    def layout(self, text, width, size=1.0, bold=False, align=Pango.Alignment.LEFT, justify=None):
        layout = PangoCairo.create_layout(self.ink)
        font = Pango.FontDescription()
        font.set_family(self.style.face)
        font.set_absolute_size(self.style.size_pt * size * Pango.SCALE)
        if bold:
            font.set_weight(Pango.Weight.BOLD)
        layout.set_font_description(font)
        layout.set_width(int(width * Pango.SCALE))
        layout.set_wrap(Pango.WrapMode.WORD_CHAR)
        layout.set_alignment(align)
        layout.set_justify(self.style.justify if justify is None else justify)
        layout.set_text(text.replace("/", "/" + JOINER), -1)
        return layout

    def set_lines(self, layout):
        """The layout's lines as (text, pango line, x offset, height, baseline) in points."""
        raw, out, walk = layout.get_text().encode(), [], layout.get_iter()
        while True:
            line, (_, box) = walk.get_line_readonly(), walk.get_line_extents()
            text = raw[line.start_index:line.start_index + line.length].decode().replace(JOINER, "").strip()
            unit = Pango.SCALE
            out.append((text, line, box.x / unit, box.width / unit, box.height / unit,
                        (walk.get_baseline() - box.y) / unit))
            if not walk.next_line():
                return out

    def put(self, entry, x, y, role="body", beside=False):
        text, line, dx, width, height, baseline = entry
        self.ink.move_to(x + dx, y + baseline)
        PangoCairo.show_layout_line(self.ink, line)
        scale = self.style.dpi / 72
        if text:
            self.lines.append(Line(text, role, tuple(round(v * scale) for v in (x + dx, y, width, height)), beside))

    def line_at(self, text, x, y, role, size):
        self.put(self.set_lines(self.layout(text, self.text_width, size, justify=False))[0], x, y, role)

    def paragraph(self, layout, x, gap, label=None):
        for i, entry in enumerate(self.set_lines(layout)):
            height = entry[4] * self.style.leading
            if self.y + height > self.bottom:
                self.turn()
            if label and i == 0:
                mark = self.set_lines(self.layout(label, self.text_width, justify=False))[0]
                self.ink.move_to(x - label_width(label, self.style), self.y + mark[5])
                PangoCairo.show_layout_line(self.ink, mark[1])
                entry = (f"{label} {entry[0]}",) + entry[1:]
            self.put(entry, x, self.y)
            self.y += height
        self.y += gap

    def block(self, block):
        style, gap = self.style, self.style.size_pt * 0.6
        left, width = style.margin_pt, self.text_width
        if block.kind == "title":
            align = Pango.Alignment.CENTER if style.letterhead else Pango.Alignment.LEFT
            self.paragraph(self.layout(block.text, width, 1.1, style.letterhead, align, False), left, gap)
        elif block.kind == "head":
            self.paragraph(self.layout(block.text, width, bold=True, justify=False), left, gap * 0.7)
        elif block.kind == "para":
            self.paragraph(self.layout(block.text, width), left, gap)
        elif block.kind in ("bullet", "item"):
            label = "•" if block.kind == "bullet" else block.label
            inset = 18 * block.level + label_width(label, style)
            self.paragraph(self.layout(block.text, width - inset), left + inset, gap * 0.7, label)
        elif block.kind == "row":
            self.row(block)
        elif block.kind == "sign":
            self.signatures(block)

    def row(self, block):
        """Two cells side by side, which may run over pages; read left cell first."""
        self.cells((block.left, block.right))

    def cells(self, paragraphs, shares=(0.5, 0.5)):
        """A row of a table: a list of paragraphs for each cell, and the cells' shares of the width. Read cell by cell."""
        style, pad = self.style, 5
        edges = [style.margin_pt + self.text_width * sum(shares[:i]) for i in range(len(shares) + 1)]
        cells = [[entry for text in cell for entry in self.set_lines(self.layout(text, right - left - 2 * pad, justify=False))]
                 for cell, left, right in zip(paragraphs, edges, edges[1:])]
        while any(cells):
            pitch = max(e[4] for c in cells for e in c) * style.leading
            room = int((self.bottom - self.y - 2 * pad) / pitch)
            if room < min(3, max(len(c) for c in cells)):
                self.turn()
                continue
            rows = min(room, max(len(c) for c in cells))
            for left, cell in zip(edges, cells):
                for i, entry in enumerate(cell[:rows]):
                    self.put(entry, left + pad, self.y + pad + i * pitch)
            cells = [cell[rows:] for cell in cells]
            height = rows * pitch + 2 * pad
            if style.rules:
                self.ink.set_line_width(0.7)
                for left, right in zip(edges, edges[1:]):
                    self.ink.rectangle(left, self.y, right - left, height)
                self.ink.stroke()
            self.y += height

    def columns(self, paragraphs, gutter=20):
        """Running text in two columns of one height, read left column first."""
        style, width = self.style, (self.text_width - gutter) / 2
        entries = [entry for text in paragraphs for entry in [*self.set_lines(self.layout(text, width)), None]][:-1]
        pitch = max(e[4] for e in entries if e) * style.leading
        room = int((self.bottom - self.y) / pitch)
        if room < 6:
            self.turn()
            room = int((self.bottom - self.y) / pitch)
        height = min(room, (len(entries) + 1) // 2)
        for column in (0, 1):
            for i, entry in enumerate(entries[column * height:(column + 1) * height]):
                if entry:
                    self.put(entry, style.margin_pt + column * (width + gutter), self.y + i * pitch)
        self.y += height * pitch + style.size_pt

    def signatures(self, block):
        """Names over their offices, under pen strokes."""
        style, columns = self.style, self.style.sign_columns
        width = self.text_width / columns
        for first in range(0, len(block.left), columns):
            if self.y + 60 > self.bottom:
                self.turn()
            top = self.y + 26
            for column, (name, office) in enumerate(block.left[first:first + columns]):
                x, y = style.margin_pt + column * width, top
                if style.scrawl:
                    self.scrawl(x + width / 2, top - 8)
                self.ink.set_line_width(0.6)
                self.ink.move_to(x + width * 0.2, top)
                self.ink.line_to(x + width * 0.8, top)
                self.ink.stroke()
                for text in (name, office):
                    for entry in self.set_lines(self.layout(text, width - 8, align=Pango.Alignment.CENTER, justify=False)):
                        self.put(entry, x + 4, y + 2, beside=columns > 1)
                        y += entry[4]
                self.y = max(self.y, y + 4)

    def scrawl(self, x, y):
        """A signature in pen, above its line."""
        rng = self.rng
        self.ink.set_line_width(0.9)
        self.ink.move_to(x - 40, y)
        for i in range(rng.randint(5, 9)):
            self.ink.curve_to(*(v for k in range(3) for v in (x - 40 + 10 * i + rng.uniform(0, 14), y + rng.uniform(-14, 7))))
        self.ink.stroke()

    def finish(self):
        pages = []
        for n, (surface, lines) in enumerate(self.pages, 1):
            self.ink, self.lines = cairo.Context(surface), lines
            self.ink.scale(self.style.dpi / 72, self.style.dpi / 72)
            if self.foot:
                text = self.foot.format(n=n, total=len(self.pages))
                self.put(self.set_lines(self.layout(text, self.text_width, 0.85, align=Pango.Alignment.CENTER, justify=False))[0],
                         self.style.margin_pt, self.height_pt - 42, "foot")
            surface.flush()
            grid = np.frombuffer(surface.get_data(), np.uint8).reshape(surface.get_height(), surface.get_stride() // 4, 4)
            pages.append(Page(grid[:, :surface.get_width(), 1].copy(), lines))
        return pages


def joined(lines):
    """Lines of one height that stand beside each other made one, from left to right."""
    out = []
    for beside, run in itertools.groupby(lines, key=lambda line: line.beside):
        run = list(run)
        if not beside:
            out += run
            continue
        run.sort(key=lambda line: line.box[1])
        for _, row in itertools.groupby(run, key=lambda line: line.box[1]):
            row = sorted(row, key=lambda line: line.box[0])
            x, y, _, height = row[0].box
            right = row[-1].box[0] + row[-1].box[2]
            out.append(Line(" ".join(line.text for line in row), row[0].role, (x, y, right - x, height)))
    return out


def label_width(label, style):
    """Room for a bullet or number before its text, in points."""
    return math.ceil(len(label) * style.size_pt * 0.75) + 8


def pages(minute, style, rng):
    """The minute's pages, clean."""
    press = Press(style, rng, minute.head, minute.foot)
    for block in minute.blocks:
        press.block(block)
    return press.finish()
