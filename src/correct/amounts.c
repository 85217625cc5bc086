// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts, repaired as the document writes its others: $3,118,240,00 (also alone), 6.300.00 beside 18.420,00,
// and those that a blank tore apart, 18.42 0,00. No figure ever becomes another one.
#include <string.h>

#include "correct/work.h"

static const char figures[] = "0123456789";

static const esc_form *number_at(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    return form && form->kind == ESC_TOKEN_NUMBER ? form : NULL;
}

const char *esc_amount_cents(const char *text, char group) {
    size_t row = strspn(text, figures), groups = 0;
    if (!row || row > 3) return NULL;
    const char *p = text + row;
    for (; *p == group && strspn(p + 1, figures) == 3; p += 4) groups++;
    bool cents = *p && strchr(",.", *p) && strspn(p + 1, figures) == 2 && !p[3];
    return groups && (!*p || cents) ? p : NULL;
}

// Whether the document has an amount with its cents, in groups parted by that mark and not by the other.
static bool writes(const esc_work *work, char group) {
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || form->kind != ESC_TOKEN_NUMBER) continue;
        const char *mark = esc_amount_cents(form->text, group);
        if (mark && *mark && *mark != group) return true;
    }
    return false;
}

static void repair_mark(esc_work *work, uint32_t piece, const esc_form *amount, char group) {
    const char *mark = esc_amount_cents(amount->text, group);
    if (!mark || *mark != group) return;
    char *after = esc_arena_strndup(work->arena, amount->text, amount->len);
    after[mark - amount->text] = group == '.' ? ',' : '.';
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, after, 0.93f);
}

// Whether the text ends within a group, and so cannot be an amount of its own.
static bool breaks_off(const char *text, char group) {
    const char *last = strrchr(text, group);
    return last && last > text && strlen(last + 1) < 3;
}

static bool join(esc_work *work, uint32_t piece, const esc_form *head, const esc_form *rest, char group) {
    const esc_unit *first = esc_work_unit(work, piece), *second = esc_work_unit(work, piece + 1);
    if (first->line != second->line || !second->blank_before || !breaks_off(head->text, group)) return false;
    if (second->raw.off > first->raw.off + first->raw.len + 1)
        return false; // another column: "7.326.00    5 días"
    char *whole = esc_arena_alloc(work->arena, (size_t)head->len + rest->len + 1);
    memcpy(whole, head->text, head->len);
    memcpy(whole + head->len, rest->text, (size_t)rest->len + 1);
    const char *mark = esc_amount_cents(whole, group);
    if (!mark || *mark == group) return false;
    esc_piece *p = &work->pieces.pieces[piece];
    if (!esc_piece_join(work->doc, &work->units, p, p + 1, work->arena)) return false;
    esc_piece_change(p, ESC_EDIT_CODE, ESC_BY_RULE, whole, 0.93f);
    return true;
}

// "por ¿318.450.000,00": the sign of colones, where nothing in the line is asked.
static void restore_colon(esc_work *work, uint32_t piece) {
    const esc_form *sign = esc_work_raw_form(work, piece), *amount = number_at(work, piece + 1);
    if (!sign || strcmp(sign->text, "¿") || !amount) return;
    const esc_unit *unit = esc_work_unit(work, piece + 1);
    if (!esc_unit_is_glued(unit)) return;
    if (!esc_amount_cents(amount->text, '.') && !esc_amount_cents(amount->text, ',')) return;
    for (uint32_t i = piece + 2;
         i < work->pieces.pieces_count && esc_work_unit(work, i)->line <= unit->line + 1; i++)
        if (esc_work_raw_form(work, i) && !strcmp(esc_work_raw_form(work, i)->text, "?")) return;
    const esc_form *own = esc_forms_find(&work->forms, "₡", strlen("₡"));
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CODE, ESC_BY_RULE, own && own->count ? "₡" : "¢",
                     0.92f);
}

void esc_work_repair_amounts(esc_work *work) {
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) restore_colon(work, i);
    bool commas = writes(work, ','), stops = writes(work, '.');
    if (commas && stops) return;
    if (!commas && !stops) { // no group has two figures, but who types may not care
        if (!esc_channel_is_scan(&work->channel)) return;
        for (uint32_t i = 1; i < work->pieces.pieces_count; i++) {
            const esc_form *amount = number_at(work, i), *sign = esc_work_raw_form(work, i - 1);
            if (amount && sign && !strcmp(sign->text, "$")) repair_mark(work, i, amount, ',');
        }
        return;
    }
    char group = commas ? ',' : '.';
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *amount = number_at(work, i);
        if (!amount) continue;
        const esc_form *rest = number_at(work, i + 1);
        if (!rest || !join(work, i, amount, rest, group)) repair_mark(work, i, amount, group);
    }
}
