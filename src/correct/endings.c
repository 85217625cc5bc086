// SPDX-License-Identifier: GPL-3.0-or-later
// What the edge of a page does to the ends of its lines. Where it was cut, shaded or lay in the binding,
// letters are lost (autoriz, qu, d) or spoilt (quinci, inform: for "quince", "informa"); where it has a rule
// or is dark, strokes are read behind the words (docel, de]). How often that happens is the document's own:
// counted from non-words that one letter more, other or less makes frequent words of. Where it happens much,
// words that are none the less valid are asked for, too: de, del.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/candidates.h"
#include "correct/guards.h"

enum {
    LEAST_LETTERS = 3,
    LEAST_WITNESSES = 2,
    LEAST_AT_EDGE = 3,
    SHORT_LETTERS = 3,
    SMALL_LETTERS = 2,
    TIMES_ELSEWHERE = 3
};

#define WITNESS_LOG_FREQUENCY -12.0f
// Of a witness: up to two letters.
#define MORE_LETTERS_NATS 0.8f
// Strength of the background against what the document shows, in lines.
#define PRIOR_LINES 100.0f
// A word that goes on in the next line without a hyphen.
#define WHOLE_LOG_FREQUENCY -14.0f
#define BUDGET_NATS 17.0f
#define LOG_FREQUENCY -17.0f
#define SHORT_LOG_FREQUENCY -9.5f
// A letter of which something is left, against one that is gone.
#define SPOILT_NATS 0.7f
// An edge is about a letter wide.
#define SEVERAL_NATS 1.0f
// Of a mark before a small letter that is hardly ever printed there.
#define MARKED_NATS 2.5f

bool esc_goes_on_below(const esc_work *work, uint32_t unit) {
    if (unit + 1 >= work->units.units_count) return false;
    const esc_form *form = work->form_of[unit], *next = work->form_of[unit + 1];
    if (next->kind != ESC_TOKEN_WORD) return false;
    char whole[2 * ESC_WORD_CHARS * 4];
    if ((size_t)form->len + next->len > sizeof whole) return false;
    memcpy(whole, form->text, form->len);
    memcpy(whole + form->len, next->text, next->len);
    return esc_lexicon_log_frequency(work->lexicon, whole, (size_t)form->len + next->len) >
           WHOLE_LOG_FREQUENCY;
}

// What is left of a letter, or a stroke behind a word.
static bool is_residue(const esc_form *form) {
    static const char *const marks[] = {":", ";", ".", ",", "'", "|", "!", "]", ")", "’", "‘"};
    return form->kind == ESC_TOKEN_PUNCT && ESC_ONE_OF(form, marks);
}

// A mark that hardly any word before a small letter has behind it, where nothing was opened.
static bool is_stroke(const esc_form *form) {
    static const char *const marks[] = {"|", "!", "]"};
    return form->kind == ESC_TOKEN_PUNCT && ESC_ONE_OF(form, marks);
}

// The last unit of a line, where the word at unit ends it, with a mark behind it or without; UINT32_MAX: it
// does not.
static uint32_t line_end(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (this->kind > ESC_TOKEN_UPPER) return UINT32_MAX;
    if (this->last) return unit;
    const bool marked = this[1].last && !this[1].blank_before && is_residue(work->form_of[unit + 1]);
    return marked ? unit + 1 : UINT32_MAX;
}

// Whether a line reaches the edge: what stands below goes on, and few lines are longer.
static bool reaches_edge(const esc_work *work, uint32_t end) {
    const esc_unit *this = &work->units.units[end];
    return end + 1 < work->units.units_count && this[1].line == this->line + 1 &&
           work->doc->lines[this->line].page == work->doc->lines[this[1].line].page &&
           work->line_bytes[this->line] * 5 >= work->full_line_bytes * 4;
}

