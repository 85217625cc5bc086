// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/doubts.h"

#include <string.h>

#include "fields/counts.h"
#include "fields/cursor.h"

enum { FOR, AGAINST, ABSTAIN, SIDES };

static int sum(const int votes[SIDES]) {
    int all = 0;
    for (int k = 0; k < SIDES; k++) all += votes[k] > 0 ? votes[k] : 0;
    return all;
}

// "tres (2) votos": both numbers, and which of them is given. Where the other one alone makes up as many as
// were there, it is the likelier.
static void weigh_numbers(const esc_reader *r, esc_tally *tally, esc_doubts *ret) {
    int others[SIDES];
    bool any = false;
    for (int k = 0; k < SIDES; k++) {
        any |= tally->other[k] > 0;
        others[k] = tally->other[k] > 0 ? tally->other[k] - 1 : tally->votes[k];
    }
    if (!any) return;
    uint32_t named;
    int there = (int)esc_present_told(r, &named, NULL);
    if (tally->total)
        there = tally->total;
    else if (!there)
        there = (int)named;
    const bool swap = there && sum(others) == there && sum(tally->votes) != there;
    for (int k = 0; k < SIDES; k++) {
        if (!tally->other[k]) continue;
        ret->counts[k] = true;
        ret->other_counts[k] = swap ? tally->votes[k] : others[k];
        if (swap) tally->votes[k] = others[k];
    }
}

// A majority of another size decides, or whoever breaks a tie.
static bool special(const esc_stream *s, const esc_verdict *v) {
    return esc_cursor_within(s, v->from, v->to,
                             "calificad@|absolut@|especial|terceras|tercios|requerid@|requier*|necesari@|"
                             "necesarios|suficiente|suficientes|alcanz*|reun*|exig*|falt*|calidad|dirimente|"
                             "desempat*|doble|decisivo|ponderado");
}

esc_doubts esc_doubts_of(const esc_reader *r, esc_verdict *said) {
    const esc_stream *s = &r->body;
    esc_doubts ret = {.other_counts = {-1, -1, -1}};
    esc_tally *tally = &said->tally;
    weigh_numbers(r, tally, &ret);
    const int *votes = tally->votes, yes = votes[FOR], no = votes[AGAINST], abstained = votes[ABSTAIN];
    const bool approved = !strcmp(said->result, "approved"), rejected = !strcmp(said->result, "rejected"),
               unanimous = said->how && !strcmp(said->how, "unanimidad"),
               majority = said->how && !strcmp(said->how, "mayoria");
    // "por unanimidad, con dos votos a favor y uno en contra"
    const int contrary = approved ? no : rejected ? yes : -1;
    if (unanimous && contrary > 0) {
        ret.how = true, ret.other_how = "mayoria";
        ret.counts[approved ? AGAINST : FOR] = true;
    }
    // "por unanimidad de los presentes, con tres votos a favor y una abstención"
    if (unanimous && approved && abstained > 0 &&
        esc_cursor_within(s, said->from, said->to, "unanimidad ~2 de l@s? ~1 presentes|asistentes"))
        ret.how = ret.counts[ABSTAIN] = true, ret.other_how = "mayoria";
    // "por mayoría, con tres votos a favor y ninguno en contra"
    const int carrying = approved ? yes : rejected ? no : -1;
    if (majority && carrying > 0 && !contrary && abstained <= 0 && !tally->all) {
        ret.how = true, ret.other_how = "unanimidad";
    }
    // "se aprobó con un voto a favor y dos en contra", "fue rechazado con tres votos a favor"
    const bool outvoted = yes >= 0 && no > yes, outvoting = no >= 0 && yes > no, tied = yes > 0 && yes == no;
    if ((approved && outvoted) || (rejected && outvoting && !special(s, said))) {
        ret.result = ret.counts[FOR] = ret.counts[AGAINST] = true;
        ret.other_result = approved ? "rejected" : "approved";
    }
    if (approved && tied && !special(s, said)) ret.result = ret.counts[FOR] = ret.counts[AGAINST] = true;
    // "3 a favor, 2 en contra, total 4": more than there were, or, of all sides, fewer
    enum { PRESIDING = 1, LEAST_NAMED = 3 }; // whoever presides is not always counted
    uint32_t named;
    const int all = sum(votes), there = (int)esc_present_told(r, &named, NULL);
    const bool whole = yes >= 0 && no >= 0 && abstained >= 0;
    if ((tally->total && all != tally->total && (all > tally->total || whole)) ||
        (tally->there && all > tally->there) || (there && all > there + PRESIDING) ||
        (there && all > there && (int)named == there) ||
        // "de los siete integrantes presentes", and four are named
        (named >= LEAST_NAMED && tally->there > (int)named && !there && all == tally->there))
        for (int k = 0; k < SIDES; k++) ret.counts[k] |= votes[k] > 0;
    return ret;
}
