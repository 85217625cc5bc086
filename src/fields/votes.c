// SPDX-License-Identifier: GPL-3.0-or-later
// Votes on the points of the agenda. The business is walked through from its beginning: headings and turns of
// phrase say which point is being treated, and each sentence that tells of a vote belongs to that one, unless
// it names what was voted.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields/ballots.h"
#include "fields/course.h"
#include "fields/deferral.h"
#include "fields/doubts.h"
#include "fields/mentions.h"
#include "fields/progress.h"
#include "fields/rollcall.h"
#include "fields/sentences.h"
#include "fields/telling.h"
#include "fields/verdict.h"

enum { SENTENCE = ESC_VERDICT_SENTENCE, ROWS_OVER_LIST = 6, LEFT_OUT = 10, NEAR = 8, MOST_TOGETHER = 20 };

typedef struct vote {
    esc_verdict said;
    uint32_t point;
    bool named;          // its sentence names the point
    const char *earlier; // what another sentence that names it said before; NULL: nothing else
} vote;

// What was read at a word of voting, kept from the first walk for the second, and which words are such.
typedef struct reading {
    esc_verdict said;
    uint32_t at, least; // the atom; before which one the sentence could not begin
    bool found;
} reading;

typedef struct readings {
    reading *items;
    uint32_t items_count, items_cap, next;
    bool *tells; // one for each atom of the business
} readings;

typedef struct votes {
    vote *items;
    uint32_t items_count, items_cap;
} votes;

// ---- what was voted ----

// What an agenda is called.
#define ORDER "orden del di@"
#define AGENDA "agenda|temario|tabla"

// The point whose subject the sentence names: the agenda itself, the minutes of the last session.
static uint32_t subject(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    static const char *const subjects[] = {ORDER, "acta|minuta ~6 anterior",
                                           "lectura ~3 acta|minuta ~6 anterior|sesion|reunion"},
                             *const said[] = {ORDER, "acta|minuta de la|lo ~2 sesion|reunion",
                                              "lectura del|de acta|minuta"};
    for (size_t k = 0; k < sizeof subjects / sizeof *subjects; k++) {
        bool here = false;
        const uint64_t starts = esc_pattern_begins(subjects[k]) | esc_pattern_begins(said[k]);
        for (uint32_t i = from; (i = esc_cursor_begun(s, i, to, starts)) < to; i++) {
            bool called = esc_cursor_looking_at(s, i, said[k]) &&
                          esc_cursor_within(s, from, to, "aprob*|aprueb*|ratific*");
            if (!called && !esc_cursor_looking_at(s, i, subjects[k])) continue;
            // "el siguiente punto del orden del día" is about something else
            uint32_t back = i > 6 ? i - 6 : 0;
            bool merely = false;
            for (uint32_t b = back; b < i; b++)
                merely |= esc_atom_is(&s->atoms[b], "punto|puntos|siguiente|conforme|desahogo");
            here |= !merely;
        }
        if (!here) continue;
        for (uint32_t i = 0; i < r->points.items_count; i++)
            if (esc_cursor_within(s, r->points.items[i].from, r->points.items[i].to, subjects[k])) return i;
    }
    return ESC_NONE;
}

// The sentence is about the order of the day as a whole.
static bool on_agenda(const esc_stream *s, uint32_t from, uint32_t to) {
    return esc_cursor_within(s, from, to, ORDER " ~9 aprob*|aprueb*") ||
           esc_cursor_within(s, from, to, "aprob*|aprueb* ~5 " ORDER) ||
           esc_cursor_within(s, from, to, AGENDA " ~6 aprob*|aprueb*") ||
           esc_cursor_within(s, from, to, "aprob*|aprueb* ~5 la|el|esta|este|presente " AGENDA) ||
           // "quienes estén de acuerdo con el orden del día, con el retiro del punto 5, …. Aprobado."
           (esc_cursor_within(s, from, to,
                              ORDER " ,? sin|con|salvo|excepto el|la ~2 punto|tema|asunto|numeral") &&
            esc_cursor_within(s, from, to, "aprob*|aprueb*"));
}

