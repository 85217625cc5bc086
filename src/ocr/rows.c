// SPDX-License-Identifier: GPL-3.0-or-later
// Rows: what stands at one height of the page.
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ocr/layout.h"

// One of the engine's lines, as long as its row is sought.
typedef struct piece {
    uint32_t line;
    int32_t left, right, top, bottom;
    uint32_t row;
} piece;

int esc_rows_by_number(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static int by_middle(const void *a, const void *b) {
    const piece *x = a, *y = b;
    int32_t p = x->top + x->bottom, q = y->top + y->bottom;
    return p != q ? (p > q) - (p < q) : (x->left > y->left) - (x->left < y->left);
}

static int by_left(const void *a, const void *b) {
    const esc_spot *x = a, *y = b;
    return x->left != y->left ? (x->left > y->left) - (x->left < y->left)
                              : (x->word > y->word) - (x->word < y->word);
}

// The number that a part (one in so many) of them is below; sorts them.
static int32_t quantile(int32_t *numbers, uint32_t count, uint32_t part) {
    if (!count) return 0;
    qsort(numbers, count, sizeof *numbers, esc_rows_by_number);
    return numbers[count / part];
}

static int32_t usual_height(const esc_doc *doc) {
    ESC_AUTOFREE int32_t *heights = esc_alloc_zero(doc->words_count + 1, sizeof *heights);
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->words_count; i++)
        if (doc->words[i].box.h && doc->words[i].raw.len > 1) heights[count++] = doc->words[i].box.h;
    return quantile(heights, count, 2);
}

// A table's rule, read as a letter. It counts only where it stands alone.
static bool is_rule(const esc_doc *doc, uint32_t word) {
    esc_span raw = doc->words[word].raw;
    return strspn(esc_doc_text(doc, raw), "|[]") >= raw.len;
}

static bool only_rules(const esc_doc *doc, const esc_line *line) {
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++)
        if (!is_rule(doc, w)) return false;
    return true;
}

// Whether the line is nothing but thin marks: a piece of a rule, a speck.
static bool is_specks(const esc_doc *doc, const esc_line *line, int32_t unit) {
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
        const esc_word *word = &doc->words[w];
        const char *at = esc_doc_text(doc, word->raw), *end = at + word->raw.len;
        if (3 * word->box.w > unit) return false;
        while (at < end) {
            uint32_t sign = esc_utf8_next(&at, end);
            if (esc_utf8_is_letter(sign) || esc_utf8_is_digit(sign)) return false;
        }
    }
    return true;
}

// What is this much higher than usual may hold a blot, a rule or a shadow beside its letters.
static bool is_stretched(int32_t height, int32_t unit) { return height > 2 * unit; }

// The bounds of a line's words; false where it has no place among the rows. The engine's box of a line may
// take in a blot beside it. How high it stands is told by words of a usual height, where it has any.
static bool bounds(const esc_doc *doc, uint32_t line, int32_t unit, piece *ret) {
    const esc_line *of = &doc->lines[line];
    bool rules_aside = !only_rules(doc, of), usual = false;
    if (of->role == ESC_LINE_JUNK || is_specks(doc, of, unit)) return false;
    *ret = (piece){.line = line, .left = INT32_MAX, .top = INT32_MAX};
    for (uint32_t w = of->first_word; w < of->first_word + of->word_count; w++) {
        esc_box box = doc->words[w].box;
        if (!box.w || (rules_aside && is_rule(doc, w))) continue;
        if (box.x < ret->left) ret->left = box.x;
        if (box.x + box.w > ret->right) ret->right = box.x + box.w;
        bool stretched = is_stretched(box.h, unit);
        if (stretched && usual) continue;
        bool first = !stretched && !usual;
        if (first || box.y < ret->top) ret->top = box.y;
        if (first || box.y + box.h > ret->bottom) ret->bottom = box.y + box.h;
        usual = !stretched;
    }
    return ret->right > 0;
}

// Whether no word of one line is over or under a word of the other but for marks: one may stand in a hole of
// the other.
static bool interlock(const esc_doc *doc, const esc_line *a, const esc_line *b) {
    for (uint32_t i = a->first_word; i < a->first_word + a->word_count; i++)
        for (uint32_t j = b->first_word; j < b->first_word + b->word_count; j++) {
            esc_box one = doc->words[i].box, other = doc->words[j].box;
            if (4 * one.w < a->box.h || 4 * other.w < b->box.h) continue;
            if (one.x < other.x + other.w && other.x < one.x + one.w) return false;
        }
    return true;
}

