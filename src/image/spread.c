// SPDX-License-Identifier: GPL-3.0-or-later
// Spreads: two pages of a book on one image. They are wider than high, and between them runs a strip without
// text, white or in the shadow of the fold, over the whole height, with lines of text on either side.
#include <stdlib.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "image/inside.h"

enum { WIDTH = 1000, TILE = 100 };
static const float least_shape = 1.2f; // width by height

typedef struct columns {
    l_int32 *ink; // black pixels of each column
    l_int32 width, height;
} columns;

// The page in black and white, about WIDTH wide.
static PIX *small_binary(PIX *pix) {
    PIX *grey = pixConvertTo8(pix, 0);
    float scale = (float)WIDTH / (float)pixGetWidth(pix);
    PIX *small = grey ? pixScale(grey, scale, scale) : NULL;
    PIX *binary = NULL;
    if (small && pixOtsuAdaptiveThreshold(small, TILE, TILE, 0, 0, 0.1f, NULL, &binary)) binary = NULL;
    pixDestroy(&grey);
    pixDestroy(&small);
    return binary;
}

// Text is neither blank but for specks nor black from top to bottom.
static bool is_text(const columns *page, l_int32 x) {
    return page->ink[x] > page->height / 100 && page->ink[x] < page->height / 2;
}

// The middle of the widest strip without text around the page's middle; 0 where there is none.
static l_int32 find_fold(const columns *page) {
    l_int32 best = 0, widest = page->width / 40;
    for (l_int32 x = page->width / 4; x < page->width * 3 / 4; x++) {
        l_int32 from = x;
        while (x < page->width * 3 / 4 && !is_text(page, x)) x++;
        l_int32 middle = from + (x - from) / 2;
        if (x - from < widest || middle < page->width * 2 / 5 || middle > page->width * 3 / 5) continue;
        widest = x - from;
        best = middle;
    }
    return best;
}

// Lines of text between two columns: rows of ink with blank rows between them.
static l_int32 count_lines(PIX *binary, l_int32 left, l_int32 right) {
    BOX *box = boxCreate(left, 0, right - left, pixGetHeight(binary));
    PIX *part = pixClipRectangle(binary, box, NULL);
    NUMA *rows = part ? pixCountPixelsByRow(part, NULL) : NULL;
    l_int32 lines = 0, ink = 0, least = (right - left) / 20, before = 0;
    for (l_int32 y = 0; rows && y < numaGetCount(rows); y++) {
        numaGetIValue(rows, y, &ink);
        lines += ink > least && before <= least;
        before = ink;
    }
    numaDestroy(&rows);
    pixDestroy(&part);
    boxDestroy(&box);
    return lines;
}

// On a page that lies on its side, a gap between paragraphs looks like a fold. Most of these have no lines to
// either side of it, but their ragged ends may pass for some.
static bool lies_on_its_side(const esc_raster *raster) { return esc_image_turn_guess(raster) % 180 == 90; }

int32_t esc_image_spread(const esc_raster *raster) {
    enum { LEAST_LINES = 5 };
    l_int32 width = pixGetWidth(raster->pix), height = pixGetHeight(raster->pix);
    if ((float)width < least_shape * (float)height || width < WIDTH) return 0;
    PIX *binary = small_binary(raster->pix);
    NUMA *counts = binary ? pixCountPixelsByColumn(binary) : NULL;
    int32_t fold = 0;
    if (counts) {
        columns page = {esc_alloc_zero((size_t)numaGetCount(counts), sizeof *page.ink), numaGetCount(counts),
                        pixGetHeight(binary)};
        for (l_int32 x = 0; x < page.width; x++) numaGetIValue(counts, x, &page.ink[x]);
        fold = find_fold(&page);
        free(page.ink);
        if (fold && (count_lines(binary, 0, fold) < LEAST_LINES ||
                     count_lines(binary, fold, page.width) < LEAST_LINES || lies_on_its_side(raster)))
            fold = 0;
        fold = (int32_t)((int64_t)fold * width / page.width);
    }
    numaDestroy(&counts);
    pixDestroy(&binary);
    return fold;
}

int esc_image_half(const esc_raster *raster, int32_t fold, bool right, esc_raster *ret, esc_err *err) {
    l_int32 width = pixGetWidth(raster->pix), from = right ? fold : 0;
    BOX *box = boxCreate(from, 0, (right ? width : fold) - from, pixGetHeight(raster->pix));
    PIX *part = pixClipRectangle(raster->pix, box, NULL);
    boxDestroy(&box);
    if (!part) return esc_image_failed(err);
    *ret = *raster;
    ret->pix = part;
    return ESC_OK;
}
