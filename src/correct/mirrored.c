// SPDX-License-Identifier: GPL-3.0-or-later
// Bleed-through: thin paper shows the print of its other side in reverse, and an engine reads rows of it:
// ".nojzoz sl sbslsiani o1slosb sinmebiz914" (Presidenta declaró instalada la sesión.). Such rows are junk,
// and are left out before anything is learnt from the document: only whole rows without a real word, and only
// where several are beyond doubt. They are far likelier backwards, in letters of that shape, than as they
// stand; and as no language has it, their stops stand before words and their capitals at words' ends
// (",oxensA", "siiM").
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    LEAST_ROWS = 3,       // beyond doubt, of a document
    LEAST_SIGNS = 2,      // stops and capitals of theirs that stand astray …
    ASTRAY_PER_OTHER = 2, // … and how many for each that does not
    LEAST_STRANGE = 2,    // words of a row that no list knows
    SURE_FOUND = 3, // words that a row beyond doubt has backwards, and one that is likely to be mirrored
    LIKELY_FOUND = 2,
    MOST_UPRIGHT = 1,   // stops and capitals of a row that do not stand astray, beyond those that do
    LEAST_BESIDE = 3,   // letters beside a stop, or before a capital that stands astray
    LONG_WORD = 4,      // letters
    LEAST_HELD = 7,     // letters of a word that ran together with others, or was misread
    MOST_LETTERS = 24,  // of a word that is looked at
    MOST_VISITS = 4000, // of states, for a word
    REACH_LINES = 3,    // between rows that are neighbours
};

// A word that no list knows is as likely as this, and this for each of its letters.
#define UNKNOWN_NATS -4.6f
#define LETTER_NATS -2.4f
// The likeliest shape of a letter, and any other.
#define SHAPE_NATS 0.4f
#define OTHER_SHAPE_NATS 1.5f
// A word is found backwards from this gain on.
#define FOUND_NATS 2.0f
// What a row gains backwards where that is beyond doubt, and where it is likely.
#define SURE_NATS 12.0f
#define LIKELY_NATS 6.0f
// The share of the gain that may speak for the row as it stands.
#define MOST_AGAINST 0.35f
// A long word that loses more than this backwards stands there.
#define REAL_NATS 3.9f
// So does a common word that a row's letters hold, or that they were read from within this cost.
#define COMMON_LOG_FREQUENCY -13.0f
#define MISREAD_NATS 11.0f

// The letters whose mirrored shape a sign may be, the likeliest first.
static const char *const shapes[128] = {
    ['['] = "l",      ['0'] = "co",   ['1'] = "rli",   ['2'] = "s",   ['3'] = "ec",     ['4'] = "pa",
    ['5'] = "za",     ['6'] = "aeá",  ['8'] = "ba",    ['9'] = "epé", ['A'] = "a",      ['B'] = "sed",
    ['C'] = "o",      ['D'] = "cgo",  ['E'] = "e",     ['F'] = "t",   ['G'] = "dg",     ['H'] = "he",
    ['I'] = "lit",    ['J'] = "tlj",  ['L'] = "jl",    ['M'] = "mn",  ['N'] = "nm",     ['O'] = "coqg",
    ['P'] = "q",      ['Q'] = "cod",  ['R'] = "r",     ['S'] = "sz",  ['T'] = "t",      ['U'] = "u",
    ['V'] = "vn",     ['X'] = "xz",   ['Y'] = "yv",    ['Z'] = "s",   ['a'] = "asáeéo", ['b'] = "da",
    ['c'] = "oc",     ['d'] = "bdha", ['e'] = "eaéás", ['f'] = "tfl", ['g'] = "gpq",    ['h'] = "dh",
    ['i'] = "irltíj", ['j'] = "tj",   ['k'] = "k",     ['l'] = "lif", ['m'] = "mn",     ['n'] = "nñm",
    ['o'] = "ocóea",  ['p'] = "qpga", ['q'] = "pgq",   ['r'] = "rti", ['s'] = "aeásé",  ['t'] = "tfrij",
    ['u'] = "uú",     ['v'] = "vy",   ['w'] = "w",     ['x'] = "x",   ['y'] = "yv",     ['z'] = "s",
};

