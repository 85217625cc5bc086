// SPDX-License-Identifier: GPL-3.0-or-later
// Codes after the document's own patterns. Who numbers papers does it alike: beside 4477-D-2019 and
// 4501-D-2019, 4725D-2019 has lost a hyphen and 4090-D0-2019 gained a nought; beside JG-87-13-3, 1G-87-13-1
// is JG. What is no proper code and becomes one of the document's by one slip, and no other one, was that.
// Figures stay as they are.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    CODE_BYTES = 40,
    MOST_PATTERNS = 64,
    MOST_PIECES = 12,
    LEAST_SEPARATORS = 2, // of a pattern that the document has only once
    LEAST_TIMES = 2,
};

// What separators are read as, besides letters.
#define SEPARATING "-/.,_~ "

// A code with each row of figures as one 9.
struct pattern {
    char text[CODE_BYTES];
    int times, separators;
    size_t least, most; // figures in a row, those of four apart
};

struct patterns {
    struct pattern items[MOST_PATTERNS];
    int count;
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_separator(char c) { return c == '-' || c == '/'; }

// Makes a pattern of a code that reads as it should: capitals, figures and separators, letters and figures
// never beside each other, at least one of each.
static bool read_pattern(const char *code, struct pattern *ret) {
    *ret = (struct pattern){.times = 1, .least = CODE_BYTES};
    size_t at = 0;
    bool capitals = false, digits = false;
    for (const char *p = code; *p;) {
        const char last = at ? ret->text[at - 1] : 0;
        if (is_separator(*p)) {
            if (!last || is_separator(last)) return false;
            ret->separators++;
            ret->text[at++] = *p++;
        } else if (is_digit(*p)) {
            if (is_capital(last)) return false;
            const size_t row = strspn(p, "0123456789");
            if (row < ret->least) ret->least = row;
            if (row > ret->most) ret->most = row;
            ret->text[at++] = '9';
            p += row;
            digits = true;
        } else if (is_capital(*p)) {
            if (last == '9') return false;
            ret->text[at++] = *p++;
            capitals = true;
        } else {
            return false;
        }
    }
    ret->text[at] = 0;
    return capitals && digits && ret->separators && !is_separator(ret->text[at - 1]);
}

// Whether a capital may have been read as that sign.
static bool looks_like(char capital, char read) {
    static const char *const pairs[] = {"O0", "D0", "Q0", "S8", "S5", "B8", "I1", "Il", "I|",
                                        "J1", "J3", "J]", "G6", "Z2", "A4", "L1", "T1", "T7"};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == capital && pairs[i][1] == read) return true;
    return false;
}

static bool looks_separating(char separator, char read) {
    return strchr(SEPARATING, read) || (separator == '/' && strchr("Il|", read));
}

// Writes code as the pattern has it, with slips left (in halves: a mark for another one is half a slip);
// false where it needs more.
static bool match(const char *code, const char *pattern, int slips, char *ret) {
    if (!*pattern) {
        *ret = 0;
        return !*code;
    }
    if (*pattern == '9') {
        const size_t row = strspn(code, "0123456789");
        if (!row) return false;
        for (size_t i = row; i > 0; i--) { // a figure too many may be a letter of what follows
            memcpy(ret, code, i);
            if (match(code + i, pattern + 1, slips, ret + i)) return true;
        }
        return false;
    }
    *ret = *pattern;
    if (*code == *pattern && match(code + 1, pattern + 1, slips, ret + 1)) return true;
    if (slips <= 0 || !*code) return false;
    const bool beside = is_separator(*pattern) || is_separator(ret[-1]);
    if (*code == ' ' && beside && match(code + 1, pattern, slips - 1, ret)) return true; // CG /065
    if (is_separator(*pattern)) {
        const int cost = strchr(SEPARATING, *code) ? 1 : 2;
        if (looks_separating(*pattern, *code) && match(code + 1, pattern + 1, slips - cost, ret + 1))
            return true;
        if (slips < 2) return false;
        const bool within = is_digit(ret[-1]) && is_digit(*code);                 // 03 of CISED-03 is no 0-3
        if (!within && match(code, pattern + 1, slips - 2, ret + 1)) return true; // lost
        return *code == '0' && code[1] == *pattern && match(code + 2, pattern + 1, slips - 2, ret + 1); // D0-
    }
    if (slips < 2) return false;
    if (looks_like(*pattern, *code) && match(code + 1, pattern + 1, slips - 2, ret + 1)) return true;
    return is_digit(*code) && match(code + 1, pattern, slips - 2, ret); // 0OES, S50
}

