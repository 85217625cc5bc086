// SPDX-License-Identifier: GPL-3.0-or-later
// A cache model: of each word and of each pair of words (marks between them do not count), how often the
// document has it, mixed into the language model (Kuhn and De Mori, A cache-based natural language model for
// speech recognition, 1990). What was misread is a part of what is counted: from what stands as it was read,
// the misreadings are taken that its more frequent neighbours let expect; what is no word lends itself none.
#include "correct/echoes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/guards.h"
#include "correct/nouns.h"
#include "correct/work.h"

enum { MOST_FOLLOWERS = 40, LEAST_LETTERS = 3, LONG_LETTERS = 6 };

// Odds of the document's own words against the models', of a word alone and beside another; set on six
// draws of an old engine's noise, and hardly anything hangs on them (0.15 to 0.8 give the same within 0.2 %).
#define CACHE_ODDS 0.4f
// Strength of a pair that was never met, in words.
#define PAIR_PRIOR 2.0f
#define MOST_ALONE_NATS 8.0f
#define MOST_NATS 14.0f
// Words so frequent are everywhere, and tell nothing of what stands beside them.
#define FUNCTION_LOG_FREQUENCY -6.5f
// Plurals that hardly anybody writes are none.
#define NOUN_LOG_FREQUENCY -15.5f
// A form that is none of the lexicon's and that a more frequent one explains, each time, is no word.
#define EXPLAINED_NATS 14.0f
// How far apart what is read and what is offered may be; more by letter of long words.
#define OFFER_BUDGET_NATS 12.0f
#define LETTER_BUDGET_NATS 1.5f

struct pair {
    uint32_t other, count;
};

// Pairs in which a word comes first (or last): those of word w from start[w] to start[w + 1].
struct pairs {
    uint32_t *start, *total;
    struct pair *pairs;
};

struct esc_echoes {
    uint32_t form_count, unit_count, word_count;
    const esc_work *work;
    esc_form **forms;   // by key
    uint32_t *counts;   // by key
    float *honest;      // share of it that is hardly misread, by key
    uint32_t *read;     // by unit: key + 1 of the word that was read there; 0: none, or within another
    uint32_t *preceded; // by unit: key + 1 of the word before; 0: none
    uint32_t class_key[ESC_LM_FIRST_FORM];
    struct pairs behind, before;
    uint8_t *inflects; // by a form's id, once asked: 1 + whether it has a plural
};

// Words are counted by their forms; numbers, dates and the like as one each.
static uint32_t key_of(const esc_echoes *echoes, const esc_form *form) {
    if (form->kind > ESC_TOKEN_MIXED && form->word < ESC_LM_FIRST_FORM && echoes->class_key[form->word])
        return echoes->class_key[form->word] - 1;
    return form->id < echoes->form_count ? form->id : UINT32_MAX;
}

struct listener {
    const esc_work *work;
    esc_echoes *echoes;
    uint32_t *keys; // of the words in their order; UINT32_MAX where a paragraph begins
    uint32_t keys_count, keys_cap;
};

static void hear(struct listener *l, uint32_t unit, esc_form *form, uint32_t *before) {
    esc_echoes *echoes = l->echoes;
    if (form->kind == ESC_TOKEN_PUNCT) return;
    if (form->kind > ESC_TOKEN_MIXED && form->word < ESC_LM_FIRST_FORM && !echoes->class_key[form->word])
        echoes->class_key[form->word] = form->id + 1;
    uint32_t key = key_of(echoes, form);
    echoes->forms[key] = form;
    echoes->counts[key]++;
    echoes->word_count++;
    if (!echoes->read[unit]) {
        echoes->read[unit] = key + 1;
        echoes->preceded[unit] = *before;
    }
    *ESC_GROW(l, keys, 1) = key;
    *before = key + 1;
}

static int by_other(const void *a, const void *b) {
    const struct pair *x = a, *y = b;
    return (x->other > y->other) - (x->other < y->other);
}