static const char *shapes_of(uint32_t c) {
    switch (c) {
    case 0xE1:
        return "áaéeó"; // á
    case 0xE9:
        return "éeá"; // é
    case 0xCD:        // Í
    case 0xED:
        return "ilrtjí"; // í
    case 0xD3:           // Ó
    case 0xF3:
        return "óo"; // ó
    case 0xFA:
        return "úu"; // ú
    case 0xF1:
        return "ñ";
    default:
        return c < 128 ? shapes[c] : NULL;
    }
}

// A word as it was read, and the best that it may be backwards.
struct search {
    const esc_automaton *automaton;
    uint32_t codes[MOST_LETTERS];
    int count, visits;
    float best;
};

static void walk(struct search *search, esc_state state, int left, float nats) {
    if (!left) {
        if (!esc_is_final(state)) return;
        search->best = fmaxf(search->best, esc_automaton_log_frequency(search->automaton, state.form) - nats);
        return;
    }
    const char *const first = shapes_of(search->codes[left - 1]);
    if (!first || search->visits++ > MOST_VISITS) return;
    for (const char *p = first, *end = p + strlen(p); p < end;) {
        const float more = nats + (p == first ? SHAPE_NATS : OTHER_SHAPE_NATS);
        const uint32_t c = esc_utf8_next(&p, end);
        esc_state next = state;
        if (esc_state_next(search->automaton, &next, c)) walk(search, next, left - 1, more);
        next = state;
        if (left == search->count && esc_state_next(search->automaton, &next, esc_utf8_upper(c)))
            walk(search, next, left - 1, more); // a name
    }
}

struct row {
    uint32_t first, end; // units
    int strange, known;  // words: those that no list knows, and long ones that are known
    int astray, upright; // stops and capitals as only mirrors have them, and as everybody has
    float gained, lost;  // by reading it backwards
    int found;           // words that it has then
    bool real;           // some word stands there for certain
    bool mirrored;
};

struct rows {
    struct row *rows;
    uint32_t rows_count, rows_cap;
};

// "siiM"
static bool ends_in_capital(const esc_form *form) {
    const char *p = form->text + form->len;
    if (form->kind != ESC_TOKEN_MIXED || form->letters < LEAST_BESIDE) return false;
    return esc_utf8_is_upper(esc_utf8_prev(&p, form->text)) &&
           esc_utf8_is_lower(esc_utf8_prev(&p, form->text)) &&
           !esc_utf8_is_upper(esc_utf8_prev(&p, form->text));
}

// Whether a word or a code has letters.
static bool has_letters(const esc_form *form) {
    return form->kind <= ESC_TOKEN_MIXED || form->kind == ESC_TOKEN_CODE;
}

// Whether a stop beside it tells anything: not of ".h".
static bool is_lettered(const esc_form *form) { return has_letters(form) && form->letters >= LEAST_BESIDE; }

static void count_unit(const esc_work *work, uint32_t u, struct row *row) {
    const esc_unit *unit = &work->units.units[u];
    const esc_form *form = work->form_of[u];
    if (unit->kind == ESC_TOKEN_PUNCT && strchr(".,;:", *form->text)) {
        const bool before = esc_unit_is_glued(unit), behind = !unit->last && !unit[1].blank_before;
        row->astray += !before && behind && is_lettered(work->form_of[u + 1]);
        row->upright += before && !behind && is_lettered(work->form_of[u - 1]);
        return;
    }
    if (!has_letters(form)) return;
    const bool strange = form->kind > ESC_TOKEN_MIXED || form->doubtful;
    row->strange += strange;
    row->known += !strange && form->letters >= LONG_WORD;
    row->astray += strange && ends_in_capital(form);
    row->upright += (form->kind == ESC_TOKEN_CAPITAL && form->letters >= LEAST_BESIDE) ||
                    (strange && esc_form_is_foreign(form));
}