// The pieces from piece on without blanks between them, as they were read, less the marks at their end; their
// number, 0 where they are no code. blanks: how many blanks may part them, each of which is kept.
static uint32_t read_code(const esc_work *work, uint32_t piece, int blanks, char ret[CODE_BYTES]) {
    const uint32_t count = work->pieces.pieces_count;
    size_t at = 0, good = 0;
    uint32_t pieces = 0;
    for (uint32_t i = piece; i < count && i < piece + MOST_PIECES; i++) {
        if (!work->pieces.pieces[i].unit_count) return 0;
        const esc_unit *unit = esc_work_unit(work, i);
        if (i > piece && unit->first) break;
        if (i > piece && unit->blank_before) {
            if (!blanks--) break;
            ret[at++] = ' ';
        }
        size_t len;
        const char *text = esc_work_raw_text(work, i, &len);
        if (at + len + 1 >= CODE_BYTES) return 0;
        memcpy(ret + at, text, len);
        at += len;
        if (unit->kind != ESC_TOKEN_PUNCT) good = at, pieces = i + 1 - piece;
    }
    ret[good] = 0;
    return pieces && (good < 3 || ret[good - 1] != '.') ? pieces : 0;
}

static void learn(struct patterns *all, const struct pattern *new) {
    for (int i = 0; i < all->count; i++) {
        struct pattern *old = &all->items[i];
        if (strcmp(old->text, new->text)) continue;
        old->times++;
        if (new->least < old->least) old->least = new->least;
        if (new->most > old->most) old->most = new->most;
        return;
    }
    if (all->count < MOST_PATTERNS) all->items[all->count++] = *new;
}

static bool is_known(const struct patterns *all, const struct pattern *pattern) {
    for (int i = 0; i < all->count; i++)
        if (!strcmp(all->items[i].text, pattern->text)) return all->items[i].times >= LEAST_TIMES;
    return false;
}

static bool lengths_fit(const struct pattern *pattern, const char *code) {
    struct pattern made;
    return read_pattern(code, &made) && made.least + 1 >= pattern->least && made.most <= pattern->most + 1;
}

// The code that is meant, if it is one of one pattern only. typed: no scan, where "A6" beside "A-6" was typed
// so.
static bool meant(const struct patterns *all, const char *code, bool typed, char ret[CODE_BYTES * 2]) {
    bool found = false;
    char buffer[CODE_BYTES * 2 + 1] = "", *text = buffer + 1; // match looks behind
    for (int i = 0; i < all->count; i++) {
        const struct pattern *pattern = &all->items[i];
        if ((typed || pattern->times < LEAST_TIMES) && pattern->separators < LEAST_SEPARATORS) continue;
        if (!match(code, pattern->text, 2, text) || !lengths_fit(pattern, text)) continue;
        if (found && strcmp(text, ret)) return false;
        strcpy(ret, text);
        found = true;
    }
    return found;
}

// "OES/CG /065/2018": no blank is printed before a slash between two parts of a code.
static bool close_up(const char *code, char ret[CODE_BYTES]) {
    const char *blank = strstr(code, " /");
    struct pattern pattern;
    if (!blank || !memchr(code, '/', (size_t)(blank - code))) return false;
    memcpy(ret, code, (size_t)(blank - code));
    strcpy(ret + (blank - code), blank + 1);
    return read_pattern(ret, &pattern) && pattern.separators > LEAST_SEPARATORS;
}

// Whether the line of a piece has a figure, as every code has; kept for the next piece.
struct figures {
    uint32_t line;
    bool any;
};

static bool has_figures(const esc_work *work, uint32_t piece, struct figures *kept) {
    const uint32_t line = esc_work_unit(work, piece)->line;
    if (line != kept->line) {
        const esc_span raw = work->doc->lines[line].raw;
        const char *text = esc_doc_text(work->doc, raw);
        *kept = (struct figures){.line = line};
        for (uint32_t i = 0; i < raw.len && !kept->any; i++) kept->any = is_digit(text[i]);
    }
    return kept->any;
}

void esc_work_follow_templates(esc_work *work) {
    struct figures figures = {.line = UINT32_MAX};
    struct patterns all = {.count = 0};
    const bool typed = esc_channel_is_typed(&work->channel);
    struct pattern pattern;
    char code[CODE_BYTES], text[CODE_BYTES * 2];
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count || !has_figures(work, i, &figures)) continue;
        if (i && esc_unit_is_glued(esc_work_unit(work, i))) continue;
        if (read_code(work, i, 0, code) && read_pattern(code, &pattern)) learn(&all, &pattern);
    }
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count || !has_figures(work, i, &figures)) continue;
        if (i && esc_unit_is_glued(esc_work_unit(work, i))) continue;
        for (int blanks = 0; blanks < 2; blanks++) {
            const uint32_t pieces = read_code(work, i, blanks, code);
            if (!pieces) break;
            if (!strpbrk(code, "0123456789")) continue; // every pattern has some
            if (read_pattern(code, &pattern) && is_known(&all, &pattern)) break;
            if (!meant(&all, code, typed, text) && !close_up(code, text)) continue;
            if (!strcmp(text, code)) break; // as it should be; what others have made of it stays
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[i], pieces, ESC_EDIT_CODE, text,
                           0.92f, work->arena);
            break;
        }
    }
}
