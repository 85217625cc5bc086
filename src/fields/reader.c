// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

esc_field *esc_reader_put(esc_reader *r, esc_value_kind kind, const char *value, const char *rule,
                          float confidence, esc_range where, const char *pointer, ...) {
    va_list args;
    va_start(args, pointer);
    char *path = NULL;
    if (vasprintf(&path, pointer, args) < 0) abort();
    va_end(args);
    const char *shown = where.stream ? esc_stream_text(where.stream, r->arena, where.from, where.to) : value;
    esc_span span = esc_doc_puts(r->doc, shown);
    // A document that is less like a minute gives values that are less sure.
    esc_field *field =
        esc_doc_add_field(r->doc, kind, value, rule, confidence * r->sections.likeness, "%s", path);
    free(path);
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
