// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this room share.
#pragma once

#include "image/image.h"

// Puts made in the raster's place; NULL means that Leptonica could not make it. Errors: LIBRARY.
int esc_image_keep(esc_raster *raster, struct Pix *made, esc_err *err);
// Gives the raster a picture of its own, where others hold it too. Errors: LIBRARY.
int esc_image_own(esc_raster *raster, esc_err *err);
// The error for what Leptonica could not make.
int esc_image_failed(esc_err *err);

// Paints over punch holes.
int esc_holes_fill(esc_raster *raster, esc_err *err);

// Takes out the streaks of a scanner: thin lines in one column of pixels from edge to edge.
int esc_streaks_clear(esc_raster *raster, esc_err *err);

// Takes out the specks of a grey page that has many.
int esc_specks_clear(esc_raster *raster, esc_err *err);

// Makes paper white and ink black where the writing is too faint or the light too uneven to be read as it is.
// half: the page at half of its size, 8 bits a pixel; NULL where there is none.
int esc_light_even(esc_raster *raster, struct Pix *half, esc_err *err);

// The resolution, where the one that the file gives is missing or makes no sense of the page's size; 0 where
// it cannot be told.
int32_t esc_resolution_estimate(int32_t width_px, int32_t height_px, int32_t dpi);
// The same of a page; where what the file says makes it no paper that there is, and another resolution would,
// the letters tell which of the two is true.
int32_t esc_resolution_of(const esc_raster *raster);
