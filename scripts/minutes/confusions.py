# SPDX-License-Identifier: GPL-3.0-or-later
"""How Tesseract errs: pages are rendered, degraded, read and aligned with what they say. The aligned lines are kept as
they are, so that counts can be made anew; the counts go to the confusion model's trainer."""

import collections
import difflib
import os
import re
import subprocess
import tempfile
from pathlib import Path

from . import damage, render, sheets
from .compose import Block, Minute, compose

MAX_SIDE = 3                  # characters of truth or reading in one confusion
DPIS = (100, 120, 150, 150, 200, 200, 200, 300, 300)


def read_page(image, dpi):
    """The page's lines as plain Tesseract reads them, on one core."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        sheets.write_png(path, image, dpi)
        done = subprocess.run(["tesseract", str(path), "-", "-l", "spa"], capture_output=True, text=True, check=True,
                              env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    return [line for line in done.stdout.replace("\f", "").split("\n") if line.strip()]


def match_lines(truth, read):
    """Pairs of lines that are one another's, the likest first, in the order of the truth; those that found none are left
    out, and so are cells that stand side by side and were read as one line. Columns may come in another order."""
    scores = []
    for i, line in enumerate(truth):
        matcher = difflib.SequenceMatcher(None, b=line, autojunk=False)
        for j, other in enumerate(read):
            matcher.set_seq1(other)
            if abs(len(line) - len(other)) > 0.2 * len(line):
                continue
            if matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6 and (ratio := matcher.ratio()) > 0.6:
                scores.append((-ratio, abs(i - j), i, j))
    found, taken = {}, set()
    for _, _, i, j in sorted(scores):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return [(truth[i], read[found[i]]) for i in sorted(found)]


def align(truth, read):
    """Both texts cut into equal and unequal stretches: (truth part, read part), by least edit distance."""
    n, m = len(truth), len(read)
    cost = [list(range(m + 1))] + [[i] + [0] * m for i in range(1, n + 1)]
    for i in range(1, n + 1):
        row, above, c = cost[i], cost[i - 1], truth[i - 1]
        for j in range(1, m + 1):
            row[j] = min(above[j - 1] + (c != read[j - 1]), above[j] + 1, row[j - 1] + 1)
    steps, i, j = [], n, m
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + (truth[i - 1] != read[j - 1]):
            i, j = i - 1, j - 1
            steps.append((truth[i], read[j]))
        elif i and cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
            steps.append((truth[i], ""))
        else:
            j -= 1
            steps.append(("", read[j]))
    out, wrong = [], ["", ""]
    for a, b in reversed(steps):
        if a == b:
            if wrong != ["", ""]:
                out.append(tuple(wrong))
                wrong = ["", ""]
            out.append((a, b))
        else:
            wrong = [wrong[0] + a, wrong[1] + b]
    return out + ([tuple(wrong)] if wrong != ["", ""] else [])


def count(lines):
    """Confusions of aligned lines (truth, read, class): {(truth part, read part, class): n}, and how often each truth
    part stood there: {(truth part, class): n}. An insertion's truth part is empty; it could happen before any character."""
    seen, places, wanted = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    for truth, read, kind in lines:
        for a, b in align(truth, read) if truth != read else ():
            if a != b and len(a) <= MAX_SIDE and len(b) <= MAX_SIDE:
                seen[a, b, kind] += 1
                wanted[kind].add(a)
    for truth, _, kind in lines:
        places["", kind] += len(truth)
        for size in range(1, MAX_SIDE + 1):
            for i in range(len(truth) - size + 1):
                part = truth[i:i + size]
                if part in wanted[kind]:
                    places[part, kind] += 1
    return seen, places


def stray_text(rng, lines):
    """A page of unrelated paragraphs, so that the counts do not only know what minutes say."""
    blocks = [Block("para", rng.choice(lines)[:rng.randint(200, 900)].rsplit(" ", 1)[0]) for _ in range(9)]
    return Minute(None, blocks, None, None, None)


def produce(rng, folder, pages, extra):
    """Writes folder/pairs/NNNN.tsv, each of one page: truth, reading, class; extra is lines of any other text."""
    (folder / "pairs").mkdir(parents=True, exist_ok=True)
    for n in range(pages):
        style = render.draw_style(rng, rng.choice(DPIS))
        recipe = rng.choice(list(damage.RECIPES))
        minute = stray_text(rng, extra) if extra and rng.random() < 0.5 else compose(rng, "A")
        page = rng.choice(render.pages(minute, style, rng)[:2])
        image = damage.degrade(page.image, recipe, rng, style.dpi)
        kind = f"{style.face}/{recipe}/{style.dpi}"
        rows = match_lines(page.truth(across=True), read_page(image, style.dpi))
        name = folder / "pairs" / f"{n:04d}.tsv"
        name.write_text("".join(f"{a}\t{b}\t{kind}\n" for a, b in rows), encoding="utf-8")


def tabulate(folder):
    """Writes folder/confusions.tsv from every pair: truth part, read part, count, opportunities, class."""
    lines = []
    for path in sorted((folder / "pairs").glob("*.tsv")):
        lines += [tuple(row.split("\t")) for row in path.read_text(encoding="utf-8").splitlines() if row.count("\t") == 2]
    seen, places = count(lines)
    with open(folder / "confusions.tsv", "w", encoding="utf-8") as out:
        for (a, b, kind), n in sorted(seen.items(), key=lambda entry: (-entry[1], entry[0])):
            out.write(f"{a}\t{b}\t{n}\t{places[a, kind]}\t{kind}\n")


def paragraphs(path):
    """Lines of a text file that are long enough to set, without control characters."""
    with open(path, encoding="utf-8") as file:
        return [re.sub(r"\s+", " ", line).strip() for line in file if len(line) > 220]
