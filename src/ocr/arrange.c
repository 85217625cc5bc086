// SPDX-License-Identifier: GPL-3.0-or-later
// The page written anew in the order in which it is read.
#include <stdlib.h>
#include <string.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "ocr/inside.h"
#include "ocr/layout.h"

// What a row belongs to.
enum { AS_IT_IS = UINT32_MAX, TORN = UINT32_MAX - 1 }; // otherwise the number of a table

typedef struct writer {
    const esc_doc *from;
    const esc_rows *rows;
    esc_doc *to;
    uint32_t block; // of `from`, that the last block of `to` stands for; ESC_NONE for a cell's
} writer;

static esc_box joined(esc_box a, esc_box b) {
    if (!a.w) return b;
    if (!b.w) return a;
    int32_t x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
    int32_t right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int32_t bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (esc_box){x, y, right - x, bottom - y};
}

// Writes the words (numbers in `from`) as one line of the last block.
static void write_words(writer *out, const uint32_t *words, uint32_t count, esc_box box) {
    esc_block *block = &out->to->blocks[out->to->blocks_count - 1];
    block->box = joined(block->box, box);
    esc_ocr_copy_words(out->to, out->to->blocks_count - 1, out->from, words, count, box);
}

static void write_line(writer *out, uint32_t line) {
    const esc_line *this = &out->from->lines[line];
    if (this->block != out->block || !out->to->blocks_count) {
        esc_block_kind kind = this->block == ESC_NONE ? ESC_BLOCK_TEXT : out->from->blocks[this->block].kind;
        esc_doc_add_block(out->to, kind, (esc_box){0});
        out->block = this->block;
    }
    ESC_AUTOFREE uint32_t *words = esc_alloc_zero(this->word_count + 1, sizeof *words);
    for (uint32_t i = 0; i < this->word_count; i++) words[i] = this->first_word + i;
    write_words(out, words, this->word_count, this->box);
    out->to->lines[out->to->lines_count - 1].role = this->role;
}

// The row's words between two edges as one line; nothing where there are none.
static void write_part(writer *out, const esc_row *row, int32_t left, int32_t right) {
    ESC_AUTOFREE uint32_t *words = esc_alloc_zero(row->spot_count, sizeof *words);
    uint32_t count = 0;
    esc_box box = {0};
    for (uint32_t s = row->first_spot; s < row->first_spot + row->spot_count; s++) {
        const esc_spot *spot = &out->rows->spots[s];
        int32_t middle = spot->left + (spot->right - spot->left) / 2;
        if (middle < left || middle >= right) continue;
        words[count++] = spot->word;
        box = joined(box, out->from->words[spot->word].box);
    }
    if (count) write_words(out, words, count, box);
}

static void write_band(writer *out, const esc_table *table, uint32_t first, uint32_t count) {
    const esc_row *rows = out->rows->rows + table->first_row + first;
    for (uint32_t column = 0; column <= table->gutter_count; column++) {
        int32_t left = column ? table->gutter[column - 1] : INT32_MIN;
        int32_t right = column < table->gutter_count ? table->gutter[column] : INT32_MAX;
        for (uint32_t r = 0; r < count; r++) write_part(out, &rows[r], left, right);
    }
}

static void write_table(writer *out, const esc_table *table) {
    esc_doc_add_block(out->to, ESC_BLOCK_TABLE, (esc_box){0});
    out->block = ESC_NONE;
    for (uint32_t r = 0; table->by_row && r < table->row_count; r++)
        write_part(out, &out->rows->rows[table->first_row + r], INT32_MIN, INT32_MAX);
    for (uint32_t first = 0, end; !table->by_row && first < table->row_count; first = end) {
        for (end = first + 1; end < table->row_count && !table->begins_band[end];) end++;
        write_band(out, table, first, end - first);
    }
}

// ---- torn paragraphs ----

static bool same_edges(const esc_row *a, const esc_row *b, int32_t tolerance) {
    return abs(a->left - b->left) <= tolerance && abs(a->right - b->right) <= tolerance;
}

// A row of a paragraph that was torn. With wide blanks in it, it is justified: it fills the width of the row
// above or below it.
static bool is_torn(const esc_rows *rows, const uint32_t *unit_of, uint32_t row) {
    enum { WIDEST = 8, BESIDE = 2 };
    const esc_row *this = &rows->rows[row];
    if (this->pieces < 2) return false;
    if (esc_row_is_reversed(rows, row)) return true;
    int32_t widest = 0;
    for (uint32_t s = this->first_spot + 1; s < this->first_spot + this->spot_count; s++) {
        int32_t gap = rows->spots[s].left - rows->spots[s - 1].right;
        if (gap > widest) widest = gap;
    }
    if (2 * widest < 3 * rows->unit) return true; // no more than a blank
    if (widest > WIDEST * rows->unit) return false;
    const uint32_t others[BESIDE] = {row - 1, row + 1};
    for (int i = 0; i < BESIDE; i++) {
        if (others[i] >= rows->rows_count || unit_of[others[i]] < TORN) continue;
        const esc_row *other = &rows->rows[others[i]];
        if (abs(other->bottom - this->bottom) < 2 * rows->pitch && same_edges(this, other, rows->unit))
            return true;
    }
    return false;
}

// Marks what was torn, and the rows of the same paragraph.
static bool mark_torn(const esc_rows *rows, uint32_t *unit_of) {
    bool any = false;
    for (uint32_t r = 0; r < rows->rows_count; r++)
        if (unit_of[r] == AS_IT_IS && is_torn(rows, unit_of, r)) {
            unit_of[r] = TORN;
            any = true;
        }
    for (uint32_t pass = 0; pass < 2; pass++) // down, then up
        for (uint32_t i = 1; i < rows->rows_count; i++) {
            uint32_t r = pass ? rows->rows_count - 1 - i : i, beside = pass ? r + 1 : r - 1;
            if (unit_of[r] != AS_IT_IS || unit_of[beside] != TORN || rows->rows[r].pieces > 1) continue;
            if (abs(rows->rows[r].bottom - rows->rows[beside].bottom) < rows->pitch * 5 / 4)
                unit_of[r] = TORN;
        }
    return any;
}

