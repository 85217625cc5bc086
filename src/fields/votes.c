// SPDX-License-Identifier: GPL-3.0-or-later
// Votes on the points of the agenda. The business is walked through from its beginning: headings and turns of
// phrase say which point is being treated, and each sentence that tells of a vote belongs to that one, unless
// it names what was voted.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields/numbers.h"
#include "fields/reader.h"

enum { SENTENCE = 60, NAME_WORDS = 4 };

typedef struct vote {
    uint32_t point;
    const char *result, *how;
    int votes[3]; // for, against, abstain; -1: not said
    uint32_t from, to;
} vote;

typedef struct votes {
    vote *items;
    uint32_t items_count, items_cap;
} votes;

// ---- which point ----

// The same word, or one in which a scanner changed a letter or took a for o.
static bool near(const char *a, const char *b) {
    size_t n = strlen(a), differ = 0;
    if (n != strlen(b)) return false;
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i] && !(strchr("ao", a[i]) && strchr("ao", b[i]))) differ++;
    return differ <= (n > 5);
}

// How many of the first words of the point's text stand at `at`.
static uint32_t alike(const esc_stream *s, const esc_point *point, uint32_t at, uint32_t end) {
    uint32_t n = 0, i = point->from;
    for (; i < point->to && at < end && n < 8; i++, at++) {
        while (i < point->to && s->atoms[i].kind == ESC_ATOM_SIGN) i++;
        while (at < end && s->atoms[at].kind == ESC_ATOM_SIGN) at++;
        if (i >= point->to || at >= end || !near(s->atoms[i].norm, s->atoms[at].norm)) break;
        n++;
    }
    return n;
}

static bool of_value(const esc_point *point, uint32_t value) {
    return !point->nested && point->mark.value == value;
}

static uint32_t point_of_value(const esc_reader *r, uint32_t value) {
    for (uint32_t i = 0; i < r->points.items_count; i++)
        if (of_value(&r->points.items[i], value)) return i;
    return ESC_NONE;
}

// "tercer punto del orden del día", "punto número 3 del orden del día", "PUNTO TRES." at the beginning of a
// row.
static uint32_t named_point(const esc_reader *r, uint32_t at) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t value = 0;
    bool first = esc_stream_first(s, at);
    if (esc_cursor_match(&c, "punto|numeral|asunto")) {
        esc_cursor_match(&c, "numero|no|num");
        esc_cursor_sign(&c, '.');
        const esc_atom *atom = esc_cursor_atom(&c);
        if (!atom) return ESC_NONE;
        if (!esc_number_any(&c, &value) && !esc_number_ordinal(&c, &value)) return ESC_NONE;
        bool whole = esc_cursor_match(&c, "~1 del|de la? orden") ||
                     esc_cursor_match(&c, "de|del la presente|lo? ~2 dia");
        bool moved =
            at > 2 && (esc_cursor_looking_at(s, at - 2, "desahogo|desahogar|abordar|tratar del|el|al") ||
                       esc_cursor_looking_at(s, at - 2, "pasa|paso|pasando|continuando al|con"));
        if (!whole && !moved && !(first && s->atoms[at].shape != ESC_SHAPE_LOWER)) return ESC_NONE;
    } else if (esc_number_ordinal_words(&c, &value)) {
        if (!esc_cursor_match(&c, "punto")) return ESC_NONE;
        if (!esc_cursor_match(&c, "~1 del|de la? orden") && !first) return ESC_NONE;
    } else {
        return ESC_NONE;
    }
    return point_of_value(r, value);
}

