// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/announce.h"

#include <string.h>

#include "fields/attendance.h"
#include "fields/phrases.h"
#include "fields/posts.h"
#include "fields/titles.h"

enum { SEAT_WORDS = 9, VERB_WORDS = 5, SENDER_WORDS = 26, STANDS_FOR = 6, MOST_SEAT = 8 };

#define SENT "la|las representacion|representaciones " // of a party

static bool hard_sign(const esc_stream *s, uint32_t at) {
    const esc_atom *atom = &s->atoms[at];
    if (atom->kind != ESC_ATOM_SIGN) return false;
    bool bullet = atom->text[0] == '-' && esc_stream_first(s, at);
    return bullet || strchr(";•*·", atom->text[0]) || (unsigned char)atom->text[0] >= 0xC2;
}

// "por MORENA," / "de Movimiento Azul,": nothing but that and the name of whom one comes from up to `to`.
static bool from_whom(const esc_stream *s, uint32_t from, uint32_t to, const char *by) {
    if (from + 2 >= to || to > from + SEAT_WORDS || !esc_atom_is(&s->atoms[from], by) ||
        !esc_stream_sign(s, to - 1, ','))
        return false;
    uint32_t at = from + 1;
    if (esc_atom_is(&s->atoms[at], "la|el|los|las")) at++;
    if (!esc_atom_capital(&s->atoms[at]) || esc_seat_word(&s->atoms[at])) return false;
    for (; at + 1 < to; at++)
        if (!esc_atom_capital(&s->atoms[at]) && !esc_phrase_link(&s->atoms[at])) return false;
    return true;
}

// "del Partido Azul, Ana Ruiz, y de MORENA," right before the name at `to`: where "de" stands; `to` where
// nothing of the kind does. from: where the name before ends.
static uint32_t next_sender(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t at = from + esc_stream_sign(s, from, ',');
    const bool and = at < to && esc_atom_is(&s->atoms[at], "y|e");
    at += and;
    if (at == from || !from_whom(s, at, to, "de|del")) return to;
    uint32_t i = from, k; // over the name before, and whom that one comes from
    while (i && i + SEAT_WORDS > from && !esc_stream_sign(s, i - 1, ',')) i--;
    for (k = i - (i > 0); k && k + SEAT_WORDS > i && !esc_atom_is(&s->atoms[k], "de|del"); k--)
        if (k + 1 < i && s->atoms[k].kind != ESC_ATOM_WORD) return to;
    return i > 1 && from_whom(s, k, i, "de|del") ? at : to;
}

bool esc_announce_seat(const esc_stream *s, uint32_t from, uint32_t to) {
    if (from_whom(s, from, to, "por")) return true; // "por MORENA, Ana Ruiz"
    for (uint32_t i = from; i < to; i++)
        if (esc_seat_word(&s->atoms[i]) ||
            esc_atom_is(&s->atoms[i],
                        "presidid@|presidid@s|encabezad@|actua|actu@|actuan|funge|fungio|fungiendo"))
            return true;
    if (esc_cursor_within(s, from, to, "en representacion|nombre de|del")) return true;
    // "Por el Consejo de Vigilancia estuvo presente la Dra. …"
    if (from + 2 < to && esc_cursor_looking_at(s, from, "por el|la|los|las") &&
        esc_atom_capital(&s->atoms[from + 2]) &&
        esc_cursor_within(s, from, to, "estuvo|estuvieron|asist*|comparec*|particip*|acud*|concurr*"))
        return true;
    esc_cursor c = esc_cursor_on(s, from, to); // "Por la Gerencia de Operaciones, Cap. …"
    esc_cursor of = c;
    return (esc_cursor_find(&c, "por|representacion la|el|del") && c.at < to &&
            esc_seat_sender(&s->atoms[c.at])) ||
           esc_cursor_find(&of, SENT "de|del");
}

static bool only_signs(const esc_stream *s, const esc_row *row) {
    for (uint32_t i = 0; i < row->count; i++)
        if (s->atoms[row->first + i].kind != ESC_ATOM_SIGN) return false;
    return true;
}

