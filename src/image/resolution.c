// SPDX-License-Identifier: GPL-3.0-or-later
// What resolution a page has when its file is silent, or says 72 as cameras and converters do.
#include <math.h>

#include "image/inside.h"

// A page that a desk scanner takes is between these, in inches on its longer side.
static const double least_page_in = 4, most_page_in = 24;

int32_t esc_resolution_estimate(int32_t width_px, int32_t height_px, int32_t dpi) {
    static const double papers_in[][2] = {{8.5, 11}, {210 / 25.4, 297 / 25.4}, {8.5, 14}, {8.5, 13.4}};
    static const int usual[] = {100, 120, 150, 200, 240, 300, 400, 600};
    double longer = fmax(width_px, height_px), shorter = fmin(width_px, height_px);
    if (dpi > 0 && longer / dpi >= least_page_in && longer / dpi <= most_page_in) return dpi;
    // Paper sizes have different proportions; one that fits also has to give a resolution that scanners have.
    double best = 0.02;
    int32_t found = 0;
    for (unsigned i = 0; i < sizeof papers_in / sizeof *papers_in; i++)
        for (unsigned j = 0; j < sizeof usual / sizeof *usual; j++) {
            double off_x = fabs(shorter / usual[j] / papers_in[i][0] - 1);
            double off_y = fabs(longer / usual[j] / papers_in[i][1] - 1);
            if (fmax(off_x, off_y) < best) {
                best = fmax(off_x, off_y);
                found = usual[j];
            }
        }
    return found;
}
