// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/cursor.h"

#include <string.h>

#define NOWHERE UINT32_MAX

static bool weak(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_SIGN && !strchr(":()/-", atom->text[0]);
}

// One alternative [p, q) against a normal form.
static bool alternative(const char *norm, const char *p, const char *q) {
    for (; p < q; p++, norm++) {
        if (*p == '*') return true;
        if (*p == '@' ? *norm != 'a' && *norm != 'o' : *p != *norm) return false;
    }
    return !*norm;
}

static bool element(const esc_atom *atom, const char *p, const char *q) {
    if (*p == '#' && q == p + 1) return atom->kind == ESC_ATOM_NUMBER;
    for (const char *stop; p < q; p = stop + 1) {
        stop = memchr(p, '|', (size_t)(q - p));
        if (!stop) stop = q;
        if (alternative(atom->norm, p, stop)) return true;
    }
    return false;
}

// ---- what a pattern can begin with ----

enum { MEMO = 2048 };

// Bits of the words that [p, q), one element, can begin with.
static uint64_t starts_of_element(const char *p, const char *q) {
    uint64_t bits = 0;
    if (*p == '#' && q == p + 1) {
        for (char a = '0'; a <= '9'; a++) {
            bits |= esc_start_bit(a, 0);
            for (char b = '0'; b <= '9'; b++) bits |= esc_start_bit(a, b);
        }
        return bits;
    }
    for (const char *stop; p < q; p = stop + 1) {
        stop = memchr(p, '|', (size_t)(q - p));
        if (!stop) stop = q;
        char a = p < stop ? p[0] : 0, b = p + 1 < stop ? p[1] : 0;
        if (a == '*' || b == '*') return ~0ull;
        for (int i = 0; i < (a == '@' ? 2 : 1); i++)
            for (int k = 0; k < (b == '@' ? 2 : 1); k++)
                bits |= esc_start_bit(a == '@' ? "ao"[i] : a, b == '@' ? "ao"[k] : b);
    }
    return bits;
}

static uint64_t starts_of_pattern(const char *p) {
    uint64_t bits = 0;
    for (;;) {
        while (*p == ' ') p++;
        if (!*p || *p == '~') return ~0ull;
        const char *q = strchr(p, ' ');
        if (!q) q = p + strlen(p);
        bool optional = q[-1] == '?' && q > p + 1;
        bits |= starts_of_element(p, optional ? q - 1 : q);
        if (!optional) return bits;
        p = q;
    }
}

// Patterns are literals: what they can begin with is worked out once for each and found again by its address.
static uint64_t starts(const char *pattern) {
    static _Thread_local struct {
        const char *pattern;
        uint64_t bits;
    } memo[MEMO];
    size_t slot = ((uintptr_t)pattern * 0x9E3779B97F4A7C15ull) >> 53;
    if (memo[slot].pattern != pattern) {
        memo[slot].pattern = pattern;
        memo[slot].bits = starts_of_pattern(pattern);
    }
    return memo[slot].bits;
}

// Where the pattern p ends when it begins at `at`, or NOWHERE.
static uint32_t match(const esc_stream *s, uint32_t at, uint32_t end, const char *p, bool first) {
    while (*p == ' ') p++;
    if (!*p) return at;
    const char *q = strchr(p, ' ');
    if (!q) q = p + strlen(p);
    if (*p == '~') {
        for (uint32_t n = 0; n <= (uint32_t)(p[1] - '0') && at + n <= end; n++) {
            uint32_t stop = match(s, at + n, end, q, first);
            if (stop != NOWHERE) return stop;
        }
        return NOWHERE;
    }
    bool optional = q[-1] == '?';
    const char *last = optional ? q - 1 : q;
    uint32_t here = at;
    while (!first && here < end && weak(&s->atoms[here]) && !element(&s->atoms[here], p, last)) here++;
    if (here < end && element(&s->atoms[here], p, last)) {
        uint32_t stop = match(s, here + 1, end, q, false);
        if (stop != NOWHERE) return stop;
    }
    return optional ? match(s, at, end, q, first) : NOWHERE;
}

bool esc_cursor_match(esc_cursor *c, const char *pattern) {
    uint64_t bits = starts(pattern);
    if (bits != ~0ull && (c->at >= c->end || !(bits & c->stream->atoms[c->at].start))) return false;
    uint32_t stop = match(c->stream, c->at, c->end, pattern, true);
    if (stop == NOWHERE) return false;
    c->from = c->at;
    c->at = stop;
    return true;
}

bool esc_cursor_find(esc_cursor *c, const char *pattern) {
    uint64_t bits = starts(pattern);
    for (uint32_t at = c->at; at < c->end; at++) {
        if (!(bits & c->stream->atoms[at].start)) continue;
        uint32_t stop = match(c->stream, at, c->end, pattern, true);
        if (stop == NOWHERE) continue;
        c->from = at;
        c->at = stop;
        return true;
    }
    return false;
}

bool esc_cursor_looking_at(const esc_stream *stream, uint32_t at, const char *pattern) {
    return at < stream->atoms_count && (starts(pattern) & stream->atoms[at].start) &&
           match(stream, at, stream->atoms_count, pattern, true) != NOWHERE;
}

bool esc_cursor_sign(esc_cursor *c, char sign) {
    if (c->at >= c->end || !esc_stream_sign(c->stream, c->at, sign)) return false;
    c->at++;
    return true;
}

void esc_cursor_skip_signs(esc_cursor *c) {
    while (c->at < c->end && c->stream->atoms[c->at].kind == ESC_ATOM_SIGN &&
           !strchr("()", c->stream->atoms[c->at].text[0]))
        c->at++;
}

bool esc_atom_is(const esc_atom *atom, const char *pattern) {
    return atom && (starts(pattern) & atom->start) && element(atom, pattern, pattern + strlen(pattern));
}
