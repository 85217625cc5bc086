# SPDX-License-Identifier: GPL-3.0-or-later
"""The reading itself, before and after correction, beside plain Tesseract on the same files: printed words that are not
among those read on their page, whatever the order; and character errors of the lines that were found. Then damaged and turned
pages, tables and cost, and all of it in one table beside what it must be."""

import collections
import json
import tempfile
from pathlib import Path

import common
import cost
import damaged
import order
import turned
from correction import distance, squeezed
from minutes import confusions

SETS = (((300,), ("clean", "office")), ((200, 300), ("through", "speckle", "faint", "heavy", "stamped")),
        ((110, 150), ("office", "shadow")), ((200,), ("fax", "photocopy")))


def errors(truth, read):
    """Of one page: words printed but not read, words printed, character edits, characters of the lines found."""
    printed, seen = (collections.Counter(word for line in lines for word in line.split()) for lines in (truth, read))
    pairs = confusions.match_lines(truth, read)
    edits = sum(distance(squeezed(a), squeezed(b)) for a, b in pairs)
    return collections.Counter(lost=(printed - seen).total(), words=printed.total(), edits=edits,
                               chars=sum(len(squeezed(a)) for a, _ in pairs))


def ours(build, path, folder):
    """Raw and corrected lines by page, and what the run cost."""
    done = common.ran([build / "escribano", "run", "-o", folder, path])
    pages = json.loads((Path(folder) / f"{path.stem}.json").read_text(encoding="utf-8"))["pages"] if done.status == 0 else []
    return [[[line[key] for line in page["lines"] if line[key].strip()] for page in pages] for key in ("raw", "text")], done


def shown(count):
    return f"{common.percent(count['lost'], count['words'])}, {common.percent(count['edits'], count['chars'], 2)}"


def run(args):
    rows, totals = [], [collections.Counter() for _ in range(3)]
    cpu = [0.0, 0.0]
    for dpis, recipes in SETS:
        counts = [collections.Counter() for _ in range(3)]
        for path, pages, _ in common.scanned(args.family, args.work, args.seed + 40, max(len(recipes), args.count // 4), dpis, recipes):
            plain = common.ran(["tesseract", path, "-", "-l", "spa"])
            read = [[line for line in page.split("\n") if line.strip()] for page in plain.out.split("\f")]
            with tempfile.TemporaryDirectory() as folder:
                (raw, text), done = ours(args.build, path, folder)
            for count, lines in zip(counts, (read, raw, text)):
                for n, truth in enumerate(pages):
                    count.update(errors(truth, lines[n] if n < len(lines) else []))
            for i, one in enumerate((plain, done)):
                cpu[i] += one.cpu_s
        rows.append([f"{'/'.join(map(str, dpis))} dpi: {', '.join(recipes)}", *map(shown, counts)])
        totals = [a + b for a, b in zip(totals, counts)]
    rows.append(["**all**", *map(shown, totals)])
    print("Words lost or wrong, and character errors of the lines found, on held-back scans\n")
    common.table(["scans", "plain tesseract", "escribano, as read", "escribano, corrected"], rows)
    print(f"CPU: tesseract {cpu[0]:.1f} s, escribano {cpu[1]:.1f} s ({cpu[1] / cpu[0]:.2f} ×)\n")
    common.aims([aim for part in (cost, damaged, turned, order) for aim in part.run(args)])
