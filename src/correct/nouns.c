// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/nouns.h"

#include <math.h>
#include <string.h>

enum { LEAST_LETTERS = 4, MOST_BYTES = 64 };

// How much likelier behind one article than behind the other.
#define GENDER_NATS 3.0f
// And how likely there at all: what follows articles is a noun, or an adjective that has its gender.
#define NOUN_NATS -11.0f
// A twin in the other gender is met as much less often.
#define TWIN_NATS 3.0f

float esc_noun_behind(const esc_work *work, const char *article, const esc_form *form) {
    esc_lm_state state = esc_lm_nothing(), to;
    esc_lm_step(work->lm, &state, esc_lm_map(work->lm, article, strlen(article)), &to);
    state = to;
    return esc_lm_step(work->lm, &state, form->word, &to);
}

// Whether the same word with the other vowel at its end is about as frequent: abogado, abogada.
static bool has_twin(const esc_work *work, const esc_form *form) {
    char twin[MOST_BYTES];
    size_t at = form->len - 1u;
    if (form->text[at] == 's') at--;
    if (form->text[at] != 'o' && form->text[at] != 'a') return false;
    memcpy(twin, form->text, form->len + 1u);
    twin[at] = twin[at] == 'o' ? 'a' : 'o';
    return esc_lexicon_log_frequency(work->lexicon, twin, form->len) > form->log_frequency - TWIN_NATS;
}

static char gender(const esc_work *work, const esc_form *form) {
    if (form->kind > ESC_TOKEN_UPPER || form->letters < LEAST_LETTERS || form->len >= MOST_BYTES) return 0;
    if (form->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME) && form->kind == ESC_TOKEN_CAPITAL) return 0;
    if (form->word == ESC_LM_UNKNOWN || form->word < ESC_LM_FIRST_FORM || has_twin(work, form)) return 0;
    bool plural = form->text[form->len - 1] == 's' || form->text[form->len - 1] == 'S';
    float male = esc_noun_behind(work, plural ? "los" : "el", form),
          female = esc_noun_behind(work, plural ? "las" : "la", form);
    if (fmaxf(male, female) < NOUN_NATS || fabsf(male - female) < GENDER_NATS) return 0;
    return male > female ? 'm' : 'f';
}

// The answer is kept with the form, as those of the guards.
char esc_noun_gender(const esc_work *work, const esc_form *form) {
    if (!form->noun) ((esc_form *)form)->noun = (uint8_t)(1 + gender(work, form));
    return (char)(form->noun - 1);
}

bool esc_noun_is_counted(const esc_work *work, const esc_form *form) {
    if (form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS || form->text[form->len - 1] != 's')
        return false;
    if (form->doubtful || form->word == ESC_LM_UNKNOWN || form->word < ESC_LM_FIRST_FORM) return false;
    return fmaxf(esc_noun_behind(work, "los", form), esc_noun_behind(work, "las", form)) >= NOUN_NATS;
}
