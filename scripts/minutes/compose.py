# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts to blocks of text, in one of many styles, and the facts as fields (the shape of docs/fields.md)."""

import dataclasses
import re

from . import phrases_a, phrases_b, phrases_c, spanish
from .facts import draw, oficio

PHRASES = {"A": phrases_a, "B": phrases_b, "C": phrases_c}


@dataclasses.dataclass
class Block:
    kind: str                 # title, head, para, bullet, item, row, sign
    text: str = ""
    label: str = ""           # of an item, with its dot
    level: int = 0
    left: list = None         # of a row: paragraphs of its left cell; of signatures: (name, office) pairs
    right: list = None


@dataclasses.dataclass
class Minute:
    facts: object
    blocks: list
    fields: dict
    head: str | None          # running head
    foot: str | None          # page number, with {n} and {total}


def of_plain(noun_phrase):
    return noun_phrase.split(" ", 1)[1]


def role_shown(role):
    return " ".join(w if w in ("de", "del", "la") else spanish.capitalise(w) for w in role.split())


class Words:
    """The slots of the phrases, drawn for one minute; sentence() fills a phrase."""

    def __init__(self, rng, facts):
        self.rng, self.facts, self.phrases = rng, facts, PHRASES[facts.family]
        body, chair, secretary = facts.body, facts.people[0], facts.people[1]
        self.capital_roles = rng.random() < 0.7
        self.figures = rng.random() < 0.4
        self.acronyms_said = body.acronym is not None and rng.random() < 0.5
        self.base = {
            "cuerpo": body.name, "cuerpo_solo": of_plain(body.name), "institucion": of_plain(body.institution),
            "de_la_institucion": spanish.of_the(body.institution), "del_cuerpo": spanish.of_the(body.name),
            "del_cuerpo_solo": of_plain(body.name), "kind": facts.kind, "id": facts.id, "anio_cifras": str(facts.date.year),
            "lugar": facts.place, "presidente": self.seat(chair), "secretario": self.seat(secretary),
            "sesion": self.session(), "anio": str(facts.date.year) if self.figures else spanish.cardinal(facts.date.year),
            "fecha": spanish.date_figures(facts.date) if self.figures else spanish.date_words(facts.date),
            "hora": self.hour(facts.start), "hora_fin": self.hour(facts.end), "presentes": self.number(len(facts.people)),
        }
        for name in ("presidente", "secretario"):
            self.base["del_" + name] = spanish.of_the(self.base[name])
            self.base["al_" + name] = spanish.to_the(self.base[name])
        self.form = rng.choice(self.phrases.FORMS) if facts.place and rng.random() < 0.12 else None

    def seat(self, person):
        words = role_shown(person.role) if self.capital_roles else person.role
        return ("la " if person.female else "el ") + words

    def hour(self, minutes):
        if self.figures:
            return spanish.clock(minutes) + (" horas" if self.rng.random() < 0.7 else " hrs.").rstrip(".")
        return spanish.hours_words(minutes)

    def number(self, n):
        return str(n) if self.figures else spanish.cardinal(n)

    def session(self):
        facts, kind = self.facts, spanish.capitalise(self.facts.session)
        n, form = facts.ordinal, self.rng.random()
        if form < 0.65:
            return f"{spanish.title(spanish.ordinal(n, joined=self.rng.random() < 0.5))} Sesión {kind}"
        if form < 0.8:
            return f"{n}{self.rng.choice(['ª', 'a.'])} Sesión {kind}"
        if form < 0.9:
            return f"{spanish.roman(n)} Sesión {kind}"
        return self.rng.choice([f"Sesión {kind} número {n}", f"Sesión {kind} {n:02d}/{facts.date.year}"])

    def legal(self):
        """A rule cited, noted among the facts."""
        rng, rule = self.rng, self.rng.choice(self.facts.body.rules)
        article = str(rng.randint(2, 140))
        fraction = spanish.roman(rng.randint(1, 14)) if rng.random() < 0.5 else None
        self.facts.legal.append({"article": article, "fraction": fraction, "instrument": of_plain(rule)})
        return f"el artículo {article}{f', fracción {fraction},' if fraction else ''} {spanish.of_the(rule)}"

    def unit(self):
        name, acronym = self.rng.choice(self.facts.body.units)
        if not self.acronyms_said:
            return name
        return f"la {acronym}" if self.rng.random() < 0.5 else f"{name} ({acronym})" if self.rng.random() < 0.2 else name

    def person(self):
        person = self.rng.choice(self.facts.people[2:])
        return ("la " if person.female else "el ") + person.titled()

    def votes(self, n, thing):
        if thing == "abstencion":
            if n == 0 and not self.figures:
                return "cero abstenciones"
            word = "una" if n == 1 and not self.figures else self.number(n)
            return f"{word} abstenci{'ón' if n == 1 else 'ones'}"
        word = spanish.apocope(self.number(n))
        return f"{word} voto{'' if n == 1 else 's'} " + ("a favor" if thing == "favor" else "en contra")

    def slots(self, point=None):
        rng = self.rng
        low = rng.randint(2, 90)
        values = dict(self.base, unidad=self.unit(), mes=spanish.MONTHS[rng.randint(1, 12)], cifra=self.number(low),
                      cifra2=self.number(low + rng.randint(1, 60)), dias=self.number(rng.choice([3, 5, 10, 15, 20, 30])),
                      monto=f"${rng.randint(1, 899)},{rng.randint(0, 999):03d}.{rng.choice(['00', '00', '50', '75'])}",
                      persona=self.person(), ponente=rng.choice([self.person(), self.base["secretario"]]))
        if point:
            num = point.label.lower() if point.label.isalpha() and len(point.label) > 4 else point.label
            values.update(num=num, tema=point.text, asunto=rng.choice([f"el punto {num} del orden del día"] * 2 + [
                "la propuesta", "el proyecto en sus términos", "el documento con las observaciones recibidas"]))
            if point.vote and point.vote.counts:
                favor, against, abstain = point.vote.counts
                values.update(favor=self.votes(favor, "favor"), contra=self.votes(against or 0, "contra"),
                              abstencion=self.votes(abstain or 0, "abstencion"))
        return values

    def sentence(self, phrase, point=None, **more):
        values = self.slots(point)
        values.update(more)
        for slot in ("hecho", "hecho2"):  # drawn only where they are said: a fact may cite an oficio or a law
            if "{" + slot + "}" in phrase:
                values[slot] = self.fact(self.slots())
        if "{propuesta}" in phrase:
            values["propuesta"] = self.rng.choice(self.phrases.PROPOSALS).format(**self.slots())
        if "{duda}" in phrase:
            values["duda"] = self.rng.choice(self.phrases.DOUBTS).format(**self.slots())
        if "{legal}" in phrase:
            values["legal"] = self.legal()
        values.update({spanish.capitalise(k): spanish.capitalise(v) for k, v in list(values.items()) if isinstance(v, str)})
        text = spanish.capitalise(phrase.format(**values))
        text = text.replace(" de el ", " del ").replace(" a el ", " al ").replace(" de El ", " del ")
        return re.sub(r"\.{2,}", ".", text)

    def fact(self, values):
        luck = self.rng.random()
        if luck < 0.04:
            code = oficio(self.rng, self.facts)
            return f"mediante oficio No. {code} se recibieron los comentarios de {values['unidad']}"
        if luck < 0.08:
            return f"así lo ordena {self.legal()}".rstrip(",")
        return self.rng.choice(self.phrases.FACTS).format(**values)

    def say(self, slot, point=None, **more):
        return self.sentence(self.rng.choice(getattr(self.phrases, slot)), point, **more)


