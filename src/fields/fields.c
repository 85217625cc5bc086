// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/fields.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields/reader.h"

// Below it a document is no minute, and nothing is read from it.
static const float least_likeness = 0.5f;

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

int esc_fields_read(esc_doc *doc, const esc_lexicon *lexicon, esc_err *err) {
    (void)err;
    esc_reader r = {.doc = doc, .lexicon = lexicon, .arena = esc_arena_new()};
    r.vocabulary = esc_vocabulary_new(r.arena);
    esc_stream_read(doc, r.vocabulary, r.arena, &r.body, &r.margin);
    r.sections = esc_sections_find(&r.body);
    if (r.sections.likeness >= least_likeness) {
        esc_read_agenda(&r);
        esc_read_institution(&r);
        esc_read_document(&r);
        esc_read_times(&r);
        esc_read_session(&r);
        esc_read_place(&r);
        esc_read_quorum(&r);
        esc_read_attendees(&r);
        esc_read_votes(&r);
        esc_read_agreements(&r);
        esc_read_oficios(&r);
        esc_read_legal(&r);
        esc_read_acronyms(&r);
    }
    free(r.points.items);
    esc_stream_free(&r.body);
    esc_stream_free(&r.margin);
    esc_arena_free(r.arena);
    return ESC_OK;
}
