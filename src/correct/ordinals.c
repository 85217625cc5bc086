// SPDX-License-Identifier: GPL-3.0-or-later
// Lists that count in ordinals: 1º, 2º, 3º. Some engines know no º and read it as %, ?, *, quotation marks,
// as a digit (89 for 8º), or not at all; a list that goes on counting tells what stood there. Typewriters
// count 1o., 2o., 3o., which are read as "lo.", "20.", "3o.".
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    LEAST_MARKED = 3,
    LEAST_COUNTED = 4,
    LIST_REACH_LINES = 40,
    BUSINESS_REACH_LINES = 200,
    MOST_VALUE = 99,
    CLOSE_BYTES = 8
};

struct item {
    uint32_t piece, line;
    long read;             // the number as it was read
    long value;            // as the list counts; 0: not of it
    bool marked, lettered; // with a sign behind it, with the letter o
    bool running;          // within a line: 1º) Lectura del acta.- 2º) Informe
    bool labelled;         // Punto 1º)
    bool written;
};

struct items {
    struct item *items;
    uint32_t items_count, items_cap;
};

static bool is_ordinal_mark(const esc_form *form) {
    static const char *const marks[] = {"%", "?", "*", "\"", "”", "“", "'", "’", "°", "º"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (!strcmp(form->text, marks[i])) return true;
    return false;
}

// 12, 3o, and what 1o is read as; 0: no number.
static long number_of(const esc_form *form, bool *ret_lettered) {
    static const char *const firsts[] = {"lo", "to", "io", "Io"};
    *ret_lettered = true;
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        if (!strcmp(form->text, firsts[i])) return 1;
    size_t digits = strspn(form->text, "0123456789");
    *ret_lettered = digits && digits < 3 && !strcmp(form->text + digits, "o");
    bool plain = form->kind == ESC_TOKEN_NUMBER && form->len <= 4 && !form->text[digits];
    return (plain || *ret_lettered) && *form->text != '0' ? strtol(form->text, NULL, 10) : 0;
}

// Whether an item may stand within the line: behind a mark, and a bracket closes it.
static bool may_run(const esc_unit *unit, const esc_form *next, bool marked) {
    return unit->blank_before && unit[-1].kind == ESC_TOKEN_PUNCT && (marked || !strcmp(next->text, ")"));
}

// A number, a mark behind it perhaps, and then a capital; it begins a line or runs on in one.
static bool read_item(const esc_work *work, uint32_t piece, struct item *ret) {
    const esc_form *number = esc_work_raw_form(work, piece), *next = esc_work_raw_form(work, piece + 1);
    bool lettered;
    const long read = number && next ? number_of(number, &lettered) : 0;
    const esc_unit *unit = &work->units.units[work->pieces.pieces[piece].first_unit];
    if (!read || unit->last) return false;
    if (lettered && (unit[1].blank_before || !strchr(".-)", *next->text))) return false;
    bool marked = !lettered && !unit[1].blank_before && is_ordinal_mark(next);
    const bool running = !unit->first;
    if (running && (lettered || !may_run(unit, next, marked))) return false;
    const esc_unit *text = unit + 1 + marked;
    for (uint32_t p = piece + 1 + marked; !text[-1].last && !text->blank_before; text++, p++) { // ), .-
        const esc_form *close = esc_work_raw_form(work, p);
        if (p > piece + 1u + marked && text->kind == ESC_TOKEN_UPPER) break; // )-LECTURA
        if (!close || close->kind != ESC_TOKEN_PUNCT || !strchr(").-,", *close->text)) return false;
    }
    if (text[-1].last) return false;
    const bool lettered_below = text[0].kind == ESC_TOKEN_WORD && text[0].raw.len == 1 && marked &&
                                !text[0].last && !text[1].blank_before &&
                                text[1].kind == ESC_TOKEN_PUNCT; // 4% a) Obras
    if (text->kind != ESC_TOKEN_CAPITAL && text->kind != ESC_TOKEN_UPPER && !lettered_below) return false;
    *ret = (struct item){.piece = piece,
                         .line = unit->line,
                         .read = read,
                         .marked = marked,
                         .lettered = lettered,
                         .running = running};
    return true;
}

// "Punto 1º)", "Punto 2º" at the head of a line: what is counted says so, and may stand alone.
static bool read_labelled(const esc_work *work, uint32_t piece, struct item *ret) {
    const esc_form *label = piece ? esc_work_raw_form(work, piece - 1) : NULL,
                   *number = esc_work_raw_form(work, piece), *next = esc_work_raw_form(work, piece + 1);
    bool lettered;
    const long read = label && number && next ? number_of(number, &lettered) : 0;
    if (!read || lettered || (strcmp(label->text, "Punto") && strcmp(label->text, "PUNTO"))) return false;
    const esc_unit *unit = &work->units.units[work->pieces.pieces[piece].first_unit];
    if (unit->first || unit->last || !unit[-1].first || unit[1].blank_before) return false;
    const bool marked = is_ordinal_mark(next);
    if (!marked && !strchr(").-:", *next->text)) return false;
    *ret =
        (struct item){.piece = piece, .line = unit->line, .read = read, .marked = marked, .labelled = true};
    return true;
}

// What º looks like.
static bool is_sign(long digit) { return digit == 0 || digit == 2 || digit == 7 || digit == 9; }

// Whether value may have been printed where item was read: 8º as 8%, 8, 89, 82% or 892.
static bool may_be(const struct item *item, long value) {
    const long read = item->read;
    if (read == value || item->lettered) return read == value;
    return is_sign(read % 10) && (read / 10 == value || (read / 100 == value && is_sign(read / 10 % 10)));
}

// The run of items that counts from first on, whose own value is given: its end; ret_marked have a mark.
static uint32_t run_from(struct items *all, uint32_t first, long value, uint32_t *ret_marked) {
    struct item *items = all->items;
    uint32_t last = first, i = first + 1;
    *ret_marked = items[first].marked;
    items[first].value = value;
    const uint32_t reach = items[first].labelled ? BUSINESS_REACH_LINES : LIST_REACH_LINES;
    for (; i < all->items_count && items[i].line - items[last].line <= reach; i++) {
        long step = may_be(&items[i], items[last].value + 1)   ? 1
                    : may_be(&items[i], items[last].value + 2) ? 2 // one was lost
                                                               : 0;
        if (!step && items[i].running) { // a share, or a point of another list
            items[i].value = 0;
            continue;
        }
        if (!step) break;
        items[i].value = items[last].value + step;
        *ret_marked += items[i].marked;
        last = i;
    }
    return i;
}

// Whether the run counts on in tens, from 1 on, with signs that digits do not explain (19, 22, 39, 49), or
// with one that no list counts by (12, 22, 32, 42, 52).
static bool only_signs_read(const struct item *items, uint32_t count) {
    bool differ = false;
    if (count < LEAST_COUNTED || items[0].value != 1) return false;
    for (uint32_t i = 0; i < count; i++) {
        if (!items[i].value || (!items[i].marked && items[i].read == items[i].value)) return false;
        differ |= items[i].marked || items[i].read % 10 != items[0].read % 10 ||
                  items[i].read / 10 != items[i].value;
    }
    return differ || (count > LEAST_COUNTED && items[0].read % 10 != 0);
}

// The same where the first item's sign may have been read as a digit: 19) before 2%).
static uint32_t run_end(struct items *all, uint32_t first, uint32_t *ret_marked) {
    long read = all->items[first].read, divided = read >= 100 ? read / 100 : read / 10;
    uint32_t marked, end = divided && divided <= 2 && may_be(&all->items[first], divided)
                               ? run_from(all, first, divided, &marked)
                               : first;
    if (end > first + 1 && (marked >= LEAST_MARKED || only_signs_read(all->items + first, end - first))) {
        *ret_marked = marked;
        return end;
    }
    return run_from(all, first, read, ret_marked);
}

// Whether the run counts 1o, 2o, 3o: the letter was read at least once, and nothing else stands in its place.
static bool is_lettered(const struct item *items, uint32_t count) {
    uint32_t letters = 0, others = 0;
    for (uint32_t i = 0; i < count; i++) {
        letters += items[i].lettered;
        others += items[i].marked || (!items[i].lettered && items[i].read != items[i].value * 10);
    }
    return count >= LEAST_COUNTED && letters && !others;
}

// The sign of the list: the degree where most marks were read as one, for many write it so: 1°, 2°, 3°.
static const char *sign_of(const esc_work *work, const struct item *items, uint32_t count, uint32_t marked) {
    uint32_t degrees = 0;
    for (uint32_t i = 0; i < count; i++)
        degrees += items[i].marked && !strcmp(esc_work_raw_form(work, items[i].piece + 1)->text, "°");
    return degrees * 2 > marked ? "°" : "º";
}

// ° and º mean the same: who types may mix them.
static bool is_proper(const esc_form *sign) { return !strcmp(sign->text, "°") || !strcmp(sign->text, "º"); }

static void write_item(esc_work *work, struct item *item, const char *sign) {
    esc_piece *number = &work->pieces.pieces[item->piece];
    item->written = true;
    if (item->marked && item->read == item->value) {
        if (!is_proper(esc_work_raw_form(work, item->piece + 1)))
            esc_piece_change(number + 1, ESC_EDIT_PUNCTUATION, ESC_BY_RULE, sign, 0.95f);
        return;
    }
    char text[16];
    snprintf(text, sizeof text, "%ld%s", item->value, sign);
    if (!strcmp(esc_work_raw_form(work, item->piece)->text, text)) return;
    esc_pieces_say(work->doc, &work->units, number, 1u + item->marked, ESC_EDIT_CODE, text, 0.93f,
                   work->arena);
}

// What a piece says now, and a mark behind it. In the arena.
static const char *closed(esc_work *work, uint32_t piece, const char *mark) {
    size_t len;
    const char *text = esc_work_piece_text(work, piece, &len);
    return esc_arena_printf(work->arena, "%.*s%s", (int)len, text, mark);
}

// The marks glued behind an item's sign: their first piece and their number; their text goes to ret, "" where
// there are none.
static uint32_t marks_behind(const esc_work *work, const struct item *item, uint32_t *ret_count,
                             char ret[CLOSE_BYTES]) {
    const uint32_t first = item->piece + 1u + item->marked;
    size_t at = 0;
    *ret_count = 0;
    ret[0] = 0;
    for (uint32_t p = first; p < work->pieces.pieces_count; p++, ++*ret_count) {
        const esc_form *form = esc_work_raw_form(work, p);
        const esc_unit *unit = &work->units.units[work->pieces.pieces[p].first_unit];
        if (!form || !esc_unit_is_glued(unit) || form->kind != ESC_TOKEN_PUNCT ||
            at + form->len >= CLOSE_BYTES)
            break;
        memcpy(ret + at, form->text, form->len + 1u);
        at += form->len;
    }
    return first;
}

// The items of a list end alike: "5º" among "4º)", "6º,.-" among "3º.-".
static void close_alike(esc_work *work, const struct item *items, uint32_t count) {
    static const char *const closes[] = {")", ".-"}, *const odd[] = {"", ",.-", ",-", "..-", ".,-"};
    uint32_t votes[2] = {0}, all = 0, marks;
    char text[CLOSE_BYTES];
    for (uint32_t i = 0; i < count; i++) {
        if (!items[i].value) continue;
        marks_behind(work, &items[i], &marks, text);
        for (int k = 0; k < 2; k++) votes[k] += !strcmp(text, closes[k]);
        all++;
    }
    const int chosen = votes[1] > votes[0] || !votes[0];
    // ",-" is ".-" wherever no bracket closes the items
    const bool dashed = chosen && !votes[0];
    if (!dashed && (votes[chosen] < LEAST_MARKED || votes[chosen] * 5 < all * 3)) return;
    for (uint32_t i = 0; i < count; i++) {
        if (!items[i].value || !items[i].marked) continue;
        const uint32_t first = marks_behind(work, &items[i], &marks, text);
        bool strange = false;
        for (size_t k = 0; k < sizeof odd / sizeof *odd; k++) strange |= !strcmp(text, odd[k]);
        if (strange && marks)
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[first], marks, ESC_EDIT_PUNCTUATION,
                           closes[chosen], 0.92f, work->arena);
        else if (strange && !chosen && votes[chosen] + 1 == all && work->pieces.pieces[first - 1].unit_count)
            esc_piece_change(&work->pieces.pieces[first - 1], ESC_EDIT_PUNCTUATION, ESC_BY_RULE,
                             closed(work, first - 1, closes[chosen]), 0.92f);
    }
}

