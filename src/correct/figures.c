// SPDX-License-Identifier: GPL-3.0-or-later
// Lists that count 1., 2., 3.: what stands in the place of a number that the scan has broken ("S. Asuntos"
// between 4. and 6., "%6" between 35 and 37) is told by its place. A number that reads as one is never
// changed.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { MOST_CHARS = 3, HEAD_BYTES = 16, REACH_LINES = 12, LEAST_CERTAIN = 3, BULLET_REACH = 200 };

// What a line begins with, up to its first blank.
struct head {
    uint32_t piece, pieces, line; // without its marks
    char text[HEAD_BYTES], marks[HEAD_BYTES];
    int value;     // 0: no number
    bool is_roman; // "I", "L": it may be a 1, and nothing else
    bool is_word;  // of the dictionary, as far as a number could be one
};

struct heads {
    struct head *heads;
    uint32_t heads_count, heads_cap;
};

static bool is_mark(const char *text, size_t len) { return len == 1 && strchr(".)-,:;", *text) != NULL; }

// Adds what a piece says; false where there is no room.
static bool add(const esc_work *work, uint32_t piece, char to[HEAD_BYTES]) {
    size_t len, at = strlen(to);
    const char *text = esc_work_piece_text(work, piece, &len);
    if (at + len >= HEAD_BYTES) return false;
    memcpy(to + at, text, len);
    to[at + len] = 0;
    return true;
}

static bool read_head(const esc_work *work, uint32_t piece, struct head *ret) {
    const esc_piece *pieces = work->pieces.pieces;
    const uint32_t count = work->pieces.pieces_count;
    if (!pieces[piece].unit_count || !esc_work_unit(work, piece)->first) return false;
    *ret = (struct head){.piece = piece, .line = esc_work_unit(work, piece)->line};
    uint32_t next = piece;
    for (; next < count && pieces[next].unit_count; next++) {
        const esc_unit *unit = esc_work_unit(work, next);
        if (next > piece && !esc_unit_is_glued(unit)) break;
        size_t len;
        const char *text = esc_work_piece_text(work, next, &len);
        const bool mark = next > piece && is_mark(text, len);
        if (!mark && *ret->marks) return false;
        if (!add(work, next, mark ? ret->marks : ret->text)) return false;
        if (!mark) ret->pieces++;
    }
    if (next >= count || !pieces[next].unit_count || esc_work_unit(work, next)->first) return false;
    const uint8_t kind = esc_work_unit(work, next)->kind;
    if (kind != ESC_TOKEN_CAPITAL && kind != ESC_TOKEN_UPPER) return false;
    size_t len = strlen(ret->text);
    if (len > 1 && ret->text[len - 1] == '.') { // an initial, whose stop is its own
        if (strlen(ret->marks) + 1 == HEAD_BYTES) return false;
        memmove(ret->marks + 1, ret->marks, strlen(ret->marks) + 1);
        *ret->marks = '.';
        ret->text[--len] = 0;
    }
    if (!len || esc_utf8_count(ret->text, len) > MOST_CHARS) return false;
    if (strspn(ret->text, "0123456789") == len) return (ret->value = atoi(ret->text)) > 0;
    if (strchr(ret->text, '.')) return false; // a point of two parts
    const esc_form *form = esc_work_first_form(work, piece);
    const esc_form *behind = esc_work_first_form(work, next); // D. Juan, C. Torres
    if (behind->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_TITLE)) return false;
    if (form->classes & (ESC_LEX_TITLE | ESC_LEX_ABBREVIATION)) return false;
    ret->is_roman = form->kind == ESC_TOKEN_ROMAN;
    if (ret->is_roman && strcmp(ret->text, "I") && strcmp(ret->text, "L")) return false;
    ret->is_word = len == 1 ? strchr("aeoyAOY", *ret->text) != NULL : form->classes != 0;
    return true;
}

// Whether a head may be the number between two certain ones, or before one.
static bool may_count(const struct head *head, const struct head *certain) {
    if (head->is_roman && certain->value != 2) return false;
    if (*head->marks && strcmp(head->marks, certain->marks)) return false;
    return *head->marks || !head->is_word;
}

static void set_head(esc_work *work, struct head *head, int value, const char *marks) {
    char text[2 * HEAD_BYTES];
    snprintf(text, sizeof text, "%d%s", value, *head->marks ? "" : marks);
    esc_piece *piece = &work->pieces.pieces[head->piece + head->pieces - 1];
    size_t len;
    const char *now = esc_piece_text(work->doc, &work->units, piece, &len);
    if (len > 1 && now[len - 1] == '.') strcat(text, "."); // an initial's
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[head->piece], head->pieces, ESC_EDIT_DIGIT,
                   text, 0.92f, work->arena);
    head->value = value;
}

