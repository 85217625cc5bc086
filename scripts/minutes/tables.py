# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages on which text stands side by side: what a reader has to take cell by cell, and what column by column."""

from . import compose, render

KINDS = ("agenda", "attendance", "votes", "columns")


def sentences(minute):
    return [block.text for block in minute.blocks if block.kind == "para" and len(block.text) > 120]


def agenda(press, minute, rng):
    """Points of the agenda beside what was said to each."""
    said = sentences(minute)
    press.cells((["Punto del orden del día"], ["Comentarios"]))
    for point in minute.facts.points:
        press.cells(([f"{point.label}. {point.text}"], [rng.choice(said)[:rng.randint(90, 700)].rsplit(" ", 1)[0] + "."]))


def attendance(press, minute, rng):
    """Who came, as what, and room to sign."""
    press.cells((["Nombre"], ["Cargo"], ["Firma"]), (0.38, 0.4, 0.22))
    for person in minute.facts.people:
        press.cells(([person.titled()], [compose.role_shown(person.role) + (f", {person.office}" if person.office else "")], []),
                    (0.38, 0.4, 0.22))


def votes(press, minute, rng):
    """How each voted."""
    shares = (0.49, 0.17, 0.17, 0.17)
    press.cells((["Integrante"], ["A favor"], ["En contra"], ["Abstención"]), shares)
    for person in minute.facts.people:
        cells = [[person.titled()], [], [], []]
        cells[rng.choice((1, 1, 1, 2, 3))] = ["Sí"]
        press.cells(cells, shares)


def columns(press, minute, rng):
    """Running text in two columns."""
    said = sentences(minute)
    press.columns(rng.sample(said, min(len(said), rng.randint(3, 6))))


def page(rng, kind, style, family="A"):
    """A page with a title, running text over the whole width, one table of a kind (or columns), and running text."""
    minute = compose.compose(rng, family)
    while len(sentences(minute)) < 3:
        minute = compose.compose(rng, family)
    press = render.Press(style, rng, minute.head, minute.foot)
    blocks = [block for block in minute.blocks if block.kind in ("title", "para")]
    for block in blocks[:rng.randint(2, 4)]:
        press.block(block)
    globals()[kind](press, minute, rng)
    for block in blocks[4:6]:
        press.block(block)
    return press.finish()[0]
