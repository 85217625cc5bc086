// SPDX-License-Identifier: GPL-3.0-or-later
// PDF files as people drop them. Poppler and qpdf are fuzzed by their own people: this is about what we make
// of their answers.
#include <stdlib.h>

#include "pdf/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const esc_image_limits limits = {.page_pixels = 300000};
    esc_pdf *pdf = NULL;
    if (esc_pdf_open(data, size, &pdf, NULL)) return 0;
    for (int32_t i = 0; i < esc_pdf_page_count(pdf) && i < 2; i++) {
        esc_pdf_page_info info;
        ESC_AUTORASTER raster = {0};
        ESC_AUTODOC *doc = esc_doc_new();
        esc_pdf_page_info_read(pdf, i, &info, NULL);
        if (!esc_pdf_page_raster(pdf, i, 72, &limits, &raster, NULL) && !raster.pix) abort();
        if (!esc_pdf_page_text(pdf, i, 72, doc, NULL) && esc_doc_check(doc, NULL)) abort();
    }
    esc_pdf_close(pdf);
    return 0;
}
