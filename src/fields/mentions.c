// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/mentions.h"

#include <stdlib.h>
#include <string.h>

#include "fields/codes.h"
#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/sentences.h"

enum { SENTENCE = 60, LAW = 8, LIST_WORDS = 6 };

#define LABELS "punto|numeral|asunto|tema|caso|inciso|literal|ordinal|item|cuestion|acapite|pto"
#define HEADS "mocion|iniciativa|proposicion|propuesta|despacho|dictamen|articulo|capitulo"
#define PAPERS "expte|expediente|despacho|dictamen|nota|proyecto|iniciativa|asunto"
#define AGENDAS "orden|agenda|convocatoria|temario|tabla|citacion|relacion|cartera|lista|sesion|reunion|dia"

// The number behind the label: 3, 4.1, 2013-1, IV, tres, tercero, ÚNICO, b). False where none stands there.
static bool number(esc_cursor *c, esc_mark *ret) {
    const esc_stream *s = c->stream;
    const esc_atom *atom = esc_cursor_atom(c);
    if (!atom || atom->kind == ESC_ATOM_SIGN) return false;
    *ret = (esc_mark){.from = c->at, .style = ESC_MARK_FIGURE};
    const uint32_t roman = atom->shape == ESC_SHAPE_UPPER ? esc_number_roman(atom->text, false) : 0;
    if (esc_cursor_match(c, "unic@")) {
        ret->style = ESC_MARK_ORDINAL, ret->value = 1;
    } else if (roman) {
        ret->style = ESC_MARK_ROMAN, ret->value = roman, c->at++;
    } else if (atom->kind == ESC_ATOM_WORD && !atom->norm[1] && atom->norm[0] >= 'a' &&
               atom->norm[0] <= 'z') {
        // "punto y seguido", "asunto a tratar": no letter of a list
        const bool small = c->at && atom->shape == ESC_SHAPE_LOWER && // "DEL INCISO a SE APROBÓ"
                           s->atoms[c->at - 1].shape == ESC_SHAPE_UPPER;
        const bool closed =
            small || esc_stream_sign(s, c->at + 1, ')') ||
            (c->at + 1 < c->end && !esc_atom_is(atom, "a|e|o|u|y") && !esc_stream_sign(s, c->at + 1, '.'));
        if (!closed) return false;
        ret->style = ESC_MARK_LETTER, ret->value = (uint32_t)(atom->norm[0] - 'a' + 1), c->at++;
    } else if (esc_number_figures(c, &ret->value)) {
        // its part, or the running number behind a year
        while (c->at + 1 < c->end && !ret->deep && s->atoms[c->at].glued && s->atoms[c->at + 1].glued &&
               s->atoms[c->at + 1].kind == ESC_ATOM_NUMBER && esc_atom_is(&s->atoms[c->at], ".|-")) {
            const uint32_t part = (uint32_t)strtoul(s->atoms[c->at + 1].text, NULL, 10);
            *(ret->sub ? &ret->deep : &ret->sub) = part, c->at += 2;
        }
    } else if (esc_number_ordinal_words(c, &ret->value)) {
        ret->style = ESC_MARK_ORDINAL;
    } else if (esc_number_words(c, &ret->value)) {
        ret->style = ESC_MARK_WORD;
        if (esc_cursor_match(c, "punto") && !esc_number_words(c, &ret->sub)) c->at--; // "seis punto uno"
    } else {
        return false;
    }
    ret->to = c->at;
    return ret->value > 0;
}

// "artículo 30, numeral 4", "numeral 31 de las Disposiciones", "el punto 3 del acta": of another paper.
static bool elsewhere(const esc_stream *s, uint32_t at, uint32_t to) {
    if (esc_cursor_within(s, at > LAW ? at - LAW : 0, at,
                          "articulo|articulos|art|arts|fraccion|fracciones|clausula|apartado|cuyo|ley") &&
        esc_atom_is(&s->atoms[at], "numeral|inciso|literal|ordinal"))
        return true;
    return esc_cursor_looking_at(s, to, ",? de|del") && !esc_cursor_within(s, to, to + LIST_WORDS, AGENDAS) &&
           !esc_stream_begins(s, at);
}