uint32_t esc_announce_label(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t first = s->rows[s->atoms[to].row].first, at = first;
    while (first < from && s->atoms[first].kind == ESC_ATOM_SIGN) first++; // "- PRESIDE LA SESIÓN: …"
    if (first < from || to - first < 1 || to - first > 9) return ESC_NONE;
    while (at < to && (s->atoms[at].kind == ESC_ATOM_SIGN || esc_atom_is(&s->atoms[at], "el|la|los|las")))
        at++;
    if (at >= to) return ESC_NONE;
    if (first && !s->rows[s->atoms[to].row].gap && esc_stream_sign(s, first - 1, ','))
        return ESC_NONE; // goes on
    // "…, Decano" / "SECRETARIA: Abog. …"
    const bool fresh = first && s->atoms[first].shape == ESC_SHAPE_UPPER &&
                       s->atoms[first - 1].shape != ESC_SHAPE_UPPER && esc_stream_sign(s, to - 1, ':');
    if (first && !fresh && !s->rows[s->atoms[to].row].gap &&
        (esc_seat_word(&s->atoms[first - 1]) ||
         esc_atom_is(&s->atoms[first - 1], "el|la|los|las|del|al|como")))
        return ESC_NONE; // "el Consejero / Suplente …", "el / Vicepresidente …"
    bool prose = first && !s->rows[s->atoms[to].row].gap && s->atoms[first - 1].kind == ESC_ATOM_WORD &&
                 s->atoms[first].shape == ESC_SHAPE_LOWER; // "los Consejeros / integrantes, Mtro. …"
    if (prose) return ESC_NONE;
    for (uint32_t i = at; i < to; i++)
        if (esc_stream_sign(s, i, ';')) return ESC_NONE; // of the one before, and of this one
    for (uint32_t i = at + 1; i + 2 < to; i++) // "LA SECRETARIA TÉCNICA.- Concejala Nancy …": who speaks
        if (esc_stream_sign(s, i, '.') && s->atoms[i + 1].kind == ESC_ATOM_SIGN && s->atoms[i + 1].glued &&
            esc_announce_seat(s, i + 2, to))
            return i + 2;
    bool colon = esc_stream_sign(s, to - 1, ':');
    bool presides = esc_atom_is(
        &s->atoms[at], "preside|presidio|presidi@|presidencia|secretaria|actu@|actuo|funge|fungio|asiste");
    bool closed = colon || esc_seat_word(&s->atoms[to - 1]) || esc_stream_sign(s, to - 1, ',') || presides;
    return (presides || esc_seat_word(&s->atoms[at])) && closed ? first : ESC_NONE;
}

// "… el Secretario / General, Lic. …", "Por la Gerencia / Jurídica, …": the row breaks within the post.
static bool runs_on(const esc_stream *s, uint32_t at) {
    if (s->atoms[at].shape == ESC_SHAPE_LOWER) // also "bajo la presidencia de su titular, / concejala …"
        return s->atoms[at - 1].kind == ESC_ATOM_WORD ||
               (at > 1 && esc_stream_sign(s, at - 1, ',') && esc_atom_is(&s->atoms[at - 2], "titular"));
    if (s->atoms[at - 1].kind != ESC_ATOM_WORD) return false;
    if (esc_seat_word(&s->atoms[at - 1]) && esc_seat_adjective(&s->atoms[at]))
        return true; // "Regidor / Propietario"
    return !esc_seat_word(&s->atoms[at]) && !esc_seat_area(&s->atoms[at]) &&
           !esc_atom_is(&s->atoms[at], "el|la|los|las|por|como");
}

bool esc_announce_stop(const esc_stream *s, uint32_t at, uint32_t to) {
    if (!esc_stream_sign(s, at, '.') || !at || at + 1 >= to) return false;
    bool word =
        s->atoms[at - 1].norm_len > 3 || esc_stream_sign(s, at - 1, ')') ||
        esc_atom_is(&s->atoms[at - 1], "fe|voz|dia|mes|ano|acto|fin|tal|asi|sur|red"); // no abbreviations
    return word && s->atoms[at + 1].shape != ESC_SHAPE_LOWER && s->atoms[at + 1].kind == ESC_ATOM_WORD;
}

// "Ana Ruiz Paz - Preside" / "Luis Soto Roa": the verb ends the row of the one before.
bool esc_announce_presides(const esc_stream *s, uint32_t at, uint32_t to) {
    uint32_t end = esc_stream_row_end(s, at);
    return esc_atom_is(&s->atoms[at], "preside|presidio") && !esc_stream_first(s, at) && end <= to &&
           end <= at + 2;
}

