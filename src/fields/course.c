// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/course.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fields/seats.h"
#include "fields/sentences.h"
#include "fields/titles.h"

enum {
    STEM = 6,
    LEAST_STEM = 4,
    LEAST_FIGURES = 2,
    SENTENCE = 200,
    MOST_POINTS = 200,
    LEAST_SLOTS = 64,
    LONGEST_LABEL = 24
};

// In the measure of a rare word that a sentence shares with one point and no other. Chosen on open minutes,
// once as they are and once with half the headings' turns unknown.
static const float cue = 8;       // a heading or a turn of phrase
static const float most_like = 4; // all words of a sentence together
static const float turn_paragraph = 2, turn_within = 4, turn_back = 6, skip_point = 0.3f;
static const float marked = 0.7f, turn_back_marked = 15; // where as many points have a turn of their own
static const float early = 4, early_marked = 8; // on top, to a point that a heading tells of only later
static const float lone = 0.3f, none = -1e9f;

// What a word means: its beginning, so that its endings do not matter. 0: it means nothing.
static uint32_t stem_of(const esc_atom *atom) {
    size_t len = atom->norm_len;
    bool word =
        atom->kind == ESC_ATOM_WORD && (len >= LEAST_STEM || atom->shape == ESC_SHAPE_UPPER) && len > 2;
    bool figures = atom->kind != ESC_ATOM_WORD && atom->kind != ESC_ATOM_SIGN && len >= LEAST_FIGURES;
    if (!word && !figures) return 0;
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len && (figures || i < STEM); i++) {
        char c = atom->norm[i] == 'o' ? 'a' : atom->norm[i]; // scanners take one for the other
        hash = (hash ^ (unsigned char)c) * 16777619u;
    }
    return hash ? hash : 1;
}

struct stem {
    uint32_t hash, points, legs, last; // in how many points and legs it stands; the last one that counted
    float weight;                      // of a leg's word, in each point that says it
};

// The stems of the agenda's points, by their hashes, and of each atom of the text; NULL where it means
// nothing, or nothing that a point says.
struct stems {
    struct stem *slots, **of;
    uint32_t slots_count; // a power of two, more than there are stems
};

static struct stem *find(struct stems *all, uint32_t hash) {
    uint32_t i = hash & (all->slots_count - 1);
    while (all->slots[i].hash && all->slots[i].hash != hash) i = (i + 1) & (all->slots_count - 1);
    return &all->slots[i];
}

// Which stems the points have, how often they stand in points and legs, and what that makes them weigh.
static void count(const esc_reader *r, const esc_course *course, const uint32_t *hashes, struct stems *all) {
    for (uint32_t p = 0; p < r->points.items_count; p++)
        for (uint32_t i = r->points.items[p].from; i < r->points.items[p].to; i++) {
            struct stem *stem = hashes[i] ? find(all, hashes[i]) : NULL;
            if (!stem || (stem->hash && stem->last == p + 1)) continue;
            stem->hash = hashes[i], stem->last = p + 1, stem->points++;
        }
    for (uint32_t i = 0; i < r->body.atoms_count; i++) {
        struct stem *stem = hashes[i] ? find(all, hashes[i]) : NULL;
        all->of[i] = stem && stem->hash ? stem : NULL;
    }
    for (uint32_t i = 0; i < all->slots_count; i++) all->slots[i].last = 0;
    for (uint32_t k = 0; k < course->legs_count; k++)
        for (uint32_t i = course->legs[k].from; i < course->legs[k].to; i++)
            if (all->of[i] && all->of[i]->last != k + 1) all->of[i]->last = k + 1, all->of[i]->legs++;
    for (uint32_t i = 0; i < all->slots_count; i++) {
        struct stem *stem = &all->slots[i];
        stem->last = 0;
        if (stem->hash)
            stem->weight = logf((float)(course->legs_count + 1) / (float)(stem->legs + 1)) /
                           (float)(stem->points * stem->points);
    }
}

