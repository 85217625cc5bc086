// SPDX-License-Identifier: GPL-3.0-or-later
// Streaks: dirt on the glass of a scanner that draws the paper past it leaves a thin line in one column of
// pixels, from the first row of the picture to the last. It runs through words, which Tesseract then parts or
// spells with an l. No printer draws up to the very edges: a rule that does not reach both is left alone.
#include <stdbool.h>
#include <stdlib.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "image/inside.h"

enum {
    LEAST_DEPTH = 32,     // grey levels between a streak and the paper on both of its sides
    LEAST_PAPER = 100,    // what is darker is a border, and says nothing
    EDGE_ROWS = 4,        // rows looked at within an edge
    LEAST_MARKED = 3,     // of those of both edges, one of which may be lost in a border
    INNER_ROWS = 64,      // and between the edges
    LEAST_SEEN = 24,      // of all these
    MOST_STREAKS = 24,    // more are a pattern
    PAGE_PER_WIDTH = 340, // a streak is narrower than such a part of the page: 0.025 inch of a letter page
    LEAST_REACH = 4,
    LEAST_SIDE = 400 // pixels; smaller pictures are no pages
};
static const double edge = 0.012, mostly = 0.85;

typedef struct column {
    uint8_t marked;     // how often it was dark in the rows at the edges
    uint8_t seen, dark; // rows with paper on both sides of it; those of them where it is darker
} column;

typedef struct page_columns {
    PIX *pix;
    l_int32 width, height, depth, reach;
    column *columns;
} page_columns;

static int grey_at(const l_uint32 *line, l_int32 depth, l_int32 x) {
    return depth == 8 ? GET_DATA_BYTE(line, x) : GET_DATA_BIT(line, x) ? 0 : 255;
}

static l_uint32 *line_at(const page_columns *on, l_int32 y) {
    return pixGetData(on->pix) + (size_t)y * (size_t)pixGetWpl(on->pix);
}

static bool is_dark(const page_columns *on, const l_uint32 *line, l_int32 x, bool *ret_seen) {
    int left = grey_at(line, on->depth, x - on->reach), right = grey_at(line, on->depth, x + on->reach);
    int paper = L_MIN(left, right);
    *ret_seen = paper >= LEAST_PAPER;
    return *ret_seen && paper - grey_at(line, on->depth, x) >= LEAST_DEPTH;
}

// Counts the dark places of a row in its columns. Words of pixels that are all bright have none.
static bool mark_dark(page_columns *on, l_int32 y) {
    static const l_uint32 bright = 0xe0e0e0e0; // 255 - LEAST_DEPTH and above
    const l_uint32 *line = line_at(on, y);
    l_int32 in_word = 32 / on->depth;
    bool any = false, seen;
    for (l_int32 word = 0; word * in_word < on->width; word++) {
        if (on->depth == 8 ? (line[word] & bright) == bright : !line[word]) continue;
        l_int32 from = L_MAX(on->reach, word * in_word);
        l_int32 to = L_MIN(on->width - on->reach, (word + 1) * in_word);
        for (l_int32 x = from; x < to; x++) {
            if (!is_dark(on, line, x, &seen)) continue;
            on->columns[x].marked++;
            any = true;
        }
    }
    return any;
}

// Looks at a row in those columns that may be streaks.
static void look_at_row(page_columns *on, l_int32 y) {
    const l_uint32 *line = line_at(on, y);
    for (l_int32 x = on->reach; x < on->width - on->reach; x++) {
        if (on->columns[x].marked < LEAST_MARKED) continue;
        bool seen, dark = is_dark(on, line, x, &seen);
        on->columns[x].seen += seen;
        on->columns[x].dark += dark;
    }
}

static l_int32 edge_row(const page_columns *on, int index, bool lower) {
    l_int32 off = (l_int32)(on->height * edge) * index / EDGE_ROWS;
    return lower ? on->height - 1 - off : off;
}