uint32_t esc_announce_over_bracket(const esc_stream *s, uint32_t from, uint32_t to) {
    if (!esc_stream_sign(s, from, '(')) return from;
    uint32_t open = 1;
    for (uint32_t i = from + 1; i < to && i < from + 14; i++) {
        open += esc_stream_sign(s, i, '(');
        if (esc_stream_sign(s, i, ')') && !--open) return i + 1;
    }
    return from;
}

bool esc_announce_parted(const esc_stream *s, uint32_t at) {
    return esc_stream_sign(s, at, '.') && at + 1 < s->atoms_count && !esc_stream_first(s, at + 1) &&
           s->atoms[at].glued && s->atoms[at + 1].kind == ESC_ATOM_WORD && esc_seat_word(&s->atoms[at + 1]);
}

// "…, como vocal", "…, y en calidad de Presidenta", "…, el Vicepresidente".
static bool seat_behind_comma(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i + 2 < to; i++) {
        if (!esc_stream_sign(s, i, ',')) continue;
        const uint32_t at = i + 1 + esc_atom_is(&s->atoms[i + 1], "y|e");
        if (esc_atom_is(&s->atoms[at], "como") ||
            esc_cursor_looking_at(s, at, "en su? calidad|caracter|condicion de") ||
            (esc_atom_is(&s->atoms[at], "el|la") && at + 1 < to && esc_seat_word(&s->atoms[at + 1])))
            return true;
    }
    return false;
}

// "La Presidenta de la Comisión dio …": behind the seat of one, with its article at `at`, what he does; gives
// where that begins, or `at`.
static uint32_t does(const esc_stream *s, uint32_t at, uint32_t to) {
    uint32_t i = at + 1;
    if (!esc_atom_is(&s->atoms[at], "el|la") || i >= to || !esc_seat_word(&s->atoms[i])) return at;
    while (i < to && (esc_seat_word(&s->atoms[i]) || esc_seat_adjective(&s->atoms[i]))) i++;
    if (i + 1 < to && esc_atom_is(&s->atoms[i], "de|del")) {
        i++;
        if (i + 1 < to && esc_atom_is(&s->atoms[i], "la|el|este|esta")) i++;
        i = esc_atom_capital(&s->atoms[i]) ? esc_phrase_end(s, i, to, ESC_PHRASE_LISTS) : i + 1;
    }
    return i < to && s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].shape == ESC_SHAPE_LOWER &&
                   !esc_phrase_link(&s->atoms[i]) &&
                   !esc_atom_is(&s->atoms[i], "que|quien|con|como|el|asi|no|o|u|ni|sin|titular")
               ? i
               : at;
}

bool esc_announce_does(const esc_stream *s, uint32_t at, uint32_t to) { return does(s, at, to) > at; }

// "al Ing. …", "a la Lic. …", "a Ana Ruiz": where the word before the name at `to` stands that makes it the
// one to whom something is done; `to` where none does.
static uint32_t object_from(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t at = to;
    if (at > from && esc_atom_is(&s->atoms[at - 1], "la|el|los|las")) at--;
    return at > from && esc_atom_is(&s->atoms[at - 1], "a|al") ? at - 1 : to;
}

// "La Presidenta dio la bienvenida al nuevo vocal, Luis Paz": the seat is of her who does it, and what stands
// behind "al" of him; gives where that begins, or `from`.
static uint32_t over_doer(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t link = ESC_NONE;
    for (uint32_t i = to; i-- > from && i + SEAT_WORDS > to && !esc_announce_stop(s, i, to);)
        if (esc_atom_is(&s->atoms[i], "a|al")) {
            link = i;
            break;
        }
    for (uint32_t i = from; link != ESC_NONE && i + 2 < link; i++) {
        const uint32_t verb = does(s, i, link);
        if (verb == i || esc_cursor_within(s, verb, link, ":|;")) continue;
        bool stopped = false;
        for (uint32_t k = verb; k < link; k++) stopped |= esc_announce_stop(s, k, to);
        if (!stopped) return link + 1;
    }
    return from;
}

bool esc_announce_object(const esc_stream *s, uint32_t from, uint32_t to) {
    return over_doer(s, from, to) > from;
}

