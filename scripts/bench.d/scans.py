# SPDX-License-Identifier: GPL-3.0-or-later
"""The reading itself, before and after correction, beside plain Tesseract on the same files: lines are matched with
what was printed, a line that was lost counts as wrong whole."""

import json
import tempfile
from pathlib import Path

import common
from minutes import confusions

SETS = (((300,), ("clean", "office")), ((200, 300), ("through", "speckle", "faint", "heavy", "stamped")),
        ((110, 150), ("office", "shadow")), ((200,), ("fax", "photocopy")))


def errors(truth, read):
    """(character edits, characters) of one page, line by line; reading order is not judged here."""
    from correction import distance, squeezed
    found, wrong = dict(confusions.match_lines(truth, read)), 0
    for line in truth:
        wrong += distance(squeezed(line), squeezed(found.get(line, "")))
    return wrong, sum(len(squeezed(line)) for line in truth)


def ours(build, path, folder):
    """Raw and corrected lines by page, and what the run cost."""
    done = common.ran([build / "escribano", "run", "-o", folder, path])
    pages = json.loads((Path(folder) / f"{path.stem}.json").read_text(encoding="utf-8"))["pages"] if done.status == 0 else []
    return [[[line[key] for line in page["lines"] if line[key].strip()] for page in pages] for key in ("raw", "text")], done


def run(args):
    rows, totals = [], [0, 0, 0, 0]
    cpu, peak = [0.0, 0.0], [0.0, 0.0]
    for dpis, recipes in SETS:
        counts = [0, 0, 0, 0]
        for path, pages, _ in common.scanned(args.work, args.seed + 40, max(len(recipes), args.count // 4), dpis, recipes):
            plain = common.ran(["tesseract", path, "-", "-l", "spa"])
            read = [[line for line in page.split("\n") if line.strip()] for page in plain.out.split("\f")]
            with tempfile.TemporaryDirectory() as folder:
                (raw, text), done = ours(args.build, path, folder)
            for i, lines in enumerate((read, raw, text)):
                for n, truth in enumerate(pages):
                    wrong, size = errors(truth, lines[n] if n < len(lines) else [])
                    counts[i] += wrong
                    counts[3] += size if i == 0 else 0
            for i, one in enumerate((plain, done)):
                cpu[i] += one.cpu_s
                peak[i] = max(peak[i], one.peak_mib)
        rows.append([f"{'/'.join(map(str, dpis))} dpi: {', '.join(recipes)}", *(common.percent(c, counts[3], 2) for c in counts[:3])])
        totals = [a + b for a, b in zip(totals, counts)]
    rows.append(["**all**", *(common.percent(c, totals[3], 2) for c in totals[:3])])
    print("Character errors on held-back scans\n")
    common.table(["scans", "plain tesseract", "escribano, as read", "escribano, corrected"], rows)
    print(f"CPU: tesseract {cpu[0]:.1f} s, escribano {cpu[1]:.1f} s ({cpu[1] / cpu[0]:.2f} ×); "
          f"peak memory {peak[0]:.0f} and {peak[1]:.0f} MiB")
