// SPDX-License-Identifier: GPL-3.0-or-later
// What is dark and no print: the black bars that a scanner leaves where the paper ends, and punch holes.
// Tesseract takes holes for letters, which also pulls the lines beside them apart. On a coarse picture of the
// page both are what is left when everything thinner than a hole's rim is wiped away; a bar lies at the
// page's edge, a hole is a disc of the size that punches make. A page without them stays as it is.
#include <stdlib.h>

#include <leptonica/allheaders.h>

#include "image/inside.h"

enum { DARK = 90, FINE_DPI = 250, FINE_STEP = 8, COARSE_STEP = 4 };

// In inches. Punches make holes of 5.5 to 7 mm; blots in their middle count, rims do not.
static const float thinnest_in = 0.05f, least_hole_in = 0.17f, most_hole_in = 0.36f, margin_in = 1.3f;

typedef struct coarse {
    PIX *dark;  // 1 where the page is dark and not thin
    float inch; // in its pixels
    int step;   // pixels of the page in one of its own
} coarse;

// One pixel of so many, without averages: whatever is thin goes anyway.
static PIX *sampled(PIX *pix, int step) {
    PIX *small = pixScaleBySampling(pix, 1.f / (float)step, 1.f / (float)step);
    if (!small || pixGetDepth(small) == 1) return small;
    PIX *dark = pixThresholdToBinary(small, DARK);
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

static bool at_edge(const coarse *on, const BOX *box) {
    return box->x <= 1 || box->y <= 1 || box->x + box->w >= pixGetWidth(on->dark) - 1 ||
           box->y + box->h >= pixGetHeight(on->dark) - 1;
}

// A bar, or a frame of them: along a good part of the page's edge.
static bool is_border(const coarse *on, const BOX *box) {
    return at_edge(on, box) && (4 * box->w >= pixGetWidth(on->dark) || 4 * box->h >= pixGetHeight(on->dark));
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

// Where bars and holes are, in the coarse picture; NULL where there are none. Owned by the caller.
static PIX *find(const coarse *on) {
    PIXA *parts = NULL;
    BOXA *boxes = pixConnComp(on->dark, &parts, 8);
    PIX *found = NULL;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        BOX *box = boxaGetBox(boxes, i, L_CLONE);
        PIX *part = pixaGetPix(parts, i, L_CLONE);
        if (is_border(on, box) || is_hole(on, box, part)) {
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

// The grey of the page's paper.
static l_uint32 paper_of(PIX *pix) {
    enum { STEP = 16 };
    static const float mostly = 0.7f; // of the page are paper
    l_float32 grey = 255;
    NUMA *counts = pixGetDepth(pix) == 8 ? pixGetGrayHistogram(pix, STEP) : NULL;
    if (counts) numaHistogramGetValFromRank(counts, mostly, &grey);
    numaDestroy(&counts);
    return pixGetDepth(pix) == 1 ? 0 : (l_uint32)grey;
}

int esc_edges_clear(esc_raster *raster, esc_err *err) {
    if (raster->dpi <= 0 || pixGetDepth(raster->pix) > 8) return ESC_OK;
    coarse on = look(raster);
    if (!on.dark) return ESC_OK; // too small to have any
    PIX *found = find(&on);
    int failed = ESC_OK;
    if (found) {
        // Their soft rims lie outside of what was found.
        PIX *wider = pixDilateBrick(NULL, found, 5, 5);
        PIX *mask = wider ? pixExpandReplicate(wider, on.step) : NULL;
        if (!mask || pixPaintThroughMask(raster->pix, mask, 0, 0, paper_of(raster->pix)))
            failed = esc_image_failed(err);
        pixDestroy(&wider);
        pixDestroy(&mask);
    }
    pixDestroy(&found);
    pixDestroy(&on.dark);
    return failed;
}
