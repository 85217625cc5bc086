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

// What capitals of like shape are read for a letter or a digit.
static const char *alike(char read) {
    static const char *const of[128] = {
        ['b'] = "p8",  ['c'] = "go", ['d'] = "o", ['e'] = "f", ['f'] = "ep", ['g'] = "c",    ['h'] = "n",
        ['i'] = "lt1", ['k'] = "r",  ['l'] = "i", ['m'] = "n", ['n'] = "mh", ['o'] = "dqc0", ['p'] = "fb",
        ['q'] = "o",   ['r'] = "k",  ['s'] = "5", ['t'] = "i", ['u'] = "v",  ['v'] = "u",    ['z'] = "2",
        ['0'] = "o",   ['1'] = "i",  ['2'] = "z", ['5'] = "s", ['8'] = "b"};
    return (unsigned char)read < 128 && of[(unsigned char)read] ? of[(unsigned char)read] : "";
}

bool esc_respell_alike(char read, char meant) { return meant && strchr(alike(read), meant); }

static void walk(search *x, esc_state state, size_t at, size_t len, unsigned used, unsigned left);

// Goes on over one letter, in its accented forms, too, and as the capital that begins a name.
static void follow(search *x, esc_state state, size_t at, size_t len, char letter, unsigned used,
                   unsigned left) {
    static const struct {
        char plain;
        uint16_t accented;
    } marks[] = {{'a', 0xE1}, {'e', 0xE9}, {'i', 0xED}, {'o', 0xF3}, {'u', 0xFA}, {'u', 0xFC}, {'n', 0xF1}};
    uint32_t codes[8] = {(unsigned char)letter}, count = 1;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].plain == letter) codes[count++] = marks[i].accented;
    for (uint32_t i = 0; i < count; i++) {
        size_t n = esc_utf8_put(x->text + len, codes[i]);
        esc_state next = state;
        if (esc_state_next(x->automaton, &next, codes[i])) walk(x, next, at + 1, len + n, used, left);
        next = state;
        if (!at && esc_state_next(x->automaton, &next, esc_utf8_upper(codes[i])))
            walk(x, next, at + 1, len + n, used, left);
    }
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
    follow(x, state, at, len, x->folded[at], used, left);
    for (const char *c = alike(x->folded[at]); left && *c; c++)
        follow(x, state, at, len, *c, used + 1, left - 1);
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
