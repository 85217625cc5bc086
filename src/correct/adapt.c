// SPDX-License-Identifier: GPL-3.0-or-later
// Adaptation: how often each confusion happens in this document. Counted from words that are none, where one
// rule alone turns them into a frequent word and nothing else comes near; divided by the places where the
// same confusion would have made such a non-word. The decoder's own edits are never counted: doubting valid
// words because valid words were doubted invents errors in clean text.
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    MANY_CAPITALS = 5, // words
    CAPITALS_A_BARE_ONE = 4,
    LEAST_CAPITALS = 3,
    LEAST_LETTERS = 4,
    MOST_OF_ONE_FORM = 6,
    LEAST_FORMS = 2,
    LEAST_NOISE = 2,
    LEAST_ACCENT_FORMS = 3,
    LEAST_SPECKS = 2,
    LEAST_SLIPS = 3,
};

// A witness has to be a word met about four times in a million.
#define WITNESS_LOG_FREQUENCY -12.5f
// A short one once in two thousand: det, fos.
#define SHORT_WITNESS_LOG_FREQUENCY -7.5f
// And to be this much likelier than the next best.
#define WITNESS_GAP_NATS 2.5f
#define WITNESS_BUDGET_NATS 11.0f
// Strength of the background against what the document shows, in places.
#define PRIOR_PLACES 80.0f
// From this rate on, and this many times the background, valid words are doubted.
#define ACTIVE_RATE 4e-3f
#define ACTIVE_TIMES 4.0f
// The rules that lose an accent, the most frequent of their kind, happen together: from so many different
// words and this rate on, each of them is active.
#define LOST_ACCENT_RATE 2e-3f
#define ACCENTS_RATE 0.02f
// The same for accents that nobody wrote; there are many more places for them.
#define INVENTED_RATE 4e-3f
// Share of words that ordinary scans get wrong in ways that show.
#define USUAL_NOISE 3e-3f
// From this share on, infrequent words are doubted as well.
#define NOISY 1.5e-3f
#define NOISY_BY_FEW 1e-2f
// Slips in so many words tell that an engine has read a bad scan: of 345 manuals and collections of proverbs,
// full of English and of slips of their authors, one has as many, of 112 damaged scans half.
#define WORN 2e-3f

// Odd marks in so many words and marks tell that an engine has read them.
#define SPECKED 2e-3f

static const unsigned NAMES = ESC_LEX_GIVEN | ESC_LEX_SURNAME;

struct evidence {
    float seen[ESC_CHANNEL_RULES], places[ESC_CHANNEL_RULES];
    int forms[ESC_CHANNEL_RULES];
    float name_seen[ESC_CHANNEL_RULES]; // by names, which are many: they only second what words show
    int name_forms[ESC_CHANNEL_RULES];
    float all;     // non-words with one repair
    int all_forms; // how many different ones
    int slips;     // of them, those that stand once, for a word that stands elsewhere in the document
    float words;   // words in the document
    float blanks, cased, stops_before_small, stops;
    float capitals_with, capitals_without;
};

// The candidate that a non-word certainly stands for, or NULL. At first by one rule alone; once the rates are
// known roughly, by any of those that are active.
static const esc_candidate *witness(const esc_work *work, const esc_form *form, bool again,
                                    esc_candidates *found) {
    if (!form->doubtful || form->kind > ESC_TOKEN_MIXED || form->letters < LEAST_LETTERS - 1) return NULL;
    bool small = form->letters < LEAST_LETTERS && !again;
    const esc_search_limits limits = {.budget_nats = WITNESS_BUDGET_NATS,
                                      .only_active = again,
                                      .least_log_frequency =
                                          small ? SHORT_WITNESS_LOG_FREQUENCY : WITNESS_LOG_FREQUENCY};
    esc_search(work->lexicon, &work->channel, form->text, form->len, &limits, found);
    if (!found->count) return NULL;
    const esc_candidate *best = &found->items[0];
    if (best->rule_count > ESC_CANDIDATE_RULES) return NULL;
    if (best->capital_form && (again || form->kind != ESC_TOKEN_CAPITAL || !(best->classes & NAMES)))
        return NULL;
    for (int i = 1; i < best->rule_count && !again; i++)
        if (best->rules[i] != best->rules[0]) return NULL;
    if (found->count == 1) return best;
    const esc_candidate *next = &found->items[1];
    float gap = next->cost_nats - next->log_frequency - best->cost_nats + best->log_frequency;
    return gap >= WITNESS_GAP_NATS ? best : NULL;
}

