// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/posts.h"

#include <string.h>

bool esc_post_in_charge(const esc_stream *s, uint32_t at) {
    return esc_cursor_looking_at(s, at,
                                 "presidencia|vicepresidencia|secretaria|prosecretaria a cargo de|del");
}

const char *esc_post_of_office(esc_reader *r, uint32_t from, uint32_t to, bool woman) {
    static const struct {
        const char *office, *man, *woman;
    } seats[] = {
        {"presidencia", "presidente", "presidenta"}, {"vicepresidencia", "vicepresidente", "vicepresidenta"},
        {"secretaria", "secretario", "secretaria"},  {"prosecretaria", "prosecretario", "prosecretaria"},
        {"tesoreria", "tesorero", "tesorera"},       {"vocalia", "vocal", "vocal"}};
    static const struct {
        const char *said, *man, *woman;
    } kinds[] = {{"tecnica", "técnico", "técnica"},
                 {"ejecutiva", "ejecutivo", "ejecutiva"},
                 {"general", "general", "general"},
                 {"municipal", "municipal", "municipal"},
                 {"suplente", "suplente", "suplente"}};
    const esc_stream *s = &r->body;
    bool cell = to > from && to < s->atoms_count && s->atoms[to].wide && esc_stream_first(s, from) &&
                s->atoms[from].row == s->atoms[to].row; // "Presidencia     Ana Ruiz Paz"
    if (to <= from || to - from > 12) return NULL;
    esc_cursor c = esc_cursor_on(s, from, to);
    bool by = esc_cursor_match(&c, "por la");
    if (!by) esc_cursor_match(&c, "la");
    const bool charge = esc_post_in_charge(s, c.at); // "Secretaría a cargo del señor …"
    if (!cell && !charge && !esc_stream_sign(s, to - 1, ':')) return NULL;
    for (size_t i = 0; i < sizeof seats / sizeof *seats; i++) {
        if (!esc_cursor_match(&c, seats[i].office)) continue;
        const char *said = s->atoms[c.at - 1].text; // "Secretaria del Ayuntamiento:" is who holds it
        if (strstr(seats[i].office, "secretaria") && !by && !charge && !strstr(said, "ría") &&
            !strstr(said, "RÍA"))
            return NULL;
        if (!charge && !esc_stream_sign(s, c.at, ':') && !(cell && c.at == to) &&
            !esc_cursor_looking_at(s, c.at,
                                   "tecnica|ejecutiva|general|municipal|"
                                   "suplente|del|de"))
            return NULL;
        const char *seat = woman ? seats[i].woman : seats[i].man;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            if (esc_cursor_match(&c, kinds[k].said)) {
                esc_buf both = {0};
                esc_buf_puts(&both, seat);
                esc_buf_putc(&both, ' ');
                esc_buf_puts(&both, woman ? kinds[k].woman : kinds[k].man);
                seat = esc_arena_strndup(r->arena, esc_buf_text(&both), both.len);
                esc_buf_free(&both);
            }
        return seat;
    }
    return NULL;
}

uint32_t esc_post_strange(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t stop =
        to > from + 2 && esc_stream_sign(s, to - 1, ',') ? to - 1 : to;       // "la sostenedora, Sra. …"
    if (stop < from + 2 || esc_atom_is(&s->atoms[to - 1], "a|al")) return to; // "dio la bienvenida a …"
    for (uint32_t i = stop; i-- > from && i + 9 > stop;) {
        if (s->atoms[i].kind != ESC_ATOM_WORD) return to;
        if (!esc_atom_is(&s->atoms[i], "el|la")) continue;
        const esc_atom *noun = &s->atoms[i + 1];
        bool fits =
            i + 1 < stop && noun->shape == ESC_SHAPE_LOWER && noun->norm_len > 4 && noun->known &&
            !esc_atom_is(noun,
                         "senor|senora|senorita|ciudadan@|companer@|colega|propi@|licenciad@|maestr@|"
                         "doctor|doctora|ingenier@|profesor|profesora|arquitect@|nombre|voz|"
                         "persona|presencia|asistencia|participacion|representacion|vecin@|joven|siguiente");
        return fits ? i + 1 : to;
    }
    return to;
}
