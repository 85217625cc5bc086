// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/forms.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "correct/spellings.h"
#include "correct/unit.h"

// Less often than once in ten million words: es_MX accepts thousands of forms that nobody writes (torio,
// Secretorio), and a document's own errors are far more frequent than they are.
#define RARE_LOG_FREQUENCY -16.1f
// A known word with a capital inside is unlikely to have been printed so.
#define ODD_CASE_NATS -9.0f
#define KNOWN_LOG_FREQUENCY -13.0f
// What the glossary names is at home here, however rare it is elsewhere.
#define GLOSSARY_LOG_FREQUENCY -12.5f

// A name of the lists that the language model does not know is one of about ten thousand.
#define LISTED_NAME_NATS -9.0f

void esc_forms_init(esc_forms *forms, esc_arena *arena, const esc_lexicon *lexicon, const esc_lm *lm,
                    const esc_chars *chars, const esc_classes *word_classes, int history) {
    *forms = (esc_forms){.arena = arena,
                         .lexicon = lexicon,
                         .lm = lm,
                         .chars = chars,
                         .word_classes = word_classes,
                         .slot_count = 4096,
                         .history = history,
                         .histories = esc_histories_new(lm, history)};
    forms->slots = esc_alloc_zero(forms->slot_count, sizeof *forms->slots);
}

void esc_forms_finish(esc_forms *forms) {
    free(forms->slots);
    esc_histories_free(forms->histories);
    *forms = (esc_forms){0};
}

static void grow(esc_forms *forms) {
    uint32_t count = forms->slot_count * 2;
    esc_form **slots = esc_alloc_zero(count, sizeof *slots);
    for (uint32_t i = 0; i < forms->slot_count; i++) {
        esc_form *form = forms->slots[i];
        if (!form) continue;
        uint32_t at = esc_hash_text(form->text, form->len) & (count - 1);
        while (slots[at]) at = (at + 1) & (count - 1);
        slots[at] = form;
    }
    free(forms->slots);
    forms->slots = slots;
    forms->slot_count = count;
}

static const unsigned TRUSTED = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE | ESC_LEX_ACRONYM |
                                ESC_LEX_OFFICE | ESC_LEX_TITLE | ESC_LEX_USER | ESC_LEX_ABBREVIATION;

// Capitals inside a word that is frequent without them, and so no brand (YouTube, iPhone).
static bool odd_case(const esc_forms *forms, const esc_form *form) {
    char small[ESC_WORD_CHARS * ESC_UTF8_MAX];
    size_t len = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        if (len + ESC_UTF8_MAX > sizeof small) return false;
        uint32_t c = esc_utf8_next(&p, end);
        len += esc_utf8_put(small + len, len ? esc_utf8_lower(c) : c); // a name keeps its first capital
    }
    return esc_lexicon_log_frequency(forms->lexicon, small, len) > KNOWN_LOG_FREQUENCY;
}

static bool name_in_small(const esc_forms *forms, const esc_form *form) {
    char name[ESC_WORD_CHARS * ESC_UTF8_MAX];
    const char *rest = form->text;
    size_t len = esc_utf8_put(name, esc_utf8_upper(esc_utf8_next(&rest, form->text + form->len)));
    size_t rest_len = (size_t)(form->text + form->len - rest);
    if (len + rest_len > sizeof name) return false;
    memcpy(name + len, rest, rest_len);
    return esc_lexicon_lookup(forms->lexicon, name, len + rest_len) &
           (ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_TITLE);
}

static void look_up(esc_forms *forms, esc_form *form) {
    form->looked_up = true;
    form->word = esc_lm_map(forms->lm, form->text, form->len);
    if (forms->word_classes) form->word_class = esc_class_of(forms->word_classes, form->word);
    if (form->kind > ESC_TOKEN_MIXED) return;
    // A digit among letters makes no code of a word.
    if (form->word && form->word < ESC_LM_FIRST_FORM && form->word != ESC_LM_ROMAN)
        form->word = ESC_LM_UNKNOWN;
    const esc_lexicon_found found = esc_lexicon_find(forms->lexicon, form->text, form->len);
    form->classes = found.classes;
    form->log_frequency = found.log_frequency;
    form->doubtful =
        !(form->classes & TRUSTED) && (!form->classes || form->log_frequency < RARE_LOG_FREQUENCY);
    form->stands = form->kind <= ESC_TOKEN_MIXED &&
                   esc_spelling_stands(forms->lexicon, form->text, form->len, !form->doubtful);
    if (form->stands) form->doubtful = false;
    if (form->kind == ESC_TOKEN_MIXED && !form->classes && odd_case(forms, form))
        form->spelling_nats = ODD_CASE_NATS;
    // So is a name with a small letter that is no other word.
    if (form->kind == ESC_TOKEN_WORD && !form->classes && form->word != ESC_LM_UNKNOWN &&
        name_in_small(forms, form))
        form->spelling_nats = ODD_CASE_NATS;
    if (form->word != ESC_LM_UNKNOWN) return;
    if (forms->word_classes && form->classes & ESC_LEX_WORD)
        form->word_class = esc_class_by_ending(forms->word_classes, form->text, form->len);
    if (form->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE) && form->kind != ESC_TOKEN_WORD)
        form->word = ESC_LM_NAME;
    form->spelling_nats =
        forms->chars ? esc_chars_score(forms->chars, form->text, form->len) : -2.4f * (float)form->letters;
    float by_frequency = form->log_frequency + ESC_UNKNOWN_SHARE_NATS;
    if (form->classes && by_frequency > form->spelling_nats) form->spelling_nats = by_frequency;
    if (form->word == ESC_LM_NAME && form->spelling_nats < LISTED_NAME_NATS)
        form->spelling_nats = LISTED_NAME_NATS;
}