// "Expte. N° 061/2024. …", "Despacho N° 018/2024: …" at the head of a row: councils know what they treat by
// the paper's number; all of it is the point's.
bool esc_mention_by_paper(const esc_stream *s, uint32_t at, esc_mark *ret) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (!esc_stream_begins(s, at) || s->atoms[at].shape == ESC_SHAPE_LOWER || !esc_cursor_match(&c, PAPERS))
        return false;
    const uint32_t word = c.at - 1;
    esc_cursor_sign(&c, '.');
    const uint32_t sign = c.at;
    esc_code_over_sign(&c);
    const uint32_t to = c.at < c.end ? esc_code_end(s, c.at, c.end) : c.at;
    if (c.at == sign || to != c.at + 3 || !esc_stream_sign(s, to - 2, '/') ||
        !esc_atom_is(&s->atoms[to], ".|:"))
        return false;
    *ret = (esc_mark){.style = ESC_MARK_WORD, .from = at, .to = to};
    ret->value = (uint32_t)strtoul(s->atoms[c.at].text, NULL, 10);
    ret->sub = (uint32_t)strtoul(s->atoms[to - 1].text, NULL, 10);
    ret->deep = s->atoms[word].hash; // two papers may have the same number
    return ret->value > 0 && ret->sub > 0;
}

// The mention of a point at `at`, by its label or, where its list is known by now, by its number alone
// ("Abordó enseguida el 6.2: …").
static bool mention(const esc_reader *r, uint32_t at, bool articles, esc_mark *ret) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (esc_mention_by_paper(s, at, ret)) return true;
    if (esc_cursor_match(&c, LABELS) ||
        (articles && at > 1 && esc_cursor_looking_at(s, at - 2, "en|sobre el articulo") &&
         s->atoms[at - 2].shape == ESC_SHAPE_CAPITAL && esc_cursor_match(&c, "articulo"))) {
        if (esc_atom_is(&s->atoms[at], "pto")) esc_cursor_sign(&c, '.');
        // "el punto de la agenda marcado con el número 4"
        if (!esc_cursor_match(&c, "de|del la|el|lo? agenda|tabla|temario|convocatoria"))
            esc_cursor_match(&c, "del orden del di@");
        if (esc_cursor_match(&c,
                             "marcad@|identificad@|listad@|senalad@|agendad@|enlistad@|registrad@ con|como"))
            esc_cursor_match(&c, "el|la|los?");
        if (esc_cursor_match(&c, "numero|numeral|no|num|nro|n|n°|nº")) esc_cursor_sign(&c, '.');
        if (esc_atom_is(esc_cursor_atom(&c), "º|°")) c.at++; // "N.º"
        if (!number(&c, ret)) return false;
        if (esc_atom_is(&s->atoms[at], "inciso|literal|ordinal") && ret->style == ESC_MARK_FIGURE)
            return false;
    } else if (esc_stream_begins(s, at) && s->atoms[at].shape != ESC_SHAPE_LOWER &&
               esc_cursor_match(&c, HEADS)) {
        // "Moción 2. …", "ARTÍCULO III. …" at the head of a row
        const bool article = esc_atom_is(&s->atoms[at], "articulo|capitulo");
        if (esc_cursor_match(&c, "numero|no|num|nro|n|n°|nº")) esc_cursor_sign(&c, '.');
        if ((article && !articles) || !number(&c, ret) || !esc_atom_is(&s->atoms[c.at], ".|:|)") ||
            ret->sub || (article && ret->style == ESC_MARK_ORDINAL))
            return false;
    } else if (s->atoms[at].ordinal) {
        esc_cursor word = c;
        *ret = (esc_mark){.style = ESC_MARK_ORDINAL, .from = at};
        if (!esc_number_ordinal_words(&word, &ret->value)) return false;
        ret->to = word.at;
        if (!esc_cursor_match(&word, "punto|asunto|tema")) return false;
        c = word;
    } else if (r->points.items_count && s->atoms[at].kind == ESC_ATOM_NUMBER && at &&
               esc_atom_is(&s->atoms[at - 1], "el|al|del")) {
        if (!number(&c, ret) || !ret->sub || !esc_atom_is(&s->atoms[c.at], ":|,")) return false;
        const esc_mark *last = &r->points.items[r->points.items_count - 1].mark;
        return last->value == ret->value && ret->sub == last->sub + 1 && !ret->deep;
    } else {
        return false;
    }
    return !elsewhere(s, at, c.at);
}

// The point of this number among those that came up; else another one.
static uint32_t known(esc_reader *r, const esc_mark *mark) {
    const bool letter = mark->style == ESC_MARK_LETTER;
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_mark *own = &r->points.items[i].mark;
        if (own->value == mark->value && own->sub == mark->sub && own->deep == mark->deep &&
            (own->style == ESC_MARK_LETTER) == letter)
            return i;
    }
    esc_point *point = ESC_GROW(&r->points, items, 1);
    *point = (esc_point){.mark = *mark, .from = mark->to, .to = mark->to};
    point->mark.number = mark->style == ESC_MARK_WORD && mark->sub && !mark->deep
                             ? esc_arena_printf(r->arena, "%u.%u", mark->value, mark->sub)
                             : esc_stream_text(&r->body, r->arena, mark->from, mark->to);
    return r->points.items_count - 1;
}