def compose(rng, family, names=None):
    """One minute, drawn from rng; its people's names from names, or from the family's own."""
    facts = draw(rng, family, names)
    words = Words(rng, facts)
    blocks = title(words) + opening(words) + attendance(words) + agenda(words) + debate(words) + agreements(words)
    blocks += [Block("para", words.say("FORM_CLOSINGS" if words.form else "CLOSINGS"))]
    end_said = words.base["hora_fin"] in blocks[-1].text
    blocks += signatures(words)
    head = words.say("HEADS") if rng.random() < 0.3 and facts.id else None
    foot = rng.choice(words.phrases.FEET) if rng.random() < 0.6 else None
    return Minute(facts, blocks, fields(facts, blocks, end_said), head, foot)


def title(words):
    rng, facts = words.rng, words.facts
    blocks = [Block("title", words.base["institucion"].upper()
                    + (f" ({facts.body.acronym})" if facts.body.acronym and rng.random() < 0.4 else ""))]
    if rng.random() < 0.3:
        blocks.append(Block("title", words.base["cuerpo_solo"].upper()))
    phrase = rng.choice([p for p in words.phrases.TITLES if facts.id or "{id}" not in p])
    text = words.sentence(phrase).upper()
    if facts.id:
        text = text.replace(facts.id.upper(), facts.id)
        if "{id}" not in phrase:
            blocks.append(Block("title", facts.id))
    return blocks + [Block("title", line) for line in text.split("\n")]


