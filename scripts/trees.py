# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes boosted trees of scikit-learn as C (src/correct/trees.h)."""

import textwrap
from pathlib import Path

CORRECT = Path(__file__).resolve().parent.parent / "src" / "correct"


def flatten(nodes, at=0):
    """The nodes of a tree from `at` on, each followed by what holds where its number is at most the bound."""
    node = nodes[at]
    if node["is_leaf"]:
        return [(0, 0, float(node["value"]))]
    low, high = flatten(nodes, node["left"]), flatten(nodes, node["right"])
    return [(int(node["feature_idx"]), 1 + len(low), float(node["num_threshold"])), *low, *high]


def write(model, numbers, name, maker):
    """Makes src/correct/NAME_trees.h of a HistGradientBoostingClassifier that looks at so many numbers."""
    roots, nodes = [], []
    for tree in model._predictors:
        roots.append(len(nodes))
        nodes += flatten(tree[0].nodes)
    rows = [f"{{{number}, {skip}, {bound:.5g}f}}," if bound % 1 else f"{{{number}, {skip}, {bound:.0f}}}," for number, skip, bound in nodes]
    text = "\n".join("    " + " ".join(rows[i:i + 4]) for i in range(0, len(rows), 4))
    starts = textwrap.fill(", ".join(map(str, roots)), 106, initial_indent="    ", subsequent_indent="    ")
    (CORRECT / f"{name}_trees.h").write_text(
        "// SPDX-License-Identifier: GPL-3.0-or-later\n"
        f"// Made by {maker}.\n// clang-format off\n#pragma once\n\n"
        f"#define {name.upper()}_NUMBERS {numbers}\n#define {name.upper()}_BASE {float(model._baseline_prediction.item()):.5g}f\n\n"
        f"static const uint16_t {name}_roots[] = {{\n{starts}}};\n\nstatic const esc_tree_node {name}_nodes[] = {{\n{text}\n}};\n",
        encoding="utf-8")