// "del Vicepresidente", "de la Primera Tesorera".
static bool seat_with_article(const esc_stream *s, uint32_t at) {
    if (!esc_atom_is(&s->atoms[at], "del")) {
        at++;
        if (at + 1 >= s->atoms_count || !esc_atom_is(&s->atoms[at], "la|los|las")) return false;
    }
    at++;
    if (at + 2 < s->atoms_count && esc_atom_is(&s->atoms[at], "sr|sra|senor|senora")) // "del Sr. Interventor"
        at += 1 + esc_stream_sign(s, at + 1, '.');
    if (at + 1 < s->atoms_count && s->atoms[at].ordinal) at++;
    return at < s->atoms_count && esc_seat_is_role(&s->atoms[at]);
}

// "…, Presidenta, y levantó el acta el señor …": what the next one does stands between, and no seat of his.
static bool acts_next(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from + 2; i + 2 < to && i < from + SENDER_WORDS; i++) {
        if (esc_stream_sign(s, i, ';') || esc_stream_sign(s, i, ':')) return false;
        if (!esc_stream_sign(s, i, ',') || !esc_atom_is(&s->atoms[i + 1], "y|e") ||
            s->atoms[i + 2].shape != ESC_SHAPE_LOWER)
            continue;
        for (uint32_t k = i + 2; k < to; k++)
            if (esc_seat_word(&s->atoms[k]) || s->atoms[k].kind == ESC_ATOM_SIGN) return false;
        return esc_cursor_looking_at(s, i + 2, "levant*|redact*|lo|la|los|le|les|tom*|da|dio") &&
               esc_atom_is(&s->atoms[to - 1], "el|la|senor|senora");
    }
    return false;
}

// "Ana Ruiz Paz, Titular de Archivos, Vocal, y el contador …": what stands behind the comma is of the one
// before, and the next one has no more than an article.
static bool of_one_before(const esc_stream *s, uint32_t from, uint32_t to) {
    // "…, Presidente, y Ana Ruiz Paz, Secretaria"
    if (esc_stream_sign(s, from, ',') && to > from + 1 && esc_seat_word(&s->atoms[from + 1]) &&
        acts_next(s, from, to))
        return true;
    const uint32_t seat =
        from + 1 + (to > from + 3 && esc_atom_is(&s->atoms[from + 1], "como")); // "…, como Vocal, y D. …"
    const bool joined = esc_atom_is(&s->atoms[to - 1], "y|e") && esc_stream_sign(s, to - 2, ',') &&
                        to < from + MOST_SEAT && esc_seat_is_role(&s->atoms[seat]);
    // "…, comisionado con el oficio 12/2014, y de la Ing. …"
    const bool of =
        to > from + 3 && (esc_atom_is(&s->atoms[to - 1], "del") || esc_cursor_looking_at(s, to - 2, "de la"));
    if (!esc_stream_sign(s, from, ',') || (!joined && !of && !esc_atom_is(&s->atoms[to - 1], "el|la")))
        return false;
    uint32_t stop = joined ? to : to - 1;
    if (of && esc_atom_is(&s->atoms[stop], "la")) stop--;
    if (of && !esc_atom_is(&s->atoms[stop - 1], "y|e")) return false;
    if (esc_atom_is(&s->atoms[stop - 1], "y|e")) stop--;
    if (stop < from + 3 || s->atoms[stop - 1].kind != ESC_ATOM_SIGN ||
        !strchr(",;", s->atoms[stop - 1].text[0]))
        return false;
    return esc_seat_word(&s->atoms[seat]) && !esc_cursor_within(s, from, stop, ":") &&
           !esc_cursor_within(s, from, stop - 1, ";") &&
           !esc_cursor_within(s, from, stop, "por el|la|los|las") &&
           !esc_cursor_within(s, from, stop, "y|e ,? como"); // "…, y como invitado, el Ing. Luis Paz"
}

// "Por Movimiento Ciudadano, Luis Paz Roa, representante propietario": at a row's head, whom he comes from,
// without an article; `to` where nothing of the kind stands before the name there.
static uint32_t by_party(const esc_stream *s, uint32_t from, uint32_t to) {
    const uint32_t head = s->rows[s->atoms[to].row].first;
    if (head < from || head + 2 >= to || to - head > SEAT_WORDS || !esc_atom_is(&s->atoms[head], "por") ||
        !esc_stream_sign(s, to - 1, ',') || !esc_atom_capital(&s->atoms[head + 1]) ||
        esc_seat_word(&s->atoms[head + 1]))
        return to;
    for (uint32_t i = head + 1; i + 1 < to; i++)
        if (!esc_atom_capital(&s->atoms[i]) && !esc_phrase_link(&s->atoms[i])) return to;
    return head;
}

