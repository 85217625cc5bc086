// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/respell.h"

#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 40 };

typedef struct search {
    const esc_automaton *automaton;
    const char *folded;
    char text[4 * LONGEST + 4];
    char best[4 * LONGEST + 4];
    unsigned fewest; // confusions of the best
    float frequency; // its logarithm
} search;

bool esc_respell_alike(char read, char meant) {
    static const char *const groups[] = {"kr", "ef", "fp", "cg", "do", "oq", "uv", "mn", "il",
                                         "it", "hn", "co", "bp", "o0", "i1", "s5", "b8", "z2"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (strchr(groups[i], read) && strchr(groups[i], meant)) return true;
    return false;
}

static void walk(search *x, esc_state state, size_t at, size_t len, unsigned used, unsigned left) {
    const esc_automaton *a = x->automaton;
    if (!x->folded[at]) {
        if (!esc_is_final(state) || !esc_automaton_seen(a, state.form)) return;
        float frequency = esc_automaton_log_frequency(a, state.form);
        if (frequency < ESC_RARE_LOG_FREQUENCY) return;
        if (used > x->fewest || (used == x->fewest && frequency <= x->frequency)) return;
        x->fewest = used, x->frequency = frequency;
        memcpy(x->best, x->text, len);
        x->best[len] = 0;
        return;
    }
    for (uint32_t arc = state.node; arc; arc = esc_arc_after(a, arc)) {
        uint32_t code = esc_utf8_lower(esc_arc_code(a, arc)), plain = esc_utf8_unaccent(code);
        if (plain == 0xF1) plain = 'n';
        if (plain > 127) continue;
        bool same = (char)plain == x->folded[at];
        if (!same && (!left || !esc_respell_alike(x->folded[at], (char)plain))) continue;
        size_t n = esc_utf8_put(x->text + len, code);
        walk(x, esc_arc_follow(a, state, arc), at + 1, len + n, used + !same, left - !same);
    }
}

const char *esc_respell(const esc_lexicon *lexicon, esc_arena *arena, const char *folded,
                        unsigned confusions) {
    if (!lexicon || strlen(folded) > LONGEST) return NULL;
    search x = {.folded = folded, .fewest = confusions + 1};
    for (int i = 0; i < ESC_LEXICON_AUTOMATA; i++) {
        x.automaton = esc_lexicon_automaton(lexicon, i);
        if (x.automaton) walk(&x, esc_automaton_root(x.automaton), 0, 0, 0, confusions);
    }
    return x.fewest > confusions ? NULL : esc_arena_strndup(arena, x.best, strlen(x.best));
}
