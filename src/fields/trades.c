// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/trades.h"

#include "fields/phrases.h"

enum { MOST_WORDS = 6, LEAST_SENT = 2 };

// What one is by trade, in small letters behind a name.
static const char trades[] =
    "tecnic@|auxiliar|fontaner@|enfermer@|ingenier@|abogad@|contador|contadora|arquitect@|agronom@|medic@|"
    "bibliotecari@|conserje|carpinter@|electricista|mecanic@|topograf@|biolog@|quimic@|psicolog@|"
    "trabajador|trabajadora|promotor|promotora|instructor|instructora|archivista|archiver@|administrativ@|"
    "operador|operadora|restaurador|restauradora|guardaparque|guardabosque|vigilante|pasante|becari@|"
    "practicante|consultor|consultora|perit@|veterinari@|economista|historiador|historiadora|arqueolog@|"
    "antropolog@|sociolog@|periodista|interprete|traductor|traductora|sonidista|chofer|albanil|jardiner@|"
    "maestr@|capacitador|capacitadora|ayudante|asistente|bodeguer@|almacenista|secretari@|lider|lideresa";

// Where the words that say it end, at a sign or at the row's end; `at` where none so stand there.
static uint32_t trade_end(const esc_stream *s, uint32_t at) {
    uint32_t to = at;
    while (to < s->atoms_count && to < at + MOST_WORDS && s->atoms[to].kind == ESC_ATOM_WORD &&
           !s->atoms[to].wide && !(esc_stream_first(s, to) && s->rows[s->atoms[to].row].gap) &&
           s->atoms[to].shape == ESC_SHAPE_LOWER)
        to++;
    const bool ends = to >= s->atoms_count || s->atoms[to].kind == ESC_ATOM_SIGN || esc_stream_first(s, to);
    return ends && to > at && !esc_atom_is(&s->atoms[to - 1], "de|del|la|el|en|y|por|con|que") ? to : at;
}

// Seats that words for seats give, so that other words give none.
static uint32_t seated(const esc_stream *s, const esc_people *all) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < all->items_count; i++)
        n += all->items[i].role && esc_seat_is_role(&s->atoms[all->items[i].seat.role_from]);
    return n;
}

// "Ana Ruiz Paz, técnica de laboratorio", "…, miembro, Médica de Empresa": behind the name, or the seat.
static void by_trade(esc_reader *r, esc_person *p, bool seats) {
    const esc_stream *s = &r->body;
    for (int behind = 0; behind < 2; behind++) {
        const bool seat = p->role && p->seat.role_from == p->name.to + 1;
        const uint32_t comma = behind && seat ? p->seat.role_to : p->name.to, at = comma + 1;
        if (p->seat.office || !esc_stream_sign(s, comma, ',') || at >= s->atoms_count ||
            !esc_atom_is(&s->atoms[at], trades))
            continue;
        const bool small = s->atoms[at].shape == ESC_SHAPE_LOWER;
        uint32_t to = small ? trade_end(s, at) : esc_phrase_end(s, at, s->atoms_count, ESC_PHRASE_LISTS);
        if (!small && to < s->atoms_count && s->atoms[to].kind != ESC_ATOM_SIGN && !esc_stream_first(s, to))
            continue;
        const bool own = seat && p->seat.role_from == at && !esc_seat_is_role(&s->atoms[at]);
        if (to == at || (own ? !seats : p->role && p->seat.role_from >= at && p->seat.role_from < to))
            continue;
        if (own) p->role = NULL;
        p->seat.office = esc_stream_text(s, r->arena, at, to);
        p->seat.office_from = at, p->seat.office_to = to;
    }
}

// ", por las tejedoras de Río Hondo.": gives where the words behind the article begin and end; 0 where none
// so stand behind the name or the seat.
static uint32_t sent_to(const esc_stream *s, const esc_person *p, uint32_t *ret_from) {
    const uint32_t stop = p->role && p->seat.role_from >= p->name.to ? p->seat.role_to : p->name.to;
    esc_cursor c = esc_cursor_on(s, stop + 1, s->atoms_count);
    if (!esc_stream_sign(s, stop, ',') || !esc_cursor_match(&c, "por el|la|los|las") || c.at >= c.end ||
        s->atoms[c.at].shape != ESC_SHAPE_LOWER)
        return 0;
    uint32_t to = c.at;
    while (to < c.end && to < c.at + MOST_WORDS && s->atoms[to].kind == ESC_ATOM_WORD &&
           !esc_stream_first(s, to))
        to++;
    *ret_from = c.at;
    return to > c.at && (to == c.end || esc_stream_first(s, to) || esc_atom_is(&s->atoms[to], ".|;")) ? to
                                                                                                      : 0;
}

// Where others are said to be there by a body's name, small letters name one, too.
static void by_sender(esc_reader *r, esc_people *all) {
    uint32_t sent = 0;
    for (uint32_t i = 0; i < all->items_count; i++) {
        const esc_person *p = &all->items[i];
        const uint32_t of = p->seat.office_from;
        sent += p->seat.office && of > p->name.to + 1 &&
                (esc_atom_is(&r->body.atoms[of - 1], "por") || esc_atom_is(&r->body.atoms[of - 2], "por"));
    }
    for (uint32_t i = 0; i < all->items_count && sent >= LEAST_SENT; i++) {
        esc_person *p = &all->items[i];
        uint32_t from = 0;
        const uint32_t to = p->seat.office ? 0 : sent_to(&r->body, p, &from);
        if (!to) continue;
        p->seat.office = esc_stream_text(&r->body, r->arena, from, to);
        p->seat.office_from = from, p->seat.office_to = to;
    }
}

void esc_trades_share(esc_reader *r, esc_people *all) {
    const bool seats = seated(&r->body, all) > 1;
    for (uint32_t i = 0; i < all->items_count; i++) by_trade(r, &all->items[i], seats);
    by_sender(r, all);
}
