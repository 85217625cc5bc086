// SPDX-License-Identifier: GPL-3.0-or-later
// Ink and paper told apart where the light changes over the page.
#include <leptonica/allheaders.h>

#include "image/inside.h"

enum {
    STEP = 8,          // the paper is looked at in squares of this many pixels
    WIDEST_STROKE = 7, // squares: what is narrower and darker is ink
    WHITE = 255,
    SHADED = 200 // paper darker than this has no use for a level made for white paper
};

static l_int32 darkest(PIX *paper) {
    l_int32 least = WHITE;
    pixGetExtremeValue(paper, 1, L_SELECT_MIN, NULL, NULL, NULL, &least);
    return least;
}

static PIX *darker_than(PIX *pix, PIX *paper, int level) {
    PIX *made = pixCreate(pixGetWidth(pix), pixGetHeight(pix), 1);
    l_int32 most_x = pixGetWidth(paper) - 1, most_y = pixGetHeight(paper) - 1;
    for (l_int32 y = 0; made && y < pixGetHeight(pix); y++) {
        const l_uint32 *greys = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
        const l_uint32 *under =
            pixGetData(paper) + (size_t)L_MIN(y / STEP, most_y) * (size_t)pixGetWpl(paper);
        l_uint32 *line = pixGetData(made) + (size_t)y * (size_t)pixGetWpl(made);
        for (l_int32 x = 0; x < pixGetWidth(pix); x++)
            if (GET_DATA_BYTE(greys, x) * WHITE < GET_DATA_BYTE(under, L_MIN(x / STEP, most_x)) * level)
                SET_DATA_BIT(line, x);
    }
    return made;
}

PIX *esc_image_ink(PIX *pix, int level) {
    if (pixGetDepth(pix) == 1) return pixClone(pix);
    PIX *grey = pixConvertTo8(pix, 0);
    PIX *small = grey ? pixScaleBySampling(grey, 1.f / STEP, 1.f / STEP) : NULL;
    PIX *paper = small ? pixCloseGray(small, WIDEST_STROKE, WIDEST_STROKE) : NULL;
    PIX *made = !paper                     ? NULL
                : darkest(paper) >= SHADED ? pixConvertTo1(grey, level)
                                           : darker_than(grey, paper, level);
    pixDestroy(&grey);
    pixDestroy(&small);
    pixDestroy(&paper);
    return made;
}