// Known in capitals only because they need no accents: COMISION.
static bool lacks_accent(const esc_work *work, const esc_form *form) {
    if (!(form->classes & ESC_LEX_WORD) || esc_form_has_accent(form)) return false;
    ESC_AUTOBUF small = {0};
    esc_utf8_lower_text(form->text, form->len, &small);
    return !esc_lexicon_lookup(work->lexicon, small.bytes, small.len);
}

static float times(const esc_form *form) {
    return (float)(form->count < MOST_OF_ONE_FORM ? form->count : MOST_OF_ONE_FORM);
}

// "convocaloria", once, where convocatoria stands elsewhere. Words of another language stand again and again,
// and what they may be read as does not; accents are lost by those who type, too.
static bool is_slip(const esc_work *work, const esc_form *form, const esc_candidate *meant) {
    if (form->count > 1 ||
        (meant->rule_count && work->channel.rules[meant->rules[0]].class == ESC_EDIT_ACCENT))
        return false;
    const esc_form *stands = esc_forms_find(&work->forms, meant->text, meant->len);
    return stands && stands->count;
}

static void count_form(const esc_work *work, const esc_form *form, struct evidence *evidence) {
    if (form->kind > ESC_TOKEN_MIXED) return;
    evidence->words += (float)form->count;
    if (form->quoted && form->quoted == form->count) return;
    if (form->kind == ESC_TOKEN_UPPER && form->letters >= LEAST_CAPITALS && !form->doubtful) {
        evidence->capitals_with += esc_form_has_accent(form);
        evidence->capitals_without += lacks_accent(work, form); // a habit of printers, too
    }
    esc_candidates found;
    const esc_candidate *best = witness(work, form, false, &found);
    if (!best) return;
    if (form->kind == ESC_TOKEN_UPPER && best->rule_count &&
        work->channel.rules[best->rules[0]].class == ESC_EDIT_ACCENT) {
        evidence->capitals_without++; // a habit of printers, too
        return;
    }
    if (form->kind == ESC_TOKEN_CAPITAL && form->classes) return;
    if (best->capital_form) {
        if (!best->rule_count) return;
        evidence->name_seen[best->rules[0]] += times(form);
        evidence->name_forms[best->rules[0]]++;
        return;
    }
    evidence->all += times(form);
    evidence->all_forms++;
    evidence->slips += is_slip(work, form, best);
    evidence->cased += best->cased ? times(form) : 0;
    if (!best->rule_count) return;
    evidence->seen[best->rules[0]] += times(form);
    evidence->forms[best->rules[0]]++;
}

static void second_by_names(struct evidence *evidence) {
    for (int r = 0; r < ESC_CHANNEL_RULES; r++) {
        if (!evidence->forms[r]) continue;
        evidence->seen[r] += evidence->name_seen[r];
        evidence->forms[r] += evidence->name_forms[r];
        evidence->all += evidence->name_seen[r];
    }
}

// The same with the rules that turned out to be active, for words that show several of them.
static void count_again(const esc_work *work, esc_form *form, struct evidence *evidence) {
    esc_candidates found;
    const esc_candidate *best = witness(work, form, true, &found);
    if (!best || !best->rule_count) return;
    form->witness = best->rules[0];
    for (int i = 0; i < best->rule_count; i++) {
        evidence->seen[best->rules[i]] += times(form);
        evidence->forms[best->rules[i]]++;
    }
}

// A form's small letters; gives how many, 0 where there are too many.
static int letters_of(const esc_form *form, uint32_t ret[ESC_WORD_CHARS]) {
    int count = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        if (count == ESC_WORD_CHARS) return 0;
        ret[count++] = esc_utf8_lower(esc_utf8_next(&p, end));
    }
    return count;
}

static float places_in(const esc_work *work, const esc_rule *rule, const uint32_t *chars, int count) {
    float places = 0;
    for (int i = 0; i + rule->meant_len <= count; i++) {
        if (chars[i] != rule->meant[0] || memcmp(chars + i, rule->meant, rule->meant_len * sizeof *chars))
            continue;
        char text[ESC_WORD_CHARS * ESC_UTF8_MAX * 2];
        size_t len = 0;
        for (int k = 0; k < i; k++) len += esc_utf8_put(text + len, chars[k]);
        for (int k = 0; k < rule->seen_len; k++) len += esc_utf8_put(text + len, rule->seen[k]);
        for (int k = i + rule->meant_len; k < count; k++) len += esc_utf8_put(text + len, chars[k]);
        if (esc_lexicon_log_frequency(work->lexicon, text, len) < WITNESS_LOG_FREQUENCY) places++;
    }
    return places;
}

