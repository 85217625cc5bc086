# SPDX-License-Identifier: GPL-3.0-or-later
"""What old OCR engines did to a text, line by line, without any image. A scan draws a rate for each family of errors
once, as a real scan has its own weaknesses, and every character is then spoiled by those rates."""

import dataclasses

ACCENTS = str.maketrans("áéíóúÁÉÍÓÚñü", "aeiouAEIOUnu")
# Pairs of (what stands there, what the engine saw); the families are switched on and off together.
FAMILIES = {
    "a_o": [("a", "o")] * 4 + [("á", "ó"), ("o", "a")],
    "c_e": [("c", "e"), ("e", "c"), ("é", "e")],
    "rn_m": [("rn", "m"), ("m", "rn"), ("ri", "n"), ("ni", "m"), ("cl", "d"), ("in", "m")],
    "l_i": [("l", "I"), ("ll", "II"), ("i", "l"), ("t", "l"), ("I", "l"), ("l", "1"), ("1", "l")],
    "digit": [("o", "0"), ("O", "0"), ("Ó", "6"), ("S", "5"), ("B", "8"), ("l", "1"), ("i", "1"), ("al", "01"), ("lo", "10")],
    "f_t": [("f", "t"), ("t", "f"), ("fi", "h"), ("h", "b"), ("u", "n"), ("n", "u"), ("v", "y")],
    "caps": [("o", "O"), ("s", "S"), ("c", "C"), ("v", "V"), ("p", "P")],
}
TYPED = str.maketrans("áéíóúÁÉÍÓÚü", "aeiouAEIOUu")
TYPISTS = ((0.01, 0.003), (0.03, 0.001), (0.1, 0.002))   # shares of accents left out, and of long words with a slip
LEAST_SLIP = 5               # letters
JUNK = ("|", "I", "~", "_", "'", "•", "{}", "- -", "¡", ".", "j", "\\", "»", "' .")


@dataclasses.dataclass
class Scan:
    """A scan's rates: each is the chance that a place where the error could happen has it."""
    families: dict
    accents: float            # lost
    blanks: float             # inserted inside words
    joined: float             # lost between words
    stops: float              # "," read as "."
    ends: float               # last letters of a line lost
    junk: float               # margin junk on a line


def draw_scan(rng, force=1.0):
    """The weaknesses of one scan: one family strong, some weak, most absent; about 4 % of characters at force 1."""
    names = list(FAMILIES)
    rng.shuffle(names)
    if rng.random() < 0.4:
        names.remove("a_o")
        names.insert(0, "a_o")
    rates = {name: 0.0 for name in names}
    rates[names[0]] = rng.uniform(0.05, 0.35) * force
    for name in names[1:4]:
        rates[name] = rng.uniform(0.0, 0.02) * force
    return Scan(rates, rng.choice([0.005, 0.02, 0.15]) * force, rng.uniform(0.0, 0.012) * force, rng.uniform(0, 0.006) * force,
                rng.choice([0.02, 0.05, 0.6]) * force, rng.uniform(0, 0.02) * force, rng.uniform(0, 0.05) * force)


def spoil(line, scan, rng):
    """The line as the engine left it."""
    if not line.strip():
        return line
    out, at = [], 0
    pairs = [(a, b, scan.families[f]) for f, list_ in FAMILIES.items() if scan.families[f] > 0 for a, b in dict(list_).items()]
    while at < len(line):
        hit = next(((a, b) for a, b, rate in pairs if line.startswith(a, at) and rng.random() < rate), None)
        if hit and inside(line, at, hit):
            out.append(hit[1])
            at += len(hit[0])
            continue
        here = line[at]
        before, after = line[at - 1] if at else " ", line[at + 1] if at + 1 < len(line) else " "
        if here.translate(ACCENTS) != here and rng.random() < scan.accents:
            here = here.translate(ACCENTS)
        elif here == "," and rng.random() < scan.stops:
            here = "."
        elif here == " " and rng.random() < scan.joined:
            here = ""
        out.append(here)
        if here.isalnum() and after.isalnum() and before.isalnum() and rng.random() < scan.blanks:
            out.append(" ")
        at += 1
    text = "".join(out)
    if len(text) > 40 and rng.random() < scan.ends:
        text = text[:-rng.choice((1, 1, 2))].rstrip()
    if rng.random() < scan.junk:
        mark = rng.choice(JUNK)
        text = f"{mark} {text}" if rng.random() < 0.4 else f"{text} {mark}"
    return text


def inside(line, at, hit):
    """Digits are for letters among letters, and codes and figures are mostly left alone."""
    if hit[1].isdigit() or hit[0].isdigit():
        word = line[line.rfind(" ", 0, at) + 1:].split(" ")[0]
        return sum(c.isalpha() for c in word) >= 2 and not any(c.isdigit() for c in word)
    return True


def spoil_lines(lines, rng, force=1.0):
    scan = draw_scan(rng, force)
    return [spoil(line, scan, rng) for line in lines]


def mistype(word, accents, slips, rng):
    """A word as somebody types it who leaves out so many accents, and slips so often in a long word."""
    if word.translate(TYPED) != word and rng.random() < accents:
        return word.translate(TYPED)
    if len(word) > LEAST_SLIP and word.isalpha() and word.islower() and rng.random() < slips:
        k = rng.randrange(1, len(word) - 1)
        return rng.choice([word[:k] + word[k + 1:], word[:k] + word[k + 1] + word[k] + word[k + 2:], word[:k] + word[k] + word[k:]])
    return word


def mistype_lines(lines, rng):
    accents, slips = rng.choice(TYPISTS)
    return [" ".join(mistype(word, accents, slips, rng) for word in line.split(" ")) for line in lines]