// The point that approves the agenda itself, or ESC_NONE.
static uint32_t agenda_point(const esc_reader *r) {
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_point *point = &r->points.items[i];
        if (esc_cursor_within(&r->body, point->from, point->to, ORDER) ||
            esc_cursor_within(&r->body, point->from, point->to, "de|del la|lo|el? " AGENDA))
            return i;
    }
    return ESC_NONE;
}

// "Está a su consideración el acta.": the point that this sentence puts to the vote, where it may come next.
static uint32_t put_to_vote(const esc_reader *r, uint32_t at, uint32_t current) {
    const esc_stream *s = &r->body;
    if (!esc_cursor_looking_at(s, at,
                               "consideracion|votacion|discusion ~3 el|la ~1 acta|minuta|orden|agenda") &&
        !esc_cursor_looking_at(s, at,
                               "si ~1 aprueb* el|la|los|las ~1 acta|minuta|minutas|actas|orden|agenda"))
        return ESC_NONE;
    const bool acta =
        esc_cursor_looking_at(s, at, "consideracion|votacion|discusion|si ~5 acta|minuta|minutas|actas");
    uint32_t point = acta ? ESC_NONE : agenda_point(r);
    for (uint32_t i = 0; acta && i < r->points.items_count && point == ESC_NONE; i++)
        if (esc_cursor_within(s, r->points.items[i].from, r->points.items[i].to, "acta|minuta")) point = i;
    const bool next = point != ESC_NONE && (current == ESC_NONE ? point < 4 : point == current + 1);
    return next ? point : ESC_NONE;
}

// "… retirarlo del orden del día"
static bool out_of_agenda(const esc_stream *s, const esc_verdict *v) {
    return !strcmp(v->result, "postponed") &&
           (esc_cursor_within(s, v->from, v->to, "del|de ~1 " ORDER) ||
            esc_cursor_within(s, v->from, v->to, "del|de la|lo ~1 " AGENDA));
}

// "… propuso retirarlo del orden del día", where that is what is treated: of a point of it, and of no vote on
// the agenda itself, which comes later.
static bool takes_out(const esc_reader *r, const vote *told) {
    return !told->said.how && told->point != ESC_NONE && told->point == agenda_point(r) &&
           out_of_agenda(&r->body, &told->said);
}

// "Asuntos varios", "Proposiciones y varios": what is put off there is one of many matters, and not the
// point.
static bool of_varied(const esc_reader *r, const vote *told) {
    const esc_point *point = told->point == ESC_NONE ? NULL : &r->points.items[told->point];
    return point && !told->said.how && !strcmp(told->said.result, "postponed") &&
           (esc_cursor_within(&r->body, point->from, point->to, "asuntos|temas generales|varios") ||
            esc_cursor_looking_at(&r->body, point->from, "varios|proposiciones|ruegos"));
}

// "… se aprobó por unanimidad la agenda, y se postergó el tema E": a vote on the agenda, in ret, and what it
// did to the other point, without a vote of its own.
static bool both_told(const esc_reader *r, vote *told, vote *ret) {
    const esc_stream *s = &r->body;
    const esc_verdict *v = &told->said;
    if (!v->how || told->point == ESC_NONE || !on_agenda(s, v->from, v->to) ||
        (!esc_cursor_within(s, v->from, v->to,
                            "poster*|pospo*|pospu*|retir*|exclu*|difer*|difir*|aplaz*|sin|quedando ~2 "
                            "punto|tema|asunto|numeral|inciso") &&
         !esc_cursor_within(s, v->from, v->to, // "…, y el numeral III.4 quedó diferido"
                            "y|quedando el? punto|tema|asunto|numeral|inciso ~5 "
                            "poster*|pospu*|retirad@|exclu*|difer*|difir*|aplaz*")))
        return false;
    const uint32_t agenda = agenda_point(r);
    if (agenda == ESC_NONE || told->point == agenda) return false;
    *ret = (vote){.said = *v, .point = agenda};
    ret->said.result = "approved";
    told->said.result = "postponed", told->said.how = NULL;
    for (int k = 0; k < 3; k++) told->said.tally.votes[k] = -1;
    return true;
}

