# SPDX-License-Identifier: GPL-3.0-or-later
"""Fits boosted trees by scikit-learn, and writes them as C (src/correct/trees.h)."""

import textwrap
import zlib
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

CORRECT = Path(__file__).resolve().parent.parent / "src" / "correct"


def fit(x, y, weight, **shape):
    """Trees of that shape (max_iter, learning_rate, max_leaf_nodes, …), the same for the same input."""
    return HistGradientBoostingClassifier(**shape, min_samples_leaf=30, l2_regularization=5, early_stopping=False,
                                          random_state=1).fit(x, y, sample_weight=weight)


def pairs(arguments):
    """(truths, readings, weight) of arguments TRUTH READING[:WEIGHT] …, each a folder."""
    for truth, reading in zip(arguments[::2], arguments[1::2], strict=True):
        folder, _, weight = reading.partition(":")
        yield Path(truth), Path(folder), float(weight or 1)


def likeliest(places, said):
    """The row of each place of which most is said, the first one where several are alike."""
    best = {}
    for i, place in enumerate(places):
        if place not in best or said[i] > said[best[place]]:
            best[place] = i
    return np.array(list(best.values()))


def cross_validated(names, x, y, weight, folds, **shape):
    """P of each row by trees that have learned from no row of a document of the same name."""
    fold, said = np.array([zlib.crc32(n.encode()) % folds for n in names]), np.zeros(len(y))
    for k in range(folds):
        said[fold == k] = fit(x[fold != k], y[fold != k], weight[fold != k], **shape).predict_proba(x[fold == k])[:, 1]
    return said


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
