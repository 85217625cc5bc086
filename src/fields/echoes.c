// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/echoes.h"

#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "fields/cursor.h"

enum {
    RUBBLE_ATOMS = 6,
    RUBBLE_BYTES = 7,
    SPECK_BYTES = 3,
    SHORTEST_WORD = 4,
    LONG_WORD = 6,    // in which a letter may be misread
    ALONE_WORD = 5,   // says a point by itself
    ENTRY_WORDS = 12, // of a point, over its rows
    FIRST_WORDS = 4,
    HEADING_WORDS = 8
};

// Behind short atoms that are no words, before a capital, or closed by a sign: the row's text; the row's
// beginning where none are.
static uint32_t behind_rubble(const esc_stream *s, uint32_t at) {
    const uint32_t end = esc_stream_row_end(s, at);
    size_t bytes = 0;
    uint32_t i = at;
    for (; i + 1 < end && i < at + RUBBLE_ATOMS; i++) {
        const esc_atom *atom = &s->atoms[i];
        const size_t len = strlen(atom->raw);
        bytes += atom->kind == ESC_ATOM_SIGN ? 0 : len;
        const bool closes = s->atoms[i + 1].kind == ESC_ATOM_SIGN && s->atoms[i + 1].glued; // "le.-": 1º.-
        if (esc_atom_is(atom, "sr|sra|srta|dr|dra|lic|ing|arq|mtr@|prof|se|el|la")) break;  // "SRA. PAZ.-"
        if (atom->kind != ESC_ATOM_SIGN && (len > SPECK_BYTES || (atom->known && len > 1 && !closes))) break;
        if (bytes > RUBBLE_BYTES) break;
        const bool closed = i > at && atom->kind == ESC_ATOM_SIGN && atom->glued && strchr(".-)", *atom->raw);
        const esc_atom *text = &s->atoms[i + 1];
        if (!text->glued && strlen(text->raw) > 1 && (esc_atom_capital(text) || (closed && text->known)))
            return i + 1;
    }
    return at;
}

void esc_entry_read(const esc_stream *s, esc_arena *arena, uint32_t row, esc_entry *ret) {
    const uint32_t at = s->rows[row].first, end = at + s->rows[row].count;
    *ret = (esc_entry){.at = at, .text = at, .row = row, .echo = ESC_NONE};
    esc_mark mark;
    if (esc_mark_read(s, arena, at, -1, 0, &mark) && mark.to < end &&
        (mark.style != ESC_MARK_WORD || mark.named)) {
        ret->mark = mark, ret->text = mark.to;
        return;
    }
    ret->text = behind_rubble(s, at);
    ret->rubble = ret->text > at;
}

static bool same_word(const esc_atom *a, const esc_atom *b) {
    if (a->hash == b->hash && !strcmp(a->norm, b->norm)) return true;
    const size_t n = strlen(a->norm), m = strlen(b->norm);
    return n >= LONG_WORD && m >= LONG_WORD && esc_distance(a->norm, n, b->norm, m) == 1;
}

// The words that tell what a text is about, up to `most`; gives how many.
static uint32_t words_of(const esc_stream *s, uint32_t from, uint32_t to, uint32_t most, uint32_t *ret) {
    uint32_t n = 0;
    for (uint32_t i = from; i < to && n < most; i++)
        if (s->atoms[i].kind == ESC_ATOM_WORD && strlen(s->atoms[i].norm) >= SHORTEST_WORD) ret[n++] = i;
    return n;
}

// How many of the words of b stand in a, in their order.
static uint32_t in_order(const esc_stream *s, const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m) {
    uint32_t found = 0;
    for (uint32_t i = 0, k = 0; k < m; k++) {
        uint32_t j = i;
        while (j < n && !same_word(&s->atoms[a[j]], &s->atoms[b[k]])) j++;
        if (j < n) found++, i = j + 1;
    }
    return found;
}

