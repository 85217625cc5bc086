// SPDX-License-Identifier: GPL-3.0-or-later
// The oficios that a paper names, by their numbers.
#include <string.h>

#include "fields/codes.h"
#include "fields/dates.h"
#include "fields/reader.h"
#include "fields/sentences.h"

enum { MAX_OFICIOS = 500, MOST_OWNER_WORDS = 10 };

typedef struct oficios {
    const char *codes[MAX_OFICIOS];
    uint32_t count;
} oficios;

static uint32_t lettered_end(const esc_stream *s, uint32_t at, uint32_t end);
static uint32_t signed_end(const esc_stream *s, uint32_t at, uint32_t end);

static bool add_oficio(esc_reader *r, oficios *known, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    char *code = lettered_end(s, from, to) == to || signed_end(s, from, to) == to
                     ? esc_stream_text(s, r->arena, from, to)
                     : esc_code_text(s, r->arena, from, to);
    for (uint32_t i = 0; i < known->count; i++)
        if (!strcmp(known->codes[i], code)) return false;
    if (known->count == MAX_OFICIOS) return false;
    known->codes[known->count] = code;
    esc_reader_put(r, ESC_VALUE_TEXT, code, "oficios", 0.95f, (esc_range){&r->body, from, to}, "/oficios/%u",
                   known->count);
    known->count++;
    return true;
}

// 2008EE21764: figures and letters without any sign between.
static bool run_together(const esc_atom *atom) {
    if (!atom || atom->kind != ESC_ATOM_MIXED) return false;
    size_t digits = 0;
    for (const char *p = atom->text; *p; p++) digits += *p >= '0' && *p <= '9';
    return digits > 3 && strlen(atom->text) > 6;
}

// "con el diverso TRIJAE/2S/0356/2024", "mediante similar …": an oficio, too.
static bool is_another(const esc_stream *s, uint32_t at) {
    return at > 1 && esc_atom_is(&s->atoms[at], "diverso|similar|homologo") &&
           esc_atom_is(&s->atoms[at - 1], "el|su|mediante|por|con");
}

// "memorando UAP-2012-0187-M", "nota interna CI-CONT-044/2022", "circular 004-VBU-2020": letters of other
// kinds that offices send each other. Without letters in their number ("la nota 302/16 de los vecinos") they
// are no office's.
static bool is_letter(const esc_atom *atom) {
    return esc_atom_is(atom,
                       "memorando|memorandos|memorandum|memo|nota|notas|circular|circulares|providencia|"
                       "cite");
}

// Behind the number's sign, "CSCAE 41/2021", "DGA 77/20": the letters of an office, a blank, number and year.
static uint32_t lettered_end(const esc_stream *s, uint32_t at, uint32_t end) {
    const esc_atom *letters = &s->atoms[at];
    if (at + 3 >= end || letters->shape != ESC_SHAPE_UPPER || letters->norm_len < 2 ||
        letters->norm_len > 6 || letters[1].kind != ESC_ATOM_NUMBER || letters[1].glued ||
        esc_stream_first(s, at + 1) || !esc_stream_sign(s, at + 2, '/') ||
        esc_atom_is(letters, "numero|no|nos|num|nro"))
        return at;
    const uint32_t to = esc_code_end(s, at + 1, end);
    return to > at + 1 ? to : at;
}

// "GADM/SDDP/N° 211/2017": the sign within the code.
static uint32_t signed_end(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t i = at;
    while (i + 1 < end && s->atoms[i].shape == ESC_SHAPE_UPPER && esc_stream_sign(s, i + 1, '/') &&
           s->atoms[i + 1].glued && (i == at || s->atoms[i].glued))
        i += 2;
    esc_cursor c = esc_cursor_on(s, i, end);
    if (i == at || i >= end || !s->atoms[i].glued || !esc_cursor_match(&c, "n|no|nro|n°|nº")) return at;
    esc_code_over_stops(&c);
    const uint32_t to = c.at < end ? esc_code_end(s, c.at, end) : c.at;
    return to > c.at ? to : at;
}

// "el oficio del Servicio Territorial de Medio Ambiente STMA-LE/2019/4471": whose it is, before its number.
static bool over_owner(esc_cursor *c) {
    const esc_stream *s = c->stream;
    uint32_t at = c->at, capitals = 0;
    if (!esc_cursor_looking_at(s, at, "de|del")) return false;
    for (at++; at < c->end && at < c->at + MOST_OWNER_WORDS; at++) {
        if (esc_code_end(s, at, c->end) > at) break;
        if (capitals && esc_atom_is(&s->atoms[at], "numero|no|n°|nº|n") &&
            s->atoms[at - 1].shape == ESC_SHAPE_CAPITAL) {
            c->at = at;
            return true;
        }
        const bool capital = s->atoms[at].shape == ESC_SHAPE_CAPITAL;
        if (!capital && !esc_atom_is(&s->atoms[at], "de|del|la|las|los|y|e|para")) return false;
        capitals += capital;
    }
    if (!capitals || at >= c->end || s->atoms[at].shape != ESC_SHAPE_UPPER ||
        s->atoms[at - 1].shape != ESC_SHAPE_CAPITAL)
        return false;
    c->at = at;
    return true;
}