// From the pairs of all words in a row, those by their first word; or by their last one.
static void gather(struct pairs *ret, const uint32_t *keys, uint32_t count, uint32_t forms, bool backwards) {
    ret->start = esc_alloc_zero(forms + 2u, sizeof *ret->start);
    ret->total = esc_alloc_zero(forms + 1u, sizeof *ret->total);
    ret->pairs = esc_alloc_zero(count + 1u, sizeof *ret->pairs);
    for (int fill = 0; fill < 2; fill++) {
        for (uint32_t i = 1; i < count; i++) {
            uint32_t of = keys[i - !backwards], other = keys[i - backwards];
            if (of == UINT32_MAX || other == UINT32_MAX) continue;
            if (fill)
                ret->pairs[ret->start[of] + ret->total[of]++] = (struct pair){other, 1};
            else
                ret->start[of + 1]++;
        }
        for (uint32_t f = 0; f < forms && !fill; f++) ret->start[f + 1] += ret->start[f];
    }
    uint32_t to = 0;
    for (uint32_t f = 0; f < forms; f++) {
        struct pair *own = &ret->pairs[ret->start[f]];
        if (ret->total[f] > 1) qsort(own, ret->total[f], sizeof *own, by_other); // most stand once
        ret->start[f] = to;
        for (uint32_t i = 0; i < ret->total[f]; i++) {
            if (i && to > ret->start[f] && ret->pairs[to - 1].other == own[i].other)
                ret->pairs[to - 1].count++;
            else
                ret->pairs[to++] = own[i];
        }
    }
    ret->start[forms] = to;
}

static uint32_t pair_count(const struct pairs *pairs, uint32_t of, uint32_t other) {
    uint32_t low = pairs->start[of], high = pairs->start[of + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pairs->pairs[middle].other < other)
            low = middle + 1;
        else
            high = middle;
    }
    return low < pairs->start[of + 1] && pairs->pairs[low].other == other ? pairs->pairs[low].count : 0;
}

// How often a text stands in the document.
static uint32_t times(const esc_work *work, const esc_echoes *echoes, const char *text, size_t len) {
    esc_forms *forms = (esc_forms *)&work->forms;
    const esc_form *form = esc_forms_intern_unseen(forms, text, len); // one that is new stands nowhere
    if (form->kind > ESC_TOKEN_MIXED) form = esc_forms_intern(forms, text, len);
    uint32_t key = key_of(echoes, form);
    return key == UINT32_MAX ? 0 : echoes->counts[key];
}

// Whether only the vowel of gender parts a form and a text: both may well be meant.
static bool is_twin(const esc_form *form, const char *text, size_t len) {
    size_t same = 0;
    while (same < len && same < form->len && text[same] == form->text[same]) same++;
    if (len != form->len || same == len || !strchr("ao", text[same]) || !strchr("ao", form->text[same]))
        return false;
    return same + 1 == len || (same + 2 == len && text[same + 1] == 's' && form->text[same + 1] == 's');
}

static void weigh(const esc_work *work, esc_echoes *echoes, uint32_t key) {
    const esc_form *form = echoes->forms[key];
    const float count = (float)echoes->counts[key];
    float expected = 0;
    echoes->honest[key] = 1;
    for (int i = 0; form->candidates && i < form->candidates->count; i++) {
        const esc_candidate *candidate = &form->candidates->items[i];
        if (candidate->blank || candidate->cost_nats <= 0) continue;
        if (is_twin(form, candidate->text, candidate->len)) continue;
        const float meant = (float)times(work, echoes, candidate->text, candidate->len);
        expected += meant * expf(-candidate->cost_nats);
        if (form->doubtful && meant > 0 && count * candidate->cost_nats < EXPLAINED_NATS) expected = INFINITY;
    }
    echoes->honest[key] = fmaxf(0, 1 - expected / count);
}