// "… si aprueban el orden del día sin el punto cinco": the point that is left out of what is voted.
static uint32_t left_out(const esc_reader *r, uint32_t at) {
    const esc_stream *s = &r->body;
    if (!esc_cursor_looking_at(s, at, ORDER " ,? sin|con|salvo|excepto el|la ~2 punto|tema|asunto|numeral"))
        return ESC_NONE;
    const bool less = esc_cursor_looking_at(s, at, ORDER " ,? sin|salvo|excepto") ||
                      esc_cursor_looking_at(s, at, ORDER " ,? con el|la retiro|exclusion|baja");
    return less ? esc_progress_named(r, at, s->atoms_count, at + LEFT_OUT) : ESC_NONE;
}

// "propuso que el punto 5.4 se vea cuando haya terna. … de acuerdo en diferirlo", "… se votó retirarlo": the
// point that the sentence before names. ESC_NONE where none is meant.
static uint32_t meant_before(const esc_reader *r, const esc_verdict *v) {
    const esc_stream *s = &r->body;
    if (v->from < 3 || !esc_cursor_within(s, v->from, v->to,
                                          "diferirl@|posponerl@|aplazarl@|postergarl@|retirarl@|sacarl@|"
                                          "bajarl@|dejarl@"))
        return ESC_NONE;
    const uint32_t from = esc_sentence_from(s, v->from - 2, SENTENCE);
    return esc_progress_named(r, from, v->from, v->from);
}

// The later count tells of both sides, and not as the known one does: it is of another ballot.
static bool contradicts(const esc_tally *known, const esc_tally *later) {
    bool differ = false;
    for (int k = 0; k < 3; k++)
        differ |= known->votes[k] >= 0 && later->votes[k] >= 0 && known->votes[k] != later->votes[k];
    return differ && later->votes[0] >= 0 && later->votes[1] >= 0;
}

// What is known of the vote on a point; NULL: nothing yet.
static vote *known_of(votes *all, uint32_t point) {
    for (uint32_t i = 0; i < all->items_count; i++)
        if (all->items[i].point == point) return &all->items[i];
    return NULL;
}

// "3. Se difiere …": what is told there begins an entry of a list, at a row's head.
static bool entry(const esc_stream *s, uint32_t at) {
    return esc_stream_first(s, at) && at + 1 < s->atoms_count && s->atoms[at].kind == ESC_ATOM_NUMBER &&
           esc_atom_is(&s->atoms[at + 1], ".|)");
}

static void record(const esc_stream *s, votes *all, const vote *v) {
    vote *before = known_of(all, v->point);
    if (!before) {
        *ESC_GROW(all, items, 1) = *v;
        return;
    }
    esc_verdict *known = &before->said;
    bool same = !strcmp(known->result, v->said.result);
    if (same && known->tally.called && !v->said.tally.called && v->said.tally.votes[0] >= 0)
        known->tally = v->said.tally; // the sum, told behind the answers
    // "Quienes estén por retirar el punto. Cinco. … Queda retirado": what the vote was on
    if (!same && !v->said.how && !strcmp(v->said.result, "postponed") && !strcmp(known->result, "approved") &&
        !entry(s, v->said.from) && v->said.from < known->to + (known->how ? SENTENCE : NEAR))
        known->result = "postponed";
    // "… de vuelta a la comisión. (Se vota: 28 en 28). AFIRMATIVA.": on that, too
    if (!same && v->said.how && !strcmp(known->result, "postponed") && v->said.from <= known->to + 2 &&
        v->said.mere) {
        if (!known->how) known->how = v->said.how, known->tally = v->said.tally;
        known->to = v->said.to;
        return;
    }
    bool otherwise = known->how && v->said.how && strcmp(known->how, v->said.how) != 0;
    const bool decided = v->said.how || (v->said.tally.votes[0] > 0 && !v->said.tally.called &&
                                         strcmp(v->said.result, "postponed") != 0);
    if (contradicts(&known->tally, &v->said.tally) || (!same && decided) || otherwise) {
        const esc_tally counted = known->tally;
        // "El punto 3 se aprobó por unanimidad. Más adelante, el punto 3 se rechazó por mayoría."
        if (v->named && !same && known->how && v->said.how) before->earlier = known->result;
        *known = v->said; // of two ballots the later decides
        // "Cinco a favor, una abstención. … Se aprueba por mayoría": told once more without the counts
        const char *how = esc_verdict_how(&counted);
        if (same && v->said.tally.votes[0] < 0 && v->said.tally.votes[1] < 0 && how && v->said.how &&
            !strcmp(how, v->said.how))
            known->tally = counted;
        return;
    }
    // The counts may come in a sentence of their own.
    for (int k = 0; k < 3; k++)
        if (known->tally.votes[k] < 0 && same) known->tally.votes[k] = v->said.tally.votes[k];
    if (!known->how && same) known->how = v->said.how;
}