static bool is_frequent(const esc_work *work, const char *text, size_t len) {
    return esc_lexicon_log_frequency(work->lexicon, text, len) > WITNESS_LOG_FREQUENCY;
}

// The bytes of a form but for its last letter.
static size_t but_last(const esc_form *form) {
    size_t len = form->len;
    while (len && ((unsigned char)form->text[--len] & 0xC0) == 0x80) {
    }
    return len;
}

// A letter that a stroke may be read as.
static bool ends_in_stroke(const esc_form *form) {
    return form->letters > 1 && strchr("lIjfit1", form->text[form->len - 1]) != NULL;
}

// Whether a letter more is the likeliest story.
static bool has_lost(const esc_work *work, const esc_form *form) {
    if (!form->doubtful || form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS) return false;
    const esc_search_limits limits = {.budget_nats = work->channel.ending_nats + MORE_LETTERS_NATS,
                                      .ending = true,
                                      .least_log_frequency = WITNESS_LOG_FREQUENCY};
    esc_candidates found;
    esc_search(work->lexicon, &work->channel, form->text, form->len, &limits, &found);
    return found.count && found.items[0].ended;
}

// Whether another last letter makes a frequent word of it, and none elsewhere does.
static bool has_spoilt(const esc_work *work, const esc_form *form) {
    if (!form->doubtful || form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS) return false;
    const esc_search_limits limits = {
        .budget_nats = BUDGET_NATS, .any_letter = true, .least_log_frequency = WITNESS_LOG_FREQUENCY};
    esc_candidates found;
    esc_search(work->lexicon, &work->channel, form->text, form->len, &limits, &found);
    return found.count && found.items[0].len >= form->len - 1 &&
           !strncmp(found.items[0].text, form->text, but_last(form));
}

// Whether it is a frequent word with a stroke behind it.
static bool has_stroke(const esc_work *work, const esc_form *form) {
    return form->doubtful && form->kind == ESC_TOKEN_WORD && ends_in_stroke(form) &&
           is_frequent(work, form->text, but_last(form));
}

// "d", "s": a letter that is no word, before a small one.
static bool is_stump(const esc_form *form, const esc_form *next) {
    return form->letters == 1 && form->kind == ESC_TOKEN_WORD && next->kind == ESC_TOKEN_WORD &&
           strchr("dlsnpqcmt", *form->text);
}

// "lo: demás", "se; acuerda": hardly a pause.
static bool is_odd_mark(const esc_form *form) { return !strchr(".,)", *form->text); }

