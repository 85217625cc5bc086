// SPDX-License-Identifier: GPL-3.0-or-later
// Specks: dots far darker or brighter than all that surrounds them, smaller than a full stop. Letters have
// none of their own: a stroke goes on in one direction or other, and the dot of an i has soft edges. Where a
// page has many, Tesseract reads them as accents, stops and whole words; where it has few, it is left alone.
#include <stdbool.h>
#include <stdlib.h>

#include <leptonica/allheaders.h>

#include "image/inside.h"

enum {
    LEAST_DEPTH = 60,       // grey levels between a speck and its surroundings
    FINE_DPI = 280,         // from here on specks are looked for up to three pixels across; below, of one
    SAMPLED_ROWS = 8,       // one row in so many is counted first
    FEW_PER_SQUARE_INCH = 3 // specked pages have more than ten, all others less than one
};

typedef struct surroundings {
    int darkest, brightest, sum, count;
} surroundings;

static void look_at(surroundings *around, int grey) {
    if (grey < around->darkest) around->darkest = grey;
    if (grey > around->brightest) around->brightest = grey;
    around->sum += grey;
    around->count++;
}

// The ring at this distance around a pixel.
static surroundings ring(l_uint32 **lines, int x, int y, int distance) {
    surroundings around = {.darkest = 255, .brightest = 0};
    for (int i = -distance; i <= distance; i++) {
        look_at(&around, GET_DATA_BYTE(lines[y - distance], x + i));
        look_at(&around, GET_DATA_BYTE(lines[y + distance], x + i));
    }
    for (int i = 1 - distance; i < distance; i++) {
        look_at(&around, GET_DATA_BYTE(lines[y + i], x - distance));
        look_at(&around, GET_DATA_BYTE(lines[y + i], x + distance));
    }
    return around;
}

// A speck stands out three times as far as its surroundings differ among themselves.
static bool is_speck(int grey, const surroundings *around) {
    int spread = around->brightest - around->darkest;
    if (around->brightest - grey > LEAST_DEPTH) return spread * 3 < around->brightest - grey;
    if (grey - around->darkest > LEAST_DEPTH) return spread * 3 < grey - around->darkest;
    return false;
}

// Counts the specks of every step-th row, and fills them with what surrounds them where clear is said.
static uint64_t walk(l_uint32 **lines, int width, int height, int distance, int step, bool clear) {
    static const l_uint32 bright = 0xe0e0e0e0; // no two such greys are LEAST_DEPTH apart, nor is one a speck
    enum { IN_WORD = 4 };
    uint64_t found = 0;
    for (int y = distance; y < height - distance; y += step) {
        const l_uint32 *line = lines[y], *above = lines[y - distance];
        for (int x = distance; x < width - distance; x++) {
            if (x % IN_WORD == 0 && (line[x / IN_WORD] & above[x / IN_WORD] & bright) == bright) {
                x += IN_WORD - 1; // most of the page
                continue;
            }
            int grey = GET_DATA_BYTE(lines[y], x), next = GET_DATA_BYTE(lines[y - distance], x);
            if (abs(grey - next) <= LEAST_DEPTH / 2) continue; // nearly every pixel
            surroundings around = ring(lines, x, y, distance);
            if (!is_speck(grey, &around)) continue;
            found++;
            if (!clear) continue;
            int inside = distance - 1, mean = around.sum / around.count;
            for (int j = -inside; j <= inside; j++)
                for (int i = -inside; i <= inside; i++) SET_DATA_BYTE(lines[y + j], x + i, mean);
        }
    }
    return found;
}

int esc_specks_clear(esc_raster *raster, esc_err *err) {
    if (pixGetDepth(raster->pix) != 8 || raster->dpi <= 0) return ESC_OK;
    int width = pixGetWidth(raster->pix), height = pixGetHeight(raster->pix);
    int distance = raster->dpi < FINE_DPI ? 1 : 2;
    l_uint32 **lines = (l_uint32 **)pixGetLinePtrs(raster->pix, NULL);
    if (!lines) return esc_image_failed(err);
    double square_inches = (double)width / raster->dpi * ((double)height / raster->dpi);
    uint64_t sampled = walk(lines, width, height, distance, SAMPLED_ROWS, false);
    free(lines);
    if ((double)sampled * SAMPLED_ROWS <= FEW_PER_SQUARE_INCH * square_inches) return ESC_OK;
    int failed = esc_image_own(raster, err);
    if (failed) return failed;
    lines = (l_uint32 **)pixGetLinePtrs(raster->pix, NULL);
    if (!lines) return esc_image_failed(err);
    walk(lines, width, height, distance, 1, true);
    free(lines);
    return ESC_OK;
}
