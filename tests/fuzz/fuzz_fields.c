// SPDX-License-Identifier: GPL-3.0-or-later
// The field reader, on whatever an older OCR may have left behind.
#include <stdlib.h>

#include "base/utf8.h"
#include "fields/fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ESC_AUTOBUF text = {0};
    ESC_AUTODOC *doc = esc_doc_new();
    esc_utf8_clean((const char *)data, size, &text);
    if (!text.len || esc_doc_add_text(doc, text.bytes, text.len, NULL)) return 0;
    if (esc_fields_read(doc, NULL, NULL) || esc_doc_check(doc, NULL)) abort();
    return 0;
}
