# SPDX-License-Identifier: GPL-3.0-or-later
"""Damaged pages, each a file of its own, as plain Tesseract and escribano read them before any correction: character
errors of the whole page in its order, running heads and page numbers included. Names side by side may be read with their
offices, one after the other, or line by line over the page: each reader is judged by the order that suits it better."""

import collections
import json
import random
import tempfile
from pathlib import Path

import common
from minutes import damage, render, sheets
from minutes.compose import compose

DPIS = (100, 120, 150, 200, 300, 200)
WORSE = 0.2                   # points of character errors by which no file may get worse


def pages(args):
    """(path, truths) of args.count pages, their damage and resolution in turns; kept in the work folder."""
    rng, folder = random.Random(args.seed + 90), args.work / f"damaged-{args.family}-{args.seed}"
    recipes, n = [name for name in damage.RECIPES if name != "clean"], 0
    folder.mkdir(parents=True, exist_ok=True)
    while n < args.count:
        recipe, dpi = recipes[n % len(recipes)], DPIS[(n + n // len(recipes)) % len(DPIS)]
        dpi = 200 if recipe == "fax" and dpi < 150 else dpi
        style = render.draw_style(rng, dpi)
        made = render.pages(compose(rng, args.family), style, rng)
        full = [i for i, page in enumerate(made) if len(page.lines) > 12]
        if not full:
            continue
        i = rng.choice(full)
        image = damage.degrade(made[i].image, recipe, rng, dpi, back=made[i - 1].image)
        bilevel = recipe in ("fax", "photocopy")
        path = folder / f"{n:03d}-{recipe}-{dpi}.{'tif' if bilevel else 'jpg'}"
        if bilevel:
            sheets.write_tiff(path, [image], dpi)
        else:
            sheets.write_jpeg(path, image, dpi, quality=75)
        yield path, [made[i].truth(furniture=True, across=across) for across in (False, True)]
        n += 1


def raw_lines(build, path):
    """The lines as they were read; what was set aside as scrawl is left out."""
    with tempfile.TemporaryDirectory() as folder:
        done = common.ran([build / "escribano", "run", "-o", folder, path])
        if done.status:
            return [], done
        read = json.loads((Path(folder) / f"{path.stem}.json").read_text(encoding="utf-8"))["pages"]
    return [line["raw"] for page in read for line in page["lines"] if line.get("role") != "junk"], done


def errors(build, truths, lines):
    """Characters wrong and characters of the truth that suits the reading best."""
    counts = []
    for truth in truths:
        text, read = (" ".join(" ".join(some).split()) or "-" for some in (truth, lines))
        one = common.measure(build, [text], [read], [read])
        counts.append((one["edits"], one["chars"]))
    return min(counts)


def shown(edits, chars):
    return common.percent(edits, chars, 2)


def run(args):
    kinds, files = collections.defaultdict(collections.Counter), []
    for path, truths in pages(args):
        plain = common.ran(["tesseract", path, "-", "-l", "spa"])
        lines, done = raw_lines(args.build, path)
        theirs, chars = errors(args.build, truths, plain.out.replace("\f", " ").split("\n"))
        ours, _ = errors(args.build, truths, lines)
        one = collections.Counter(chars=chars, plain=theirs, ours=ours, plain_ms=int(plain.cpu_s * 1000),
                                  ours_ms=int(done.cpu_s * 1000), files=1, lost=100 * theirs > 50 * chars)
        kinds[path.stem.split("-")[1]] += one
        files.append((path.stem, one))
    total = sum(kinds.values(), collections.Counter())
    read = sum((one for _, one in files if not one["lost"]), collections.Counter())
    kinds = {**kinds, "**all**": total, "all that tesseract can read": read}
    print("Characters wrong, before correction; \"can read\" leaves out pages of which plain Tesseract loses half\n")
    common.table(["damage", "pages", "plain tesseract", "escribano", "errors fewer", "CPU"],
                 [[name, c["files"], shown(c["plain"], c["chars"]), shown(c["ours"], c["chars"]),
                   common.percent(c["plain"] - c["ours"], c["plain"], 0), f"{c['ours_ms'] / max(1, c['plain_ms']):.2f} ×"]
                  for name, c in kinds.items()])
    worse = [(name, 100 * (one["ours"] - one["plain"]) / one["chars"]) for name, one in files]
    worse = [f"{name} by {points:.2f}" for name, points in worse if points > WORSE]
    print(f"Files worse by more than {WORSE} points: {len(worse)} of {len(files)}" + "".join(f"\n- {one}" for one in worse) + "\n")
    return [common.Aim(f"characters wrong, {what}", shown(c["ours"], c["chars"]), f"tesseract: {shown(c['plain'], c['chars'])}",
                       "25 % fewer", c["ours"] <= 0.75 * c["plain"]) for what, c in (("damaged pages", total), ("those it can read", read))
            ] + [common.Aim("files worse by more than 0.2 points", str(len(worse)), f"{len(files)} files", "none", not worse)]
