// SPDX-License-Identifier: GPL-3.0-or-later
// What speaks for and against another mark behind a word.
#include <string.h>

#include "base/utf8.h"
#include "correct/evidence.h"
#include "correct/pauses.h"

enum { NEAR = 8, MOST_AWAY = 60, SHORT_PERCENT = 85, FORM_BYTES = 64, LABEL_LETTERS = 4 };

static const unsigned PERSONS = ESC_LEX_GIVEN | ESC_LEX_SURNAME;

static float log_count(uint32_t count) { return log1pf((float)count); }

// The form as it reads within a sentence; NULL where the document and the lists have none.
static const esc_form *lowered(const esc_work *work, const esc_form *form) {
    char small[FORM_BYTES];
    const size_t len = esc_form_lowered(form, small, sizeof small);
    return len ? esc_forms_find(&work->forms, small, len) : NULL;
}

bool esc_pause_common(const esc_work *work, const esc_form *form) {
    if (form->kind != ESC_TOKEN_CAPITAL) return false;
    const esc_form *small = lowered(work, form);
    return (small && small->count) ||
           (form->classes & ESC_LEX_WORD && !(form->classes & (PERSONS | ESC_LEX_OFFICE | ESC_LEX_PLACE)));
}

bool esc_pause_ends_short(const esc_work *work, const esc_pause *pause) {
    if (pause->next_unit != ESC_PAUSE_NONE && !work->units.units[pause->next_unit].first) return false;
    return esc_work_line_length(work, pause->word_unit) * 100 <
           esc_work_width_near(work, pause->word_unit) * SHORT_PERCENT;
}

bool esc_pause_is_label(const esc_work *work, const esc_pause *pause) {
    const esc_unit *unit = &work->units.units[pause->word_unit];
    return unit->first &&
           (unit->kind == ESC_TOKEN_NUMBER || unit->kind == ESC_TOKEN_ROMAN || pause->before->letters == 1);
}

static void put_marks(struct esc_vector *v, const esc_pause *pause, uint8_t meant) {
    for (int i = 0; i < ESC_PAUSE_MARKS; i++) esc_put(v, pause->seen == i);
    for (int i = 0; i < ESC_PAUSE_MARKS; i++) esc_put(v, meant == i);
}

static void put_models(struct esc_vector *v, const esc_pause *pause, const esc_pause_nats *nats,
                       uint8_t meant) {
    const float seen = nats->all[pause->seen], other = nats->all[meant];
    float best = -INFINITY;
    for (int i = 0; i < ESC_PAUSE_MARKS; i++)
        if (i != meant) best = fmaxf(best, nats->all[i]);
    esc_put(v, esc_between(-12, other - seen, 20));
    esc_put(v, esc_between(-12, nats->mark[meant] - nats->mark[pause->seen], 20));
    esc_put(v, esc_between(-12, other - best, 12));
    esc_put(v, esc_between(-20, nats->mark[meant], 0));
    esc_put(v, esc_between(-20, nats->mark[pause->seen], 0));
    esc_put(v, esc_between(-40, seen, 0));
}

// How often the marks stand behind this word elsewhere, and before it.
static void put_elsewhere(struct esc_vector *v, uint16_t (*counts)[ESC_PAUSE_MARKS], uint32_t forms,
                          const esc_form *form, uint8_t seen, uint8_t meant) {
    static const uint16_t none[ESC_PAUSE_MARKS];
    const uint16_t *of = form && form->id < forms ? counts[form->id] : none;
    uint32_t all = 0;
    for (int i = 0; i < ESC_PAUSE_MARKS; i++) all += of[i];
    const uint32_t like = of[seen] - (of[seen] > 0); // but for this one
    esc_put(v, log_count(of[meant]));
    esc_put(v, log_count(like));
    esc_put(v, all > 1 ? ((float)of[meant] + 0.5f) / (float)(of[meant] + like + 1) : 0.5f);
    esc_put(v, log_count(all));
}

static void put_word(struct esc_vector *v, const esc_form *form) {
    static const esc_form none = {.text = "", .kind = ESC_TOKEN_JUNK};
    const bool is = form != NULL;
    if (!is) form = &none;
    esc_put(v, is);
    esc_put(v, form->kind == ESC_TOKEN_WORD);
    esc_put(v, form->kind == ESC_TOKEN_CAPITAL);
    esc_put(v, form->kind == ESC_TOKEN_UPPER);
    esc_put(v, form->kind == ESC_TOKEN_NUMBER);
    esc_put(v, form->kind == ESC_TOKEN_ROMAN);
    esc_put(v, form->kind == ESC_TOKEN_CODE || form->kind == ESC_TOKEN_DATE || form->kind == ESC_TOKEN_TIME);
    esc_put(v, form->kind >= ESC_TOKEN_PUNCT);
    esc_put(v, fminf(form->letters, 12));
    esc_put(v, form->classes ? fmaxf(form->log_frequency, -19) : -20);
    esc_put(v, (form->classes & PERSONS) != 0);
    esc_put(v, (form->classes & ESC_LEX_OFFICE) != 0);
    esc_put(v, (form->classes & (ESC_LEX_ABBREVIATION | ESC_LEX_TITLE)) != 0);
    esc_put(v, form->doubtful);
}