def opening(words):
    if words.form:
        return [Block("para", words.sentence(f"{what}: {value}", Lugar_solo=spanish.capitalise(of_plain(words.facts.place))))
                for what, value in words.form]
    return [Block("para", words.say("OPENINGS" if words.facts.place else "OPENINGS_NO_PLACE"))]


def described(person, with_role=True):
    """"Lic. Ana Luna, Directora de X, designada mediante oficio No. …" """
    text = person.titled()
    if with_role:
        text += ", " + role_shown(person.role)
        if person.role == "representante" and person.office:
            return text + " " + spanish.of_the(person.office)
    if person.office and person.office.startswith("representante"):
        text += f", designad{'a' if person.female else 'o'} {person.office}"
    elif person.office:
        text += ", " + person.office
    if person.oficio:
        text += f", {'' if person.office else 'designad' + ('a ' if person.female else 'o ')}mediante oficio No. {person.oficio}"
    return text


PLURALS = (("vocal", "Vocales"), ("asesor", "Asesores"), ("invitad", "Invitados"), ("consejer", "Consejeros"),
           ("regidor", "Regidores"), ("integrante", "Integrantes"), ("representante", "Representantes"),
           ("comisari", "Comisarios"), ("tesorer", "Tesoreros"))


def plural(role, count):
    if count == 1:
        return role_shown(role)
    plain = next((p for start, p in PLURALS if role.startswith(start)), role_shown(role))
    return plain + (" Electorales" if role.endswith("electoral") else "")


def attendance(words):
    rng, facts = words.rng, words.facts
    people, blocks = facts.people, []
    style = rng.choice(["groups", "groups", "bullets", "bullets", "prose", "table", "lines"])
    if any(p.role == "representante" for p in people) and style in ("groups", "table"):
        style = "bullets"
    if style == "prose":
        listed = "; ".join(("la " if p.female else "el ") + described(p) for p in people[:-1])
        last = people[-1]
        listed += f"; y {'la' if last.female else 'el'} {described(last)}"
        blocks.append(Block("para", words.sentence(rng.choice(words.phrases.ROLL_PROSE), lista=listed)))
    else:
        blocks.append(Block("para", words.say("ROLL_CALL")))
    if style == "groups":
        groups = {}
        for person in people:
            stem = next((start for start, _ in PLURALS if person.role.startswith(start) and person not in people[:2]), person.role)
            groups.setdefault(stem, []).append(person)
        for members in groups.values():
            blocks.append(Block("head", plural(members[0].role, len(members)) + ":"))
            kind = "bullet" if len(members) > 1 else "para"
            blocks += [Block(kind, described(p, with_role=False) + ".") for p in members]
    elif style == "bullets":
        blocks += [Block("bullet", described(p) + ".") for p in people]
    elif style == "lines":
        blocks += [Block("para", f"{role_shown(p.role)}: {described(p, with_role=False)}.") if p.role != "representante" else
                   Block("para", described(p) + ".") for p in people]
    elif style == "table":
        blocks += [Block("row", left=[p.titled()], right=[described(p)[len(p.titled()) + 2:] + "."]) for p in people]
    if facts.absent:
        absent = facts.absent
        blocks.append(Block("para", f"{'La' if absent.female else 'El'} {absent.titled()} no asistió y justificó su ausencia."))
    blocks.append(Block("para", words.say("QUORUM" if facts.count_said else "QUORUM_NO_COUNT")))
    return blocks


def agenda(words):
    rng, facts = words.rng, words.facts
    blocks = [Block("para", words.say("AGENDA_INTRO"))]
    heading = rng.choice(words.phrases.AGENDA_HEADINGS)
    if heading:
        blocks.append(Block("head", heading))
    dot = rng.choice([".", ".-"] if facts.points[0].label.isalpha() else [".", ".", ".", ")", ".-"])
    blocks += [Block("item", p.text, p.label + dot, 1 if "." in p.label else 0) for p in facts.points]
    if rng.random() < 0.3:
        blocks.append(Block("para", words.say("WAIVER")))
    return blocks


