// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { TEXTS = 4 };

// Before the texts of a finding, each of which ends in a zero byte. Both sides are the same program.
typedef struct header {
    uint32_t field;
    int32_t page;
    float confidence;
    uint16_t len[TEXTS]; // without the zero byte
} header;

static size_t cut(const char *text, size_t len) {
    if (len <= ESC_MAX_FINDING_TEXT) return len;
    len = ESC_MAX_FINDING_TEXT;
    while (len && ((unsigned char)text[len] & 0xc0) == 0x80) len--;
    return len;
}

static void put(esc_buf *out, bool field, int32_t page, float confidence, const char *const text[TEXTS],
                const size_t len[TEXTS]) {
    header h = {.field = field, .page = page, .confidence = confidence};
    for (int i = 0; i < TEXTS; i++) h.len[i] = (uint16_t)cut(text[i], len[i]);
    esc_buf_put(out, &h, sizeof h);
    for (int i = 0; i < TEXTS; i++) {
        esc_buf_put(out, text[i], h.len[i]);
        esc_buf_putc(out, 0);
    }
}

static void put_edit(const esc_doc *doc, const esc_edit *edit, esc_buf *out) {
    const char *class = esc_edit_class_name(edit->class), *status = esc_edit_status_name(edit->status);
    const char *const text[TEXTS] = {class, esc_doc_text(doc, edit->before), esc_doc_text(doc, edit->after),
                                     status};
    const size_t len[TEXTS] = {strlen(class), edit->before.len, edit->after.len, strlen(status)};
    put(out, false, (int32_t)doc->lines[doc->tokens[edit->token].line].page, edit->confidence, text, len);
}

static void put_field(const esc_doc *doc, const esc_field *field, esc_buf *out) {
    const char *status = field->flagged ? "flagged" : "";
    const char *const text[TEXTS] = {esc_doc_text(doc, field->pointer), esc_doc_text(doc, field->shown),
                                     esc_doc_text(doc, field->value), status};
    const size_t len[TEXTS] = {field->pointer.len, field->shown.len, field->value.len, strlen(status)};
    int32_t page = field->token_count ? (int32_t)doc->lines[doc->tokens[field->first_token].line].page : -1;
    put(out, true, page, field->confidence, text, len);
}

void esc_findings_collect(const esc_doc *doc, esc_buf *out) {
    uint32_t *order = esc_doc_edits_in_order(doc);
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->fields_count && count < ESC_MAX_FINDINGS; i++, count++)
        put_field(doc, &doc->fields[i], out);
    for (uint32_t i = 0;
         i < doc->edits_count && count < ESC_MAX_FINDINGS && out->len < ESC_MAX_FINDINGS_BYTES / 2;
         i++, count++)
        put_edit(doc, &doc->edits[order[i]], out);
    free(order);
}

static int wrong(esc_err *err, const char *what) {
    return esc_fail_of(err, ESC_FORMAT, ESC_WHY_CRASH, what, "findings that are none");
}

int esc_findings_next(const void *bytes, size_t len, size_t *at, esc_finding *ret, esc_err *err) {
    if (*at == len) return 0;
    header h;
    if (len - *at < sizeof h) return wrong(err, "cut short");
    memcpy(&h, (const char *)bytes + *at, sizeof h);
    if (h.field > 1 || h.page < -1 || !(h.confidence >= 0 && h.confidence <= 1)) return wrong(err, "range");
    size_t next = *at + sizeof h;
    const char *text[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
        text[i] = (const char *)bytes + next;
        if (h.len[i] > ESC_MAX_FINDING_TEXT || len - next < (size_t)h.len[i] + 1) return wrong(err, "length");
        if (memchr(text[i], 0, (size_t)h.len[i] + 1) != text[i] + h.len[i])
            return wrong(err, "end of a text");
        if (!esc_utf8_valid(text[i], h.len[i])) return wrong(err, "no UTF-8");
        next += (size_t)h.len[i] + 1;
    }
    *ret = (esc_finding){h.field, h.page, h.confidence, text[0], text[1], text[2], text[3]};
    *at = next;
    return 1;
}