// ": por MORENA, Ana Ruiz", "Por el Partido Azul, Luis Paz" at a row's head: where whom the name comes from
// begins; `to` where nothing of the kind stands right before it.
static uint32_t sent_by(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = to; i-- > from && i + SEAT_WORDS > to;) {
        if (!from_whom(s, i, to, "por")) continue;
        const bool row = esc_stream_first(s, i) && s->atoms[i].shape == ESC_SHAPE_CAPITAL,
                   parted = i > from && esc_atom_is(&s->atoms[i - 1], ":|;|y|e|como");
        return row || parted || (i == from && i && esc_atom_is(&s->atoms[i - 1], ":|;")) ? i : to;
    }
    return to;
}

// "Por la Universidad: el Gerente, D. …", "Por parte del gobierno del estado:" over the name: where the row
// begins that says whom those behind its colon come from; `to` where none does.
static uint32_t sent_label(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t row = s->atoms[to].row;
    if (esc_stream_begins(s, to) && row) row--;
    const uint32_t head = s->rows[row].first, end = esc_stream_row_end(s, head);
    if (head < from || head >= to || s->atoms[head].shape == ESC_SHAPE_LOWER ||
        !esc_cursor_looking_at(s, head, "por parte? el|la|los|las|de|del"))
        return to;
    for (uint32_t i = head + 2; i < end && i < to && s->atoms[i].kind != ESC_ATOM_SIGN; i++)
        if (esc_stream_sign(s, i + 1, ':')) return i + 1 < to ? head : to;
    return to;
}

// "Presidenta" / "   Dña. Ana Ruiz Paz": where the seat begins that stands in the row over the name; ESC_NONE
// where none does.
static uint32_t seat_over(const esc_stream *s, uint32_t from, uint32_t name) {
    const uint32_t row = s->atoms[name].row;
    if (!row || !esc_stream_first(s, name)) return ESC_NONE;
    const esc_row *over = &s->rows[row - 1];
    const bool seat = over->first >= from && over->count < SEAT_WORDS &&
                      esc_seat_word(&s->atoms[over->first]) &&
                      s->atoms[over->first].column <= s->atoms[name].column &&
                      s->atoms[over->first + over->count - 1].kind == ESC_ATOM_WORD;
    return seat ? over->first : ESC_NONE;
}

