// SPDX-License-Identifier: GPL-3.0-or-later
// A page as scanned becomes a page to read. Each step does nothing unless it is certain to be needed: what is
// clean stays as it is, pixel by pixel.
#include <math.h>

#include <leptonica/allheaders.h>

#include "image/inside.h"

// Tesseract follows lines that lean up to half a degree by itself, and turning costs sharpness: only a skew
// that is certain and larger than this is turned back.
static const float least_skew_deg = 0.5f, most_skew_deg = 7, least_certainty = 4;

int esc_image_failed(esc_err *err) {
    return esc_fail(err, ESC_LIBRARY, ESC_WHY_MEMORY, "Leptonica could not make a picture");
}

int esc_image_keep(esc_raster *raster, PIX *made, esc_err *err) {
    if (!made) return esc_image_failed(err);
    pixDestroy(&raster->pix);
    raster->pix = made;
    return ESC_OK;
}

int esc_image_own(esc_raster *raster, esc_err *err) {
    return pixGetRefcount(raster->pix) > 1 ? esc_image_keep(raster, pixCopy(NULL, raster->pix), err) : ESC_OK;
}

static PIX *halved(PIX *pix) {
    return pixGetDepth(pix) == 1 ? pixReduceRankBinary2(pix, 2, NULL) : pixScaleAreaMap2(pix);
}

// Black and white at a half of the size, a quarter of fine pages; tile by tile, so that a shadow stays paper.
static PIX *binary_small(PIX *half, int32_t dpi) {
    enum { TILE = 150, FINE_DPI = 250 };
    PIX *small = dpi >= FINE_DPI ? halved(half) : pixClone(half);
    if (!small || pixGetDepth(small) == 1) return small;
    PIX *binary = NULL;
    int failed = pixOtsuAdaptiveThreshold(small, TILE, TILE, 0, 0, 0.1f, NULL, &binary);
    pixDestroy(&small);
    return failed ? NULL : binary;
}

int esc_image_lean(esc_raster *raster, float clockwise_deg, esc_err *err) {
    int failed = ESC_OK;
    if (pixGetDepth(raster->pix) == 1) // turned in grey, edges stay smooth
        failed = esc_image_keep(raster, pixConvertTo8(raster->pix, 0), err);
    if (failed) return failed;
    PIX *turned =
        pixRotate(raster->pix, clockwise_deg * (float)M_PI / 180, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    failed = esc_image_keep(raster, turned, err);
    if (!failed) raster->skew_deg += clockwise_deg;
    return failed;
}

static int straighten(esc_raster *raster, PIX *half, esc_err *err) {
    PIX *binary = half ? binary_small(half, raster->dpi) : NULL;
    if (!binary) return ESC_OK; // too small to lean
    l_float32 angle = 0, certainty = 0;
    int unknown = pixFindSkewSweepAndSearch(binary, &angle, &certainty, 2, 1, most_skew_deg, 1, 0.01f);
    pixDestroy(&binary);
    if (unknown || certainty < least_certainty) return ESC_OK;
    if (fabsf(angle) < least_skew_deg || fabsf(angle) > most_skew_deg) return ESC_OK;
    return esc_image_lean(raster, angle, err);
}

// Strokes of a coarse fax or photocopy are ragged and broken: in grey, and smoothed, they close. Of finer
// pages nothing was won by it.
static int soften(esc_raster *raster, esc_err *err) {
    enum { FINE_DPI = 250 };
    if (pixGetDepth(raster->pix) != 1 || raster->dpi <= 0 || raster->dpi >= FINE_DPI) return ESC_OK;
    int failed = esc_image_keep(raster, pixConvertTo8(raster->pix, 0), err);
    return failed ? failed : esc_image_keep(raster, esc_image_smoothed(raster->pix, 0.8f), err);
}

static int mend(esc_raster *raster, esc_err *err) {
    int failed = esc_holes_fill(raster, err);
    if (!failed) failed = esc_specks_clear(raster, err);
    if (failed) return failed;
    PIX *half = halved(raster->pix), *before = pixClone(raster->pix);
    failed = esc_light_even(raster, half, err);
    if (!failed && raster->pix != before) {
        pixDestroy(&half);
        half = halved(raster->pix);
    }
    if (!failed) failed = straighten(raster, half, err);
    pixDestroy(&half);
    pixDestroy(&before);
    return failed;
}

int esc_image_clean(esc_raster *raster, esc_raster *ret_plain, esc_err *err) {
    setMsgSeverity(L_SEVERITY_NONE);
    raster->dpi = esc_resolution_of(raster);
    int failed = ESC_OK;
    if (pixGetDepth(raster->pix) == 32)
        failed = esc_image_keep(raster, pixConvertRGBToLuminance(raster->pix), err);
    if (failed) return failed;
    ESC_AUTORASTER plain = *raster;
    plain.pix = pixClone(raster->pix);
    failed = esc_streaks_clear(raster, err);
    if (!failed) failed = soften(raster, err);
    if (!failed) failed = mend(raster, err);
    if (!failed && ret_plain && raster->pix != plain.pix) {
        *ret_plain = plain;
        plain.pix = NULL;
    }
    return failed;
}