// What is counted below an item: "2.19)" is "2.1º)", "3.1%" is "3.1º".
static void repair_nested(esc_work *work, const struct item *items, uint32_t count, const char *list_sign) {
    uint32_t last_line = items[count - 1].line + LIST_REACH_LINES, current = 0;
    long expected = 1;
    for (uint32_t p = items[0].piece + 1; p + 1 < work->pieces.pieces_count; p++) {
        const esc_form *number = esc_work_raw_form(work, p), *next = esc_work_raw_form(work, p + 1);
        if (!work->pieces.pieces[p].unit_count) continue;
        const esc_unit *unit = &work->units.units[work->pieces.pieces[p].first_unit];
        if (unit->line > last_line) return;
        for (; current + 1 < count && items[current + 1].piece <= p; current++) expected = 1;
        if (!unit->first || unit->last || !number || !next || number->kind != ESC_TOKEN_NUMBER) continue;
        char *end, text[24];
        long value = strtol(number->text, &end, 10),
             part = *end && strchr(".,", *end) ? strtol(end + 1, &end, 10) : 0;
        if (*end || part < 1 || value != items[current].value || unit[1].blank_before) continue;
        bool sign = is_ordinal_mark(next) || !strcmp(next->text, ">");
        if (part / 10 == expected && is_sign(part % 10)) {
            part = expected;
            snprintf(text, sizeof text, "%ld.%ld%s", value, part, list_sign);
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[p], 1u + sign, ESC_EDIT_CODE, text,
                           0.93f, work->arena);
        } else if (sign && part >= expected && !is_proper(next)) {
            esc_piece_change(&work->pieces.pieces[p + 1], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, list_sign,
                             0.93f);
        }
        expected = part + 1;
    }
}