static bool near(const struct head *a, const struct head *b) { return b->line - a->line <= REACH_LINES; }

// The heads between two certain ones, if they are as many as the numbers that are missing.
static void fill(esc_work *work, struct head *from, struct head *to) {
    const int missing = to->value - from->value - 1;
    if (missing < 1 || to - from - 1 != missing || strcmp(from->marks, to->marks)) return;
    for (struct head *head = from; head < to; head++)
        if (!near(head, head + 1) || (head > from && !may_count(head, from))) return;
    for (int i = 1; i <= missing; i++) set_head(work, from + i, from->value + i, from->marks);
}

// "l. Lectura" before 2.
static void begin(esc_work *work, struct head *first, struct head *second) {
    static const char *const ones[] = {"l", "I", "L", "i", "|", "!", "J", "T", "t", "ll", "[", "]"};
    if (second->value != 2 || !near(first, second) || !may_count(first, second)) return;
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++)
        if (!strcmp(first->text, ones[i])) set_head(work, first, 1, second->marks);
}

// "S. Asuntos generales" behind 4.
static void go_on(esc_work *work, const struct head *last, struct head *next) {
    static const char alike[] = "SBZGqg", *const values = "582699";
    const bool six = !strcmp(next->text, "ó") || !strcmp(next->text, "Ó");
    const char *at = six ? strchr(alike, 'G') : next->text[1] ? NULL : strchr(alike, *next->text);
    if (!at || !near(last, next) || !*next->marks || !may_count(next, last)) return;
    if (last->value + 1 == values[at - alike] - '0') set_head(work, next, last->value + 1, last->marks);
}

// The numbers from first on that count on, each near the one before, one lost at most: the end of the row.
static uint32_t row_end(const struct heads *all, uint32_t first) {
    uint32_t end = first + 1, last = first;
    for (; end < all->heads_count; end++) {
        const struct head *head = &all->heads[end];
        if (!near(&all->heads[last], head)) break;
        if (!head->value) continue;
        const int step = head->value - all->heads[last].value;
        if (step < 1 || step > 2) break;
        last = end;
    }
    return last + 1;
}

// "2 Acta", "3 Informe" in a list that goes on "4. Obras", "5. Deuda", "6. Asuntos".
static void stop_row(esc_work *work, const struct heads *all, uint32_t first, uint32_t end) {
    uint32_t stopped = 0, bare = 0;
    for (uint32_t i = first; i < end; i++) {
        const struct head *head = &all->heads[i];
        if (!head->value) continue;
        stopped += !strcmp(head->marks, ".");
        bare += !*head->marks && *head->text != '0';
    }
    if (!bare || stopped < LEAST_CERTAIN || stopped < 2 * bare) return;
    for (uint32_t i = first; i < end; i++) {
        struct head *head = &all->heads[i];
        if (head->value && !*head->marks && *head->text != '0' &&
            esc_piece_is_raw(&work->pieces.pieces[head->piece]))
            set_head(work, head, head->value, "."), strcpy(head->marks, ".");
    }
}

// "» Decisión 4", "» Decisión 5": a sign that begins other lines near by, too, is their bullet.
static bool is_bullet(const struct heads *all, const struct head *head) {
    for (const char *p = head->text; *p; p++)
        if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z')) return false;
    const uint32_t at = (uint32_t)(head - all->heads), end = at + BULLET_REACH;
    for (uint32_t i = at > BULLET_REACH ? at - BULLET_REACH : 0; i < all->heads_count && i < end; i++)
        if (i != at && !strcmp(all->heads[i].text, head->text)) return true;
    return false;
}

void esc_work_count_figures(esc_work *work) {
    struct heads all = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct head head;
        if (read_head(work, i, &head)) *ESC_GROW(&all, heads, 1) = head;
    }
    uint32_t certain = 0;
    for (uint32_t i = 0; i < all.heads_count; i++) certain += all.heads[i].value > 0;
    for (uint32_t i = 0; i < all.heads_count; i++)
        all.heads[i].is_word |= !all.heads[i].value && is_bullet(&all, &all.heads[i]);
    for (uint32_t first = 0, end; first < all.heads_count; first = end) {
        end = all.heads[first].value ? row_end(&all, first) : first + 1;
        if (all.heads[first].value) stop_row(work, &all, first, end);
    }
    struct head *last = NULL;
    for (uint32_t i = 0; i < all.heads_count && certain >= LEAST_CERTAIN; i++) {
        struct head *head = &all.heads[i];
        if (!head->value && last && last + 1 == head &&
            (i + 1 == all.heads_count || head[1].value != last->value + 2))
            go_on(work, last, head);
        if (!head->value) continue;
        if (last && last + 1 < head) fill(work, last, head);
        if (i && !head[-1].value) begin(work, head - 1, head);
        last = head;
    }
    free(all.heads);
}
