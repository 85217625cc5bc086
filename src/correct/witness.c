// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine itself thought of besides: other readings of a symbol, and what another look at the line
// gave for the word. They stand in the document as alternatives of words, where there was an image and
// doubt. Each that makes a known word of the unit is a candidate, the cheaper the surer the engine was.
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

// A reading of the whole word is as likely as its confidence against that of the one taken; a symbol's
// alternatives have shares of one.
#define READING_NATS 1.5f
#define CONFIDENCE_NATS 8.0f
#define LEAST_NATS 0.5f
#define MOST_NATS 7.0f

// The word that a unit stands in; NULL where there is none.
static const esc_word *word_of(const esc_doc *doc, const esc_unit *unit) {
    const esc_line *line = &doc->lines[unit->line];
    for (uint32_t i = line->first_word; i < line->first_word + line->word_count; i++) {
        const esc_word *word = &doc->words[i];
        if (unit->raw.off >= word->raw.off && unit->raw.off + unit->raw.len <= word->raw.off + word->raw.len)
            return word;
    }
    return NULL;
}

static void add(esc_work *work, const char *text, size_t len, float cost_nats, esc_candidates *ret) {
    if (!len || len >= ESC_CANDIDATE_BYTES || ret->count == ESC_CANDIDATES) return;
    for (int i = 0; i < ret->count; i++)
        if (ret->items[i].len == len && !memcmp(ret->items[i].text, text, len)) return;
    const esc_form *form = esc_forms_intern(&work->forms, text, len);
    if (form->kind > ESC_TOKEN_MIXED || (form->doubtful && !form->count)) return;
    esc_candidate *candidate = &ret->items[ret->count++];
    *candidate =
        (esc_candidate){.len = (uint8_t)len,
                        .capital_form = form->kind != ESC_TOKEN_WORD && !(form->classes & ESC_LEX_WORD),
                        .cost_nats = fminf(fmaxf(cost_nats, LEAST_NATS), MOST_NATS),
                        .log_frequency = form->log_frequency,
                        .classes = form->classes};
    memcpy(candidate->text, text, len);
    candidate->text[len] = 0;
}

// The text without marks at its ends.
static const char *core(const char *text, size_t len, size_t *ret_len) {
    const char *end = text + len, *first = NULL, *last = text;
    for (const char *p = text; p < end;) {
        const char *here = p;
        uint32_t c = esc_utf8_next(&p, end);
        if (!esc_utf8_is_letter(c) && !esc_utf8_is_digit(c)) continue;
        if (!first) first = here;
        last = p;
    }
    *ret_len = first ? (size_t)(last - first) : 0;
    return first ? first : text;
}

void esc_work_witnesses(esc_work *work, uint32_t unit, esc_candidates *ret) {
    ret->count = 0;
    const esc_doc *doc = work->doc;
    const esc_unit *this = &work->units.units[unit];
    const esc_word *word = word_of(doc, this);
    if (!word || work->form_of[unit]->classes & ESC_LEX_TITLE) return; // Dr. is not De
    const char *read = esc_doc_text(doc, this->raw);
    size_t before = this->raw.off - word->raw.off, core_len;
    core(esc_doc_text(doc, word->raw), word->raw.len, &core_len);
    for (uint32_t i = word->first_alt; i < word->first_alt + word->alt_count; i++) {
        const esc_alt *alt = &doc->alts[i];
        const char *text = esc_doc_text(doc, alt->text);
        if (alt->len == word->raw.len) { // of the whole word
            size_t len;
            text = core(text, alt->text.len, &len);
            float surer = fmaxf(word->confidence, 0) - alt->confidence;
            if (core_len == this->raw.len) add(work, text, len, READING_NATS + CONFIDENCE_NATS * surer, ret);
            continue;
        }
        char made[ESC_CANDIDATE_BYTES];
        if (alt->at < before || alt->at + alt->len > before + this->raw.len) continue;
        size_t at = alt->at - before, rest = this->raw.len - at - alt->len;
        if (at + alt->text.len + rest >= sizeof made) continue;
        memcpy(made, read, at);
        memcpy(made + at, text, alt->text.len);
        memcpy(made + at + alt->text.len, read + at + alt->len, rest);
        add(work, made, at + alt->text.len + rest, -logf(alt->confidence), ret);
    }
}