// "ARTÍCULO 6. Correspondencia." / "ARTÍCULO 7. …": what was treated is called so.
static bool counts_articles(const esc_stream *s) {
    uint32_t n = 0;
    for (uint32_t row = 0; row < s->rows_count; row++)
        n += s->atoms[s->rows[row].first].shape == ESC_SHAPE_UPPER &&
             esc_atom_is(&s->atoms[s->rows[row].first], "articulo");
    return n > 1;
}

// Where the sentence begins that names a point at `at`: "En el punto 2, …" begins one, too.
static uint32_t sentence_from(const esc_stream *s, uint32_t at) {
    const uint32_t from = esc_sentence_from(s, at, SENTENCE);
    for (uint32_t i = at; i-- > from + 1;)
        if (s->atoms[i].shape == ESC_SHAPE_CAPITAL && esc_stream_sign(s, i - 1, '.') &&
            esc_atom_is(&s->atoms[i], "en|y"))
            return i;
    return from;
}

// "5.- Informe …. Se aprueba por unanimidad." / "6.- …": paragraphs numbered one after the other, of which
// two at least tell of a vote. What was agreed is listed so, too, and then begins with what is to be done.
static bool numbered_from(esc_reader *r, uint32_t from_row, esc_course *turns, uint32_t *ret_row) {
    static const char voted[] = "unanimidad|unanime|unanimemente|mayoria|votos|votan|votaron",
                      other[] = "acuerd*|acord*|resuelv*|resolv*|compromisos|asist*|presentes";
    const esc_stream *s = &r->body;
    const uint32_t end = r->sections.business.to;
    esc_mark first = {0}, mark;
    uint32_t tells = 0, *count = &r->points.items_count;
    *count = 0, turns->legs_count = 0, *ret_row = s->rows_count;
    for (uint32_t row = from_row; row < s->rows_count && s->rows[row].first < end; row++) {
        const uint32_t at = s->rows[row].first, next = first.value + *count;
        if (!esc_mark_read(s, r->arena, at, first.value ? first.style : -1, first.value ? next : 0, &mark) ||
            mark.sub || !mark.value || (first.value && mark.value != next))
            continue;
        if (mark.style == ESC_MARK_BULLET || mark.to >= s->atoms_count ||
            s->atoms[mark.to - 1].kind != ESC_ATOM_SIGN || s->atoms[mark.to].shape == ESC_SHAPE_LOWER ||
            (!first.value && row && esc_cursor_within(s, s->rows[row - 1].first, at, other)))
            continue;
        if (!first.value) first = mark, *ret_row = row + 1;
        *ESC_GROW(turns, legs, 1) = (esc_leg){at, mark.to, *count};
        *ESC_GROW(&r->points, items, 1) = (esc_point){.mark = mark, .from = mark.to, .to = mark.to};
    }
    for (uint32_t i = 0; i < *count; i++) {
        const uint32_t from = r->points.items[i].from,
                       to = i + 1 < *count ? r->points.items[i + 1].mark.from : end;
        tells += esc_cursor_within(s, from, to, voted) &&
                 !esc_cursor_looking_at(s, from, "se aprueba|acuerda|autoriza");
    }
    return tells > 1 && 2 * tells >= *count;
}

static bool numbered(esc_reader *r, esc_course *turns) {
    enum { TRIES = 8 };
    uint32_t row = r->body.rows_count ? r->body.atoms[r->sections.business.from].row : 0;
    for (int n = 0; n < TRIES && row < r->body.rows_count; n++)
        if (numbered_from(r, row, turns, &row)) return true;
    r->points.items_count = 0, turns->legs_count = 0;
    return false;
}

bool esc_mentions_read(esc_reader *r, esc_course *turns) {
    const esc_stream *s = &r->body;
    uint32_t last = ESC_NONE;
    const bool articles = counts_articles(s);
    for (uint32_t at = r->sections.business.from; at < r->sections.business.to; at++) {
        esc_mark mark;
        if (!mention(r, at, articles, &mark)) continue;
        // "punto 3, inciso a)": a part of it
        const bool part = mark.style == ESC_MARK_LETTER && r->points.items_count &&
                          r->points.items[0].mark.style != ESC_MARK_LETTER;
        if (part) continue;
        const uint32_t point = known(r, &mark);
        if (point != last) {
            uint32_t from = sentence_from(s, at);
            if (turns->legs_count && turns->legs[turns->legs_count - 1].to > from) from = at;
            *ESC_GROW(turns, legs, 1) = (esc_leg){from, mark.to, point};
            last = point;
        } else {
            turns->legs[turns->legs_count - 1].to = mark.to;
        }
        at = mark.to - 1;
    }
    return r->points.items_count > 0 || numbered(r, turns);
}