// Where a heading's words end: with its first sentence, or its row.
static uint32_t heading_end(const esc_stream *s, uint32_t from) {
    const uint32_t end = esc_stream_row_end(s, from);
    for (uint32_t i = from + 1; i < end; i++)
        if ((esc_stream_sign(s, i, '.') && strlen(s->atoms[i - 1].norm) > 3) || esc_stream_sign(s, i, ':'))
            return i;
    return end;
}

// The heading `h`, a row of its own behind a mark or in capitals, says the entry: with the first words of it,
// or with some of them and no others.
static bool says(const esc_stream *s, const esc_entry *entry, const esc_entry *h) {
    if (h->text == h->at && !s->rows[h->row].upper) return false;
    uint32_t own[ENTRY_WORDS], other[HEADING_WORDS], to = esc_stream_row_end(s, entry->at);
    const uint32_t next = s->atoms[entry->at].row + 1;
    if (next < s->rows_count && s->atoms[s->rows[next].first].shape == ESC_SHAPE_LOWER)
        to = esc_stream_row_end(s, s->rows[next].first);
    const uint32_t n = words_of(s, entry->text, to, ENTRY_WORDS, own),
                   m = words_of(s, h->text, heading_end(s, h->text), HEADING_WORDS, other);
    if (!n || !m) return false;
    const uint32_t first = n < FIRST_WORDS ? n : FIRST_WORDS,
                   same = in_order(s, other, m, own, first); // of the entry's first words
    const bool whole = same == first && (n > 1 || m == 1 || strlen(s->atoms[own[0]].norm) >= ALONE_WORD) &&
                       same_word(&s->atoms[own[0]], &s->atoms[other[0]]);
    const bool abridged =
        in_order(s, own, n, other, m) == m && (m > 1 || strlen(s->atoms[other[0]].norm) >= LONG_WORD);
    return whole || abridged;
}

uint32_t esc_echo_first(const esc_stream *s, esc_arena *arena, const esc_entry *entry, uint32_t from,
                        uint32_t end) {
    for (uint32_t row = from; row < s->rows_count && s->rows[row].first < end; row++) {
        esc_entry heading;
        esc_entry_read(s, arena, row, &heading);
        if (says(s, entry, &heading)) return row;
    }
    return ESC_NONE;
}

// The longest row of pairs in which both go on.
uint32_t esc_echoes_find(const esc_stream *s, esc_arena *arena, esc_entry *entries, uint32_t count,
                         uint32_t below, uint32_t end) {
    typedef struct pair {
        uint32_t entry, row, length, before;
        esc_mark mark;
    } pair;
    struct {
        pair *items;
        uint32_t items_count, items_cap;
    } pairs = {0};
    uint32_t best = ESC_NONE, found = 0;
    for (uint32_t row = below; row < s->rows_count && s->rows[row].first < end; row++) {
        esc_entry heading;
        esc_entry_read(s, arena, row, &heading);
        for (uint32_t i = 0; i < count; i++)
            if (esc_atom_capital(&s->atoms[entries[i].text]) && says(s, &entries[i], &heading))
                *ESC_GROW(&pairs, items, 1) = (pair){i, row, 1, ESC_NONE, heading.mark};
    }
    for (uint32_t k = 0; k < pairs.items_count; k++) {
        pair *own = &pairs.items[k];
        for (uint32_t j = 0; j < k; j++) {
            const pair *p = &pairs.items[j];
            if (p->entry < own->entry && p->row < own->row && p->length >= own->length)
                own->length = p->length + 1, own->before = j;
        }
        if (best == ESC_NONE || own->length > pairs.items[best].length) best = k;
    }
    for (uint32_t k = best; k != ESC_NONE; k = pairs.items[k].before, found++) {
        esc_entry *entry = &entries[pairs.items[k].entry];
        entry->echo = pairs.items[k].row, entry->below = pairs.items[k].mark;
    }
    free(pairs.items);
    return found;
}
