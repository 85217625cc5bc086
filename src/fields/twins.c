// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/twins.h"

#include <stdlib.h>
#include <string.h>

#include "fields/phrases.h"

enum { LONGEST = 96, SHORTEST = 5, MORE_PIECES = 3, MOST_FREQUENT = 3, HEADING_ROWS = 6 };

// Letters and digits of a run of atoms without blanks, as a scanner confuses them.
typedef struct bones {
    char text[LONGEST + 1];
    size_t len;
    bool whole; // all its words are known
} bones;

static bool add_bones(bones *b, const esc_atom *atom) {
    size_t len = atom->norm_len;
    if (b->len + len > LONGEST) return false;
    for (size_t i = 0; i < len; i++) b->text[b->len + i] = esc_skeletal(atom->norm[i]);
    b->len += len;
    b->whole &= atom->known;
    return true;
}

static bool bones_of(const esc_stream *s, uint32_t from, uint32_t to, bones *ret) {
    *ret = (bones){.whole = true};
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind != ESC_ATOM_SIGN && !add_bones(ret, &s->atoms[i])) return false;
    ret->text[ret->len] = 0;
    return true;
}

// Where a run of words that begins at `at` has all these letters; `at` where it has not.
static uint32_t same_run(const esc_stream *s, uint32_t at, const bones *b) {
    size_t n = 0;
    uint32_t i = at;
    for (; i < s->atoms_count && n < b->len; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (atom->kind == ESC_ATOM_SIGN) return at;
        for (const char *p = atom->norm; *p; p++, n++)
            if (n >= b->len || esc_skeletal(*p) != b->text[n]) return at;
    }
    return n == b->len ? i : at;
}

static bool same_letters(const esc_stream *a, uint32_t from, uint32_t to, const esc_stream *b, uint32_t at) {
    for (uint32_t i = from; i < to; i++, at++)
        if (strcmp(a->atoms[i].norm, b->atoms[at].norm)) return false;
    return true;
}

// The next letter of the words that end at atom `to`; 0 behind them.
static char letter_of(const esc_stream *s, uint32_t *at, size_t *n, uint32_t to) {
    while (*at < to && (s->atoms[*at].kind == ESC_ATOM_SIGN || !s->atoms[*at].norm[*n])) ++*at, *n = 0;
    return *at < to ? s->atoms[*at].norm[(*n)++] : 0;
}

// "TLALPUENTE" over "Tialpuente": only small letters are so alike, however often an engine takes them for
// each other, so that the capitals are believed.
static bool capitals_surer(const esc_stream *a, uint32_t from, uint32_t to, const esc_stream *b, uint32_t at,
                           uint32_t stop) {
    if (a->atoms[to - 1].shape != ESC_SHAPE_UPPER) return false;
    bool other = false;
    size_t n = 0, m = 0;
    for (char x, y; (x = letter_of(a, &from, &n, to)) && (y = letter_of(b, &at, &m, stop));) {
        if (x == y) continue;
        if (!strchr("ilt", x) || !strchr("ilt", y) || b->atoms[at].shape == ESC_SHAPE_UPPER) return false;
        other = true;
    }
    return other;
}

// How far a spelling is to be trusted: small letters, known words, no figures among the letters.
static int quality(const esc_stream *s, uint32_t from, uint32_t to) {
    int out = 0;
    bool known = true, accented = false;
    for (uint32_t i = from; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        known &= atom->known;
        out -= 3 * (atom->kind == ESC_ATOM_MIXED) +
               (atom->shape == ESC_SHAPE_LOWER && !esc_phrase_link(atom) ? 2 : 0);
        for (const char *p = atom->text; *p; p++) accented |= (unsigned char)*p >= 0xC3;
    }
    const esc_atom *last = &s->atoms[to - 1];
    return out + 4 * (last->shape == ESC_SHAPE_CAPITAL) + 2 * known + accented;
}

typedef struct spelling {
    const esc_stream *stream;
    uint32_t from, to;
    int quality;
} spelling;

// The bits of what the first of words with these letters may begin with (esc_start_bit).
static uint64_t starts_of(const bones *b) {
    uint64_t out = 0;
    for (int first = 1; first < 256; first++) {
        if (esc_skeletal((char)first) != b->text[0]) continue;
        out |= 1ull << esc_start_bit((char)first, 0);
        for (int second = 1; second < 256; second++)
            if (esc_skeletal((char)second) == b->text[1])
                out |= 1ull << esc_start_bit((char)first, (char)second);
    }
    return out;
}

