// SPDX-License-Identifier: GPL-3.0-or-later
// Pauses: which mark stands behind a word, if any, where an engine has read the document. Commas are read as
// stops, stops are lost or invented, colons become semicolons; the models, the line, and what the document
// shows elsewhere tell together, by boosted trees (scripts/train-pauses). Rules that are surer have been
// before (punctuation.c, stops.c, paragraphs.c); what they changed stays.
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/pauses.h"
#include "correct/trees.h"

#include "correct/pause_trees.h"

static_assert(PAUSE_NUMBERS == ESC_PAUSE_EVIDENCE, "train the pauses again");

const char esc_pause_marks[ESC_PAUSE_MARKS] = {0, ',', '.', ':', ';'};
enum { STOP = 2, COLON = 3 }; // of esc_pause_marks

// An edit has to be so likely.
#define LEAST_LIKELY 0.8f
// A mark that stands worse by so much is not asked for; where nothing shows that an engine has read the
// document, it has to stand better.
#define MOST_WORSE_NATS 8.0f
#define TYPED_WORSE_NATS 0.0f
// Least P of no mark.
#define LEAST_UNMARKED 0.01f

struct pauses {
    esc_pause *pauses;
    uint32_t pauses_count, pauses_cap;
};

static int mark_of(const esc_form *form) {
    if (!form || form->len != 1 || form->kind != ESC_TOKEN_PUNCT) return -1;
    for (int i = 1; i < ESC_PAUSE_MARKS; i++)
        if (*form->text == esc_pause_marks[i]) return i;
    return -1;
}

// What a mark may stand behind: a word, a number, a code, or what closes a bracket or a quotation.
static bool takes_mark(const esc_form *form) {
    static const char *const closing[] = {")", "”", "\"", "»"};
    return form->kind != ESC_TOKEN_PUNCT ? form->kind < ESC_TOKEN_PUNCT : ESC_ONE_OF(form, closing);
}

static uint32_t next_piece(const esc_work *work, uint32_t piece) {
    piece = esc_work_next(work, piece);
    return piece < work->pieces.pieces_count ? piece : ESC_PAUSE_NONE;
}

static bool is_dropped(const esc_work *work, uint32_t piece) {
    size_t len;
    esc_work_piece_text(work, piece, &len);
    return !len;
}

// Whether another rule has put a mark to the word itself.
static bool has_mark(const esc_work *work, uint32_t piece) {
    size_t len;
    const char *text = esc_work_piece_text(work, piece, &len);
    return len > 1 && strchr(".,:;", text[len - 1]) && !esc_piece_is_raw(&work->pieces.pieces[piece]);
}

// "P R E S E N T E": letters of one word.
static bool is_spaced_out(const esc_pause *pause) {
    return pause->before->letters == 1 && pause->after->letters == 1 &&
           esc_utf8_is_upper((unsigned char)*pause->before->text) &&
           esc_utf8_is_upper((unsigned char)*pause->after->text);
}

// The place behind a piece, if it is one.
static bool read_pause(esc_work *work, uint32_t piece, esc_pause *ret) {
    const esc_piece *p = &work->pieces.pieces[piece];
    if (!p->unit_count || is_dropped(work, piece) || has_mark(work, piece)) return false;
    *ret = (esc_pause){.word = piece, .mark = ESC_PAUSE_NONE, .next_unit = ESC_PAUSE_NONE};
    ret->word_unit = p->first_unit + p->unit_count - 1;
    ret->before = esc_work_word(work, piece, true);
    if (!ret->before || !takes_mark(ret->before)) return false;
    uint32_t next = next_piece(work, piece);
    const int mark = next == ESC_PAUSE_NONE ? -1 : mark_of(esc_work_raw_form(work, next));
    if (mark > 0 && esc_work_is_glued(work, next)) {
        ret->mark = next;
        ret->seen = (uint8_t)mark;
        next = next_piece(work, next);
    }
    while (next != ESC_PAUSE_NONE && is_dropped(work, next)) next = next_piece(work, next);
    ret->next = next;
    if (next == ESC_PAUSE_NONE) return true;
    ret->next_unit = work->pieces.pieces[next].first_unit;
    const esc_unit *unit = &work->units.units[ret->next_unit];
    if (esc_unit_is_glued(unit)) return false; // "3.5", "a),"
    ret->after = esc_work_word(work, next, false);
    return ret->after && (ret->mark != ESC_PAUSE_NONE || !is_spaced_out(ret));
}