// ---- the whole page ----

static uint32_t words_of(const esc_rows *rows, uint32_t row, uint32_t line) {
    const esc_row *this = &rows->rows[row];
    uint32_t count = 0;
    for (uint32_t s = this->first_spot; s < this->first_spot + this->spot_count; s++)
        count += rows->spots[s].line == line;
    return count;
}

// The first of the engine's lines that are no mere mark in the row: that have a fourth as many of its words
// as any other.
static uint32_t first_line(const esc_rows *rows, uint32_t row) {
    const esc_row *this = &rows->rows[row];
    uint32_t most = 0, first = ESC_NONE;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t s = this->first_spot; s < this->first_spot + this->spot_count; s++) {
            uint32_t line = rows->spots[s].line, count = words_of(rows, row, line);
            if (!pass && count > most) most = count;
            if (pass && 4 * count >= most && line < first) first = line;
        }
    return first;
}

// Writes the rows from first on that belong together.
static void write_unit(writer *out, const esc_tables *tables, const uint32_t *unit_of, uint32_t first) {
    uint32_t unit = unit_of[first], end = first + 1;
    while (end < out->rows->rows_count && unit_of[end] == unit) end++;
    if (unit < TORN) {
        write_table(out, &tables->tables[unit]);
        return;
    }
    esc_doc_add_block(out->to, ESC_BLOCK_TEXT, (esc_box){0});
    out->block = ESC_NONE;
    for (uint32_t r = first; r < end; r++) write_part(out, &out->rows->rows[r], INT32_MIN, INT32_MAX);
}

// What belongs together comes where the engine has its first row: a number in the margin
// that stands beside a later row may be the first thing it found on the page.
static esc_doc *write_page(const esc_doc *doc, const esc_rows *rows, const esc_tables *tables,
                           const uint32_t *unit_of) {
    enum { AS_WRITTEN = UINT32_MAX, ELSEWHERE = UINT32_MAX - 1 };
    ESC_AUTOFREE uint32_t *begins = esc_alloc_zero(doc->lines_count + 1, sizeof *begins);
    memset(begins, 0xFF, (doc->lines_count + 1) * sizeof *begins);
    for (uint32_t r = 0; r < rows->rows_count; r++)
        for (uint32_t s = 0; s < rows->rows[r].spot_count && unit_of[r] != AS_IT_IS; s++)
            begins[rows->spots[rows->rows[r].first_spot + s].line] = ELSEWHERE;
    for (uint32_t r = 0; r < rows->rows_count; r++)
        if (unit_of[r] != AS_IT_IS && rows->rows[r].spot_count && (!r || unit_of[r - 1] != unit_of[r]))
            begins[first_line(rows, r)] = r;

    writer out = {.from = doc, .rows = rows, .to = esc_doc_new(), .block = ESC_NONE};
    esc_doc_add_page(out.to, (esc_page_origin)doc->pages[0].origin);
    for (uint32_t line = 0; line < doc->lines_count; line++) {
        if (begins[line] == AS_WRITTEN)
            write_line(&out, line);
        else if (begins[line] != ELSEWHERE)
            write_unit(&out, tables, unit_of, begins[line]);
    }
    esc_ocr_finish_copy(out.to, doc);
    return out.to;
}

esc_doc *esc_layout_arrange(const esc_doc *doc, PIX *page) {
    ESC_AUTOROWS rows = {0};
    esc_rows_find(doc, &rows);
    if (!rows.unit || !esc_rows_worth_a_look(&rows)) return NULL;
    ESC_AUTORULINGS rulings = {0};
    ESC_AUTOTABLES tables = {0};
    esc_rulings_find(page, &rulings);
    double lean = esc_rows_straighten(&rows);
    for (uint32_t i = 0; i < rulings.down_count; i++) {
        esc_box *rule = &rulings.down[i];
        rule->x -= (int32_t)(lean * (rule->y + rule->h / 2.0));
    }
    esc_tables_find(doc, &rows, &rulings, &tables);
    ESC_AUTOFREE uint32_t *unit_of = esc_alloc_zero(rows.rows_count + 1, sizeof *unit_of);
    for (uint32_t r = 0; r < rows.rows_count; r++) unit_of[r] = AS_IT_IS;
    for (uint32_t t = 0; t < tables.tables_count; t++)
        for (uint32_t r = 0; r < tables.tables[t].row_count; r++) unit_of[tables.tables[t].first_row + r] = t;
    bool torn = mark_torn(&rows, unit_of);
    return torn || tables.tables_count ? write_page(doc, &rows, &tables, unit_of) : NULL;
}

esc_doc *esc_ocr_arrange(const esc_doc *doc) {
    ESC_AUTOROWS rows = {0};
    esc_rows_find(doc, &rows);
    if (!rows.unit) return NULL;
    const esc_tables none = {0};
    ESC_AUTOFREE uint32_t *unit_of = esc_alloc_zero(rows.rows_count + 1, sizeof *unit_of);
    for (uint32_t r = 0; r < rows.rows_count; r++) unit_of[r] = TORN;
    esc_doc *lines = write_page(doc, &rows, &none, unit_of), *arranged = esc_layout_arrange(lines, NULL);
    if (!arranged) return lines;
    esc_doc_free(lines);
    return arranged;
}
