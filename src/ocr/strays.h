// SPDX-License-Identifier: GPL-3.0-or-later
// Small pieces of writing that gave no words: a list's numerals, a page's number. Private to the room.
#pragma once

#include "ocr/others.h"

struct Pix;

typedef struct esc_strays {
    esc_box *pieces; // on the page
    uint32_t pieces_count, pieces_cap;
} esc_strays;

// Appends what stands close together of letters (1 bit a pixel, at 1/scale of the page's size, without what
// words cover). unit: the usual height of a word, in pixels of the page.
void esc_strays_find(struct Pix *letters, int32_t scale, int32_t unit, esc_strays *ret);
void esc_strays_free(esc_strays *strays);

// Whether a line is what Tesseract makes of numerals below each other: one that runs down the page, and reads
// as noise.
bool esc_strays_is_upended(const esc_doc *doc, uint32_t line);

// The page of doc with what could be read of the pieces: in the line that they stand beside, or, outside of
// all text, as a line of their own. Owned by the caller; NULL where nothing could be read. Stops at
// deadline_s, as esc_ocr_is_late has it.
esc_doc *esc_strays_read(esc_ocr *ocr, const esc_raster *raster, const esc_doc *doc, const esc_strays *strays,
                         const esc_others *others, double deadline_s);
