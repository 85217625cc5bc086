# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading order: held-back pages with tables and columns, ruled and not; the words in their order, of those that were read."""

import collections
import json
import random
import re
import tempfile
from pathlib import Path

import common
from minutes import damage, render, sheets, tables

RIGHT = 0.97   # of a page's words, in their order


def in_order(truth, read):
    """The share of the words found that stand in their order: the longest common subsequence."""
    truth, read = ([w for w in re.findall(r"\w+", text.lower()) if len(w) > 1] for text in (truth, read))
    found = (collections.Counter(truth) & collections.Counter(read)).total()
    above = [0] * (len(read) + 1)
    for word in truth:
        row = [0]
        for j, other in enumerate(read):
            row.append(above[j] + 1 if word == other else max(row[j], above[j + 1]))
        above = row
    return above[-1] / found if found else 0


def run(args):
    rng, rows, right = random.Random(args.seed + 90), [], [0, 0]
    with tempfile.TemporaryDirectory() as folder:
        for kind in tables.KINDS:
            shares = [[], []]
            for n in range(max(2, args.count // 4)):
                style = render.draw_style(rng, rng.choice([150, 200, 300]))
                page = tables.page(rng, kind, style, args.family)
                recipe = rng.choice(["clean", "office", "office", "fax", "speckle"])
                path = Path(folder) / f"{kind}-{n}.png"
                sheets.write_png(path, damage.degrade(page.image, recipe, rng, style.dpi), style.dpi)
                truth = "\n".join(page.truth())
                shares[0].append(in_order(truth, common.ran(["tesseract", path, "-", "-l", "spa"]).out))
                common.ran([args.build / "escribano", "run", "-o", folder, path])
                pages = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["pages"]
                shares[1].append(in_order(truth, "\n".join(line["raw"] for p in pages for line in p["lines"])))
            right = [sum(s >= RIGHT for s in share) + so_far for share, so_far in zip(shares, right)]
            rows.append([kind] + [f"{sum(s >= RIGHT for s in share)} of {len(share)}, mean {100 * sum(share) / len(share):.1f} %"
                                  for share in shares])
    print(f"Pages with at least {RIGHT:.0%} of their words in order\n")
    common.table(["side by side", "plain tesseract", "escribano"], rows)
    count = len(tables.KINDS) * max(2, args.count // 4)
    return [common.Aim("tables and columns in reading order", common.percent(right[1], count),
                       f"tesseract: {common.percent(right[0], count)}", "≥ 90 %", right[1] >= 0.9 * count)]
