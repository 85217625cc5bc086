// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon/glossary.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "lexicon/sections.h"

enum { MAX_LINE_BYTES = 2000 };

typedef struct text_span {
    const char *at;
    size_t len;
} span;

typedef struct reader {
    esc_glossary *glossary;
    const char *file; // in the arena
    int line;
    const esc_section *section; // NULL before the first
    bool lost;                  // nobody knows what section the entries are of; it has been told
    bool failed;
    esc_err *err; // of the first wrong line
} reader;

// "file:line: " and the message, which is for the person who edits the file.
__attribute__((format(printf, 2, 3))) static int wrong(reader *r, const char *format, ...) {
    esc_err what, err;
    va_list args;
    va_start(args, format);
    esc_fail_va(&what, ESC_FORMAT, ESC_WHY_GLOSSARY, format, args);
    va_end(args);
    esc_fail_by(&err, ESC_FORMAT, ESC_WHY_GLOSSARY, &what, "%s:%d", r->file, r->line);
    if (r->glossary->tell) r->glossary->tell(r->glossary->context, err.said);
    if (!r->failed && r->err) *r->err = err;
    r->failed = true;
    return ESC_FORMAT;
}

static span trim(span s) {
    const char *end = s.at + s.len;
    while (s.at < end) {
        const char *p = s.at;
        if (!esc_utf8_is_space(esc_utf8_next(&p, end))) break;
        s.at = p;
    }
    while (end > s.at) {
        const char *p = end;
        if (!esc_utf8_is_space(esc_utf8_prev(&p, s.at))) break;
        end = p;
    }
    return (span){s.at, (size_t)(end - s.at)};
}

// A comment begins with "#" at the start of a line or after a blank.
static span without_comment(span s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '#' && (!i || s.at[i - 1] == ' ' || s.at[i - 1] == '\t')) return (span){s.at, i};
    return s;
}

// The text in the arena, runs of blanks (tabs, no-break spaces) as one space.
static const char *keep(const reader *r, span s) {
    ESC_AUTOBUF out = {0};
    for (const char *p = s.at, *end = s.at + s.len; p < end;) {
        const char *from = p;
        while (p < end && (*p > ' ') && *p < 0x7F) p++; // most
        bool blank = p == from && esc_utf8_is_space(esc_utf8_next(&p, end));
        if (!blank)
            esc_buf_put(&out, from, (size_t)(p - from));
        else if (out.len && out.bytes[out.len - 1] != ' ')
            esc_buf_putc(&out, ' ');
    }
    return esc_arena_strndup(r->glossary->arena, esc_buf_text(&out), out.len);
}

static bool has_blank(span s) {
    for (const char *p = s.at, *end = s.at + s.len; p < end;)
        if (esc_utf8_is_space(esc_utf8_next(&p, end))) return true;
    return false;
}

static bool has(span s, bool (*is)(uint32_t)) {
    for (const char *p = s.at, *end = s.at + s.len; p < end;)
        if (is(esc_utf8_next(&p, end))) return true;
    return false;
}

// As much of a wrong text as a message shows: bytes, up to the end of a character.
static int shown(span s) {
    const char *p = s.at, *end = s.at + s.len;
    while (p < end && p - s.at < 60) esc_utf8_next(&p, end);
    return (int)(p - s.at);
}

// A wrong section line is told; what it was meant to be goes for the entries below it, so that none of them
// is held against the section above.
static int read_section(reader *r, span line) {
    const char *bracket = memchr(line.at, ']', line.len), *end = line.at + line.len;
    span name = trim((span){line.at + 1, (size_t)((bracket ? bracket : end) - line.at - 1)});
    const esc_section *section = esc_section_lookup(name.at, name.len), *near = section;
    if (!section) near = esc_section_nearest(name.at, name.len);
    r->section = near;
    r->lost = !near;
    span right = near && !section ? (span){near->name, strlen(near->name)} : name;
    if (!bracket)
        return wrong(r, "the section lacks its closing bracket; write it as [%.*s]", shown(right), right.at);
    if (bracket + 1 < end)
        return wrong(r, "only a comment may stand behind the section; write it as [%.*s]", shown(right),
                     right.at);
    if (section) return ESC_OK;
    if (near)
        return wrong(r, "there is no section [%.*s]; do you mean [%s]?", shown(name), name.at, near->name);
    ESC_AUTOBUF names = {0};
    esc_section_names(&names);
    return wrong(r, "there is no section [%.*s]; there are %s", shown(name), name.at, esc_buf_text(&names));
}

static int check_text(reader *r, span text) {
    if (!text.len)
        return wrong(r, "a text is missing beside \"|\" or \"=\"; a good line is: %s", r->section->example);
    if (!has(text, esc_utf8_is_letter))
        return wrong(r, "\"%.*s\" has no letter; a good line is: %s", shown(text), text.at,
                     r->section->example);
    if (r->section->one_word && has_blank(text))
        return wrong(r, "\"%.*s\" has blanks, but in [%s] it has to be one word; a good line is: %s",
                     shown(text), text.at, r->section->name, r->section->example);
    if (r->section->kind == ESC_GLOSSARY_ACRONYM && !has(text, esc_utf8_is_upper))
        return wrong(r, "the acronym \"%.*s\" has no capital; write it as it is printed: %s", shown(text),
                     text.at, r->section->example);
    return ESC_OK;
}