// The rows that may be mirrored, as far as that is seen without a search.
static struct rows list_rows(const esc_work *work, int *ret_astray) {
    struct rows list = {0};
    *ret_astray = 0;
    for (uint32_t u = 0; u < work->units.units_count;) {
        struct row row = {.first = u};
        do count_unit(work, u, &row);
        while (!work->units.units[u++].last);
        row.end = u;
        if (row.strange < LEAST_STRANGE || row.known > row.strange) continue;
        *ESC_GROW(&list, rows, 1) = row;
        *ret_astray += row.astray;
    }
    return list;
}

// Whether letters that ran together hold a common long word: "nólooSecretaría".
static bool holds_word(const esc_work *work, const esc_form *form) {
    const esc_automaton *automaton = esc_lexicon_automaton(work->lexicon, 0);
    for (const char *from = form->text, *end = from + form->len; from < end; esc_utf8_next(&from, end)) {
        esc_state state = esc_automaton_root(automaton);
        int letters = 0;
        for (const char *p = from; p < end;) {
            if (!esc_state_next(automaton, &state, esc_utf8_lower(esc_utf8_next(&p, end)))) break;
            if (++letters >= LEAST_HELD && esc_is_final(state) &&
                esc_automaton_log_frequency(automaton, state.form) > COMMON_LOG_FREQUENCY)
                return true;
        }
    }
    return false;
}

// Whether a scan made it of a common word: "conrespendiente".
static bool is_misread(const esc_work *work, const esc_form *form) {
    static const esc_search_limits limits = {.budget_nats = MISREAD_NATS,
                                             .least_log_frequency = COMMON_LOG_FREQUENCY};
    esc_candidates found;
    esc_search(work->lexicon, &work->channel, form->text, form->len, &limits, &found);
    return found.count > 0;
}

static float unknown_nats(int letters) { return UNKNOWN_NATS + LETTER_NATS * (float)letters; }

// The likeliest word that what stands between two blanks is backwards; unknown_nats of its signs: none. 0:
// there is nothing to be read.
static float read_backwards(const esc_work *work, uint32_t first, uint32_t end, float *ret_unknown) {
    const esc_unit *from = &work->units.units[first], *last = &work->units.units[end - 1];
    const char *p = esc_doc_text(work->doc, from->raw), *const stop = p + (last->raw.off + last->raw.len -
                                                                           from->raw.off);
    struct search search = {0};
    int count = 0, letters = 0;
    while (p < stop && count < MOST_LETTERS) {
        const uint32_t c = esc_utf8_next(&p, stop);
        const bool letter = esc_utf8_is_letter(c), part = letter || esc_utf8_is_digit(c) || c == '[';
        if (!part && !count) continue; // marks before it, as those behind it, are none of its own
        search.codes[count++] = c;
        letters += letter;
        if (part) search.count = count;
    }
    if (!letters || p < stop) return 0;
    search.best = *ret_unknown = unknown_nats(search.count);
    for (int i = 0; i < ESC_LEXICON_AUTOMATA; i++) {
        search.automaton = esc_lexicon_automaton(work->lexicon, i);
        walk(&search, esc_automaton_root(search.automaton), search.count, 0);
    }
    return search.best;
}

// Weighs what stands between two blanks.
static void weigh_word(const esc_work *work, uint32_t first, uint32_t end, struct row *row) {
    float unknown, as_read = 0;
    const float backwards = read_backwards(work, first, end, &unknown);
    if (backwards == 0) return;
    bool is_long = false, strange = false;
    for (uint32_t u = first; u < end; u++) {
        const esc_form *form = work->form_of[u];
        if (form->kind == ESC_TOKEN_PUNCT) continue;
        const float nats = unknown_nats(form->letters);
        const bool known = form->kind <= ESC_TOKEN_MIXED && form->classes && form->log_frequency > nats;
        as_read += known ? form->log_frequency : nats;
        is_long |= known && form->letters >= LONG_WORD;
        strange |= !known && form->letters >= LEAST_HELD;
    }
    const float gain = backwards - fmaxf(as_read, unknown);
    if (gain > 0)
        row->gained += gain;
    else
        row->lost -= gain;
    row->found += gain >= FOUND_NATS;
    row->real |= is_long && gain < -REAL_NATS;
    for (uint32_t u = first; u < end && strange && gain < FOUND_NATS && !row->real; u++) {
        const esc_form *form = work->form_of[u];
        row->real = form->letters >= LEAST_HELD && (holds_word(work, form) || is_misread(work, form));
    }
}

