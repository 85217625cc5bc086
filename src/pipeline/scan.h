// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a raster. Internal to the room.
#pragma once

#include "pipeline/engine.h"

// As esc_raster_free, for rasters of the readers.
static inline void esc_scan_drop(esc_raster *raster) { esc_readers_get()->esc_raster_free(raster); }
#define ESC_AUTOSCAN __attribute__((cleanup(esc_scan_drop))) esc_raster

// The most pixels that a page may have, as the settings say.
esc_image_limits esc_scan_limits(const esc_engine *engine);

// Cleans and reads the page, or the two pages of a spread, and appends them to doc. Errors: as esc_ocr_read.
int esc_scan_read(esc_engine *engine, esc_raster *raster, esc_doc *doc, esc_err *err);
