// SPDX-License-Identifier: GPL-3.0-or-later
// What is loaded once and serves many documents. Internal to the room.
#pragma once

#include "correct/correct.h"
#include "fields/fields.h"
#include "lexicon/lexicon.h"
#include "pipeline/pipeline.h"
#include "readers/readers.h"

struct esc_engine {
    const esc_conf *conf; // lent
    esc_lexicon *lexicon;
    esc_corrector *corrector;
    esc_ocr *ocr; // NULL until a page needs it: text does not
};

// The words of a list setting: blanks and line ends separate them. The caller's, for esc_words_free.
char **esc_words_of(const char *list, size_t *ret_count);
void esc_words_free(char **words, size_t count);

// The OCR engine, loaded at its first use. Errors: as esc_ocr_new.
int esc_engine_ocr(esc_engine *engine, esc_ocr **ret, esc_err *err);
// "tesseract 5.3.0, spa", also where this process read no page itself; NULL where the engine cannot be
// loaded.
const char *esc_engine_ocr_version(esc_engine *engine);
