// SPDX-License-Identifier: GPL-3.0-or-later
// Portable anymaps (PBM, PGM, PPM, PAM; raw and plain; several in one file). Leptonica reads the commonest of
// them only. Private to the room.
#pragma once

#include "image/image.h"

typedef struct esc_pnm {
    const uint8_t *bytes; // the file
    size_t len, at;       // where the samples begin
    char kind;            // '1' … '7'
    uint32_t width, height, samples, most;
} esc_pnm;

// Finds image index (from 0); -1 only counts. *ret_pages is the number of images seen on the way: of all
// where index is -1. ret may be NULL. Errors: FORMAT (damaged; truncated before the one that is looked for),
// LIMIT (too many), ARGUMENT (none of that index).
int esc_pnm_find(const uint8_t *bytes, size_t len, int32_t index, int32_t *ret_pages, esc_pnm *ret,
                 esc_err *err);

// Decodes it, to 1, 8 or 32 bits a pixel: whoever calls has held its size against the limits. Errors: FORMAT
// (truncated), LIBRARY.
int esc_pnm_decode(const esc_pnm *pnm, struct Pix **ret, esc_err *err);