esc_echoes *esc_echoes_listen(const esc_work *work) {
    esc_echoes *echoes = esc_alloc_zero(1, sizeof *echoes);
    echoes->unit_count = work->units.units_count;
    echoes->work = work;
    echoes->form_count = work->forms.form_count;
    echoes->forms = esc_alloc_zero(echoes->form_count + 1u, sizeof *echoes->forms);
    echoes->counts = esc_alloc_zero(echoes->form_count + 1u, sizeof *echoes->counts);
    echoes->honest = esc_alloc_zero(echoes->form_count + 1u, sizeof *echoes->honest);
    echoes->read = esc_alloc_zero(echoes->unit_count + 1u, sizeof *echoes->read);
    echoes->preceded = esc_alloc_zero(echoes->unit_count + 1u, sizeof *echoes->preceded);
    echoes->inflects = esc_alloc_zero(echoes->form_count + 1u, sizeof *echoes->inflects);
    struct listener l = {.work = work, .echoes = echoes};
    uint32_t before = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        const uint32_t unit = piece->first_unit;
        if (work->units.units[unit].junk) continue;
        if (work->units.units[unit].quoted) { // told as it was said, and perhaps misread
            before = 0;
            continue;
        }
        if (esc_breaks_before(work, unit)) {
            *ESC_GROW(&l, keys, 1) = UINT32_MAX;
            before = 0;
        }
        if (piece->unit_count == 1 && esc_piece_is_raw(piece)) {
            hear(&l, unit, work->form_of[unit], &before);
            continue;
        }
        size_t len;
        const char *text = esc_piece_text(work->doc, &work->units, piece, &len);
        while (len) {
            const char *blank = memchr(text, ' ', len);
            const size_t word = blank ? (size_t)(blank - text) : len;
            // All that the decoder wrote has been a form before.
            if (word) hear(&l, unit, esc_forms_intern((esc_forms *)&work->forms, text, word), &before);
            text += word + (blank != NULL);
            len -= word + (blank != NULL);
        }
    }
    gather(&echoes->behind, l.keys, l.keys_count, echoes->form_count, false);
    gather(&echoes->before, l.keys, l.keys_count, echoes->form_count, true);
    for (uint32_t key = 0; key < echoes->form_count; key++)
        if (echoes->counts[key]) weigh(work, echoes, key);
    free(l.keys);
    return echoes;
}

static void free_pairs(struct pairs *pairs) {
    free(pairs->start);
    free(pairs->total);
    free(pairs->pairs);
}

void esc_echoes_free(esc_echoes *echoes) {
    if (!echoes) return;
    free_pairs(&echoes->behind);
    free_pairs(&echoes->before);
    free(echoes->forms);
    free(echoes->counts);
    free(echoes->honest);
    free(echoes->read);
    free(echoes->preceded);
    free(echoes->inflects);
    free(echoes);
}

// Whether the one is the other without accents, which is how scans err; or has lost some, whatever else parts
// them.
static bool is_unaccented(const esc_form *bare, const esc_form *form, bool whatever) {
    if (bare->letters != form->letters || bare->len >= form->len) return false;
    const char *b = bare->text, *b_end = b + bare->len, *f = form->text, *f_end = f + form->len;
    while (b < b_end) {
        const uint32_t read = esc_utf8_next(&b, b_end), other = esc_utf8_next(&f, f_end);
        const bool lost = read != other && esc_utf8_unaccent(other) == read;
        if (lost && whatever) return true;
        if (!lost && read != other && !whatever) return false;
    }
    return !whatever;
}

static bool has_plural(const esc_work *work, const esc_form *read) {
    if (read->text[read->len - 1] == 's' || esc_noun_gender(work, read)) return true;
    char plural[ESC_CANDIDATE_BYTES];
    if (read->len + 1u >= sizeof plural) return false;
    memcpy(plural, read->text, read->len);
    plural[read->len] = 's';
    return esc_lexicon_log_frequency(work->lexicon, plural, read->len + 1u) > NOUN_LOG_FREQUENCY;
}

// Whether only gender parts two words that both have a plural: Decana, Decano; but not Oficia, Oficio. A beam
// asks again and again.
static bool is_inflected(const esc_echoes *echoes, const esc_form *read, const esc_form *form) {
    if (!is_twin(read, form->text, form->len)) return false;
    if (read->id >= echoes->form_count) return has_plural(echoes->work, read);
    uint8_t *kept = &echoes->inflects[read->id];
    if (!*kept) *kept = (uint8_t)(1 + has_plural(echoes->work, read));
    return *kept == 2;
}

// ln (1 + odds · p / P of the models); 0 where nothing was met.
static float gain(float odds, float p, float nats) {
    return p > 0 && odds > 0 ? log1pf(odds * p * expf(-nats)) : 0;
}

