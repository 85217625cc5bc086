// SPDX-License-Identifier: GPL-3.0-or-later
// Printed rules, found on a picture of a quarter of the size: runs of ink that are far longer than any
// letter.
#include <stdlib.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "image/image.h"
#include "ocr/layout.h"

enum { SCALE = 4, BLACK = 160, SHORTEST_RUN = 60, THICKEST = 8, MOST_RULINGS = 512 };

static void collect(PIX *runs, bool across, esc_rulings *ret) {
    BOXA *boxes = runs ? pixConnCompBB(runs, 8) : NULL;
    l_int32 count = boxes ? boxaGetCount(boxes) : 0;
    for (l_int32 i = 0; i < count && i < MOST_RULINGS; i++) {
        l_int32 x, y, w, h;
        if (boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h) || (across ? h : w) > THICKEST) continue;
        esc_box box = {x * SCALE, y * SCALE, w * SCALE, h * SCALE};
        *(across ? ESC_GROW(ret, across, 1) : ESC_GROW(ret, down, 1)) = box;
    }
    boxaDestroy(&boxes);
}

void esc_rulings_find(PIX *page, esc_rulings *ret) {
    *ret = (esc_rulings){0};
    PIX *small = page ? esc_image_ink_folded(page, BLACK, SCALE) : NULL; // keeps what is thin
    if (!small) return;
    PIX *across = pixOpenCompBrick(NULL, small, SHORTEST_RUN, 1),
        *down = pixOpenCompBrick(NULL, small, 1, SHORTEST_RUN / 2);
    collect(across, true, ret);
    collect(down, false, ret);
    pixDestroy(&across);
    pixDestroy(&down);
    pixDestroy(&small);
}

void esc_rulings_free(esc_rulings *rulings) {
    free(rulings->across);
    free(rulings->down);
    *rulings = (esc_rulings){0};
}