// What a table of the votes says is believed, whatever was told before.
static void overrule(votes *all, const vote *v) {
    vote *before = known_of(all, v->point);
    *(before ? before : ESC_GROW(all, items, 1)) = *v;
}

// What was put off "sin que hubiera oposición" was not voted on.
static bool how_was_said(const esc_stream *s, const esc_verdict *v) {
    enum { NEAR_IT = 25 };
    if (strcmp(v->result, "postponed") != 0 || v->tally.votes[0] >= 0) return true;
    const uint32_t to = v->to + NEAR_IT < s->atoms_count ? v->to + NEAR_IT : s->atoms_count;
    return esc_cursor_within(s, v->from > NEAR_IT ? v->from - NEAR_IT : 0, to, "unanim*|mayoria|votos");
}

// Records a value, and the other one that something in the paper speaks for.
static void put_value(esc_reader *r, esc_value_kind kind, const char *value, const char *other,
                      const char *rule, float sure, bool doubted, esc_range where, const char *pointer) {
    esc_reader_put(r, kind, value, rule, doubted ? sure * ESC_DOUBTED : sure, where, "%s", pointer)->flagged =
        doubted;
    if (other) esc_reader_put_other(r, kind, other, "votes.contradiction", where, pointer);
}

static void put(esc_reader *r, const vote *told, uint32_t i) {
    static const char *const names[3] = {"for", "against", "abstain"};
    const esc_point *point = &r->points.items[told->point];
    esc_verdict said = told->said;
    const esc_verdict *v = &said;
    esc_doubts doubts = esc_doubts_of(r, &said);
    esc_range where = {&r->body, v->from, v->to};
    char pointer[40], text[16], other[16];
    if (told->earlier && strcmp(told->earlier, v->result) != 0)
        doubts.result = true, doubts.other_result = told->earlier;
    if (point->mark.number)
        esc_reader_put(r, ESC_VALUE_TEXT, point->mark.number, "votes.item", 0.85f, where, "/votes/%u/item",
                       i);
    snprintf(pointer, sizeof pointer, "/votes/%u/result", i);
    put_value(r, ESC_VALUE_TEXT, v->result, doubts.other_result, "votes.result", 0.9f, doubts.result, where,
              pointer);
    snprintf(pointer, sizeof pointer, "/votes/%u/how", i);
    if (v->how && how_was_said(&r->body, v))
        put_value(r, ESC_VALUE_TEXT, v->how, doubts.other_how, "votes.how", 0.95f, doubts.how, where,
                  pointer);
    for (int k = 0; k < 3; k++) {
        if (v->tally.votes[k] < 0) continue;
        snprintf(pointer, sizeof pointer, "/votes/%u/%s", i, names[k]);
        snprintf(text, sizeof text, "%d", v->tally.votes[k]);
        snprintf(other, sizeof other, "%d", doubts.other_counts[k]);
        put_value(r, ESC_VALUE_INTEGER, text, doubts.other_counts[k] >= 0 ? other : NULL, "votes.count", 0.9f,
                  doubts.counts[k], where, pointer);
    }
}

