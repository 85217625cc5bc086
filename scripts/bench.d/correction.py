# SPDX-License-Identifier: GPL-3.0-or-later
"""Correction beside leaving the text alone, Hunspell's first suggestion, and SymSpell: on an old engine's noise, on
scans as plain Tesseract reads them, and on clean text, where the right number of edits is none."""

import collections
import json
import tempfile
from pathlib import Path

import common
import peers
import speed


class Escribano:
    """The corrector through its command; keeps every edit for the precision of their classes."""

    def __init__(self, build):
        self.build, self.edits = build, []

    def __call__(self, lines):
        with tempfile.TemporaryDirectory() as folder:
            path, edits = Path(folder) / "in.txt", Path(folder) / "edits.json"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            done = common.ran([self.build / "escribano", "correct", "--edits", edits, path])
            self.edits = read_edits(edits)
        return done.out.rstrip("\n").split("\n")


def read_edits(path):
    if not path.exists():
        return []
    found = json.loads(path.read_text(encoding="utf-8"))
    found = found if isinstance(found, list) else found.get("edits", [])
    return [edit for edit in found if edit["status"] == "applied"]


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def squeezed(text):
    return " ".join(text.split())


def judge(edits, document, tally):
    """An edit is right if its line with it alone is nearer to the truth, wrong if it is farther."""
    if len(document.truth) != len(document.ocr):
        return
    for edit in edits:
        n = edit["line"] - 1
        if edit["page"] != 1 or n >= len(document.ocr):
            continue
        raw, truth = document.ocr[n].encode(), squeezed(document.truth[n])
        start, end = edit["offset"], edit["offset"] + edit["length"]
        alone = (raw[:start] + edit["after"].encode() + raw[end:]).decode(errors="replace")
        gain = distance(squeezed(document.ocr[n]), truth) - distance(squeezed(alone), truth)
        tally[edit["class"]]["right" if gain > 0 else "wrong" if gain < 0 else "neither"] += 1


def row(name, m):
    return [name, common.percent(m["edits"], m["chars"], 2), common.percent(m["edits_after"], m["chars"], 2),
            common.percent(m["fixed"], m["wrong"]), common.percent(m["harmed"], m["right"], 3), f"{m['harmed']}",
            f"{m['real_fixed']} of {m['real']}"]


def run_set(title, documents, ours, others, args, tally):
    words = sum(len(line.split()) for d in documents for line in d.truth)
    print(f"**{title}** ({len(documents)} documents, {words:,} words)\n")
    rows = []
    for name, correct in [("**escribano**", ours), *others]:
        total = {}
        # The peers go line by line and are slow to start: they get the whole set at once.
        outs = iter([] if correct is ours else correct([line for document in documents for line in document.ocr]))
        for document in documents:
            if correct is ours:
                out = correct(document.ocr)
                judge(ours.edits, document, tally)
            else:
                out = [next(outs) for _ in document.ocr]
            common.add(total, common.measure(args.build, document.truth, document.ocr, out, args.show and correct is ours))
        rows.append(row(name, total))
    common.table(["", "CER before", "after", "wrong words fixed", "right words harmed", "", "real-word errors fixed"], rows)


def clean_text(args, ours, others):
    """Edits in text that has no errors."""
    if args.clean:
        texts = [[line for line in args.clean.read_text(encoding="utf-8").split("\n") if line.strip()]]
    else:
        texts = [d.truth for d in common.old_texts(args.family, args.seed + 9, 120, 0)]
    lines = [line for text in texts for line in text]
    words = sum(len(line.split()) for line in lines)
    rows = []
    for name, correct in [("**escribano**", ours), *others[1:]]:
        out, edits = [], []
        # Ours looks at a whole document, and one's own ways of writing are not another's.
        for text in texts if correct is ours else [lines]:
            out += correct(text)
            edits += ours.edits if correct is ours else []
        changed = sum(a != b for one, other in zip(lines, out) for a, b in zip(one.split(), other.split()))
        rows.append([name, changed, f"1 in {words // changed:,}" if changed else "none"])
        if args.show and correct is ours:
            print("\n".join(f"{e['before']}\t{e['after']}\t{e['class']}" for e in edits))
    print(f"**Clean text** ({words:,} words): words changed\n")
    common.table(["", "words changed", ""], rows)


def run(args):
    ours, others = Escribano(args.build), peers.all_peers(args.work, args.corpus)
    tally = collections.defaultdict(collections.Counter)
    half = max(1, args.count // 2)
    sets = [("Old engine's noise", common.old_texts(args.family, args.seed, args.count, 1.0)),
            ("Old engine's noise, light", common.old_texts(args.family, args.seed + 1, half, 0.35)),
            ("Scans read by Tesseract, 200 and 300 dpi", common.tesseract_texts(
                args.family, args.work, args.seed + 2, half, (200, 300), ("office", "through", "speckle", "faint", "heavy"))),
            ("Scans read by Tesseract, 110 to 150 dpi and fax", common.tesseract_texts(
                args.family, args.work, args.seed + 3, half, (110, 150, 150), ("office", "shadow", "fax", "through", "photocopy")))]
    sets += [(document.name, [document]) for document in map(common.external, args.external)]
    for title, documents in sets:
        run_set(title, documents, ours, others, args, tally)
    clean_text(args, ours, others)
    print("**Speed**, one core, CPU of one correction without the start; none of the texts is a copy of another\n")
    common.table(["", "words", "CPU", "words a second", "peak memory"], speed.words_a_second(args.build / "escribano", [
        (title, [line for d in documents for line in d.ocr]) for title, documents in sets if documents]
        + [("clean text", [line for d in common.old_texts(args.family, args.seed + 9, 60, 0) for line in d.truth])]))
    print("**Edits by class**, all sets together\n")
    common.table(["class", "edits", "nearer to the truth", "farther", "neither"],
                 [[name, sum(t.values()), common.percent(t["right"], sum(t.values())), t["wrong"], t["neither"]]
                  for name, t in sorted(tally.items(), key=lambda entry: -sum(entry[1].values()))])
