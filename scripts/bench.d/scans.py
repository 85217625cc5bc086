# SPDX-License-Identifier: GPL-3.0-or-later
"""The reading itself, before and after correction, beside plain Tesseract on the same files: printed words that are not
among those read on their page, whatever the order; and character errors of the lines that were found."""

import collections
import json
import random
import tempfile
from pathlib import Path

import numpy as np

import common
from correction import distance, squeezed
from minutes import confusions, damage, render, sheets
from minutes.compose import compose

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
    cpu, peak = [0.0, 0.0], [0.0, 0.0]
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
                peak[i] = max(peak[i], one.peak_mib)
        rows.append([f"{'/'.join(map(str, dpis))} dpi: {', '.join(recipes)}", *map(shown, counts)])
        totals = [a + b for a, b in zip(totals, counts)]
    rows.append(["**all**", *map(shown, totals)])
    print("Words lost or wrong, and character errors of the lines found, on held-back scans\n")
    common.table(["scans", "plain tesseract", "escribano, as read", "escribano, corrected"], rows)
    print(f"CPU: tesseract {cpu[0]:.1f} s, escribano {cpu[1]:.1f} s ({cpu[1] / cpu[0]:.2f} ×); "
          f"peak memory {peak[0]:.0f} and {peak[1]:.0f} MiB")
    turned(args)
    tables(args)


def turned(args):
    """Pages fed to the scanner upside down and sideways: how many are turned back, and how many upright ones are not left."""
    rng, right, count = random.Random(args.seed + 41), collections.Counter(), max(2, args.count // 4)
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            page = render.pages(compose(rng, args.family), render.draw_style(rng, 200), rng)[0]
            image = damage.degrade(page.image, "office", rng, 200)
            for quarter in range(4):  # np.rot90 turns counter-clockwise: the way back is as many clockwise
                path = Path(folder) / f"{n}-{quarter}.png"
                sheets.write_png(path, np.ascontiguousarray(np.rot90(image, quarter)), 200)
                common.ran([args.build / "escribano", "run", "-o", folder, path])
                done = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
                right[quarter] += done["pages"][0]["rotation_deg"] == 90 * quarter
    print("Turned pages found, by the clockwise turn they need\n")
    common.table(["0°", "90°", "180°", "270°"], [[f"{right[quarter]} of {count}" for quarter in range(4)]])


def in_order(truth, read):
    """(pairs of neighbouring printed lines that come one after the other as read, all such pairs)."""
    places = [read.index(b) for _, b in confusions.match_lines(truth, read)]
    return sum(a < b for a, b in zip(places, places[1:])), max(0, len(places) - 1)


def tables(args):
    """Reading order on pages with two-column tables: cell by cell, left before right."""
    rng, shares = random.Random(args.seed + 42), [[0, 0], [0, 0]]
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        while found < max(3, args.count // 3):
            minute = compose(rng, args.family)
            style = render.draw_style(rng, 200)
            if sum(block.kind == "row" for block in minute.blocks) < 3:
                continue
            found += 1
            page = max(render.pages(minute, style, rng), key=lambda page: len({line.box[0] for line in page.lines}))
            path = Path(folder) / f"{found}.png"
            sheets.write_png(path, damage.degrade(page.image, "office", rng, 200), 200)
            plain = common.ran(["tesseract", path, "-", "-l", "spa"]).out
            (raw, _), _ = ours(args.build, path, folder)
            for share, read in zip(shares, ([line for line in plain.split("\n") if line.strip()], raw[0] if raw else [])):
                good, pairs = in_order(page.truth(), read)
                share[0] += good
                share[1] += pairs
    print(f"Lines in reading order, of those found, on {found} pages with tables: "
          + ", ".join(f"{name} {common.percent(*share)}" for name, share in zip(("plain tesseract", "escribano"), shares)))