uint32_t esc_announce_from(const esc_stream *s, uint32_t from, uint32_t to, bool roles_first) {
    from = esc_announce_over_bracket(s, from, to);
    if (from >= to) return to; // also where the text begins with a name
    from = over_doer(s, from, to);
    // "… a Ana Ruiz, Directora de Obras, y a Luis Paz, …": of the one before
    const uint32_t object = object_from(s, from, to);
    if (from >= to || object == from || (object < to && esc_atom_is(&s->atoms[object - 1], "y|e|,")))
        return to;
    const uint32_t over = roles_first ? seat_over(s, from, to) : ESC_NONE;
    if (over != ESC_NONE) return over;
    const uint32_t sent = next_sender(s, from, to);
    if (sent < to) return sent;
    // "…, en su condición de presidente, …" is of the one before, whatever order the others have
    const bool of =
        esc_stream_sign(s, from, ',') && from + 3 < to && esc_atom_is(&s->atoms[from + 1], "de|del") &&
        !seat_with_article(s, from + 1) && // "del Presidente, A, de la Tesorera, B y de los vocales C y D"
        (s->atoms[from + 2].shape != ESC_SHAPE_LOWER || s->atoms[from + 3].shape != ESC_SHAPE_LOWER);
    if (of || esc_cursor_looking_at(s, from, ", en su calidad|caracter|condicion de"))
        for (uint32_t i = from + (of ? 2 : 4); i < to && i < from + 4 + SEAT_WORDS; i++)
            if (esc_atom_is(&s->atoms[i], ",|;|y|e")) {
                from = i;
                break;
            }
    // "…, vocal, quien sustituye al Ing. …": the seat is of the one before
    for (uint32_t i = to; i-- > from + 1 && i + STANDS_FOR > to;)
        if (esc_cursor_looking_at(s, i, "quien|que sustituye|suple|reemplaza|releva|representa a|al"))
            return i;
    const uint32_t sender = sent_label(s, from, to);
    const uint32_t over_sender = sender < to && s->atoms[sender].row ? s->atoms[sender].row - 1 : 0;
    if (sender < to && // and no "CONSEJEROS PRESENTES" over it
        (s->rows[over_sender].first < from || !esc_attendance_heads(s, s->rows[over_sender].first, to)))
        return sender;
    uint32_t label = esc_announce_label(s, from, to);
    if (label != ESC_NONE) return label;
    const uint32_t party = by_party(s, from, to), by = party < to ? party : sent_by(s, from, to);
    if (by < to) return by;
    if (of_one_before(s, from, to)) return to;
    for (uint32_t i = from; i + 3 < to; i++) // "…, Secretaría a cargo del señor …"
        if (to - i < SEAT_WORDS + VERB_WORDS && esc_post_in_charge(s, i)) return i;
    // "Otros asistentes: Sr. …": a label that tells no seat, and ends what was said of the one above
    const uint32_t head = s->rows[s->atoms[to].row].first;
    bool labelled = head >= from && head && head < to && to - head < SEAT_WORDS &&
                    esc_stream_sign(s, to - 1, ':') && s->atoms[head].shape == ESC_SHAPE_CAPITAL &&
                    !esc_phrase_link(&s->atoms[head - 1]) && !esc_stream_sign(s, head - 1, ',') &&
                    !esc_announce_seat(s, head, to) && !esc_atom_is(&s->atoms[head], "fdo|fdª|firmado|firma");
    if (labelled) return head;
    // a heading in the rows above, over bullets and heads of pages
    uint32_t row = s->atoms[to].row, top = ESC_NONE;
    for (int n = 0; row > 0 && s->rows[row].first > from && n < 6; n++) {
        const esc_row *above = &s->rows[--row];
        if (above->first < from) break;
        if (esc_attendance_heads(s, above->first, to)) {
            top = above->first;
            if (!esc_attendance_sends(s, top) && !esc_atom_is(&s->atoms[top], "por"))
                break; // over whom they come from the seat may stand
            continue;
        }
        if (top != ESC_NONE) break;
        bool part = esc_atom_is(&s->atoms[above->first], "area|grupo|estamento|sector|claustro");
        if (!only_signs(s, above) && !above->upper && !part) break;
    }
    if (top != ESC_NONE) return top;
    if (!roles_first && esc_announce_parted(s, from) && esc_stream_begins(s, to)) return to;
    // what stands behind the last stop
    uint32_t start = from;
    bool stopped = false;
    for (uint32_t i = from; i < to; i++) {
        bool fresh =
            esc_stream_first(s, i) && i > from && !esc_phrase_link(&s->atoms[i - 1]) &&
            // "Ana Ruiz Paz," / "Vocal. Luis Soto Roa, …"
            !(i == from + 1 && esc_stream_sign(s, from, ',') && esc_stream_sign(s, to - 1, '.')) &&
            (s->rows[s->atoms[i].row].gap || (s->atoms[i].row == s->atoms[to].row && !runs_on(s, i)));
        bool dash = i == from && esc_atom_is(&s->atoms[i], "–|—"); // "Ana Ruiz Paz – Vocal"
        // "…, Alcaldesa – Presidenta" / "Ing. Luis Paz": of the one before, whose row it ends
        dash |= !esc_stream_first(s, i) && esc_atom_is(&s->atoms[i], "–|—") && esc_stream_begins(s, to) &&
                esc_stream_row_end(s, i) <= to && s->atoms[i].row == s->atoms[from].row;
        if ((hard_sign(s, i) && !dash) || esc_announce_stop(s, i, to))
            start = i + 1, stopped = true;
        else if (fresh)
            start = i, stopped = true;
    }
    // "…, y, en representación de la Fiscalía Local, la abogada …": whom the next one stands for
    for (uint32_t i = from + 1; i + 3 < to; i++)
        if (esc_cursor_looking_at(s, i, "en representacion|nombre de|del") &&
            esc_stream_sign(s, to - 2, ',') &&
            (esc_atom_is(&s->atoms[i - 1], "y|e") ||
             (esc_stream_sign(s, i - 1, ',') && i > from + 1 && esc_atom_is(&s->atoms[i - 2], "y|e"))))
            return i;
    // "Actúa de Presidente D. … y de Secretaria Dña. …"
    bool and_as = esc_cursor_looking_at(s, from, "y|e de|como") && to - from < SEAT_WORDS &&
                  !esc_cursor_within(s, from, to, ",") && esc_announce_seat(s, from + 2, to);
    if (and_as) return from + 1;
    // "…, actuando como Secretario el Abog. …": nothing but the seat stands before the name
    for (uint32_t i = from; i + 2 < to; i++) {
        if (!esc_cursor_looking_at(s, i,
                                   "actuando|actua|actuo|fungiendo|funge|fungio|oficiando|oficia|oficio "
                                   "como|de") &&
            !esc_cursor_looking_at(s, i, "actuan|actuaron|fungen|fungieron como|de") &&
            !(esc_cursor_looking_at(s, i, "fueron|eran|son ~1 l@s") && esc_seat_word(&s->atoms[i + 1])))
            continue;
        bool parted = to - i > SEAT_WORDS || (i > from && esc_atom_is(&s->atoms[i - 1], "quien|que"));
        for (uint32_t k = i; k < to; k++) // a comma right before the name parts nothing
            parted |= !(k + 1 == to && k > i + 4 && esc_stream_sign(s, k, ',')) &&
                      (esc_atom_is(&s->atoms[k], ",|;|y|e|:") ||
                       (esc_stream_first(s, k) && s->rows[s->atoms[k].row].gap));
        if (!parted && esc_announce_seat(s, i + 1, to)) return i;
    }
    // "…; por la Secretaría de Finanzas, como vocal, la C.P. …": whom the next one stands for, and as what
    for (uint32_t i = from; i + 3 < to; i++) {
        bool begins = i == from || esc_atom_is(&s->atoms[i - 1], "y|e|;|:") ||
                      (i > from + 1 && esc_stream_sign(s, i - 1, ',') &&
                       esc_atom_is(&s->atoms[i - 2], "comparec*|asist*|concurr*|acud*|y|e"));
        if (begins && to - i < SENDER_WORDS && esc_cursor_looking_at(s, i, "por el|la|los|las") &&
            seat_behind_comma(s, i, to) && !esc_cursor_within(s, i, to, ";"))
            return i;
    }
    // "…, a la que asiste, como Secretario, el titular de la Corporación D. …"
    for (uint32_t i = start + 1; i + 3 < to; i++)
        if (to - i < SEAT_WORDS + VERB_WORDS && esc_atom_is(&s->atoms[i], "como") &&
            esc_seat_is_role(&s->atoms[i + 1]) &&
            (esc_stream_sign(s, i - 1, ',') ||
             esc_atom_is(&s->atoms[i - 1], "asiste|asisten|asistio|interviene")))
            return i;
    // "… y, en calidad de Secretaria General (e), Mg. …"
    for (uint32_t i = from; i + 3 < to; i++)
        if ((esc_stream_sign(s, to - 1, ',') || esc_atom_is(&s->atoms[to - 1], "el|la")) &&
            (esc_cursor_looking_at(s, i, "y ,? en su? calidad|caracter|condicion|funciones de") ||
             (to - i < SEAT_WORDS + VERB_WORDS && esc_cursor_looking_at(s, i, "y ,? como"))))
            return i;
    // "…, así como el Secretario del Ayuntamiento, Lic. …": an article before the role announces the next one
    uint32_t article = to;
    for (uint32_t i = to; i-- > start + 1 && to - i < 12;)
        if (esc_seat_word(&s->atoms[i])) {
            bool stood_for = i >= start + 3 && esc_atom_is(&s->atoms[i - 2], "de") &&
                             esc_atom_is(&s->atoms[i - 3], "representante|representantes|delegad@|apoderad@");
            // "presidente del comisariado ejidal, y lo acompañan la C. …"
            stood_for |= i > start + 2 && esc_atom_is(&s->atoms[i], "comisariado") &&
                         esc_atom_is(&s->atoms[i - 1], "del");
            if (stood_for) break; // "Representante de las directivas académicas" of the one before
            // "los directores titulares", "del Primer Visitador"
            while (i > start + 1 && (esc_seat_word(&s->atoms[i - 1]) || s->atoms[i - 1].ordinal ||
                                     esc_atom_is(&s->atoms[i - 1], "vice")))
                i--;
            const uint32_t dot = esc_stream_sign(s, i - 1, '.') ? 1 : 0;
            if (i > start + 2 + dot && esc_atom_is(&s->atoms[i - 1 - dot], "senor|senora|sr|sra|srta") &&
                esc_atom_is(&s->atoms[i - 2 - dot], "el|la|del|al"))
                i -= 1 + dot; // "de la señora Vice Alcaldesa, Profa. …", "de la Sra. Prorrectora, Dra. …"
            if (esc_atom_is(&s->atoms[i - 1], "el|la|los|las|del|al"))
                article = i - 1;
            else if (esc_stream_sign(s, i - 1, ':') && esc_stream_sign(s, to - 1, ','))
                article = i; // "… los consejeros titulares: Vicepresidenta, Cra. …"
            break;
        }
    for (uint32_t i = start; i < to; i++) // "bajo la presidencia del señor …"
        if (to - i < 10 && !esc_announce_presides(s, i, to) && !(article < i) &&
            !(i && esc_atom_is(&s->atoms[i - 1], "quien|que")) &&
            esc_atom_is(&s->atoms[i], "presidencia|presidid@|presidid@s|preside|presidio|presidiendo"))
            return i;
    if (roles_first) {
        bool seat = false;
        for (uint32_t i = start; i < to; i++)
            seat |= esc_seat_word(&s->atoms[i]) || esc_cursor_looking_at(s, i, SENT "de|del");
        if (article < to && start == from && esc_announce_seat(s, start, article))
            return article; // "a invitación de la Presidenta, el …"
        bool announced = article < to || (seat && !esc_stream_first(s, to)) ||
                         (stopped && esc_announce_seat(s, start, to));
        return announced ? start : to;
    }
    if (article < to) return article;
    return stopped && esc_announce_seat(s, start, to) ? start : to;
}

