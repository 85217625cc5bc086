// SPDX-License-Identifier: GPL-3.0-or-later
// A PDF's pages, each by its own text or read from its picture. Internal to the room.
#pragma once

#include "pipeline/engine.h"

typedef struct esc_sheets esc_sheets; // a PDF's pages, and what is known of their text so far

esc_sheets *esc_sheets_new(esc_engine *engine, esc_pdf *pdf); // both are lent
void esc_sheets_free(esc_sheets *sheets);                     // NULL is fine

// Appends page index (from 0). What comes of it depends on the document alone, not on which pages were read
// before. Errors: as esc_scan_read and esc_pdf_page_raster.
int esc_sheets_read(esc_sheets *sheets, int32_t index, esc_doc *doc, esc_err *err);
