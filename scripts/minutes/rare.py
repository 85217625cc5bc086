# SPDX-License-Identifier: GPL-3.0-or-later
"""Minutes whose people and places are rare ones, with lines of other prose: what the judge of edits learns from
(scripts/train-judge), so that it does not take an unusual name or a word it has not met for an error."""

import collections
import dataclasses
import itertools
import lzma
import re
import unicodedata

from . import noise, plain
from .compose import compose
from .people import Names, common

WORD = re.compile("[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]{2,}")
CAPITALS = re.compile(rf"\b{WORD.pattern}(?: (?:de |del |de la )?{WORD.pattern}){{1,5}}")
PLACE = re.compile("[A-ZÁÉÍÓÚÑ][A-Za-zÁÉÍÓÚÑáéíóúüñ' ]{3,39}")
TOO_MANY = 3000               # what follows given names more often than this is seldom a rare surname
HELD_OUT = (200, 7)           # the lines that scripts/train-models keeps from the language model: NR % 200 == 7
FORCES = (0.35, 0.7, 1, 1)
LONGEST = (50, 60)            # lines kept of a long minute's head and end

SENTENCES = (
    "{el_c} {p}, {vecino} de {l}, {pide} que se {haga} en {l2}.",
    "Se da cuenta del escrito de {el_c} {p}, por el que {pide} la reparación del camino de {l} a {l2}.",
    "{el_c} {p} y {el_c2} {p2} informaron de los trabajos en {l}, {l2} y {l3}.",
    "En uso de la palabra, {el_c} {p} recuerda que {l} sigue sin agua y que los vecinos de {l2} esperan respuesta.",
    "Turno de ruegos: {p} pregunta por el alumbrado de {l}; le contesta {p2}.",
    "Se autoriza a {p}, de {l}, la ocupación de la vía pública los días de feria.",
    "Firman por {l} {p} y por {l2} {p2}.",
    "La obra de {l} la ejecutará la empresa de {p}, con domicilio en {l2}.",
    "Escuela primaria de {l}: se nombra encargada a la maestra {s}.",
    "El expediente de {p} contra los dueños del predio {l} queda sobre la mesa.",
    "Comisión de caminos: {s}, {s2} y {s3}.",
    "Pide la palabra el señor {s}: en {l2} no hay luz desde marzo. Contesta la señora {s2} que ya se avisó a {l}.",
)
REQUESTS = ("pide", "solicita", "propone", "pidió", "solicitó")
WORKS = ("haga un bordo", "ponga una lámpara", "abra un pozo", "limpie el drenaje", "revise el padrón", "pode la arboleda",
         "arregle el techo")


@dataclasses.dataclass
class Stock:
    """What documents are drawn from: given names by sex, surnames with how many bear them, places, and texts (lists of lines)."""
    men: list
    women: list
    listed: dict
    surnames: list            # the listed ones, and those that the prose holds
    places: list
    texts: list

    def surname(self, rng):
        """Half are drawn by how common they are, half any."""
        return rng.choices(list(self.listed), self.listed.values())[0] if rng.random() < 0.5 else rng.choice(self.surnames)

    def names(self, rng, family):
        """The names of one document: a few common given names, more rare ones, and at times some of the other sex with the
        ending changed, which no list has."""
        usual = common(family)

        def given(some, own, others):
            turned = [turn(name) for name in rng.sample(others, rng.choice((0, 0, 1, 2)))]
            return unique(rng.sample(some, 8) + rng.sample(own, min(10, len(own))) + turned)
        return Names(given(usual.men, self.men, self.women), given(usual.women, self.women, self.men),
                     unique(self.surname(rng) for _ in range(60)))


def unique(names):
    return list(dict.fromkeys(names))


def bare(name):
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def turn(name):
    """A given name's other sex: "Domitila", "Domitilo"."""
    return name[:-1] + ("a" if name[-1] == "o" else "o")


def opened(path):
    return lzma.open(path, "rt", encoding="utf-8", errors="replace") if path.suffix == ".xz" else open(path, encoding="utf-8")


def table(path):
    with opened(path) as file:
        return [line.rstrip("\n").split("\t") for line in file]


