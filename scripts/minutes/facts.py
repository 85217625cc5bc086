# SPDX-License-Identifier: GPL-3.0-or-later
"""What happened in an invented session, before any word of it is written down."""

import dataclasses
import datetime

from . import spanish
from .bodies import FAMILIES
from .people import common, gendered, invite


@dataclasses.dataclass
class Vote:
    result: str               # approved, rejected, postponed
    how: str | None           # unanimidad, mayoria
    counts: tuple | None      # for, against, abstain; None: not said

    def fields(self, item):
        favor, against, abstain = self.counts or (None, None, None)
        return {"item": item, "result": self.result, "how": self.how, "for": favor, "against": against, "abstain": abstain}


@dataclasses.dataclass
class Point:
    label: str                # as printed, without its dot: "2", "IV", "SEGUNDO", "3.1"
    text: str
    kind: str                 # roll, agenda, topic, general, close
    vote: Vote | None = None


@dataclasses.dataclass
class Facts:
    family: str
    body: object
    kind: str                 # minuta, acta
    id: str | None
    session: str              # ordinaria, extraordinaria …
    ordinal: int
    date: datetime.date
    start: int                # minutes after midnight
    end: int
    place: str | None
    people: list              # chair, secretary, then the others
    absent: object | None
    count_said: bool
    points: list
    oficios: list = dataclasses.field(default_factory=list)
    legal: list = dataclasses.field(default_factory=list)
    agreements: list = dataclasses.field(default_factory=list)


NUMBERINGS = ("arabic", "arabic", "arabic", "roman", "roman", "words", "nested")
OPENING_POINTS = {
    "A": (("roll", "Lista de asistencia y declaración de quórum."), ("agenda", "Lectura y, en su caso, aprobación del orden del día."),
          ("general", "Asuntos generales."), ("close", "Clausura de la sesión.")),
    "B": (("roll", "Registro de asistencia y verificación del quórum."), ("agenda", "Aprobación del orden del día propuesto."),
          ("general", "Otros asuntos."), ("close", "Cierre de los trabajos.")),
    "C": (("roll", "Pase de lista."), ("agenda", "Aprobación del temario."), ("general", "Asuntos varios."), ("close", "Fin de la sesión.")),
}


def label(numbering, n):
    if numbering == "roman":
        return spanish.roman(n)
    if numbering == "words":
        return spanish.masculine(spanish.ordinal(n)).upper()
    return str(n)


def oficio(rng, facts, unit=None):
    """A new oficio number of the institution."""
    unit = unit or rng.choice(facts.body.units)[1]
    number, year = rng.randint(3, 1299), facts.date.year
    home = facts.body.acronym
    forms = [f"{unit}/{number}/{year}", f"{unit}/{number:04d}/{year}"]
    if home:
        forms += [f"{home}/{unit}/{number}/{year}"] * 3 + [f"{home}-{unit}/{number:03d}/{year}"]
    code = rng.choice(forms)
    facts.oficios.append(code)
    return code


def draw(rng, family, names=None):
    """The facts of one session."""
    body = rng.choice(FAMILIES[family])
    date = datetime.date(rng.randint(1998, 2025), rng.randint(1, 12), rng.randint(1, 28))
    start = rng.randint(9 * 60, 18 * 60)
    session = rng.choice(["ordinaria"] * 5 + ["extraordinaria"] * 4 + ["urgente"])
    ordinal = rng.choice([rng.randint(1, 12), rng.randint(1, 35)])
    forms = [None, f"{body.code}-{ordinal:02d}-{date.year}", f"{body.code}/{ordinal:03d}/{date.year}",
             f"{body.code}-{session[:3].upper()}-{ordinal}-{date.year}"]
    if body.acronym:
        forms.append(f"{body.acronym}/{body.code}/{ordinal:02d}/{date.year}")
    facts = Facts(family, body, rng.choice(["minuta", "acta"]), rng.choice(forms), session, ordinal, date, start,
                  start + rng.randint(7, 190), rng.choice(body.places) if rng.random() < 0.75 else None, [], None,
                  rng.random() < 0.7, [])
    seat(rng, facts, names or common(family))
    plan(rng, facts)
    return facts


