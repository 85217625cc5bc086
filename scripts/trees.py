# SPDX-License-Identifier: GPL-3.0-or-later
"""Fits boosted trees by scikit-learn, and writes them as C (src/correct/trees.h)."""

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


def rule_out(nodes, tree, rows, splits):
    """The leaves of a flattened tree; to `splits` what each split rules out, written so that it seldom holds for rows."""
    leaves = []

    def walk(at):
        number, skip, bound = nodes[at]
        if not skip:
            leaves.append(bound)
            return
        above = (rows[:, number] > float(bound)).mean() <= 0.5
        first = len(leaves)
        walk(at + (1 if above else skip))
        keep = 0xFFFF & ~((1 << len(leaves)) - (1 << first))
        splits.append(((number, not above, float(bound) if above else -float(bound)), f"{{{bound}f, {tree}, {keep:#x}}},"))
        walk(at + (skip if above else 1))

    walk(0)
    return leaves


def in_rows(cells, width):
    """The texts, so many a line."""
    return "\n".join("    " + " ".join(cells[i:i + width]) for i in range(0, len(cells), width))


def write_trees(trees, rows, base, name, maker):
    """Makes src/correct/NAME_trees.h of flattened trees, whose last members are texts, and of rows of evidence."""
    splits, leaves = [], []
    for i, nodes in enumerate(trees):
        leaves.append(f"    {{{', '.join(leaf + 'f' for leaf in rule_out(nodes, i, rows, splits))}}},")
    splits.sort()
    ends = [[sum(key[:2] <= (number, below) for key, _ in splits) for below in (False, True)] for number in range(rows.shape[1])]
    cells, ends = in_rows([cell for _, cell in splits], 4), in_rows([f"{{{above}, {below}}}," for above, below in ends], 7)
    leaves = "\n".join(leaves)
    (CORRECT / f"{name}_trees.h").write_text(
        "// SPDX-License-Identifier: GPL-3.0-or-later\n"
        f"// Made by {maker}.\n// clang-format off\n#pragma once\n\n#define {name.upper()}_NUMBERS {rows.shape[1]}\n\n"
        f"static const esc_tree_ends {name}_ends[] = {{\n{ends}\n}};\n\n"
        f"static const esc_tree_split {name}_splits[] = {{\n{cells}\n}};\n\n"
        f"static const float {name}_leaves[][ESC_MOST_LEAVES] = {{\n{leaves}\n}};\n\n"
        f"static_assert(sizeof {name}_leaves / sizeof *{name}_leaves <= ESC_MOST_TREES, \"too many trees\");\n\n"
        f"static const esc_trees {name}_trees = {{{name}_splits, {name}_ends, {name}_leaves, {name.upper()}_NUMBERS,\n"
        f"    sizeof {name}_leaves / sizeof *{name}_leaves, {base}f}};\n",
        encoding="utf-8")


def as_c(number):
    """The text of a float."""
    return f"{number:.5g}" if number % 1 else f"{number:.1f}"


def write(model, rows, name, maker):
    """The same of a HistGradientBoostingClassifier and the rows that it has learned from."""
    trees = [[(number, skip, as_c(bound)) for number, skip, bound in flatten(tree[0].nodes)] for tree in model._predictors]
    write_trees(trees, rows, as_c(float(model._baseline_prediction.item())), name, maker)
