// SPDX-License-Identifier: GPL-3.0-or-later
// Two inks on one page: print, and something paler over or under it: the back side shining through, a stamp.
// One threshold takes both for writing. The print has dark cores; what is near none of them is not print, and
// is painted over with the paper around it. Within a pixel or two of a core every grey is left as it is, so
// that strokes keep their edges.
#include <stdbool.h>

#include <leptonica/allheaders.h>

#include "image/inside.h"

enum {
    STEP = 8,            // the paper is looked at in squares of this many pixels
    WIDEST_STROKE = 7,   // squares: what is narrower and darker is ink
    LEAST_CONTRAST = 100 // grey levels; fainter pages have no second ink that could be told from the first
};
// Shares of the print's depth below its paper. Where letters are a pixel or two thick, few cores are black.
static const double pale = 0.2, dark = 0.75, dark_coarse = 0.6;
static const int32_t coarse_dpi = 110;
// There is a second ink where it covers this share of what the dark cores cover.
static const double least_second = 0.01;

typedef struct page {
    PIX *pix, *paper; // paper: at one STEPth of the size
    l_int32 width, height;
    int usual; // grey of the page's paper as a whole
} page;

static int depth_at(const page *on, l_int32 x, l_int32 y) {
    const l_uint32 *line = pixGetData(on->pix) + (size_t)y * (size_t)pixGetWpl(on->pix);
    l_int32 px = L_MIN(x / STEP, pixGetWidth(on->paper) - 1),
            py = L_MIN(y / STEP, pixGetHeight(on->paper) - 1);
    const l_uint32 *under = pixGetData(on->paper) + (size_t)py * (size_t)pixGetWpl(on->paper);
    return GET_DATA_BYTE(under, px) - GET_DATA_BYTE(line, x);
}

// How far the darkest half per cent of the page lies below its paper.
static int contrast_of(const page *on) {
    enum { SAMPLED = 2 };
    static const double deepest = 0.005;
    uint64_t counts[256] = {0}, total = 0, sum = 0;
    for (l_int32 y = 0; y < on->height; y += SAMPLED)
        for (l_int32 x = 0; x < on->width; x += SAMPLED) {
            int depth = depth_at(on, x, y);
            counts[depth > 0 ? depth : 0]++;
            total++;
        }
    int depth = 255;
    while (depth && (double)(sum += counts[depth]) < (double)total * deepest) depth--;
    return depth;
}

// 1 where the page is at least that deep below its paper: the one around, or the page's own where usual is
// said, so that print on a shaded field is as dark as any other.
static PIX *deeper_than(const page *on, double depth, bool usual) {
    PIX *made = pixCreate(on->width, on->height, 1);
    if (!made) return NULL;
    for (l_int32 y = 0; y < on->height; y++) {
        l_uint32 *line = pixGetData(made) + (size_t)y * (size_t)pixGetWpl(made);
        const l_uint32 *greys = pixGetData(on->pix) + (size_t)y * (size_t)pixGetWpl(on->pix);
        for (l_int32 x = 0; x < on->width; x++)
            if (depth_at(on, x, y) >= depth || (usual && on->usual - GET_DATA_BYTE(greys, x) >= depth))
                SET_DATA_BIT(line, x);
    }
    return made;
}

// Paints the page's paper over all that the mask does not cover.
static PIX *painted(const page *on, PIX *mask) {
    PIX *made = pixCopy(NULL, on->pix), *paper = made ? pixExpandReplicate(on->paper, STEP) : NULL;
    PIX *rest = paper ? pixInvert(NULL, mask) : NULL;
    if (!rest || pixCombineMasked(made, paper, rest)) pixDestroy(&made);
    pixDestroy(&paper);
    pixDestroy(&rest);
    return made;
}

// The page's paper, without its ink.
static PIX *paper_of(PIX *pix) {
    PIX *small = pixScaleAreaMap(pix, 1.f / STEP, 1.f / STEP);
    PIX *paper = small ? pixCloseGray(small, WIDEST_STROKE, WIDEST_STROKE) : NULL;
    pixDestroy(&small);
    return paper;
}

static int usual_grey(PIX *paper) {
    l_float32 grey = 255;
    NUMA *counts = pixGetGrayHistogram(paper, 1);
    if (counts) numaHistogramGetValFromRank(counts, 0.75f, &grey);
    numaDestroy(&counts);
    return (int)grey;
}

int esc_image_depth(const esc_raster *raster) {
    if (pixGetDepth(raster->pix) != 8) return 255;
    page on = {.pix = raster->pix,
               .paper = paper_of(raster->pix),
               .width = pixGetWidth(raster->pix),
               .height = pixGetHeight(raster->pix)};
    int depth = on.paper ? contrast_of(&on) : 255;
    pixDestroy(&on.paper);
    return depth;
}

int esc_image_lift(const esc_raster *raster, esc_raster *ret, PIX **ret_removed, esc_err *err) {
    if (pixGetDepth(raster->pix) != 8 || pixGetWidth(raster->pix) < 32 * STEP ||
        pixGetHeight(raster->pix) < 32 * STEP)
        return ESC_OK;
    page on = {.pix = raster->pix,
               .paper = paper_of(raster->pix),
               .width = pixGetWidth(raster->pix),
               .height = pixGetHeight(raster->pix)};
    if (!on.paper) return esc_image_failed(err);
    on.usual = usual_grey(on.paper);
    int contrast = contrast_of(&on);
    bool coarse = raster->dpi <= coarse_dpi;
    PIX *cores =
        contrast < LEAST_CONTRAST ? NULL : deeper_than(&on, contrast * (coarse ? dark_coarse : dark), true);
    PIX *ink = cores ? deeper_than(&on, contrast * pale, false) : NULL;
    int reach = 2 * L_MAX(1, (raster->dpi + 50) / 100) + 1;
    PIX *print = ink ? pixDilateBrick(NULL, cores, reach, reach) : NULL;
    PIX *second = print ? pixSubtract(NULL, ink, print) : NULL;
    l_int32 core_pixels = 0, second_pixels = 0;
    int failed = ESC_OK;
    if (second) {
        pixCountPixels(cores, &core_pixels, NULL);
        pixCountPixels(second, &second_pixels, NULL);
    }
    if (second_pixels > least_second * core_pixels) {
        PIX *made = painted(&on, print);
        if (made) {
            *ret = *raster;
            ret->pix = made;
            *ret_removed = second;
            second = NULL;
        } else {
            failed = esc_image_failed(err);
        }
    }
    pixDestroy(&cores);
    pixDestroy(&ink);
    pixDestroy(&print);
    pixDestroy(&second);
    pixDestroy(&on.paper);
    return failed;
}
