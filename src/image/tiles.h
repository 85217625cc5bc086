// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of a TIFF that are cut into tiles, as image servers like them, or hold one colour after the other;
// Leptonica reads strips of whole pixels only. Private to the room.
#pragma once

#include "image/ifd.h"
#include "image/image.h"

// Whether the page is such a one.
bool esc_tiles_are_there(const esc_ifd *page);
// The page, put together from its parts; its size is within the limits. Owned by the caller; NULL where it
// cannot be read.
struct Pix *esc_tiles_decode(const esc_ifd *page);
