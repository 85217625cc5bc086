// SPDX-License-Identifier: GPL-3.0-or-later
// The document as bytes: magic, version, a checksum over the rest, then each array with its count, then the
// pool. Each record is described once, by a walk over its members that serves reading and writing alike.
#include <string.h>

#include "base/limits.h"
#include "doc/doc.h"

static const char magic[8] = "ESCDOC1\n";
enum { HEADER_BYTES = 8 + 8 };

typedef struct esc_stream {
    esc_buf *out;           // where writing goes; NULL while reading
    const uint8_t *p, *end; // what is left to read
    bool failed;            // sticky: it was too short
} stream;

static void io(stream *s, void *value, size_t n) {
    if (s->out) {
        esc_buf_put(s->out, value, n);
    } else if (s->failed || (size_t)(s->end - s->p) < n) {
        s->failed = true;
        memset(value, 0, n);
    } else {
        memcpy(value, s->p, n);
        s->p += n;
    }
}

static void u8(stream *s, uint8_t *v) { io(s, v, 1); }

static void u32(stream *s, uint32_t *v) {
    uint8_t b[4] = {(uint8_t)*v, (uint8_t)(*v >> 8), (uint8_t)(*v >> 16), (uint8_t)(*v >> 24)};
    io(s, b, 4);
    *v = (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static void u16(stream *s, uint16_t *v) {
    uint8_t b[2] = {(uint8_t)*v, (uint8_t)(*v >> 8)};
    io(s, b, 2);
    *v = (uint16_t)(b[0] | b[1] << 8);
}

static void i32(stream *s, int32_t *v) {
    uint32_t u = (uint32_t)*v;
    u32(s, &u);
    *v = (int32_t)u;
}

static void f32(stream *s, float *v) {
    uint32_t u;
    memcpy(&u, v, 4);
    u32(s, &u);
    memcpy(v, &u, 4);
}

static void span(stream *s, esc_span *v) {
    u32(s, &v->off);
    u32(s, &v->len);
}

static void box(stream *s, esc_box *v) {
    i32(s, &v->x);
    i32(s, &v->y);
    i32(s, &v->w);
    i32(s, &v->h);
}

static void pages(stream *s, esc_page *v) {
    u32(s, &v->first_block);
    u32(s, &v->block_count);
    u32(s, &v->first_line);
    u32(s, &v->line_count);
    i32(s, &v->width_px);
    i32(s, &v->height_px);
    i32(s, &v->dpi);
    i32(s, &v->rotation_deg);
    f32(s, &v->skew_deg);
    f32(s, &v->confidence);
    f32(s, &v->known_words);
    f32(s, &v->seconds);
    u8(s, &v->origin);
    u8(s, &v->failed);
}

static void blocks(stream *s, esc_block *v) {
    u32(s, &v->page);
    u32(s, &v->first_line);
    u32(s, &v->line_count);
    box(s, &v->box);
    u8(s, &v->kind);
}

static void lines(stream *s, esc_line *v) {
    u32(s, &v->page);
    u32(s, &v->block);
    span(s, &v->raw);
    u32(s, &v->first_word);
    u32(s, &v->word_count);
    u32(s, &v->first_token);
    u32(s, &v->token_count);
    box(s, &v->box);
    u8(s, &v->role);
    u8(s, &v->end);
}

static void words(stream *s, esc_word *v) {
    u32(s, &v->line);
    span(s, &v->raw);
    u32(s, &v->first_alt);
    u32(s, &v->alt_count);
    box(s, &v->box);
    f32(s, &v->confidence);
}

static void alts(stream *s, esc_alt *v) {
    u32(s, &v->word);
    u16(s, &v->at);
    u16(s, &v->len);
    span(s, &v->text);
    f32(s, &v->confidence);
}

static void tokens(stream *s, esc_token *v) {
    u32(s, &v->line);
    span(s, &v->raw);
    span(s, &v->text);
    u32(s, &v->last_edit);
    u8(s, &v->kind);
    u8(s, &v->known);
}

static void edits(stream *s, esc_edit *v) {
    u32(s, &v->token);
    u32(s, &v->prev);
    span(s, &v->before);
    span(s, &v->after);
    span(s, &v->confusion);
    span(s, &v->runner_up);
    f32(s, &v->confidence);
    f32(s, &v->cost_keep_nats);
    f32(s, &v->cost_edit_nats);
    f32(s, &v->scan_rate);
    u8(s, &v->class);
    u8(s, &v->by);
    u8(s, &v->status);
}

static void fields(stream *s, esc_field *v) {
    span(s, &v->pointer);
    span(s, &v->value);
    span(s, &v->shown);
    span(s, &v->rule);
    u32(s, &v->first_token);
    u32(s, &v->token_count);
    f32(s, &v->confidence);
    u8(s, &v->kind);
    u8(s, &v->flagged);
}

// Each record takes at least 8 bytes, so that a count which cannot be true allocates nothing.
#define ARRAY(s, doc, name)                                                                                  \
    do {                                                                                                     \
        uint32_t n = (doc)->name##_count;                                                                    \
        u32(s, &n);                                                                                          \
        if (!(s)->out) {                                                                                     \
            if (n > (size_t)((s)->end - (s)->p) / 8) (s)->failed = true;                                     \
            if ((s)->failed) break;                                                                          \
            if (n) ESC_GROW(doc, name, n);                                                                   \
        }                                                                                                    \
        for (uint32_t i = 0; i < n; i++) name(s, &(doc)->name[i]);                                           \
    } while (0)

static void walk(stream *s, esc_doc *doc) {
    ARRAY(s, doc, pages);
    ARRAY(s, doc, blocks);
    ARRAY(s, doc, lines);
    ARRAY(s, doc, words);
    ARRAY(s, doc, alts);
    ARRAY(s, doc, tokens);
    ARRAY(s, doc, edits);
    ARRAY(s, doc, fields);
}

// FNV-1a: against truncation and bit rot, not against malice; esc_doc_check is for that.
static uint64_t checksum(const uint8_t *p, size_t len) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < len; i++) h = (h ^ p[i]) * 0x100000001b3u;
    return h;
}

