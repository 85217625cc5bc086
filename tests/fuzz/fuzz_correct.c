// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever an older OCR left behind, through correction with the models that we ship and through the fields,
// as a worker does it.
#include <stdlib.h>

#include "base/utf8.h"
#include "correct/correct.h"
#include "fields/fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static esc_corrector *corrector(const esc_lexicon **ret_lexicon) {
    static esc_lexicon *lexicon;
    static esc_corrector *corrector;
    if (!corrector &&
        (esc_lexicon_open(NULL, &lexicon, NULL) || esc_corrector_new(lexicon, NULL, &corrector, NULL)))
        abort();
    *ret_lexicon = lexicon;
    return corrector;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const esc_lexicon *lexicon;
    esc_corrector *with = corrector(&lexicon);
    ESC_AUTOBUF text = {0};
    ESC_AUTODOC *doc = esc_doc_new();
    esc_utf8_clean((const char *)data, size, &text);
    if (!text.len || esc_doc_add_text(doc, text.bytes, text.len, NULL)) return 0;
    if (esc_correct(with, doc, NULL) || esc_fields_read(doc, lexicon, NULL) || esc_doc_check(doc, NULL))
        abort();
    return 0;
}