// "el oficio de suficiencia presupuestal, SRH/PRE/0035/2019": what it is about, before its number.
static bool over_kind(esc_cursor *c) {
    enum { KIND_WORDS = 4 };
    const esc_stream *s = c->stream;
    uint32_t at = c->at;
    if (!esc_cursor_looking_at(s, at, "de|del")) return false;
    while (at < c->end && at < c->at + KIND_WORDS && s->atoms[at].kind == ESC_ATOM_WORD &&
           s->atoms[at].shape == ESC_SHAPE_LOWER)
        at++;
    if (!esc_stream_sign(s, at, ',') || at + 1 >= c->end || s->atoms[at + 1].shape != ESC_SHAPE_UPPER ||
        esc_code_end(s, at + 1, c->end) == at + 1)
        return false;
    c->at = at + 1;
    return true;
}

// "Oficio que dio origen al asunto: SRM-2231/2008": what it did, before a colon and its number.
static bool over_clause(esc_cursor *c) {
    enum { CLAUSE_WORDS = 9 };
    const esc_stream *s = c->stream;
    uint32_t at = c->at;
    if (!esc_cursor_looking_at(s, at, "que") && !esc_cursor_looking_at(s, at, "por el|la que")) return false;
    while (at < c->end && at < c->at + CLAUSE_WORDS && !esc_stream_sign(s, at, ':') &&
           !esc_stream_sign(s, at, ';'))
        at++;
    if (!esc_stream_sign(s, at, ':') || at + 1 >= c->end || s->atoms[at + 1].shape != ESC_SHAPE_UPPER ||
        esc_code_end(s, at + 1, c->end) == at + 1)
        return false;
    c->at = at + 1;
    return true;
}

// "exhibió el oficio SOP/12/2022; la C.P. Ana Ruiz, el SF/7/2022", "los oficios A/1/22 al A/9/22": a number
// alone in the sentence of another. Gives where the number begins, or `at`.
static uint32_t left_out(const esc_stream *s, uint32_t at, uint32_t end) {
    enum { BACK = 90 };
    const uint32_t code = at + 1;
    if (!at || code >= end || s->atoms[code].shape != ESC_SHAPE_UPPER ||
        !esc_atom_is(&s->atoms[at], "el|al") || s->atoms[at].shape != ESC_SHAPE_LOWER)
        return at;
    const bool range = esc_atom_is(&s->atoms[at], "al");
    const uint32_t to = esc_code_end(s, code, end);
    if (to < code + 5 || (!range && !esc_stream_sign(s, at - 1, ','))) return at;
    uint32_t slashes = 0;
    for (uint32_t i = code; i < to; i++) slashes += esc_stream_sign(s, i, '/');
    if (slashes < 2) return at;
    // "… los oficios A/1/22 al": right behind a number
    if (range && (s->atoms[at - 1].kind != ESC_ATOM_NUMBER || at < 3 || !esc_stream_sign(s, at - 2, '/')))
        return at;
    const uint32_t from = esc_sentence_from(s, at, BACK);
    return esc_cursor_within(s, from, at, "oficio|oficios") ? code : at;
}

// "3.118": a number whose thousands a stop parts. Gives what is behind it, or `at`.
static uint32_t over_thousands(const esc_stream *s, uint32_t at, uint32_t end) {
    enum { GROUP = 3 };
    while (at + 1 < end && s->atoms[at].glued && s->atoms[at + 1].glued && esc_stream_sign(s, at, '.') &&
           s->atoms[at + 1].kind == ESC_ATOM_NUMBER && strlen(s->atoms[at + 1].text) == GROUP &&
           strlen(s->atoms[at - 1].text) <= GROUP)
        at += 2;
    return at;
}

