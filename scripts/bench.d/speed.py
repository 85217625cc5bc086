# SPDX-License-Identifier: GPL-3.0-or-later
"""Words a second of the correction, on damaged and on clean text; the time until it is ready; CPU of a clean page beside
plain Tesseract. Ratios are what counts: each pair of figures is taken in turns on the same machine."""

import tempfile
from pathlib import Path

import common

ROUNDS = 3
PAGES, PAGE_WORDS = 10, 370


def best(command, folder):
    """The least CPU time of a few rounds, and the peak memory."""
    return min(common.ran(command).cpu_s for _ in range(ROUNDS)), common.peak(command, folder)[0]


def words_a_second(program, texts):
    """Table rows for texts, (title, lines) each: CPU of one correction in a process of its own, so that nothing is amortised, less its start."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "text.txt"
        file.write_text("Acta\n", encoding="utf-8")
        ready_s, _ = best([program, "correct", file], file.parent)
        for title, lines in texts:
            words = sum(len(line.split()) for line in lines)
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
            cpu, mib = best([program, "correct", file], file.parent)
            rows.append([title, f"{words:,}", f"{(cpu - ready_s) * 1000:.0f} ms", f"{words / max(cpu - ready_s, 1e-3):,.0f}", f"{mib:.0f} MiB"])
    return rows


def fields(args, folder):
    """What reading the fields takes once a text is corrected: of the longest of twelve minutes, as often as makes ten pages of it."""
    rows = []
    for title, force in (("clean text", 0), ("old engine's noise", 1.0)):
        lines = max((d.ocr for d in common.old_texts(args.family, args.seed + 60, 12, force)), key=len)
        times = max(1, round(PAGES * PAGE_WORDS / sum(len(line.split()) for line in lines)))
        (folder / "ten.txt").write_text("\n".join(lines * times) + "\n", encoding="utf-8")
        tokens, first, least = common.ran([args.build / "fields-time", 200, folder / "ten.txt"]).out.split()
        rows.append([title, tokens, f"{first} ms", f"{least} ms"])
    common.table(["fields of ten pages, once corrected", "tokens", "a process's first document", "least of 200"], rows)


def run(args):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program, rows = args.build / "escribano", []
        (folder / "empty.txt").write_text("Acta\n", encoding="utf-8")
        ready_s, ready_mib = best([program, "correct", folder / "empty.txt"], folder)
        rows.append(["ready, one word", "", f"{ready_s * 1000:.0f} ms", "", f"{ready_mib:.0f} MiB"])
        for title, force, count in (("old engine's noise", 1.0, 15), ("old engine's noise", 1.0, 60), ("clean text", 0, 15), ("clean text", 0, 60)):
            # Several minutes as one document, so that what grows faster than its length is seen.
            lines = [line for d in common.old_texts(args.family, args.seed + 60, count, force) for line in d.ocr]
            words = sum(len(line.split()) for line in lines)
            (folder / "long.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
            cpu, mib = best([program, "correct", folder / "long.txt"], folder)
            rate = words / max(cpu - ready_s, 1e-3)
            rows.append([f"correct, {title}", f"{words:,} words", f"{cpu:.2f} s", f"{rate:,.0f} words/s", f"{mib:.0f} MiB"])
        common.table(["", "input", "CPU", "without start", "peak memory"], rows)
        fields(args, folder)
        page = common.ROOT / "tests" / "samples" / "pagina-limpia.png"
        tesseract, tess_mib = best(["tesseract", page, folder / "page", "-l", "spa"], folder)
        ours, mib = best([program, "run", "-o", folder / "out", page], folder)
        common.table(["one clean page, 300 dpi", "CPU", "peak memory"],
                     [["tesseract -l spa", f"{tesseract:.2f} s", f"{tess_mib:.0f} MiB"],
                      ["escribano run (text, fields, JSON)", f"{ours:.2f} s ({ours / tesseract:.2f} ×)", f"{mib:.0f} MiB"]])