float esc_echo_nats(const esc_echoes *echoes, uint32_t unit, uint32_t span, const esc_form *form, bool left,
                    const esc_form *before, float nats) {
    if (!echoes || form->kind > ESC_TOKEN_MIXED || form->log_frequency > FUNCTION_LOG_FREQUENCY) return 0;
    const uint32_t key = key_of(echoes, form);
    if (key == UINT32_MAX || !echoes->counts[key]) return 0;
    float count = (float)echoes->counts[key], pairs = 0, total = 0;
    const bool tells = before && before->log_frequency <= FUNCTION_LOG_FREQUENCY;
    const uint32_t first = tells ? key_of(echoes, before) : UINT32_MAX;
    if (first != UINT32_MAX) {
        pairs = (float)pair_count(&echoes->behind, first, key);
        total = (float)echoes->behind.total[first];
    }
    // The language model knows common words better than a page does: what stands beside no known pair gains
    // nothing.
    const bool known = form->word >= ESC_LM_FIRST_FORM, common = known && form->kind == ESC_TOKEN_WORD;
    if (common && pairs <= 0) return 0;
    // What stands here bears no witness of itself, and a word in the place of another weighs as one less.
    const esc_form *read = echoes->work->form_of[unit];
    if (!left && is_unaccented(form, read, true)) return 0;     // scans lose accents and seldom make one
    if (!left && !strcasecmp(form->text, read->text)) return 0; // both are the same word
    const bool office = read->classes & ESC_LEX_OFFICE;         // la Secretaria, la Secretaría
    bool own = !left && !read->doubtful && (office || !is_unaccented(read, form, false));
    // Of two genders, only what stands beside the same word tells: Anexo Técnico.
    if (!left && read->classes && pairs < 1 + own && is_inflected(echoes, read, form)) return 0;
    for (uint32_t u = unit; u < unit + span && !own; u++) own = echoes->read[u] == key + 1;
    if (own) {
        count--;
        if (pairs > 0) pairs--, total--;
    }
    if (count <= 0) return 0;
    const float share = common ? 0 : count / (float)echoes->word_count;
    const float prior = known ? form->log_frequency : form->spelling_nats - ESC_UNKNOWN_SHARE_NATS;
    const float odds = CACHE_ODDS * echoes->honest[key];
    // Alone against how frequent it is, whatever stands before: the context's say is not to be weakened.
    const float alone = fminf(gain(odds, share, prior), MOST_ALONE_NATS);
    const float beside = fminf(gain(odds, pairs / (total + PAIR_PRIOR), nats), MOST_NATS);
    return fmaxf(alone, beside);
}

uint32_t esc_echo_pairs(const esc_echoes *echoes, const esc_form *before, const esc_form *form) {
    if (before->log_frequency > FUNCTION_LOG_FREQUENCY || before->kind == ESC_TOKEN_PUNCT) return 0;
    const uint32_t first = key_of(echoes, before), key = key_of(echoes, form);
    return first == UINT32_MAX || key == UINT32_MAX ? 0 : pair_count(&echoes->behind, first, key);
}

// What parts the two, letter by letter, if rules do so; their rules go to ret.
static void fill_rules(const esc_channel *channel, const esc_form *seen, const esc_form *meant,
                       esc_candidate *ret) {
    ret->any = true;
    if (seen->letters != meant->letters) return;
    const char *s = seen->text, *s_end = s + seen->len, *m = meant->text, *m_end = m + meant->len;
    uint8_t count = 0;
    while (s < s_end) {
        uint32_t a = esc_utf8_lower(esc_utf8_next(&s, s_end)), b = esc_utf8_lower(esc_utf8_next(&m, m_end));
        if (a == b) continue;
        int rule = esc_channel_letter_rule(channel, a, b);
        if (rule < 0 || count == ESC_CANDIDATE_RULES) return;
        ret->rules[count++] = (uint8_t)rule;
    }
    ret->rule_count = count;
    ret->any = false;
}

