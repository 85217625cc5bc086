// SPDX-License-Identifier: GPL-3.0-or-later
// What reads images, PDF and markup, as a table of the functions of those rooms. It is a module of its own
// (readers.so), loaded once the first document needs it: with Tesseract, Poppler and libxml2 come some ninety
// libraries, which take longer to load than a text takes to be corrected.
#pragma once

#include "base/err.h"
#include "image/image.h"
#include "markup/markup.h"
#include "ocr/ocr.h"
#include "pdf/pdf.h"

// clang-format off
#define ESC_READERS(F)                                                                                      \
    F(esc_image_count) F(esc_image_load) F(esc_image_clean) F(esc_image_spread) F(esc_image_half)           \
    F(esc_raster_free)                                                                                      \
    F(esc_pdf_open) F(esc_pdf_close) F(esc_pdf_page_count) F(esc_pdf_page_info_read) F(esc_pdf_page_raster) \
    F(esc_pdf_page_text) F(esc_pdf_page_lost_picture) F(esc_pdf_page_is_whole)                              \
    F(esc_ocr_check) F(esc_ocr_new) F(esc_ocr_free) F(esc_ocr_use_words) F(esc_ocr_version)                 \
    F(esc_ocr_unread_letters) F(esc_ocr_complete) F(esc_ocr_arrange) F(esc_ocr_read)                        \
    F(esc_markup_open) F(esc_markup_close) F(esc_markup_page_count) F(esc_markup_page) F(esc_markup_write)
// clang-format on

#define ESC_READERS_FIELD(function) __typeof__(&function) function;
typedef struct esc_readers {
    const char *version; // ESC_VERSION of the build
    ESC_READERS(ESC_READERS_FIELD)
} esc_readers;
#undef ESC_READERS_FIELD

// Loads them, which takes effect once. Errors: LIBRARY where the module, or a library that it needs, is
// missing or of another version.
int esc_readers_load(esc_err *err);
// Those that were loaded.
const esc_readers *esc_readers_get(void);