static bool beside(const esc_doc *doc, const piece *a, const piece *b) {
    int32_t shared = (a->bottom < b->bottom ? a->bottom : b->bottom) - (a->top > b->top ? a->top : b->top);
    int32_t high = a->bottom - a->top, other = b->bottom - b->top;
    if (high > 3 * other || other > 3 * high) return false;
    if (2 * shared < (high < other ? high : other)) return false;
    return a->right <= b->left || b->right <= a->left ||
           interlock(doc, &doc->lines[a->line], &doc->lines[b->line]);
}

// Whether the piece stands beside every piece of the row that ends before at.
static bool fits_row(const esc_doc *doc, const piece *pieces, uint32_t at, uint32_t row) {
    for (uint32_t i = at; i-- > 0;) {
        if (pieces[i].row != row) continue;
        if (!beside(doc, &pieces[i], &pieces[at])) return false;
    }
    return true;
}

// Numbers the rows, whose pieces are sorted from the top down. Gives how many there are.
static uint32_t number_rows(const esc_doc *doc, piece *pieces, uint32_t count) {
    enum { REACH = 8 }; // rows that lean into each other
    uint32_t rows = 0;
    for (uint32_t i = 0; i < count; i++) {
        pieces[i].row = rows;
        for (uint32_t back = 1; back <= REACH && back <= rows; back++)
            if (fits_row(doc, pieces, i, rows - back)) {
                pieces[i].row = rows - back;
                break;
            }
        if (pieces[i].row == rows) rows++;
    }
    return rows;
}

static void add_spots(const esc_doc *doc, uint32_t line, esc_rows *rows) {
    const esc_line *of = &doc->lines[line];
    bool rules_aside = !only_rules(doc, of);
    int32_t last = 0;
    for (uint32_t w = of->first_word; w < of->first_word + of->word_count; w++) {
        esc_box box = doc->words[w].box;
        if (rules_aside && is_rule(doc, w)) continue;
        esc_spot *spot = ESC_GROW(rows, spots, 1);
        *spot = (esc_spot){w, line, box.x, box.x + box.w, box.y, box.y + box.h};
        if (!box.w) // nobody knows where: behind the word before it
            *spot = (esc_spot){w, line, last, last, of->box.y, of->box.y + of->box.h};
        last = spot->right;
    }
}

static void finish_row(esc_rows *rows, esc_row *row) {
    row->spot_count = rows->spots_count - row->first_spot;
    esc_spot *spots = rows->spots + row->first_spot;
    qsort(spots, row->spot_count, sizeof *spots, by_left);
    row->left = row->top = INT32_MAX;
    bool usual = false;
    for (uint32_t i = 0; i < row->spot_count; i++) {
        if (spots[i].left < row->left) row->left = spots[i].left;
        if (spots[i].right > row->right) row->right = spots[i].right;
        bool stretched = is_stretched(spots[i].bottom - spots[i].top, rows->unit);
        if (stretched && usual) continue;
        bool first = !stretched && !usual;
        if (first || spots[i].top < row->top) row->top = spots[i].top;
        if (first || spots[i].bottom > row->bottom) row->bottom = spots[i].bottom;
        usual = !stretched;
    }
}

static int32_t usual_pitch(const esc_rows *rows) {
    ESC_AUTOFREE int32_t *steps = esc_alloc_zero(rows->rows_count + 1, sizeof *steps);
    uint32_t count = 0;
    for (uint32_t i = 1; i < rows->rows_count; i++) {
        int32_t step = rows->rows[i].bottom - rows->rows[i - 1].bottom;
        if (step > rows->unit / 2 && step < 4 * rows->unit) steps[count++] = step;
    }
    // A table's rows are further apart than the lines of a paragraph.
    int32_t pitch = quantile(steps, count, 4);
    return pitch ? pitch : 2 * rows->unit;
}