static int by_point(const void *a, const void *b) {
    const vote *x = a, *y = b;
    return x->point < y->point ? -1 : x->point > y->point;
}

// "II. Orden del día" / "… dio lectura al siguiente:", over the list: the point that the telling has come to
// where the list stands within it, and in ret_at where that begins. ESC_NONE where it does not.
static uint32_t point_over_list(const esc_reader *r, uint32_t *ret_at) {
    const esc_stream *s = &r->body;
    const uint32_t point = agenda_point(r);
    if (point == ESC_NONE || r->sections.agenda.from >= s->atoms_count) return ESC_NONE; // no list
    const uint32_t list = s->atoms[r->sections.agenda.from].row;
    const esc_mark *own = &r->points.items[point].mark;
    for (uint32_t row = list > ROWS_OVER_LIST ? list - ROWS_OVER_LIST : 0; row < list; row++) {
        const uint32_t at = s->rows[row].first, end = esc_stream_row_end(s, at);
        esc_mark mark;
        if (esc_mark_read(s, r->arena, at, own->style, own->value, &mark) && mark.value == own->value &&
            mark.sub == own->sub &&
            (esc_cursor_within(s, at, end, ORDER) || esc_cursor_within(s, at, end, AGENDA))) {
            *ret_at = at;
            return point;
        }
    }
    return ESC_NONE;
}

// "Se aprobó por unanimidad el siguiente orden del día:", before the points themselves.
static void read_before_list(esc_reader *r, votes *all) {
    const esc_stream *s = &r->body;
    uint32_t to = r->sections.agenda.from, heading = ESC_NONE;
    esc_verdict v;
    point_over_list(r, &heading);
    for (uint32_t at = to > SENTENCE ? to - SENTENCE : 0; at < to; at++) {
        if (!esc_atom_is(&s->atoms[at], "unanimidad|unanime|unanimemente|mayoria")) continue;
        if (!esc_verdict_read(s, 0, s->atoms_count, at, &v)) continue;
        // "3. ORDEN DEL DÍA. Los vocales aprueban por unanimidad el siguiente:"
        if (v.from < heading && !on_agenda(s, v.from, v.to < to ? v.to : to)) continue;
        vote whole = {.said = v, .point = agenda_point(r)};
        if (whole.point != ESC_NONE) record(s, all, &whole);
        return;
    }
}

// Where the clause of atom `at` ends.
static uint32_t clause_to(const esc_stream *s, uint32_t at) {
    uint32_t to = esc_sentence_to(s, at, SENTENCE);
    for (uint32_t i = at; i < to; i++)
        if (esc_stream_sign(s, i, ';')) return i;
    return to;
}

// Where the sentence says how it was voted; `at` where it does not.
static uint32_t verdict(const esc_stream *s, const esc_verdict *v, uint32_t at) {
    for (uint32_t i = v->from; i < v->to; i++)
        if (esc_atom_is(&s->atoms[i], "unanimidad|unanime|unanimemente|mayoria")) return i;
    return at;
}

// Where the telling begins: behind points that stand one after the other though no heading announced them.
static uint32_t behind_list(const esc_reader *r) {
    const esc_points *points = &r->points;
    for (uint32_t i = 0; i + 1 < points->items_count; i++)
        if (points->items[i + 1].mark.from > points->items[i].to + 1) return r->sections.business.from;
    uint32_t to = points->items[points->items_count - 1].to;
    return to > r->sections.business.from ? to : r->sections.business.from;
}

// Where what was agreed is listed once more, behind atom `from`; the end of the business where it is not.
static uint32_t told_until(const esc_reader *r, uint32_t from) {
    const uint32_t to = r->sections.business.to;
    for (uint32_t at = from; at < to; at = esc_stream_row_end(&r->body, at))
        if (esc_stream_first(&r->body, at) && esc_progress_heads_agreements(r, at)) return at;
    return to;
}

static void turn(esc_course *turns, uint32_t at, uint32_t point) {
    *ESC_GROW(turns, legs, 1) = (esc_leg){at, at, point};
}