static bool same(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

static void add(reader *r, span text, const char *expansion) {
    const char *kept = keep(r, text);
    esc_glossary *g = r->glossary;
    // The same line twice in a row is a slip that harms nobody.
    if (g->entries_count) {
        const esc_glossary_entry *last = &g->entries[g->entries_count - 1];
        if (last->kind == r->section->kind && same(last->text, kept) && same(last->expansion, expansion))
            return;
    }
    *ESC_GROW(g, entries, 1) = (esc_glossary_entry){r->section->kind, kept, expansion, r->file, r->line};
}

static int read_entry(reader *r, span line) {
    if (r->lost) return ESC_OK;
    const char *equals = memchr(line.at, '=', line.len);
    if (!r->section && equals) r->section = esc_section_of(ESC_GLOSSARY_ACRONYM);
    if (!r->section) {
        ESC_AUTOBUF names = {0};
        esc_section_names(&names);
        r->lost = true;
        return wrong(r, "what is this? Put a section above it, one of %s", esc_buf_text(&names));
    }
    if (equals && !r->section->expands)
        return wrong(r, "\"=\" belongs into [siglas] or [abreviaturas]; in [%s] a good line is: %s",
                     r->section->name, r->section->example);
    if (!equals && r->section->expands)
        return wrong(r, "the full text is missing after \"=\"; a good line is: %s", r->section->example);

    span left = {line.at, equals ? (size_t)(equals - line.at) : line.len};
    const char *expansion = NULL;
    if (equals) {
        span right = trim((span){equals + 1, (size_t)(line.at + line.len - equals - 1)});
        if (memchr(right.at, '=', right.len))
            return wrong(r, "\"=\" stands twice; a good line is: %s", r->section->example);
        if (!right.len || !has(right, esc_utf8_is_letter))
            return wrong(r, "the full text is missing after \"=\"; a good line is: %s", r->section->example);
        expansion = keep(r, right);
    }
    for (const char *p = left.at, *end = left.at + left.len; p <= end;) {
        const char *bar = memchr(p, '|', (size_t)(end - p));
        span text = trim((span){p, (size_t)((bar ? bar : end) - p)});
        int rc = check_text(r, text);
        if (rc) return rc;
        add(r, text, expansion);
        p = bar ? bar + 1 : end + 1;
    }
    return ESC_OK;
}

static int read_line(reader *r, span line) {
    if (line.len > MAX_LINE_BYTES) return wrong(r, "the line is longer than %d bytes", MAX_LINE_BYTES);
    line = trim(without_comment(line));
    if (!line.len) return ESC_OK;
    return *line.at == '[' ? read_section(r, line) : read_entry(r, line);
}

// Where the file is in another encoding than UTF-8: the line it shows at, and how to save it right.
static int check_encoding(reader *r, const char *bytes, size_t len) {
    bool utf16 = len >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2));
    const char *p = bytes, *end = bytes + len;
    while (p < end && !utf16) {
        const char *before = p;
        if (esc_utf8_next(&p, end) == ESC_UTF8_REPLACEMENT && p - before == 1) break;
        if (*before == 0) break;
        r->line += *before == '\n';
    }
    if (p == end && !utf16) return ESC_OK;
    return wrong(r, "the file is not UTF-8; in the editor choose \"Save as\", encoding UTF-8");
}

int esc_glossary_read(esc_glossary *glossary, const char *file, const char *bytes, size_t len, esc_err *err) {
    reader r = {.glossary = glossary, .line = 1, .err = err};
    r.file = esc_arena_strndup(glossary->arena, file, strlen(file));
    if (!len) return ESC_OK;
    int rc = check_encoding(&r, bytes, len);
    if (rc) return rc;
    ESC_AUTOBUF text = {0}; // NFC, without byte order mark
    esc_utf8_clean(bytes, len, &text);

    r.line = 0;
    for (const char *p = esc_buf_text(&text), *end = p + text.len; p < end;) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        span line = {p, (size_t)((newline ? newline : end) - p)};
        p = newline ? newline + 1 : end;
        r.line++;
        if (read_line(&r, line) && !glossary->tell) break;
    }
    return r.failed ? ESC_FORMAT : ESC_OK;
}

int esc_glossary_load(esc_glossary *glossary, const char *path, char *ret_sha256, esc_err *err) {
    ESC_AUTOBUF bytes = {0};
    int rc = esc_file_load(path, ESC_MAX_GLOSSARY_BYTES, &bytes, err);
    if (!rc) rc = esc_glossary_read(glossary, path, esc_buf_text(&bytes), bytes.len, err);
    if (!rc && ret_sha256) esc_file_sha256(esc_buf_text(&bytes), bytes.len, ret_sha256);
    return rc;
}

void esc_glossary_free(esc_glossary *glossary) {
    free(glossary->entries);
    esc_arena_free(glossary->arena);
    *glossary = (esc_glossary){0};
}

int esc_glossary_check(const char *path, void (*tell)(void *context, const char *message), void *context,
                       size_t *ret_entries, esc_err *err) {
    esc_glossary glossary = {.arena = esc_arena_new(), .tell = tell, .context = context};
    int rc = esc_glossary_load(&glossary, path, NULL, err);
    if (!rc && ret_entries) *ret_entries = glossary.entries_count;
    esc_glossary_free(&glossary);
    return rc;
}
