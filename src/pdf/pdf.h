// SPDX-License-Identifier: GPL-3.0-or-later
// PDF: pages as rasters (the embedded image itself where a page is one image) and text layers. The only place
// that knows Poppler.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "doc/doc.h"
#include "image/image.h"

typedef struct esc_pdf esc_pdf;

// True where the bytes begin like a PDF (within the first 1024, as readers allow).
bool esc_pdf_sniff(const void *bytes, size_t len);

// Opens the PDF in bytes, which have to outlive it. Errors: FORMAT (truncated, damaged, no pages),
// UNSUPPORTED with ESC_WHY_ENCRYPTED, LIMIT (pages).
int esc_pdf_open(const void *bytes, size_t len, esc_pdf **ret, esc_err *err);
void esc_pdf_close(esc_pdf *pdf); // NULL is fine
int32_t esc_pdf_page_count(const esc_pdf *pdf);

typedef struct esc_pdf_page_info {
    float width_pt, height_pt; // as shown, after /Rotate
    int32_t images;            // images on the page
    float image_cover;         // share of the page's area that images cover, 0..1
    int32_t text_chars;        // characters of its text layer
} esc_pdf_page_info;
int esc_pdf_page_info_read(esc_pdf *pdf, int32_t index, esc_pdf_page_info *ret, esc_err *err);

// The page as a raster, upright as its matrix and /Rotate say: pixel by pixel that of its one image where
// this covers the page, otherwise drawn at render_dpi. limits: NULL for the built-in ones. Errors: as
// esc_image_load.
int esc_pdf_page_raster(esc_pdf *pdf, int32_t index, int32_t render_dpi, const esc_image_limits *limits,
                        esc_raster *ret, esc_err *err);

// Appends the page's text layer to doc as a page of origin TEXT_LAYER, with boxes in pixels at render_dpi.
// Where most of it runs up or down the page, or stands on its head, the page is turned for it (rotation_deg).
int esc_pdf_page_text(esc_pdf *pdf, int32_t index, int32_t render_dpi, esc_doc *doc, esc_err *err);
// Whether a picture on the page cannot be decoded; what else is broken (fonts, annotations, operators) does
// not count. It decodes the pictures once more: for pages that came out blank and damaged.
bool esc_pdf_page_lost_picture(esc_pdf *pdf, int32_t index);
// Whether the data of every picture on the page go to their end: Poppler draws what it can read of one that
// was cut short, and says nothing. True where that cannot be judged.
bool esc_pdf_page_is_whole(esc_pdf *pdf, int32_t index);