// "20.- INFORME", far down, where the list above counts 1o, 2o, … to most: the same point's heading.
static void write_headings(esc_work *work, struct items *all, long most) {
    for (uint32_t i = 0; i < all->items_count; i++) {
        struct item *item = &all->items[i];
        bool tens = item->read % 10 == 0 && item->read / 10 <= most;
        if (item->written || item->marked || (!tens && !item->lettered)) continue;
        item->value = item->lettered ? item->read : item->read / 10;
        write_item(work, item, "o");
    }
}

// Repairs the runs of those items, of which all begin lists or all are labelled.
static bool repair_runs(esc_work *work, struct items *all) {
    bool found = false;
    long lettered_to = 0;
    for (uint32_t first = 0, end; first < all->items_count; first = end) {
        uint32_t marked;
        end = run_end(all, first, &marked);
        struct item *items = all->items + first;
        const uint32_t count = end - first;
        bool counts = items[0].value <= 2 && items[count - 1].value <= MOST_VALUE;
        bool shown = marked >= LEAST_MARKED && marked * 2 >= count, lettered = is_lettered(items, count);
        if (!counts || (!shown && !lettered && !only_signs_read(items, count))) continue;
        const char *sign = lettered ? "o" : sign_of(work, items, count, marked);
        if (lettered && items[count - 1].value > lettered_to) lettered_to = items[count - 1].value;
        bool parts = first && all->items[first - 1].marked; // "1)", "2)" below "2º"
        for (uint32_t i = 0; i < count; i++) {
            parts &= !items[i].marked;
            if (items[i].value && !parts) write_item(work, &items[i], sign);
        }
        close_alike(work, items, count);
        if (!items[0].labelled) repair_nested(work, items, count, sign);
        found = true;
    }
    if (lettered_to) write_headings(work, all, lettered_to);
    return found;
}

bool esc_work_repair_ordinals(esc_work *work) {
    bool found = false;
    for (int labelled = 0; labelled < 2; labelled++) {
        struct items all = {0};
        for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
            struct item item;
            if (labelled ? read_labelled(work, i, &item) : read_item(work, i, &item))
                *ESC_GROW(&all, items, 1) = item;
        }
        found |= repair_runs(work, &all);
        free(all.items);
    }
    return found;
}
