# SPDX-License-Identifier: GPL-3.0-or-later
"""What was printed where an engine read a line."""

import difflib
import re

import Levenshtein

MOST_LOST = 3           # words between two of one line that the engine may have lost
MOST_WORDS = 400_000     # of two stretches aligned letter by letter, multiplied
JUNK = 0.5              # a line of which more is wrong tells nothing


def lines(text):
    """The lines as escribano counts them: pages are parted by form feeds, and an empty one has none."""
    found = []
    for page in text.split("\f"):
        rows = page.split("\n")
        found += rows[:-1] if rows[-1] == "" else rows
    return found


def key(word):
    return re.sub(r"\W", "", word).lower() or word


def by_letters(meant, read):
    """For each word meant the index of the word read that most of its letters went to; None: none."""
    a, b = " ".join(meant), " ".join(read)
    owner = [k for k, word in enumerate(read) for _ in range(len(word) + 1)]
    went = {}
    for tag, i1, i2, j1, j2 in Levenshtein.opcodes(a, b):
        if tag in ("equal", "replace"):
            went.update((i, owner[j]) for i, j in zip(range(i1, i2), range(j1, j2)))
    at = 0
    for word in meant:
        hits = [went[i] for i in range(at, at + len(word)) if i in went]
        at += len(word) + 1
        yield max(set(hits), key=hits.count) if 2 * len(hits) >= len(word) else None


def of_lines(truth, reading):
    """The truth of each line of the reading: words are aligned over the whole document, stretches that differ letter by letter."""
    rows = lines(reading)
    meant, found = truth.split(), [[] for _ in rows]
    read, line = [], []
    for n, row in enumerate(rows):
        read += row.split()
        line += [n] * (len(read) - len(line))
    matcher = difflib.SequenceMatcher(None, [key(w) for w in meant], [key(w) for w in read], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for word, k in zip(meant[a:b], range(c, d)):
                found[line[k]].append(word)
        elif tag == "delete" and b - a <= MOST_LOST and 0 < c < len(read):
            found[line[c if line[c - 1] == line[c] else c - 1]] += meant[a:b]
        elif tag == "replace" and line[c] == line[d - 1] and b - a <= 2 * (d - c) + MOST_LOST:
            found[line[c]] += meant[a:b]
        elif tag == "replace" and (b - a) * (d - c) <= MOST_WORDS:
            for word, k in zip(meant[a:b], by_letters(meant[a:b], read[c:d])):
                if k is not None:
                    found[line[c + k]].append(word)
    return [" ".join(row) for row in found]


def stands(line, begin, end, truth):
    """Whether line[begin:end] was printed so, and whole."""
    for tag, i1, i2, j1, j2 in Levenshtein.opcodes(line, truth):
        if tag == "equal" and i1 <= begin and end <= i2:
            a, b = j1 + begin - i1, j1 + end - i1
            return ((a == 0 or not truth[a - 1].isalnum() or not line[begin].isalnum()) and
                    (b == len(truth) or not truth[b].isalnum() or not line[end - 1].isalnum()))
    return False


def is_junk(line, truth):
    return Levenshtein.distance(line, truth) > JUNK * max(len(line), len(truth))