float esc_rule_places(const esc_work *work, const esc_rule *rule, const esc_form *form) {
    uint32_t chars[ESC_WORD_CHARS];
    return places_in(work, rule, chars, letters_of(form, chars));
}

static void count_places(const esc_work *work, struct evidence *evidence) {
    int seen[ESC_CHANNEL_RULES], seen_count = 0;
    for (int r = 0; r < work->channel.rule_count; r++)
        if (evidence->seen[r]) seen[seen_count++] = r;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || !form->count || form->doubtful || form->letters < LEAST_LETTERS ||
            form->kind > ESC_TOKEN_MIXED)
            continue;
        const int letters = form->kind == ESC_TOKEN_UPPER ? ESC_RULE_CAPITALS : ESC_RULE_SMALL;
        uint32_t chars[ESC_WORD_CHARS];
        const int count = letters_of(form, chars);
        for (int k = 0; k < seen_count; k++) {
            const esc_rule *rule = &work->channel.rules[seen[k]];
            if (rule->letters & letters)
                evidence->places[seen[k]] += places_in(work, rule, chars, count) * (float)form->count;
        }
    }
    for (int k = 0; k < seen_count; k++) evidence->places[seen[k]] += evidence->seen[seen[k]];
}

// A blank inside a word: one half is no word, both together are a frequent one.
static void count_blanks(const esc_work *work, struct evidence *evidence) {
    for (uint32_t u = 0; u + 1 < work->units.units_count; u++) {
        const esc_unit *a = &work->units.units[u], *b = a + 1;
        if (a->last || !b->blank_before || a->kind > ESC_TOKEN_UPPER || b->kind > ESC_TOKEN_UPPER) continue;
        if (b->kind == ESC_TOKEN_CAPITAL) continue;
        const esc_form *left = work->form_of[u], *right = work->form_of[u + 1];
        if ((!left->doubtful && !right->doubtful) || left->letters + right->letters < LEAST_LETTERS + 2)
            continue;
        char text[2 * ESC_WORD_CHARS * ESC_UTF8_MAX];
        if ((size_t)left->len + right->len > sizeof text) continue;
        memcpy(text, left->text, left->len);
        memcpy(text + left->len, right->text, right->len);
        if (esc_lexicon_log_frequency(work->lexicon, text, (size_t)left->len + right->len) <
            WITNESS_LOG_FREQUENCY)
            continue;
        evidence->blanks++;
    }
}

// A whole word that no stop belongs to, or a year.
static bool is_whole(const esc_form *form) {
    static const unsigned names = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE;
    if (form->classes & (ESC_LEX_ABBREVIATION | ESC_LEX_TITLE)) return false;
    if (form->kind == ESC_TOKEN_NUMBER) return esc_text_is_year(form->text, form->len);
    if (form->kind == ESC_TOKEN_CAPITAL) return form->letters > LEAST_LETTERS && form->classes & names;
    return form->kind == ESC_TOKEN_WORD && form->letters >= LEAST_LETTERS;
}

// A full stop after an ordinary word and before a small letter was a comma.
static void count_stops(const esc_work *work, struct evidence *evidence) {
    for (uint32_t u = 1; u + 1 < work->units.units_count; u++) {
        const esc_form *stop = work->form_of[u];
        if (stop->len != 1 || *stop->text != '.') continue;
        const esc_form *before = work->form_of[u - 1], *after = work->form_of[u + 1];
        evidence->stops++;
        if (esc_unit_is_across(&work->units.units[u], &work->units.units[u + 1])) continue;
        evidence->stops_before_small += after->kind == ESC_TOKEN_WORD && !after->doubtful && is_whole(before);
    }
}

static bool loses_accent(const esc_rule *rule) {
    return rule->class == ESC_EDIT_ACCENT && rule->rate >= LOST_ACCENT_RATE;
}

// A speck, or a stroke from the other side, over a letter that has no accent: nó, Fonsecá.
static bool invents_accent(const esc_rule *rule) {
    return rule->class == ESC_EDIT_ACCENT && rule->seen_len == 1 && rule->meant_len == 1 &&
           rule->seen[0] != rule->meant[0] && esc_utf8_unaccent(rule->seen[0]) == rule->meant[0];
}