// How likely each mark is behind the word, with the two words that follow.
static void weigh(esc_work *work, const esc_pause *pause, esc_pause_nats *ret) {
    const esc_context from = esc_work_context_before(work, pause->word), nothing = esc_context_nothing();
    esc_context word, mark, next;
    esc_form_step(&work->forms, pause->before, &from, &word);
    const bool breaks = pause->next_unit != ESC_PAUSE_NONE && esc_breaks_before(work, pause->next_unit);
    const uint32_t second = pause->next == ESC_PAUSE_NONE ? ESC_PAUSE_NONE : next_piece(work, pause->next);
    const esc_form *behind = second == ESC_PAUSE_NONE ? NULL : esc_work_word(work, second, false);
    float any = 0; // P of one of the marks
    for (int i = ESC_PAUSE_MARKS - 1; i >= 0; i--) {
        mark = word;
        if (i) {
            const esc_form *form = esc_forms_intern_as(&work->forms, &esc_pause_marks[i], 1, ESC_TOKEN_PUNCT);
            ret->mark[i] = esc_form_step(&work->forms, form, &word, &mark);
            any += expf(ret->mark[i]);
        } else {
            ret->mark[i] = logf(fmaxf(1 - any, LEAST_UNMARKED));
        }
        ret->all[i] = ret->mark[i];
        if (!pause->after) continue;
        ret->all[i] += esc_form_step(&work->forms, pause->after, breaks ? &nothing : &mark, &next);
        if (behind) ret->all[i] += esc_form_step(&work->forms, behind, &next, NULL);
    }
}

static void count_form(uint16_t (*counts)[ESC_PAUSE_MARKS], uint32_t forms, const esc_form *form,
                       uint8_t mark) {
    if (form && form->id < forms && counts[form->id][mark] < UINT16_MAX) counts[form->id][mark]++;
}

static void count(const esc_work *work, const struct pauses *all, esc_pause_counts *ret) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++)
        ret->edits += work->pieces.pieces[i].unit_count && !esc_piece_is_raw(&work->pieces.pieces[i]);
    for (uint32_t i = 0; i < all->pauses_count; i++) {
        const esc_pause *pause = &all->pauses[i];
        count_form(ret->behind, ret->forms, pause->before, pause->seen);
        count_form(ret->ahead, ret->forms, pause->after, pause->seen);
        ret->marks[pause->seen]++;
        ret->before_capital[pause->seen] += pause->after && esc_pause_common(work, pause->after);
        ret->at_end[pause->seen] += esc_pause_ends_short(work, pause);
        ret->labels[pause->seen] += esc_pause_is_label(work, pause);
    }
}

// "en contra: 0; abstenciones: 2": a tally's colon.
static bool is_tally(const esc_pause *pause) {
    static const char *const counts[] = {"favor", "contra", "abstenciones", "abstención",
                                         "votos", "nulos",  "blanco"};
    return pause->seen == COLON && pause->after && pause->after->kind == ESC_TOKEN_NUMBER &&
           ESC_ONE_OF(pause->before, counts);
}

