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
    FIRST_WORDS = 4
};

typedef struct told { // what an entry is about
    uint32_t words[ENTRY_WORDS], words_count;
} told;

// Behind short atoms that are no words, before a capital, or closed by a sign: the row's text; the row's
// beginning where none are.
static uint32_t behind_rubble(const esc_stream *s, uint32_t at) {
    const uint32_t end = esc_stream_row_end(s, at);
    size_t bytes = 0;
    uint32_t i = at;
    // "SE Aprobación", "NA Solicitud", "sE Lista": two letters that no sentence begins with before a noun's
    // capital
    const esc_atom *head = &s->atoms[at], *noun = at + 1 < end ? head + 1 : NULL;
    if (noun && head->kind == ESC_ATOM_WORD && strlen(head->raw) == 2 && head->raw[1] >= 'A' &&
        head->raw[1] <= 'Z' && noun->shape == ESC_SHAPE_CAPITAL && noun->known && noun->norm_len > 4 &&
        !noun->glued && !noun->wide && !esc_atom_is(head, "el|la|sr|dr|cp|cc|lc|mc|md|mi|me|al"))
        return at + 1;
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
    const size_t n = a->norm_len, m = b->norm_len;
    return n >= LONG_WORD && m >= LONG_WORD && esc_distance_one(a->norm, n, b->norm, m);
}

// The words that tell what a text is about, up to `most`; gives how many.
static uint32_t words_of(const esc_stream *s, uint32_t from, uint32_t to, uint32_t most, uint32_t *ret) {
    uint32_t n = 0;
    for (uint32_t i = from; i < to && n < most; i++)
        if (s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].norm_len >= SHORTEST_WORD) ret[n++] = i;
    return n;
}

// All words of b stand in a, in their order.
static bool in_order(const esc_stream *s, const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m) {
    for (uint32_t i = 0, k = 0; k < m; k++, i++) {
        while (i < n && !same_word(&s->atoms[a[i]], &s->atoms[b[k]])) i++;
        if (i == n) return false;
    }
    return true;
}

// Where a heading's words end: with its first sentence, or its row.
static uint32_t heading_end(const esc_stream *s, uint32_t from) {
    const uint32_t end = esc_stream_row_end(s, from);
    for (uint32_t i = from + 1; i < end; i++)
        if ((esc_stream_sign(s, i, '.') && s->atoms[i - 1].norm_len > 3) || esc_stream_sign(s, i, ':'))
            return i;
    return end;
}

void esc_headings_gather(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t end,
                         esc_headings *ret) {
    for (uint32_t row = from; row < s->rows_count && s->rows[row].first < end; row++) {
        esc_entry entry;
        esc_heading heading = {.row = row};
        esc_entry_read(s, arena, row, &entry);
        if (entry.text == entry.at && !s->rows[row].upper) continue;
        heading.words_count =
            words_of(s, entry.text, heading_end(s, entry.text), ESC_HEADING_WORDS, heading.words);
        heading.mark = entry.mark;
        if (heading.words_count) *ESC_GROW(ret, items, 1) = heading;
    }
}

static told told_by(const esc_stream *s, const esc_entry *entry) {
    told ret;
    const uint32_t next = s->atoms[entry->at].row + 1;
    uint32_t to = esc_stream_row_end(s, entry->at);
    if (next < s->rows_count && s->atoms[s->rows[next].first].shape == ESC_SHAPE_LOWER)
        to = esc_stream_row_end(s, s->rows[next].first);
    ret.words_count = words_of(s, entry->text, to, ENTRY_WORDS, ret.words);
    return ret;
}

// The heading says the entry: with the first words of it, or with some of them and no others.
static bool says(const esc_stream *s, const told *entry, const esc_heading *h) {
    const uint32_t n = entry->words_count, m = h->words_count, first = n < FIRST_WORDS ? n : FIRST_WORDS;
    if (!n) return false;
    const esc_atom *own = &s->atoms[entry->words[0]], *other = &s->atoms[h->words[0]];
    const bool whole = (n > 1 || m == 1 || own->norm_len >= ALONE_WORD) && same_word(own, other) &&
                       in_order(s, h->words, m, entry->words, first);
    return whole || ((m > 1 || other->norm_len >= LONG_WORD) && in_order(s, entry->words, n, h->words, m));
}

uint32_t esc_echo_first(const esc_stream *s, const esc_headings *headings, const esc_entry *entry,
                        uint32_t from) {
    const told words = told_by(s, entry);
    for (uint32_t i = 0; i < headings->items_count; i++)
        if (headings->items[i].row >= from && says(s, &words, &headings->items[i]))
            return headings->items[i].row;
    return ESC_NONE;
}

// The longest row of pairs in which both go on.
uint32_t esc_echoes_find(const esc_stream *s, const esc_headings *headings, esc_entry *entries,
                         uint32_t count, uint32_t below) {
    typedef struct pair {
        uint32_t entry, row, length, before;
        esc_mark mark;
    } pair;
    struct {
        pair *items;
        uint32_t items_count, items_cap;
    } pairs = {0};
    uint32_t best = ESC_NONE, found = 0;
    told *words = esc_alloc_zero(count + 1, sizeof *words);
    for (uint32_t i = 0; i < count; i++)
        if (esc_atom_capital(&s->atoms[entries[i].text])) words[i] = told_by(s, &entries[i]);
    for (uint32_t k = 0; k < headings->items_count; k++) {
        const esc_heading *heading = &headings->items[k];
        for (uint32_t i = 0; i < count && heading->row >= below; i++)
            if (says(s, &words[i], heading))
                *ESC_GROW(&pairs, items, 1) = (pair){i, heading->row, 1, ESC_NONE, heading->mark};
    }
    free(words);
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