// A heading that repeats a point: its mark, or its mark and its first words.
static uint32_t repeated_point(const esc_reader *r, uint32_t at, uint32_t current) {
    const esc_stream *s = &r->body;
    if (!esc_stream_first(s, at)) return ESC_NONE;
    uint32_t end = s->atoms_count, after = current == ESC_NONE ? 0 : current + 1;
    while (after < r->points.items_count && r->points.items[after].nested) after++;
    uint32_t unmarked = ESC_NONE;
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_point *point = &r->points.items[i];
        esc_mark mark;
        uint32_t words = point->to - point->from < NAME_WORDS ? 2 : 3;
        if (esc_mark_read(s, r->arena, at, point->mark.style, point->mark.value, &mark) &&
            mark.value == point->mark.value && mark.sub == point->mark.sub) {
            uint32_t same = alike(s, point, mark.to, end);
            bool own_mark = same >= words - 1 || (same && point->to - point->from <= 3);
            // without its words only the mark that comes next, in a paragraph of its own
            bool next = !point->nested && i == after && s->rows[s->atoms[at].row].gap;
            if (own_mark || next || mark.sub) return i;
        }
        // without its mark, or with a damaged one: the point that comes next before any other
        uint32_t text = at;
        while (text < at + 2 && text < end && s->atoms[text].kind != ESC_ATOM_WORD) text++;
        bool fits =
            alike(s, point, text, end) >= words + 1 && (text == at || s->atoms[at].kind != ESC_ATOM_SIGN);
        if (fits && (unmarked == ESC_NONE || i == after)) unmarked = i;
    }
    return unmarked;
}

// The point whose subject the sentence names: the agenda itself, the minutes of the last session.
static uint32_t subject(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    static const char *const subjects[] = {"orden del di@", "acta|minuta ~6 anterior"};
    for (size_t k = 0; k < sizeof subjects / sizeof *subjects; k++) {
        bool here = false;
        for (uint32_t i = from; i < to; i++) {
            if (!esc_cursor_looking_at(s, i, subjects[k])) continue;
            // "el siguiente punto del orden del día" is about something else
            uint32_t back = i > 6 ? i - 6 : 0;
            bool merely = false;
            for (uint32_t b = back; b < i; b++)
                merely |= esc_atom_is(&s->atoms[b], "punto|puntos|siguiente|conforme|desahogo");
            here |= !merely;
        }
        if (!here) continue;
        for (uint32_t i = 0; i < r->points.items_count; i++)
            for (uint32_t at = r->points.items[i].from; at < r->points.items[i].to; at++)
                if (esc_cursor_looking_at(s, at, subjects[k])) return i;
    }
    return ESC_NONE;
}

// ---- what a sentence says of a vote ----

static const char approved[] = "aprob*|aprueb*|avala*|autoriz*|ratific*|acept*|acord*|acuerd*";
static const char rejected[] = "rechaz*|desech*|desaprueb*";
static const char postponed[] =
    "pendiente|pospon*|pospus*|pospuest*|aplaz*|difier*|difer*|difir*|retir*|baja";

static uint32_t sentence_from(const esc_stream *s, uint32_t at) {
    uint32_t from = at > SENTENCE ? at - SENTENCE : 0;
    for (uint32_t i = at; i-- > from;) {
        bool stop = esc_stream_sign(s, i, '.') && i + 1 < s->atoms_count &&
                    s->atoms[i + 1].shape != ESC_SHAPE_LOWER && !(i && strlen(s->atoms[i - 1].text) < 4) &&
                    !esc_atom_is(&s->atoms[i + 1], "y|en");
        if (stop || (esc_stream_first(s, i + 1) && s->rows[s->atoms[i + 1].row].gap &&
                     s->atoms[i + 1].shape != ESC_SHAPE_LOWER))
            return i + 1;
    }
    return from;
}

static uint32_t sentence_to(const esc_stream *s, uint32_t at) {
    uint32_t to = at + SENTENCE < s->atoms_count ? at + SENTENCE : s->atoms_count;
    for (uint32_t i = at + 1; i < to; i++) {
        bool stop = esc_stream_sign(s, i, '.') && i + 1 < to && s->atoms[i + 1].shape != ESC_SHAPE_LOWER &&
                    strlen(s->atoms[i - 1].text) > 3;
        if (stop ||
            (esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap && s->atoms[i].shape != ESC_SHAPE_LOWER))
            return i;
    }
    return to;
}

static bool has(const esc_stream *s, uint32_t from, uint32_t to, const char *pattern) {
    for (uint32_t i = from; i < to; i++)
        if (esc_cursor_looking_at(s, i, pattern)) return true;
    return false;
}

