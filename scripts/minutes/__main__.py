# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented minutes on demand; run as `python3 scripts/minutes COMMAND …`."""

import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from minutes import confusions, damage, noise, plain, rare, render, sheets  # noqa: E402
from minutes.compose import compose  # noqa: E402


def words_of(lines):
    return sum(len(line.split()) for line in lines)


def text(args, rng):
    """Running text to train on: one paragraph a line, until there are enough words."""
    seen, count = set(), 0
    while count < args.words:
        minute = compose(rng, args.family)
        for line in plain.lines(minute, width=100_000):
            if line and line not in seen:
                seen.add(line)
                count += len(line.split())
                print(line)


def pairs(args, rng):
    """Documents as an old OCR left them: NAME.ocr.txt, NAME.truth.txt, NAME.json (fields)."""
    args.out.mkdir(parents=True, exist_ok=True)
    for n in range(args.count):
        minute = compose(rng, args.family)
        lines = plain.lines(minute, width=rng.randint(70, 100), weave=rng.random() < 0.5)
        noisy = lines if args.force == 0 else noise.spoil_lines(lines, rng, args.force)
        for suffix, content in ((".truth.txt", lines), (".ocr.txt", noisy)):
            (args.out / f"{n:03d}{suffix}").write_text("\n".join(content) + "\n", encoding="utf-8")
        (args.out / f"{n:03d}.json").write_text(json.dumps(minute.fields, ensure_ascii=False, indent=1), encoding="utf-8")


def scans(args, rng):
    """Documents as scanned PDFs: NAME.pdf, NAME.truth.txt (pages parted by form feeds), NAME.json."""
    args.out.mkdir(parents=True, exist_ok=True)
    for n in range(args.count):
        recipe = args.recipe or rng.choice(list(damage.RECIPES))
        minute = compose(rng, args.family)
        style = render.draw_style(rng, args.dpi)
        pages = render.pages(minute, style, rng)[:args.pages]
        images = [p.image for p in pages]
        images = [damage.degrade(im, recipe, rng, style.dpi, back=images[i - 1]) for i, im in enumerate(images)]
        stem = args.out / f"{n:03d}-{recipe}-{style.dpi}"
        if recipe in ("fax", "photocopy"):
            sheets.write_tiff(stem.with_suffix(".tif"), images, style.dpi)
        else:
            sheets.write_pdf(stem.with_suffix(".pdf"), images, style.dpi, quality=70)
        truth = "\n\f".join("\n".join(page.truth()) for page in pages) + "\n"
        stem.with_suffix(".truth.txt").write_text(truth, encoding="utf-8")
        if args.pages is None:
            stem.with_suffix(".json").write_text(json.dumps(minute.fields, ensure_ascii=False, indent=1), encoding="utf-8")


def with_rare(args, rng):
    """Minutes with rare names and other prose: OUT/truth/NNNN.txt, and OUT/noisy of the same names."""
    stock = rare.read_stock(args.lists, args.prose)
    for folder in ("truth", "noisy"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    for n in range(args.count):
        lines = rare.document(rng, args.family, stock)
        for folder, read in (("truth", lines), ("noisy", rare.spoil(rng, lines))):
            (args.out / folder / f"{n:04d}.txt").write_text("\n".join(read) + "\n", encoding="utf-8")


def typed(args, rng):
    """The texts of a folder as somebody types them who leaves out accents and slips: OUT/NAME.txt."""
    args.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(args.texts.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        (args.out / path.name).write_text("\n".join(noise.mistype_lines(lines, rng)), encoding="utf-8")


def misread(args, rng):
    """Aligned lines of rendered, degraded and re-read pages in OUT/pairs, and their confusions in OUT/confusions.tsv."""
    confusions.produce(rng, args.out, args.count, confusions.paragraphs(args.extra) if args.extra else [])
    confusions.tabulate(args.out)


def main():
    parser = argparse.ArgumentParser(prog="minutes", description=__doc__)
    parser.add_argument("--family", choices="ABC", default="A", help="A to train and tune on; B and C held back for figures")
    parser.add_argument("--seed", type=int, default=1)
    commands = parser.add_subparsers(required=True)
    for work in (text, pairs, scans, with_rare, typed, misread):
        command = commands.add_parser(work.__name__.removeprefix("with_"), help=work.__doc__)
        command.set_defaults(work=work)
        if work is text:
            command.add_argument("--words", type=int, default=500_000)
            continue
        if work is typed:
            command.add_argument("texts", type=Path)
            command.add_argument("out", type=Path)
            continue
        command.add_argument("out", type=Path)
        command.add_argument("--count", type=int, default=20)
        if work is pairs:
            command.add_argument("--force", type=float, default=1.0, help="how strong the noise; 0: none at all")
        elif work is with_rare:
            command.add_argument("--lists", type=Path, required=True,
                                 help="folder of given.tsv, surnames.tsv (name, counts) and places*.tsv or .tsv.xz (kind, place)")
            command.add_argument("--prose", type=Path, required=True, help="folder of *.txt or *.txt.xz, one paragraph a line")
        elif work is misread:
            command.add_argument("--extra", type=Path, help="other text to set as well, one paragraph a line")
        else:
            command.add_argument("--recipe", choices=damage.RECIPES)
            command.add_argument("--dpi", type=int)
            command.add_argument("--pages", type=int, help="only so many first pages (then without fields)")
    args = parser.parse_args()
    args.work(args, random.Random(args.seed))


if __name__ == "__main__":
    main()