static int by_bytes(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

// The length that but a tenth of the lines exceeds.
static uint32_t full_line_bytes(const esc_work *work) {
    const uint32_t lines = work->doc->lines_count;
    uint32_t count = 0, *sorted = esc_alloc((size_t)lines * sizeof *sorted + 1);
    for (uint32_t i = 0; i < lines; i++)
        if (work->line_bytes[i]) sorted[count++] = work->line_bytes[i];
    qsort(sorted, count, sizeof *sorted, by_bytes);
    const uint32_t bytes = count ? sorted[count - 1 - count / 10] : 0;
    free(sorted);
    return bytes;
}

struct seen {
    float lines, witnesses; // ends that are words; of these, of letters lost
    float full, cut,
        stroked;           // lines that reach the edge; of these, with letters lost or spoilt, with strokes
    float words, doubtful; // all other words in small letters
};

static void look_at(const esc_work *work, uint32_t unit, struct seen *seen) {
    const esc_form *form = work->form_of[unit];
    const uint32_t end = line_end(work, unit);
    if (end == UINT32_MAX) {
        seen->words += form->kind == ESC_TOKEN_WORD;
        seen->doubtful += form->kind == ESC_TOKEN_WORD && form->doubtful;
        return;
    }
    const bool whole = !esc_goes_on_below(work, unit), lost = whole && has_lost(work, form);
    seen->lines += end == unit;
    seen->witnesses += end == unit && lost;
    if (!reaches_edge(work, end)) return;
    const esc_form *next = work->form_of[end + 1];
    const bool runs_on = next->kind == ESC_TOKEN_WORD;
    seen->full++;
    if (end > unit && (!runs_on || is_stroke(work->form_of[end])))
        seen->stroked += runs_on;
    else if (has_stroke(work, form))
        seen->stroked++;
    else
        seen->cut += lost || is_stump(form, next) || (whole && has_spoilt(work, form));
}

// Whether what is amiss at the edge is more than what is amiss anywhere.
static bool is_edge(const struct seen *seen, float count) {
    return count >= LEAST_AT_EDGE && count * seen->words > TIMES_ELSEWHERE * seen->doubtful * seen->full;
}

void esc_work_count_endings(esc_work *work) {
    struct seen seen = {0};
    work->full_line_bytes = full_line_bytes(work);
    for (uint32_t u = 0; u < work->units.units_count; u++)
        if (esc_unit_is_word(&work->units.units[u])) look_at(work, u, &seen);
    const float background = expf(-work->channel.ending_nats), prior = PRIOR_LINES * background;
    if (seen.witnesses >= LEAST_WITNESSES)
        work->channel.ending_nats = -logf((seen.witnesses + prior) / (seen.lines + PRIOR_LINES));
    work->edge_cut = is_edge(&seen, seen.cut);
    work->edge_stroked = is_edge(&seen, seen.stroked);
    if (work->edge_cut)
        work->channel.ending_nats = fminf(work->channel.ending_nats, -logf(seen.cut / (seen.full + 10)));
    if (work->edge_stroked) work->stroke_nats = -logf(seen.stroked / (seen.full + 10));
}

// What has more letters behind len bytes of the form.
static void offer_longer(esc_work *work, uint32_t unit, size_t len, uint32_t most_letters, float extra_nats) {
    const esc_form *form = work->form_of[unit];
    const esc_search_limits limits = {
        .budget_nats = BUDGET_NATS,
        .ending = true,
        .least_log_frequency = form->letters > SHORT_LETTERS ? LOG_FREQUENCY : SHORT_LOG_FREQUENCY};
    esc_candidates found;
    esc_search(work->lexicon, &work->channel, form->text, len, &limits, &found);
    const esc_candidates *own = esc_candidates_kept(work, &found);
    for (int i = 0; own && i < own->count; i++) {
        const esc_candidate *item = &own->items[i];
        const uint32_t letters = (uint32_t)esc_utf8_count(item->text, item->len);
        if (!item->ended || letters > most_letters || !strcmp(item->text, form->text)) continue;
        const bool several = work->edge_cut && letters > form->letters + 1u;
        const float more_nats = extra_nats + (several ? SEVERAL_NATS : 0);
        esc_arc *arc = len < form->len ? esc_work_find_arc(work, unit, 1, item->text) : NULL;
        if (arc)
            arc->cost_nats = fminf(arc->cost_nats, item->cost_nats + more_nats);
        else
            esc_work_add_arc(work, unit, 1, form, item, more_nats);
    }
}

// What the form is without the stroke behind it.
static void offer_shorter(esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    const size_t len = but_last(form);
    if (!ends_in_stroke(form) || !is_frequent(work, form->text, len)) return;
    esc_candidates found = {.count = 1};
    esc_candidate *item = &found.items[0];
    *item = (esc_candidate){.len = (uint8_t)len,
                            .ended = true,
                            .cost_nats = work->stroke_nats,
                            .log_frequency = esc_lexicon_log_frequency(work->lexicon, form->text, len),
                            .classes = ESC_LEX_WORD};
    memcpy(item->text, form->text, len);
    esc_work_add_arc(work, unit, 1, form, &esc_candidates_kept(work, &found)->items[0], 0);
}

void esc_work_propose_ending(esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    const uint32_t end = line_end(work, unit);
    if (end == UINT32_MAX || form->kind > ESC_TOKEN_CAPITAL || form->len >= ESC_CANDIDATE_BYTES) return;
    if (esc_goes_on_below(work, unit)) return;
    const bool full = reaches_edge(work, end),
               runs_on = full && work->form_of[end + 1]->kind == ESC_TOKEN_WORD;
    const bool cut = work->edge_cut && full, marked = end > unit;
    if (form->doubtful && !marked) offer_longer(work, unit, form->len, UINT32_MAX, 0);
    if (marked && !runs_on) return;
    if (cut && (!form->doubtful || marked))
        offer_longer(work, unit, form->len, form->letters + 1 + form->doubtful, 0);
    if (cut && form->letters > 1 && (form->doubtful || form->letters <= SHORT_LETTERS))
        offer_longer(work, unit, but_last(form), form->letters + form->doubtful, SPOILT_NATS);
    if (work->edge_stroked && full) offer_shorter(work, unit);
    const bool odd = cut && marked && is_odd_mark(work->form_of[end]);
    esc_arcs *arcs = &work->arcs_of[unit];
    for (uint32_t i = 0; odd && i < arcs->arcs_count; i++) arcs->arcs[i].cost_nats -= MARKED_NATS;
}

// "celebra 1" above "sesión", "por |" above "mayoría": what an l is whose vowel is gone.
void esc_work_propose_article(esc_work *work, uint32_t unit) {
    static const char *const strokes[] = {"1", "|", "]", "!", "I"};
    static const char *const words[] = {"la", "lo", "los", "las", "le"};
    enum { WORDS = sizeof words / sizeof *words };
    const esc_unit *this = &work->units.units[unit];
    if (!work->edge_cut || this->first || !this->blank_before || this->foreign) return;
    const bool marked =
        !this->last && this[1].last && !this[1].blank_before && is_residue(work->form_of[unit + 1]);
    const uint32_t end = unit + marked;
    if (!work->units.units[end].last || !reaches_edge(work, end) || this[-1].kind != ESC_TOKEN_WORD) return;
    if (!ESC_ONE_OF(work->form_of[unit], strokes) || !esc_unit_is_word(&work->units.units[end + 1])) return;
    esc_candidates found = {.count = WORDS};
    for (int i = 0; i < WORDS; i++) {
        const size_t len = strlen(words[i]);
        found.items[i] =
            (esc_candidate){.len = (uint8_t)len,
                            .ended = true,
                            .cost_nats = work->channel.ending_nats + SPOILT_NATS,
                            .log_frequency = esc_lexicon_log_frequency(work->lexicon, words[i], len),
                            .classes = ESC_LEX_WORD};
        memcpy(found.items[i].text, words[i], len);
    }
    const esc_candidates *own = esc_candidates_kept(work, &found);
    for (int i = 0; i < WORDS; i++) esc_work_add_arc(work, unit, 1, work->form_of[unit], &own->items[i], 0);
}

// Marks that the edge left behind a word which goes on below: what was a letter there, and strokes.
void esc_work_clean_endings(esc_work *work) {
    if (!work->edge_cut && !work->edge_stroked) return;
    for (uint32_t i = 1; i + 1 < work->pieces.pieces_count; i++) {
        const esc_form *mark = esc_work_raw_form(work, i);
        if (!mark || !is_residue(mark) || !esc_work_is_glued(work, i)) continue;
        const uint32_t unit = work->pieces.pieces[i].first_unit;
        if (!work->units.units[unit].last || !reaches_edge(work, unit)) continue;
        if (work->form_of[unit + 1]->kind != ESC_TOKEN_WORD) continue;
        const esc_change *change = esc_piece_applied(&work->pieces.pieces[i - 1]);
        if ((change && change->class == ESC_EDIT_ENDING) || (work->edge_stroked && is_stroke(mark)))
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_JUNK, ESC_BY_RULE, "", 0.9f);
    }
}
