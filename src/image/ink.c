// SPDX-License-Identifier: GPL-3.0-or-later
// Ink and paper told apart where the light changes over the page.
#include <stdbool.h>

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

// What the two highest bits of its greys tell of eight words, 32 pixels, of one line: all are surely paper.
enum { BLOCK_WORDS = 8, BLOCK = 32, MOST_LEVEL = 192 };

static bool all_paper(const l_uint32 *line, l_int32 x) {
    static const l_uint32 bright = 0xc0c0c0c0; // MOST_LEVEL and above
    l_uint32 common = ~0U;
    for (int i = 0; i < BLOCK_WORDS; i++) common &= line[x / 4 + i];
    return (common & bright) == bright;
}

// Most of a page is paper: what of it need not be looked at pixel by pixel.
static bool is_paper(l_uint32 *const *lines, l_int32 x, l_int32 width, int fold, int level) {
    if (level > MOST_LEVEL || x + BLOCK > width) return false;
    bool paper = true;
    for (int i = 0; i < fold; i++) paper &= all_paper(lines[i], x);
    return paper;
}

static bool any_darker(l_uint32 *const *lines, l_int32 x, int fold, int level) {
    for (int i = 0; i < fold; i++)
        for (int k = 0; k < fold; k++)
            if (GET_DATA_BYTE(lines[i], x + k) < level) return true;
    return false;
}

// fold: 2 or 4.
static PIX *darker_folded(PIX *grey, int level, int fold) {
    enum { MOST_FOLD = 4 };
    PIX *made = pixCreate(pixGetWidth(grey) / fold, pixGetHeight(grey) / fold, 1);
    l_uint32 *lines[MOST_FOLD];
    for (l_int32 y = 0; made && y < pixGetHeight(made); y++) {
        for (int i = 0; i < fold; i++)
            lines[i] = pixGetData(grey) + (size_t)(y * fold + i) * (size_t)pixGetWpl(grey);
        l_uint32 *line = pixGetData(made) + (size_t)y * (size_t)pixGetWpl(made);
        for (l_int32 x = 0, width = pixGetWidth(made), step; x < width; x += step) {
            step = BLOCK / fold;
            if (is_paper(lines, x * fold, width * fold, fold, level)) continue;
            for (l_int32 k = x; k < x + step && k < width; k++)
                if (any_darker(lines, k * fold, fold, level)) SET_DATA_BIT(line, k);
        }
    }
    return made;
}

static PIX *folded(PIX *binary, int fold) {
    if (fold == 1) return pixClone(binary);
    return fold == 2 ? pixReduceRankBinary2(binary, 1, NULL) : pixReduceRankBinaryCascade(binary, 1, 1, 0, 0);
}

// The paper's grey, square by square.
static PIX *paper_of(PIX *grey) {
    PIX *small = pixScaleBySampling(grey, 1.f / STEP, 1.f / STEP);
    PIX *paper = small ? pixCloseGray(small, WIDEST_STROKE, WIDEST_STROKE) : NULL;
    pixDestroy(&small);
    return paper;
}

PIX *esc_image_ink_folded(PIX *pix, int level, int fold) {
    if (pixGetDepth(pix) == 1) return folded(pix, fold);
    PIX *grey = pixConvertTo8(pix, 0), *paper = grey ? paper_of(grey) : NULL, *made = NULL;
    if (paper && darkest(paper) < SHADED) {
        PIX *whole = darker_than(grey, paper, level);
        made = whole ? folded(whole, fold) : NULL;
        pixDestroy(&whole);
    } else if (paper) {
        made = fold == 1 ? pixConvertTo1(grey, level) : darker_folded(grey, level, fold);
    }
    pixDestroy(&grey);
    pixDestroy(&paper);
    return made;
}

PIX *esc_image_ink(PIX *pix, int level) { return esc_image_ink_folded(pix, level, 1); }

PIX *esc_image_darker_halved(PIX *pix, int level) {
    enum { HALF = 2 };
    if (pixGetDepth(pix) == 1) return folded(pix, HALF);
    PIX *grey = pixConvertTo8(pix, 0), *made = grey ? darker_folded(grey, level, HALF) : NULL;
    pixDestroy(&grey);
    return made;
}

PIX *esc_image_darker_sampled(PIX *pix, int level) {
    if (pixGetDepth(pix) == 1) return pixScaleBySampling(pix, 0.5f, 0.5f);
    PIX *grey = pixConvertTo8(pix, 0);
    PIX *made = grey ? pixCreate((pixGetWidth(grey) + 1) / 2, (pixGetHeight(grey) + 1) / 2, 1) : NULL;
    for (l_int32 y = 0; made && y < pixGetHeight(made); y++) {
        l_uint32 *greys = pixGetData(grey) + (size_t)(2 * y) * (size_t)pixGetWpl(grey);
        l_uint32 *line = pixGetData(made) + (size_t)y * (size_t)pixGetWpl(made);
        for (l_int32 x = 0, width = pixGetWidth(made); x < width; x += BLOCK / 2) {
            if (is_paper(&greys, 2 * x, pixGetWidth(grey), 1, level)) continue;
            for (l_int32 k = x; k < x + BLOCK / 2 && k < width; k++)
                if (GET_DATA_BYTE(greys, 2 * k) < level) SET_DATA_BIT(line, k);
        }
    }
    pixDestroy(&grey);
    return made;
}