void esc_rows_find(const esc_doc *doc, esc_rows *ret) {
    *ret = (esc_rows){.unit = usual_height(doc)};
    ESC_AUTOFREE piece *pieces = esc_alloc_zero(doc->lines_count + 1, sizeof *pieces);
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->lines_count; i++) count += bounds(doc, i, ret->unit, &pieces[count]);
    qsort(pieces, count, sizeof *pieces, by_middle);
    uint32_t rows = number_rows(doc, pieces, count);
    for (uint32_t row = 0; row < rows; row++) {
        esc_row *this = ESC_GROW(ret, rows, 1);
        this->first_spot = ret->spots_count;
        for (uint32_t i = 0; i < count; i++) {
            if (pieces[i].row != row) continue;
            add_spots(doc, pieces[i].line, ret);
            this->pieces++;
        }
        finish_row(ret, this);
    }
    ret->pitch = usual_pitch(ret);
}

void esc_rows_free(esc_rows *rows) {
    free(rows->spots);
    free(rows->rows);
    *rows = (esc_rows){0};
}

// ---- edges that lean ----

// Where a line of the engine's begins.
typedef struct start {
    int32_t x, y;
} start;

static uint32_t find_starts(const esc_rows *rows, start *ret) {
    uint32_t count = 0;
    for (uint32_t r = 0; r < rows->rows_count; r++) {
        const esc_row *row = &rows->rows[r];
        for (uint32_t s = row->first_spot; s < row->first_spot + row->spot_count; s++)
            if (s == row->first_spot || rows->spots[s].line != rows->spots[s - 1].line)
                ret[count++] = (start){rows->spots[s].left, row->bottom};
    }
    return count;
}

// How many pairs of starts lie on one edge, if edges lean by that much.
static uint64_t pairs_on_edges(const start *starts, uint32_t count, double lean, int32_t tolerance) {
    uint64_t pairs = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++) {
            double apart = starts[i].x - starts[j].x - lean * (starts[i].y - starts[j].y);
            pairs += apart <= tolerance && apart >= -tolerance;
        }
    return pairs;
}

double esc_rows_straighten(esc_rows *rows) {
    enum { LEAST = 12, MOST = 400, STEPS = 16 };
    static const double step = 0.005;
    ESC_AUTOFREE start *starts = esc_alloc_zero((size_t)rows->spots_count + 1, sizeof *starts);
    uint32_t count = find_starts(rows, starts);
    if (count < LEAST || count > MOST) return 0;
    int32_t tolerance = rows->unit / 4;
    uint64_t upright = pairs_on_edges(starts, count, 0, tolerance), most = 0;
    double lean = 0;
    for (int i = -STEPS; i <= STEPS; i++) {
        uint64_t pairs = pairs_on_edges(starts, count, i * step, tolerance);
        if (pairs <= most) continue;
        most = pairs;
        lean = i * step;
    }
    if (2 * most < 3 * upright || 16 * most < (uint64_t)count * count) return 0;
    for (uint32_t r = 0; r < rows->rows_count; r++) {
        esc_row *row = &rows->rows[r];
        int32_t off = (int32_t)(lean * row->bottom);
        row->left -= off;
        row->right -= off;
        for (uint32_t s = row->first_spot; s < row->first_spot + row->spot_count; s++) {
            rows->spots[s].left -= off;
            rows->spots[s].right -= off;
        }
    }
    return lean;
}

bool esc_row_is_reversed(const esc_rows *rows, uint32_t row) {
    const esc_row *this = &rows->rows[row];
    uint32_t first = UINT32_MAX, last = 0;
    bool back = false;
    if (this->spot_count < 2 * this->pieces) return false; // labels and marks have their own order
    for (uint32_t s = this->first_spot; s < this->first_spot + this->spot_count; s++) {
        uint32_t line = rows->spots[s].line;
        back = back || (s > this->first_spot && line < rows->spots[s - 1].line);
        if (line < first) first = line;
        if (line > last) last = line;
    }
    return back && last - first + 1 == this->pieces;
}

bool esc_rows_worth_a_look(const esc_rows *rows) {
    enum { FEW = 2 };
    uint32_t wide_rows = 0;
    for (uint32_t i = 0; i < rows->rows_count; i++) {
        const esc_row *row = &rows->rows[i];
        bool wide = row->pieces > 1;
        int32_t widest = 0;
        for (uint32_t s = row->first_spot + 1; s < row->first_spot + row->spot_count; s++) {
            int32_t gap = rows->spots[s].left - rows->spots[s - 1].right;
            if (gap > widest) widest = gap;
        }
        wide_rows += wide || widest > rows->unit;
        if (wide && 2 * widest < 3 * rows->unit) return true; // torn in the middle of a line
        if (wide && esc_row_is_reversed(rows, i)) return true;
    }
    return wide_rows >= FEW;
}
