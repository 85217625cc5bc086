# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields against the facts that the generator drew: precision, recall and F1, leaf by leaf. A leaf is one value that is
not null; entries of lists are matched first, and long texts count as right from a similarity of 0.9."""

import collections
import difflib
import json
import re
import tempfile
from pathlib import Path

import common

SCALARS = ("institution", "body", "document", "session", "date", "start", "end", "place", "quorum")
LISTS = {  # leaves of an entry, and what an entry is known by
    "attendees": (("name", "title", "role", "office", "oficio"), "name"),
    "agenda": (("number", "text"), "text"),
    "votes": (("item", "result", "how", "for", "against", "abstain"), "item"),
    "agreements": (("id", "text"), "text"),
    "legal_refs": (("article", "fraction", "instrument"), None),
    "oficios": (None, None),
    "acronyms": (None, None),
}

STEPS = (0.97, 0.95, 0.9, 0.8, 0.6, 0)  # of the table of confidences, each up to the one before


def fold(value):
    return re.sub(r"\s+", " ", str(value)).strip().casefold().rstrip(" .,;:-")


def alike(a, b):
    return difflib.SequenceMatcher(None, fold(a), fold(b), autojunk=False).ratio()


def bare(value):
    """Without what does not change whom or what is meant: articles, "representante de", the honorific "H."."""
    text = re.sub(r"^(designad[oa] )?(como )?representante (de |del )", "", fold(value))
    return re.sub(r"^(el|la|los|las|l[ao]s?|h\.|de la|del) ", "", text)


def cut(value, institution):
    """A body's name without the institution's behind it."""
    return re.sub(rf",? (?:del|de la|de) {re.escape(fold(institution))}.*$", "", fold(value)) if value else value


def same(key, truth, got):
    if isinstance(truth, (bool, int)) and not isinstance(got, str):
        return truth == got
    if key in ("text", "instrument"):
        return alike(truth, got) >= 0.9
    if key == "place":
        a, b = bare(truth), bare(got)
        return alike(a, b) >= 0.9 or min(len(a), len(b)) >= 12 and (a in b or b in a)
    if key in ("role", "office", "body"):
        a, b = set(bare(truth).split()), set(bare(got).split())
        return a == b or key == "role" and (a <= b or b <= a)
    return fold(truth) == fold(got)


def near(kind, truth, got):
    """How well two entries of a list go together; 0: not at all."""
    if not isinstance(truth, dict):
        return float(fold(truth) == fold(got))
    if kind == "legal_refs":
        return float(fold(truth["article"]) == fold(got.get("article"))) * (1 + (truth["fraction"] == got.get("fraction")))
    key = LISTS[kind][1]
    if key == "item":
        return float(fold(truth[key]) == fold(got.get(key)))
    ratio = alike(truth[key] or "", got.get(key) or "")
    return ratio if ratio >= 0.6 else 0.0


def paired(kind, truth, got):
    """Entries of both lists and the place of the second, the likest first; (entry, None, None) and (None, entry, place) for
    those left over."""
    scores = sorted(((near(kind, t, g), i, j) for i, t in enumerate(truth) for j, g in enumerate(got)), key=lambda s: (-s[0], s[1:]))
    left, right, out = set(range(len(truth))), set(range(len(got))), []
    for score, i, j in scores:
        if score > 0 and i in left and j in right:
            out.append((truth[i], got[j], j))
            left.discard(i)
            right.discard(j)
    return out + [(truth[i], None, None) for i in left] + [(None, got[j], j) for j in right]


def leaves(truth, got):
    """(group, key, wanted, given, JSON Pointer of what was given) for every leaf of either side."""
    for group in SCALARS:
        t, g = truth.get(group), got.get(group)
        if not isinstance(t, dict) and not isinstance(g, dict):
            yield group, group, t, g, f"/{group}"
            continue
        if group == "body":
            owner = (truth.get("institution") or {}).get("name") or "~"
            yield group, group, *(cut((side or {}).get("name"), owner) for side in (t, g)), "/body/name"
            continue
        for key in dict.fromkeys([*(t or {}), *(g or {})]):
            yield group, key, (t or {}).get(key), (g or {}).get(key), f"/{group}/{key}"
    for kind, (keys, _) in LISTS.items():
        for t, g, place in paired(kind, truth.get(kind) or [], got.get(kind) or []):
            if keys is None:
                yield kind, kind, t, g, f"/{kind}/{place}"
            for key in keys or ():
                yield kind, key, (t or {}).get(key), (g or {}).get(key), f"/{kind}/{place}/{key}"


def judge(truth, got, evidence, tally, sure, show):
    for group, key, wanted, given, pointer in leaves(truth, got):
        wanted, given = (None if v in (None, "", False) else v for v in (wanted, given))
        if wanted is None and given is None:
            continue
        right = wanted is not None and given is not None and same(key, wanted, given)
        kind = "right" if right else "missed" if given is None else "invented" if wanted is None else "wrong"
        tally[group].update({kind: 1, "given": int(given is not None), "wanted": int(wanted is not None)})
        if pointer in evidence and given is not None:
            said = evidence[pointer]["confidence"]
            step = next(n for n, least in enumerate(STEPS) if said >= least)
            sure[step].update(given=1, right=int(right), said=said)
        if show and not right:
            print(f"  {group} {key}: wanted {wanted!r}, given {given!r}")


def scores(counts):
    precision = counts["right"] / counts["given"] if counts["given"] else float(not counts["wanted"])
    recall = counts["right"] / counts["wanted"] if counts["wanted"] else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read(build, path):
    done = common.ran([build / "escribano", "fields", path])
    found = json.loads(done.out) if done.status == 0 else {}
    return found.get("fields", found), found.get("evidence", {})


def report(title, jobs, args):
    """jobs: (name, path, truth)."""
    tally, sure = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for name, path, truth in jobs:
        if args.show:
            print(name)
        judge(truth, *read(args.build, path), tally, sure, args.show)
    whole = sum(tally.values(), collections.Counter())
    scalar = sum((tally[g] for g in SCALARS), collections.Counter())
    lists = sum((tally[g] for g in LISTS), collections.Counter())
    rows = [[group, c["wanted"], *(f"{v:.3f}" for v in scores(c)), c["missed"], c["wrong"], c["invented"]] for group, c in
            [*((g, tally[g]) for g in (*SCALARS, *LISTS)), ("**scalars**", scalar), ("**lists**", lists), ("**all**", whole)]]
    print(f"**{title}** ({len(jobs)} documents)\n")
    common.table(["field", "values", "precision", "recall", "F1", "missed", "wrong", "invented"], rows)
    print("\nHow sure it said it was, and what was right:\n")
    common.table(["confidence from", "values", "said", "right"],
                 [[STEPS[n], c["given"], f"{c['said'] / c['given']:.3f}", f"{c['right'] / c['given']:.3f}"]
                  for n, c in sorted(sure.items())])


def run(args):
    with tempfile.TemporaryDirectory() as folder:
        for title, force in (("Clean text", 0), ("Old engine's noise", 1.0)):
            jobs = []
            for document in common.old_texts(args.family, args.seed + 20, args.count, force):
                path = Path(folder) / f"{force}-{document.name}.txt"
                path.write_text("\n".join(document.ocr) + "\n", encoding="utf-8")
                jobs.append((document.name, path, document.fields))
            report(title, jobs, args)
        for document, (_, ocr) in zip(map(common.external, args.external), args.external):
            if document.fields:
                report(document.name, [(document.name, ocr, document.fields)], args)
    found = common.scanned(args.family, args.work, args.seed + 2, max(1, args.count // 2), (200, 300),
                           ("office", "through", "speckle", "faint", "heavy"))
    report("Scans, 200 and 300 dpi", [(path.stem, path, truth) for path, _, truth in found], args)
