// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/beside.h"

#include <string.h>

#include "base/utf8.h"
#include "fields/announce.h"
#include "fields/phrases.h"

enum { MOST_LABEL = 4, MOST_BRACKET = 4, MOST_REMARK = 7, LEAST_ALIKE = 3 };

// Cells that say whether one was there, and no post.
static const char marks[] = "si|no|presente|asistio|firma|rubrica|ausente|x|p|firmado|virtual";

const char *esc_beside_lowered(const esc_reader *r, const char *text) {
    esc_buf small = {0};
    esc_utf8_lower_text(text, strlen(text), &small);
    char *out = esc_arena_strndup(r->arena, esc_buf_text(&small), small.len);
    esc_buf_free(&small);
    return out;
}

// "Ana Ruiz Paz     Vocal     Obras Públicas": the cell behind the seat's, up to `end`.
static void third_column(esc_reader *r, esc_person *p, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t from = p->seat.role_to;
    if (!p->role || p->seat.office || from <= p->name.to || from >= end || !s->atoms[p->name.to].wide) return;
    while (from < end && !s->atoms[from].wide) from++;
    uint32_t to = from;
    while (to < end && (to == from || !s->atoms[to].wide)) to++;
    bool words = from < to && s->atoms[from].kind == ESC_ATOM_WORD &&
                 s->atoms[from].shape != ESC_SHAPE_LOWER && !esc_atom_is(&s->atoms[from], marks);
    for (uint32_t i = from; i < to; i++)
        words &= s->atoms[i].kind != ESC_ATOM_NUMBER && !strchr("%$@", s->atoms[i].text[0]);
    if (!words) return;
    p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    if (to == from + 1) p->seat.office = s->atoms[from].text; // letters stay as they are
    p->seat.office_from = from, p->seat.office_to = to;
}

// What a column beside the name says, where it is no seat that anybody knows: "Profesional Universitaria".
void esc_beside_column(esc_reader *r, esc_person *p, uint32_t next) {
    const esc_stream *s = &r->body;
    uint32_t end = esc_stream_row_end(s, p->name.to - 1), from = p->name.to;
    third_column(r, p, end < next ? end : next);
    bool yes = from + 1 < end && esc_atom_is(&s->atoms[end - 1], "si") &&
               s->atoms[end - 1].shape == ESC_SHAPE_CAPITAL;
    bool organ = from < end && esc_seat_organ(s, from);
    if (from >= end || next < from + 2 || (!s->atoms[from].wide && !yes && !organ)) return;
    // "(coordinador)" in a row of its own below is the seat
    uint32_t below = p->role ? p->seat.role_from : p->seat.office_from;
    if ((p->role && p->seat.office) ||
        ((p->role || p->seat.office) && (below != end + 1 || !esc_stream_sign(s, end, '('))))
        return;
    if (s->atoms[from].kind != ESC_ATOM_WORD || esc_atom_is(&s->atoms[from], marks)) return;
    if (esc_atom_is(&s->atoms[from], "fdo|fdª|firmado")) return; // another's signature
    uint32_t to = from + 1;
    while (to < end && !s->atoms[to].wide) to++;
    for (uint32_t i = from; i < to; i++) // a share: "coef. 8,40 %"
        if (s->atoms[i].text[0] == '%' || s->atoms[i].text[0] == '$') return;
    if (yes && to == end) to--;
    if (p->seat.office)
        p->role = esc_beside_lowered(r, p->seat.office), p->seat.role_from = below,
        p->seat.role_to = p->seat.office_to;
    p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

// "… (socio fundador)": few words in small letters, which say what one is and nothing of how one came.
static bool seat_in_bracket(const esc_stream *s, uint32_t from, uint32_t to) {
    if (to - from > MOST_BRACKET || s->atoms[from].shape != ESC_SHAPE_LOWER ||
        esc_attendance_absence(s, from) ||
        esc_atom_is(&s->atoms[from], "se|en|a|al|por|con|sin|hasta|desde|via|no|si|ver|segun|como|quien|que|"
                                     "ausente|presente|virtual|remot@|telematic@|online|ambos|ambas|tod@s|"
                                     "expone|viene|y|o|area|antes|despues|solo|justific*|incorpor*|conect*"))
        return false;
    for (uint32_t i = from; i < to; i++) {
        const char *word = s->atoms[i].norm;
        const size_t len = strlen(word);
        if (s->atoms[i].kind != ESC_ATOM_WORD || !s->atoms[i].known || s->atoms[i].shape != ESC_SHAPE_LOWER ||
            (len > 3 && !strcmp(word + len - 3, "ndo")))
            return false;
    }
    return to > from;
}

// "Vocal titular (profesorado)": whom one sits for, behind the seat that stands behind the name.
static void bracket_of_seat(esc_reader *r, esc_person *p) {
    const esc_stream *s = &r->body;
    const uint32_t open = p->seat.role_to, to = esc_announce_over_bracket(s, open, s->atoms_count);
    if (!p->role || p->seat.office || p->seat.role_from < p->name.to || to < open + 3 || to > open + 6 ||
        s->atoms[open].row != s->atoms[p->name.to - 1].row || esc_seat_word(&s->atoms[open + 1]))
        return;
    bool names = s->atoms[open + 1].shape != ESC_SHAPE_LOWER || to == open + 3;
    for (uint32_t i = open + 1; i + 1 < to; i++)
        names &= s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].norm[1] && !esc_attendance_absence(s, i);
    if (!names ||
        esc_atom_is(&s->atoms[open + 1], "interin@|encargad@|accidental|subrogante|virtual|remot*|telematic*|"
                                         "presente|ausente|sin|con|en|por|conect*|titular|suplente|vacante|"
                                         "principal|altern@"))
        return;
    p->seat.office = esc_stream_text(s, r->arena, open + 1, to - 1);
    p->seat.office_from = open + 1, p->seat.office_to = to - 1;
}