// Where words stand that go on with certain letters.
typedef struct place {
    const esc_stream *stream;
    uint32_t at;
} place;

typedef struct places {
    place *items;
    uint32_t items_count, items_cap;
} places;

static bool goes_on_so(const esc_stream *s, uint32_t at, const bones *b) {
    size_t n = 0;
    for (uint32_t i = at; i < s->atoms_count && s->atoms[i].kind != ESC_ATOM_SIGN && n < b->len; i++)
        for (const char *p = s->atoms[i].norm; *p && n < b->len; p++, n++)
            if (esc_skeletal(*p) != b->text[n]) return false;
    return n == b->len;
}

static void find_places(const esc_reader *r, const bones *b, places *ret) {
    const esc_stream *const streams[] = {&r->body, &r->margin};
    const uint64_t starts = starts_of(b);
    for (size_t k = 0; k < 2; k++) {
        const esc_atom *atom = streams[k]->atoms;
        for (uint32_t at = 0; at < streams[k]->atoms_count; at++, atom++)
            if ((starts >> atom->start & 1) && goes_on_so(streams[k], at, b))
                *ESC_GROW(ret, items, 1) = (place){streams[k], at};
    }
}

// The best spelling of the letters b at those places. If its words are known, only the accents may differ
// from atoms from…to-1.
static spelling best_of(const places *all, const esc_stream *stream, uint32_t from, uint32_t to,
                        const bones *b) {
    spelling best = {.quality = -100};
    for (uint32_t i = 0; i < all->items_count; i++) {
        const esc_stream *s = all->items[i].stream;
        const uint32_t at = all->items[i].at, stop = same_run(s, at, b);
        if (stop == at || (b->whole && !(stop - at == to - from && same_letters(stream, from, to, s, at))))
            continue;
        if (capitals_surer(stream, from, to, s, at, stop)) continue;
        spelling x = {s, at, stop, quality(s, at, stop)};
        if (x.quality > best.quality) best = x;
    }
    return best;
}

// A better spelling of the words from `at` to `to` or a few behind, if there is one.
static spelling best_behind(const esc_reader *r, const esc_stream *s, uint32_t at, uint32_t to) {
    const uint32_t end = esc_stream_row_end(s, to - 1);
    places all = {0}; // where the fewest words stand, with which the others begin
    bool found = false;
    spelling best = {0};
    for (uint32_t stop = to; stop <= end && stop <= to + MORE_PIECES && !best.stream; stop++) {
        bones b;
        if (s->atoms[stop - 1].kind == ESC_ATOM_SIGN) break;
        if (!bones_of(s, at, stop, &b) || b.len < SHORTEST) continue;
        if (!found) find_places(r, &b, &all);
        found = true;
        const spelling x = best_of(&all, s, at, stop, &b);
        if (x.stream && x.quality > quality(s, at, stop)) best = x;
    }
    free(all.items);
    return best;
}

// The same name in capitals in the heading, where small letters were taken for each other here.
static char *in_heading(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    bones b;
    if (s->atoms[to - 1].shape == ESC_SHAPE_UPPER || !bones_of(s, from, to, &b) || b.len < SHORTEST)
        return NULL;
    for (uint32_t at = 0; at < r->body.atoms_count && r->body.atoms[at].row < HEADING_ROWS; at++) {
        const uint32_t stop =
            s->atoms[from].norm[0] == r->body.atoms[at].norm[0] ? same_run(&r->body, at, &b) : at;
        if (stop > at && capitals_surer(&r->body, at, stop, s, from, to))
            return esc_phrase_text(&r->body, r->arena, r->vocabulary, at, stop);
    }
    return NULL;
}

char *esc_twin_spelling(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    char *heading = in_heading(r, s, from, to);
    if (heading) return heading;
    for (uint32_t at = from + 1; at < to; at++) { // the longest end of the name that stands elsewhere, too
        if (esc_phrase_link(&s->atoms[at]) || s->atoms[at].kind == ESC_ATOM_SIGN || s->atoms[at].glued)
            continue;
        if (s->atoms[at - 1].kind == ESC_ATOM_SIGN) continue; // its stop would be lost: I. Municipalidad
        const spelling x = best_behind(r, s, at, to);
        if (!x.stream) continue;
        const char *head = esc_phrase_text(s, r->arena, r->vocabulary, from, at),
                   *tail = esc_stream_text(x.stream, r->arena, x.from, x.to);
        char *out = esc_arena_alloc(r->arena, strlen(head) + strlen(tail) + 2);
        stpcpy(stpcpy(stpcpy(out, head), " "), tail);
        return out;
    }
    return NULL;
}
