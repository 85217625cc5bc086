// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/reader.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

// No value is surer than its kind was right on minutes whose truth is known, most of them unseen by the
// rules, clean and damaged (docs/fields.md, "Measured"). "*" stands for the number of an entry.
static const struct {
    const char *pointer;
    float share;
} shares[] = {
    {"/institution/name", 0.80f},
    {"/institution/acronym", 0.75f},
    {"/body/name", 0.84f},
    {"/document/kind", 0.96f},
    {"/document/id", 0.92f},
    {"/session/ordinal", 0.93f},
    {"/date", 0.96f},
    {"/start", 0.97f},
    {"/end", 0.97f},
    {"/place", 0.88f},
    {"/attendees/*/name", 0.88f},
    {"/attendees/*/title", 0.93f},
    {"/attendees/*/role", 0.90f},
    {"/attendees/*/office", 0.88f},
    {"/attendees/*/oficio", 0.95f},
    {"/agenda/*/number", 0.91f},
    {"/agenda/*/text", 0.92f},
    {"/agreements/*/id", 0.93f},
    {"/agreements/*/text", 0.86f},
    {"/votes/*/item", 0.95f},
    {"/votes/*/result", 0.92f},
    {"/votes/*/how", 0.94f},
    {"/votes/*/for", 0.96f},
    {"/votes/*/against", 0.95f},
    {"/votes/*/abstain", 0.95f},
    {"/legal_refs/*/instrument", 0.82f},
    {"/legal_refs/*/article", 0.95f},
    {"/acronyms/*", 0.82f},
    {"/oficios/*", 0.95f},
};
static const float best_share = 0.97f; // of all others

static bool same_kind(const char *pointer, const char *pattern) {
    for (; *pointer && *pattern; pattern++) {
        if (*pattern == '*')
            pointer += strspn(pointer, "0123456789");
        else if (*pointer++ != *pattern)
            return false;
    }
    return !*pointer && !*pattern;
}

static float share_of(const char *pointer) {
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        if (same_kind(pointer, shares[i].pointer)) return shares[i].share;
    return best_share;
}

esc_field *esc_reader_put(esc_reader *r, esc_value_kind kind, const char *value, const char *rule,
                          float confidence, esc_range where, const char *pointer, ...) {
    va_list args;
    va_start(args, pointer);
    ESC_AUTOFREE char *path = esc_vasprintf(pointer, args);
    va_end(args);
    const char *shown = where.stream ? esc_stream_text(where.stream, r->arena, where.from, where.to) : value;
    esc_span span = esc_doc_puts(r->doc, shown);
    // A document that is less like a minute gives values that are less sure.
    float share = share_of(path), sure = (confidence < share ? confidence : share) * r->sections.likeness;
    esc_field *field = esc_doc_add_field(r->doc, kind, value, rule, sure, "%s", path);
    field->shown = span;
    if (where.stream && where.to > where.from) {
        uint32_t first = where.stream->atoms[where.from].first_token,
                 last = where.stream->atoms[where.to - 1].last_token;
        if (first != ESC_NONE && last != ESC_NONE && last >= first) {
            field->first_token = first;
            field->token_count = last - first + 1;
        }
    }
    return field;
}

void esc_reader_put_other(esc_reader *r, esc_value_kind kind, const char *value, const char *rule,
                          esc_range where, const char *pointer) {
    esc_reader_put(r, kind, value, rule, ESC_OTHER_READING, where, "%s", pointer)->flagged = true;
}
