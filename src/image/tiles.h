// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of a TIFF that are cut into tiles, as image servers like them; Leptonica reads strips only. Private
// to the room.
#pragma once

#include "image/ifd.h"
#include "image/image.h"

// Whether the page is cut into tiles.
bool esc_tiles_are_there(const esc_ifd *page);
// The page, put together from its tiles; its size is within the limits. Owned by the caller; NULL where it
// cannot be read.
struct Pix *esc_tiles_decode(const esc_ifd *page);