// Whether the one is what is left of the other, or they are written alike, small or tall.
static bool same_case(const esc_form *read, const esc_form *meant) {
    if (meant->kind == read->kind || read->kind == ESC_TOKEN_MIXED) return true;
    return read->doubtful && meant->len > read->len &&
           !strcmp(meant->text + meant->len - read->len, read->text); // artido, of Partido
}

// EXTRAODRINARIA is a typist's mistake, and the print's.
static bool is_swapped(const esc_form *read, const esc_form *meant) {
    int letters[256] = {0};
    if (read->len != meant->len) return false;
    for (uint16_t i = 0; i < read->len; i++) {
        letters[(unsigned char)read->text[i]]++;
        letters[(unsigned char)meant->text[i]]--;
    }
    for (int i = 0; i < 256; i++)
        if (letters[i]) return false;
    return true;
}

// What was read, and the word that the first decoding made of it, are less frequent here than what is meant,
// or the one is no word and the other is.
static bool is_rarer(const esc_echoes *echoes, uint32_t unit, const esc_form *read, uint32_t meant) {
    if (read->doubtful && !echoes->forms[meant]->doubtful) return true;
    const uint32_t said = echoes->read[unit] - 1, own = key_of(echoes, read);
    return echoes->counts[meant] > echoes->counts[said] &&
           (own == UINT32_MAX || echoes->counts[meant] > echoes->counts[own]);
}

static void offer(const esc_echoes *echoes, esc_work *work, uint32_t unit, uint32_t key) {
    const esc_form *read = work->form_of[unit], *meant = echoes->forms[key];
    if (meant == read || key == echoes->read[unit] - 1 || meant->kind > ESC_TOKEN_MIXED) return;
    if (meant->letters < 2 || meant->len + 1u >= ESC_CANDIDATE_BYTES) return;
    if (meant->log_frequency > FUNCTION_LOG_FREQUENCY || echoes->honest[key] <= 0) return;
    if (meant->letters > read->letters + 2 || meant->letters + 2 < read->letters) return;
    if (!same_case(read, meant) || !is_rarer(echoes, unit, read, key) || is_swapped(read, meant)) return;
    const float more = read->letters > LONG_LETTERS ? (float)(read->letters - LONG_LETTERS) : 0;
    const float cost = esc_channel_distance(&work->channel, read->text, meant->text,
                                            OFFER_BUDGET_NATS + LETTER_BUDGET_NATS * more);
    if (!isfinite(cost) || cost <= 0) return;
    if (read->doubtful && !esc_work_is_print(work, meant, read)) return;
    esc_candidate candidate = {.cost_nats = cost,
                               .len = (uint8_t)meant->len,
                               .classes = meant->classes,
                               .log_frequency = meant->log_frequency,
                               .capital_form =
                                   meant->kind == ESC_TOKEN_CAPITAL && !(meant->classes & ESC_LEX_WORD)};
    memcpy(candidate.text, meant->text, meant->len + 1u);
    fill_rules(&work->channel, read, meant, &candidate);
    esc_work_offer(work, unit, &candidate);
}

static void offer_all(const esc_echoes *echoes, esc_work *work, uint32_t unit, const struct pairs *pairs,
                      uint32_t of) {
    if (pairs->start[of + 1] - pairs->start[of] > MOST_FOLLOWERS) return;
    for (uint32_t i = pairs->start[of]; i < pairs->start[of + 1]; i++)
        offer(echoes, work, unit, pairs->pairs[i].other);
}

void esc_echoes_offer(const esc_echoes *echoes, esc_work *work) {
    uint32_t next = UINT32_MAX; // the word behind
    for (uint32_t unit = echoes->unit_count; unit-- > 0;) {
        const esc_form *form = work->form_of[unit];
        if (echoes->read[unit] && form->kind <= ESC_TOKEN_MIXED && form->letters >= LEAST_LETTERS &&
            !esc_guard_holds(form)) {
            if (echoes->preceded[unit])
                offer_all(echoes, work, unit, &echoes->behind, echoes->preceded[unit] - 1);
            if (next != UINT32_MAX) offer_all(echoes, work, unit, &echoes->before, next);
        }
        if (esc_breaks_before(work, unit))
            next = UINT32_MAX;
        else if (echoes->read[unit])
            next = echoes->read[unit] - 1;
    }
}