// Reads the verdict at `at`, or gives what the first walk read there, where the sentence begins at the same
// atom.
static bool read_once(const esc_stream *s, readings *kept, uint32_t least, uint32_t most, uint32_t at,
                      esc_verdict *ret) {
    while (kept->next < kept->items_count && kept->items[kept->next].at < at) kept->next++;
    const reading *was = kept->next < kept->items_count ? &kept->items[kept->next] : NULL;
    if (was && was->at == at && was->said.to <= most &&
        (was->least == least || (was->said.from > was->least && was->said.from >= least))) {
        *ret = was->said;
        return was->found;
    }
    reading now = {.at = at, .least = least};
    now.found = esc_verdict_read(s, least, most, at, &now.said);
    if (!was) *ESC_GROW(kept, items, 1) = now, kept->next = kept->items_count;
    *ret = now.said;
    return now.found;
}

// How far behind `at` the sentences are about the leg's point; no passage is longer than what is looked at.
static uint32_t same_point_to(const esc_course *course, const esc_leg *leg, uint32_t at) {
    const esc_leg *end = course->legs + course->legs_count, *last = leg;
    while (last + 1 < end && last[1].point == leg->point && last->to < at + 2 * SENTENCE) last++;
    return last->to > at ? last->to : at + SENTENCE;
}