def read_prose(folder, given):
    """The texts' lines that the language model did not see, by file, and how often each word that those lines do not write
    small followed a given name."""
    texts, found, small = [], collections.Counter(), set()
    every, which = HELD_OUT
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.txt.xz")]):
        lines = []
        with opened(path) as file:
            for n, line in enumerate(file, 1):
                for run in CAPITALS.findall(line):
                    person = itertools.dropwhile(lambda word: word not in given, run.split())
                    found.update(word for word in person if word[0].isupper() and word not in given)
                if n % every == which and 60 < len(line.strip()) < 1500 and not line.isupper():
                    lines.append(" ".join(line.split()))
        if lines:
            texts.append(lines)
            small.update(re.findall(r"\b[a-záéíóúüñ]+", " ".join(lines)))
    return texts, {word: count for word, count in found.items() if word.lower() not in small}


def read_stock(lists, prose):
    """lists holds given.tsv (name first), surnames.tsv (name, then two counts of its bearers) and places.tsv or places.tsv.xz
    (kind, place); prose *.txt or *.txt.xz, one paragraph a line. Spellings that lost an accent are left out."""
    given = [row[0] for row in table(lists / "given.tsv") if WORD.fullmatch(row[0])]
    listed = {row[0]: 1 + sum(float(x) for x in row[1:3] if x.strip().replace(".", "", 1).isdigit())
              for row in table(lists / "surnames.tsv")[1:]}
    texts, found = read_prose(prose, set(given))
    met = [name for name, count in found.items() if count < TOO_MANY and name not in listed]
    lost = {bare(name) for name in [*given, *listed, *met] if bare(name) != name}
    given, met = ([name for name in names if name not in lost] for names in (given, met))
    listed = {name: count for name, count in listed.items() if name not in lost}
    path = next(iter(sorted(lists.glob("places*.tsv*"))))
    places = unique(re.sub(r"\(.*?\)", "", row[1]).strip() for row in table(path) if len(row) > 1)
    return Stock([g for g in given if g[-1] == "o"], [g for g in given if g[-1] == "a"], listed, [*listed, *met],
                 [place for place in places if PLACE.fullmatch(place)], texts)


def sentence(rng, stock, names):
    """Who asked for what, where."""
    def person():
        female = rng.random() < 0.5
        given = rng.sample(names.women if female else names.men, 2 if rng.random() < 0.3 else 1)
        return female, " ".join(given + [stock.surname(rng) for _ in range(2 if rng.random() < 0.85 else 1)])
    (female, p), (female2, p2) = person(), person()
    words = {"el_c": "la C." if female else "el C.", "el_c2": "la C." if female2 else "el C.", "p": p, "p2": p2,
             "vecino": "vecina" if female else "vecino", "pide": rng.choice(REQUESTS), "haga": rng.choice(WORKS)}
    words.update({key: rng.choice(stock.places) for key in ("l", "l2", "l3")})
    words.update({key: stock.surname(rng) for key in ("s", "s2", "s3")})
    said = rng.choice(SENTENCES).format(**words).replace(" de el ", " del ")
    return said[0].upper() + said[1:]


def document(rng, family, stock):
    """One minute's lines, with paragraphs of such sentences and of prose between two of the later blocks."""
    names, width = stock.names(rng, family), rng.randint(70, 100)
    lines = plain.lines(compose(rng, family, names), width)
    if len(lines) > sum(LONGEST):
        lines = lines[:LONGEST[0]] + lines[-LONGEST[1]:]
    text, extra = rng.choices(stock.texts, [len(text) for text in stock.texts])[0], []
    for _ in range(rng.randint(3, 8)):
        ours = rng.random() < 0.45
        said = " ".join(sentence(rng, stock, names) for _ in range(rng.randint(1, 3))) if ours else rng.choice(text)
        extra += plain.wrap(said, width) + [""]
    at = rng.choice([n for n, line in enumerate(lines, 1) if not line and n > len(lines) // 2] or [len(lines)])
    return lines[:at] + extra + lines[at:]


def spoil(rng, lines):
    """The lines as one scan of some force left them."""
    return noise.spoil_lines(lines, rng, rng.choice(FORCES))
