// SPDX-License-Identifier: GPL-3.0-or-later
// Is the file all there? The decoders hand out what they could read of a truncated image without a word, so
// each format's frame is walked first. Private to the room.
#pragma once

#include "image/ifd.h"
#include "image/image.h"

// What the walk over a JPEG's, PNG's, … frame found.
typedef struct esc_frame {
    int orientation; // EXIF: 1 (upright) … 8
} esc_frame;

// Walks the frame. Errors: FORMAT with TRUNCATED or DAMAGED. (A TIFF is looked at page by page instead.)
int esc_whole_frame(esc_image_format format, const uint8_t *bytes, size_t len, esc_frame *ret, esc_err *err);

// Finds page index (from 0) of a TIFF; -1 only counts. Reduced copies of a page (thumbnails) are no pages.
// *ret_pages is the number of pages seen on the way: of all where index is -1. ret_page may be NULL.
// Errors: FORMAT (no pages, truncated, damaged), LIMIT (too many pages), ARGUMENT (no page of that index).
int esc_whole_tiff_page(const uint8_t *bytes, size_t len, int32_t index, int32_t *ret_pages,
                        esc_ifd *ret_page, esc_err *err);

// Holds that the page's strips or tiles lie inside the file. Errors: FORMAT.
int esc_whole_tiff_data(const esc_ifd *page, esc_err *err);