static void put_u64(uint8_t *out, uint64_t v) {
    for (int i = 0; i < 8; i++) out[i] = (uint8_t)(v >> 8 * i);
}

void esc_doc_encode(const esc_doc *doc, esc_buf *out) {
    size_t start = out->len;
    uint8_t header[HEADER_BYTES] = {0};
    memcpy(header, magic, sizeof magic);
    esc_buf_put(out, header, sizeof header);
    stream s = {.out = out};
    walk(&s, (esc_doc *)(uintptr_t)doc); // writing changes nothing
    uint32_t len = (uint32_t)doc->text.len;
    u32(&s, &len);
    io(&s, doc->text.bytes, len);
    uint8_t *whole = (uint8_t *)out->bytes + start;
    put_u64(whole + sizeof magic, checksum(whole + HEADER_BYTES, out->len - start - HEADER_BYTES));
}

int esc_doc_decode(const void *bytes, size_t len, esc_doc **ret, esc_err *err) {
    const uint8_t *p = bytes;
    if (len > ESC_MAX_DOC_BYTES)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "document of %zu bytes", len);
    if (len < HEADER_BYTES + 4 || memcmp(p, magic, sizeof magic))
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "not an encoded document of this version");
    uint8_t sum[8];
    put_u64(sum, checksum(p + HEADER_BYTES, len - HEADER_BYTES));
    if (memcmp(sum, p + sizeof magic, 8))
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "encoded document: its checksum does not hold");

    ESC_AUTODOC *doc = esc_doc_new();
    esc_buf_truncate(&doc->text, 0);
    stream s = {.p = p + HEADER_BYTES, .end = p + len};
    walk(&s, doc);
    uint32_t text_len = 0;
    u32(&s, &text_len);
    if (s.failed || text_len != (size_t)(s.end - s.p))
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED,
                        "encoded document: its counts do not match its length");
    esc_buf_put(&doc->text, s.p, text_len);
    int failed = esc_doc_check(doc, err);
    if (failed) return failed;
    *ret = doc;
    doc = NULL;
    return ESC_OK;
}
