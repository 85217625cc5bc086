# SPDX-License-Identifier: GPL-3.0-or-later
"""Turned pages: held-back scans laid on the glass sideways or upside down, and upright ones that have to stay so."""

import json
import random
import tempfile
from pathlib import Path

import common
import numpy as np
from minutes import damage, render, sheets
from minutes.compose import compose


def run(args):
    rng, right, rows = random.Random(args.seed + 80), {turn: 0 for turn in (0, 90, 180, 270)}, []
    with tempfile.TemporaryDirectory() as name:
        for n in range(args.count):
            dpi = rng.choice([150, 200, 300])
            page = render.pages(compose(rng, "B"), render.draw_style(rng, dpi), rng)[0]
            image = damage.degrade(page.image, rng.choice(list(damage.RECIPES)), rng, dpi)
            for turn in right:
                path = Path(name) / f"{n}-{turn}.png"
                sheets.write_png(path, np.ascontiguousarray(np.rot90(image, turn // 90)), dpi)
                common.ran([args.build / "escribano", "run", "-o", name, path])
                said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["pages"][0]["rotation_deg"]
                right[turn] += said == turn
    rows = [[f"to be turned by {turn}°" if turn else "upright", f"{hits} of {args.count}"] for turn, hits in right.items()]
    common.table(["pages", "found"], rows)
    found = sum(hits for turn, hits in right.items() if turn)
    return [common.Aim("turned pages", common.percent(found, 3 * args.count), f"{3 * args.count} pages", "≥ 98 %",
                       found >= 0.98 * 3 * args.count),
            common.Aim("upright pages left so", f"{right[0]} of {args.count}", "", "all", right[0] == args.count)]
