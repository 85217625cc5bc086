// SPDX-License-Identifier: GPL-3.0-or-later
// Correction: raw lines in, tokens and edits out. A noisy channel over a lattice above the untouched text;
// see docs/correction.md.
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

typedef struct esc_corrector esc_corrector;

typedef enum esc_correct_mode { ESC_CORRECT_APPLY, ESC_CORRECT_SUGGEST, ESC_CORRECT_OFF } esc_correct_mode;

// Parts that the benchmark leaves out, to see what they bring.
typedef enum esc_correct_part { ESC_CORRECT_ADAPTATION = 1, ESC_CORRECT_GUARDS = 2 } esc_correct_part;

// An edit that was considered, as the training of the judge sees it.
typedef struct esc_correct_observed {
    uint32_t line, off, len; // bytes in its line
    uint8_t class;           // esc_edit_class
    bool passes;
    const char *after;
    const float *evidence;
    int evidence_count;
} esc_correct_observed;

typedef struct esc_correct_options {
    const char *model_dir;                       // holds the models; NULL: esc_paths_data()/models
    esc_correct_mode mode[ESC_EDIT_CLASS_COUNT]; // zero: apply
    float min_confidence;   // an edit below it is only suggested; 0: the calibrated default
    unsigned leave_out;     // esc_correct_part; 0 but in the benchmark
    unsigned history_words; // 1 + the words before a word that the language model sees; 0: all it can
    void (*observe)(void *to, const esc_correct_observed *edit); // NULL but in training
    void *observe_to;
} esc_correct_options;

// Ready for many documents, one at a time. The lexicon is lent and has to outlive it. options may be NULL.
// Errors: SYSTEM, FORMAT with ESC_WHY_MODELS_MISSING.
int esc_corrector_new(const esc_lexicon *lexicon, const esc_correct_options *options, esc_corrector **ret,
                      esc_err *err);
void esc_corrector_free(esc_corrector *corrector); // NULL is fine
// Name and digest of the models in use, as "spanish.lm sha256:…". Lent.
const char *esc_corrector_models(const esc_corrector *corrector);

// Splits every line into tokens and appends the edits; sets lines' roles and pages' known_words. doc must
// have no tokens yet. The same document and settings give the same result, whatever else the machine does.
int esc_correct(esc_corrector *corrector, esc_doc *doc, esc_err *err);