// "con 5 votos a favor, 2 en contra y una abstención"; "a favor: 5, en contra: 2".
static bool count_votes(const esc_stream *s, uint32_t from, uint32_t to, int ret[3]) {
    bool any = false;
    for (uint32_t i = from; i < to; i++) {
        esc_cursor c = esc_cursor_on(s, i, to);
        uint32_t n;
        bool none = esc_cursor_match(&c, "ningun|ninguna|sin");
        if (!none && !esc_number_any(&c, &n)) continue;
        if (none) n = 0;
        if (n > 500) continue;
        for (int side = 0; side < 3; side++) {
            esc_cursor next = c;
            bool hit = side == 0
                           ? esc_cursor_match(&next, "votos|voto|sufragios? de? l@s? ~2 a? favor") ||
                                 esc_cursor_match(&next, "votos|voto afirmativos|favorables|aprobatorios")
                       : side == 1 ? esc_cursor_match(&next, "votos|voto? en contra") ||
                                         esc_cursor_match(&next, "votos|voto negativos|desfavorables")
                                   : esc_cursor_match(&next, "votos|voto? en|de? abstencion|abstenciones");
            if (!hit) continue;
            if (ret[side] < 0) ret[side] = (int)n;
            any = true;
            i = next.at - 1;
            break;
        }
    }
    for (uint32_t i = from; i < to; i++) { // "por mayoría de dos votos"
        esc_cursor c = esc_cursor_on(s, i, to);
        uint32_t n;
        if (ret[0] >= 0 || !esc_cursor_match(&c, "mayoria|unanimidad de|con") || !esc_number_any(&c, &n) ||
            n > 500)
            continue;
        if (!esc_cursor_match(&c, "votos") || esc_cursor_match(&c, "~1 contra|abstencion")) continue;
        ret[0] = (int)n;
        any = true;
    }
    for (uint32_t i = from; i < to; i++) { // the label first
        static const char *const labels[3] = {"a? favor :", "en? contra :", "abstencion|abstenciones :"};
        for (int side = 0; side < 3; side++) {
            esc_cursor c = esc_cursor_on(s, i, to);
            uint32_t n;
            if (ret[side] >= 0 || !esc_cursor_match(&c, labels[side]) || !esc_number_any(&c, &n) || n > 500)
                continue;
            ret[side] = (int)n;
            any = true;
        }
    }
    return any;
}

// Reads the sentence around `at`, where a word of voting stands. False where it tells of no vote on a point.
static bool read_vote(const esc_stream *s, uint32_t at, vote *ret) {
    uint32_t from = sentence_from(s, at), to = sentence_to(s, at);
    vote v = {.votes = {-1, -1, -1}, .from = from, .to = to};
    uint32_t clause = at;
    while (clause > from && !esc_stream_sign(s, clause - 1, ';')) clause--;
    if (has(s, clause, to, "dispensa|dispensar|dispensarse|omitir|omision de|la|lo|su ~4 lectura|leer"))
        return false;
    if (has(s, from, to, "sesion|reunion ~5 pasada|anterior") && !has(s, from, to, "acta|minuta"))
        return false;
    bool counts = count_votes(s, from, to, v.votes);
    bool unanimous = has(s, from, to, "unanimidad|unanime|unanimemente"),
         majority = has(s, from, to, "mayoria");
    bool carried = has(s, from, to, "aprob*|aprueb* ~3 unanimidad|mayoria");
    bool no = (has(s, from, to, rejected) && !carried) ||
              has(s, from, to, "no se|fue? aprueba|aprobo|aprobad@|aprobaron");
    bool yes = has(s, from, to, approved);
    bool put_off =
        has(s, from, to,
            "pospon*|pospus*|aplaz*|difier*|difer*|difir*|retir* ~3 punto|asunto|tema|discusion|votacion") ||
        has(s, from, to,
            "punto|asunto|tema ~5 pospon*|pospus*|pospuest*|aplaz*|difier*|difer*|difir*|retir*|baja");
    bool later = (put_off && !has(s, from, to, "aprob*|aprueb* ~6 orden del di@")) ||
                 (!yes && !unanimous && !no && has(s, from, to, postponed));
    if (later) {
        bool decided =
            has(s, from, to,
                "se|acuerd*|acord*|decide|decidio|quedo|queda|fue|es|solicita|propone ~3 pospon*|pospus*|"
                "pospuest*|aplaz*|difier*|difer*|difir*|retir*|baja|pendiente");
        bool point = has(s, from, to,
                         "punto|asunto|tema|discusion|votacion|analisis|proxima|siguiente|posterior|orden");
        if (!decided || !point) return false;
        v.result = "postponed";
    } else if ((unanimous || majority || counts) &&
               (yes || no || counts || has(s, from, to, "votos|votacion"))) {
        if (majority && has(s, from, to, "mayoria de|del l@s|sus? integrantes|miembros|presentes") && !yes &&
            !no && !counts)
            return false;
        v.result = no ? "rejected" : "approved";
        if (!yes && !no && v.votes[0] >= 0 && v.votes[1] > v.votes[0]) v.result = "rejected";
        v.how = unanimous ? "unanimidad" : majority ? "mayoria" : NULL;
    } else if (no && has(s, from, to, "se|fue|qued@ rechaz*|desech*")) {
        v.result = "rejected";
    } else {
        return false;
    }
    *ret = v;
    return true;
}

