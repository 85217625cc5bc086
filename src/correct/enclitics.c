// SPDX-License-Identifier: GPL-3.0-or-later
// "reducirla frecuencia", "incluirla propuesta": an infinitive's pronoun that is the article of the noun
// behind it; the blank between the two was lost. Both are words, so the language model and the noun's gender
// tell.
#include <string.h>

#include "correct/nouns.h"
#include "correct/work.h"

enum { LEAST_STEM = 3 };

// How much better the two words have to fit.
#define PARTED_NATS 4.0f

// The article that an infinitive ends in; NULL where there is none.
static const char *article_of(const esc_work *work, const esc_form *form) {
    static const char *const articles[] = {"la", "las", "los"};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        const size_t len = strlen(articles[i]), stem = form->len > len ? form->len - len : 0;
        if (stem < LEAST_STEM || strcmp(form->text + stem, articles[i]) != 0 || form->text[stem - 1] != 'r' ||
            !strchr("aei", form->text[stem - 2]))
            continue;
        return esc_lexicon_lookup(work->lexicon, form->text, stem) & ESC_LEX_WORD ? articles[i] : NULL;
    }
    return NULL;
}

static float fit(esc_work *work, uint32_t piece, const esc_form *const *forms, size_t count) {
    esc_context context = esc_work_context_before(work, piece);
    float nats = 0;
    for (size_t i = 0; i < count; i++) nats += esc_form_step(&work->forms, forms[i], &context, &context);
    return nats;
}

static bool is_noun_of(const esc_work *work, const esc_form *form, const char *article) {
    static const char *const others[] = {"conforme", "como", "durante", "mediante",
                                         "siempre",  "ante", "entre"};
    if (form->kind != ESC_TOKEN_WORD || form->doubtful || ESC_ONE_OF(form, others)) return false;
    const char gender = esc_noun_gender(work, form), last = form->text[form->len - 1];
    return (gender == 0 || gender == (article[1] == 'a' ? 'f' : 'm')) && (last == 's') == (article[2] == 's');
}

// "declararla zona protegida": what she is made.
static bool is_of_predicate(const esc_form *form) {
    static const char *const verbs[] = {"considerar", "declarar", "designar", "elegir",
                                        "hacer",      "llamar",   "nombrar"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (!strncmp(form->text, verbs[i], strlen(verbs[i]))) return true;
    return false;
}

static void part(esc_work *work, uint32_t piece) {
    const esc_form *read = esc_work_raw_form(work, piece), *next = esc_work_raw_form(work, piece + 1);
    if (!read || !next || read->kind != ESC_TOKEN_WORD) return;
    const char *article = article_of(work, read);
    if (!article || !is_noun_of(work, next, article) || esc_work_is_glued(work, piece + 1)) return;
    if (is_of_predicate(read)) return;
    const size_t stem = read->len - strlen(article);
    const esc_form *const parted[] = {esc_forms_intern(&work->forms, read->text, stem),
                                      esc_forms_intern(&work->forms, article, strlen(article)), next};
    const esc_form *const whole[] = {read, next};
    if (fit(work, piece, parted, 3) < fit(work, piece, whole, 2) + PARTED_NATS) return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_SPLIT, ESC_BY_RULE,
                     esc_arena_printf(work->arena, "%.*s %s", (int)stem, read->text, article), 0.92f);
}

void esc_work_part_enclitics(esc_work *work) {
    if (esc_channel_is_typed(&work->channel)) return; // what is odd there was typed so
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++)
        if (work->pieces.pieces[i].unit_count) part(work, i);
}
