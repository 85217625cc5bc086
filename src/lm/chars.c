// SPDX-License-Identifier: GPL-3.0-or-later
#include "lm/chars.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "lm/lm.h"

struct esc_chars {
    esc_lm *lm;
};

int esc_chars_open(const char *path, esc_chars **ret, esc_err *err) {
    esc_lm *lm;
    int rc = esc_lm_open(path, &lm, err);
    if (rc) return rc;
    *ret = esc_alloc_zero(1, sizeof **ret);
    (*ret)->lm = lm;
    return ESC_OK;
}

void esc_chars_close(esc_chars *chars) {
    if (!chars) return;
    esc_lm_close(chars->lm);
    free(chars);
}

static float score(const esc_chars *chars, const char *word, size_t len, int *ret_letters) {
    const char *p = word, *end = word + len;
    esc_lm_state state = esc_lm_start(chars->lm);
    float sum = 0;
    for (*ret_letters = 0; p < end; (*ret_letters)++) {
        char letter[ESC_UTF8_MAX];
        size_t bytes = esc_utf8_put(letter, esc_utf8_lower(esc_utf8_next(&p, end)));
        sum += esc_lm_step(chars->lm, &state, esc_lm_lookup(chars->lm, letter, bytes), &state);
    }
    return sum + esc_lm_step(chars->lm, &state, ESC_LM_END, NULL);
}

float esc_chars_score(const esc_chars *chars, const char *word, size_t len) {
    int letters;
    return score(chars, word, len, &letters);
}

float esc_chars_per_letter(const esc_chars *chars, const char *word, size_t len) {
    int letters;
    float sum = score(chars, word, len, &letters);
    return sum / (float)(letters + 1);
}

const char *esc_chars_digest(const esc_chars *chars) { return esc_lm_digest(chars->lm); }