// Behind letters with stops, "C.N. Huerva", "P.P.", that are no paper's ("D.N.I."); `at` where none stand
// there.
static uint32_t behind_initials(const esc_stream *s, uint32_t at, uint32_t to) {
    uint32_t i = at;
    char all[8] = "";
    while (i + 1 < to && s->atoms[i].shape == ESC_SHAPE_UPPER && s->atoms[i].norm_len < 3 &&
           esc_stream_sign(s, i + 1, '.') && s->atoms[i + 1].glued) {
        if (strlen(all) + 2 < sizeof all) strcat(all, s->atoms[i].norm);
        i += 2;
    }
    return strlen(all) < 2 || !strcmp(all, "dni") || !strcmp(all, "ci") || !strcmp(all, "cc") ||
                   !strcmp(all, "qepd")
               ? at
               : i;
}

// "… (Primera Visitaduría)", "… (PSOE)" right behind the name: where one comes from.
void esc_beside_bracket(esc_reader *r, esc_person *p) {
    const esc_stream *s = &r->body;
    uint32_t from = p->name.to + 1, to = esc_announce_over_bracket(s, p->name.to, s->atoms_count);
    bracket_of_seat(r, p);
    if (to > from + 1 && !p->role && !p->seat.office && seat_in_bracket(s, from, to - 1)) {
        p->role = esc_beside_lowered(r, esc_stream_text(s, r->arena, from, to - 1));
        p->seat.role_from = from, p->seat.role_to = to - 1;
        return;
    }
    const bool seat_first =
        from < s->atoms_count && (s->atoms[from].shape == ESC_SHAPE_LOWER || esc_seat_word(&s->atoms[from]));
    for (uint32_t i = from + 1; i + 1 < to && p->role && seat_first;
         i++) // "(alumno propietario, Arquitectura)"
        if (esc_stream_sign(s, i, ',') && !p->seat.office) from = i + 1;
    // "…, Secretaría de Salud (coordinadora)"
    const uint32_t open = p->seat.office_to;
    if (p->seat.office && !p->role && open >= p->name.to && esc_stream_sign(s, open, '(') &&
        esc_stream_sign(s, open + 2, ')') && s->atoms[open + 1].shape == ESC_SHAPE_LOWER &&
        esc_seat_word(&s->atoms[open + 1]))
        p->role = s->atoms[open + 1].text, p->seat.role_from = open + 1, p->seat.role_to = open + 2;
    // "(Ministerio de Salud), coordinador": what stands behind the bracket is the seat
    const uint32_t post = p->seat.office_from;
    const bool seat_behind = p->seat.office && !p->role && to > from + 1 && post >= to && post < to + 2 &&
                             p->seat.office_to <= post + 2 && s->atoms[post].shape == ESC_SHAPE_LOWER &&
                             s->atoms[from].shape != ESC_SHAPE_LOWER;
    if (seat_behind)
        p->role = p->seat.office, p->seat.role_from = post, p->seat.role_to = p->seat.office_to,
        p->seat.office = NULL;
    if (p->seat.office || to <= from + 1 || s->atoms[from].kind != ESC_ATOM_WORD ||
        (to == from + 2 && !s->atoms[from].norm[1]) || // "(P)"
        (s->atoms[from].shape == ESC_SHAPE_LOWER && !esc_cursor_looking_at(s, from, "area de")) ||
        esc_seat_is_role(&s->atoms[from]) ||
        (to == from + 2 &&
         esc_atom_is(&s->atoms[from], "principal|altern@|titular|suplente|subrogante|interin@")))
        return;
    to--;
    const uint32_t name = behind_initials(s, from, to); // "(C.N. Huerva)"
    if (name < to && esc_phrase_end(s, name, to, ESC_PHRASE_LISTS) != to) return;
    p->seat.office = to == from + 1 ? s->atoms[from].text
                     : name > from  ? esc_stream_text(s, r->arena, from, to)
                                    : esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

// "Consejero / Sindicato de Pescadores": whom one comes from, in the same cell as the seat.
void esc_beside_slash(esc_reader *r, esc_person *p, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t at = p->seat.role_to;
    if (!p->role || p->seat.office || at < p->name.to || at + 1 >= end || !esc_stream_sign(s, at, '/') ||
        s->atoms[at + 1].kind != ESC_ATOM_WORD)
        return;
    uint32_t from = at + 1, to = esc_stream_row_end(s, at);
    while (to < end && !s->rows[s->atoms[to].row].gap && s->atoms[to].kind == ESC_ATOM_WORD)
        to = esc_stream_row_end(s, to);
    if (to > end) to = end;
    for (uint32_t i = from + 1; i < to; i++)
        if (s->atoms[i].wide && !esc_stream_first(s, i)) to = i;
    p->seat.office = esc_stream_text(s, r->arena, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

// What stands behind the name in a list's row, or in brackets: its end, and where it begins in *ret_from;
// `at` where it is no few words.
static uint32_t remark(const esc_stream *s, const esc_person *p, uint32_t next, uint32_t *ret_from) {
    uint32_t at = p->name.to, end = at < s->atoms_count ? esc_stream_row_end(s, p->name.to - 1) : at;
    bool bracket = esc_stream_sign(s, at, '(');
    if (end > next) end = next;
    const bool behind_seat =
        p->role && p->seat.role_from < p->name.from && esc_stream_entry(s, p->seat.role_from);
    if (at + 1 >= end || s->atoms[at].kind != ESC_ATOM_SIGN ||
        (!bracket && !behind_seat && !esc_stream_entry(s, p->name.from)))
        return at;
    if (!bracket && !esc_atom_is(&s->atoms[at], ",|:|-|–|—")) return at;
    uint32_t from = at + 1, to = from;
    while (to < end &&
           (s->atoms[to].kind == ESC_ATOM_WORD || (to > from && s->atoms[to].kind == ESC_ATOM_NUMBER)) &&
           !(s->atoms[to].wide && to > from))
        to++;
    bool closed = to == end || s->atoms[to].wide || esc_atom_is(&s->atoms[to], bracket ? ")" : ";|.|,|(");
    if (to == from || to > from + MOST_REMARK || !closed || (bracket && to == end) ||
        esc_atom_is(&s->atoms[from], "quien|que|se|con|ausente|presente|en|no|si|y|e|a|por|firma|rubrica"))
        return at;
    *ret_from = from;
    return to;
}

// Where the label of the row begins that ends right before `to`, "Profesorado: D. …"; `to` where there is
// none.
static uint32_t row_label(const esc_stream *s, uint32_t to) {
    uint32_t first = s->rows[s->atoms[to].row].first, at = first;
    // "… de Ingeniería. Docentes: Lic. …": in the same paragraph
    if (to > 3 && esc_stream_sign(s, to - 1, ':') && s->atoms[to - 2].kind == ESC_ATOM_WORD &&
        s->atoms[to - 2].shape == ESC_SHAPE_CAPITAL && esc_stream_sign(s, to - 3, '.') &&
        s->atoms[to - 2].norm[s->atoms[to - 2].norm_len - 1] == 's')
        first = at = to - 2;
    if (to < first + 2 || to > first + MOST_LABEL + 1 || !esc_stream_sign(s, to - 1, ':')) return to;
    while (at + 1 < to && s->atoms[at].kind == ESC_ATOM_SIGN) at++;
    for (uint32_t i = at; i + 1 < to; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD) return to;
    const bool side = esc_atom_is(&s->atoms[at], "titulares|suplentes|principales|propietari@s") ||
                      esc_attendance_group(&s->atoms[at]);
    bool says_present = (!side && esc_attendance_announced(s, at)) || esc_attendance_absence(s, at);
    bool named = s->atoms[at].shape != ESC_SHAPE_LOWER || esc_seat_party(&s->atoms[at]); // morena
    return says_present || !named || at + 1 >= to ? to : at;
}

// "Profesorado: A, B y C": in a list of labelled rows, two at least, what the label says is the seat of all
// those named behind it.
static void by_label_of_row(esc_reader *r, esc_people *all, uint32_t from) {
    const esc_stream *s = &r->body;
    uint32_t labels = 0, label = 0, label_to = 0;
    for (uint32_t i = 0; i < all->items_count; i++) {
        uint32_t at = all->items[i].name.from, first = s->rows[s->atoms[at].row].first;
        bool seat = at > first && esc_stream_sign(s, at - 1, ':') && esc_seat_word(&s->atoms[first]);
        labels += seat || row_label(s, at) < at;
    }
    for (uint32_t i = 0; i < all->items_count && labels > 1; i++) {
        esc_person *p = &all->items[i];
        uint32_t at = p->name.from, before = i ? all->items[i - 1].name.to : from, begin = row_label(s, at);
        if (begin < at && begin >= from)
            label = begin, label_to = at - 1;
        else if (at > before + 2 || esc_stream_sign(s, at - 1, ':')) // more than a comma
            label_to = label;
        const bool side = esc_atom_is(&s->atoms[label], "titulares|suplentes|principales|propietari@s");
        if (label_to == label || (p->role && !(p->of_group && esc_seat_place(&s->atoms[label]))) ||
            (p->seat.office && !side))
            continue;
        const char *text = esc_stream_text(s, r->arena, label, label_to), *low = esc_beside_lowered(r, text);
        if (esc_seat_sender(&s->atoms[label]) ||
            esc_seat_place(&s->atoms[label])) { // "Partido del Trabajo: Ing. …": whom he comes from
            bool suplente = esc_cursor_within(
                s, p->name.to, i + 1 < all->items_count ? all->items[i + 1].name.from : p->name.to + 8,
                "suplente");
            if (esc_seat_party(&s->atoms[label]))
                p->role = suplente ? "representante suplente" : "representante", p->seat.role_from = label,
                p->seat.role_to = label_to;
            p->seat.office = text, p->seat.office_from = label, p->seat.office_to = label_to;
            continue;
        }
        size_t len = strlen(low);
        bool plural = s->atoms[label].shape == ESC_SHAPE_CAPITAL && len > 4 && low[len - 1] == 's' &&
                      !strstr(low, " y ");
        esc_seat seat = {.role = low, .plural = plural};
        p->role = s->atoms[label].shape == ESC_SHAPE_UPPER && label_to == label + 1
                      ? text
                      : esc_seat_singular(r, &seat, false);
        p->seat.role_from = label, p->seat.role_to = label_to;
    }
}

// In a list whose rows all run "name, what he is", three or more, what nobody knows for a seat is one all the
// same: "Ana Ruiz Paz, docente asociada".
void esc_beside_by_shape(esc_reader *r, esc_people *all, uint32_t from_atom, uint32_t end) {
    const esc_stream *s = &r->body;
    by_label_of_row(r, all, from_atom);
    uint32_t alike = 0, from;
    for (uint32_t i = 0; i < all->items_count; i++) {
        uint32_t next = i + 1 < all->items_count ? all->items[i + 1].name.from : end;
        alike += remark(s, &all->items[i], next, &from) > all->items[i].name.to;
    }
    for (uint32_t i = 0; i < all->items_count && alike >= LEAST_ALIKE; i++) {
        esc_person *p = &all->items[i];
        uint32_t next = i + 1 < all->items_count ? all->items[i + 1].name.from : end;
        uint32_t to = remark(s, p, next, &from);
        if (to == p->name.to) continue;
        const char *text = esc_stream_text(s, r->arena, from, to);
        // "… – Alcaldía (coordinadora)"
        const uint32_t open = to;
        if (!p->role && p->seat.office && p->seat.office_from == open + 1 && esc_stream_sign(s, open, '(') &&
            s->atoms[open + 1].shape == ESC_SHAPE_LOWER && s->atoms[from].shape != ESC_SHAPE_LOWER) {
            p->role = esc_beside_lowered(r, p->seat.office);
            p->seat.role_from = open + 1, p->seat.role_to = p->seat.office_to;
            p->seat.office = text, p->seat.office_from = from, p->seat.office_to = to;
            continue;
        }
        // "Consejera Sra. Ana Ruiz Paz, Junta de Vecinos": the seat stands before the name
        const bool office = p->role && !p->seat.office && !esc_stream_sign(s, p->name.to, ':') &&
                            p->seat.role_from < p->name.from && to > from + 1 &&
                            s->atoms[from].shape == ESC_SHAPE_CAPITAL && !esc_seat_word(&s->atoms[from]) &&
                            s->atoms[p->seat.role_from].row == s->atoms[p->name.from].row;
        if ((p->role && !office) || p->seat.office) continue;
        if (s->atoms[from].shape == ESC_SHAPE_LOWER)
            p->role = esc_beside_lowered(r, text), p->seat.role_from = from, p->seat.role_to = to;
        else
            p->seat.office = text, p->seat.office_from = from, p->seat.office_to = to;
    }
}