// Whether it is asked at all: where a mark stands, at the end of a line, and before a capital. Where nothing
// shows that an engine has read the document, only what is odd: a stop before a small letter, anything else
// before a capital. The stop of an abbreviation is its own.
static bool is_asked(const esc_work *work, const esc_pause *pause, bool typed) {
    if (pause->seen == STOP && pause->before->classes & (ESC_LEX_ABBREVIATION | ESC_LEX_TITLE)) return false;
    if (is_tally(pause)) return false;
    const bool ends = !pause->after || work->units.units[pause->word_unit].last, // or only junk follows
        small = pause->after && pause->after->kind == ESC_TOKEN_WORD;
    if (pause->seen == STOP && pause->after &&
        esc_work_is_edge_letter(work, &work->units.units[pause->next_unit]))
        return false;
    if (typed) return pause->mark == ESC_PAUSE_NONE ? ends && !small : small == (pause->seen == STOP);
    if (pause->mark != ESC_PAUSE_NONE || ends) return true;
    const uint8_t kind = pause->after->kind;
    return kind == ESC_TOKEN_CAPITAL || kind == ESC_TOKEN_UPPER || kind == ESC_TOKEN_NUMBER;
}

static void observe(const esc_work *work, const esc_pause *pause, uint8_t meant, const float *evidence) {
    const esc_unit *unit = &work->units.units[pause->word_unit];
    const char after[] = {meant ? esc_pause_marks[meant] : '-', 0};
    const esc_correct_observed seen = {.line = unit->line,
                                       .off = unit->raw.off + unit->raw.len -
                                              work->doc->lines[unit->line].raw.off,
                                       .len = pause->seen > 0,
                                       .class = ESC_EDIT_PUNCTUATION,
                                       .after = after,
                                       .evidence = evidence,
                                       .evidence_count = ESC_PAUSE_EVIDENCE};
    work->options->observe(work->options->observe_to, &seen);
}

static void set_mark(esc_work *work, const esc_pause *pause, uint8_t meant, float confidence) {
    const char mark[] = {esc_pause_marks[meant], 0};
    esc_piece *word = &work->pieces.pieces[pause->word];
    if (pause->mark != ESC_PAUSE_NONE) {
        esc_piece_change(&work->pieces.pieces[pause->mark], ESC_EDIT_PUNCTUATION, ESC_BY_MODEL,
                         esc_arena_strndup(work->arena, mark, strlen(mark)), confidence);
        return;
    }
    size_t len;
    const char *text = esc_piece_text(work->doc, &work->units, word, &len);
    if (word->change_count < ESC_PIECE_CHANGES)
        esc_piece_change(word, ESC_EDIT_PUNCTUATION, ESC_BY_MODEL,
                         esc_arena_printf(work->arena, "%.*s%s", (int)len, text, mark), confidence);
}

static void judge(esc_work *work, const esc_pause_counts *counts, const esc_pause *pause, bool typed) {
    esc_pause_nats nats;
    weigh(work, pause, &nats);
    const float worse = typed ? TYPED_WORSE_NATS : MOST_WORSE_NATS;
    float best = 0;
    uint8_t meant = 0;
    for (uint8_t i = 0; i < ESC_PAUSE_MARKS; i++) {
        if (i == pause->seen || nats.all[i] + worse < nats.all[pause->seen]) continue;
        float evidence[ESC_PAUSE_EVIDENCE];
        esc_pause_evidence(work, counts, pause, &nats, i, evidence);
        if (work->options->observe) observe(work, pause, i, evidence);
        const float likely = esc_trees_probability(&pause_trees, evidence);
        if (likely > best) best = likely, meant = i;
    }
    if (best >= LEAST_LIKELY) set_mark(work, pause, meant, best);
}

void esc_work_judge_pauses(esc_work *work) {
    const bool typed = !work->was_read;
    struct pauses all = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_pause pause;
        if (read_pause(work, i, &pause)) *ESC_GROW(&all, pauses, 1) = pause;
    }
    esc_pause_counts counts = {.forms = work->forms.form_count};
    counts.behind = esc_alloc_zero(counts.forms, sizeof *counts.behind);
    counts.ahead = esc_alloc_zero(counts.forms, sizeof *counts.ahead);
    count(work, &all, &counts);
    for (uint32_t i = 0; i < all.pauses_count; i++) {
        if (is_asked(work, &all.pauses[i], typed)) judge(work, &counts, &all.pauses[i], typed);
    }
    free(counts.behind);
    free(counts.ahead);
    free(all.pauses);
}