// Whether any column is dark at an edge. Columns that do not reach what is seen of both are no streaks.
static bool look_at_edges(page_columns *on) {
    bool any = false;
    for (int i = 0; i < EDGE_ROWS; i++) {
        for (int lower = 0; lower < 2; lower++) any = mark_dark(on, edge_row(on, i, lower)) || any;
        if (i && !any) return false;
    }
    for (int i = 0; i < 2 * EDGE_ROWS; i++) look_at_row(on, edge_row(on, i / 2, i % 2));
    for (l_int32 x = 0; x < on->width; x++)
        if (on->columns[x].dark + 1 < on->columns[x].seen) on->columns[x].marked = 0;
    return true;
}

static bool is_streak(const column *one) {
    return one->marked >= LEAST_MARKED && one->seen >= LEAST_SEEN && (double)one->dark >= mostly * one->seen;
}

// Finds the next streak from *from on: *from becomes its first column; returns how many it has, 0 for none.
static l_int32 next_streak(const page_columns *on, l_int32 *from) {
    l_int32 x = *from;
    while (x < on->width && !is_streak(&on->columns[x])) x++;
    *from = x;
    while (x < on->width && is_streak(&on->columns[x])) x++;
    return x - *from;
}

// The streak's own grey where there is nothing below it: that which half of the page is darker than.
static int bare_grey(const page_columns *on, l_int32 x) {
    uint32_t counts[256] = {0}, sum = 0;
    for (l_int32 y = 0; y < on->height; y++) counts[grey_at(line_at(on, y), on->depth, x)]++;
    for (int i = 0; i < 256; i++)
        if ((sum += counts[i]) * 2 >= (uint32_t)on->height) return i;
    return 255;
}

// What lies on either side goes on across it; and what is deeper than the streak itself is ink below it.
static void fill(const page_columns *on, l_int32 from, l_int32 count) {
    l_int32 before = L_MAX(0, from - 2), behind = L_MIN(on->width - 1, from + count + 1);
    for (l_int32 x = before + 1; x < behind; x++) {
        int bare = bare_grey(on, x);
        for (l_int32 y = 0; y < on->height; y++) {
            l_uint32 *line = line_at(on, y);
            int left = grey_at(line, on->depth, before), right = grey_at(line, on->depth, behind);
            int across = (left * (behind - x) + right * (x - before)) / (behind - before);
            int below = L_MAX(left, right) - bare + grey_at(line, on->depth, x);
            int made = L_MAX(0, L_MIN(across, below));
            if (on->depth == 8) {
                SET_DATA_BYTE(line, x, made);
            } else if (made > 127) {
                CLEAR_DATA_BIT(line, x);
            } else {
                SET_DATA_BIT(line, x);
            }
        }
    }
}

static int clear(esc_raster *raster, page_columns *on, esc_err *err) {
    int streaks = 0;
    for (l_int32 x = 0, wide; (wide = next_streak(on, &x)); x += wide) streaks++;
    if (!streaks || streaks > MOST_STREAKS) return ESC_OK;
    int failed = esc_image_own(raster, err);
    if (failed) return failed;
    on->pix = raster->pix;
    for (l_int32 x = 0, wide; (wide = next_streak(on, &x)); x += wide) fill(on, x, wide);
    return ESC_OK;
}

int esc_streaks_clear(esc_raster *raster, esc_err *err) {
    page_columns on = {.pix = raster->pix};
    pixGetDimensions(raster->pix, &on.width, &on.height, &on.depth);
    on.reach = L_MAX(LEAST_REACH, on.width / PAGE_PER_WIDTH);
    if ((on.depth != 1 && on.depth != 8) || on.width < LEAST_SIDE || on.height < LEAST_SIDE) return ESC_OK;
    on.columns = esc_alloc_zero((size_t)on.width, sizeof *on.columns);
    int failed = ESC_OK;
    if (look_at_edges(&on)) {
        for (int i = 1; i <= INNER_ROWS; i++) look_at_row(&on, on.height * i / (INNER_ROWS + 1));
        failed = clear(raster, &on, err);
    }
    free(on.columns);
    return failed;
}