bool esc_announce_roles_first(const esc_stream *s, uint32_t from, uint32_t to) {
    from = over_doer(s, from, to);
    const uint32_t over = seat_over(s, from, to);
    if (over != ESC_NONE) { // and one over the next name, which is set in or has a title
        const uint32_t below = esc_stream_row_end(s, to);
        if (below < s->atoms_count && esc_seat_is_role(&s->atoms[below]) &&
            s->atoms[below].column == s->atoms[over].column) {
            const uint32_t next = esc_stream_row_end(s, below);
            if (s->atoms[over].column < s->atoms[to].column ||
                (!s->rows[s->atoms[below].row].gap && next < s->atoms_count &&
                 !s->rows[s->atoms[next].row].gap && esc_title_end(s, to, s->atoms_count) > to &&
                 esc_title_end(s, next, s->atoms_count) > next))
                return true;
        }
    }
    uint32_t back = to > 9 && to - 9 > from ? to - 9 : from;
    uint32_t mark = to; // "los siguientes miembros:" / "1. Ana Ruiz Paz, presidenta"
    while (mark > back + 1 && !esc_stream_first(s, mark) &&
           (s->atoms[mark - 1].kind == ESC_ATOM_NUMBER || esc_atom_is(&s->atoms[mark - 1], ".|)|-|°|º")))
        mark--;
    for (uint32_t i = to; i-- > back;) {
        const esc_atom *atom = &s->atoms[i];
        if (to - i < VERB_WORDS && esc_atom_is(atom, "presidio|preside")) return true; // "presidió el Sr. …"
        // "REGIDORES: Ana Ruiz Paz, Presidenta, Luis Soto Roa, …": nor does one before it, of several
        if (esc_seat_is_role(atom) && atom->norm[atom->norm_len - 1] == 's' &&
            (esc_stream_sign(s, to - 1, ':') || esc_stream_sign(s, mark - 1, ':')))
            return false;
        if (esc_cursor_looking_at(s, i, SENT "de|del"))
            return true;         // "la representación de MORENA, Ana Ruiz"
        if (esc_seat_word(atom)) // a heading over a list tells nothing of the order
            return !esc_attendance_heads(s, s->rows[atom->row].first, to) || atom->row == s->atoms[to].row;
        if (atom->kind == ESC_ATOM_SIGN && strchr(".;", atom->text[0]) &&
            s->atoms[i ? i - 1 : 0].norm_len > 4)
            return false;
    }
    return false;
}
