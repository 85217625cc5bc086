// SPDX-License-Identifier: GPL-3.0-or-later
// Punch holes. Tesseract takes them for letters, which also pulls the lines beside them apart. On a coarse
// picture of the page they are discs of the size that punches make, once everything thinner than a hole's rim
// is wiped away. A page without them stays as it is. Black bars that a scanner leaves at the edges are not
// painted over: Tesseract reads beside them well, and where the light is uneven, worse without them, as its
// one threshold for the whole page then falls between light and shadow.
#include <stdbool.h>
#include <stdlib.h>

#include <leptonica/allheaders.h>

#include "image/inside.h"

// Darker than this, and than two fifths of the paper: shadows of folds are not.
enum { DARK = 75, FINE_DPI = 250, FINE_STEP = 8, COARSE_STEP = 4 };

// In inches. Punches make holes of 5.5 to 7 mm; blots in the text are none of them.
static const float thinnest_in = 0.05f, least_hole_in = 0.17f, most_hole_in = 0.36f, margin_in = 1.3f;

typedef struct coarse {
    PIX *dark;  // 1 where the page is dark and not thin
    float inch; // in its pixels
    int step;   // pixels of the page in one of its own
} coarse;

// The grey of the page's paper.
static l_uint32 paper_of(PIX *pix) {
    enum { STEP = 16 };
    static const float mostly = 0.7f; // of the page is darker
    l_float32 grey = 255;
    NUMA *counts = pixGetDepth(pix) == 8 ? pixGetGrayHistogram(pix, STEP) : NULL;
    if (counts) numaHistogramGetValFromRank(counts, mostly, &grey);
    numaDestroy(&counts);
    return pixGetDepth(pix) == 1 ? 0 : (l_uint32)grey;
}

// One pixel of so many, without averages: whatever is thin goes anyway.
static PIX *sampled(PIX *pix, int step) {
    PIX *small = pixScaleBySampling(pix, 1.f / (float)step, 1.f / (float)step);
    if (!small || pixGetDepth(small) == 1) return small;
    l_int32 level = (l_int32)paper_of(pix) * 2 / 5;
    PIX *dark = pixThresholdToBinary(small, level < DARK ? level : DARK);
    pixDestroy(&small);
    return dark;
}

static coarse look(const esc_raster *raster) {
    coarse ret = {.step = raster->dpi >= FINE_DPI ? FINE_STEP : COARSE_STEP};
    ret.inch = (float)raster->dpi / (float)ret.step;
    int thick = (int)(thinnest_in * ret.inch + 0.5f);
    if (thick < 2) thick = 2;
    PIX *dark = sampled(raster->pix, ret.step);
    ret.dark = dark ? pixOpenBrick(NULL, dark, thick, thick) : NULL;
    pixDestroy(&dark);
    return ret;
}

static bool is_hole(const coarse *on, const BOX *box, PIX *part) {
    float width = (float)box->w / on->inch, height = (float)box->h / on->inch;
    if (width < least_hole_in || height < least_hole_in || width > most_hole_in || height > most_hole_in)
        return false;
    if (abs(box->w - box->h) * 4 > L_MAX(box->w, box->h) + 3) return false;
    float margin = margin_in * on->inch;
    bool outside = (float)box->x < margin || (float)box->y < margin ||
                   (float)(pixGetWidth(on->dark) - box->x - box->w) < margin ||
                   (float)(pixGetHeight(on->dark) - box->y - box->h) < margin;
    l_int32 count = 0;
    pixCountPixels(part, &count, NULL);
    int area = box->w * box->h; // of which a disc fills 0.785
    return outside && count * 100 > area * 62 && count * 100 < area * 95;
}

// Where holes are, in the coarse picture; NULL where there are none. Owned by the caller.
static PIX *find(const coarse *on) {
    PIXA *parts = NULL;
    BOXA *boxes = pixConnComp(on->dark, &parts, 8);
    PIX *found = NULL;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        BOX *box = boxaGetBox(boxes, i, L_CLONE);
        PIX *part = pixaGetPix(parts, i, L_CLONE);
        if (is_hole(on, box, part)) {
            if (!found) found = pixCreateTemplate(on->dark);
            if (found) pixRasterop(found, box->x, box->y, box->w, box->h, PIX_SRC | PIX_DST, part, 0, 0);
        }
        pixDestroy(&part);
        boxDestroy(&box);
    }
    boxaDestroy(&boxes);
    pixaDestroy(&parts);
    return found;
}

int esc_holes_fill(esc_raster *raster, esc_err *err) {
    if (raster->dpi <= 0 || pixGetDepth(raster->pix) > 8) return ESC_OK;
    coarse on = look(raster);
    if (!on.dark) return ESC_OK; // too small to have any
    PIX *found = find(&on);
    int failed = ESC_OK;
    if (found) {
        // Their soft rims lie outside of what was found.
        PIX *wider = pixDilateBrick(NULL, found, 5, 5);
        PIX *mask = wider ? pixExpandReplicate(wider, on.step) : NULL;
        failed = esc_image_own(raster, err);
        if (failed || !mask || pixPaintThroughMask(raster->pix, mask, 0, 0, paper_of(raster->pix)))
            failed = esc_image_failed(err);
        pixDestroy(&wider);
        pixDestroy(&mask);
    }
    pixDestroy(&found);
    pixDestroy(&on.dark);
    return failed;
}