// Rules that happen together.
struct family {
    float seen, places;
    int forms;
};

static struct family family_of(const esc_channel *channel, const struct evidence *evidence,
                               bool (*belongs)(const esc_rule *rule)) {
    struct family family = {0};
    for (int r = 0; r < channel->rule_count; r++) {
        if (!belongs(&channel->rules[r])) continue;
        family.seen += evidence->seen[r];
        family.places += evidence->places[r];
        family.forms += evidence->forms[r];
    }
    return family;
}

static bool family_active(const struct family *family, float least_rate) {
    return family->forms >= LEAST_ACCENT_FORMS && family->seen > least_rate * (family->places + PRIOR_PLACES);
}

static void set_rates(esc_channel *channel, const struct evidence *evidence) {
    // The whole scan's quality moves what the document says nothing about.
    float noise = (evidence->all + 1) / (evidence->words + 1 / USUAL_NOISE);
    float quality = logf(noise / USUAL_NOISE);
    channel->quality_nats = quality;
    quality = quality < -1.5f ? -1.5f : quality > 3.0f ? 3.0f : quality;
    // In a long text two of them may be words that we don't know, one of which stands again and again.
    channel->noisy = evidence->all >= LEAST_NOISE && evidence->all > NOISY * evidence->words &&
                     (evidence->all_forms > LEAST_NOISE || evidence->all > NOISY_BY_FEW * evidence->words);
    channel->worn = evidence->slips >= LEAST_SLIPS && (float)evidence->slips > WORN * evidence->words;
    struct family lost = family_of(channel, evidence, loses_accent);
    struct family invented = family_of(channel, evidence, invents_accent);
    bool accents_lost = family_active(&lost, ACCENTS_RATE);
    bool accents_invented = family_active(&invented, INVENTED_RATE);
    for (int r = 0; r < channel->rule_count; r++) {
        const esc_rule *rule = &channel->rules[r];
        float background = rule->rate * expf(quality), prior_places = PRIOR_PLACES;
        if (loses_accent(rule) && lost.seen >= 3) background = lost.seen / (lost.places + PRIOR_PLACES);
        if (invents_accent(rule) && invented.seen >= 3)
            background = fmaxf(background, invented.seen / (invented.places + PRIOR_PLACES));
        float rate = (evidence->seen[r] + prior_places * background) / (evidence->places[r] + prior_places);
        if (rate > 0.5f) rate = 0.5f;
        channel->cost_nats[r] = -logf(rate);
        channel->active[r] =
            evidence->forms[r] >= LEAST_FORMS && rate >= ACTIVE_RATE && rate >= ACTIVE_TIMES * rule->rate;
        channel->active[r] |= accents_lost && loses_accent(rule);
        channel->active[r] |= accents_invented && invents_accent(rule);
        channel->any_active |= channel->active[r];
        channel->digits_active |= channel->active[r] && rule->class == ESC_EDIT_DIGIT;
    }
    channel->any_nats -= quality;
    channel->case_nats = -logf((evidence->cased + 0.02f * 100) / (evidence->words + 100));
    channel->cases_active = evidence->cased >= LEAST_NOISE + 1 && evidence->cased > NOISY * evidence->words;
    float blanks = (evidence->blanks + 0.1f) / (evidence->words + 150);
    channel->blank_nats = -logf(blanks);
    channel->blanks_active = evidence->blanks >= 3 && blanks > 3e-3f;
    channel->glue_nats -= quality;
    channel->ending_nats -= quality;
    channel->commas_active =
        evidence->stops_before_small >= 3 && evidence->stops_before_small > 0.06f * evidence->stops;
    // Capitals that lack accents far more often than small letters lost theirs were printed so.
    float lost_rate = (lost.seen + 1) / (lost.places + 10);
    float capitals = evidence->capitals_with + evidence->capitals_without;
    channel->capitals_accented = (accents_lost || channel->noisy) && evidence->capitals_with >= 2 &&
                                 evidence->capitals_without <= 1 + 3 * lost_rate * capitals;
    channel->capitals_accented |= channel->specked && evidence->capitals_with >= MANY_CAPITALS &&
                                  evidence->capitals_without * CAPITALS_A_BARE_ONE <= evidence->capitals_with;
}