static void record(votes *all, const vote *v) {
    for (uint32_t i = 0; i < all->items_count; i++)
        if (all->items[i].point == v->point) {
            vote *known = &all->items[i];
            // The counts may come in a sentence of their own.
            for (int k = 0; k < 3; k++)
                if (known->votes[k] < 0 && !strcmp(known->result, v->result)) known->votes[k] = v->votes[k];
            if (!known->how && !strcmp(known->result, v->result)) known->how = v->how;
            return;
        }
    *ESC_GROW(all, items, 1) = *v;
}

static void put(esc_reader *r, const vote *v, uint32_t i) {
    static const char *const names[3] = {"for", "against", "abstain"};
    const esc_point *point = &r->points.items[v->point];
    esc_range where = {&r->body, v->from, v->to};
    esc_reader_put(r, ESC_VALUE_TEXT, point->mark.number, "votes.item", 0.85f, where, "/votes/%u/item", i);
    esc_reader_put(r, ESC_VALUE_TEXT, v->result, "votes.result", 0.9f, where, "/votes/%u/result", i);
    if (v->how) esc_reader_put(r, ESC_VALUE_TEXT, v->how, "votes.how", 0.95f, where, "/votes/%u/how", i);
    for (int k = 0; k < 3; k++) {
        char text[16];
        if (v->votes[k] < 0) continue;
        snprintf(text, sizeof text, "%d", v->votes[k]);
        esc_reader_put(r, ESC_VALUE_INTEGER, text, "votes.count", 0.9f, where, "/votes/%u/%s", i, names[k]);
    }
}

static int by_point(const void *a, const void *b) {
    const vote *x = a, *y = b;
    return x->point < y->point ? -1 : x->point > y->point;
}

void esc_read_votes(esc_reader *r) {
    const esc_stream *s = &r->body;
    votes all = {0};
    uint32_t current = r->points.items_count == 1 ? 0 : ESC_NONE;
    if (!r->points.items_count) return;
    for (uint32_t at = r->sections.business.from; at < r->sections.business.to; at++) {
        uint32_t point = named_point(r, at);
        if (point == ESC_NONE) point = repeated_point(r, at, current);
        if (point != ESC_NONE)
            current = point;
        else if (esc_cursor_looking_at(s, at, "siguiente punto ~3 orden|dia|agenda") && current != ESC_NONE &&
                 current + 1 < r->points.items_count && !has(s, at, at + 10, "votacion"))
            current++;
        if (!esc_atom_is(
                &s->atoms[at],
                "unanimidad|unanime|unanimemente|mayoria|votos|rechaz*|desech*|pospon*|pospus*|pospuest*|"
                "aplaz*|difier*|difer*|difir*|retir*|favor|baja|pendiente"))
            continue;
        vote v;
        if (!read_vote(s, at, &v)) continue;
        uint32_t about = subject(r, v.from, v.to);
        v.point = about != ESC_NONE ? about : current;
        if (v.point == ESC_NONE) continue;
        record(&all, &v);
    }
    if (all.items_count) qsort(all.items, all.items_count, sizeof *all.items, by_point);
    for (uint32_t i = 0; i < all.items_count; i++) put(r, &all.items[i], i);
    free(all.items);
}