// Walks through the business from `from` on and records its votes. Without a course, turns tell which point
// they are about, and are noted down.
static void walk(const esc_reader *r, uint32_t from, const esc_course *course, readings *kept, votes *all,
                 esc_course *turns) {
    const esc_stream *s = &r->body;
    uint32_t told_at = 0, told_to = 0, turned_at = 0;
    uint32_t current = r->points.items_count == 1 ? 0 : point_over_list(r, &turned_at);
    turned_at = 0;
    const esc_leg *leg = NULL;
    vote tie = {.said.to = 0}; // counted, and not decided yet
    if (!course && current != ESC_NONE) turn(turns, from, current);
    for (uint32_t at = from; at < r->sections.business.to; at++) {
        uint32_t before = current, head;
        if (esc_stream_first(s, at) && esc_progress_heads_agreements(r, at))
            current = before = ESC_NONE, course = NULL; // what was agreed on all points, once more
        if (!course) {
            current = esc_progress_at(r, at, current);
            const uint32_t put = current == before ? put_to_vote(r, at, current) : ESC_NONE;
            if (put != ESC_NONE) current = put;
            bool lead = current != before && esc_progress_lead(s, at, &head);
            if (lead) turned_at = head;
            if (current != before) turn(turns, lead ? head : at, current);
        } else if (!leg || at >= leg->to) {
            leg = esc_course_at(course, at);
            if (leg) current = leg->point;
            if (leg && current != before) turned_at = leg->from;
        }
        const bool fresh = esc_stream_first(s, at) || (s->atoms[at].shape == ESC_SHAPE_CAPITAL &&
                                                       esc_atom_is(&s->atoms[at - 1], ".|:|;"));
        if (fresh && current != ESC_NONE) {
            vote called = {.point = current, .said.from = at};
            if (esc_rollcall_read(r, at, &called.said.tally, &called.said.to) ||
                esc_rollcall_totals(s, at, &called.said.tally, &called.said.to) ||
                esc_rollcall_answers(s, at, &called.said.tally, &called.said.to)) {
                const int *n = called.said.tally.votes;
                called.said.result = n[0] > n[1] ? "approved" : "rejected";
                called.said.how = esc_verdict_how(&called.said.tally);
                record(s, all, &called);
                at = called.said.to - 1;
                continue;
            }
        }
        const uint32_t less = s->atoms[at].norm[0] == 'o' ? left_out(r, at) : ESC_NONE;
        if (less != ESC_NONE)
            record(
                s, all,
                &(vote){
                    .said = {.from = at, .to = at + LEFT_OUT, .result = "postponed", .tally = ESC_TALLY_NONE},
                    .point = less});
        esc_ballot ballots[ESC_MOST_BALLOTS];
        uint32_t behind, rows = esc_stream_first(s, at) ? esc_ballots_read(r, at, ballots, &behind) : 0;
        for (uint32_t i = 0; i < rows; i++)
            overrule(all, &(vote){.said = ballots[i].said, .point = ballots[i].point});
        if (rows) {
            at = behind - 1;
            continue;
        }
        if (!kept->tells[at]) continue;
        esc_verdict v;
        // the rest of the clause tells of the same vote
        if (at < told_to && at < told_at + SENTENCE / 2) continue;
        const uint32_t most = course && leg ? same_point_to(course, leg, at) : s->atoms_count;
        bool found = read_once(s, kept, turned_at, most, at, &v);
        told_at = at, told_to = clause_to(s, at);
        if (found && v.to > esc_sentence_to(s, at, SENTENCE)) // counts in sentences of their own
            told_to = v.to, told_at = v.to > SENTENCE / 2 ? v.to - SENTENCE / 2 : 0;
        if (v.cut) told_to = v.to; // what is told behind that is another matter
        if (!found) {
            if (v.tally.votes[0] > 0) tie = (vote){.said = v, .point = current};
            continue;
        }
        // "Hubo empate: tres a favor y tres en contra. Con su voto de calidad, el presidente …"
        if (tie.said.to && v.from >= tie.said.to && v.from <= tie.said.to + 2 && v.tally.votes[0] < 0 &&
            v.tally.votes[1] < 0 && esc_cursor_within(s, v.from, v.to, "calidad|dirimente|desempat*|doble"))
            v.tally = tie.said.tally;
        uint32_t about = esc_progress_named(r, v.from, verdict(s, &v, at), v.to);
        const uint32_t before_it = about == ESC_NONE ? meant_before(r, &v) : ESC_NONE;
        if (before_it != ESC_NONE) {
            esc_verdict off = {.from = v.from, .to = v.to, .result = "postponed", .tally = ESC_TALLY_NONE};
            if (!on_agenda(s, v.from, v.to)) off.how = v.how, off.tally = v.tally;
            record(s, all, &(vote){.said = off, .point = before_it});
            if (!on_agenda(s, v.from, v.to)) continue;
            if (!strcmp(v.result, "postponed")) v.result = "approved";
        }
        // "Aplazada, según lo resuelto al aprobarse el orden del día."
        if (about == ESC_NONE && !out_of_agenda(s, &v) && !esc_merely_put_off(s, v.from, v.to))
            about = subject(r, v.from, v.to);
        bool agenda = !strcmp(v.result, "approved") && on_agenda(s, v.from, v.to);
        if (about == ESC_NONE && agenda) about = agenda_point(r);
        if (about == ESC_NONE && agenda) continue; // of an agenda that has no point of its own
        // "Se aprobó por unanimidad.", behind the list and before any other point
        if (about == ESC_NONE && current == ESC_NONE && v.how && !strcmp(v.result, "approved"))
            about = agenda_point(r);
        vote told = {.said = v, .point = about != ESC_NONE ? about : current}, whole;
        told.named = told.point != ESC_NONE &&
                     esc_progress_named(r, esc_sentence_from(s, at, SENTENCE), at, v.to) == told.point;
        if (both_told(r, &told, &whole)) record(s, all, &whole);
        uint32_t several[MOST_TOGETHER];
        const uint32_t together =
            agenda ? 0
                   : esc_progress_several(r, esc_sentence_from(s, at, SENTENCE), at, several, MOST_TOGETHER);
        for (uint32_t i = 0; i < together; i++) record(s, all, &(vote){.said = v, .point = several[i]});
        if (together) continue;
        if (takes_out(r, &told) || of_varied(r, &told)) continue;
        if (told.point == ESC_NONE) continue;
        record(s, all, &told);
        if (course || (current != ESC_NONE && told.point <= current)) continue;
        // "Se retira el punto 6", while the agenda is voted: no turn to that
        if (!told.said.how && about == told.point && told.point > (current == ESC_NONE ? 0 : current) + 1 &&
            !strcmp(told.said.result, "postponed"))
            continue;
        current = told.point;
        turn(turns, v.from, current);
    }
}

