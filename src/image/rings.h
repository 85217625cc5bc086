// SPDX-License-Identifier: GPL-3.0-or-later
// The rings of stamps: thin closed lines, round or oval, as large as stamps are.
#pragma once

#include "image/image.h"

// Finds the rings on a picture of 1 bit a pixel, up to ESC_RINGS_MOST of them; the same picture gives
// the same rings.
uint32_t esc_rings_find(struct Pix *ink, int32_t dpi, esc_ring *ret);

// The ink of the rings, but for where other strokes cross them: as large as ink, owned by the caller; NULL
// where Leptonica could not make it.
struct Pix *esc_rings_draw(struct Pix *ink, int32_t dpi, const esc_ring *rings, uint32_t count);