static void put_next(struct esc_vector *v, const esc_work *work, const esc_pause *pause) {
    const esc_form *small = pause->after ? lowered(work, pause->after) : NULL;
    put_word(v, pause->after);
    esc_put(v, small && small != pause->after ? log_count(small->count) : 0);
    esc_put(v, pause->after ? log_count(pause->after->count) : 0);
    const esc_unit *unit = pause->next_unit == ESC_PAUSE_NONE ? NULL : &work->units.units[pause->next_unit];
    const bool more = unit && !unit->last;
    esc_put(v, more && unit[1].kind == ESC_TOKEN_PUNCT && !unit[1].blank_before);
    esc_put(v, more ? unit[1].kind : -1);
}

static bool is_stop(const esc_work *work, uint32_t unit) {
    return work->units.units[unit].kind == ESC_TOKEN_PUNCT && strchr(".:;", *work->form_of[unit]->text);
}

// The line, and how far the marks before and behind are away.
static void put_place(struct esc_vector *v, const esc_work *work, const esc_pause *pause) {
    const esc_unit *units = work->units.units, *word = &units[pause->word_unit],
                   *next = pause->next_unit == ESC_PAUSE_NONE ? NULL : &units[pause->next_unit];
    const uint32_t count = work->units.units_count;
    esc_put(v, word->first);
    esc_put(v, !next || next->line != word->line);
    esc_put(v, next ? fminf((float)(next->line - word->line), 4) : 5);
    esc_put(v, next && work->doc->lines[next->line].page == work->doc->lines[word->line].page);
    esc_put(v, next && esc_unit_is_across(word, next));
    esc_put(v, next && esc_breaks_before(work, pause->next_unit));
    esc_put(v, fminf((float)esc_work_line_length(work, pause->word_unit) /
                         fmaxf((float)esc_work_width_near(work, pause->word_unit), 1),
                     1));
    uint32_t before = 1, behind = 0, at = pause->word_unit, in_line = 0;
    while (at - in_line && !units[at - in_line].first && in_line < MOST_AWAY) in_line++;
    while (before <= at && before < MOST_AWAY && units[at - before].kind != ESC_TOKEN_PUNCT) before++;
    esc_put(v, (float)in_line);
    esc_put(v, (float)before);
    esc_put(v, before <= at ? (float)(strchr(".:;,", *work->form_of[at - before]->text) != NULL) : 0);
    if (next)
        while (pause->next_unit + behind < count && behind < MOST_AWAY &&
               units[pause->next_unit + behind].kind != ESC_TOKEN_PUNCT)
            behind++;
    esc_put(v, (float)behind);
    uint32_t sentence = 1;
    while (sentence <= at && sentence < MOST_AWAY && !is_stop(work, at - sentence)) sentence++;
    esc_put(v, (float)sentence);
    const char *mark =
        next && pause->next_unit + behind < count ? work->form_of[pause->next_unit + behind]->text : "";
    esc_put(v, *mark == ',');
    esc_put(v, *mark == '.');
    esc_put(v, *mark == ':');
    esc_put(v, word->quoted);
    esc_put(v, word->foreign);
    esc_put(v, esc_pause_is_label(work, pause));
}

static float share(const uint32_t *counts, uint8_t seen, uint8_t meant) {
    return logf(((float)counts[meant] + 0.5f) / ((float)counts[seen] + 0.5f));
}

static void put_document(struct esc_vector *v, const esc_work *work, const esc_pause_counts *counts,
                         const esc_pause *pause, uint8_t meant) {
    const esc_channel *channel = &work->channel;
    esc_put(v, esc_between(-4, channel->quality_nats, 4));
    esc_put(v, channel->noisy);
    esc_put(v, channel->any_active);
    esc_put(v, channel->specked);
    esc_put(v, channel->commas_active);
    esc_put(v, 100 * (float)counts->edits / fmaxf((float)work->pieces.pieces_count, 1));
    esc_put(v, share(counts->marks, pause->seen, meant));
    esc_put(v, share(counts->before_capital, pause->seen, meant));
    esc_put(v, share(counts->at_end, pause->seen, meant));
    esc_put(v, share(counts->labels, pause->seen, meant));
    uint32_t from = pause->word > NEAR ? pause->word - NEAR : 0, near = 0, doubtful = 0;
    for (uint32_t i = from; i < pause->word + NEAR && i < work->pieces.pieces_count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        if (!piece->unit_count) continue;
        near += !esc_piece_is_raw(piece);
        doubtful += work->form_of[piece->first_unit]->doubtful && esc_piece_is_raw(piece);
    }
    esc_put(v, (float)near);
    esc_put(v, (float)doubtful);
    esc_put(v, !esc_piece_is_raw(&work->pieces.pieces[pause->word]));
}

void esc_pause_evidence(const esc_work *work, const esc_pause_counts *counts, const esc_pause *pause,
                        const esc_pause_nats *nats, uint8_t meant, float ret[ESC_PAUSE_EVIDENCE]) {
    struct esc_vector v = {ret, 0, ESC_PAUSE_EVIDENCE};
    put_marks(&v, pause, meant);
    put_models(&v, pause, nats, meant);
    put_elsewhere(&v, counts->behind, counts->forms, pause->before, pause->seen, meant);
    put_elsewhere(&v, counts->ahead, counts->forms, pause->after, pause->seen, meant);
    put_word(&v, pause->before);
    put_next(&v, work, pause);
    put_place(&v, work, pause);
    put_document(&v, work, counts, pause, meant);
    assert(v.count == ESC_PAUSE_EVIDENCE);
}
