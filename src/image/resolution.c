// SPDX-License-Identifier: GPL-3.0-or-later
// What resolution a page has when its file is silent, or says 72 as cameras and converters do, or the 300 of
// a driver that scanned at 200.
#include <math.h>
#include <stdbool.h>

#include <leptonica/allheaders.h>

#include "image/inside.h"

// A page that a desk scanner takes is between these, in inches on its longer side.
static const double least_page_in = 4, most_page_in = 24;

// How far sides in inches, the shorter first, are from a paper's; 0.02 is two per cent.
static double off_paper(double shorter_in, double longer_in, const double paper_in[2]) {
    return fmax(fabs(shorter_in / paper_in[0] - 1), fabs(longer_in / paper_in[1] - 1));
}

// Papers that are sold: first those of offices, then their halves and doubles.
enum { OFFICE_PAPERS = 5, PAPERS = 11 };
static const double papers_in[PAPERS][2] = {
    {8.5, 11},  {210 / 25.4, 297 / 25.4}, {8.5, 14},    {8.5, 13.4},
    {8.5, 13},                                                        // letter, A4, legal, oficio, folio
    {5.5, 8.5}, {148 / 25.4, 210 / 25.4}, {7.25, 10.5}, {6.93, 9.84}, // half of a letter, A5, executive, B5
    {11, 17},   {297 / 25.4, 420 / 25.4}};

static bool is_paper(double shorter_in, double longer_in) {
    static const double near = 0.03;
    for (unsigned i = 0; i < PAPERS; i++)
        if (off_paper(shorter_in, longer_in, papers_in[i]) < near) return true;
    return false;
}

// The one of the resolutions that scanners have which makes the page a paper of an office; 0 where none does.
static int32_t of_paper(double shorter, double longer) {
    static const int usual[] = {100, 120, 150, 200, 240, 300, 400, 600};
    double best = 0.02;
    int32_t found = 0;
    for (unsigned i = 0; i < OFFICE_PAPERS; i++)
        for (unsigned j = 0; j < sizeof usual / sizeof *usual; j++) {
            double off = off_paper(shorter / usual[j], longer / usual[j], papers_in[i]);
            if (off >= best) continue;
            best = off;
            found = usual[j];
        }
    return found;
}

int32_t esc_resolution_estimate(int32_t width_px, int32_t height_px, int32_t dpi) {
    double longer = fmax(width_px, height_px), shorter = fmin(width_px, height_px);
    if (dpi > 0 && longer / dpi >= least_page_in && longer / dpi <= most_page_in) return dpi;
    return of_paper(shorter, longer);
}

// The height in pixels that most letters have, which is that of a small x; 0 where there are few.
static int letter_height(PIX *pix) {
    enum { LEVEL = 140, LEAST = 5, MOST = 120, FEW = 150 };
    PIX *ink = esc_image_ink(pix, LEVEL);
    BOXA *boxes = ink ? pixConnCompBB(ink, 8) : NULL;
    int counts[MOST + 2] = {0}, total = 0, found = 0, most = 0;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        if (boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h) || h < LEAST || h > MOST || w * 3 < h || w > 2 * h)
            continue;
        counts[h]++;
        total++;
    }
    for (int h = LEAST; h <= MOST; h++) {
        int near = counts[h - 1] + counts[h] + counts[h + 1];
        if (near <= most) continue;
        most = near;
        found = h;
    }
    boxaDestroy(&boxes);
    pixDestroy(&ink);
    return total < FEW ? 0 : found;
}

int32_t esc_resolution_of(const esc_raster *raster) {
    static const double usual_in = 5.2 / 72; // a small x of 11 points
    int32_t width = pixGetWidth(raster->pix), height = pixGetHeight(raster->pix);
    int32_t said = esc_resolution_estimate(width, height, raster->dpi);
    if (said <= 0 || said != raster->dpi) return said;
    double longer = fmax(width, height), shorter = fmin(width, height);
    if (is_paper(shorter / said, longer / said)) return said;
    int32_t other = of_paper(shorter, longer);
    int high = other && other != said ? letter_height(raster->pix) : 0;
    if (!high) return said;
    double as_said = fabs(log(high / usual_in / said)), as_paper = fabs(log(high / usual_in / other));
    return as_paper < as_said ? other : said;
}
