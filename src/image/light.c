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
    double taken; // share (0..1) of the paper that one threshold for the whole page takes for ink
} page_light;

static int percentile(const uint64_t counts[256], double share) {
    uint64_t total = 0, sum = 0;
    for (int i = 0; i < 256; i++) total += counts[i];
    for (int i = 0; i < 256; i++)
        if ((double)(sum += counts[i]) >= (double)total * share) return i;
    return 255;
}

// The one threshold that Tesseract makes a page black and white with (Otsu, 1979): what is no lighter is ink.
static int one_threshold(const uint64_t counts[256]) {
    double total = 0, sum = 0, below = 0, below_sum = 0, most = 0;
    int found = 0;
    for (int i = 0; i < 256; i++) {
        total += (double)counts[i];
        sum += (double)counts[i] * i;
    }
    for (int i = 0; i < 255; i++) {
        below += (double)counts[i];
        below_sum += (double)counts[i] * i;
        if (below == 0 || below >= total) continue;
        double apart = below_sum / below - (sum - below_sum) / (total - below);
        double between = below * (total - below) * apart * apart;
        if (between <= most) continue;
        most = between;
        found = i;
    }
    return found;
}

// The share of the paper that is no lighter than that. Black borders are no paper.
static double taken_by(const uint64_t papers[256], int threshold) {
    uint64_t paper = 0, taken = 0;
    for (int i = percentile(papers, 0.5) / 2; i < 256; i++) {
        paper += papers[i];
        if (i <= threshold) taken += papers[i];
    }
    return paper ? (double)taken / (double)paper : 0;
}

static PIX *quarter_of(PIX *pix) {
    PIX *half = pixScaleAreaMap2(pix), *made = half ? pixScaleAreaMap2(half) : NULL;
    pixDestroy(&half);
    return made;
}

static int measure(PIX *pix, PIX *half, page_light *ret, esc_err *err) {
    enum { ROWS = 4, COLUMNS = 2 }; // one pixel of so many is looked at
    PIX *small = quarter_of(half);
    PIX *paper = small ? pixCloseGray(small, WIDEST_STROKE, WIDEST_STROKE) : NULL;
    pixDestroy(&small);
    if (!paper) return esc_image_failed(err);
    uint64_t depths[256] = {0}, papers[256] = {0}, greys[256] = {0};
    l_int32 width = pixGetWidth(paper) * STEP, height = pixGetHeight(paper) * STEP;
    for (l_int32 y = 0; y < height; y += ROWS) {
        l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
        l_uint32 *under = pixGetData(paper) + (size_t)(y / STEP) * (size_t)pixGetWpl(paper);
        for (l_int32 x = 0; x < width; x += COLUMNS) {
            int white = GET_DATA_BYTE(under, x / STEP), grey = GET_DATA_BYTE(line, x);
            depths[white > grey ? white - grey : 0]++;
            papers[white]++;
            greys[grey]++;
        }
    }
    pixDestroy(&paper);
    ret->contrast = percentile(depths, 0.995);
    ret->grain = percentile(depths, 0.9);
    ret->spread = percentile(papers, 0.95) - percentile(papers, 0.05);
    ret->taken = taken_by(papers, one_threshold(greys));
    return ESC_OK;
}

// Measured on pages of known text: with a contrast above 120 one threshold did wherever it left the paper
// alone; on a page with little ink it may fall between the paper's light and its shadow. With less contrast,
// only paper whose grain is a tenth of that was a hindrance, or light that changes by nearly as much as the
// ink is deep.
static bool needs_help(const page_light *light) {
    static const double much = 0.05;        // at most 0.012 where all was well
    if (light->contrast < 12) return false; // nothing on it
    if (light->taken > much) return true;
    if (light->spread * 5 > light->contrast * 4) return true;
    return light->contrast < 120 && light->grain * 10 > light->contrast;
}

PIX *esc_image_smoothed(PIX *pix, float deviation) {
    L_KERNEL *across = NULL, *down = NULL;
    if (makeGaussianKernelSep(3, 3, deviation, 1, &across, &down)) return NULL;
    PIX *made = pixConvolveSep(pix, across, down, 8, 1);
    kernelDestroy(&across);
    kernelDestroy(&down);
    return made;
}

// The grey that most of an evened page has.
static int commonest(const uint64_t counts[256]) {
    uint64_t most = 0;
    int found = 0;
    for (int i = 2; i < 254; i++) {
        uint64_t near = counts[i - 2] + counts[i - 1] + counts[i] + counts[i + 1] + counts[i + 2];
        if (near > most) {
            most = near;
            found = i;
        }
    }
    return found;
}

// The grey below which the share lies of those from…to.
static int quantile(const uint64_t counts[256], int from, int to, double share) {
    uint64_t part[256] = {0};
    for (int i = from; i < to; i++) part[i] = counts[i];
    return percentile(part, share);
}

// Draws the greys apart so that the paper becomes one white. Its grain is measured on its bright side, where
// there is no ink; what is four times the grain darker than paper is ink.
static PIX *drawn_apart(PIX *pix) {
    uint64_t counts[256] = {0};
    for (l_int32 y = 0; y < pixGetHeight(pix); y++) {
        l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
        for (l_int32 x = 0; x < pixGetWidth(pix); x++) counts[GET_DATA_BYTE(line, x)]++;
    }
    int paper = commonest(counts);
    int grain = quantile(counts, paper, 256, 0.683) - paper + 1;
    int white = paper - grain, black = quantile(counts, 0, paper - 4 * grain, 0.2);
    if (black >= white) return pixClone(pix);
    return pixGammaTRC(NULL, pix, 1, black, white);
}

int esc_light_even(esc_raster *raster, PIX *half, esc_err *err) {
    enum { WHITE = 230 };
    if (pixGetDepth(raster->pix) != 8 || !half) return ESC_OK;
    if (pixGetWidth(raster->pix) < 32 * STEP || pixGetHeight(raster->pix) < 32 * STEP) return ESC_OK;
    page_light light = {0};
    int failed = measure(raster->pix, half, &light, err);
    if (failed || !needs_help(&light)) return failed;

    failed = esc_image_keep(raster, esc_image_smoothed(raster->pix, 1), err);
    if (!failed)
        failed = esc_image_keep(raster, pixBackgroundNormMorph(raster->pix, NULL, STEP, 5, WHITE), err);
    if (!failed) failed = esc_image_keep(raster, drawn_apart(raster->pix), err);
    return failed;
}
