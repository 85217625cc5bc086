// SPDX-License-Identifier: GPL-3.0-or-later
// Two inks on one page: print, and something paler over or under it: the back side shining through, a stamp.
// One threshold takes both for writing. The print has dark cores; what is near none of them is not print, and
// is painted over with the paper around it. Within a pixel or two of a core every grey is left as it is, so
// that strokes keep their edges.
#include <stdbool.h>

#include <leptonica/allheaders.h>

#include "image/inside.h"
#include "image/rings.h"

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
// Where a page has stamps, soft edges of letters elsewhere are no second ink: it covers more of the rest.
static const double least_elsewhere = 0.2, room_in = 0.04;
// Print over a stamp is deeper than this, between the depth of the stamp's ring and its own, where the two
// can be told from each other.
static const double ring_to_print = 0.4, most_told = 0.85, surely = 0.9;

typedef struct page {
    PIX *pix, *paper; // paper: at one STEPth of the size
    l_int32 width, height;
    int usual; // grey of the page's paper as a whole
} page;

// What is seen on it.
typedef struct inks {
    const page *on;
    int32_t dpi;
    int contrast;             // of the print
    double dark;              // that deep, it is surely print
    PIX *cores, *print, *ink; // such pixels; these with what is around them; ink of any depth
    int reach;                // how wide "around" is
} inks;

static int depth_at(const page *on, l_int32 x, l_int32 y) {
    const l_uint32 *line = pixGetData(on->pix) + (size_t)y * (size_t)pixGetWpl(on->pix);
    l_int32 px = L_MIN(x / STEP, pixGetWidth(on->paper) - 1),
            py = L_MIN(y / STEP, pixGetHeight(on->paper) - 1);
    const l_uint32 *under = pixGetData(on->paper) + (size_t)py * (size_t)pixGetWpl(on->paper);
    return GET_DATA_BYTE(under, px) - GET_DATA_BYTE(line, x);
}

// How deep the deepest share of the page lies below its paper, or, where a mask is given, of what it covers.
static int deepest_of(const page *on, PIX *mask, double share) {
    int step = mask ? 1 : 2; // a sample of a page will do
    uint64_t counts[256] = {0}, total = 0, sum = 0;
    for (l_int32 y = 0; y < on->height; y += step) {
        const l_uint32 *line = mask ? pixGetData(mask) + (size_t)y * (size_t)pixGetWpl(mask) : NULL;
        for (l_int32 x = 0; x < on->width; x += step) {
            if (line && !GET_DATA_BIT(line, x)) continue;
            int depth = depth_at(on, x, y);
            counts[depth > 0 ? depth : 0]++;
            total++;
        }
    }
    int depth = 255;
    while (depth && (double)(sum += counts[depth]) < (double)total * share) depth--;
    return depth;
}

static int contrast_of(const page *on) { return deepest_of(on, NULL, 0.005); }

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

// 1 within the rings, and a little around them.
static PIX *within(const page *on, const esc_lifted *off, double room) {
    PIX *made = pixCreate(on->width, on->height, 1);
    for (uint32_t i = 0; made && i < off->rings_count; i++) {
        esc_ring ring = off->rings[i];
        ring.along += room;
        ring.across += room;
        l_int32 top = L_MAX(0, (l_int32)(ring.y - ring.along)),
                left = L_MAX(0, (l_int32)(ring.x - ring.along));
        l_int32 bottom = L_MIN(on->height, (l_int32)(ring.y + ring.along) + 1),
                right = L_MIN(on->width, (l_int32)(ring.x + ring.along) + 1);
        for (l_int32 y = top; y < bottom; y++) {
            l_uint32 *line = pixGetData(made) + (size_t)y * (size_t)pixGetWpl(made);
            for (l_int32 x = left; x < right; x++)
                if (esc_ring_holds(&ring, x, y)) SET_DATA_BIT(line, x);
        }
    }
    return made;
}

static double count_of(PIX *pix) {
    l_int32 count = 0;
    if (pix) pixCountPixels(pix, &count, NULL);
    return count;
}

// Puts into *pix what of mask touches one of its pixels; NULL where Leptonica could not.
static void fill(PIX **pix, PIX *mask) {
    PIX *filled = *pix && mask ? pixSeedfillBinary(NULL, *pix, mask, 8) : NULL;
    pixDestroy(pix);
    *pix = filled;
}