// "Del préstamo, la vocal …": a sentence's first noun says what it is about.
static bool leads(const struct stems *all, const esc_leg *leg, const struct stem *stem) {
    enum { LEAD = 4 };
    for (uint32_t i = leg->from; i < leg->to && i < leg->from + LEAD; i++)
        if (all->of[i] == stem) return true;
    return false;
}

// How much of each point a leg speaks of.
static void likeness(const esc_reader *r, const esc_leg *leg, const struct stems *all, float *ret) {
    const uint32_t count = r->points.items_count;
    for (uint32_t i = leg->from; i < leg->to; i++)
        if (all->of[i]) all->of[i]->last = leg->from + 1;
    for (uint32_t p = 0; p < count && p < MOST_POINTS; p++) {
        float sum = 0;
        uint32_t words = 0;
        const struct stem *seen = NULL;
        const esc_point *point = &r->points.items[p];
        for (uint32_t i = point->from; i < point->to; i++) {
            const struct stem *stem = all->of[i];
            if (!stem || stem->last != leg->from + 1) continue;
            sum += stem->weight;
            words += stem != seen, seen = stem;
        }
        if (words < 2 && !(seen && seen->points == 1 && leads(all, leg, seen)))
            sum *= lone; // one word may stand anywhere
        ret[p] = sum < most_like ? sum : most_like;
    }
}

// Cuts the business into sentences, and where a turn begins another point.
static void cut(const esc_reader *r, uint32_t from, uint32_t to, const esc_course *turns, esc_course *ret) {
    const esc_stream *s = &r->body;
    uint32_t turn = 0, at = from;
    while (at < to) {
        uint32_t end = esc_sentence_to(s, at, SENTENCE), point = ESC_NONE;
        if (end > to) end = to;
        while (turn < turns->legs_count && turns->legs[turn].from <= at) point = turns->legs[turn++].point;
        if (turn < turns->legs_count && turns->legs[turn].from < end) end = turns->legs[turn].from;
        *ESC_GROW(ret, legs, 1) = (esc_leg){at, end, point};
        at = end;
    }
}

static bool paragraph(const esc_stream *s, uint32_t at) {
    return esc_stream_begins(s, at) && s->rows[s->atoms[at].row].gap;
}

// "EL SECRETARIO EJECUTIVO, LIC. LUIS PAZ: …", "LA PRESIDENTA.- …": who speaks, at the head of a row, says
// nothing of what about. Gives where that ends; `at` where nobody is named.
static uint32_t speaker_to(const esc_stream *s, uint32_t at, uint32_t to) {
    uint32_t colon = at;
    bool capitals = true;
    for (; colon < to && colon < at + LONGEST_LABEL && !esc_stream_sign(s, colon, ':'); colon++) {
        if (colon > at && esc_stream_first(s, colon) && s->rows[s->atoms[colon].row].gap) return at;
        if (capitals && esc_stream_sign(s, colon, '.') && esc_stream_sign(s, colon + 1, '-')) break;
        capitals &= s->atoms[colon].shape == ESC_SHAPE_UPPER || s->atoms[colon].kind == ESC_ATOM_SIGN;
    }
    if (colon >= to || colon >= at + LONGEST_LABEL) return at;
    for (uint32_t i = at; i < colon; i++)
        if (esc_seat_word(&s->atoms[i])) return colon;
    return capitals && esc_title_word(&s->atoms[at]) ? colon : at; // "SRA. PAZ.-"
}

