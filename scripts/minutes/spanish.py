# SPDX-License-Identifier: GPL-3.0-or-later
"""Spanish numbers, dates and hours, in the forms that minutes write them."""

UNITS = """cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho
veintinueve""".split()
TENS = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
HUNDREDS = """_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos
novecientos""".split()
ORDINALS = """_ primera segunda tercera cuarta quinta sexta séptima octava novena décima undécima duodécima""".split()
ORDINAL_TENS = {2: "vigésima", 3: "trigésima", 4: "cuadragésima", 5: "quincuagésima"}
MONTHS = """_ enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre""".split()
DAYS = "lunes martes miércoles jueves viernes sábado domingo".split()


def cardinal(n, feminine=False):
    """The number in words, 0 to 999,999."""
    if n >= 1000:
        head = "mil" if n < 2000 else apocope(cardinal(n // 1000)) + " mil"
        return head if n % 1000 == 0 else f"{head} {cardinal(n % 1000, feminine)}"
    if n == 100:
        return "cien"
    if n > 100:
        head = HUNDREDS[n // 100]
        if feminine and n >= 200:
            head = head[:-2] + "as"
        return head if n % 100 == 0 else f"{head} {cardinal(n % 100, feminine)}"
    if n < 30:
        return UNITS[n][:-1] + "a" if feminine and n in (1, 21) else UNITS[n]
    return TENS[n // 10] if n % 10 == 0 else f"{TENS[n // 10]} y {cardinal(n % 10, feminine)}"


def apocope(words):
    """"treinta y uno" as it stands before a masculine noun: "treinta y un"."""
    if words.endswith("veintiuno"):
        return words[:-9] + "veintiún"
    return words[:-1] if words == "uno" or words.endswith(" uno") else words


def ordinal(n, joined=False):
    """The feminine ordinal in words, 1 to 59: "vigésima tercera"; joined: "décimotercera" style is "decimotercera"."""
    if n <= 12 and not (joined and n > 10):
        return ORDINALS[n]
    if n < 20:
        if n == 10:
            return "décima"
        return ("decimo" + ORDINALS[n - 10]) if joined else f"décima {ORDINALS[n - 10]}"
    tens = ORDINAL_TENS[n // 10]
    return tens if n % 10 == 0 else f"{tens} {ORDINALS[n % 10]}"


def masculine(words):
    """The masculine of a feminine ordinal."""
    return " ".join(w[:-1] + "o" if w.endswith("a") else w for w in words.split())


def roman(n):
    out = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value:
            out, n = out + letters, n - value
    return out


def capitalise(text):
    """First letter upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def title(text):
    """Every word's first letter upper case: "Vigésima Tercera"."""
    return " ".join(capitalise(w) for w in text.split())


def date_words(d):
    day = "primero" if d.day == 1 else cardinal(d.day)
    return f"{day} de {MONTHS[d.month]} de {cardinal(d.year)}"


def date_figures(d):
    return f"{d.day} de {MONTHS[d.month]} de {d.year}"


def hours_words(minutes):
    """"trece horas con un minuto" for 781; on the hour just "trece horas"."""
    hour, minute = divmod(minutes, 60)
    hours = "una hora" if hour == 1 else f"{cardinal(hour, feminine=True)} horas"
    if minute == 0:
        return hours
    return f"{hours} con {apocope(cardinal(minute))} minuto{'' if minute == 1 else 's'}"


def clock(minutes):
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def of_the(noun_phrase):
    """"el Comité" → "del Comité", "la Comisión" → "de la Comisión"."""
    return "d" + noun_phrase if noun_phrase.startswith("el ") else "de " + noun_phrase


def to_the(noun_phrase):
    return "al " + noun_phrase[3:] if noun_phrase.startswith("el ") else "a " + noun_phrase


def listed(items):
    """"a, b y c", with "e" before an i sound."""
    if len(items) == 1:
        return items[0]
    last = items[-1]
    sound = last.lower().lstrip("«\"")
    et = "e" if sound[:1] in "ií" and sound[:2] not in ("ie", "ia") or sound[:2] in ("hi", "hí") else "y"
    return ", ".join(items[:-1]) + f" {et} {last}"
