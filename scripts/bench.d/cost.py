# SPDX-License-Identifier: GPL-3.0-or-later
"""What reading costs beside the peers: CPU of a clean page and of a scanned PDF, two workers against one, and peak memory
by resolution and by the length of a PDF. --pages is the number of pages of the longest PDF."""

import os
import random
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import common
import numpy as np
from minutes import damage, render, sheets
from minutes.compose import compose

ROUNDS = 5
TURNS = 3


def images(args, count, dpi=300):
    """Held-back pages as an office scanner gives them."""
    rng, out = random.Random(args.seed + 100), []
    while len(out) < count:
        pages = render.pages(compose(rng, args.family), render.draw_style(rng, dpi), rng)
        out += [damage.degrade(page.image, "office", rng, dpi) for page in pages]
    return out[:count]


def ratio(rows, what, ours, peer):
    """One row: commands run in turns, and the median of the pairs' ratios, which is what it gives."""
    runs = [(common.ran(peer).cpu_s, common.ran(ours).cpu_s) for _ in range(ROUNDS)]
    theirs, mine = (sorted(pair[i] for pair in runs)[ROUNDS // 2] for i in (0, 1))
    ratios = sorted(mine / theirs for theirs, mine in runs)
    rows.append([what, f"{theirs:.2f} s", f"{mine:.2f} s", f"{ratios[ROUNDS // 2]:.2f} × ({ratios[0]:.2f}–{ratios[-1]:.2f})"])
    return ratios[ROUNDS // 2]


def cpu(args, folder):
    rows, aims, page = [], [], common.ROOT / "tests" / "samples" / "pagina-limpia.png"
    run = [args.build / "escribano", "run", "-o", folder / "out"]
    clean = ratio(rows, "clean page, 300 dpi; tesseract", [*run, page], ["tesseract", page, folder / "page", "-l", "spa"])
    aims.append(common.Aim("CPU, clean page of 300 dpi", f"{clean:.2f} ×", "tesseract", "≤ 1.05 ×", clean <= 1.05))
    if shutil.which("ocrmypdf"):
        scan = folder / "eight.pdf"
        sheets.write_pdf(scan, images(args, 8), 300)
        eight = ratio(rows, "scanned PDF, 8 pages; ocrmypdf -j2", [*run, scan],
                      ["ocrmypdf", "-q", "-j2", "-l", "spa", "--output-type", "pdf", "--sidecar", folder / "eight.txt", scan,
                       folder / "read.pdf"])
        aims.append(common.Aim("CPU, scanned PDF of 8 pages", f"{eight:.2f} ×", "ocrmypdf -j2", "≤ 0.62 ×", eight <= 0.62))
    else:
        print("(ocrmypdf is not installed: its row is left out)\n")
    common.table(["CPU; peer", "peer", "escribano", ""], rows)
    return aims


def service(args, root, workers, content):
    """Wall seconds of "escribanod --once" on one file."""
    (root / "entrada").mkdir(parents=True)
    (root / "entrada" / "acta.pdf").write_bytes(content)
    settings = [f"folders.root={root}", f"workers.count={workers}", "intake.still=0.3", "intake.incomplete=0.3"]
    command = [args.build / "escribanod", *(word for one in settings for word in ("--set", one)), "--once"]
    began = time.monotonic()
    subprocess.run(command, env=common.ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.monotonic() - began


def workers(args, folder):
    """Two workers against one, in turns: the median of the pairs' ratios, since one pair on a shared machine says little."""
    scan = folder / "sixteen.pdf"
    sheets.write_pdf(scan, images(args, 16), 300)
    content = scan.read_bytes()
    pairs = [[service(args, folder / f"service-{turn}-{n}", n, content) for n in (1, 2)] for turn in range(TURNS)]
    ratios = sorted(one / two for one, two in pairs)
    gain = ratios[TURNS // 2]
    one, two = (sorted(pair[i] for pair in pairs)[TURNS // 2] for i in (0, 1))
    print(f"16 pages, wall, with start and waiting for the file: one worker {one:.1f} s, two {two:.1f} s "
          f"({gain:.2f} ×, {ratios[0]:.2f}–{ratios[-1]:.2f})\n")
    return [common.Aim("two workers, wall, 16 pages", f"{gain:.2f} ×", "one worker", "≥ 1.85 ×", gain >= 1.85)]


def memory(args, folder):
    run, rows, aims = [args.build / "escribano", "run", "-o", folder / "out"], [], []
    for dpi, most in ((300, 150), (600, 300)):
        path = folder / f"page-{dpi}.png"
        sheets.write_png(path, images(args, 1, dpi)[0], dpi)
        mib, _ = common.peak([*run, path], folder)
        rows.append([f"{dpi} dpi", f"{mib:.0f} MiB"])
        megabytes = mib * 1.048576
        aims.append(common.Aim(f"peak memory, {dpi} dpi", f"{megabytes:.0f} MB", "", f"≤ {most} MB", megabytes <= most))
    path = folder / "hundred.png"
    sheets.write_png(path, np.full((10_000, 10_001), 255, np.uint8), 600)
    mib, is_read = common.peak([*run, path], folder)
    rows.append(["100 megapixels", f"{mib:.0f} MiB, {'read' if is_read else 'refused'}"])
    aims.append(common.Aim("a page of 100 megapixels", f"{'read' if is_read else 'refused'} in {mib * 1.048576:.0f} MB", "",
                           "refused, or ≤ 300 MB", not is_read or mib <= 286))
    some, peaks, left = images(args, 4, 150), [], 0
    for count in sorted({10, max(10, args.pages)}):
        path = folder / f"long-{count}.pdf"
        sheets.write_pdf(path, [some[n % len(some)] for n in range(count)], 150)
        (folder / "tmp").mkdir(exist_ok=True)
        common.ENV["TMPDIR"] = str(folder / "tmp")
        mib, _ = common.peak([*run, path], folder)
        peaks.append(mib)
        left = sum(entry.stat().st_size for entry in os.scandir(folder / "tmp"))
        rows.append([f"PDF of {count} pages, 150 dpi", f"{mib:.0f} MiB, {left / 2**20:.1f} MiB left in TMPDIR"])
    del common.ENV["TMPDIR"]
    common.table(["peak memory", ""], rows)
    grown = (peaks[-1] - peaks[0]) / max(1, max(10, args.pages) - 10)
    aims.append(common.Aim(f"PDF of {max(10, args.pages)} pages, memory beyond that of 10", f"{peaks[-1] - peaks[0]:.0f} MiB",
                           "", "flat: ≤ 0.05 MiB a page", grown <= 0.05))
    aims.append(common.Aim("the same, left in /tmp", f"{left / 1e6:.1f} MB", "", "≤ 50 MB", left <= 50e6))
    return aims


def run(args):
    with tempfile.TemporaryDirectory() as name:
        return [aim for part in (cpu, workers, memory) for aim in part(args, Path(name))]
