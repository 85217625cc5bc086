// SPDX-License-Identifier: GPL-3.0-or-later
// "12. Actas." / "22. Licencias." / "32. Ruegos.": 1º, 2º and 3º, whose sign a scan read as a figure. One of
// them says nothing; rows that count up by tens do, as no list does.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fields/stream.h"

enum { LEAST_TENS = 3, MOST_FIGURES = 3 };

typedef struct entry {
    uint32_t at, value;
    bool plain; // 3, 8%: no second figure
} entry;

// A figure, what closes a mark or what a scan makes of an ordinal's sign, and a capital, at a row's head.
static bool read_entry(const esc_stream *s, const esc_row *row, entry *ret) {
    const esc_atom *atom = &s->atoms[row->first];
    const size_t len = strlen(atom->text);
    if (atom->kind != ESC_ATOM_NUMBER || len > MOST_FIGURES || strspn(atom->text, "0123456789") != len ||
        row->count < 3 || !atom[1].glued || atom[1].kind != ESC_ATOM_SIGN)
        return false;
    uint32_t text = 1;
    while (text < row->count - 1 && text < MOST_FIGURES && atom[text].kind == ESC_ATOM_SIGN) text++;
    if (!esc_atom_capital(&atom[text]) || atom[text].glued) return false;
    *ret = (entry){.at = row->first, .value = (uint32_t)strtoul(atom->text, NULL, 10), .plain = len < 2};
    return true;
}

// Which point an entry is if its last figure, or its last two, are the sign.
static uint32_t point_of(const entry *e, uint32_t expected) {
    if (e->plain || e->value == expected) return e->value;
    return e->value / 100 == expected && expected == 1 ? expected : e->value / 10;
}

void esc_stream_mend_ordinals(esc_stream *s, esc_arena *arena) {
    entry *entries = NULL, one;
    uint32_t n = 0, cap = 0, most = 0;
    for (uint32_t row = 0; row < s->rows_count; row++) {
        if (!read_entry(s, &s->rows[row], &one)) continue;
        if (n == cap) entries = esc_realloc(entries, (cap = cap ? 2 * cap : 16) * sizeof *entries);
        entries[n++] = one;
    }
    // the longest run from 1 on, most of which have a figure too many
    for (uint32_t i = 0; i + LEAST_TENS <= n; i++) {
        if (entries[i].plain || point_of(&entries[i], 1) != 1) continue;
        uint32_t tens = 0, k = i;
        for (; k < n && point_of(&entries[k], k - i + 1) == k - i + 1; k++)
            tens += entries[k].value != k - i + 1;
        if (tens >= LEAST_TENS && tens * 2 > k - i && k - i > most) most = k - i;
    }
    for (uint32_t i = 0; most && i < n; i++) {
        uint32_t value = entries[i].value >= 100 && entries[i].value < 200 ? 1 : entries[i].value / 10;
        if (entries[i].plain || value < 1 || value > most) continue;
        char text[16];
        snprintf(text, sizeof text, "%uº", value);
        esc_atom *atom = &s->atoms[entries[i].at];
        esc_atom_respell(atom, arena, text);
        atom->kind = ESC_ATOM_MIXED, atom->known = false;
    }
    free(entries);
}
