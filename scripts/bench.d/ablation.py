# SPDX-License-Identifier: GPL-3.0-or-later
"""What each part of correction brings, and whether its confidence is kept: correction with parts left out, on an old
engine's noise and (with --pairs) on pages read by Tesseract; the share of right edits by what they were said to be."""

import collections
import tempfile
from pathlib import Path

import common
from correction import distance, squeezed

WITHOUT = [("all of it", []), ("without the document's own rates", ["--without", "adaptation"]),
           ("without guards", ["--without", "guards"]), ("history of two words", ["--history", 2]),
           ("history of one word", ["--history", 1]), ("words alone, no history", ["--history", 0])]
BINS = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
ODD = 1                       # pages of --pairs with odd numbers: rules were written on the even ones


def pages(folder):
    """The odd ones of the aligned pages that "scripts/minutes misread" keeps, each a document."""
    documents = []
    for path in sorted(folder.glob("pairs/*.tsv")):
        rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines() if row.count("\t") == 2]
        if int(path.stem) % 2 == ODD and rows:
            documents.append(common.Document(path.stem, [row[0] for row in rows], [row[1] for row in rows]))
    return documents


def ablate(args, documents, options):
    """What correct-ablate prints for each document."""
    outs = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.txt"
        for document in documents:
            path.write_text("\n".join(document.ocr) + "\n", encoding="utf-8")
            outs.append(common.ran([args.build / "correct-ablate", *options, path]).out.rstrip("\n").split("\n"))
    return outs


def calibrate(args, documents, bins):
    """Counts each edit as right or not under the bin of its confidence: alone, it has to bring its line nearer."""
    for document, edits in zip(documents, ablate(args, documents, ["--edits"])):
        for edit in filter(None, edits):
            n, start, size, sure, after = edit.split("\t")
            n, start, size = int(n), int(start), int(size)
            raw, truth = document.ocr[n].encode(), squeezed(document.truth[n])
            alone = (raw[:start] + after.encode() + raw[start + size:]).decode(errors="replace")
            right = distance(squeezed(alone), truth) < distance(squeezed(document.ocr[n]), truth)
            bins[max(i for i, least in enumerate(BINS) if float(sure) >= least or not i)][right] += 1


def run(args):
    sets = [("Old engine's noise", common.old_texts(args.family, args.seed, args.count, 1.0))]
    if args.pairs:
        sets.append(("Pages read by Tesseract", pages(args.pairs)))
    bins = [collections.Counter() for _ in BINS]
    for title, documents in sets:
        rows = []
        others = [(f"models of {folder}", ["--models", folder]) for folder in args.models]
        for name, options in [*WITHOUT, *others]:
            total = {}
            for document, out in zip(documents, ablate(args, documents, options)):
                common.add(total, common.measure(args.build, document.truth, document.ocr, out))
            rows.append([name, common.percent(total["edits_after"], total["chars"], 2),
                         common.percent(total["fixed"], total["wrong"]), common.percent(total["harmed"], total["right"], 3)])
        print(f"**{title}** ({len(documents)} documents)\n")
        common.table(["", "CER after", "wrong words fixed", "right words harmed"], rows)
        calibrate(args, documents, bins)
    print("**Confidence**\n")
    common.table(["said to be", "edits", "right"],
                 [[f"{low:.2f} to {min(high, 1):.2f}", sum(seen.values()), common.percent(seen[True], sum(seen.values()))]
                  for low, high, seen in zip(BINS, BINS[1:], bins)])