static __attribute__((noinline)) bool number_after(const esc_stream *s, uint32_t at, uint32_t end,
                                                   uint32_t *ret_from, uint32_t *ret_to) {
    const uint32_t alone = left_out(s, at, end);
    if (alone > at) {
        *ret_from = alone, *ret_to = esc_code_end(s, alone, end);
        return true;
    }
    bool ordinary = esc_atom_is(&s->atoms[at], "ord") &&
                    s->atoms[at].shape == ESC_SHAPE_CAPITAL && // in Chile
                    !(at && esc_atom_is(&s->atoms[at - 1], "sesion|sesiones|acta|actas|reunion|minuta"));
    const bool letter = is_letter(&s->atoms[at]);
    if (!ordinary && !letter && !esc_atom_is(&s->atoms[at], "oficio|oficios|of|ofs") && !is_another(s, at))
        return false;
    esc_cursor c = esc_cursor_on(s, at + 1, end);
    esc_cursor_sign(&c, '.');
    for (int n = 0; n < 5; n++) {
        // "NO-2023-00451187": no sign, but the letters of the code
        if (!(esc_atom_is(esc_cursor_atom(&c), "no|nos|n") && esc_stream_sign(s, c.at + 1, '-') &&
              s->atoms[c.at + 1].glued && s->atoms[c.at].shape == ESC_SHAPE_UPPER))
            esc_code_over_sign(&c);
        uint32_t to = c.at < c.end ? esc_code_end(s, c.at, end) : c.at;
        if (to == c.at && run_together(esc_cursor_atom(&c))) to = c.at + 1;
        if (c.at < c.end && to == c.at) to = lettered_end(s, c.at, end);
        if (c.at < c.end) {
            const uint32_t signed_to = signed_end(s, c.at, end);
            if (signed_to > to) to = signed_to;
        }
        // "Oficio número 216 del C. Tesorero": a number alone, where its word stands before it
        const bool counted =
            to == c.at && c.at > at + 1 && c.at < c.end && s->atoms[c.at].kind == ESC_ATOM_NUMBER &&
            (ordinary || esc_atom_is(&s->atoms[at], "oficio|oficios")) &&
            esc_atom_is(&s->atoms[c.at - 1], "numero|numeros|num|nums|no|nos|nº|n°|n|.|º|°") &&
            (ordinary ? c.at > at + 2 : !esc_stream_sign(s, at + 1, '.'));
        if (counted) to = over_thousands(s, c.at + 1, end);
        if (to > c.at) {
            *ret_from = c.at;
            *ret_to = to;
            return !letter || esc_code_has_letters(s, c.at, to);
        }
        esc_date date;
        if (esc_date_parse(&c, &date)) { // "de fecha 3 de marzo, número 45/2019"
            esc_cursor_sign(&c, ',');
            continue;
        }
        if (over_owner(&c) || over_kind(&c) || over_clause(&c)) continue;
        if (!esc_cursor_match(
                &c, "cite|convocatoria|electronico|representacion|sustitucion|suplencia|fecha|identificad@|"
                    "de|con|el|la|"
                    "los|las|marcado|girado|nomenclatura|"
                    "alfanumerico|:|.|referencia|clave|delegatorio|circular|ord|ordinario|remision|comision|"
                    "acreditacion|invitacion|designacion|turnad@s|recibid@s|siguientes|solicitud|respuesta|"
                    "suficiencia|presupuestal|notificacion|justificacion|presentacion|intern@|interior|"
                    "multiple|informativa|recibid@"))
            return false;
    }
    return false;
}

bool esc_oficio_after(const esc_stream *s, uint32_t at, uint32_t end, uint32_t *ret_from, uint32_t *ret_to) {
    return esc_atom_is(&s->atoms[at], "oficio|oficios|of|ofs|ord|diverso|similar|homologo|el|al|memorando|"
                                      "memorandos|memorandum|memo|nota|notas|circular|circulares|"
                                      "providencia|cite") &&
           number_after(s, at, end, ret_from, ret_to);
}

void esc_read_oficios(esc_reader *r) {
    const esc_stream *s = &r->body;
    oficios known = {0};
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        uint32_t from, to;
        if (!esc_oficio_after(s, at, s->atoms_count, &from, &to)) continue;
        add_oficio(r, &known, from, to);
        // oficios A, B y C
        esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
        while (esc_cursor_match(&c, ",|y|e")) {
            esc_code_over_sign(&c);
            uint32_t next = c.at < c.end ? esc_code_end(s, c.at, c.end) : c.at;
            const bool counted =
                next == c.at && to == from + 1 && next < c.end && s->atoms[from].kind == ESC_ATOM_NUMBER &&
                s->atoms[next].kind == ESC_ATOM_NUMBER && esc_atom_is(&s->atoms[at], "oficios");
            if (counted) next++; // "oficios números 100, 101 y 105"
            if (next == c.at) break;
            add_oficio(r, &known, c.at, next);
            c.at = next;
        }
        at = c.at > at ? to - 1 : at;
    }
}
