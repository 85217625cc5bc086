// SPDX-License-Identifier: GPL-3.0-or-later
// Even light. Tesseract finds lines on a black-and-white picture made with one threshold for the whole page:
// where the writing is hardly darker than the paper's blotches and grain, none fits, and half of the page or
// all of it is lost. Such pages get their grain smoothed, their paper made white and their ink black. All
// others are left as they are: on a page that one threshold suits, every change of grey costs letters.
#include <stdbool.h>

#include <leptonica/allheaders.h>

#include "image/inside.h"

enum {
    STEP = 8,         // the paper is looked at in squares of this many pixels
    WIDEST_STROKE = 7 // squares: what is narrower and darker is ink, what is wider is paper
};

// How the ink stands out, in grey levels.
typedef struct page_light {
    int contrast; // the deepest half per cent of the page below its paper
    int grain;    // depth that nine tenths of the page stay under: all of it paper where there is little ink
    int spread;   // between the paper's bright and dark parts
} page_light;

static int percentile(const uint64_t counts[256], double share) {
    uint64_t total = 0, sum = 0;
    for (int i = 0; i < 256; i++) total += counts[i];
    for (int i = 0; i < 256; i++)
        if ((double)(sum += counts[i]) >= (double)total * share) return i;
    return 255;
}

static int measure(PIX *pix, page_light *ret, esc_err *err) {
    PIX *small = pixScaleAreaMap(pix, 1.f / STEP, 1.f / STEP);
    PIX *paper = small ? pixCloseGray(small, WIDEST_STROKE, WIDEST_STROKE) : NULL;
    pixDestroy(&small);
    if (!paper) return esc_image_failed(err);
    uint64_t depths[256] = {0}, papers[256] = {0};
    l_int32 width = pixGetWidth(paper), height = pixGetHeight(paper);
    for (l_int32 y = 0; y < height * STEP && y < pixGetHeight(pix); y += 2) {
        l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
        l_uint32 *under = pixGetData(paper) + (size_t)(y / STEP) * (size_t)pixGetWpl(paper);
        for (l_int32 x = 0; x < width * STEP && x < pixGetWidth(pix); x += 2) {
            int white = GET_DATA_BYTE(under, x / STEP), grey = GET_DATA_BYTE(line, x);
            depths[white > grey ? white - grey : 0]++;
            papers[white]++;
        }
    }
    pixDestroy(&paper);
    ret->contrast = percentile(depths, 0.995);
    ret->grain = percentile(depths, 0.9);
    ret->spread = percentile(papers, 0.95) - percentile(papers, 0.05);
    return ESC_OK;
}

// Measured on pages of known text: with a contrast above 120 one threshold always did; below it, only paper
// whose grain is a tenth of that was a hindrance, or light that changes by nearly as much as the ink is deep.
static bool needs_help(const page_light *light) {
    if (light->contrast < 12) return false; // nothing on it
    if (light->spread * 5 > light->contrast * 4) return true;
    return light->contrast < 120 && light->grain * 10 > light->contrast;
}

static PIX *smoothed(PIX *pix) {
    L_KERNEL *across = NULL, *down = NULL;
    if (makeGaussianKernelSep(2, 2, 0.8f, 1, &across, &down)) return NULL;
    PIX *made = pixConvolveSep(pix, across, down, 8, 1);
    kernelDestroy(&across);
    kernelDestroy(&down);
    return made;
}

int esc_light_even(esc_raster *raster, esc_err *err) {
    enum { WHITE = 230 };
    if (pixGetDepth(raster->pix) != 8) return ESC_OK;
    if (pixGetWidth(raster->pix) < 32 * STEP || pixGetHeight(raster->pix) < 32 * STEP) return ESC_OK;
    page_light light = {0};
    int failed = measure(raster->pix, &light, err);
    if (failed || !needs_help(&light)) return failed;

    failed = esc_image_keep(raster, smoothed(raster->pix), err);
    if (!failed)
        failed = esc_image_keep(raster, pixBackgroundNormMorph(raster->pix, NULL, STEP, 5, WHITE), err);
    if (failed) return failed;
    uint64_t counts[256] = {0};
    for (l_int32 y = 0; y < pixGetHeight(raster->pix); y++) {
        l_uint32 *line = pixGetData(raster->pix) + (size_t)y * (size_t)pixGetWpl(raster->pix);
        for (l_int32 x = 0; x < pixGetWidth(raster->pix); x++) counts[GET_DATA_BYTE(line, x)]++;
    }
    int black = percentile(counts, 0.005) * 9 / 10;
    if (black >= WHITE) return ESC_OK;
    return esc_image_keep(raster, pixGammaTRC(NULL, raster->pix, 1, black, WHITE), err);
}