static void weigh(const esc_work *work, struct row *row) {
    for (uint32_t u = row->first; u < row->end;) {
        const uint32_t first = u++;
        while (u < row->end && !work->units.units[u].blank_before) u++;
        weigh_word(work, first, u, row);
    }
}

static bool gains(const struct row *row, float nats, int found) {
    return !row->real && row->found >= found && row->gained - row->lost >= nats &&
           row->lost <= MOST_AGAINST * row->gained;
}

// Whether two rows of the list are neighbours: at most blank lines stand between them.
static bool are_neighbors(const esc_work *work, const struct row *above, const struct row *below) {
    const esc_unit *units = work->units.units;
    return above->end == below->first && units[below->first].line - units[above->first].line <= REACH_LINES;
}

// Whether a row beside mirrored ones is one, too: nothing in it speaks against that, or, between two of them,
// for anything else.
static bool is_beside(const struct row *row, bool above, bool below) {
    if (row->real || row->upright > row->astray || !row->found || row->gained <= row->lost) return false;
    return above && below ? !row->known : (above || below) && gains(row, LIKELY_NATS, 1);
}

static void mark_rows(const esc_work *work, struct rows *list) {
    for (uint32_t i = 0; i < list->rows_count; i++) {
        struct row *row = &list->rows[i];
        row->mirrored =
            row->upright <= row->astray + MOST_UPRIGHT &&
            (gains(row, SURE_NATS, SURE_FOUND) || (row->astray && gains(row, LIKELY_NATS, LIKELY_FOUND)));
    }
    for (uint32_t i = 0; i < list->rows_count; i++) {
        struct row *row = &list->rows[i];
        if (row->mirrored) continue;
        row->mirrored =
            is_beside(row, i && row[-1].mirrored && are_neighbors(work, row - 1, row),
                      i + 1 < list->rows_count && row[1].mirrored && are_neighbors(work, row, row + 1));
    }
}

// Takes the units of mirrored rows out.
static void take_out(esc_work *work, const struct rows *list) {
    uint32_t to = 0, from = 0;
    for (uint32_t i = 0; i < list->rows_count; i++) {
        const struct row *row = &list->rows[i];
        if (!row->mirrored) continue;
        const uint32_t line = work->units.units[row->first].line;
        if (work->doc->lines[line].role == ESC_LINE_BODY) {
            work->doc->lines[line].role = ESC_LINE_JUNK;
            *ESC_GROW(work, mirrored_lines, 1) = line;
        }
        while (from < row->first) work->units.units[to++] = work->units.units[from++];
        from = row->end;
    }
    while (from < work->units.units_count) work->units.units[to++] = work->units.units[from++];
    work->units.units_count = to;
}

bool esc_work_drop_mirrored(esc_work *work) {
    int astray, upright = 0;
    uint32_t sure = 0;
    struct rows list = list_rows(work, &astray);
    bool found = list.rows_count >= LEAST_ROWS && astray >= LEAST_SIGNS;
    if (found) {
        astray = 0;
        for (uint32_t i = 0; i < list.rows_count; i++) {
            struct row *row = &list.rows[i];
            weigh(work, row);
            if (!gains(row, SURE_NATS, SURE_FOUND)) continue;
            sure++;
            astray += row->astray;
            upright += row->upright;
        }
        found = sure >= LEAST_ROWS && astray >= LEAST_SIGNS && astray >= ASTRAY_PER_OTHER * upright;
    }
    if (found) {
        mark_rows(work, &list);
        take_out(work, &list);
    }
    free(list.rows);
    return found;
}