def seat(rng, facts, names):
    """Who sits where, and whom they represent."""
    body = facts.body
    people = invite(rng, names, rng.randint(5, 11) + 1)
    facts.absent = people.pop() if rng.random() < 0.4 else None
    offices = list(body.offices)
    rng.shuffle(offices)
    for i, person in enumerate(people):
        role = body.chair if i == 0 else body.secretary if i == 1 else body.member
        if body.adviser and i == len(people) - 1:
            role = body.adviser
        person.role = gendered(role, person.female)
        if i < 2 or not (offices or body.parties):
            if i < 2 and rng.random() < 0.15:
                person.oficio = oficio(rng, facts)
            continue
        if body.parties and i - 2 < len(body.parties) and "consejer" in body.member and i > 4:
            person.role = "representante"
            person.office = body.parties[i - 5] if i - 5 < len(body.parties) else None
            continue
        if offices:
            if rng.random() < 0.2:
                unit = rng.choice(body.units)
                person.office = "representante " + spanish.of_the(unit[0])
                if rng.random() < 0.7:
                    person.oficio = oficio(rng, facts, unit[1])
            else:
                person.office = gendered(offices.pop(), person.female)
    facts.people = people


def fill(rng, text, facts):
    """A topic with its slots drawn."""
    from .bodies import SLOTS
    values = {key: rng.choice(choices) for key, choices in SLOTS.items()}
    unit = rng.choice(facts.body.units)[0]
    values.update(anio_cifras=facts.date.year, cifra=rng.randint(3, 480), mes=spanish.MONTHS[rng.randint(1, 12)], unidad=unit,
                  unidad_sola=unit.split(" ", 1)[1], folio=f"{rng.randint(100, 999)}000{rng.randint(10000, 99999)}")
    text = text.format(**values)
    return text.replace(" de el ", " del ").replace(" a el ", " al ")


def plan(rng, facts):
    """The agenda and what became of each point."""
    voters = sum(1 for p in facts.people if "representante" not in p.role and "asesor" not in p.role
                 and "invitad" not in p.role)
    numbering = rng.choice(NUMBERINGS)
    roll, agenda, general, close = OPENING_POINTS[facts.family]
    full = rng.random() < 0.5
    topics = rng.sample(facts.body.topics, min(len(facts.body.topics), rng.randint(1, 5)))
    rows = ([roll] if full else []) + [agenda] + [("topic", t) for t in topics] + ([general, close] if full else [])
    n = 0
    for kind, text in rows:
        n += 1
        text = fill(rng, text, facts)
        point = Point(label(numbering, n), text, kind)
        if kind == "agenda":
            point.vote = Vote("approved", "unanimidad", None)
        elif kind == "topic" and not text.startswith(("Informe", "Seguimiento", "Lectura", "Rendición")):
            point.vote = ballot(rng, voters)
        facts.points.append(point)
        if kind == "topic" and numbering == "nested" and rng.random() < 0.5:
            for sub in range(1, rng.randint(2, 4)):
                inner = fill(rng, rng.choice(facts.body.topics), facts)
                if inner not in [p.text for p in facts.points]:
                    facts.points.append(Point(f"{n}.{sub}", inner, "topic", ballot(rng, voters)))


def ballot(rng, voters):
    luck = rng.random()
    if luck < 0.55 or voters < 3:
        return Vote("approved", "unanimidad", None if rng.random() < 0.7 else (voters, None, None))
    if luck < 0.8:
        against = rng.randint(1, max(1, (voters - 1) // 2 - 1))
        abstain = rng.randint(0, max(0, voters - 2 * against - 1))
        return Vote("approved", "mayoria", (voters - against - abstain, against, abstain))
    if luck < 0.88:
        favor = rng.randint(0, (voters - 1) // 2)
        return Vote("rejected", "mayoria", (favor, voters - favor, 0))
    return Vote("postponed", None, None)
