# SPDX-License-Identifier: GPL-3.0-or-later
"""What every benchmark needs: running programs with their CPU time and memory, tables, and the held-back sets."""

import dataclasses
import json
import os
import random
import re
import shutil
import tempfile
from pathlib import Path

from minutes import confusions, damage, noise, plain, render, sheets
from minutes.compose import compose

ROOT = Path(__file__).resolve().parent.parent.parent
ENV = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "OMP_THREAD_LIMIT": "1", "NO_COLOR": "1", "ESCRIBANO_DATA": str(ROOT)}


def cache():
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "escribano-bench"


@dataclasses.dataclass
class Ran:
    status: int
    out: str
    cpu_s: float              # of the program and what it started


def ran(command, stdin=b""):
    """Runs a program to its end."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        given.write(stdin)
        given.seek(0)
        actions = [(os.POSIX_SPAWN_DUP2, f.fileno(), n) for n, f in enumerate((given, out, errors))]
        argv = [str(word) for word in command]
        child = os.posix_spawn(shutil.which(argv[0]) or argv[0], argv, ENV, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        out.seek(0)
        errors.seek(0)
        code = os.waitstatus_to_exitcode(status)
        if code != 0:
            print(f"({argv[0]} ended with {code}: {errors.read().decode(errors='replace').strip()[:300]})")
        return Ran(code, out.read().decode(errors="replace"), usage.ru_utime + usage.ru_stime)


def peak(command, folder):
    """(peak MiB, whether it ended well). Asked of time(1): a child's own figure is never below what its parent, here
    Python with pictures or a peer's words in memory, held when it was started."""
    kept = folder / "peak"
    done = ran(["/usr/bin/time", "-f", "%M", "-o", kept, *command])
    return int(kept.read_text().split()[-1]) / 1024, done.status == 0


def table(head, rows):
    """Prints a Markdown table, its columns aligned."""
    cells = [[str(c) for c in row] for row in [head, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    cells.insert(1, ["-" * w for w in widths])
    for row in cells:
        print("| " + " | ".join(c.ljust(w) for c, w in zip(row, widths)) + " |")
    print(flush=True)


@dataclasses.dataclass
class Aim:
    """One line of what an issue asks for: what was measured, beside whom, and whether it is what it must be."""
    what: str
    measured: str
    peer: str
    aim: str
    holds: bool


def aims(rows):
    table(["", "measured", "peer", "aim", ""], [[r.what, r.measured, r.peer, r.aim, "met" if r.holds else "**missed**"] for r in rows])


def percent(part, whole, digits=1):
    return f"{100 * part / whole:.{digits}f} %" if whole else "–"


@dataclasses.dataclass
class Document:
    """A text with its truth, line by line, and its fields where they are known."""
    name: str
    truth: list
    ocr: list
    fields: dict | None = None


COUNTS = {
    "chars": r"characters\s+(\d+)", "edits": r"edits (\d+) → \d+", "edits_after": r"edits \d+ → (\d+)", "words": r"words\s{2,}(\d+)",
    "fixed": r"fixed\s{2,}(\d+)", "wrong": r"of (\d+) wrong ones", "harmed": r"harmed\s{2,}(\d+)", "right": r"of (\d+) right ones",
    "real": r"real-word errors\s+(\d+)", "real_fixed": r"real-word errors\s+\d+\s+fixed (\d+)",
}


def measure(build, truth, ocr, out, show=False):
    """The counts of "escribano eval" for three lists of lines."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("truth", "ocr", "out")]
        for path, lines in zip(paths, (truth, ocr, out)):
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = ran([build / "escribano", "eval", *(["--show"] if show else []), *paths])
    if show:
        print("\n".join(line for line in done.out.splitlines() if "\t" in line))
    return {key: int(found.group(1)) if (found := re.search(pattern, done.out)) else 0 for key, pattern in COUNTS.items()}


def add(total, more):
    for key, value in more.items():
        total[key] = total.get(key, 0) + value


def old_texts(family, seed, count, force):
    """Held-back minutes with an old engine's noise; none at force 0."""
    rng, documents = random.Random(seed), []
    for n in range(count):
        minute = compose(rng, family)
        lines = plain.lines(minute, width=rng.randint(70, 100), weave=force > 0 and rng.random() < 0.3)
        documents.append(Document(f"{n:03d}", lines, noise.spoil_lines(lines, rng, force) if force else lines, minute.fields))
    return documents


def scanned(family, work, seed, count, dpis, recipes):
    """Held-back minutes as rendered, degraded files: (path, truth pages, fields), kept in work for the next run."""
    name = "-".join(["scans", family, str(seed), str(count), *map(str, dpis), *recipes])
    folder, out = work / name, []
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        dpi, recipe = dpis[n % len(dpis)], recipes[n % len(recipes)]
        minute = compose(rng, family)
        pages = render.pages(minute, render.draw_style(rng, dpi), rng)
        path = folder / f"{n:03d}-{recipe}-{dpi}.tif"
        images = [damage.degrade(p.image, recipe, rng, dpi, back=pages[i - 1].image) for i, p in enumerate(pages)]
        if not path.exists():
            sheets.write_tiff(path, images, dpi, bilevel=recipe in ("fax", "photocopy"))
        out.append((path, [page.truth(across=True) for page in pages], minute.fields))
    return out


def tesseract_texts(family, work, seed, count, dpis, recipes):
    """The scans as plain Tesseract reads them: lines that find their printed line, as documents."""
    documents = []
    for path, pages, fields in scanned(family, work, seed, count, dpis, recipes):
        kept = path.with_suffix(".read.json")
        if not kept.exists():
            read = ran(["tesseract", path, "-", "-l", "spa"]).out.split("\f")
            kept.write_text(json.dumps(read), encoding="utf-8")
        read = json.loads(kept.read_text(encoding="utf-8"))
        pairs = []
        for truth, text in zip(pages, read):
            pairs += confusions.match_lines(truth, [line for line in text.split("\n") if line.strip()])
        documents.append(Document(path.stem, [a for a, _ in pairs], [b for _, b in pairs], fields))
    return documents


def external(paths):
    """A set from outside: lines whose truth is a lone # are not judged. Fields where TRUTH has them beside it."""
    truth, ocr = (path.read_text(encoding="utf-8").replace("\f", "").split("\n") for path in paths)
    if len(truth) == len(ocr):
        pairs = [(a, b) for a, b in zip(truth, ocr) if a.strip() != "#"]
        truth, ocr = [a for a, _ in pairs], [b for _, b in pairs]
    name = paths[0].name.split(".")[0]
    beside = paths[0].with_name(name + ".fields.json")
    return Document(name, truth, ocr, json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else None)
