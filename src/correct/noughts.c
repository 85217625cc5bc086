// SPDX-License-Identifier: GPL-3.0-or-later
// Letters read for figures where only figures can stand: the years and days of dates, minutes, shares,
// amounts: 14 de marzo de 2O18, 1S de mayo, 13:O5, 3O %, $3,4S0.00. Whoever types writes no such thing. No
// figure ever becomes a letter or another one.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { MOST_CHARS = 16, MOST_DAY = 31, MOST_MINUTE = 59 };

static const char figures[] = "0123456789";
static const char *const links[] = {"de", "del"};

// The figure that a letter was read for; 0: none.
static char figure_of(char c) {
    static const char letters[] = "OoQSlI", meant[] = "000511";
    if (c >= '0' && c <= '9') return c;
    const char *at = c ? strchr(letters, c) : NULL;
    return at ? meant[at - letters] : 0;
}

// Writes the figures of a text that has some, and letters that were read for others; false where it is no
// such.
static bool read_figures(const esc_form *form, char ret[MOST_CHARS]) {
    size_t digits = 0;
    if (!form || form->kind != ESC_TOKEN_CODE || form->len >= MOST_CHARS) return false;
    for (size_t i = 0; i <= form->len; i++) {
        ret[i] = i < form->len ? figure_of(form->text[i]) : 0;
        if (!ret[i] && i < form->len) return false;
        digits += esc_utf8_is_digit((unsigned char)form->text[i]);
    }
    return digits > 0 && digits < form->len;
}

// The word that a piece says now, in the document's forms or NULL: a month may have been mended.
static const esc_form *said(const esc_work *work, uint32_t piece) {
    size_t len;
    if (piece >= work->pieces.pieces_count || !work->pieces.pieces[piece].unit_count) return NULL;
    const char *text = esc_work_piece_text(work, piece, &len);
    return esc_forms_find(&work->forms, text, len);
}

bool esc_work_dates_year(const esc_work *work, uint32_t piece) {
    static const char *const years[] = {"año", "ejercicio", "fiscal"};
    if (piece < 2) return false;
    const esc_form *before = said(work, piece - 1);
    if (ESC_ONE_OF(before, links)) before = said(work, piece - 2);
    return ESC_ONE_OF(before, years) || esc_form_is_month(before);
}

// "las 13:O5", "13:O5 horas"
static bool tells_minutes(const esc_work *work, uint32_t piece) {
    static const char *const before[] = {"las", "la"}, *const behind[] = {"horas", "hrs", "hs", "h", "hora"};
    const esc_form *hour = piece > 1 ? esc_work_raw_form(work, piece - 2) : NULL;
    if (!hour || hour->kind != ESC_TOKEN_NUMBER || hour->len > 2 || !esc_work_says(work, piece - 1, ":") ||
        !esc_work_is_glued(work, piece) || !esc_work_is_glued(work, piece - 1))
        return false;
    return (piece > 2 && ESC_ONE_OF(said(work, piece - 3), before)) ||
           ESC_ONE_OF(said(work, piece + 1), behind);
}

static bool asks_figures(const esc_work *work, uint32_t piece, const char *number) {
    const size_t len = strlen(number);
    const int value = atoi(number);
    if (len == 4) return esc_text_is_year(number, len) && esc_work_dates_year(work, piece);
    if (len != 2 || esc_work_is_glued(work, piece)) return tells_minutes(work, piece) && value <= MOST_MINUTE;
    const bool share = esc_work_says(work, piece + 1, "%");
    if (share) return esc_utf8_is_digit((unsigned char)*esc_work_raw_form(work, piece)->text);
    if (!strcmp(esc_work_raw_form(work, piece)->text, "1o")) return false; // "el 1o de marzo": the first
    return value && value <= MOST_DAY && ESC_ONE_OF(said(work, piece + 1), links) &&
           esc_form_is_month(said(work, piece + 2));
}

// Whether the pieces from one on, which nothing parts, are an amount but for some letters; how many they are.
static uint32_t read_amount(const esc_work *work, uint32_t piece, char ret[MOST_CHARS]) {
    static const char *const money[] = {"pesos", "euros",     "colones", "dólares",
                                        "soles", "bolívares", "M",       "MN"};
    size_t len = 0, letters = 0, noughts = 0;
    uint32_t end = piece;
    if (!esc_utf8_is_digit((unsigned char)*esc_work_raw_form(work, piece)->text)) return 0; // Q31,480.75
    for (; end < work->pieces.pieces_count && (end == piece || esc_work_is_glued(work, end)); end++) {
        const esc_form *form = esc_work_raw_form(work, end);
        if (!form || len + form->len >= MOST_CHARS) return 0;
        if (form->kind == ESC_TOKEN_PUNCT) {
            // the sentence's, or the amount's where more of it follows
            const bool more = esc_work_is_glued(work, end + 1) && esc_work_raw_form(work, end + 1) &&
                              figure_of(*esc_work_raw_form(work, end + 1)->text);
            if (!strchr(".,", *form->text) || form->len > 1 || !more) break;
            ret[len++] = *form->text;
            continue;
        }
        for (size_t i = 0; i < form->len; i++) {
            const char c = form->text[i], meant = strchr(".,", c) ? c : figure_of(c);
            if (!meant) return 0;
            letters += meant != c;
            noughts += meant != c && meant == '0';
            ret[len++] = meant;
        }
    }
    ret[len] = 0;
    const bool sign = piece && (esc_work_says(work, piece - 1, "$") || esc_work_says(work, piece - 1, "€"));
    if (!letters || (esc_work_is_glued(work, piece) && !sign)) return 0;
    if (!sign && !ESC_ONE_OF(said(work, end), money) && (2 * letters >= len || letters > noughts))
        return 0; // 1.1Il
    for (const char *group = ","; group; group = *group == ',' ? "." : NULL) {
        const char *rest = esc_amount_cents(ret, *group);
        if (rest && *rest != *group) return end - piece;
    }
    const size_t row = strspn(ret, figures); // $4S0.00
    return sign && row && row <= 3 && ret[row] == '.' && strspn(ret + row + 1, figures) == 2 && !ret[row + 3]
               ? end - piece
               : 0;
}

void esc_work_repair_noughts(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form || (form->kind != ESC_TOKEN_CODE && form->kind != ESC_TOKEN_NUMBER)) continue; // most
        char text[MOST_CHARS];
        if (read_figures(form, text) && asks_figures(work, i, text)) {
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_DIGIT, ESC_BY_RULE,
                             esc_arena_strndup(work->arena, text, strlen(text)), 0.94f);
            continue;
        }
        const uint32_t count = read_amount(work, i, text);
        if (count)
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[i], count, ESC_EDIT_DIGIT, text,
                           0.93f, work->arena);
    }
}