// "1.- Se lee el acta anterior, la cual se aprueba por unanimidad.": points that tell what became of them.
static void read_within(const esc_reader *r, votes *all) {
    const uint32_t known = all->items_count;
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_point *point = &r->points.items[i];
        bool done = false;
        for (uint32_t k = 0; k < known; k++) done |= all->items[k].point == i;
        for (uint32_t at = point->from; at < point->to && !done; at++) {
            vote told = {.point = i};
            done = esc_verdict_word(&r->body.atoms[at]) &&
                   esc_verdict_read(&r->body, point->from, point->to, at, &told.said) &&
                   (told.said.how || !strcmp(told.said.result, "postponed"));
            if (done) record(&r->body, all, &told);
        }
    }
}

// The numbers of the telling, and between them the turns to parts of the point that each tells of: "QUINTO: …
// En cuanto al punto 4.2, …".
static void with_parts(const esc_reader *r, const esc_course *told, const esc_course *turns,
                       esc_course *ret) {
    for (uint32_t i = 0, k = 0; i < told->legs_count; i++) {
        const uint32_t to = i + 1 < told->legs_count ? told->legs[i + 1].from : UINT32_MAX,
                       top = told->legs[i].point;
        *ESC_GROW(ret, legs, 1) = told->legs[i];
        while (k < turns->legs_count && turns->legs[k].from <= told->legs[i].from) k++;
        for (; k < turns->legs_count && turns->legs[k].from < to; k++) {
            uint32_t of = turns->legs[k].point;
            if (of == ESC_NONE || of >= r->points.items_count || !r->points.items[of].nested) continue;
            while (of && r->points.items[of].nested) of--;
            if (of == top) *ESC_GROW(ret, legs, 1) = turns->legs[k];
        }
    }
}

void esc_read_votes(esc_reader *r) {
    votes all = {0}, first = {0};
    readings kept = {0};
    esc_course turns = {0}, course;
    esc_course told = {0};
    const bool implied = !r->points.items_count;
    esc_mark paper;
    const bool papers = !implied && r->points.items[0].mark.from < r->body.atoms_count &&
                        esc_mention_by_paper(&r->body, r->points.items[0].mark.from, &paper),
               numbered = implied && esc_telling_read(r, &told),
               mentioned = ((implied && !numbered) || papers) && esc_mentions_read(r, &told);
    if (!r->points.items_count) {
        esc_course_free(&told);
        return;
    }
    esc_progress_begin(r);
    read_before_list(r, &all);
    const uint32_t from = mentioned ? r->sections.business.from : behind_list(r),
                   to = r->sections.business.to;
    kept.tells = esc_alloc((to + 1) * sizeof *kept.tells);
    for (uint32_t at = from; at < to; at++) kept.tells[at] = esc_verdict_word(&r->body.atoms[at]);
    walk(r, from, NULL, &kept, &first, &turns);
    kept.next = 0;
    if (!implied && !mentioned) esc_telling_turns(r, &told);
    if (mentioned) {
        const esc_course own = turns;
        turns = told, told = own;
    } else if (turns.legs_count < told.legs_count) { // no turns of phrase, but the numbers themselves
        esc_course all_turns = {0};
        with_parts(r, &told, &turns, &all_turns);
        esc_course_free(&turns);
        turns = all_turns;
    }
    esc_course_read(r, from, told_until(r, from), &turns, &course);
    walk(r, from, &course, &kept, &all, &turns);
    free(kept.items);
    free(kept.tells);
    esc_course_free(&course);
    esc_course_free(&turns);
    free(first.items);
    read_within(r, &all);
    if (all.items_count) qsort(all.items, all.items_count, sizeof *all.items, by_point);
    for (uint32_t i = 0; i < all.items_count; i++) put(r, &all.items[i], i);
    free(all.items);
    esc_course_free(&told);
    if (implied) r->points.items_count = 0; // they are no agenda
}