// The print that lies over stamps: strokes that are somewhere as deep as only print is, there or beside the
// rings deeper than `depth`, and all along no paler than the rings.
static PIX *print_over(const inks *in, PIX *rings, int ring_depth, double depth) {
    PIX *deep = depth > in->dark ? deeper_than(in->on, depth, false) : pixClone(in->cores);
    PIX *cores = deep ? pixSubtract(NULL, deep, rings) : NULL;
    PIX *deepest = cores ? deeper_than(in->on, in->contrast * surely, false) : NULL;
    if (deepest) pixOr(cores, cores, deepest);
    fill(&cores, deep);
    PIX *strokes = cores ? deeper_than(in->on, L_MAX(ring_depth, in->dark), false) : NULL;
    if (strokes) {
        pixSubtract(strokes, strokes, rings);
        pixOr(strokes, strokes, cores);
        fill(&cores, strokes);
    }
    PIX *print = cores ? pixDilateBrick(NULL, cores, in->reach, in->reach) : NULL;
    pixDestroy(&deep);
    pixDestroy(&deepest);
    pixDestroy(&strokes);
    pixDestroy(&cores);
    return print;
}

// All of the page but its stamps, and of these the print. Where that is no deeper than they are, only the
// rings go, but for where letters cross them, and what is paler than print anywhere.
static PIX *without_stamps(const inks *in, PIX *stamps, PIX *rings) {
    int ring_depth = deepest_of(in->on, rings, 0.1);
    double depth = in->contrast * ring_to_print + ring_depth * (1 - ring_to_print);
    bool told = depth < in->contrast * most_told;
    PIX *print = told ? print_over(in, rings, ring_depth, depth) : pixSubtract(NULL, in->print, rings);
    PIX *kept = print ? pixInvert(NULL, stamps) : NULL;
    if (kept) {
        pixSubtract(kept, kept, rings);
        pixOr(kept, kept, print);
    }
    pixDestroy(&print);
    return kept;
}

// What stays of the page, as a mask; NULL where all of it stays.
static PIX *kept_of(const inks *in, esc_lifted *off) {
    PIX *second = pixSubtract(NULL, off->ink, in->print);
    PIX *stamps = within(in->on, off, in->dpi * room_in);
    PIX *rings = esc_rings_draw(off->ink, in->dpi, off->rings, off->rings_count), *kept = NULL;
    double core_pixels = count_of(in->cores), all = count_of(second);
    if (second && stamps) pixSubtract(second, second, stamps);
    if (stamps && rings && off->rings_count && count_of(second) < least_elsewhere * core_pixels)
        kept = without_stamps(in, stamps, rings);
    else if (rings && (off->rings_count || all > least_second * core_pixels))
        kept = pixSubtract(NULL, in->print, rings);
    pixDestroy(&second);
    pixDestroy(&stamps);
    pixDestroy(&rings);
    return kept;
}

// Makes the page without its second ink and without the rings of stamps; none where it has neither.
static int without(const esc_raster *raster, const inks *in, esc_raster *ret, esc_lifted *ret_lifted,
                   esc_err *err) {
    esc_lifted off = {.ink = pixClone(in->ink)};
    off.rings_count = esc_rings_find(off.ink, raster->dpi, off.rings);
    PIX *kept = kept_of(in, &off);
    off.removed = kept ? pixSubtract(NULL, off.ink, kept) : NULL;
    PIX *made = off.removed ? painted(in->on, kept) : NULL;
    bool wanted = kept;
    pixDestroy(&kept);
    if (!made) {
        esc_lifted_free(&off);
        return wanted ? esc_image_failed(err) : ESC_OK;
    }
    *ret = *raster;
    ret->pix = made;
    *ret_lifted = off;
    return ESC_OK;
}

void esc_lifted_free(esc_lifted *lifted) {
    pixDestroy(&lifted->ink);
    pixDestroy(&lifted->removed);
    *lifted = (esc_lifted){0};
}

int esc_image_lift(const esc_raster *raster, esc_raster *ret, esc_lifted *ret_lifted, esc_err *err) {
    if (pixGetDepth(raster->pix) != 8 || pixGetWidth(raster->pix) < 32 * STEP ||
        pixGetHeight(raster->pix) < 32 * STEP)
        return ESC_OK;
    page on = {.pix = raster->pix,
               .paper = paper_of(raster->pix),
               .width = pixGetWidth(raster->pix),
               .height = pixGetHeight(raster->pix)};
    if (!on.paper) return esc_image_failed(err);
    on.usual = usual_grey(on.paper);
    inks in = {.on = &on, .dpi = raster->dpi, .contrast = contrast_of(&on)};
    in.dark = in.contrast * (raster->dpi <= coarse_dpi ? dark_coarse : dark);
    in.reach = 2 * L_MAX(1, (raster->dpi + 50) / 100) + 1;
    in.cores = in.contrast < LEAST_CONTRAST ? NULL : deeper_than(&on, in.dark, true);
    in.ink = in.cores ? deeper_than(&on, in.contrast * pale, false) : NULL;
    in.print = in.ink ? pixDilateBrick(NULL, in.cores, in.reach, in.reach) : NULL;
    int failed = in.print ? without(raster, &in, ret, ret_lifted, err) : ESC_OK;
    pixDestroy(&in.cores);
    pixDestroy(&in.ink);
    pixDestroy(&in.print);
    pixDestroy(&on.paper);
    return failed;
}
