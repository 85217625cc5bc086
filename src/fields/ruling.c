// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/ruling.h"

#include <string.h>

#include "base/utf8.h"

enum { STROKES = 4, UNDERLINE_SLIP = 2 }; // more than its corners has a border; what an underline may miss

// U+2500…U+257F: "│", "├", "─".
static bool draws(uint32_t c) { return c >= 0x2500 && c < 0x2580; }

bool esc_ruling_rule(const esc_doc *doc, const esc_token *token) {
    const char *text = esc_doc_text(doc, token->raw), *p = text;
    const uint32_t c = esc_utf8_next(&p, text + token->raw.len);
    return p == text + token->raw.len && (c == '|' || draws(c));
}

bool esc_ruling_ruled(const esc_doc *doc, const esc_line *line) {
    uint32_t rules = 0;
    for (uint32_t i = 0; i < line->token_count; i++)
        rules += esc_ruling_rule(doc, &doc->tokens[line->first_token + i]);
    return rules > 1;
}

bool esc_ruling_stroke(const esc_doc *doc, const esc_line *line) {
    const char *p = esc_doc_text(doc, line->raw), *end = p + line->raw.len;
    uint32_t drawn = 0, first = 0;
    while (p < end) {
        const uint32_t c = esc_utf8_next(&p, end);
        if (esc_utf8_is_space(c)) continue;
        if (drawn && c != first) return false;
        first = c, drawn++;
    }
    const bool dash = first == 0x2013 || first == 0x2014;
    return drawn > STROKES && (draws(first) || dash || first == '~' || first == '#');
}

// Whether strokes as those under a heading begin the line.
static bool begins_with_strokes(const esc_doc *doc, const esc_line *line) {
    const char *p = esc_doc_text(doc, line->raw), *end = p + line->raw.len;
    while (p < end && *p == ' ') p++;
    return p < end && strchr("-=_*", *p);
}

// What of a text is left without the blanks before and behind it, in characters.
static uint32_t width(const esc_doc *doc, const esc_line *line, const char **ret_text) {
    const char *p = esc_doc_text(doc, line->raw), *end = p + line->raw.len;
    while (p < end && *p == ' ') p++;
    while (end > p && strchr(" \r\t", end[-1])) end--;
    *ret_text = p;
    return (uint32_t)esc_utf8_count(p, (size_t)(end - p));
}

bool esc_ruling_underline(const esc_doc *doc, const esc_line *line, const esc_line *above) {
    if (!begins_with_strokes(doc, line)) return false; // nearly all
    const char *strokes, *heading;
    const uint32_t drawn = width(doc, line, &strokes), length = width(doc, above, &heading);
    return drawn > STROKES && strspn(strokes, (char[]){*strokes, 0}) >= drawn && length &&
           drawn + UNDERLINE_SLIP >= length && drawn <= length + UNDERLINE_SLIP && !strchr("-=_*", *heading);
}

bool esc_ruling_border(const esc_doc *doc, const esc_line *line) {
    const char *p = esc_doc_text(doc, line->raw), *end = p + line->raw.len;
    uint32_t strokes = 0, corners = 0;
    while (p < end) {
        const uint32_t c = esc_utf8_next(&p, end);
        if (esc_utf8_is_space(c)) continue;
        if (!draws(c) && !(c < 0x80 && strchr("+-=|:", (int)c))) return false;
        strokes++, corners += c == '+' || c == '|' || draws(c);
    }
    return corners > 1 && strokes > corners + STROKES;
}