// Dirt as engines read it: odd marks, quotation marks that stand alone. Whoever types leaves next to none,
// however many words nobody knows.
static bool is_speck(const esc_work *work, uint32_t u) {
    static const char *const odd[] = {"|", "~", "£", "¢", "©", "®", "¥", "\\", "`", "^"};
    static const char *const quotes[] = {"“", "”", "‘", "’", "'", "\"", "*"};
    const esc_unit *unit = &work->units.units[u];
    if (unit->kind != ESC_TOKEN_PUNCT) return false;
    const esc_form *form = work->form_of[u];
    const bool open = unit->last || unit[1].blank_before;
    if (*form->text == '|' && esc_work_rules_cells(work, u)) return false; // whoever types tables uses them
    if (ESC_ONE_OF(form, odd)) return open;
    return open && !unit->first && unit->blank_before && ESC_ONE_OF(form, quotes);
}

// "Il.", "VIl)" at the head of a row: strokes of a numeral that nobody types so.
static bool is_broken_numeral(const esc_work *work, uint32_t u) {
    const esc_unit *unit = &work->units.units[u];
    const esc_form *form = work->form_of[u];
    if (!unit->first || unit->last || unit[1].blank_before || !strchr(".)-", *work->form_of[u + 1]->text))
        return false;
    return form->len > 1 && strspn(form->text, "IVXl") == form->len && strchr(form->text, 'l') &&
           strpbrk(form->text, "IVX");
}

static void count_specks(esc_work *work) {
    uint32_t specks = 0;
    bool numerals = false;
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        specks += is_speck(work, u);
        numerals |= is_broken_numeral(work, u);
    }
    work->channel.specked =
        esc_doc_used_ocr(work->doc) || numerals ||
        (specks >= LEAST_SPECKS && (float)specks > SPECKED * (float)work->units.units_count);
}

// The rule of one letter for another, or −1.
static int find_rule(const esc_channel *channel, uint32_t meant, uint32_t seen) {
    for (int r = 0; r < channel->rule_count; r++) {
        const esc_rule *rule = &channel->rules[r];
        if (rule->meant_len == 1 && rule->seen_len == 1 && rule->meant[0] == meant && rule->seen[0] == seen)
            return r;
    }
    return -1;
}

// Where a is taken for o, á is taken for ó.
static void spread(esc_channel *channel) {
    static const struct {
        uint32_t meant, seen, by_meant, by_seen;
        float more_nats;
        bool activates; // never o for á: it would turn what was done into what will be (declaró, declara)
    } pairs[] = {{0xE1, 0xF3, 'a', 'o', 0.4f, true},
                 {0xF3, 0xE1, 'o', 'a', 0.4f, true},
                 {0xE1, 'o', 'a', 'o', 2.5f, false},
                 {'a', 0xF3, 'a', 'o', 2.5f, false}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int to = find_rule(channel, pairs[i].meant, pairs[i].seen);
        int by = find_rule(channel, pairs[i].by_meant, pairs[i].by_seen);
        if (to < 0 || by < 0 || !channel->active[by]) continue;
        channel->cost_nats[to] = fminf(channel->cost_nats[to], channel->cost_nats[by] + pairs[i].more_nats);
        channel->active[to] |= pairs[i].activates;
    }
    esc_channel_sum_up(channel);
}

void esc_work_adapt(esc_work *work) {
    struct evidence evidence = {0};
    esc_channel *channel = &work->channel;
    count_specks(work);
    esc_channel_reset(channel);
    for (uint32_t i = 0; i < work->forms.slot_count; i++)
        if (work->forms.slots[i]) count_form(work, work->forms.slots[i], &evidence);
    second_by_names(&evidence);
    count_places(work, &evidence);
    count_blanks(work, &evidence);
    count_stops(work, &evidence);
    set_rates(channel, &evidence);
    spread(channel);
    if (!channel->any_active) return;

    struct evidence more = evidence;
    for (int r = 0; r < channel->rule_count; r++)
        if (channel->active[r]) more.seen[r] = more.places[r] = 0, more.forms[r] = 0;
    for (uint32_t i = 0; i < work->forms.slot_count; i++)
        if (work->forms.slots[i]) count_again(work, work->forms.slots[i], &more);
    for (int r = 0; r < channel->rule_count; r++)
        if (channel->active[r]) evidence.places[r] -= evidence.seen[r];
    for (int r = 0; r < channel->rule_count; r++)
        if (channel->active[r]) more.places[r] = evidence.places[r] + more.seen[r];
    esc_channel_reset(channel);
    set_rates(channel, &more);
    spread(channel);
}