def debate(words):
    """Each point: how it was reached, who spoke, how it was voted."""
    rng, facts, blocks = words.rng, words.facts, []
    tabular = rng.random() < 0.2
    heading = rng.choice(words.phrases.HEADINGS)
    if tabular:
        blocks.append(Block("row", left=["Puntos del orden del día"], right=["Comentarios y votación"]))
    for point in facts.points:
        if point.kind in ("roll", "close") or point.kind == "topic" and not point.vote and rng.random() < 0.2:
            continue
        said = sayings(words, point)
        if tabular:
            blocks.append(Block("row", left=[f"{point.label}. {point.text}"], right=said))
            continue
        if heading:
            blocks.append(Block("head", words.sentence(heading, point)))
        else:
            blocks.append(Block("para", words.sentence(rng.choice([p for p in words.phrases.NEXT if "{num}" in p]), point)))
        blocks += [Block("para", text) for text in said]
    return blocks


def sayings(words, point):
    rng, said = words.rng, []
    if point.kind == "general":
        return [words.say("GENERAL", point)]
    if point.kind == "topic":
        said.append(words.say("PRESENTS", point))
        said += [words.say("SPEAKS", point) for _ in range(rng.choice([0, 1, 1, 2, 3, 4]))]
    vote = point.vote
    if vote is None:
        return said + [words.say("NOTED", point)]
    if vote.result == "postponed":
        return said + [words.say("POSTPONED", point)]
    if rng.random() < 0.5:
        said.append(words.say("NO_COMMENTS", point))
    slot = "REJECTED" if vote.result == "rejected" else "MAJORITY" if vote.how == "mayoria" else \
        "UNANIMOUS_COUNTED" if vote.counts else "UNANIMOUS"
    return said + [words.say(slot, point)]


def agreements(words):
    """The list of agreements, where the minute has one; they become fields with their labels as ids."""
    rng, facts = words.rng, words.facts
    approved = [p for p in facts.points if p.vote and p.vote.result == "approved" and p.kind == "topic"]
    if not approved or rng.random() < 0.55:
        return []
    blocks = [Block("head", rng.choice(words.phrases.AGREEMENT_HEADINGS))]
    coded = facts.id is not None and rng.random() < 0.5
    for i, point in enumerate(approved[:12], 1):
        name = f"{facts.id}-{i:02d}" if coded else spanish.masculine(spanish.ordinal(i)).upper()
        text = words.say("AGREEMENTS", point, asunto=f"el punto {point.label} del orden del día")
        facts.agreements.append({"id": name, "text": text})
        blocks.append(Block("item", text, name + ("." if coded else ".-")))
    return blocks


def signatures(words):
    rng, facts = words.rng, words.facts
    if rng.random() < 0.15:
        return []
    heading = rng.choice(words.phrases.SIGNATURES)
    blocks = [Block("head", heading)] if heading else []
    blocks.append(Block("sign", left=[(p.titled(), role_shown(p.role) if p.role != "representante" or not p.office else
                                       "Representante " + spanish.of_the(p.office)) for p in facts.people]))
    return blocks


def all_text(blocks):
    for block in blocks:
        yield block.text
        for cell in (block.left or []) + (block.right or []):
            yield from (cell if isinstance(cell, tuple) else (cell,))


def fields(facts, blocks, end_said):
    body, text = facts.body, " ".join(all_text(blocks))
    plain = re.sub(r"\S*\d\S*", " ", text)
    known = [a for a in [body.acronym] + [u[1] for u in body.units] if a]
    parts = {p for code in facts.oficios for p in re.split(r"[/-]", code) if p.isalpha()}
    acronyms = [a for a in dict.fromkeys(known) if re.search(rf"(?<!\w){a}(?!\w)", plain) or a in parts]
    legal = list({tuple(r.values()): r for r in facts.legal}.values())
    return {
        "institution": {"name": of_plain(body.institution), "acronym": body.acronym if body.acronym in acronyms else None},
        "body": {"name": of_plain(body.name)},
        "document": {"kind": facts.kind, "id": facts.id},
        "session": {"kind": facts.session, "ordinal": facts.ordinal, "year": facts.date.year},
        "date": facts.date.isoformat(),
        "start": spanish.clock(facts.start),
        "end": spanish.clock(facts.end) if end_said else None,
        "place": of_plain(facts.place) if facts.place else None,
        "quorum": {"declared": True, "present": len(facts.people) if facts.count_said else None},
        "attendees": [p.fields() for p in facts.people],
        "agenda": [{"number": p.label, "text": p.text} for p in facts.points],
        "votes": [p.vote.fields(p.label) for p in facts.points if p.vote],
        "agreements": facts.agreements,
        "oficios": list(dict.fromkeys(facts.oficios)),
        "legal_refs": legal,
        "acronyms": acronyms,
    }