bool esc_text_is_year(const char *text, size_t len) {
    return len == 4 && (!memcmp(text, "19", 2) || !memcmp(text, "20", 2)) &&
           esc_utf8_is_digit((unsigned char)text[2]) && esc_utf8_is_digit((unsigned char)text[3]);
}

bool esc_form_is_month(const esc_form *form) {
    static const char *const months[] = {"enero",      "febrero", "marzo",     "abril",
                                         "mayo",       "junio",   "julio",     "agosto",
                                         "septiembre", "octubre", "noviembre", "diciembre"};
    return ESC_ONE_OF(form, months);
}

size_t esc_form_lowered(const esc_form *form, char *ret, size_t bytes) {
    size_t at = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        if (at + ESC_UTF8_MAX >= bytes) return 0;
        const uint32_t c = (unsigned char)*p;
        if (c >= 0x80)
            at += esc_utf8_put(ret + at, esc_utf8_lower(esc_utf8_next(&p, end)));
        else // most are
            ret[at++] = (char)(c - 'A' < 26 ? c | 32 : c), p++;
    }
    ret[at] = 0;
    return at;
}

bool esc_form_has_accent(const esc_form *form) {
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        if (esc_utf8_unaccent(c) != c) return true;
    }
    return false;
}

bool esc_form_same_letters(const esc_form *form, const char *text) {
    const char *p = form->text, *p_end = p + form->len, *q = text, *q_end = q + strlen(text);
    while (p < p_end && q < q_end)
        if (esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&p, p_end))) !=
            esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&q, q_end))))
            return false;
    return p == p_end && q == q_end;
}

bool esc_form_one_of(const esc_form *form, const char *const *texts, size_t count) {
    for (size_t i = 0; form && i < count; i++)
        if (esc_form_is(form, texts[i])) return true;
    return false;
}

// Where the form of that text is, or would be.
static uint32_t slot_of(const esc_forms *forms, const char *text, size_t len) {
    uint32_t at = esc_hash_text(text, len) & (forms->slot_count - 1);
    for (; forms->slots[at]; at = (at + 1) & (forms->slot_count - 1))
        if (forms->slots[at]->len == len && !memcmp(forms->slots[at]->text, text, len)) break;
    return at;
}

const esc_form *esc_forms_find(const esc_forms *forms, const char *text, size_t len) {
    return forms->slots[slot_of(forms, text, len)];
}

// The form of that text; kind: NULL where it is to be found.
static esc_form *intern(esc_forms *forms, const char *text, size_t len, const esc_token_kind *kind) {
    uint32_t at = slot_of(forms, text, len);
    if (forms->slots[at]) return forms->slots[at];
    esc_form *form = esc_arena_alloc(forms->arena, sizeof *form);
    form->text = esc_arena_strndup(forms->arena, text, len);
    form->len = (uint16_t)len;
    form->letters = (uint16_t)esc_utf8_count(text, len);
    form->kind = (uint8_t)(kind ? *kind : esc_unit_kind(text, len));
    form->id = forms->form_count;
    form->witness = -1;
    forms->slots[at] = form;
    if (++forms->form_count * 2 > forms->slot_count) grow(forms);
    return form;
}

static esc_form *looked_up(esc_forms *forms, esc_form *form) {
    if (!form->looked_up) look_up(forms, form);
    return form;
}

esc_form *esc_forms_intern_as(esc_forms *forms, const char *text, size_t len, esc_token_kind kind) {
    return looked_up(forms, intern(forms, text, len, &kind));
}

esc_form *esc_forms_intern(esc_forms *forms, const char *text, size_t len) {
    return looked_up(forms, intern(forms, text, len, NULL));
}

esc_form *esc_forms_intern_unseen(esc_forms *forms, const char *text, size_t len) {
    return intern(forms, text, len, NULL);
}
