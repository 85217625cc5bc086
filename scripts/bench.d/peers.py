# SPDX-License-Identifier: GPL-3.0-or-later
"""Other correctors, each a function from lines to lines: Hunspell's first suggestion (Debian's library and es_MX), and
SymSpell (node-symspell from npm, in a folder of its own, with word counts of the given corpus)."""

import collections
import ctypes
import lzma
import random
import re
import subprocess

from minutes import plain
from minutes.compose import compose

WORD = re.compile(r"[^\W_]+")
SYMSPELL = "node-symspell@0.1.0"
SYMSPELL_PROGRAM = r"""
const SymSpell = require('node-symspell'), fs = require('fs')
;(async () => {
  const spell = new SymSpell(2, 7)
  await spell.loadDictionary(process.argv[1], 0, 1, '\t')
  const best = word => {
    if (word.length < 3 || /\d/.test(word)) return word
    const found = spell.lookup(word.toLowerCase(), SymSpell.Verbosity ? SymSpell.Verbosity.TOP : 0, 2)
    if (!found.length || found[0].term === word.toLowerCase()) return word
    const term = found[0].term
    if (word === word.toUpperCase()) return term.toUpperCase()
    return word[0] === word[0].toUpperCase() ? term[0].toUpperCase() + term.slice(1) : term
  }
  process.stdout.write(fs.readFileSync(0, 'utf8').replace(/[\p{L}\p{N}]+/gu, best))
})()
"""


class Hunspell:
    """The first suggestion for every word that es_MX does not know."""

    def __init__(self, folder="/usr/share/hunspell"):
        self.lib = ctypes.CDLL("libhunspell-1.7.so.0")
        self.lib.Hunspell_create.restype = ctypes.c_void_p
        self.lib.Hunspell_get_dic_encoding.restype = ctypes.c_char_p
        self.lib.Hunspell_get_dic_encoding.argtypes = [ctypes.c_void_p]
        self.lib.Hunspell_spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        self.lib.Hunspell_suggest.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.POINTER(ctypes.c_char_p)), ctypes.c_char_p]
        self.lib.Hunspell_free_list.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.POINTER(ctypes.c_char_p)), ctypes.c_int]
        self.handle = self.lib.Hunspell_create(f"{folder}/es_MX.aff".encode(), f"{folder}/es_MX.dic".encode())
        self.encoding = self.lib.Hunspell_get_dic_encoding(self.handle).decode()
        self.kept = {}

    def first(self, word):
        if word not in self.kept:
            self.kept[word] = self.ask(word)
        return self.kept[word]

    def ask(self, word):
        try:
            raw = word.encode(self.encoding)
        except UnicodeEncodeError:
            return word
        if self.lib.Hunspell_spell(self.handle, raw):
            return word
        found = ctypes.POINTER(ctypes.c_char_p)()
        count = self.lib.Hunspell_suggest(self.handle, ctypes.byref(found), raw)
        best = found[0].decode(self.encoding) if count > 0 else word
        if count > 0:
            self.lib.Hunspell_free_list(self.handle, ctypes.byref(found), count)
        return best

    def __call__(self, lines):
        return [WORD.sub(lambda m: self.first(m.group(0)), line) for line in lines]


class SymSpell:
    """The most frequent nearest word within two edits, for every word that the corpus does not have."""

    def __init__(self, work, corpus):
        self.home = work / "symspell"
        if not (self.home / "node_modules" / "node-symspell").exists():
            self.home.mkdir(parents=True, exist_ok=True)
            subprocess.run(["npm", "install", "--silent", "--prefix", self.home, SYMSPELL], check=True, capture_output=True)
        self.counts = work / ("counts-corpus.tsv" if corpus else "counts-minutes.tsv")
        if not self.counts.exists():
            count_words(corpus, self.counts)

    def __call__(self, lines):
        done = subprocess.run(["node", "-e", SYMSPELL_PROGRAM, self.counts], input="\n".join(lines).encode(), cwd=self.home,
                              capture_output=True, check=True)
        return done.stdout.decode().split("\n")


def count_words(corpus, path, at_least=5, most_lines=400_000):
    """Word counts of a folder of text; without one, of minutes of the training family."""
    counts = collections.Counter()
    for line in corpus_lines(corpus, most_lines) if corpus else minute_lines():
        counts.update(word.lower() for word in WORD.findall(line) if not any(c.isdigit() for c in word))
    if not corpus:
        at_least = 1
    path.write_text("".join(f"{w}\t{n}\n" for w, n in counts.most_common() if n >= at_least), encoding="utf-8")


def corpus_lines(corpus, most):
    for file in sorted(corpus.glob("*.txt*")):
        with (lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else open(file, encoding="utf-8")) as lines:
            for n, line in enumerate(lines):
                if n == most:
                    break
                yield line


def minute_lines():
    rng = random.Random(1)
    for _ in range(600):
        yield from plain.lines(compose(rng, "A"))


def all_peers(work, corpus):
    """(name, function) of every peer that can be had here; says which cannot."""
    found = [("left alone", list)]
    for name, make in (("Hunspell, first suggestion", Hunspell), ("SymSpell", lambda: SymSpell(work, corpus))):
        try:
            found.append((name, make()))
        except (OSError, subprocess.CalledProcessError) as why:
            print(f"({name} cannot be had here: {why})\n")
    return found
