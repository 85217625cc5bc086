// SPDX-License-Identifier: GPL-3.0-or-later
// Seats that are told of women and of men: "Consejeras y consejeros".
#include <string.h>

#include "fields/seats.h"

// "las Comisionadas y los Comisionados": of women and of men.
bool esc_seat_women_and(const esc_stream *s, uint32_t at) {
    const char *text = s->atoms[at].raw; // its norm is the vocabulary's
    size_t len = strlen(text);
    return len > 5 && (!strcmp(text + len - 2, "as") || !strcmp(text + len - 2, "AS")) &&
           esc_seat_is_role(&s->atoms[at]) && at + 1 < s->atoms_count &&
           esc_atom_is(&s->atoms[at + 1], "y|e");
}

// "Consejeros y consejeras académicos": where the second noun stands, and the first is of men; `to` else.
uint32_t esc_seat_men_and(const esc_stream *s, uint32_t from, uint32_t to) {
    const char *first = s->atoms[from].raw, *second = from + 2 < to ? s->atoms[from + 2].raw : "";
    const size_t n = strlen(second);
    const bool pair = n > 5 && esc_atom_is(&s->atoms[from + 1], "y|e") &&
                      (!strcmp(second + n - 2, "as") || !strcmp(second + n - 2, "AS")) &&
                      !strncmp(s->atoms[from].norm, s->atoms[from + 2].norm, 5) &&
                      strchr("sS", first[strlen(first) - 1]);
    return pair && !esc_seat_women_and(s, from) ? from + 2 : to;
}

bool esc_seat_pair(const esc_stream *s, uint32_t at, uint32_t to) {
    return at + 2 < to && esc_atom_is(&s->atoms[at + 1], "y|e") && esc_seat_is_role(&s->atoms[at]) &&
           esc_seat_is_role(&s->atoms[at + 2]) && s->atoms[at].norm_len > 5 &&
           !strncmp(s->atoms[at].norm, s->atoms[at + 2].norm, s->atoms[at].norm_len - 2) &&
           strcmp(s->atoms[at].raw, s->atoms[at + 2].raw) != 0;
}