void esc_course_read(const esc_reader *r, uint32_t from, uint32_t to, const esc_course *turns,
                     esc_course *ret) {
    *ret = (esc_course){0};
    cut(r, from, to, turns, ret);
    const uint32_t legs = ret->legs_count;
    const uint32_t points = r->points.items_count < MOST_POINTS ? r->points.items_count : MOST_POINTS;
    const uint32_t states = points + 1; // 0: before the first point
    struct stems all = {.of = esc_alloc_zero(r->body.atoms_count + 1u, sizeof *all.of),
                        .slots_count = LEAST_SLOTS};
    uint32_t words = 0;
    for (uint32_t p = 0; p < r->points.items_count; p++)
        words += r->points.items[p].to - r->points.items[p].from;
    while (all.slots_count < 2 * words) all.slots_count *= 2;
    all.slots = esc_alloc_zero(all.slots_count, sizeof *all.slots);
    uint32_t *hashes = esc_alloc_zero(r->body.atoms_count + 1u, sizeof *hashes);
    for (uint32_t i = 0; i < r->body.atoms_count; i++) hashes[i] = stem_of(&r->body.atoms[i]);
    for (uint32_t at = from; at < to; at = esc_stream_row_end(&r->body, at))
        memset(&hashes[at], 0, (speaker_to(&r->body, at, to) - at) * sizeof *hashes);
    float *score = esc_alloc_zero(2 * states, sizeof *score), *like = esc_alloc_zero(points, sizeof *like);
    uint16_t *back = esc_alloc_zero((size_t)legs * states + 1, sizeof *back);
    uint32_t *told = esc_alloc_zero(states, sizeof *told); // the leg that a cue gives the point to
    count(r, ret, hashes, &all);
    for (uint32_t q = 1; q < states; q++) score[q] = none;
    for (uint32_t k = legs; k-- > 0;)
        if (ret->legs[k].point < points) told[ret->legs[k].point + 1] = k;
    uint32_t turned = 0, top = 0, top_turned = 0;
    for (uint32_t q = 1; q < states; q++) {
        const bool nested = r->points.items[q - 1].nested;
        turned += told[q] > 0, top += !nested, top_turned += !nested && told[q] > 0;
    }
    const bool own = (float)turned > marked * (float)points || (float)top_turned > marked * (float)top;
    const float going_back = own ? turn_back_marked : turn_back, too_early = own ? early_marked : early;
    for (uint32_t k = 0; k < legs; k++) {
        const float *old = score + (k & 1) * states;
        float *new = score + (~k & 1) * states;
        const esc_leg *leg = &ret->legs[k];
        likeness(r, leg, &all, like);
        const float turn = paragraph(&r->body, leg->from) ? turn_paragraph : turn_within;
        float best = none, behind = none;
        uint32_t best_at = 0, behind_at = 0;
        for (uint32_t q = 0; q < states; q++) { // from earlier ones
            new[q] = old[q], back[k * states + q] = (uint16_t)q;
            const float cost = turn + (q && told[q] > k ? too_early : 0);
            if (q && best - cost >= new[q]) new[q] = best - cost, back[k * states + q] = (uint16_t)best_at;
            best -= skip_point;
            if (old[q] > best) best = old[q], best_at = q;
        }
        for (uint32_t q = states; q-- > 0;) { // from later ones
            if (behind - going_back >= new[q])
                new[q] = behind - going_back, back[k * states + q] = (uint16_t)behind_at;
            if (old[q] > behind) behind = old[q], behind_at = q;
        }
        for (uint32_t q = 1; q < states; q++) {
            new[q] += like[q - 1];
            if (leg->point == q - 1) new[q] += cue;
        }
    }
    const float *last = score + (legs & 1) * states;
    uint32_t q = 0;
    for (uint32_t i = 1; i < states; i++)
        if (last[i] > last[q]) q = i;
    for (uint32_t k = legs; k-- > 0;) {
        ret->legs[k].point = q ? q - 1 : ESC_NONE;
        q = back[k * states + q];
    }
    free(all.slots);
    free(all.of);
    free(hashes);
    free(score);
    free(like);
    free(back);
    free(told);
}

void esc_course_free(esc_course *course) { free(course->legs); }

const esc_leg *esc_course_at(const esc_course *course, uint32_t at) {
    uint32_t low = 0, high = course->legs_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (course->legs[middle].to <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < course->legs_count && course->legs[low].from <= at ? &course->legs[low] : NULL;
}
